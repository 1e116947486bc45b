using System.IO.Compression;
using Annona.Exchange.Sheets;

namespace Annona.Exchange.Tests.Sheets;

public sealed class XlsxSheetTest : IDisposable
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Days_numbers_texts_and_results_of_formulas_are_shown_as_people_see_them()
    {
        // ECMA-376 counts 1 January 1900 as 1; 44927 is 1 January 2023 (spreadsheet programs agree).
        var path = Workbook(
            """<row r="1"><c t="inlineStr"><is><t>born</t></is></c><c t="s"><v>0</v></c>"""
            + """<c t="inlineStr"><is><t>sum</t></is></c><c t="inlineStr"><is><t>seen</t></is></c></row>"""
            + """<row r="3"><c r="A3" s="1"><v>44927</v></c><c r="B3"><v>97366946</v></c>"""
            + """<c r="C3"><f>1+2</f><v>3.0000000000000004</v></c><c r="D3" s="2"><v>44927.5</v></c></row>"""
            + """<row r="4"/><row r="5"><c r="B5" t="s"><v>1</v></c><c r="C5" t="b"><v>1</v></c></row>""",
            texts: "<si><t>phone</t></si><si><r><t>An</t></r><r><t>i</t></r><rPh><t>x</t></rPh></si>");

        using var sheet = SheetReader.Open(path);
        var rows = sheet.Rows().ToList();

        Assert.Equal(["born", "phone", "sum", "seen"], sheet.Columns.Names);
        Assert.Equal([3, 5], rows.Select(row => row.Number));
        Assert.Equal(["2023-01-01", "97366946", "3", "2023-01-01 12:00:00"], Cells(rows[0]));
        Assert.Equal(["", "Ani", "TRUE", ""], Cells(rows[1]));
        Assert.Null(sheet.Encoding);
        Assert.Null(sheet.Delimiter);
    }

    [Theory]
    [InlineData(1, "1900-01-01")]
    [InlineData(59, "1900-02-28")]
    [InlineData(60, "60")]
    [InlineData(61, "1900-03-01")]
    [InlineData(36526, "2000-01-01")]
    public void Serial_days_follow_the_calendar_of_workbooks(int serial, string text) =>
        Assert.Equal(text, SheetDate.Text($"{serial}", hasDay: true, countsFrom1904: false));

    [Theory]
    [InlineData("yyyy\\-mm\\-dd", "Day")]
    [InlineData("[$-409]d\\-mmm\\-yy;@", "Day")]
    [InlineData("[h]:mm:ss", "Time")]
    [InlineData("mmm", "Day")]
    [InlineData("#,##0.00\\ \"days\"", "Number")]
    [InlineData("General", "Number")]
    [InlineData("0.00E+00", "Number")]
    [InlineData("#,##0.00 [$USD]", "Number")]
    public void A_number_format_tells_days_from_amounts(string code, string kind) =>
        Assert.Equal(kind, XlsxCells.KindOf(code).ToString());

    [Theory]
    [InlineData("1.2345678901234501E+17", "123456789012345000")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("97366946", "97366946")]
    [InlineData("1E-3", "0.001")]
    public void Numbers_are_shown_without_an_exponent(string raw, string text) =>
        Assert.Equal(text, SheetNumber.Text(raw));

    [Fact]
    public void A_value_beyond_the_header_is_an_error_of_its_row()
    {
        var path = Workbook(
            """<row><c><v>1</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>""");
        List<RowError> errors = [];

        using var sheet = SheetReader.Open(path);

        Assert.Equal(["4"], sheet.Rows(errors.Add).Select(row => row[0]));
        Assert.Equal(2, Assert.Single(errors).Row);
    }

    [Fact]
    public void A_sheet_is_chosen_by_name_and_a_hidden_one_is_not_first()
    {
        var rows = """<row><c t="inlineStr"><is><t>id</t></is></c></row><row><c><v>7</v></c></row>""";
        var path = Workbook(rows, sheets: """<sheet name="Old" sheetId="2" state="hidden" r:id="rId9"/>""");

        Assert.Single(TestFolder.RowsOf(path));
        Assert.Single(TestFolder.RowsOf(path, new() { SheetName = "list" }));
        var refused = TestFolder.Refused(path, new() { SheetName = "People" });
        Assert.Equal("exchange.no-such-sheet", refused.Code);
        Assert.Equal("Name one of its sheets with --sheet: Old, List.", refused.Remedy);
    }

    [Fact]
    public void A_sheet_without_rows_is_refused()
    {
        Assert.Equal("exchange.empty-sheet", TestFolder.Refused(Workbook("")).Code);
        Assert.Equal(
            "exchange.sheet-only-header",
            TestFolder.Refused(Workbook("<row><c><v>1</v></c></row>")).Code);
    }

    [Fact]
    public void A_workbook_that_is_cut_off_or_changed_is_refused()
    {
        var bytes = File.ReadAllBytes(Workbook("<row><c><v>1</v></c></row><row><c><v>1</v></c></row>"));
        var broken = Workbook("<row><c><v>1</v></c></row><row><c t=\"s\"><v>99</v></c></row>");

        Assert.Equal("exchange.damaged-zip", TestFolder.Refused(folder.Write("cut.xlsx", bytes[..^30])).Code);
        Assert.Equal("exchange.damaged-workbook", TestFolder.Refused(broken).Code);
        Assert.Equal("exchange.damaged-workbook", TestFolder.Refused(Workbook("<row><c><v>1</c></row>")).Code);
    }

    [Fact]
    public void A_workbook_that_would_fill_the_memory_is_refused()
    {
        var path = Workbook(new string(' ', 40 << 20));

        var refused = TestFolder.Refused(path);

        Assert.Equal("exchange.expands-too-much", refused.Code);
    }

    [Fact]
    public void A_workbook_that_lies_about_its_size_is_read_no_further_than_it_says()
    {
        const int madeOf = 40 << 20;
        const string rows = "<row><c><v>1</v></c></row><row><c><v>2</v></c></row>";
        var bytes = File.ReadAllBytes(Workbook(rows + new string(' ', madeOf)));
        // The sheet is the only part whose size begins like this; it stands in the directory and before the bytes.
        var around = $"<worksheet xmlns='{Main}'><sheetData>{rows}</sheetData></worksheet>".Length;
        var size = BitConverter.GetBytes(around + madeOf);
        for (var at = bytes.AsSpan().IndexOf(size); at >= 0; at = bytes.AsSpan().IndexOf(size))
            BitConverter.GetBytes(1_000).CopyTo(bytes, at);

        var refused = TestFolder.Refused(folder.Write("lies.xlsx", bytes));

        Assert.Equal("exchange.damaged-workbook", refused.Code);
    }

    static string[] Cells(SheetRow row) => [.. Enumerable.Range(0, row.Count).Select(column => row[column])];

    [Fact]
    public void Of_two_sheets_with_rows_somebody_says_which_is_the_list()
    {
        const string rows = "<row><c><v>1</v></c></row><row><c><v>2</v></c></row>";
        var path = Workbook(rows, sheets: "<sheet name='Old' sheetId='2' r:id='rId1'/>");

        var refused = TestFolder.Refused(path);

        Assert.Equal("exchange.several-sheets", refused.Code);
        Assert.Contains("Old, List", refused.Message, StringComparison.Ordinal);
        using var sheet = SheetReader.Open(path, new() { SheetName = "list" });
        Assert.Equal("List", sheet.SheetName);
    }

    [Fact]
    public void A_row_with_merged_cells_is_an_error_of_that_row()
    {
        const string cells = "<c><v>1</v></c>";
        var path = Workbook($"<row r='1'>{cells}</row><row r='2'>{cells}</row><row r='3'>{cells}</row>"
            + "<row r='4'>" + cells + "</row></sheetData><mergeCells><mergeCell ref='A3:A4'/></mergeCells><sheetData>");
        List<RowError> errors = [];

        using var sheet = SheetReader.Open(path);
        var read = sheet.Rows(errors.Add).Select(row => row.Number).ToList();

        Assert.Equal([2], read);
        Assert.Equal([3, 4], errors.Select(error => error.Row));
        Assert.Contains("A3:A4", errors[0].Reason, StringComparison.Ordinal);
    }

    /// <summary>A workbook made by hand, so that the reader is not tested by its own writer.</summary>
    string Workbook(string rows, string texts = "", string sheets = "")
    {
        const string relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string package = "http://schemas.openxmlformats.org/package/2006";
        const string types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        var path = folder.Path($"{Guid.NewGuid():N}.xlsx");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(zip, "[Content_Types].xml",
            $"<Types xmlns='{package}/content-types'>"
            + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
            + $"<Override PartName='/xl/workbook.xml' ContentType='{types}.sheet.main+xml'/>"
            + $"<Override PartName='/xl/styles.xml' ContentType='{types}.styles+xml'/>"
            + $"<Override PartName='/xl/sharedStrings.xml' ContentType='{types}.sharedStrings+xml'/>"
            + $"<Override PartName='/xl/sheet1.xml' ContentType='{types}.worksheet+xml'/></Types>");
        Add(zip, "_rels/.rels",
            $"<Relationships xmlns='{package}/relationships'><Relationship Id='rId1' "
            + $"Type='{relation}/officeDocument' Target='xl/workbook.xml'/></Relationships>");
        Add(zip, "xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns='{package}/relationships'>"
            + $"<Relationship Id='rId1' Type='{relation}/worksheet' Target='sheet1.xml'/>"
            + $"<Relationship Id='rId2' Type='{relation}/styles' Target='styles.xml'/>"
            + $"<Relationship Id='rId3' Type='{relation}/sharedStrings' Target='sharedStrings.xml'/></Relationships>");
        Add(zip, "xl/workbook.xml",
            $"<workbook xmlns='{Main}' xmlns:r='{relation}'><sheets>{sheets}"
            + "<sheet name='List' sheetId='1' r:id='rId1'/></sheets></workbook>");
        Add(zip, "xl/styles.xml",
            $"<styleSheet xmlns='{Main}'><numFmts count='1'>"
            + "<numFmt numFmtId='164' formatCode='dd.mm.yyyy hh:mm'/></numFmts><cellXfs count='3'>"
            + "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></styleSheet>");
        Add(zip, "xl/sharedStrings.xml", $"<sst xmlns='{Main}'>{texts}</sst>");
        Add(zip, "xl/sheet1.xml", $"<worksheet xmlns='{Main}'><sheetData>{rows}</sheetData></worksheet>");
        return path;
    }

    static void Add(ZipArchive zip, string name, string content)
    {
        using var text = new StreamWriter(zip.CreateEntry(name).Open());
        text.Write(content);
    }
}
