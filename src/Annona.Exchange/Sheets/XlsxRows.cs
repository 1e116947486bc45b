using System.Globalization;
using System.Text;
using System.Xml;

namespace Annona.Exchange.Sheets;

/// <summary>Reads the rows of one worksheet part in order. Rows without a value are passed over.</summary>
sealed class XlsxRows(Stream part, XlsxCells values, string file) : IDisposable
{
    readonly XmlReader xml = XmlReader.Create(
        part, new() { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true });

    readonly StringBuilder text = new();

    /// <summary>The row's number in the sheet.</summary>
    public int Row { get; private set; }

    /// <summary>The cells up to the last one that holds a value.</summary>
    public List<string> Cells { get; } = [];

    public bool Read()
    {
        try
        {
            while (xml.Read())
                if (IsStart("row") && ReadRow())
                    return true;
            return false;
        }
        catch (Exception damage) when (XlsxSheet.IsDamage(damage))
        {
            throw XlsxSheet.Damaged(file);
        }
    }

    public void Dispose() => xml.Dispose();

    bool ReadRow()
    {
        Cells.Clear();
        Row = xml.GetAttribute("r") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : Row + 1;
        if (xml.IsEmptyElement)
            return false;
        var column = 0;
        while (xml.Read() && !IsEnd("row"))
            if (IsStart("c"))
                column = ReadCell(column) + 1;
        return Cells.Count > 0;
    }

    /// <summary>Reads a cell and says in which column it stands; without a reference it follows the last one.</summary>
    int ReadCell(int next)
    {
        var column = xml.GetAttribute("r") is { } reference ? ColumnOf(reference) : next;
        var type = xml.GetAttribute("t");
        var style = xml.GetAttribute("s");
        var raw = xml.IsEmptyElement ? "" : ReadText();
        var value = values.TextOf(raw, type, style);
        if (value.Length == 0)
            return column;
        if (column >= SheetLimits.Columns)
            throw SheetColumns.TooMany(file);
        while (Cells.Count < column)
            Cells.Add("");
        Cells.Add(value);
        return column;
    }

    /// <summary>The cached value or the inline text; formulas and pronunciation marks are passed over.</summary>
    string ReadText()
    {
        text.Clear();
        var (taken, spoken) = (false, false);
        while (xml.Read() && !IsEnd("c"))
        {
            if (xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                var opens = xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
                spoken = xml.LocalName == "rPh" ? opens : spoken;
                taken = xml.LocalName is "v" or "t" && opens && !spoken;
            }
            else if (taken)
                Append(xml.Value);
        }
        return text.ToString();
    }

    void Append(string value)
    {
        text.Append(value);
        if (text.Length > SheetLimits.CellLength)
            throw new InputException(
                "exchange.sheet-cell-too-long",
                $"A cell in row {Row} of {file} is longer than {SheetLimits.CellLength} characters.",
                "Shorten the cell; a spreadsheet program itself holds 32,767 characters at most.");
    }

    static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference)
        {
            if (!char.IsAsciiLetterUpper(letter))
                break;
            column = (column * 26) + (letter - 'A' + 1);
        }
        return column - 1;
    }

    bool IsStart(string name) => xml.NodeType == XmlNodeType.Element && xml.LocalName == name;

    bool IsEnd(string name) => xml.NodeType == XmlNodeType.EndElement && xml.LocalName == name;
}
