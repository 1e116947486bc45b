using System.Text.Json;

namespace Annona.Cli.Tests;

/// <summary>
/// What programs may rely on: names and kinds of every field that the five main answers promise, over the worked
/// example. The tables are written by hand from the description of the command line, not from the code.
/// </summary>
public sealed class JsonContractTests : IClassFixture<JsonContractTests.Example>
{
    readonly Example example;

    public JsonContractTests(Example example) => this.example = example;

    [Fact]
    public void The_board() => Every("promises", """
        id text, kind text, force text, text text, promiser text, beneficiaryGroup text?, made day, due day?,
        place text?, occasion text?, source text, chain list, promised object?, committed number?, received number?,
        bought number?, stocked number?, inTransit number?, lost number?, returned number?, delivered number?,
        confirmed number?, households number?, people number?, state text, reasons list, contradictions list,
        evidence list, asOf day, synthetic flag
        """, atLeast: 10);

    [Fact]
    public void What_a_promise_says_of_its_amount()
    {
        var said = example.Json("promises").EnumerateArray()
            .Select(promise => promise.GetProperty("promised"))
            .Where(promised => promised.ValueKind == JsonValueKind.Object)
            .ToList();

        Assert.NotEmpty(said);
        Assert.All(said, promised => Check(promised, "amount number?, commodity text?, qualifier text"));
        Assert.Contains(said, promised => promised.GetProperty("amount").GetDecimal() == 11_500_000m
            && promised.GetProperty("qualifier").GetString() == "moreThan");
    }

    [Fact]
    public void A_trace()
    {
        var synthetic = example.Json("promises").EnumerateArray()
            .First(promise => promise.GetProperty("synthetic").GetBoolean()
                && promise.GetProperty("received").ValueKind == JsonValueKind.Number);

        var trace = example.Json($"trace {synthetic.GetProperty("id").GetString()}");

        Check(trace, """
            promise text, path text, links list, received number?, spent number?, stockAtCost number?,
            inTransit number?, lost number?, returned number?, bank number?, households number?, people number?
            """);
        Assert.All(
            trace.GetProperty("links").EnumerateArray(),
            link => Check(link, "step text, amount number?, commodity text?, basis text, evidence list"));
    }

    [Fact]
    public void Statements_on_record() => Every("statement list", Statement, atLeast: 1);

    [Fact]
    public void Statements_as_they_are_read()
    {
        var read = JsonDocument.Parse(
            example.Shell.Done("read examples/reading/border-crossing.txt --json").Out).RootElement;

        Assert.All(read.GetProperty("statements").EnumerateArray(), statement => Check(statement, Statement));
    }

    [Fact]
    public void Figures() => Every("figures", """
        subject text, group text?, value number?, low number?, high number?, qualifier text, place text?, from day?,
        to day?, source text, register number?, difference number?, explanation text
        """, atLeast: 10);

    const string Statement = """
        id text, source text?, kind text, force text?, speaker text?, chain list, audience text?, cue text?, mode text,
        start number, end number, exact text, quantities list, dates list, confidence number, confirmed flag
        """;

    void Every(string command, string fields, int atLeast)
    {
        var rows = example.Json(command);

        Assert.True(rows.GetArrayLength() >= atLeast, $"{command} has {rows.GetArrayLength()} rows");
        Assert.All(rows.EnumerateArray(), row => Check(row, fields));
    }

    static void Check(JsonElement row, string fields)
    {
        foreach (var field in fields.Split(',', StringSplitOptions.TrimEntries))
        {
            var (name, kind) = field.Split(' ') is [var first, var second] ? (first, second) : (field, "any");
            Assert.True(row.TryGetProperty(name, out var value), $"'{name}' is missing in {row}");
            Assert.True(
                kind == "any" || Fits(value, kind.TrimEnd('?'), kind.EndsWith('?')),
                $"'{name}' is no {kind}: {value.GetRawText()}");
        }
    }

    static bool Fits(JsonElement value, string kind, bool mayBeNull) => (value.ValueKind, kind) switch
    {
        (JsonValueKind.Null, _) => mayBeNull,
        (JsonValueKind.String, "text") => true,
        (JsonValueKind.String, "day") => DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", out _),
        (JsonValueKind.Number, "number") => true,
        (JsonValueKind.Array, "list") => true,
        (JsonValueKind.Object, "object") => true,
        (JsonValueKind.True or JsonValueKind.False, "flag") => true,
        _ => false,
    };

    /// <summary>The worked example with few people, made once.</summary>
    public sealed class Example : IDisposable
    {
        const string Officer = "--officer First --passphrase-file op.keys/demo-passphrase.txt --data op";

        public Example()
        {
            Shell.Done("demo op --people 300 --no-serve");
            Directory.CreateSymbolicLink(Shell.PathOf("examples"), Path.Combine(Cli.Tests.Shell.Root, "examples"));
        }

        public Shell Shell { get; } = new();

        public JsonElement Json(string command) => Shell.Done($"{command} --json {Officer}").Json;

        public void Dispose() => Shell.Dispose();
    }
}
