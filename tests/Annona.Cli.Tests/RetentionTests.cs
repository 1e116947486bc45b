using System.Globalization;
using System.Text;
using System.Text.Json;
using Annona.Observations;
using Annona.People;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.Tests;

public sealed class RetentionTests : IDisposable
{
    const int DaysAgo = 800;

    const string News = "In the school 🏫 slept Anna Sarg.\n";

    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Every_command_of_the_guide_to_retention_does_what_the_guide_says()
    {
        var ran = Guide.Run(shell, "docs/guides/retention.md");

        Assert.True(ran.Exit == 0, ran.Out + ran.Error);
        Assert.Contains("From now on persons are kept for 365 days.", ran.Out, StringComparison.Ordinal);
        Assert.Contains("donor-agreement", ran.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing is to be erased.", ran.Out, StringComparison.Ordinal);
        Assert.Contains("That day has not come", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Canaria", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_due_is_told_with_commands_that_erase_it_when_they_are_run_as_they_stand()
    {
        Make();
        shell.Done("people correct N3 --phone 123 --reason asked-at-desk");
        shell.Done($"people hold N4 --reason fraud-case-7 --until {Today.AddDays(30):yyyy-MM-dd}");

        var due = shell.Done("retention due");
        var commands = due.Out.Split('\n').Where(line => line.StartsWith("  annona ", StringComparison.Ordinal));
        var ran = Guide.RunScript(shell, string.Join('\n', commands));

        // Of twelve, N3 was heard of today and N4 is held.
        Assert.Matches(@"persons +10 +▓+▒*·* +\d{4}-\d\d-\d\d +1 +1 +730 ", due.Out);
        Assert.Contains("N4 is kept until", due.Out, StringComparison.Ordinal);
        Assert.Equal(
        [
            "annona erase $(annona retention due --codes persons) --reason retention",
            "annona observe erase-text O1 --reason retention",
            // The school is one sign of the text, and two of a string of .NET.
            "annona source mask S1 22 31 --destroy --reason retention",
        ], commands.Select(line => line.Trim()));
        Assert.True(ran.Exit == 0, ran.Out + ran.Error);
        var after = shell.Done("retention due --json").Json;
        Assert.All(after.EnumerateArray(), kind => Assert.Equal(0, kind.GetProperty("due").GetArrayLength()));
        Assert.Equal((1, 1), (
            Row(after, "persons").GetProperty("kept").GetArrayLength(),
            Row(after, "persons").GetProperty("notYet").GetInt32()));
        Assert.DoesNotContain("Anna", shell.Done("source show S1").Out, StringComparison.Ordinal);
        Assert.Equal(0, shell.Run("verify").Exit);
    }

    [Fact]
    public void For_programs_it_is_json_and_codes_one_a_line_and_neither_has_a_name()
    {
        Make();

        var json = shell.Done("retention due --json");
        var codes = shell.Done("retention due --codes persons").Out;

        Assert.Equal(["persons", "cases", "sources", "reads", "files", "epochs"], json.Json.EnumerateArray()
            .Select(kind => kind.GetProperty("kind").GetString()));
        var persons = Row(json.Json, "persons");
        Assert.Equal((730, 0), (persons.GetProperty("days").GetInt32(), persons.GetProperty("notYet").GetInt32()));
        Assert.Equal(Enumerable.Range(1, 12).Select(at => $"N{at}"), persons.GetProperty("due").EnumerateArray()
            .Select(item => item.GetProperty("code").GetString()));
        Assert.Equal(
            Today.AddDays(730 - DaysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            persons.GetProperty("due")[0].GetProperty("since").GetString());
        Assert.Equal(Enumerable.Range(1, 12).Select(at => $"N{at}"), codes.TrimEnd().Split('\n'));
        Assert.Equal("O1\n", shell.Done("retention due --codes cases").Out);
        Assert.DoesNotContain("Sarg", json.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_day_tells_what_will_be_due_and_no_command_that_would_erase_it_now()
    {
        shell.Done("init annona-data");
        shell.Done("people add --given Anna --family Sarg");
        shell.Done("keys turn --now");
        shell.Done("retention set persons 10 --reason test");
        shell.Done("retention set epochs 3 --reason test");

        var now = shell.Done("retention due").Out;
        var later = shell.Done($"retention due --on {Today.AddDays(10):yyyy-MM-dd}").Out;
        var json = shell.Done($"retention due --on {Today.AddDays(10):yyyy-MM-dd} --json").Json;
        var codes = shell.Run($"retention due --on {Today.AddDays(10):yyyy-MM-dd} --codes persons");

        Assert.Contains("Nothing is to be erased.", now, StringComparison.Ordinal);
        Assert.Contains("That day has not come", later, StringComparison.Ordinal);
        Assert.DoesNotContain("annona erase", later, StringComparison.Ordinal);
        Assert.Equal("N1", Row(json, "persons").GetProperty("due")[0].GetProperty("code").GetString());
        Assert.Equal(0, Row(json, "persons").GetProperty("commands").GetArrayLength());
        // A key is kept for whole days: replaced today, it is due on the day after the third.
        var epoch = Row(json, "epochs").GetProperty("due")[0];
        Assert.Equal("1", epoch.GetProperty("code").GetString());
        Assert.Equal($"{Today.AddDays(4):yyyy-MM-dd}", epoch.GetProperty("since").GetString());
        Assert.Equal(2, codes.Exit);
        Assert.Contains("cli.not-yet-due", codes.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_names_is_due_by_its_path_until_it_is_removed_and_a_list_that_came_in_is_not()
    {
        shell.Done("init annona-data");
        shell.Done("party add Office");
        shell.Write("list.csv", "record id,given name,family name\n1,Anna,Sarg\n");
        shell.Done("people import list.csv --owner Office --as-of 2026-03-01 --basis agreement --list Arrivals");
        shell.Done("export persons all.csv --fields name --recipient Clinic --purpose vaccination --basis consent");
        shell.Done("retention set files 1 --reason test");
        var later = $"retention due --on {Today.AddDays(2):yyyy-MM-dd} --json";

        var before = Row(shell.Done(later).Json, "files").GetProperty("due");
        shell.Done("files remove all.csv");
        var after = Row(shell.Done(later).Json, "files").GetProperty("due");

        Assert.Equal([shell.PathOf("all.csv")], before.EnumerateArray()
            .Select(item => item.GetProperty("code").GetString()));
        Assert.Equal(0, after.GetArrayLength());
    }

    [Fact]
    public void Bad_input_gets_a_sentence_and_changes_no_rule()
    {
        shell.Done("init annona-data");
        var before = shell.Done("retention list --json").Out;

        No(2, "none of: persons, cases, sources, files, epochs, reads", "retention set dogs 30 --reason x");
        No(2, "lots", "retention set persons lots --reason x");
        No(2, "--reason", "retention set persons 30");
        No(1, "privacy.retention-days", "retention set persons 0 --reason x");
        No(1, "privacy.retention-days", "retention set persons 10951 --reason x");
        No(1, "privacy.no-ground", "retention set persons 30 --reason \" \"");
        No(1, "privacy.fixed-retention", "retention set reads 30 --reason x");
        No(2, "cli.bad-date", "retention due --on 2026-02-30");
        No(2, "none of: persons", "retention due --codes dogs");
        No(2, "cli.no-codes", "retention due --codes reads");
        No(2, "cli.no-codes", "retention due --codes files");

        Assert.Equal(before, shell.Done("retention list --json").Out);
    }

    [Fact]
    public void A_reader_knows_the_rules_and_may_neither_set_one_nor_ask_what_is_due()
    {
        shell.Done("init annona-data");
        shell.Write("other.txt", "another passphrase");
        shell.Done("officer enrol Davit --roles reader --new-passphrase-file other.txt");
        const string davit = "--officer Davit --passphrase-file other.txt";

        shell.Done($"retention list {davit}");
        No(1, "access.not-your-role", $"retention set persons 30 --reason x {davit}");
        No(1, "access.not-your-role", $"retention due {davit}");
    }

    /// <summary>Twelve persons, an answered complaint and a source with a hidden name, all of 800 days ago.</summary>
    void Make()
    {
        shell.Done("init annona-data");
        var day = Today.AddDays(-DaysAgo);
        var start = News.IndexOf("Anna Sarg", StringComparison.Ordinal);
        var facts = OlderOperation.Record(shell, "annona-data", DaysAgo,
        [
            .. Enumerable.Range(1, 12).Select(at => new RegisterPerson(null, PersonFacts.None, new()
            {
                Name = [new(NameRole.Given, $"Anna{at}"), new(NameRole.Family, "Sarg")],
            })
            {
                Intent = Guid.CreateVersion7(),
            }),
            new RecordObservation(new Complaint(CaseCategory.Quality, ComplaintChannel.Box, null), day)
            {
                Intent = Guid.CreateVersion7(), Text = "The oil is bad.",
            },
            new ArchiveSource(
                Encoding.UTF8.GetBytes(News), News, "text/plain", PlainTextDocument.Normaliser,
                new(new("Lusavan Daily", null)) { Language = "en" }) { Intent = Guid.CreateVersion7() },
        ]);
        OlderOperation.Record(shell, "annona-data", DaysAgo,
        [
            new AnswerComplaint(
                facts.OfType<ObservationRecorded>().Single().Observation, day, "Exchanged.", ToldComplainant: true)
            {
                Intent = Guid.CreateVersion7(),
            },
            new MaskPassages(facts.OfType<SourceArchived>().Single().Source, [new(start, start + 9)], "A person.")
            {
                Intent = Guid.CreateVersion7(),
            },
        ]);
    }

    void No(int exit, string says, string line)
    {
        var ran = shell.Run(line);

        Assert.True(ran.Exit == exit, $"'{line}' ended with {ran.Exit}: {ran.Out}{ran.Error}");
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
    }

    static JsonElement Row(JsonElement kinds, string kind) =>
        kinds.EnumerateArray().Single(row => row.GetProperty("kind").GetString() == kind);
}
