using Annona.Journal;

namespace Annona.Tests.Journal;

/// <summary>
/// A hostile hand over stored journals: ten kinds of tampering, each at a thousand random places, and each time the
/// first bad position is named as exactly as anybody could.
/// </summary>
public sealed class TamperingTests
{
    const int Places = 1_000;
    const int Seed = 20_260_303;

    /// <summary>Made once: a test changes copies.</summary>
    static readonly Lazy<WrittenJournal[]> Untouched = new(() => Written(new(Seed), count: 24, from: 40, to: 200));

    public static TheoryData<string> Kinds => [.. KindsOfTampering.All.Keys];

    [Fact]
    public void There_are_ten_kinds() => Assert.Equal(10, KindsOfTampering.All.Count);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_is_done_the_first_bad_position_is_named(string kind) =>
        Try(kind, Untouched.Value, Places);

    [Theory]
    [Trait("Suite", "long")]
    [MemberData(nameof(Kinds))]
    public void The_same_in_journals_of_ten_thousand_entries(string kind) =>
        Try(kind, Written(new(Seed), count: 2, from: 10_000, to: 10_001), Places / 10);

    static void Try(string kind, WrittenJournal[] untouched, int places)
    {
        var exact = 0;
        for (var place = 0; place < places; place++)
        {
            var seed = Seed + place;
            var chance = new Random(seed);
            var attack = KindsOfTampering.All[kind](untouched[chance.Next(untouched.Length)], chance);

            var fault = attack.Journal.Verify([.. attack.Against]).Fault;

            var expected = (attack.Place, attack.First, attack.Through);
            var found = fault is null ? default : (fault.Place, fault.Position, fault.Through);
            Assert.True(expected == found,
                $"{kind}, seed {seed}: {attack.How}, expected {expected}, found {found}: {fault?.What}");
            exact += attack.IsExact ? 1 : 0;
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kind}: {exact} of {places} exactly, the others as the stretch up to a signature");
        // A rewritten history begins somewhere between two checkpoints that were kept elsewhere.
        Assert.InRange(exact, kind is "fork" or "rewrite everything" ? places / 20 : places / 3, places);
    }

    static WrittenJournal[] Written(Random chance, int count, int from, int to) =>
        [.. Enumerable.Range(0, count).Select(_ => WrittenJournal.Of(BatchesFor(chance.Next(from, to), chance)))];

    /// <summary>Batches of one to six; in a third of the journals each entry is a batch of its own.</summary>
    static int[] BatchesFor(int entries, Random chance)
    {
        var most = chance.Next(3) == 0 ? 1 : 6;
        List<int> sizes = [];
        while (entries > 0)
        {
            sizes.Add(Math.Min(chance.Next(1, most + 1), entries));
            entries -= sizes[^1];
        }
        return [.. sizes];
    }
}
