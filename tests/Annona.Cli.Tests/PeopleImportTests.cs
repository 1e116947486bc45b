namespace Annona.Cli.Tests;

/// <summary>Lists of people, as partners really send them, and what becomes of them on the command line.</summary>
public sealed class PeopleImportTests : IDisposable
{
    const string Words = "--owner Office --as-of 2026-03-01 --basis agreement --list Arrivals --data op";

    readonly Shell shell = new();

    public PeopleImportTests()
    {
        shell.Done("init op");
        shell.Done("party add Office --data op");
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void A_list_in_armenian_is_taken_in_with_its_values()
    {
        shell.Write("list.csv", """
            Հ/Հ;Ընտանիք;Ազգանուն;Անուն;Սեռ;Ծննդ.;Ազգակցական կապ;Հասցե
            17;F1;Սարգսյան;Աննա;իգական;01.02.1986;ընտանիքի գլխավոր;Abovyan 5
            18;F1;Սարգսյան;Արամ;արական;անհայտ;որդի;Abovyan 5

            """);

        shell.Done($"people import list.csv {Words}");
        var rows = shell.Done("people show H1 --show-names --purpose test --recipient test --json --data op").Json
            .GetProperty("rows");

        Assert.Equal(("female", "head", "Abovyan 5"), (
            rows[0].GetProperty("sex").GetString(), rows[0].GetProperty("relation").GetString(),
            rows[0].GetProperty("address").GetString()));
        Assert.Null(rows[0].GetProperty("present").GetString());
        Assert.Equal("child", rows[1].GetProperty("relation").GetString());
        Assert.Equal("Armn", rows[0].GetProperty("nameParts")[0].GetProperty("script").GetString());
    }

    [Fact]
    public void A_bad_cell_costs_the_person_only_when_nobody_says_lenient()
    {
        shell.Write("list.csv",
            "record id,given name,sex,birth date\na1,Ani,F,1980-02-31\na2,,M,1981\na3,Bo,M,1982\na3,Bo,M,1982\n");

        var strict = shell.Run($"people import list.csv {Words}");
        var lenient = shell.Done($"people import list.csv --lenient --skip-bad-rows {Words}");

        Assert.Equal(2, strict.Exit);
        Assert.Contains("row 2, column birth date", strict.Error, StringComparison.Ordinal);
        Assert.Contains("This month has no such day.", strict.Error, StringComparison.Ordinal);
        Assert.Contains("--lenient", strict.Error, StringComparison.Ordinal);
        Assert.Contains("3 persons registered", lenient.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_that_was_begun_otherwise_is_not_mixed_and_not_called_done()
    {
        shell.Write("list.csv", "record id,given name,nick\n1,Ani,A\n2,Bo,B\n");
        shell.Done($"people import list.csv {Words}");

        var other = shell.Run(
            $"people import list.csv {Words.Replace("Arrivals", "Others", StringComparison.Ordinal)}");

        Assert.Equal(1, other.Exit);
        Assert.Contains("LST1", other.Error, StringComparison.Ordinal);
        Assert.Contains("--another-list", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_version_without_steady_record_numbers_is_refused()
    {
        shell.Write("first.csv", "no,given name,birth date\n1,Ani,1980\n2,Bo,1981\n3,Ce,1982\n");
        shell.Write("second.csv", "no,given name,birth date\n1,New,1990\n2,Ani,1980\n3,Bo,1981\n4,Ce,1982\n");
        shell.Write("third.csv", "given name,birth date\nAni,1980\n");
        shell.Done($"people import first.csv {Words}");

        var counted = shell.Run($"people import second.csv --accept-all {Words}");
        var nameless = shell.Run($"people import third.csv --accept-all {Words}");

        Assert.Equal((2, 2), (counted.Exit, nameless.Exit));
        Assert.Contains("--ids-are-stable", counted.Error, StringComparison.Ordinal);
        Assert.Contains("record numbers", nameless.Error, StringComparison.Ordinal);
        shell.Done($"people import second.csv --accept-all --ids-are-stable {Words}");
    }

    [Fact]
    public void Changes_are_judged_by_old_and_new_values_and_gone_persons_singly()
    {
        shell.Write("first.csv", "record id,given name,birth date\nx1,Ani,1980\nx2,Bo,1981\nx3,Ce,1982\n");
        shell.Write("second.csv", "record id,given name,birth date\nx1,Anie,1980\n");
        shell.Done($"people import first.csv {Words}");

        shell.Done($"people import second.csv --changes old-new.csv --recipient Office {Words}");
        var done = shell.Done($"people import second.csv --accept-gone n3 {Words}");

        Assert.Contains("2,N1,name,Ani,Anie", File.ReadAllText(shell.PathOf("old-new.csv")), StringComparison.Ordinal);
        Assert.Contains("0 new, 0 changed and 1 gone recorded", done.Out, StringComparison.Ordinal);
        Assert.True(shell.Done("people show N3 --json --data op").Json.GetProperty("rows")[0].GetProperty("left")
            .GetBoolean());
        var closed = shell.Done("people close LST1 --data op").Out;
        Assert.Contains("0 new, 0 changed and 1 gone are recorded of 1 row.", closed, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_is_written_over_by_errors()
    {
        shell.Write("list.csv", "record id,given name,sex\n1,Ani,Y\n");
        shell.Write("other.csv", "dear,reader\n1,2\n");

        Assert.Equal(2, shell.Run($"people import list.csv --errors list.csv {Words}").Exit);
        Assert.Equal(2, shell.Run($"people import list.csv --errors other.csv {Words}").Exit);
        Assert.Equal(2, shell.Run($"people import list.csv --dry-run {Words}").Exit);

        Assert.StartsWith("record id", File.ReadAllText(shell.PathOf("list.csv")), StringComparison.Ordinal);
        Assert.StartsWith("dear", File.ReadAllText(shell.PathOf("other.csv")), StringComparison.Ordinal);
        Assert.False(File.Exists(shell.PathOf("list.csv.errors.csv")));
    }

    [Fact]
    public void Dates_that_may_be_read_in_two_ways_are_told_and_somebody_says_which()
    {
        shell.Write("list.csv", "record id,given name,birth date\n1,Ani,03/04/1986\n");

        var told = shell.Done($"people import list.csv --dry-run {Words}");
        shell.Done($"people import list.csv --dates day-first {Words}");
        var row = shell.Done("people show N1 --show-names --purpose test --recipient test --json --data op").Json
            .GetProperty("rows")[0];

        Assert.Contains("1 date in column birth date", told.Error, StringComparison.Ordinal);
        Assert.Contains("--dates day-first", told.Error, StringComparison.Ordinal);
        Assert.Equal("1986-04-03", row.GetProperty("born").GetString());
    }

    [Fact]
    public void A_list_without_a_header_is_refused_and_names_nobody()
    {
        shell.Write("list.csv", "1,Anna,Sarg\n2,Ani,Sarg\n");

        var ran = shell.Run($"people import list.csv {Words}");

        Assert.Equal(2, ran.Exit);
        Assert.DoesNotContain("Anna", ran.Out + ran.Error, StringComparison.Ordinal);
    }
}
