using System.Text.Json;

namespace Annona.Cli.Tests;

public sealed class ObserveTests : IDisposable
{
    readonly Shell shell = new();

    public ObserveTests()
    {
        shell.Done("init annona-data");
        shell.Done("party add \"City of Lusavan\"");
        shell.Done("party add Linden");
        shell.Done("place add Ostan --level Admin1");
        shell.Done("place add Crossing --level Site --in Ostan");
        shell.Write("told.txt", "The road stays open.\n");
        shell.Done("source add told.txt --publisher Linden --date 2026-03-01");
        shell.Done("promise add --source S1 --by Linden --kind safePassage --force intention --made 2026-03-01 "
            + "--text \"The road stays open.\"");
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void A_meeting_is_recorded_with_who_met_and_what_was_agreed()
    {
        var added = shell.Done("observe add --kind dialogue --on 2026-03-02 --at Crossing --party Linden "
            + "--party \"City of Lusavan\" --commitment \"A second desk opens.\" --about P1");

        Assert.Equal("O1 is on record: Meeting of Linden, City of Lusavan: A second desk opens.\n", added.Out);
        var seen = Listed()[0].GetProperty("seen");
        Assert.Equal("Linden", seen.GetProperty("parties")[0].GetString());
        Assert.Equal("neither", Listed()[0].GetProperty("promises")[0].GetProperty("bearing").GetString());
        Assert.Contains("It is not said who met.",
            shell.Run("observe add --kind dialogue --on 2026-03-02").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_typed_is_listed_and_shown()
    {
        shell.Done("group add arrived --coverage Registered");
        shell.Done("observe add --kind passage --on 2026-03-02 --time 14:30 --at Crossing --source \"the border desk\" "
            + "--observer Linden --group arrived --audience public --crossed \"more than 5300\" --returned 0 "
            + "--supports P1 --scope \"one day\" --text \"In the rain.\"");
        shell.Done("observe add --kind delivered --on 2026-02 --what blankets --by Linden --amount \"40 blanket\" "
            + "--households \"about 9\"");

        var (passage, given) = (Listed()[0], Listed()[1]);

        Assert.Equal(
            ("passage", "14:30:00", "Crossing", "the border desk", "Linden", "arrived", "public", "In the rain."),
            (passage.GetProperty("kind").GetString(), passage.GetProperty("time").GetString(),
                passage.GetProperty("place").GetString(), passage.GetProperty("source").GetString(),
                passage.GetProperty("observer").GetString(), passage.GetProperty("group").GetString(),
                passage.GetProperty("audience").GetString(), passage.GetProperty("remark").GetString()));
        var crossed = passage.GetProperty("seen").GetProperty("crossed");
        Assert.Equal((5300m, "moreThan", JsonValueKind.Null), (crossed.GetProperty("low").GetDecimal(),
            crossed.GetProperty("qualifier").GetString(), crossed.GetProperty("high").ValueKind));
        Assert.Equal(0m, passage.GetProperty("seen").GetProperty("returned").GetProperty("value").GetDecimal());
        Assert.Equal(
            ("2026-02-01", "2026-02-28"),
            (given.GetProperty("from").GetString(), given.GetProperty("date").GetString()));
        Assert.Equal(
            "Delivered by Linden: blankets (40 blanket, about 9 households, as stated).",
            given.GetProperty("text").GetString());
        var shown = shell.Done("observe show O1").Out;
        foreach (var word in new[] { "more than 5,300 crossed", "2026-03-02 14:30", "for P1: one day", "everybody" })
            Assert.Contains(word, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sensitive_case_takes_nothing_but_district_day_and_referral()
    {
        var alone = shell.Run("observe add --kind incident --category harm --on 2026-03-02 --at Crossing");
        var told = shell.Run("observe add --kind case --on 2026-03-02 --refer-to Linden --referred-on 2026-03-03 "
            + "--text \"What happened.\" --contradicts P1 --source \"a nurse\"");
        shell.Done("observe add --kind case --on 2026-03-02 --at Crossing --refer-to Linden --referred-on 2026-03-03");

        Assert.Equal((1, 1), (alone.Exit, told.Exit));
        Assert.Contains("only as referred", alone.Error, StringComparison.Ordinal);
        Assert.Contains("not its text, promises it bears on, its source.", told.Error, StringComparison.Ordinal);
        var listed = Assert.Single(Listed());
        Assert.Equal(("case", "A case, referred to Linden on 2026-03-03.", "Ostan"),
            (listed.GetProperty("kind").GetString(), listed.GetProperty("text").GetString(),
                listed.GetProperty("place").GetString()));
        Assert.Equal("Linden", listed.GetProperty("referred").GetProperty("to").GetString());
    }

    [Fact]
    public void A_complaint_is_read_assigned_referred_answered_and_withdrawn()
    {
        shell.Write("other.txt", "a passphrase of another\n");
        shell.Done("observe add --kind complaint --category quality --channel helpDesk --due 2026-03-09 "
            + "--on 2026-03-02 --text \"Torn open.\" --source \"a neighbour\" --contradicts P1 --scope \"one desk\"");
        shell.Done("officer enrol Davit --roles Observer --new-passphrase-file other.txt");
        const string Davit = "--officer Davit --passphrase-file other.txt";

        Assert.Contains(
            "1 case is read by its owner", shell.Done($"observe list {Davit}").Error, StringComparison.Ordinal);
        Assert.Equal(1, shell.Run($"observe show O1 {Davit}").Exit);
        shell.Done("observe assign O1 --to Davit --officer First");
        Assert.Contains("Torn open.", shell.Done($"observe show O1 {Davit}").Out, StringComparison.Ordinal);
        shell.Done($"observe refer O1 --to Linden --date 2026-03-03 {Davit}");
        shell.Done($"observe answer O1 Replaced. --date 2026-03-04 --told {Davit}");

        var listed = Listed($"--officer First --at Ostan --withdrawn");
        Assert.Empty(listed);
        var complaint = Assert.Single(Listed("--officer First --kind complaint"));
        Assert.Equal(("2026-03-04", true, JsonValueKind.Null),
            (complaint.GetProperty("answeredOn").GetString(), complaint.GetProperty("toldComplainant").GetBoolean(),
                complaint.GetProperty("promises")[0].GetProperty("scope").ValueKind));
        var board = shell.Done("promises --why --officer First").Out;
        Assert.DoesNotContain("neighbour", board, StringComparison.Ordinal);
        Assert.DoesNotContain("one desk", board, StringComparison.Ordinal);
        shell.Done($"observe withdraw O1 --reason Twice. {Davit}");
        Assert.Empty(Listed("--officer First --kind complaint"));
    }

    [Fact]
    public void Arms_need_a_count_and_keep_its_words_its_reporter_and_its_witness()
    {
        var none = shell.Run("observe add --kind arms --class smallArms --on 2026-03-02");
        shell.Done("observe add --kind arms --class ammunition --count \"more than 251308\" --observer Linden "
            + "--witness \"City of Lusavan\" --on 2026-03-02");

        Assert.Equal(2, none.Exit);
        Assert.Contains("--count", none.Error, StringComparison.Ordinal);
        Assert.Equal("Handed in, so far: more than 251,308 rounds of ammunition, reported by Linden, witnessed by "
            + "City of Lusavan.", Assert.Single(Listed("--kind arms")).GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("observe list --kind Passagee", "The kinds are: visit, works, delivered, passage, arms")]
    [InlineData("observe add --kind Passagee --on 2026-03-02", "The kinds are: visit, works, delivered")]
    [InlineData("observe add --kind visit --on 2026-03-02 --crossed 4", "It belongs to: passage.")]
    [InlineData("observe add --kind passage --on 2026-03-02 --crossed some", "'more than 800'")]
    [InlineData("observe add --kind visit --on 2026-02-31", "a month as 2026-03")]
    [InlineData("observe add --kind incident --on 2026-03-02 --refer-to Linden", "--referred-on DATE")]
    public void What_cannot_be_read_is_answered_with_what_can(string line, string remedy)
    {
        var ran = shell.Run(line);

        Assert.Equal(2, ran.Exit);
        Assert.Contains(remedy, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_made_up_observation_does_not_bear_on_a_real_promise()
    {
        var ran = shell.Run("observe add --kind visit --on 2026-03-02 --finding Open. --supports P1 --synthetic");

        Assert.Equal(1, ran.Exit);
        Assert.Contains("P1 is real and the observation is made up.", ran.Error, StringComparison.Ordinal);
    }

    IReadOnlyList<JsonElement> Listed(string more = "") =>
        [.. shell.Done($"observe list --json {more}").Json.EnumerateArray()];
}
