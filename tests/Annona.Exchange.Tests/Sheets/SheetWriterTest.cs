using System.Text;
using Annona.Exchange.Sheets;
using CsCheck;

namespace Annona.Exchange.Tests.Sheets;

public sealed class SheetWriterTest : IDisposable
{
    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_list_for_programs_follows_RFC_4180()
    {
        var path = folder.Path("list.csv");

        using (var sheet = SheetWriter.Create(path, ["id", "note"], SheetFor.Programs))
        {
            sheet.Add("1", "a,b");
            sheet.Add("2", "she said \"no\"");
            sheet.Add("+3", "two\nlines");
        }

        Assert.Equal(
            "id,note\r\n1,\"a,b\"\r\n2,\"she said \"\"no\"\"\"\r\n+3,\"two\nlines\"\r\n",
            Encoding.UTF8.GetString(File.ReadAllBytes(path)));
    }

    [Theory]
    [InlineData("=1+2", "'=1+2")]
    [InlineData("+374 10 000000", "'+374 10 000000")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a=b", "a=b")]
    public void A_cell_that_a_spreadsheet_would_run_is_disarmed_in_a_list_for_people(string cell, string shown)
    {
        var path = folder.Path("list.csv");

        using (var sheet = SheetWriter.Create(path, ["note"]))
            sheet.Add(cell);

        Assert.Equal($"\uFEFFnote\r\n{shown}\r\n", new UTF8Encoding().GetString(File.ReadAllBytes(path)));
    }

    [Theory]
    [InlineData("list.csv")]
    [InlineData("list.tsv")]
    [InlineData("list.xlsx")]
    public void What_is_written_is_read_back(string name)
    {
        var cell = Gen.String[Gen.Char["aԱ,\" \t\n_x0=<"], 1, 8];
        Gen.Select(cell, cell).Array[1, 5].Sample(
            rows =>
            {
                using (var sheet = SheetWriter.Create(folder.Path(name), ["one", "two"], SheetFor.Programs))
                    foreach (var (one, two) in rows)
                        sheet.Add(one, two);

                var read = TestFolder.RowsOf(folder.Path(name)).Select(row => (row[0], row[1]));

                Assert.Equal(rows, read);
            },
            iter: 100, threads: 1);
    }

    [Fact]
    public void Odd_characters_survive_a_workbook()
    {
        const string odd = "_x0041_ \u0001 \r\n 😀";
        var path = folder.Path("list.xlsx");

        using (var sheet = SheetWriter.Create(path, ["note"]))
            sheet.Add(odd);

        Assert.Equal(odd, TestFolder.RowsOf(path)[0]["note"]);
    }

    [Fact]
    public void The_same_rows_give_the_same_workbook()
    {
        foreach (var name in new[] { "one.xlsx", "two.xlsx" })
            using (var sheet = SheetWriter.Create(folder.Path(name), ["id"]))
                sheet.Add("1");

        Assert.Equal(File.ReadAllBytes(folder.Path("one.xlsx")), File.ReadAllBytes(folder.Path("two.xlsx")));
    }

    [Fact]
    public void A_name_without_a_known_ending_is_refused() =>
        Assert.Equal(
            "exchange.unknown-ending",
            Assert.Throws<InputException>(() => SheetWriter.Create(folder.Path("list.ods"), ["id"])).Code);

    [Fact]
    public void An_error_file_says_where_and_why_and_never_the_value()
    {
        var path = folder.Path("errors.csv");

        using (var errors = new RowErrorFile(path))
        {
            errors.Add(new("list.csv", 7, "born", "The day does not exist.", "Correct it."));
            Assert.Equal(1, errors.Count);
        }

        var row = Assert.Single(TestFolder.RowsOf(path));
        Assert.Equal(
            ["list.csv", "7", "born", "The day does not exist.", "Correct it."],
            Enumerable.Range(0, row.Count).Select(column => row[column]));
    }
}
