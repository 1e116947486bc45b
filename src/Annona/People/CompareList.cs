using System.Globalization;
using Annona.Access;
using Annona.Values;

namespace Annona.People;

/// <summary>What a row of a newer version is, next to the register.</summary>
public enum RowChange
{
    /// <summary>Nobody with this record number is registered.</summary>
    New,

    /// <summary>The person left the register and is in the list again.</summary>
    Back,

    /// <summary>The person is registered with other values.</summary>
    Changed,
}

/// <summary>A row that differs from the register.</summary>
/// <param name="Row">Of the file.</param>
/// <param name="Change">How it differs.</param>
/// <param name="Person">Code of the person; null for a new one.</param>
/// <param name="Fields">For a changed row: which fields, by name only.</param>
public sealed record ListChange(int Row, RowChange Change, string? Person, PersonFields Fields)
{
    /// <summary>The person's id; null for a new one.</summary>
    public Id<Person>? Id { get; init; }
}

/// <summary>Why the record numbers of a version may not mean the same persons as before.</summary>
public enum RecordDoubt
{
    /// <summary>No doubt.</summary>
    None,

    /// <summary>They only count the rows of the file: one row more at the top gives everybody another number.</summary>
    Counted,

    /// <summary>Most changed rows have another name and another birth: other people under the same numbers.</summary>
    OtherPeople,
}

/// <summary>A person of the list who is not in the newer version.</summary>
/// <param name="Person">Who.</param>
/// <param name="Code">The same for officers.</param>
/// <param name="Row">Row in the newest version that had the person.</param>
/// <param name="Version">That version.</param>
public sealed record GonePerson(Id<Person> Person, string Code, int Row, int Version);

/// <summary>A version of a list next to the register: the proposal on which an officer decides.</summary>
/// <param name="Changes">New, returned and changed rows, in order of the file.</param>
/// <param name="Gone">In order of arrival.</param>
/// <param name="Unchanged">Rows that say what is recorded.</param>
public sealed record ListComparison(IReadOnlyList<ListChange> Changes, IReadOnlyList<GonePerson> Gone, int Unchanged)
{
    /// <summary>Why the record numbers may not mean the same persons as before.</summary>
    public RecordDoubt Doubt { get; init; }

    /// <summary>How many rows changed in a way.</summary>
    public int CountOf(RowChange change) => Changes.Count(row => row.Change == change);
}

/// <summary>Asks what is new, changed and gone in a version of a list. It records nothing.</summary>
/// <param name="List">The list.</param>
/// <param name="Rows">All rows of the version.</param>
public sealed record CompareList(Id<PeopleList> List, IReadOnlyList<ListedPerson> Rows) : Question<ListComparison>
{
    /// <summary>
    /// Record numbers of rows that could not be read: their persons stand in the list, so they are not gone.
    /// </summary>
    public IReadOnlyList<string> UnreadRecords { get; init; } = [];

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator;

    /// <inheritdoc/>
    public override ListComparison Answer(Registers now, Moment moment)
    {
        if (now.People.Lists.Find(List) is not { } list)
            throw new RefusedException(PeopleRefusals.UnknownList(List.ToString()));
        if (list.Newest.Reading.ByPlace)
            throw new RefusedException(PeopleRefusals.NoRecordNumbers(list.Code));
        var (changes, seen, unchanged) = (new List<ListChange>(), new HashSet<int>(), 0);
        foreach (var row in Rows)
        {
            var at = now.People.Find(list.PersonOf(row.Record));
            if (at >= 0)
                seen.Add(at);
            if (Compared(now, list, row, at) is { } changed)
                changes.Add(changed);
            else
                unchanged++;
        }
        seen.UnionWith(UnreadRecords.Select(record => now.People.Find(list.PersonOf(record))));
        return new(changes, [.. Gone(now.People, list, seen)], unchanged) { Doubt = DoubtOf(changes) };
    }

    RecordDoubt DoubtOf(List<ListChange> changes)
    {
        const PersonFields birth = PersonFields.Born | PersonFields.BirthYear;
        var changed = changes.Count(change => change.Change == RowChange.Changed);
        var others = changes.Count(change =>
            change.Fields.HasFlag(PersonFields.Name) && (change.Fields & birth) != PersonFields.None);
        return others >= 2 && others * 2 > changed ? RecordDoubt.OtherPeople
            : CountRows() ? RecordDoubt.Counted
            : RecordDoubt.None;
    }

    /// <summary>Whether the numbers go up by one from row to row, but for a few rows that could not be read.</summary>
    bool CountRows()
    {
        var (steps, last) = (0, long.MinValue);
        foreach (var row in Rows)
        {
            if (!long.TryParse(row.Record, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return false;
            steps += number - 1 == last ? 1 : 0;
            last = number;
        }
        return Rows.Count >= 2 && steps >= Rows.Count - 1 - UnreadRecords.Count;
    }

    static ListChange? Compared(Registers now, PeopleListRow list, ListedPerson row, int at)
    {
        if (at < 0)
            return new(row.Row, RowChange.New, null, PersonFields.None);
        if (now.People.Row(at).Is(PeopleFlags.Left))
            return new(row.Row, RowChange.Back, PeopleCodes.Person(at), PersonFields.None)
            {
                Id = now.People.PersonId(at),
            };
        var fields = PersonRules.Differences(now, at, ListRules.AsStated(now, list, row));
        return fields == PersonFields.None
            ? null
            : new(row.Row, RowChange.Changed, PeopleCodes.Person(at), fields) { Id = now.People.PersonId(at) };
    }

    static IEnumerable<GonePerson> Gone(PeopleRegister people, PeopleListRow list, HashSet<int> seen)
    {
        var ordinal = people.Lists.OrdinalOf(list.Id);
        for (var at = 0; at < people.PersonCount; at++)
        {
            var row = people.Row(at);
            if (row.List == ordinal && !row.Is(PeopleFlags.Left) && !seen.Contains(at))
                yield return new(people.PersonId(at), PeopleCodes.Person(at), row.ListRow, row.ListVersion);
        }
    }
}
