using Annona.People;
using Annona.Values;

namespace Annona.Privacy;

/// <summary>Every value that was stated of a record's fields, with the entry that says it.</summary>
static class SubjectFields
{
    const PersonFields All = PersonFields.Personal | PersonFields.Sex | PersonFields.BirthYear | PersonFields.Relation
        | PersonFields.Needs | PersonFields.Origin | PersonFields.Present | PersonFields.Arrived
        | PersonFields.Household;

    public static IReadOnlyList<SubjectField> Of(Registers now, int at, IReadOnlyList<PastEntry> past)
    {
        var person = now.People.PersonId(at);
        var stated = past.SelectMany(entry => StatedBy(now, entry, person)).ToList();
        var kept = ValuesOf(now, at);
        var standing = stated
            .Where(one => one.Value == kept.GetValueOrDefault(one.Field))
            .GroupBy(one => one.Field).ToDictionary(same => same.Key, same => same.Last());
        return
        [
            .. stated.Select(one =>
                one with { Stands = ReferenceEquals(standing.GetValueOrDefault(one.Field), one) }),
        ];
    }

    /// <summary>What the record says now, by field.</summary>
    static Dictionary<string, string> ValuesOf(Registers now, int at)
    {
        var person = now.People.Person(at);
        var home = person.Household < 0 ? null : person.HouseholdCode;
        return FieldWords.Each(All)
            .Select(field => (Field: FieldWords.Text(field),
                Value: ValueOf(now, field, person.Facts, now.People.DetailsOf(at), home)))
            .Where(one => one.Value is { Length: > 0 }).ToDictionary(one => one.Field, one => one.Value!);
    }

    static IEnumerable<SubjectField> StatedBy(Registers now, PastEntry entry, Id<Person> person)
    {
        var (fields, facts, household, from) = entry.Event switch
        {
            PersonRegistered it when it.Person == person => (All, it.Facts, it.Household, it.From),
            PersonChanged it when it.Person == person => (it.Fields, it.Facts, it.Household ?? default, it.From),
            _ => (PersonFields.None, PersonFacts.None, default, null),
        };
        var details = entry.Event.DetailsOf(person.Value);
        var home = household.IsNone || now.People.Find(household) is not (>= 0 and var at)
            ? null
            : PeopleCodes.Household(at);
        foreach (var field in FieldWords.Each(fields))
        {
            var isGone = (field & PersonFields.Personal) != 0 && details is null;
            var value = isGone ? null : ValueOf(now, field, facts, details, home);
            // A registration says nothing of a field that it leaves empty; a correction that empties it does.
            if (value is { Length: 0 } && entry.Event is PersonRegistered)
                continue;
            yield return new(FieldWords.Text(field), value, Stands: false, entry.Position, entry.At,
                FromOf(now, entry, from));
        }
    }

    static string FromOf(Registers now, PastEntry entry, ListRow? from) =>
        from is not null ? $"{now.People.Lists.Find(from.List)?.Code} version {from.Version} row {from.Row}"
        : entry.Device != Guid.Empty ? $"device {entry.Device:n}"
        : "desk";

    static string? ValueOf(
        Registers now, PersonFields field, PersonFacts facts, PersonalDetails? details, string? home) =>
        field switch
        {
            PersonFields.Name => details?.FullName,
            PersonFields.Born => details is { Born.IsNone: false } ? $"{details.Born}" : "",
            PersonFields.Phones => string.Join("; ", details?.Phones ?? []),
            PersonFields.Documents => string.Join(
                "; ", details?.Documents.Select(document => $"{document.Kind} {document.Number}".Trim()) ?? []),
            PersonFields.Address => details?.Address ?? "",
            PersonFields.Payee => details?.Payee ?? "",
            PersonFields.Note => details?.Note ?? "",
            PersonFields.Sex => facts.Sex == Sex.Unknown ? "" : $"{facts.Sex}",
            PersonFields.BirthYear => facts.BirthYear == 0 ? ""
                : facts.BirthEstimated ? $"~{facts.BirthYear}" : $"{facts.BirthYear}",
            PersonFields.Relation => facts.Relation == Relation.Unknown ? "" : $"{facts.Relation}",
            PersonFields.Needs => NeedsCodes.Text(facts.Needs),
            PersonFields.Origin => PeopleListings.NameOf(now, facts.Origin) ?? "",
            PersonFields.Present => PeopleListings.NameOf(now, facts.Present) ?? "",
            PersonFields.Arrived => facts.Arrived is { } day ? $"{day:yyyy-MM-dd}" : "",
            _ => home ?? "",
        };
}
