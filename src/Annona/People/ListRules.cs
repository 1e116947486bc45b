using Annona.Values;

namespace Annona.People;

/// <summary>What holds for every request about a list's rows.</summary>
static class ListRules
{
    public static Refusal? Refuse(PeopleListRow? list, Id<PeopleList> asked, int version, int rows, bool synthetic) =>
        list is null ? PeopleRefusals.UnknownList(asked.ToString())
        : version != list.Newest.Number ? PeopleRefusals.NotNewest(list.Code, version)
        : list.Newest.IsClosed ? PeopleRefusals.ListClosed(list.Code, version)
        : list.Synthetic != synthetic ? PeopleRefusals.SyntheticMixed($"This part of {list.Code}")
        : rows > ImportRows.RowsMax ? PeopleRefusals.TooManyRows(rows, ImportRows.RowsMax)
        : null;

    public static Refusal? RefuseRows(IReadOnlyList<ListedPerson> rows, DateOnly today)
    {
        var seen = new HashSet<string>(rows.Count, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!seen.Add(row.Record))
                return PeopleRefusals.RecordTwice(row.Row);
            var where = $"Row {row.Row}";
            if (!row.NameNotKnown && !PersonRules.HasName(row.Details))
                return PeopleRefusals.NoName(where);
            if (PersonRules.RefuseValues(row.Facts, row.Details, where, today) is { } no)
                return no;
        }
        return null;
    }

    public static PersonRegistered Registered(Registers now, PeopleListRow list, int version, ListedPerson row)
    {
        var person = list.PersonOf(row.Record);
        var stated = AsStated(now, list, row);
        return new(person, list.HouseholdOf(row.Form, row.Record), stated.Facts)
        {
            Form = row.Form,
            From = new(list.Id, version, row.Row),
            Personal = MayHaveDetails(now, person) ? [new(person.Value, stated.Details)] : [],
        };
    }

    /// <summary>The fact that an accepted row of a newer version leads to; null when it changes nothing.</summary>
    public static Event? Accept(Registers now, PeopleListRow list, int version, ListedPerson row)
    {
        var at = now.People.Find(list.PersonOf(row.Record));
        if (at < 0 || now.People.Person(at).Left)
            return Registered(now, list, version, row);
        return PersonRules.Change(now, at, AsStated(now, list, row), "list-version") is { } changed
            ? changed with { From = new(list.Id, version, row.Row) }
            : null;
    }

    /// <summary>
    /// What a row says about its person; without a column for the form it says nothing about the household.
    /// </summary>
    public static PersonAsStated AsStated(Registers now, PeopleListRow list, ListedPerson row)
    {
        var facts = PersonRules.WithYear(row.Facts, row.Details, now);
        var (details, stated) = (row.Details, row.Stated);
        if (row.PresentPlace == PlaceWords.AsAddress && facts.Present.Text is { } words)
        {
            facts = facts with { Present = default };
            details = details with { Address = details.Address is { } street ? $"{street}, {words}" : words };
            stated |= PersonFields.Address;
        }
        return new(stated, facts, details,
            stated.HasFlag(PersonFields.Household) ? list.HouseholdOf(row.Form, row.Record) : null);
    }

    /// <summary>
    /// A person who is back but has no details here was erased, or is not opened: no new key is made for them.
    /// </summary>
    static bool MayHaveDetails(Registers now, Id<Person> person) =>
        now.People.Find(person) is var at && (at < 0 || now.People.Row(at).Is(PeopleFlags.HasDetails));
}
