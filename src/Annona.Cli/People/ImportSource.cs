using Annona.Cli.Shell;
using Annona.People;
using Annona.Storage.Privacy;
using Annona.Values;

namespace Annona.Cli.People;

/// <summary>
/// The file of a list that is taken in, in the register of files with names: it stands there before anybody is
/// registered from it, so that an erasure can say in which of its rows they stand.
/// </summary>
sealed class ImportSource(Desk desk, ListFile list)
{
    readonly List<(int Row, Guid Person)> persons = new(list.Count);
    FileWithNames? file;

    /// <summary>The list is about to be taken in: its rows are nobody's yet.</summary>
    public void Begin(string purpose)
    {
        var begun = desk.Files.Begin(
            list.Path, FileContent.ImportSource, desk.Actor.Officer, list.Shape, purpose);
        file = begun with { Rows = list.Count + list.BadRows, Sha256 = list.Hash };
        desk.Files.Keep(file, PersonRows.None);
    }

    /// <summary>Some of its rows are of these persons.</summary>
    public void Add(Id<PeopleList> to, IReadOnlyList<ListedPerson> rows) => persons.AddRange(rows.Zip(
        desk.Answer(new FindPersonsOfRows(to, [.. rows.Select(row => row.Record)])),
        (row, person) => (row.Row, person.Value)));

    /// <summary>All its rows were told.</summary>
    public void End() => desk.Files.Keep(file!, PersonRows.Of(persons));

    /// <summary>The whole list at once, one that is taken in already or row by row.</summary>
    public void Keep(Id<PeopleList> to, string purpose)
    {
        Begin(purpose);
        foreach (var rows in list.Persons().Chunk(ImportRows.RowsMax))
            Add(to, rows);
        End();
    }
}
