using System.Diagnostics.CodeAnalysis;
using Annona.Journal;

namespace Annona.Simulation;

/// <summary>A part is its content: what is sealed how is tested elsewhere, and hashes of parts are real.</summary>
sealed class CheapSealer : ISealer
{
    public static CheapSealer Instance { get; } = new();

    public byte[] SealOpen(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated) => plain.ToArray();

    public bool TryOpen(
        ReadOnlySpan<byte> sealedPart, ReadOnlySpan<byte> associated, [NotNullWhen(true)] out byte[]? plain)
    {
        plain = sealedPart.ToArray();
        return true;
    }

    public byte[] NewSubjectKey(Guid subject) => subject.ToByteArray();

    public byte[] SealPersonal(SubjectKey wrapped, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated) =>
        plain.ToArray();

    public bool TryOpenPersonal(
        SubjectKey wrapped, ReadOnlySpan<byte> sealedPart, ReadOnlySpan<byte> associated,
        [NotNullWhen(true)] out byte[]? plain)
    {
        plain = sealedPart.ToArray();
        return true;
    }
}

/// <summary>Signs checkpoints with eight bytes.</summary>
sealed class CheapSigner : INoteSigner, INoteVerifier
{
    public static CheapSigner Instance { get; } = new();

    public string Name => "simulated";

    public uint KeyId => 1;

    public byte[] Sign(ReadOnlySpan<byte> text) => [1, 2, 3, 4, 5, 6, 7, 8];

    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) => signature.Length == 8;
}

/// <summary>
/// The signature is the device's key itself: whose an entry is stays true, what signing costs is left out.
/// </summary>
sealed class CheapEnvelopes(byte[] key) : IEnvelopeSigner, IEnvelopeVerifier
{
    public const int SignatureLength = 64;

    public ulong KeyId => key.Length == 0 ? 0UL : key[0];

    public byte[] Sign(ReadOnlySpan<byte> signedBytes)
    {
        var signature = new byte[SignatureLength];
        key.CopyTo(signature, 0);
        return signature;
    }

    public bool Verify(ReadOnlyMemory<byte> signed, ReadOnlyMemory<byte> publicKey) =>
        signed.Span[^SignatureLength..][..publicKey.Length].SequenceEqual(publicKey.Span);
}

/// <summary>Snapshots that outlive the hub.</summary>
sealed class KeptSnapshots : ISnapshots
{
    readonly Dictionary<Opening, byte[]> kept = [];

    public Stream? Open(Opening opening) =>
        kept.TryGetValue(opening, out var bytes) ? new MemoryStream(bytes, writable: false) : null;

    public void Keep(Opening opening, Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        kept[opening] = stream.ToArray();
    }

    public bool Discard(Opening opening)
    {
        kept.Remove(opening);
        return true;
    }
}

/// <summary>A clock that stands where it is put.</summary>
sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>When the next commit fails.</summary>
enum StoreFault
{
    None,
    BeforeCommit,
    AfterCommit,
}

/// <summary>A memory store whose next commit can fail, before it is durable or after.</summary>
/// <param name="inner">Holds what is durable.</param>
/// <param name="acknowledgesEarly">
/// A mutant: it says that a batch is durable, and loses it when the power fails before the next one.
/// </param>
sealed class SimulatedStore(MemoryStore inner, bool acknowledgesEarly) : IJournalStore
{
    MemoryStore now = inner;
    MemoryStore durable = inner;

    public StoreFault NextFault { get; set; }

    public Head Head => now.Head;

    public IJournalView View() => now.View();

    public IEnumerable<StoredEntry> Read(long from) => now.Read(from);

    public IEnumerable<Head> Checkpoints() => now.Checkpoints();

    public IEnumerable<SubjectKey> SubjectKeys() => now.SubjectKeys();

    public byte[]? FindSubjectKey(Guid subject) => now.FindSubjectKey(subject);

    public byte[]? FindBlob(Hash of) => now.FindBlob(of);

    public IEnumerable<Hash> Blobs() => now.Blobs();

    public byte[]? FindNote(string name) => now.FindNote(name);

    public bool Sweep() => now.Sweep();

    public long Rewrap(Func<SubjectKey, byte[]?> wrap, Action<long> progress) => now.Rewrap(wrap, progress);

    public IEnumerable<string> Notes() => now.Notes();

    public void Fill(IJournalView from, Action<long> progress) => now.Fill(from, progress);

    public void KeepNote(string name, byte[] value) => now.KeepNote(name, value);

    public void Append(Batch batch)
    {
        var fault = NextFault;
        NextFault = StoreFault.None;
        if (fault == StoreFault.BeforeCommit)
            throw new StoreException("The disk is full.", "Free some space.");
        if (acknowledgesEarly)
            durable = (MemoryStore)now.View();
        now.Append(batch);
        if (fault == StoreFault.AfterCommit)
            throw new StoreException("The connection broke; whether it was committed is not known.", "Ask again.");
    }

    /// <summary>The power fails.</summary>
    public void Crash() => now = acknowledgesEarly ? durable : now;

    public void Dispose()
    {
    }
}
