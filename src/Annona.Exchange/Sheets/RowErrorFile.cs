using System.Globalization;

namespace Annona.Exchange.Sheets;

/// <summary>
/// Writes the rows that could not be used, for the person who corrects the list: where, why, what to do. The value
/// itself stays in the list; an error file is mailed around.
/// </summary>
public sealed class RowErrorFile(string path) : IDisposable
{
    static readonly string[] Columns = ["file", "row", "column", "reason", "remedy"];

    readonly SheetWriter sheet = SheetWriter.Create(path, Columns);

    public int Count { get; private set; }

    public void Add(RowError error)
    {
        var row = error.Row.ToString(CultureInfo.InvariantCulture);
        sheet.Add(error.File, row, error.Column ?? "", error.Reason, error.Remedy);
        Count++;
    }

    /// <summary>Refuses a path that holds anything but an error file: it would be overwritten.</summary>
    /// <exception cref="InputException">It is another file, or has an ending that is not written here.</exception>
    public static void Check(string path)
    {
        SheetWriter.CheckEnding(path);
        if (Directory.Exists(path) || (File.Exists(path) && !IsErrorFile(path)))
            throw new InputException(
                "exchange.not-an-error-file",
                $"{path} is there already and is not a file of errors.",
                "Name another file with --errors.");
    }

    static bool IsErrorFile(string path)
    {
        try
        {
            using var sheet = SheetReader.Open(path);
            return sheet.Columns.Names.SequenceEqual(Columns);
        }
        catch (InputException)
        {
            // What cannot be read as a sheet is not ours.
            return false;
        }
    }

    public void Dispose() => sheet.Dispose();
}
