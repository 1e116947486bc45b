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
    public static WrittenJournal Of(IEnumerable<int> sizes, string key = "right", string words = "kits")
    {
        using var store = new MemoryStore();
        var writer = new JournalWriter(Operation, new ClearSealer(), [new SecretSigner(key)], Origin);
        foreach (var size in sizes)
            Append(store, writer, size, words);
        return new([.. store.Read(1)], [.. store.Checkpoints()]);
    }

    public static void Append(MemoryStore store, JournalWriter writer, int size, string words)
    {
        writer.Begin();
        for (var at = 0; at < size; at++)
            writer.Write(FactAt(store.Head.Size + at + 1, words), TestOperation.Start, store.FindSubjectKey);
        store.Append(writer.Seal());
        writer.Keep();
    }

    public Verification Verify(params IReadOnlyList<string> against) =>
        new JournalVerifier(Origin, [new SecretSigner("right")]).Verify(Entries, Checkpoints, against);

    /// <summary>The same with a head that was kept with the keys.</summary>
    public Verification VerifyKept(string? head) =>
        new JournalVerifier(Origin, [new SecretSigner("right")]) { KeptWithKeys = head }
            .Verify(Entries, Checkpoints, []);

    /// <summary>The same beside the keys of these persons.</summary>
    public Verification VerifyWithKeysOf(IEnumerable<Guid> persons) =>
        new JournalVerifier(Origin, [new SecretSigner("right")]) { PersonsWithKeys = persons }
            .Verify(Entries, Checkpoints, []);

    /// <summary>The first entry of the batch that holds a position: its checkpoint vouches for all of them.</summary>
    public long FirstOfBatch(long position) =>
        Checkpoints.Select(head => head.Size).LastOrDefault(size => size < position) + 1;

    /// <summary>This journal with another entry at a position.</summary>
    public WrittenJournal With(long position, Func<StoredEntry, StoredEntry> change) => this with
    {
        Entries = [.. Entries.Select(entry => entry.Position == position ? change(entry) : entry)],
    };

    /// <summary>The same with the envelope of an entry changed and encoded again.</summary>
    public WrittenJournal WithEnvelope(long position, Func<Envelope, Envelope> change) => With(position, entry =>
    {
        var (leaf, envelope) = JournalReader.Decode(entry);
        return entry with { LeafBytes = (leaf with { Envelope = change(envelope).Encode() }).Encode() };
    });

    static Fact FactAt(long position, string words)
    {
        var persons = position % 4 == 0 ? 2 : position % 2 == 0 ? 1 : 0;
        return new("aid.given", 1, IdOf(position, 1), IdOf(position, 2),
            System.Text.Encoding.UTF8.GetBytes($"{words} {position}"),
            [.. Enumerable.Range(1, persons).Select(person =>
                new PersonalPlain(IdOf(person, 3), [(byte)position, (byte)person]))]);
    }

    static Guid IdOf(long number, byte what) => new((int)number, what, 0, [what, 0, 0, 0, 0, 0, 0, 1]);
}

/// <summary>Signs with a hash over a secret and the text: who lacks the secret cannot sign.</summary>
sealed class SecretSigner(string secret) : INoteSigner, INoteVerifier
{
    public string Name => WrittenJournal.Origin;

    public uint KeyId => 11;

    public byte[] Sign(ReadOnlySpan<byte> text) =>
        Hash.Of([.. System.Text.Encoding.UTF8.GetBytes(secret), .. text]).ToBytes();

    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        signature.SequenceEqual(Sign(text));
}
