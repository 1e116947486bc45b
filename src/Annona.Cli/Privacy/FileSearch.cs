using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;
using Annona.People;
using Annona.Privacy;
using Annona.Storage.Privacy;
using Annona.Values;

namespace Annona.Cli.Privacy;

/// <summary>
/// Looks for persons who are about to be erased in rows of files of which nobody knows whose they are: rows that could
/// not be taken in, and files that somebody changed. What is found is kept before the erasure, which takes the names
/// away; a process that is ended after it leaves the rest to <c>annona files clean</c>.
/// </summary>
sealed class FileSearch(Desk desk, IReadOnlyList<Id<Person>> asked, string purpose)
{
    IReadOnlyList<NamesOfPerson>? names;

    /// <summary>Files that could not be searched, and may have the persons in a row of nobody.</summary>
    public List<FileWithNames> Missed { get; } = [];

    /// <summary>Searches every file that is there.</summary>
    public void Run()
    {
        foreach (var file in desk.Files.Find().All.Where(file => file.RemovedAt is null))
            Search(file, desk.Files.Look(file));
    }

    /// <summary>Rows that say by their code that they are of one of some persons.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static IReadOnlyList<(int Row, Guid Person)> RowsWith(
        FileWithNames file, FileState state, IReadOnlyDictionary<string, Guid> codes) =>
    [
        .. Read(file, state, (cells, at) =>
            at >= 0 && at < cells.Count && codes.TryGetValue(cells[at], out var person) ? [person] : []),
    ];

    /// <summary>How many rows a file has now.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static int RowCount(FileWithNames file, FileState state)
    {
        if (state == FileState.AsWritten)
            return file.Rows;
        using var sheet = Open(file, state);
        return sheet?.Texts().Count() ?? 0;
    }

    /// <summary>How a file is read now: a program that changed it may part its cells otherwise.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static SheetShape ShapeOf(FileWithNames file, FileState state)
    {
        using var sheet = state == FileState.AsWritten ? null : Open(file, state);
        return sheet is null ? FileShapes.Read(file.Shape) : SheetShape.Of(sheet);
    }

    void Search(FileWithNames file, FileNow now)
    {
        // Rows of files that were written here are theirs who stand in them, or have no names.
        var mayHave = now.Rows.RowCount < file.Rows || file.Sha256 is null;
        if (now.State is FileState.NotThere or FileState.Unreadable)
        {
            if (mayHave && file.Content is FileContent.ImportSource or FileContent.Export or FileContent.Review)
                Missed.Add(file);
            return;
        }
        if (now.State == FileState.AsWritten && !mayHave)
            return;
        try
        {
            var found = Read(file, now.State, Named).Where(row => !now.IsKnown || !now.Rows.Has(row.Row)).ToList();
            if (now.State != FileState.AsWritten)
                desk.Files.KeepFound(file, now.Sha256!, (now.IsKnown ? now.Rows : PersonRows.None).With(found));
            else if (found.Count > 0)
                desk.Files.Keep(file with { Sha256 = now.Sha256 }, now.Rows.With(found));
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            Missed.Add(file);
        }
    }

    /// <summary>Names stand in one cell or in several side by side.</summary>
    IEnumerable<Guid> Named(IReadOnlyList<string> cells, int person)
    {
        names ??= desk.Answer(new FindNames(asked, purpose));
        var text = string.Join(' ', cells);
        // A row that says whose it is is nobody else's: it may name a namesake, or somebody of the same household.
        return person >= 0 && person < cells.Count && cells[person].Length > 0
            ? names.Where(name => name.Codes.Contains(cells[person])).Select(name => name.Person.Value)
            : names.Where(name => name.StandIn(text)).Select(name => name.Person.Value);
    }

    static IEnumerable<(int Row, Guid Person)> Read(
        FileWithNames file, FileState state, Func<IReadOnlyList<string>, int, IEnumerable<Guid>> persons)
    {
        using var sheet = Open(file, state);
        if (sheet is null)
            yield break;
        // Files that are written here name persons by code in a column of this name.
        var person = file.IsWrittenHere ? sheet.Columns.IndexOf("person") : -1;
        foreach (var row in sheet.Texts())
            foreach (var found in persons(row.Cells, person))
                yield return (row.Row, found);
    }

    /// <summary>Null: it has no row.</summary>
    static Sheet? Open(FileWithNames file, FileState state)
    {
        var known = FileShapes.Read(file.Shape).Options;
        try
        {
            return SheetReader.Open(
                file.Path, state == FileState.AsWritten ? known : known with { Encoding = null, Delimiter = null });
        }
        catch (InputException nobody) when (nobody.Code is "exchange.only-header" or "exchange.no-rows"
            or "exchange.empty-file" or "exchange.empty-sheet" or "exchange.sheet-only-header")
        {
            return null;
        }
    }
}
