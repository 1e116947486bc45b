using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Annona.Exchange.Sheets;

/// <summary>
/// The smallest workbook that ECMA-376 allows: one sheet of inline text. It is written part by part because the package
/// library keeps a workbook in memory until it is closed. The same rows give the same bytes.
/// </summary>
sealed class XlsxSheetWriter : SheetWriter
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string Package = "http://schemas.openxmlformats.org/package/2006";
    const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    const int RowsMax = 1_048_576;
    const int CellLengthMax = 32_767;

    // ZIP counts from 1980; a fixed time keeps the bytes the same.
    static readonly DateTimeOffset PartTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly ZipArchive zip;
    readonly XmlWriter xml;
    readonly string file;
    int row;

    public XlsxSheetWriter(string path, int columns)
        : base(columns)
    {
        file = Path.GetFileName(path);
        zip = new(new FileStream(path, FileMode.Create, FileAccess.Write), ZipArchiveMode.Create);
        xml = Begin(zip);
    }

    public override int Row => row;

    /// <summary>Everything of a workbook up to its first row. Closing the writer ends the part.</summary>
    public static XmlWriter Begin(ZipArchive zip)
    {
        AddPart(
            zip, "[Content_Types].xml",
            $"""<Types xmlns="{Package}/content-types">"""
            + """<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"""
            + $"""<Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/>"""
            + $"""<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Types}.worksheet+xml"/></Types>""");
        AddPart(zip, "_rels/.rels", Relations("officeDocument", "xl/workbook.xml"));
        AddPart(
            zip, "xl/workbook.xml",
            $"""<workbook xmlns="{Main}" xmlns:r="{Relation}"><sheets>"""
            + """<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        AddPart(zip, "xl/_rels/workbook.xml.rels", Relations("worksheet", "worksheets/sheet1.xml"));
        var xml = XmlWriter.Create(
            Part(zip, "xl/worksheets/sheet1.xml"), new() { CloseOutput = true, CheckCharacters = true });
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetData", Main);
        return xml;
    }

    protected override void WriteRow(ReadOnlySpan<string> cells)
    {
        if (++row > RowsMax)
            throw new InputException(
                "exchange.too-many-rows-for-xlsx",
                $"{file} would have more than {RowsMax} rows, which no spreadsheet program opens.",
                "Write a .csv file instead.");
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", row.ToString(CultureInfo.InvariantCulture));
        foreach (var cell in cells)
            Write(cell);
        xml.WriteEndElement();
    }

    protected override void Close()
    {
        xml.Dispose();
        zip.Dispose();
    }

    void Write(string cell)
    {
        if (cell.Length > CellLengthMax)
            throw new InputException(
                "exchange.cell-too-long-for-xlsx",
                $"A cell in row {row} of {file} has {cell.Length} characters; a workbook holds {CellLengthMax}.",
                "Write a .csv file instead.");
        xml.WriteStartElement("c", Main);
        if (cell.Length > 0)
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteStartElement("t", Main);
            xml.WriteAttributeString("xml", "space", ns: null, "preserve");
            xml.WriteString(Escaped(cell));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    // What XML does not allow is stored as _x0000_; text that looks like such an escape has its underscore escaped.
    static string Escaped(string cell)
    {
        var plain = !cell.Contains("_x", StringComparison.Ordinal);
        foreach (var letter in cell)
            plain &= letter >= ' ' && letter < '\uD800';
        if (plain)
            return cell;
        var escaped = new StringBuilder(cell.Length + 8);
        for (var index = 0; index < cell.Length; index++)
        {
            var paired = index + 1 < cell.Length && XmlConvert.IsXmlSurrogatePair(cell[index + 1], cell[index]);
            if (paired)
                escaped.Append(cell[index++]).Append(cell[index]);
            else if (cell[index] == '\r' || !XmlConvert.IsXmlChar(cell[index]) || cell.AsSpan(index).StartsWith("_x"))
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)cell[index]:X4}_");
            else
                escaped.Append(cell[index]);
        }
        return escaped.ToString();
    }

    static string Relations(string kind, string target) =>
        $"""<Relationships xmlns="{Package}/relationships">"""
        + $"""<Relationship Id="rId1" Type="{Relation}/{kind}" Target="{target}"/></Relationships>""";

    static void AddPart(ZipArchive zip, string name, string content)
    {
        using var text = new StreamWriter(Part(zip, name), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        text.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""");
        text.Write(content);
    }

    static Stream Part(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = PartTime;
        return entry.Open();
    }
}
