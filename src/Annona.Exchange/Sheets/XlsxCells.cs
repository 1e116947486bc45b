using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Annona.Exchange.Sheets;

/// <summary>Turns stored cells into text: looks up the text table, and shows days as days.</summary>
sealed class XlsxCells
{
    readonly List<string> texts;
    readonly XlsxFormat[] formats;
    readonly bool countsFrom1904;

    XlsxCells(List<string> texts, XlsxFormat[] formats, bool countsFrom1904)
    {
        this.texts = texts;
        this.formats = formats;
        this.countsFrom1904 = countsFrom1904;
    }

    public static XlsxCells Of(WorkbookPart book) => new(
        book.SharedStringTablePart is { } table ? Texts(table.GetStream()) : [],
        Formats(book.WorkbookStylesPart?.Stylesheet),
        book.Workbook?.WorkbookProperties?.Date1904?.Value ?? false);

    public string TextOf(string raw, string? type, string? style) => type switch
    {
        _ when raw.Length == 0 => "",
        "s" => texts[int.Parse(raw, CultureInfo.InvariantCulture)],
        "b" => raw == "1" ? "TRUE" : "FALSE",
        "d" => raw.EndsWith("T00:00:00", StringComparison.Ordinal) ? raw[..^"T00:00:00".Length] : raw,
        "str" or "inlineStr" => Unescaped(raw),
        "e" => raw,
        _ => Number(raw, style),
    };

    string Number(string raw, string? style)
    {
        var index = style is null ? 0 : int.Parse(style, CultureInfo.InvariantCulture);
        var format = index < formats.Length ? formats[index] : XlsxFormat.Number;
        return format == XlsxFormat.Number
            ? SheetNumber.Text(raw)
            : SheetDate.Text(raw, hasDay: format == XlsxFormat.Day, countsFrom1904);
    }

    static List<string> Texts(Stream part)
    {
        List<string> found = [];
        var text = new StringBuilder();
        using var xml = XmlReader.Create(part, new() { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true });
        var (taken, spoken) = (false, false);
        while (xml.Read())
        {
            if (xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                var opens = xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
                spoken = xml.LocalName == "rPh" ? opens : spoken;
                taken = xml.LocalName == "t" && opens && !spoken;
                if (xml.LocalName == "si" && !opens)
                {
                    found.Add(Unescaped(text.ToString()));
                    text.Clear();
                }
            }
            else if (taken)
                text.Append(xml.Value);
        }
        return found;
    }

    // Characters that XML does not allow are stored as _x000D_ and the like, the way XML names are escaped.
    static string Unescaped(string text) =>
        text.Contains("_x", StringComparison.Ordinal) ? XmlConvert.DecodeName(text) : text;

    static XlsxFormat[] Formats(Stylesheet? styles)
    {
        if (styles?.CellFormats is not { } cells)
            return [];
        Dictionary<uint, string> codes = [];
        foreach (var format in styles.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            if (format is { NumberFormatId.Value: var id, FormatCode.Value: { } code })
                codes[id] = code;
        return [.. cells.Elements<CellFormat>().Select(cell => KindOf(cell.NumberFormatId?.Value ?? 0, codes))];
    }

    // ECMA-376 part 1, 18.8.30: 14-17 and 22 are dates, 18-21 and 45-47 times; 27-36 and 50-58 are dates in East Asia.
    static XlsxFormat KindOf(uint id, Dictionary<uint, string> codes) => id switch
    {
        _ when codes.TryGetValue(id, out var code) => KindOf(code),
        (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58) => XlsxFormat.Day,
        (>= 18 and <= 21) or (>= 32 and <= 35) or (>= 45 and <= 47) => XlsxFormat.Time,
        _ => XlsxFormat.Number,
    };

    /// <summary>A format with a year or day shows days; with hours or seconds alone times; M alone months.</summary>
    public static XlsxFormat KindOf(string code)
    {
        var letters = Letters(code);
        if (letters.Contains("general", StringComparison.Ordinal))
            return XlsxFormat.Number;
        if (letters.AsSpan().IndexOfAny('y', 'd') >= 0)
            return XlsxFormat.Day;
        if (letters.AsSpan().IndexOfAny('h', 's') >= 0)
            return XlsxFormat.Time;
        return letters.Contains('m', StringComparison.Ordinal) ? XlsxFormat.Day : XlsxFormat.Number;
    }

    /// <summary>A format's own letters, without quoted text, bracketed colours and currencies, and escapes.</summary>
    static string Letters(string code)
    {
        var letters = new StringBuilder();
        for (var index = 0; index < code.Length; index++)
        {
            var closing = code[index] switch { '"' => '"', '[' => ']', _ => '\0' };
            if (closing != '\0')
                index = code.IndexOf(closing, index + 1) is var end and >= 0 ? end : code.Length;
            else if (code[index] is '\\' or '_' or '*')
                index++;
            else
                letters.Append(char.ToLowerInvariant(code[index]));
        }
        return letters.ToString();
    }
}

/// <summary>What a cell's number stands for.</summary>
enum XlsxFormat
{
    Number,
    Day,
    Time,
}
