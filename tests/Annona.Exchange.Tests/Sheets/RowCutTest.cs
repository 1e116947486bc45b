using System.Text;
using Annona.Exchange.Sheets;

namespace Annona.Exchange.Tests.Sheets;

/// <summary>Rows are taken out of a file, and nothing else of it changes.</summary>
public sealed class RowCutTest : IDisposable
{
    readonly TestFolder files = new();

    public static TheoryData<string, string> Forms => new()
    {
        { "utf-8", "\n" }, { "utf-8", "\r\n" }, { "utf-8", "\r" }, { "utf-8 with a mark", "\r\n" },
        { "utf-16", "\r\n" }, { "utf-16BE", "\n" }, { "windows-1251", "\r\n" },
    };

    public void Dispose() => files.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_other_byte_of_a_text_file_stays_as_it_is(string encoding, string lineEnd)
    {
        // A quotation mark within a plain cell opens nothing; one at its start does, over several lines.
        string[] rows =
        [
            "no;name;note", "1;Анна;\"two" + lineEnd + "lines; \"\"said\"\"\"", "2;О\"Нил;", "", "3;\"Бако\"  ;x",
            "4;Дора;\"" + lineEnd + lineEnd + "\"", "5;Эмма;last",
        ];
        var text = string.Join(lineEnd, rows);
        var path = files.Write("list.csv", Bytes(encoding, text));
        // The numbers are those that whoever opens the file sees: the second row of data stands below two lines.
        var options = encoding == "windows-1251" ? new SheetOptions { Encoding = encoding } : new();
        SheetShape shape;
        using (var sheet = SheetReader.Open(path, options))
        {
            shape = SheetShape.Of(sheet);
            Assert.Equal([2, 4, 6, 7, 10], sheet.Texts().Select(row => row.Row));
        }

        var (cut, bytes) = Without(path, shape, 2, 7);
        var (last, shorter) = Without(path, shape, 10);

        Assert.Equal([new CutRow(2, 2), new CutRow(7, 3)], cut);
        Assert.Equal(Bytes(encoding, string.Join(lineEnd, [rows[0], .. rows[2..5], rows[6]])), bytes);
        Assert.Equal([new CutRow(10, 1)], last);
        Assert.Equal(Bytes(encoding, string.Join(lineEnd, rows[..6]) + lineEnd), shorter);
    }

    [Fact]
    public void A_workbook_becomes_the_one_that_was_never_written_with_the_rows()
    {
        string[][] rows =
            [["N1", "Anna", "a\nb "], ["N2", "", "_x000D_ \u0001"], ["N3", "Բակո", "<&>"], ["N4", "", ""]];
        var path = Written("all.xlsx", rows);

        var (cut, bytes) = Without(path, SheetShape.Written(path), 3, 5);

        Assert.Equal([new CutRow(3, 1), new CutRow(5, 1)], cut);
        Assert.Equal(File.ReadAllBytes(Written("others.xlsx", [rows[0], rows[2]])), bytes);
        Assert.True(RowCut.CanCut(path, SheetShape.Written(path)));
        Assert.Equal(
            File.ReadAllBytes(Written("nobody.xlsx", [])), Without(path, SheetShape.Written(path), 2, 3, 4, 5).Bytes);
    }

    [Fact]
    public void A_large_workbook_is_written_again_as_it_would_have_been()
    {
        var rows = Enumerable.Range(0, 5_000)
            .Select(at => new[] { $"N{at}", $"Անուն {at}", "\ud83c\udf3e" + new string('ա', at) }).ToArray();
        var path = Written("all.xlsx", rows);

        var (_, bytes) = Without(path, SheetShape.Written(path), 3, 4_000);

        Assert.Equal(
            File.ReadAllBytes(Written("others.xlsx", [.. rows.Where((_, at) => at is not (1 or 3_998))])), bytes);
    }

    [Fact]
    public void The_row_that_a_writer_tells_is_the_one_that_a_reader_sees()
    {
        string[] notes = ["a", "b\r\nc", "\"\n\"\n", "d\re", "\"", "=1\n", "end"];
        foreach (var name in new[] { "rows.csv", "rows.tsv", "rows.xlsx" })
        {
            List<int> told = [];
            using (var writer = SheetWriter.Create(files.Path(name), ["no", "note"]))
                foreach (var note in notes)
                {
                    writer.Add("1", note);
                    told.Add(writer.Row);
                }

            Assert.Equal(TestFolder.RowsOf(files.Path(name)).Select(row => row.Number), told);
        }
    }

    [Fact]
    public void A_row_that_does_not_fit_is_a_text_too()
    {
        var path = files.WriteText("list.csv", "no,name\n1,Anna\n2,Bako,too much\n3\n");

        using var sheet = SheetReader.Open(path);

        Assert.Equal(["1 Anna", "2 Bako too much", "3"], sheet.Texts().Select(row => string.Join(' ', row.Cells)));
    }

    static (IReadOnlyList<CutRow> Cut, byte[] Bytes) Without(string path, SheetShape shape, params int[] rows)
    {
        var (before, to) = (File.ReadAllBytes(path), new MemoryStream());
        var cut = RowCut.Write(path, shape, rows.ToHashSet(), to);
        Assert.Equal(before, File.ReadAllBytes(path));
        return (cut, to.ToArray());
    }

    string Written(string name, string[][] rows)
    {
        using (var writer = SheetWriter.Create(files.Path(name), ["person", "name", "note"]))
            foreach (var row in rows)
                writer.Add(row);
        return files.Path(name);
    }

    static byte[] Bytes(string encoding, string text) => encoding switch
    {
        "utf-8 with a mark" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
        "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
        "utf-16BE" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
        "windows-1251" => CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(text),
        _ => Encoding.UTF8.GetBytes(text),
    };
}
