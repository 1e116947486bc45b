using System.Text;

namespace Annona.Cli.Tests;

/// <summary>Bad input gets what is wrong, where, and what to do; nothing of it is recorded.</summary>
public sealed class BadInputTests : IDisposable
{
    const string Import =
        "people import LIST --owner Office --as-of 2026-03-01 --basis agreement --list Arrivals --data op";

    readonly Shell shell = new();

    public BadInputTests()
    {
        shell.Done("init op");
        shell.Done("party add Office --data op");
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Lists_that_cannot_be_read_are_refused_in_a_sentence_and_nothing_is_recorded()
    {
        var before = Size();
        shell.Write("empty.csv", "");
        File.WriteAllBytes(shell.PathOf("binary.csv"), [0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1, 2, 3]);
        File.WriteAllBytes(shell.PathOf("latin.csv"), [.. "given name,family name\nAndr"u8, 0xe9, .. ",Sample\n"u8]);
        shell.Write("wide.csv", string.Join(',', Enumerable.Range(0, 10_000).Select(at => $"c{at}")) + "\n1\n");
        shell.Write("header.csv", "given name,family name\n");
        shell.Write("february.csv", "record id,given name,family name,birth date\n1,Ani,Sample,1980-02-31\n");

        Refused("empty.csv", "empty");
        Refused("binary.csv", "binary.csv");
        Refused("latin.csv", "UTF-8");
        Refused("wide.csv", "columns");
        Refused("header.csv", "no row");
        Refused("february.csv", "row 2");
        Refused("missing.csv", "missing.csv");
        Refused("op", "folder");
        Assert.Equal(before, Size());
    }

    [Fact]
    public void Transfers_that_cannot_be_are_named_with_row_and_column()
    {
        shell.Done("book commodity USD --scale 2 --kind money --data op");
        var before = Size();
        shell.Write("bad.csv", """
            date,from,to,amount,commodity,kind,promise
            2026-02-31,Donor:A,Bank:M,8,USD,receive,
            2026-03-02,Donor:A,Bank:M,-5,USD,receive,
            2026-03-02,Donor:A,Bank:M,5,XXX,receive,
            2026-03-02,Donor:A,Bank:M,5,USD,receive,P99

            """);

        var ran = shell.Run("book import bad.csv --data op");

        Assert.Equal(2, ran.Exit);
        Assert.Contains("row 2, column date", ran.Error, StringComparison.Ordinal);
        Assert.Contains("row 3, column amount", ran.Error, StringComparison.Ordinal);
        Assert.Contains("row 4, column commodity", ran.Error, StringComparison.Ordinal);
        Assert.Contains("There is no promise 'P99'", ran.Error, StringComparison.Ordinal);
        Assert.Equal(before, Size());
    }

    [Fact]
    public void Words_that_name_nothing_are_bad_input()
    {
        Assert.NotEqual(0, shell.Run("frobnicate").Exit);
        Assert.Equal(2, shell.Run("trace P7 --data op").Exit);
        Assert.Equal(3, shell.Run("promises --data nowhere").Exit);
        Assert.Equal(2, shell.Run("promises --as-of 2026-02-31 --data op").Exit);
        Assert.Equal(3, shell.Run("init op").Exit);
        Assert.Equal(2, shell.Run("read op").Exit);
    }

    [Fact]
    public void A_second_writer_is_served_by_the_first_and_a_reader_is_not_disturbed()
    {
        shell.Write("list.csv", People(20_000));
        using var importing = shell.Start(Import.Replace("LIST", "list.csv", StringComparison.Ordinal));
        WaitFor(() => Size() > 1_000);

        var second = shell.Run("party add Another --data op");
        var reader = shell.Run("party list --data op");
        importing.StandardError.ReadToEnd();
        importing.WaitForExit();

        Assert.Equal((0, 0, 0), (second.Exit, reader.Exit, importing.ExitCode));
        Assert.Contains("Another", shell.Done("party list --data op").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_that_was_stopped_goes_on_and_nobody_is_registered_twice()
    {
        const int People = 20_000;
        shell.Write("list.csv", BadInputTests.People(People));
        var line = Import.Replace("LIST", "list.csv", StringComparison.Ordinal);
        using (var importing = shell.Start(line))
        {
            WaitFor(() => Size() > 2_000);
            importing.Kill();
            importing.WaitForExit();
        }
        shell.Done("verify --data op");

        shell.Done(line);
        var again = shell.Done(line);

        Assert.Contains("taken in already", again.Out, StringComparison.Ordinal);
        Assert.Contains("20,000", shell.Done("people counts --data op").Out, StringComparison.Ordinal);
    }

    void Refused(string file, string saying)
    {
        var ran = shell.Run(Import.Replace("LIST", file, StringComparison.Ordinal));
        Assert.True(ran.Exit == 2, $"{file} ended with {ran.Exit}: {ran.Error}");
        Assert.Contains(saying, ran.Error, StringComparison.OrdinalIgnoreCase);
        Assert.True(ran.Error.Trim().Split('\n').Length >= 2, $"{file}: what to do is missing: {ran.Error}");
    }

    long Size()
    {
        var text = shell.Run("checkpoint --data op").Out.Split('\n');
        return text.Length > 1 && long.TryParse(text[1], out var size) ? size : 0;
    }

    static void WaitFor(Func<bool> happened)
    {
        for (var tries = 0; tries < 200 && !happened(); tries++)
            Thread.Sleep(50);
    }

    static string People(int count)
    {
        var list = new StringBuilder("record id,household id,given name,family name,sex,birth date\n");
        for (var i = 0; i < count; i++)
        {
            var (sex, year) = (i % 2 == 0 ? "F" : "M", 1950 + i % 60);
            list.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"{i},{i / 4},Given{i % 500},Family{i % 3_000},{sex},{year}-0{1 + i % 9}-1{i % 9}\n");
        }
        return list.ToString();
    }
}
