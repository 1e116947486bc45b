using System.Text.Json;

namespace Annona.Cli.Tests;

/// <summary>Aid as an officer types it, from the plan to what was recorded wrongly.</summary>
public sealed class AidTests : IDisposable
{
    readonly Shell shell = new();

    public AidTests()
    {
        shell.Done("init op");
        Do("book commodity food-parcel");
        Do("book commodity USD --scale 2 --kind money");
        Do("place add Hall --level site");
        for (var family = 0; family < 3; family++)
            Do("people headcount f18-59=1,m0-4=1");
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void A_list_is_read_whole_with_words_for_signed_and_names_of_collectors()
    {
        Distribution();
        shell.Write("bad.csv", "household,item,amount,signed\nH1,food-parcel,1,perhaps\nH99,food-parcel,1,no\n");
        shell.Write("good.csv",
            "household,item,amount,signed,collector,instead-of\n"
            + "H1,food-parcel,1,Y,N999x,\nh2,tent,2,no,,1 food-parcel\n");

        var bad = shell.Run("aid give D1 --list bad.csv --data op");
        Assert.Equal(2, bad.Exit);
        Assert.Contains("bad.csv, row 2, column signed: It is not clear whether it is signed. Write yes or no.",
            bad.Error, StringComparison.Ordinal);
        Assert.Contains("1 handover would be recorded", Do("aid give D1 --list one.csv --dry-run", () =>
            shell.Write("one.csv", "household,item,amount\nH1,food-parcel,1\n")), StringComparison.Ordinal);

        Assert.Contains("2 handovers recorded; 0 of this list", Do("aid give D1 --list good.csv"),
            StringComparison.Ordinal);
        Assert.Contains("0 handovers recorded; 2 of this list", Do("aid give D1 --list good.csv"),
            StringComparison.Ordinal);

        var one = Json("aid show H1 --json").GetProperty("handovers")[0];
        Assert.Equal(
            ("signature", true), (one.GetProperty("proof").GetString(), one.GetProperty("alternate").GetBoolean()));
        var two = Json("aid show H2 --json").GetProperty("handovers")[0].GetProperty("items")[0];
        Assert.Equal("tent", two.GetProperty("given").GetProperty("commodity").GetString());
        Assert.Equal("food-parcel", two.GetProperty("insteadOf").GetProperty("commodity").GetString());
    }

    [Fact]
    public void A_discrepancy_is_listed_handed_on_and_closed()
    {
        Distribution();
        Do("aid give D1 H1 \"3 food-parcel\" --field");

        var open = Json("aid discrepancies --json")[0];
        Assert.Equal("more than was granted", open.GetProperty("what").GetString());
        Assert.Equal(2, open.GetProperty("amount").GetProperty("amount").GetInt32());
        Do($"aid assign XH1 {open.GetProperty("owner").GetString()}");
        Do("aid resolve XH1 --reason \"Two families had joined.\"");

        Assert.Empty(Json("aid discrepancies --json").EnumerateArray());
        Assert.Equal("Two families had joined.",
            Json("aid discrepancies --all --json")[0].GetProperty("resolved").GetString());
    }

    [Fact]
    public void A_wrong_handover_is_taken_back_and_a_substitute_recorded_instead()
    {
        Distribution();
        Do("book commodity blanket");
        Do("aid give D1 H1 \"1 food-parcel\" --field");
        Do("aid takeback D1 H1 --reason \"It was blankets.\"");
        Assert.Equal(1, shell.Run("aid give D1 H1 \"2 blanket\" --data op").Exit);
        Do("aid give D1 H1 --item \"2 blanket\" --instead-of \"1 food-parcel\" --field");

        var shown = Do("aid show H1");
        Assert.Contains("taken back on", shown, StringComparison.Ordinal);
        Assert.Contains("2 blanket instead of 1 food-parcel", shown, StringComparison.Ordinal);
        Assert.Equal(2, shell.Run("aid takeback D1 H2 --reason \"None.\" --data op").Exit);
    }

    [Fact]
    public void A_sheet_is_printed_filled_in_and_read_again()
    {
        Distribution();
        Do("aid sheet D1 --out sheet.csv");
        var rows = File.ReadAllLines(shell.PathOf("sheet.csv"));
        Assert.Equal("household,people,item,entitled,amount,date,collector,signed", rows[0].TrimStart('\uFEFF'));
        Assert.StartsWith("H1,2,food-parcel,1,,2026-03-10,,", rows[1], StringComparison.Ordinal);
        rows[2] = "H2,2,food-parcel,1,1,2026-03-10,,yes";
        File.WriteAllLines(shell.PathOf("sheet.csv"), rows);

        Assert.Contains("1 handover recorded", Do("aid give D1 --list sheet.csv"), StringComparison.Ordinal);

        var day = Json("aid day show D1 --json");
        Assert.Equal((3, 1, 1), (day.GetProperty("expectedHouseholds").GetInt32(), day.GetProperty("served").GetInt32(),
            day.GetProperty("confirmed").GetInt32()));
        Assert.Contains("Served here: 1 household", Do("aid day show D1"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_names_households_and_says_why_in_words()
    {
        Do("aid plan Large --ration \"1 food-parcel per person\" --size-min 3 --arrived-from 2026-01-01 --needs DS "
            + "--cycle 2026-03-01..2026-03-31");

        var run = Json("aid grant B1 --dry-run --list --json");

        Assert.Equal(
            "1 food-parcel per person, for households arrived on 2026-01-01 or later, of 3 or more people, with a need "
            + "of DS", run.GetProperty("rule").GetString());
        Assert.Equal("its day of arrival is not known", run.GetProperty("list")[0].GetProperty("reason").GetString());
        Assert.Equal(["H1", "H2", "H3"],
            run.GetProperty("list").EnumerateArray().Select(home => home.GetProperty("household").GetString()));
        Assert.Contains("its day of arrival is not known", Do("aid grant B1 --dry-run"), StringComparison.Ordinal);
        Assert.Equal("B1", Json("aid programmes --json")[0].GetProperty("id").GetString());
    }

    [Fact]
    public void Cash_goes_out_as_a_file_and_comes_back_as_a_report()
    {
        Do("party add \"Post Bank\" --kind other");
        Do("book post --date 2026-03-02 --from Donor:Aster --to Bank:Main --amount 500 --commodity USD --kind receive");
        Do("aid plan Money --modality cash --ration \"50 USD per household\" --cycle 2026-03-01..2026-03-31");
        Do("aid grant B1");
        Assert.Contains("CL1 is sent: 3 instructed, 150.00 USD",
            Do("aid cash send B1 --provider \"Post Bank\" --from Bank:Main --date 2026-03-10"),
            StringComparison.Ordinal);
        Do("aid cash file CL1 --out CL1.csv");
        Assert.Contains("CL1-H2,H2,50.00,USD,,", File.ReadAllText(shell.PathOf("CL1.csv")), StringComparison.Ordinal);
        shell.Write("wrong.csv", "reference,outcome\nCL1-H9,credited\n");
        shell.Write("report.csv",
            "reference,outcome,date\nCL1-H1,credited,2026-03-11\nCL1-H1,collected,2026-03-12\nCL1-H2,Failed,\n");

        Assert.Contains("row 2, column reference", shell.Run("aid cash reconcile CL1 --file wrong.csv --data op").Error,
            StringComparison.Ordinal);
        Do("aid cash reconcile CL1 --file report.csv --date 2026-03-13");

        var shown = Json("aid cash show CL1 --json").GetProperty("payments");
        Assert.Equal(["collected", "failed", "instructed"],
            shown.EnumerateArray().Select(payment => payment.GetProperty("state").GetString()));
        Assert.Equal("2026-03-11", shown[0].GetProperty("creditedOn").GetString());
        Assert.Equal(3, Json("aid cash lists --json")[0].GetProperty("states").GetArrayLength());
        Assert.Contains("CL1-H1", Do("aid show H1"), StringComparison.Ordinal);
    }

    void Distribution()
    {
        Do("aid plan Winter --ration \"1 food-parcel per household\" --cycle 2026-03-01..2026-03-31");
        Do("aid grant B1");
        Do("aid day B1 --at Hall --date 2026-03-10 --from Stock:Hall");
    }

    string Do(string line, Action? before = null)
    {
        before?.Invoke();
        return shell.Done($"{line} --data op").Out;
    }

    JsonElement Json(string line) => shell.Done($"{line} --data op").Json;
}
