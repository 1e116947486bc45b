using System.Globalization;
using Annona.Cli.People;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;
using Annona.Privacy;
using Annona.Storage.Privacy;
using Annona.Values;

namespace Annona.Cli.Privacy;

/// <summary>Which files may be rewritten, beside those that Annona wrote and that are still as written.</summary>
[Flags]
enum CleaningReach
{
    WrittenHere = 0,
    ImportSources = 1,
    Changed = 2,
}

/// <summary>
/// Takes rows of erased persons out of files with names, and says of each file that it leaves which rows stand there
/// and how they go. It can be ended at any time and done again.
/// </summary>
sealed class FileCleaning
{
    /// <summary>So many row numbers are printed; all of them are counted.</summary>
    const int RowsPrintedMax = 20;

    readonly Desk desk;
    readonly CleaningReach reach;
    readonly IReadOnlyList<ErasedPerson> erased;
    readonly HashSet<Guid> ids;

    public FileCleaning(Desk desk, CleaningReach reach)
    {
        (this.desk, this.reach) = (desk, reach);
        erased = desk.Answer(new ListErased(FilesUse.Change));
        ids = [.. erased.Select(person => person.Person.Value)];
    }

    Terminal Terminal => desk.Terminal;

    /// <summary>Whether every row of an erased person that is known of is gone.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Cleans some files.</summary>
    public void Run(FilesFound found)
    {
        foreach (var file in found.All.Where(file => file.RemovedAt is null))
            Clean(file, desk.Files.Look(file));
        if (found.Damaged.Count > 0)
            IsComplete = false;
        foreach (var damaged in found.Damaged)
            Terminal.Say(FileWords.OfDamaged(damaged));
    }

    /// <summary>Files that could not be searched for the names of who is erased now: afterwards nobody can.</summary>
    public void TellMissed(IReadOnlyList<FileWithNames> missed)
    {
        foreach (var file in missed)
            Terminal.Line($"{file.Path} could not be searched for their names: it is not there, or cannot be read as "
                + "it was. Look for them there by hand, or remove it with: " + Remove(file));
    }

    void Clean(FileWithNames file, FileNow now)
    {
        var rows = now.Rows.Of(ids);
        if (now.State is FileState.NotThere or FileState.Unreadable && rows.Count > 0)
            Leave($"{file.Path} {FileWords.Of(now.State)}, and had them in {Words(rows)}. When it can be reached, run: "
                + $"{Again(file)}. If it is gone for good, run: {Remove(file)}");
        else if (now.State is FileState.Changed or FileState.Unfinished)
            CleanChanged(file, now, rows);
        else if (now.State == FileState.AsWritten && rows.Count > 0)
            CleanAsWritten(file, now, rows);
    }

    void CleanAsWritten(FileWithNames file, FileNow now, IReadOnlyList<int> rows)
    {
        if (!file.IsWrittenHere && !reach.HasFlag(CleaningReach.ImportSources))
            Leave($"{file.Path}, a list that was taken in, has them in {Words(rows)}. To take these rows out: "
                + Again(file));
        else
            Cut(file, now, rows);
    }

    void CleanChanged(FileWithNames file, FileNow now, IReadOnlyList<int> known)
    {
        PersonRows found;
        try
        {
            found = FoundIn(file, now);
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            Leave($"{file.Path} {FileWords.Of(now.State)} and cannot be read as a list any more: {e.Message} Look for "
                + $"them there by hand, or remove it with: {Remove(file)}");
            return;
        }
        var rows = found.Of(ids);
        if (rows.Count == 0 && !now.IsKnown && known.Count > 0)
            Leave($"{file.Path} {FileWords.Of(now.State)}. It had them in {Words(known)}; whether it still has, nobody "
                + $"can tell without their names. Look by hand, or remove it with: {Remove(file)}");
        else if (rows.Count > 0 && reach.HasFlag(CleaningReach.Changed))
            Cut(file, now with { Rows = found }, rows);
        else if (rows.Count > 0)
            Leave($"{file.Path} {FileWords.Of(now.State)}, and has them in {Words(rows)}. To take these rows out: "
                + $"{Again(file)} --changed");
    }

    /// <summary>What was found in these bytes before the names went, and rows that name an erased person by code.
    /// </summary>
    PersonRows FoundIn(FileWithNames file, FileNow now) => (now.IsKnown ? now.Rows : PersonRows.None).With(
        FileSearch.RowsWith(
            file, now.State, erased.ToDictionary(person => person.Code, person => person.Person.Value)));

    void Cut(FileWithNames file, FileNow now, IReadOnlyList<int> rows)
    {
        try
        {
            var shape = FileSearch.ShapeOf(file, now.State);
            if (!RowCut.CanCut(file.Path, shape))
            {
                Leave($"{file.Path}, a workbook of another program, has them in {Words(rows)}. Delete these rows there "
                    + $"and save it, or remove the file with: {Remove(file)}");
                return;
            }
            var left = FileSearch.RowCount(file, now.State) - rows.Count;
            desk.Files.Rewrite(file, now, left, to => now.Rows.Without(
            [
                .. RowCut.Write(file.Path, shape, rows.ToHashSet(), to).Select(cut => (cut.Row, cut.Lines)),
            ]));
            var are = rows.Count == 1 ? "is" : "are";
            Terminal.Line($"{file.Path}: {Said.Count(rows.Count, "row")} of erased persons {are} gone.");
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            Leave($"{file.Path} has them in {Words(rows)} and cannot be rewritten: {e.Message} Close it in other "
                + $"programs, give yourself the right to write it and its folder, then run: {Again(file)}");
        }
    }

    void Leave(string sentence)
    {
        IsComplete = false;
        Terminal.Line(sentence);
    }

    static string Again(FileWithNames file) => $"annona files clean {FileWords.Typed(file.Path)}";

    static string Remove(FileWithNames file) => FileWords.ToRemove(file.Path);

    static string Words(IReadOnlyList<int> rows) => (rows.Count == 1 ? "row " : "rows ")
        + string.Join(", ", rows.Take(RowsPrintedMax).Select(row => row.ToString(CultureInfo.InvariantCulture)))
        + (rows.Count > RowsPrintedMax ? $" and {Terminal.Number(rows.Count - RowsPrintedMax)} more" : "");
}

/// <summary>Files with names in words.</summary>
static class FileWords
{
    public static string Of(FileContent content) => content switch
    {
        FileContent.Errors => "errors of a list",
        FileContent.Review => "changes of a list",
        FileContent.Export => "export",
        FileContent.CashList => "cash list",
        FileContent.Sheet => "distribution sheet",
        _ => "list taken in",
    };

    public static string Of(FileState state) => state switch
    {
        FileState.AsWritten => "as written",
        FileState.Changed => "was changed since",
        FileState.Unfinished => "was not written to its end",
        FileState.NotThere => "is not there",
        FileState.Unreadable => "may not be read",
        _ => "removed",
    };

    /// <summary>A path as a shell takes it for one word.</summary>
    public static string Typed(string path) => $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>The command that removes a file.</summary>
    public static string ToRemove(string path) => $"annona files remove {Typed(path)}";

    public static string OfDamaged(DamagedFileRecord record) =>
        $"The record '{record.Path}' is damaged, so nobody knows which file it stood for"
        + (record.At is { } at ? $"; that was written at {UtcText.Of(at)}" : "")
        + ". The other records are sound. Look for that file where you write such files, remove it if it has names, "
        + "then delete the record.";
}
