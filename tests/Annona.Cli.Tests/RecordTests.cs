using System.Text.Json;

namespace Annona.Cli.Tests;

/// <summary>
/// The public record as officers type it: a source, its statements, promises and verdicts, and who is who.
/// </summary>
public sealed class RecordTests : IDisposable
{
    const string Told =
        "Lusavan, 3 March 2026. Ani Office, head of the Relief Agency, said on Monday that the agency will send 40 "
        + "trucks of flour. The agency does not hold back any convoy. Narek Sample slept in a school.\n";

    readonly Shell shell = new();

    public RecordTests()
    {
        shell.Done("init op");
        shell.Done("party add \"Relief Agency\" --kind humanitarianOrganisation --data op");
        shell.Done("party add \"Ani Office\" --kind office-holder --alias \"A. Office\" --data op");
        shell.Write("told.txt", Told);
        shell.Done("source add told.txt --publisher \"Lusavan Daily\" --date 2026-03-04 --title \"Narek Sample tells\" "
            + "--url https://daily.example/narek-sample --data op");
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void A_passage_read_by_hand_becomes_a_promise_of_the_day_its_words_name()
    {
        shell.Done("party office \"Ani Office\" head --of \"Relief Agency\" --from 2026-01-01 --data op");
        var code = Added("--words \"will send 40 trucks of flour\" --speaker \"Ani Office\" --kind promise "
            + "--force promise --promise-kind goods");

        var early = shell.Run($"promise add --statement {code} --by \"Relief Agency\" --data op");
        Assert.Equal(1, early.Exit);
        Assert.Contains($"annona statement confirm {code}", early.Error, StringComparison.Ordinal);
        shell.Done($"statement confirm {code} --data op");
        var more = shell.Run($"promise add --statement {code} --by \"Relief Agency\" --amount \"50 truck\" --data op");
        Assert.Equal(1, more.Exit);
        Assert.Contains("would claim more", more.Error, StringComparison.Ordinal);
        var made = shell.Done($"promise add --statement {code} --by \"Relief Agency\" --amount \"40 truck\" --data op");

        Assert.Equal("P1 is on record, made on 2026-03-02.", made.Out.Trim());
        var promise = shell.Done("promise list --json --data op").Json[0];
        Assert.Equal("words", promise.GetProperty("forceFrom").GetString());
        Assert.Equal("2026-03-02", promise.GetProperty("made").GetString());
        Assert.Equal("will send 40 trucks of flour", promise.GetProperty("text").GetString());
        var statement = Statement(code);
        Assert.Equal(Keys(statement.GetProperty("chain")[0]), Keys(promise.GetProperty("chain")[0]));
        Assert.Equal(
            ["kind", "name", "party", "start", "end", "inferred"], Keys(promise.GetProperty("chain")[0]));
        Assert.Equal(statement.GetProperty("chain").ToString(), promise.GetProperty("chain").ToString());
    }

    [Fact]
    public void A_force_without_words_is_refused_and_words_may_be_given_at_once()
    {
        var bare = shell.Run("promise add --source S1 --by \"Relief Agency\" --kind goods --force signed "
            + "--text \"Flour.\" --data op");
        Assert.Equal(1, bare.Exit);
        Assert.Contains("no words of S1 are named", bare.Error, StringComparison.Ordinal);

        shell.Done("promise add --source S1 --words \"send 40 trucks\" --by \"Relief Agency\" --kind goods "
            + "--force promise --data op");

        var promise = shell.Done("promise list --json --data op").Json[0];
        Assert.Equal("send 40 trucks", promise.GetProperty("text").GetString());
    }

    [Fact]
    public void What_is_denied_is_seen_before_it_is_confirmed_and_can_be_corrected()
    {
        var code = Added("--words \"The agency does not hold back any convoy\" --speaker \"Lusavan Daily\" "
            + "--kind assertion --negated --audience \"Ani Office\" --via wire=Agency");

        foreach (var listing in new[] { "statement list", "source show S1" })
            Assert.Contains("NOT: assertion", shell.Done($"{listing} --data op").Out, StringComparison.Ordinal);
        Assert.True(Statement(code).GetProperty("negated").GetBoolean());
        Assert.Equal("proposed", Statement(code).GetProperty("state").GetString());
        Assert.False(Statement(code).GetProperty("acceptedUnread").GetBoolean());

        shell.Done($"statement correct {code} --speaker \"Relief Agency\" --reason \"It speaks itself.\" --data op");
        Assert.Equal("A1", Statement(code).GetProperty("speakerWords").GetProperty("party").GetString());
        shell.Done($"statement reject {code} --reason \"It is the paper's own.\" --data op");
        Assert.Equal("rejected", Statement(code).GetProperty("state").GetString());
        var wrong = shell.Run("statement list --state maybe --data op");
        Assert.Equal(2, wrong.Exit);
        Assert.Contains("'maybe' is not one of: proposed, confirmed, rejected.", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_persons_name_is_printed_nowhere_once_it_is_masked_everywhere()
    {
        var start = Told.IndexOf("Narek Sample", StringComparison.Ordinal);
        var once = shell.Done($"source mask S1 {start} {start + 12} --reason \"Private person.\" --data op");
        Assert.Contains("--everywhere", once.Out, StringComparison.Ordinal);

        shell.Done($"source mask S1 {start} {start + 12} --everywhere --reason \"Private person.\" --data op");

        foreach (var line in new[]
        {
            "source list", "source list --json", "source show S1", "source show S1 --json", "statement list",
            "statement list --json",
        })
            Assert.DoesNotContain("narek", shell.Done($"{line} --data op").Out, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_verdict_rests_on_what_there_is()
    {
        shell.Done("promise add --source S1 --words \"send 40 trucks\" --by \"Relief Agency\" --kind goods "
            + "--force promise --data op");

        var none = shell.Run("promise verdict propose P1 --state disputed --anchor O99 --reason Why. --data op");
        Assert.Equal(2, none.Exit);
        Assert.Contains("O99", none.Error, StringComparison.Ordinal);
        var proposed = shell.Done("promise verdict propose P1 --state disputed --anchor S1 --reason Why. --data op");
        Assert.Contains("from 2026-03-04 on", proposed.Out, StringComparison.Ordinal);

        var open = shell.Done("promise list --json --data op").Json[0].GetProperty("openVerdict");
        Assert.Equal("2026-03-04", open.GetProperty("effectiveOn").GetString());
        Assert.Equal("S1", open.GetProperty("anchor").GetString());
        Assert.Equal(1, shell.Run("promise verdict confirm P1 --data op").Exit);
    }

    [Fact]
    public void Parties_places_and_groups_grow()
    {
        shell.Done("party alias A1 RA --kind short --data op");
        shell.Done("party office A2 head --of RA --from 2026-01-01 --data op");
        shell.Done("party office-end A2 head --on 2026-02-28 --data op");
        var office = shell.Done("party show A2 --json --data op").Json.GetProperty("offices")[0];
        Assert.Equal(
            ("A1", "Relief Agency", "2026-02-28"),
            (office.GetProperty("of").GetString(), office.GetProperty("organisation").GetString(),
                office.GetProperty("to").GetString()));
        Assert.Contains(
            "head (Relief Agency), from 2026-01-01, until 2026-02-28", shell.Done("party list --data op").Out,
            StringComparison.Ordinal);

        shell.Done("place add Ostan --level country --data op");
        shell.Done("place add Lusavan --data op");
        shell.Done("place parent L2 L1 --data op");
        shell.Done("place name L2 Лусаван --language ru --data op");
        shell.Done("place code L2 P-code=XX01 --data op");
        var place = shell.Done("place show XX01 --json --data op").Json;
        Assert.Equal("L1", place.GetProperty("parent").GetString());
        Assert.Equal("ru", place.GetProperty("names")[0].GetProperty("language").GetString());
        Assert.Equal(1, shell.Run("place parent L1 L2 --data op").Exit);

        shell.Done("group add arrived --coverage not-registered --at Lusavan --data op");
        Assert.Equal("L2", shell.Done("group show G1 --json --data op").Json.GetProperty("place").GetString());
    }

    string Added(string options) => shell.Done($"statement add S1 {options} --data op").Out.Split(' ')[0];

    JsonElement Statement(string code) => shell.Done("statement list --json --data op").Json.EnumerateArray()
        .Single(statement => statement.GetProperty("id").GetString() == code);

    static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
