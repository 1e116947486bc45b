using Annona.Access;
using Annona.Values;

namespace Annona.People;

/// <summary>A person in a listing. Without a disclosure the details are null: names are masked.</summary>
/// <param name="Person">Who.</param>
/// <param name="Code">The same for officers, such as <c>N12</c>.</param>
/// <param name="Household">Code of the household.</param>
/// <param name="Sex">As stated.</param>
/// <param name="BirthYear">Null when not known.</param>
/// <param name="Relation">To the representative.</param>
/// <param name="Needs">Groups of specific needs.</param>
public sealed record PersonShown(
    Id<Person> Person, string Code, string? Household, Sex Sex, int? BirthYear, Relation Relation, Needs Needs)
{
    /// <summary>Number of the household's form.</summary>
    public string? Form { get; init; }

    /// <summary>Name of the place of origin; null when not known.</summary>
    public string? Origin { get; init; }

    /// <summary>Name of the present place; null when not known.</summary>
    public string? Present { get; init; }

    /// <summary>Day of arrival, local.</summary>
    public DateOnly? Arrived { get; init; }

    /// <summary>Code of the list that brought the person.</summary>
    public string? List { get; init; }

    /// <summary>Row in that list.</summary>
    public int? Row { get; init; }

    /// <summary>Left the register.</summary>
    public bool Left { get; init; }

    /// <summary>The day of leaving, local; null for one who did not leave.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>Why they left; null for one who did not.</summary>
    public LeaveReason? LeftBecause { get; init; }

    /// <summary>Objected to disclosure.</summary>
    public bool Objected { get; init; }

    /// <summary>The day of an objection that stands.</summary>
    public DateOnly? ObjectedOn { get; init; }

    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }

    /// <summary>Names and contacts were destroyed.</summary>
    public bool Erased { get; init; }

    /// <summary>The disclosed fields; null when masked, erased, or not opened here.</summary>
    public PersonalDetails? Details { get; init; }
}

/// <summary>A page of persons.</summary>
/// <param name="Rows">In order of arrival.</param>
/// <param name="Total">How many match.</param>
/// <param name="Withheld">How many of them are not shown because they objected.</param>
public sealed record PeopleListing(IReadOnlyList<PersonShown> Rows, int Total, int Withheld);

/// <summary>Asks who is registered, names masked.</summary>
/// <param name="Filter">Which persons.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many at most.</param>
public sealed record ListPeople(PeopleFilter Filter, int Skip, int Take) : Question<PeopleListing>
{
    /// <inheritdoc/>
    public override Roles MayAsk =>
        Roles.Registrar | Roles.Planner | Roles.Coordinator | Roles.Storekeeper | Roles.Auditor;

    /// <inheritdoc/>
    public override PeopleListing Answer(Registers now, Moment moment)
    {
        var matches = Filter.Matches(now).ToList();
        return new(
            [.. matches.Skip(Skip).Take(Take).Select(at => PeopleListings.Row(now, at, PersonFields.None))],
            matches.Count, Withheld: 0);
    }
}

/// <summary>
/// Asks for names under a disclosure that the same officer recorded. Persons who objected since are left out too.
/// </summary>
/// <param name="Disclosure">The disclosure.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many at most.</param>
public sealed record ListDisclosed(Id<Disclosure> Disclosure, int Skip, int Take) : Question<PeopleListing>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator;

    /// <inheritdoc/>
    public override PeopleListing Answer(Registers now, Moment moment)
    {
        var disclosed = now.People.Disclosures.Of(Disclosure, moment.Actor.Officer)
            ?? throw new RefusedException(PeopleRefusals.UnknownDisclosure());
        // Nothing of an erased person is left to disclose.
        var matches = disclosed.Filter.Matches(now).Where(at => !now.People.Row(at).Is(PeopleFlags.Erased)).ToList();
        var shown = matches.Where(at => !Objections.Stand(now, at)).ToList();
        return new(
            [.. shown.Skip(Skip).Take(Take).Select(at => PeopleListings.Row(now, at, disclosed.Fields))],
            shown.Count, matches.Count - shown.Count);
    }

    /// <inheritdoc/>
    internal override Look? Shows(PeopleListing answer, Registers now) => new(
        "disclosed", now.People.Disclosures.Find(Disclosure)!.Purpose,
        answer.Rows.Select(row => now.People.Find(row.Person)));
}

/// <summary>Puts rows of listings together.</summary>
static class PeopleListings
{
    public static PersonShown Row(Registers now, int at, PersonFields disclosed)
    {
        var person = now.People.Person(at);
        var facts = person.Facts;
        return new(
            person.Id, person.Code, person.Household < 0 ? null : person.HouseholdCode, facts.Sex,
            facts.BirthYear == 0 ? null : facts.BirthYear, facts.Relation, facts.Needs)
        {
            Form = person.Household < 0 ? null : now.People.Household(person.Household).Form,
            Origin = NameOf(now, facts.Origin),
            Present = NameOf(now, now.People.PresentPlaceOf(at)),
            Arrived = facts.Arrived,
            List = person.From is { } from ? now.People.Lists.Find(from.List)?.Code : null,
            Row = person.From?.Row,
            Left = person.Left,
            LeftOn = now.People.DepartureOf(at)?.On,
            LeftBecause = now.People.DepartureOf(at)?.Reason,
            ObjectedOn = now.People.ObjectionOf(at),
            Objected = person.Objected,
            Synthetic = person.Synthetic,
            Erased = person.Erased,
            Details = disclosed == PersonFields.None || now.People.DetailsOf(at) is not { } details
                ? null
                : PersonDifference.Merge(new(), details, disclosed),
        };
    }

    /// <summary>The name of a place, or the words of the list; null when not known.</summary>
    public static string? NameOf(Registers now, PlaceRef place)
    {
        var resolved = place.Resolved(now.Places);
        return resolved.Place is { } id ? now.Places.Find(id)?.Name : resolved.Text;
    }
}
