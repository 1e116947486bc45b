namespace Annona.Cli.Tests;

/// <summary>The founding case as it stands in <c>examples/real</c>: what is said there, and what it leads to.</summary>
public sealed class RealLayerTests : IDisposable
{
    const string Open = "--data told --officer First --passphrase-file told.keys/demo-passphrase.txt";

    /// <summary>Straight, English, German and French marks of quotation.</summary>
    static readonly char[] Marks = ['"', '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB'];

    readonly Shell shell = new();

    static string Layer { get; } = Path.Combine(Shell.Root, "examples", "real");

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Summaries_are_in_our_own_words_and_name_whom_they_are_about()
    {
        foreach (var path in Directory.GetFiles(Path.Combine(Layer, "sources"), "*.md"))
        {
            var text = File.ReadAllText(path);
            // A summary must not look like the original's words, and no document is invented under a publisher's name.
            Assert.DoesNotContain(text, Marks.Contains);
            Assert.Contains("\npublisher: Annona\n", text, StringComparison.Ordinal);
            Assert.Contains("\nsummary-of: ", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Words_are_neutral()
    {
        string[] loaded = ["regime", "terrorist", " liar", " lied ", "so-called", "puppet", "occupier", "broke "];
        foreach (var path in Directory.GetFiles(Layer, "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(path);
            Assert.All(loaded, word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>The demo refuses a passage that its source does not have, and a promise beyond its words.</summary>
    [Fact]
    public void Every_promise_of_the_case_has_its_words_its_chain_and_its_state_on_each_day()
    {
        shell.Done("demo told --people 100 --no-serve");

        var promises = shell.Done($"promise list --json {Open}").Json.EnumerateArray()
            .Where(promise => !promise.GetProperty("synthetic").GetBoolean()).ToList();

        Assert.Equal(10, promises.Count);
        foreach (var promise in promises)
        {
            Assert.NotNull(promise.GetProperty("statement").GetString());
            Assert.Equal("words", promise.GetProperty("forceFrom").GetString());
            var chain = promise.GetProperty("chain").EnumerateArray()
                .Select(link => link.GetProperty("kind").GetString()).ToList();
            Assert.Equal(["publisher", "publisher"], chain.Take(2));
            Assert.Equal("speaker", chain[^1]);
        }
        Assert.Equal(
            ["Annona", "PledgeTimes (machine translation of EFE copy)", "EFE", "website of the President of Azerbaijan",
                "Ilham Aliyev"],
            promises[0].GetProperty("chain").EnumerateArray().Select(link => link.GetProperty("name").GetString()));
        Assert.Equal(
            [1m, 10.5m],
            promises[6].GetProperty("parts").EnumerateArray()
                .Select(part => part.GetProperty("amount").GetProperty("low").GetDecimal() / 1_000_000m));
        Assert.Equal(1, promises[8].GetProperty("rules").GetArrayLength());
        Assert.Equal(3, promises[9].GetProperty("rules").GetArrayLength());
        Assert.Equal("2023-09-27", shell.Done($"source list --json {Open}").Json[0].GetProperty("date").GetString());
        SevenWaysInWhichNumbersDiffer();
        TheStateOfEachPromiseOnEachDay();
    }

    /// <summary>
    /// A change of a state is a change of what the case says: look at it, then write the file anew with
    /// ANNONA_WRITE_DOCS=1.
    /// </summary>
    void TheStateOfEachPromiseOnEachDay()
    {
        var found = new List<string>();
        foreach (var day in new[]
        {
            "2023-09-26", "2023-09-27", "2023-10-01", "2023-10-09", "2023-10-19", "2023-12-19", "2024-02-29",
        })
            foreach (var row in shell.Done($"promises --json --as-of {day} {Open}").Json.EnumerateArray()
                .Where(row => !row.GetProperty("synthetic").GetBoolean()))
                found.Add($"{day} {row.GetProperty("id").GetString()} {row.GetProperty("state").GetString()}");
        var golden = Path.Combine(Shell.Root, "tests", "Annona.Cli.Tests", "Golden", "real-states.txt");
        if (Environment.GetEnvironmentVariable("ANNONA_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
            File.WriteAllLines(golden, found);
        }

        Assert.Equal(File.ReadAllLines(golden), found);
    }

    void SevenWaysInWhichNumbersDiffer()
    {
        var figures = shell.Done($"figure list --json {Open}").Json.EnumerateArray().ToLookup(
            figure => figure.GetProperty("counted").GetString()!, figure => figure.GetProperty("id").GetString()!);
        foreach (var (counted, outcome, reason) in new[]
        {
            ("civilians harmed or killed", "contradictionCandidate", "zeroAgainstSome"),
            ("injured civilians", "variant", "numberChanged"),
            ("monthly support for each person, housing", "variant", "unitChanged"),
            ("rounds of ammunition handed in", "notComparable", "otherTime"),
            ("aid of the United States", "notComparable", "otherDefinition"),
            ("new aid announced on 26 September 2023", "variant", "scopeNarrowed"),
        })
        {
            var pair = figures[counted].ToList();
            Assert.Equal(2, pair.Count);
            var compared = shell.Done($"figure compare {pair[0]} {pair[1]} --json {Open}").Json;
            Assert.Equal(
                (counted, outcome, reason),
                (counted, compared.GetProperty("outcome").GetString(), compared.GetProperty("reason").GetString()));
        }
        // The seventh has no number: no damage seen in the city, shelling told of in villages. Both are assertions.
        var said = shell.Done($"statement list --kind assertion --json {Open}").Json.EnumerateArray()
            .Select(statement => statement.GetProperty("exact").GetString()!.ReplaceLineEndings(" ")).ToList();
        Assert.Contains(said, words => words.Contains("no damage", StringComparison.Ordinal));
        Assert.Contains(said, words => words.Contains("under shelling", StringComparison.Ordinal));
    }
}
