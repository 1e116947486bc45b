namespace Annona.Cli.Tests;

/// <summary>Persons and households at the desk: what the law asks for, who saw what, who is one with whom.</summary>
public sealed class PeopleDeskTests : IDisposable
{
    const string Names = "--show-names --purpose test --recipient test --json --data op";

    readonly Shell shell = new();

    public PeopleDeskTests() => shell.Done("init op");

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Legal_basis_notice_shelter_objection_and_departure_are_kept_readable()
    {
        shell.Done("place add \"School 4\" --data op");
        shell.Done("people add --given Ani --family Sample --document passport:AN1 --payee Sister --note deaf "
            + "--data op");

        shell.Done("people basis H1 --purpose aid --basis vital-interest --on 2026-03-01 --data op");
        shell.Done("people notice H1 --language hy --on 2026-03-02 --data op");
        shell.Done("people shelter H1 \"School 4\" --since 2026-03-03 --data op");
        var shown = shell.Done($"people show N1 {Names}").Json;
        shell.Done("people object N1 --data op");
        shell.Done("people left N1 --on 2026-03-04 --because departed --data op");
        var left = shell.Done("people show N1 --json --data op").Json.GetProperty("rows")[0];

        var home = shown.GetProperty("household");
        Assert.Equal("vital-interest", home.GetProperty("legalBases")[0].GetProperty("basis").GetString());
        Assert.Equal("2026-03-02", home.GetProperty("notices")[0].GetProperty("on").GetString());
        Assert.Equal("School 4", home.GetProperty("shelter").GetString());
        Assert.Equal("AN1", shown.GetProperty("rows")[0].GetProperty("documents")[0].GetProperty("number").GetString());
        Assert.Equal("deaf", shown.GetProperty("rows")[0].GetProperty("note").GetString());
        Assert.Equal(("2026-03-04", "departed"), (
            left.GetProperty("leftOn").GetString(), left.GetProperty("leftBecause").GetString()));
        Assert.Equal(1, shell.Run($"people show N1 {Names}").Exit);
    }

    [Fact]
    public void A_correction_changes_only_the_parts_that_are_named()
    {
        shell.Done("people add --given Ani --family Sample --born 1980 --sex f --data op");

        shell.Done("people correct N1 --family Sampleyan --born 1980-04-30 --reason document-seen --data op");

        var row = shell.Done($"people show N1 {Names}").Json.GetProperty("rows")[0];
        Assert.Equal(("Ani Sampleyan", "1980-04-30", "female"), (
            row.GetProperty("name").GetString(), row.GetProperty("born").GetString(),
            row.GetProperty("sex").GetString()));
    }

    [Fact]
    public void An_export_is_recorded_and_leaves_out_who_objected()
    {
        shell.Done("people add --given Ani --family =Sample --data op");
        shell.Done("people add --given Bo --family Other --data op");
        shell.Done("people object N2 --data op");

        var done = shell.Done(
            "export persons out.csv --fields name --recipient Clinic --purpose care --basis consent --data op");

        var written = File.ReadAllText(shell.PathOf("out.csv"));
        Assert.Contains("Ani =Sample", written, StringComparison.Ordinal);
        Assert.DoesNotContain("Bo Other", written, StringComparison.Ordinal);
        Assert.Contains("1 objected", done.Out, StringComparison.Ordinal);
        var entry = Assert.Single(shell.Done("people disclosures --json --data op").Json.EnumerateArray());
        Assert.Equal(("Clinic", 1, "name"), (
            entry.GetProperty("recipient").GetString(), entry.GetProperty("persons").GetInt32(),
            entry.GetProperty("fields")[0].GetString()));
        Assert.Equal(2, shell.Run(
            "export persons out.csv --fields name --recipient Clinic --purpose care --basis consent --data op").Exit);
    }

    [Fact]
    public void A_page_with_names_records_a_disclosure_of_that_page()
    {
        foreach (var name in (string[])["Ani", "Bo", "Ce"])
            shell.Done($"people add --given {name} --data op");

        shell.Done("people list --take 2 --show-names --purpose test --recipient test --data op");

        var entry = Assert.Single(shell.Done("people disclosures --json --data op").Json.EnumerateArray());
        Assert.Equal((2, "N1, N2"), (entry.GetProperty("persons").GetInt32(), entry.GetProperty("whom").GetString()));
        Assert.Equal(2, entry.GetProperty("fields").GetArrayLength());
    }

    [Fact]
    public void A_merge_asks_about_its_own_households_and_its_undoing_takes_the_question_back()
    {
        foreach (var name in (string[])["Ani", "Bo", "Ce", "De"])
            shell.Done($"people add --given {name} --data op");

        var first = shell.Done("people merge N1 N2 --reason same-passport --data op").Out;
        var second = shell.Done("people merge N3 N4 --reason same-passport --data op").Out;
        var undone = shell.Done("people unmerge N3 N4 --reason two-sisters --data op").Out;

        Assert.Contains("Are H1 and H2 one household?", first, StringComparison.Ordinal);
        Assert.Contains("Are H3 and H4 one household?", second, StringComparison.Ordinal);
        Assert.Contains("two persons again", undone, StringComparison.Ordinal);
        Assert.Contains("falls away", undone, StringComparison.Ordinal);
        Assert.Equal(1, shell.Done("people reviews --json --data op").Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public void Who_was_decided_to_be_different_does_not_become_one_through_others()
    {
        foreach (var name in (string[])["Ani", "Ani", "Ani"])
            shell.Done($"people add --given {name} --family Sample --born 1980-04-30 --phone 077123456 --data op");
        shell.Done("people merge N1 N2 --reason x --data op");
        shell.Done("people unmerge N1 N2 --reason x --data op");
        shell.Done("people merge N1 N3 --reason x --data op");

        var refused = shell.Run("people merge N2 N3 --reason x --data op");

        Assert.Equal(1, refused.Exit);
        Assert.Contains("R1 says are different", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undone_merge_of_records_that_others_hold_together_says_so()
    {
        foreach (var name in (string[])["Ani", "Bo", "Ce"])
            shell.Done($"people add --given {name} --data op");
        shell.Done("people merge N1 N2 --reason x --data op");
        shell.Done("people merge N2 N3 --reason x --data op");
        shell.Done("people merge N1 N3 --reason x --data op");

        Assert.Contains("still one through N2",
            shell.Done("people unmerge N1 N3 --reason x --data op").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_household_that_was_only_counted_is_shown_with_its_counts_and_keeps_them()
    {
        shell.Done("people headcount f18-59=1,u0-4=2 --data op");

        var counted = shell.Done("people show H1 --data op").Out;
        shell.Done("people add --given Ani --household H1 --data op");
        var home = shell.Done("people households --json --data op").Json.GetProperty("rows")[0];

        Assert.Contains("counted: 3 persons", counted, StringComparison.Ordinal);
        Assert.Equal((3, 1), (home.GetProperty("counted").GetInt32(), home.GetProperty("members").GetArrayLength()));
    }

    [Fact]
    public void Real_and_made_up_people_are_counted_under_headings_of_their_own()
    {
        shell.Done("people add --given Ani --data op");
        shell.Done("people add --given Bo --synthetic --data op");

        var counts = shell.Done("people counts --data op").Out;

        Assert.Contains("Real people", counts, StringComparison.Ordinal);
        Assert.Contains("Made-up people", counts, StringComparison.Ordinal);
        Assert.Contains("crossed", counts, StringComparison.Ordinal);
    }

    [Fact]
    public void Reviews_are_decided_with_open_eyes()
    {
        foreach (var list in (string[])["one", "two"])
            shell.Done("people add --given Ani --family Sampleyan --father Aram --born 1980-04-30 --phone 077123456 "
                + $"--note {list} --data op");
        shell.Done("people dedupe --data op");

        var review = shell.Done(
            "people review R1 --show-names --purpose test --recipient test --json --data op").Json;

        Assert.Equal("Ani Sampleyan Aram", review.GetProperty("one").GetProperty("name").GetString());
        Assert.DoesNotContain("Ani", shell.Done("people review R1 --data op").Out, StringComparison.Ordinal);
    }
}
