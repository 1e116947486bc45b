using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Annona.Exchange.Sheets;

namespace Annona.Exchange.Tests.Sheets;

public sealed class BadInputTest : IDisposable
{
    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("exchange.no-rows", "\n\n")]
    [InlineData("exchange.only-header", "id,name\n")]
    [InlineData("exchange.duplicate-column-name", "id,name,ID\n1,a,b\n")]
    [InlineData("exchange.empty-column-name", "id,,name\n1,a,b\n")]
    [InlineData("exchange.binary-file", "id,name\n1,\0\n")]
    [InlineData("exchange.not-a-sheet", "%PDF-1.7\n1 0 obj\n")]
    [InlineData("exchange.not-a-sheet", "<html><table>\n")]
    [InlineData("exchange.wrong-delimiter", "id^name^born\n1^Ani^1956\n2^Aram^1960\n")]
    public void A_text_that_is_no_list_is_refused(string code, string text)
    {
        var refused = TestFolder.Refused(folder.WriteText("list.csv", text));

        Assert.Equal(code, refused.Code);
        Assert.Contains("list.csv", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_a_folder_and_an_empty_file_are_told_apart()
    {
        Assert.Equal("exchange.no-such-file", TestFolder.Refused(folder.Path("none.csv")).Code);
        Assert.Equal("exchange.no-such-file", TestFolder.Refused(folder.Path("none/none.csv")).Code);
        Assert.Equal("exchange.folder-not-file", TestFolder.Refused(folder.Path("")).Code);
        Assert.Equal("exchange.empty-file", TestFolder.Refused(folder.WriteText("empty.csv", "")).Code);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_refused_except_to_an_administrator()
    {
        var path = folder.WriteText("list.csv", "id\n1\n");
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(path, UnixFileMode.None);

        if (Environment.IsPrivilegedProcess)
            Assert.Single(TestFolder.RowsOf(path));
        else
            Assert.Equal("exchange.not-allowed-to-read", TestFolder.Refused(path).Code);
    }

    [Fact]
    public void A_file_that_another_program_holds_is_refused()
    {
        var path = folder.WriteText("list.csv", "id\n1\n");
        using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal("exchange.cannot-open", TestFolder.Refused(path).Code);
    }

    [Theory]
    [InlineData("photo.csv", "an image (PNG)", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0 })]
    [InlineData("photo.xlsx", "an image (JPEG)", new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10 })]
    [InlineData("list.csv.gz", "a compressed file (gzip)", new byte[] { 0x1F, 0x8B, 8, 0 })]
    public void A_file_is_named_by_its_content_not_by_its_name(string name, string called, byte[] bytes)
    {
        var refused = TestFolder.Refused(folder.Write(name, bytes));

        Assert.Equal($"{name} is {called}, not a list of rows.", refused.Message);
    }

    [Fact]
    public void An_archive_that_is_no_workbook_is_refused()
    {
        var path = folder.Path("list.xlsx");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
            zip.CreateEntry("word/document.xml");

        var refused = TestFolder.Refused(path);

        Assert.Equal("exchange.zip-not-xlsx", refused.Code);
        Assert.Equal("list.xlsx is a Word document, not an XLSX workbook.", refused.Message);
    }

    [Fact]
    public void An_unclosed_quotation_mark_is_refused_with_the_row_where_it_opens()
    {
        var path = folder.WriteText("list.csv", "id,name\n1,\"a\nb\"\n2,\"Ani\n3,Aram\n4,Zoe\n");

        var refused = TestFolder.Refused(path);

        Assert.Equal("exchange.unclosed-quote", refused.Code);
        Assert.Equal("A quotation mark opens in row 4 of list.csv and is never closed.", refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    [InlineData("\"\"\"")]
    public void A_cell_of_more_than_a_megabyte_is_refused(string opening)
    {
        var path = folder.WriteText("list.csv", $"id,name\n1,{opening}{new string('a', (1 << 20) + 200_000)}\n2,b\n");

        var refused = TestFolder.Refused(path);

        Assert.Equal("exchange.cell-too-long", refused.Code);
        Assert.Contains("row 2", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public void A_file_with_ten_thousand_columns_is_refused_without_reading_it_all(string quote)
    {
        var row = string.Join(',', Enumerable.Range(0, 10_000).Select(column => $"{quote}c{column}{quote}")) + "\n";
        var path = folder.WriteText("wide.csv", row);
        using (var grown = new FileStream(path, FileMode.Append))
            grown.SetLength(8L << 30);

        var watch = Stopwatch.StartNew();
        var refused = TestFolder.Refused(path);

        Assert.Equal("exchange.too-many-columns", refused.Code);
        // Reading 8 GB takes seconds; the limit leaves room for a busy machine.
        Assert.True(watch.ElapsedMilliseconds < 1_000, $"It took {watch.ElapsedMilliseconds} ms.");
    }

    [Fact]
    public void A_told_delimiter_that_gives_one_column_is_refused_with_the_one_that_gives_more()
    {
        var path = folder.WriteText("list.csv", "id;name\n1;Ani\n2;Aram\n");

        var refused = TestFolder.Refused(path, new() { Delimiter = ',' });

        Assert.Equal("exchange.wrong-delimiter", refused.Code);
        Assert.Equal("Name the delimiter: --delimiter \";\".", refused.Remedy);
    }

    [Fact]
    public void Old_and_locked_workbooks_are_told_apart()
    {
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        byte[] locked = [.. compound, .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[64]];

        Assert.Equal("exchange.old-excel", TestFolder.Refused(folder.Write("list.xls", compound)).Code);
        Assert.Equal("exchange.password-protected", TestFolder.Refused(folder.Write("list.xlsx", locked)).Code);
    }

    [Fact]
    public void A_file_that_is_not_in_the_encoding_it_is_said_to_be_in_is_refused_in_a_sentence()
    {
        var latin = folder.Write("latin.csv", [.. "given name,family name\nAndr"u8, 0xe9, .. ",Sample\n"u8]);
        var odd = folder.Write("odd.csv", [0xff, 0xfe, (byte)'a', 0, (byte)'\n', 0, (byte)'b']);
        var lone = folder.Write("lone.csv", [0xff, 0xfe, (byte)'a', 0, (byte)'\n', 0, 0x00, 0xd8, (byte)'b', 0]);

        Assert.Equal("exchange.wrong-encoding", TestFolder.Refused(latin, new() { Encoding = "utf-16" }).Code);
        Assert.Equal("exchange.not-in-encoding", TestFolder.Refused(odd).Code);
        Assert.Equal("exchange.not-in-encoding", TestFolder.Refused(lone).Code);
    }

    [Fact]
    public void An_error_file_never_takes_the_place_of_another_file()
    {
        var list = folder.WriteText("list.csv", "name\nAni\n");
        var errors = folder.WriteText("errors.csv", "file,row,column,reason,remedy\na,1,,b,c\n");

        Assert.Equal(
            "exchange.not-an-error-file", Assert.Throws<InputException>(() => RowErrorFile.Check(list)).Code);
        Assert.Equal(
            "exchange.unknown-ending", Assert.Throws<InputException>(() => RowErrorFile.Check("errors.pdf")).Code);
        RowErrorFile.Check(errors);
    }

    [Fact]
    public void Titles_above_the_header_are_passed_over_when_somebody_says_where_it_stands()
    {
        var path = folder.WriteText("list.csv", "Arrivals of March\n\nname,sex\nAni,F\n");

        using var sheet = SheetReader.Open(path, new() { HeaderRow = 3 });

        Assert.Equal(["name", "sex"], sheet.Columns.Names);
        Assert.Equal(4, Assert.Single(sheet.Rows()).Number);
    }
}
