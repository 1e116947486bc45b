using System.Text;
using Annona.Exchange.Sheets;

namespace Annona.Exchange.Tests.Sheets;

public sealed class TextEncodingTest : IDisposable
{
    const string Russian = "фамилия;имя\nПетросян;Анна\nСаакян;Роберт\nОганесян;Светлана\n";

    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Proved => ["utf-8", "utf-16", "utf-16BE"];

    [Theory]
    [MemberData(nameof(Proved))]
    public void A_file_with_a_mark_says_itself_how_it_is_stored(string name)
    {
        var path = folder.Write("list.csv", Russian, Encoding.GetEncoding(name));

        using var sheet = SheetReader.Open(path);

        Assert.Equal("фамилия", sheet.Columns[0]);
        Assert.Equal("Анна", sheet.Rows().First()["имя"]);
    }

    [Fact]
    public void Utf8_needs_no_mark()
    {
        using var sheet = SheetReader.Open(folder.WriteText("list.csv", "ազգանուն,անուն\nՊետրոսյան,Անի\n"));

        Assert.Equal("utf-8", sheet.Encoding?.WebName);
        Assert.Equal("Անի", sheet.Rows().First()["անուն"]);
    }

    [Theory]
    [InlineData("windows-1251", Russian)]
    [InlineData("iso-8859-5", Russian)]
    [InlineData("windows-1252", "nom;prénom\nLefèvre;Zoë – aînée\nDuprés;André\n")]
    [InlineData("iso-8859-1", "nom;prénom\nLefèvre;Zoë\nDuprés;André\n")]
    public void A_legacy_code_page_is_read_when_it_is_named_and_when_a_guess_is_allowed(string name, string text)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var path = folder.Write("list.csv", bytes.GetBytes(text));
        var wanted = text.Split('\n')[1].Split(';');

        foreach (var told in new[] { name, SheetOptions.GuessEncoding })
        {
            var row = TestFolder.RowsOf(path, new() { Encoding = told })[0];

            Assert.Equal((wanted[0], wanted[1]), (row[0], row[1]));
        }
    }

    [Fact]
    public void Without_permission_to_guess_a_legacy_file_is_refused_with_the_place_and_the_option()
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding("windows-1251")!.GetBytes("id;имя\n1;Анна\n");

        var refused = TestFolder.Refused(folder.Write("list.csv", bytes));

        Assert.Equal("exchange.unknown-text-encoding", refused.Code);
        Assert.Equal("list.csv is not UTF-8: byte 3 in row 1 does not belong there.", refused.Message);
        Assert.Contains("--encoding windows-1251", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_wrong_byte_is_named_even_far_into_the_file()
    {
        var text = Encoding.UTF8.GetBytes("id,name\n" + string.Concat(Enumerable.Repeat("1,Անի\n", 50_000)));
        byte[] bytes = [.. text, (byte)'2', (byte)',', 0xE9, (byte)'\n'];

        var refused = TestFolder.Refused(folder.Write("list.csv", bytes), new() { Encoding = "utf-8" });

        Assert.Equal("exchange.not-utf8", refused.Code);
        Assert.Equal(
            $"list.csv is not UTF-8: byte {text.Length + 2} in row 50002 does not belong there.", refused.Message);
    }

    [Fact]
    public void A_file_that_breaks_off_inside_a_character_is_refused() =>
        Assert.Equal(
            "exchange.unknown-text-encoding",
            TestFolder.Refused(folder.Write("list.csv", [.. "id\n1\n"u8, 0xD5])).Code);

    [Fact]
    public void A_named_encoding_that_the_bytes_contradict_is_refused()
    {
        var path = folder.WriteText("list.csv", Russian);

        var refused = TestFolder.Refused(path, new() { Encoding = "windows-1251" });

        Assert.Equal("exchange.wrong-encoding", refused.Code);
        Assert.Equal("Leave --encoding out.", refused.Remedy);
    }

    [Fact]
    public void An_unknown_encoding_is_refused_with_those_that_are_read()
    {
        var refused = TestFolder.Refused(folder.WriteText("list.csv", "id\n1\n"), new() { Encoding = "latin-9" });

        Assert.Equal("exchange.unknown-encoding", refused.Code);
        Assert.Contains("windows-1252", refused.Remedy, StringComparison.Ordinal);
    }
}
