using System.Security.Cryptography;
using System.Text;
using Annona.Exchange.Sheets;
using CsCheck;
using Sylvan.Data.Csv;

namespace Annona.Exchange.Tests.Sheets;

public sealed class CsvSheetTest : IDisposable
{
    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Columns_and_cells_are_found_by_name_and_by_place()
    {
        var path = folder.WriteText("list.csv", "id, Given Name\r\n7,Ani\r\n");

        using var sheet = SheetReader.Open(path);
        var row = Assert.Single(sheet.Rows());

        Assert.Equal(["id", "Given Name"], sheet.Columns.Names);
        Assert.Equal("Ani", row["given name"]);
        Assert.Equal("7", row[0]);
        Assert.Equal(2, row.Number);
        Assert.Equal(',', sheet.Delimiter);
        Assert.Equal(new FileInfo(path).Length, sheet.LengthBytes);
        Assert.Equal(sheet.LengthBytes, sheet.BytesRead);
    }

    [Fact]
    public void A_row_is_numbered_by_the_line_that_an_editor_shows()
    {
        var path = folder.WriteText("list.csv", "id,note\n1,\"two\nlines\"\n\n2,\"\"\"said\"\"\n\"\n3,x");

        var rows = TestFolder.RowsOf(path);

        Assert.Equal([2, 5, 7], rows.Select(row => row.Number));
        Assert.Equal(["two\nlines", "\"said\"\n", "x"], rows.Select(row => row["note"]));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Line_ends_of_every_system_count_as_one_line(string end)
    {
        var path = folder.WriteText("list.csv", string.Join(end, "id,note", $"1,\"a{end}b\"", "2,c", ""));

        var rows = TestFolder.RowsOf(path);

        Assert.Equal([2, 4], rows.Select(row => row.Number));
    }

    [Theory]
    [InlineData(',', "id,name,born\n1,Ani,1956-01-02\n2,Aram,1960-03-04\n")]
    [InlineData(';', "id;name;amount\n1;Ani, Aram;1,50\n2;B, C;2,75\n")]
    [InlineData('\t', "id\tname, place\tborn\n1\tAni; x\t1956\n2\tAram\t1960\n")]
    [InlineData('|', "id|name|born\n1|Ani, daughter|1956\n2|Aram; son|1960\n")]
    [InlineData(';', "id;\"name;, title\";born\n1;\"a;b;c,d\";1956\n")]
    [InlineData(';', "sep=;\nid;name\n1;Ani\n")]
    [InlineData(',', "id\n7\n8\n")]
    public void The_delimiter_is_found_in_the_rows(char delimiter, string text)
    {
        using var sheet = SheetReader.Open(folder.WriteText("list.txt", text));

        Assert.Equal(delimiter, sheet.Delimiter);
        Assert.NotEmpty(sheet.Rows());
    }

    [Fact]
    public void A_row_that_does_not_fit_is_told_and_the_others_are_read()
    {
        var path = folder.WriteText("list.csv", "id,name\n1,Ani\n2\n3,a,b\n4,\"A\"x\n5,Aram\n");
        List<RowError> errors = [];

        using var sheet = SheetReader.Open(path);
        var rows = sheet.Rows(errors.Add).Select(row => row["id"]).ToList();

        Assert.Equal(["1", "5"], rows);
        Assert.Equal([3, 4, 5], errors.Select(error => error.Row));
        Assert.Equal("The row has 1 cells, the header has 2.", errors[0].Reason);
        Assert.Equal("There is text after a closing quotation mark.", errors[2].Reason);
        Assert.Equal("name", errors[2].Column);
        Assert.All(errors, error => Assert.Equal("list.csv", error.File));
    }

    [Fact]
    public void A_row_that_does_not_fit_ends_the_reading_when_nobody_listens()
    {
        using var sheet = SheetReader.Open(folder.WriteText("list.csv", "id,name\n1,Ani\n2\n"));

        var refused = Assert.Throws<InputException>(() => sheet.Rows().Count());

        Assert.Equal("Row 3 of list.csv: The row has 1 cells, the header has 2.", refused.Message);
    }

    [Fact]
    public void Rows_can_be_read_a_second_time()
    {
        using var sheet = SheetReader.Open(folder.WriteText("list.csv", "id\n1\n2\n"));

        Assert.Equal(2, sheet.Rows().Count());
        Assert.Equal(2, sheet.Rows().Count());
    }

    [Fact]
    public void The_hash_is_that_of_the_bytes_however_long_the_file()
    {
        var text = new StringBuilder("id,name\n");
        for (var row = 0; row < 60_000; row++)
            text.Append(row).Append(",Անի Արամ\n");
        var path = folder.WriteText("list.csv", text.ToString());

        using var sheet = SheetReader.Open(path);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), sheet.ContentHash);
        Assert.Equal(60_000, sheet.Rows().Count(row => row["name"] == "Անի Արամ"));
    }

    [Fact]
    public void Cells_are_those_that_another_reader_finds()
    {
        var cell = Gen.String[Gen.Char["aե,;\"\n \t"], 0, 6];
        // The other reader drops a blank line of a one-column file differently, so two columns at least.
        Gen.Select(Gen.Int[2, 5], Gen.Int[1, 8])
            .SelectMany((columns, rows) => cell.Array[columns].Array[rows])
            .Sample(table => Assert.Equal(ByAnotherReader(table), ByThisReader(table)), iter: 200);
    }

    static string Csv(string[][] table) => string.Concat(
        table.Select(row => string.Join(',', row.Select(Quoted)) + "\r\n"));

    static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static List<string[]> ByThisReader(string[][] table)
    {
        var parser = new CsvParser(new StringReader(Csv(table)), "made.csv", ',');
        List<string[]> rows = [];
        while (parser.Read())
            rows.Add(parser.TakeCells());
        return rows;
    }

    static List<string[]> ByAnotherReader(string[][] table)
    {
        using var reader = CsvDataReader.Create(
            new StringReader(Csv(table)), new CsvDataReaderOptions { HasHeaders = false, Delimiter = ',' });
        List<string[]> rows = [];
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.RowFieldCount).Select(reader.GetString)]);
        return rows;
    }
}
