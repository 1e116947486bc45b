using System.Globalization;

namespace Annona.Exchange.Sheets;

/// <summary>
/// Writes the rows that could not be used, for the person who corrects the list: where, why, what to do. The value
/// itself stays in the list; an error file is mailed around.
/// </summary>
public sealed class RowErrorFile(string path) : IDisposable
{
    readonly SheetWriter sheet = SheetWriter.Create(path, ["file", "row", "column", "reason", "remedy"]);

    public int Count { get; private set; }

    public void Add(RowError error)
    {
        var row = error.Row.ToString(CultureInfo.InvariantCulture);
        sheet.Add(error.File, row, error.Column ?? "", error.Reason, error.Remedy);
        Count++;
    }

    public void Dispose() => sheet.Dispose();
}
