using Annona.Journal;
using CsCheck;
using Hash = Annona.Journal.Hash;

namespace Annona.Tests.Journal;

/// <summary>A journal as its store has it: entries and checkpoints, to be tampered with.</summary>
sealed record WrittenJournal(IReadOnlyList<StoredEntry> Entries, IReadOnlyList<Head> Checkpoints)
{
    public const string Origin = "annona.example/tampered";

    static readonly Guid Operation = new("0198c0de-0000-7000-8000-00000000000a");

    /// <summary>Sizes of batches (1 to 4 entries), 6 batches at least.</summary>
    public static Gen<int[]> AnyBatches { get; } = Gen.Int[1, 4].Array[6, 12];

    public int Size => Entries.Count;

    public string LastCheckpoint => Checkpoints[^1].Checkpoint;

    /// <summary>Writes batches of these sizes; every second entry speaks of a person, every fourth of two.</summary>
    /// <param name="sizes">Entries in each batch.</param>
    /// <param name="key">The signer's secret: another one makes another signature.</param>
    /// <param name="words">Said in every entry.</param>
    public static WrittenJournal Of(IEnumerable<int> sizes, string key = "right", string words = "kits") =>
        Write(sizes, key, _ => words);

    /// <summary>What the operation's keys would write who say something else from a position on.</summary>
    /// <param name="from">The first entry that says something else.</param>
    /// <param name="sizes">Entries in each batch.</param>
    public static WrittenJournal Rewritten(long from, IEnumerable<int> sizes) =>
        Write(sizes, "right", position => position < from ? "kits" : "parcels");

    static WrittenJournal Write(IEnumerable<int> sizes, string key, Func<long, string> words)
    {
        using var store = new MemoryStore();
        var writer = new JournalWriter(Operation, new ClearSealer(), Keys(key), Origin);
        foreach (var size in sizes)
        {
            writer.Begin();
            for (var position = writer.Size + 1; position <= store.Head.Size + size; position++)
                writer.Write(FactAt(position, words(position)), TestOperation.Start, store.FindSubjectKey);
            store.Append(writer.Seal());
            writer.Keep();
        }
        return new([.. store.Read(1)], [.. store.Checkpoints()]);
    }

    /// <summary>Two keys from one secret, as an operation has two.</summary>
    public static IReadOnlyList<SecretSigner> Keys(string secret) => [new(secret, 11), new($"{secret}, too", 12)];

    public Verification Verify(params IReadOnlyList<string> against) =>
        new JournalVerifier(Origin, Keys("right")).Verify(Entries, Checkpoints, against);

    public Verification Verify(int threads) =>
        new JournalVerifier(Origin, Keys("right")) { Threads = threads }.Verify(Entries, Checkpoints, []);

    /// <summary>The same with a head that was kept with the keys.</summary>
    public Verification VerifyKept(string? head) =>
        new JournalVerifier(Origin, Keys("right")) { KeptWithKeys = head }.Verify(Entries, Checkpoints, []);

    /// <summary>The same beside the keys of these persons.</summary>
    public Verification VerifyWithKeysOf(IEnumerable<Guid> persons) =>
        new JournalVerifier(Origin, Keys("right")) { PersonsWithKeys = persons }.Verify(Entries, Checkpoints, []);

    /// <summary>The first entry of the batch that holds a position: its checkpoint vouches for all of them.</summary>
    public long FirstOfBatch(long position) =>
        Checkpoints.Select(head => head.Size).LastOrDefault(size => size < position) + 1;

    /// <summary>The last entry of the batch that holds a position.</summary>
    public long LastOfBatch(long position) => Checkpoints.Select(head => head.Size).First(size => size >= position);

    public IEnumerable<int> BatchSizes =>
        Checkpoints.Select((head, at) => (int)(head.Size - (at == 0 ? 0 : Checkpoints[at - 1].Size)));

    /// <summary>The journal as it was at the end of a batch.</summary>
    public WrittenJournal UpTo(long size) => new(
        [.. Entries.Take((int)size)], [.. Checkpoints.Where(head => head.Size <= size)]);

    /// <summary>A checkpoint over the first entries, signed with keys of one's own.</summary>
    public string SignedBy(string key, long size) => new Checkpoint(
        Origin, MerkleTree.HeadOf(at => MerkleTree.LeafHash(Entries[(int)at].LeafBytes), size)).Sign(
            Keys(key)).ToString();

    /// <summary>This journal with another entry at a position.</summary>
    public WrittenJournal With(long position, Func<StoredEntry, StoredEntry> change) => this with
    {
        Entries = [.. Entries.Select(entry => entry.Position == position ? change(entry) : entry)],
    };

    /// <summary>The same with the leaf of an entry changed and encoded again.</summary>
    public WrittenJournal WithLeaf(long position, Func<Leaf, Leaf> change) => With(position, entry => entry with
    {
        LeafBytes = change(Leaf.Decode(entry.LeafBytes)).Encode(),
    });

    /// <summary>The same with the envelope of an entry changed and encoded again.</summary>
    public WrittenJournal WithEnvelope(long position, Func<Envelope, Envelope> change) => With(position, entry =>
        WithEnvelope(entry, change));

    /// <summary>The same with entries made to follow those before them, as anybody can do.</summary>
    public WrittenJournal Relinked(long from, long to)
    {
        var entries = Entries.ToArray();
        for (var at = (int)from - 1; at < to; at++)
            entries[at] = WithEnvelope(entries[at], envelope => envelope with { Previous = LeafHash(entries[at - 1]) });
        return this with { Entries = entries };
    }

    /// <summary>An entry of another journal, whose number is right here.</summary>
    public StoredEntry Foreign(long position) =>
        Of(BatchSizes, words: "blankets").Entries[(int)Math.Min(position, Size) - 1];

    /// <summary>An entry that follows the one before a position, as anybody can make it.</summary>
    public StoredEntry Following(long position) => WithEnvelope(
        Entries[(int)Math.Min(position, Size) - 1], envelope => envelope with
        {
            Actor = envelope.Intent,
            Sequence = position,
            Previous = position == 1 ? default : LeafHash(Entries[(int)position - 2]),
        });

    static Hash LeafHash(StoredEntry entry) => MerkleTree.LeafHash(entry.LeafBytes);

    static StoredEntry WithEnvelope(StoredEntry entry, Func<Envelope, Envelope> change)
    {
        var (leaf, envelope) = JournalReader.Decode(entry);
        return entry with { LeafBytes = (leaf with { Envelope = change(envelope).Encode() }).Encode() };
    }

    static Fact FactAt(long position, string words)
    {
        var persons = position % 4 == 0 ? 2 : position % 2 == 0 ? 1 : 0;
        return new("aid.given", 1, IdOf(position, 1), IdOf(position, 2),
            System.Text.Encoding.UTF8.GetBytes($"{words} {position}"),
            [.. Enumerable.Range(1, persons).Select(person =>
                new PersonalPlain(IdOf(person, 3), [.. BitConverter.GetBytes(position), (byte)person]))]);
    }

    static Guid IdOf(long number, byte what) => new((int)number, what, 0, [what, 0, 0, 0, 0, 0, 0, 1]);
}

/// <summary>Signs with a hash over a secret and the text: who lacks the secret cannot sign.</summary>
sealed class SecretSigner(string secret, uint keyId) : INoteSigner, INoteVerifier
{
    public string Name => WrittenJournal.Origin;

    public uint KeyId => keyId;

    public byte[] Sign(ReadOnlySpan<byte> text) =>
        Hash.Of([.. System.Text.Encoding.UTF8.GetBytes(secret), .. text]).ToBytes();

    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        signature.SequenceEqual(Sign(text));
}
