using System.Xml;

namespace Annona.Exchange.Sheets;

/// <summary>
/// The merged ranges of a sheet. In the file only the first cell of a range has a value; the rest look empty, so a row
/// that takes part in one does not say what a reader sees.
/// </summary>
static class XlsxMerges
{
    /// <summary>More ranges than anybody merges by hand.</summary>
    const int RangesMax = 100_000;

    /// <summary>The ranges by rows, such as <c>B3:B5</c>, in order of the file.</summary>
    public static IReadOnlyList<Range> Read(Stream part)
    {
        List<Range> found = [];
        using var xml = XmlReader.Create(part, new() { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true });
        while (xml.Read() && found.Count < RangesMax)
        {
            // Rows come first and are many: their inside is passed over.
            while (xml is { NodeType: XmlNodeType.Element, LocalName: "sheetData" })
                xml.Skip();
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "mergeCell" }
                && xml.GetAttribute("ref") is { } range)
                found.Add(new(RowOf(range.Split(':')[0]), RowOf(range.Split(':')[^1]), range));
        }
        return found;
    }

    static int RowOf(string cell) => int.TryParse(cell.TrimStart('$').TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"])
        .TrimStart('$'), out var row) ? row : 0;

    /// <param name="First">First row, from 1.</param>
    /// <param name="Last">Last row.</param>
    /// <param name="Text">As the workbook has it.</param>
    public readonly record struct Range(int First, int Last, string Text);
}
