using Annona.Cli.Shell;
using Annona.Exchange.Sheets;
using Annona.People;
using Annona.Storage.Privacy;
using Annona.Values;

namespace Annona.Cli.Privacy;

/// <summary>
/// A sheet for people that stands in the register of files with names before its first byte is written, and with
/// everybody in it once its last one is.
/// </summary>
sealed class RegisteredSheet : IDisposable
{
    readonly Desk desk;
    readonly FileWithNames file;
    readonly SheetWriter sheet;
    readonly List<(int Row, Guid Person)> persons = [];
    int rows;

    /// <summary>Registers a file and makes it.</summary>
    /// <param name="desk">Who writes.</param>
    /// <param name="path">Where; its ending says which format it has.</param>
    /// <param name="content">What it is.</param>
    /// <param name="columns">Names of its columns.</param>
    /// <param name="purpose">What for; null where nobody was asked.</param>
    public RegisteredSheet(
        Desk desk, string path, FileContent content, IReadOnlyList<string> columns, string? purpose = null)
    {
        SheetWriter.CheckEnding(path);
        this.desk = desk;
        file = desk.Files.Begin(path, content, desk.Actor.Officer, FileShapes.Written(path), purpose);
        sheet = SheetWriter.Create(path, columns);
    }

    /// <summary>Adds a row of nobody.</summary>
    public void Add(params ReadOnlySpan<string> cells)
    {
        sheet.Add(cells);
        rows++;
    }

    /// <summary>Adds a row of a person.</summary>
    public void AddOf(Id<Person> person, params ReadOnlySpan<string> cells)
    {
        Add(cells);
        persons.Add((sheet.Row, person.Value));
    }

    public void Dispose()
    {
        sheet.Dispose();
        desk.Files.Written(file, rows, PersonRows.Of(persons));
    }
}

/// <summary>How files are read again, as the register keeps it and as sheets are opened.</summary>
static class FileShapes
{
    /// <summary>Of what is written here under a name.</summary>
    public static FileShape Written(string path) => Kept(SheetShape.Written(path));

    /// <summary>Of a sheet that is open.</summary>
    public static FileShape Of(Sheet sheet) => Kept(SheetShape.Of(sheet));

    /// <summary>As sheets are opened.</summary>
    public static SheetShape Read(FileShape kept) =>
        new(kept.Encoding, kept.Delimiter, kept.SheetName, kept.HeaderRow);

    static FileShape Kept(SheetShape shape) =>
        new(shape.Encoding, shape.Delimiter, shape.SheetName, shape.HeaderRow);
}
