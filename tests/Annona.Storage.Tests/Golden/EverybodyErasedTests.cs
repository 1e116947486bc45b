using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Annona.Journal;
using Annona.People;

namespace Annona.Storage.Tests.Golden;

/// <summary>
/// The law of erasure: when nobody is left, every count, sum, board and trace is as it was. Only what says who is
/// erased, and what counts entries, differs.
/// </summary>
public sealed class EverybodyErasedTests
{
    /// <summary>Registers that hold who was erased, or how many entries there are.</summary>
    static readonly string[] Counting = ["tally", "intents", "chains", "people"];

    public static TheoryData<string> Releases => [.. GoldenJournal.Releases];

    [Theory]
    [MemberData(nameof(Releases))]
    public void Every_answer_is_the_same_after_everybody_was_erased(string release)
    {
        using var golden = GoldenJournal.Of(release);
        var before = Answers(golden);

        EraseEverybody(golden);

        Assert.True(golden.Operation.Now.People.PersonCount > 0);
        Assert.Equal(before, Answers(golden));
        golden.Open();
        Assert.Equal(before, Answers(golden));
        Assert.Null(golden.Verify().Fault);
        Assert.Empty(golden.Operation.Now.People.TextsInMemory);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void Every_register_without_names_is_the_same_after_everybody_was_erased(string release)
    {
        using var golden = GoldenJournal.Of(release);
        var before = States(golden.Open(Opening.OpenParts));
        golden.Open();

        EraseEverybody(golden);

        Assert.Equal(before, States(golden.Operation));
        Assert.Equal(before, States(golden.Open()));
        Assert.Equal(before, States(golden.Open(Opening.OpenParts)));
    }

    static void EraseEverybody(GoldenJournal golden)
    {
        var people = golden.Operation.Now.People;
        var today = DateOnly.FromDateTime(golden.Clock.GetUtcNow().UtcDateTime);
        foreach (var (person, _) in people.Erasures.HoldsOn(today).ToList())
            Record(golden, new ReleaseErasure(person, "law-of-erasure") { Intent = Guid.NewGuid() });
        var left = Enumerable.Range(0, people.PersonCount).Where(at => !people.Person(at).Erased)
            .Select(people.PersonId).ToList();
        foreach (var some in left.Chunk(ErasePersons.PersonsMax))
            Record(golden, new ErasePersons(some, ErasureGround.NoLongerNeeded, "law-of-erasure")
            {
                Intent = Guid.NewGuid(),
            });
    }

    static void Record(GoldenJournal golden, Request ask)
    {
        var decided = golden.Operation.Record(ask, golden.Officer, CancellationToken.None);
        golden.Operation.DecideWaiting();
        Assert.IsType<Decision.Accepted>(decided.GetAwaiter().GetResult());
    }

    static List<(string, string)> States(Operation operation) =>
    [
        .. Snapshot.StateOf(operation.Now, Opening.OpenParts)
            .Where(pair => !Counting.Contains(pair.Section.Name))
            .Select(pair => (pair.Section.Name, pair.State.ToString())),
    ];

    /// <summary>All answers, without the mark on who is erased and the number of the journal's last entry.</summary>
    static string Answers(GoldenJournal golden)
    {
        var answers = JsonNode.Parse(GoldenAnswers.Text(GoldenAnswers.Of(golden)))!;
        Unmark(answers);
        return Regex.Replace(answers.ToJsonString(), @"\(entry \d+\)", "(entry)");
    }

    static void Unmark(JsonNode? node)
    {
        if (node is JsonObject some)
        {
            some.Remove("erased");
            foreach (var (_, inner) in some)
                Unmark(inner);
        }
        else if (node is JsonArray each)
            foreach (var inner in each)
                Unmark(inner);
    }
}
