using System.Diagnostics.CodeAnalysis;
using Annona.Access;
using Annona.Journal;
using Annona.Values;

namespace Annona.Tests;

/// <summary>
/// A whole operation in memory, with one officer who has every role and a clock that stands still until moved.
/// </summary>
public sealed class TestOperation
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    readonly StillClock clock = new(Start);
    long intents;

    public TestOperation(Opening opening = Opening.PersonalParts)
    {
        Operation = Open(opening);
        Coordinator = new(new(Ids.From(Id, "coordinator")));
        Record(new EnrolOfficer(Coordinator.Officer, Roles.All, [1], "First Officer") { Intent = NextIntent() });
    }

    public static Guid Id { get; } = new("0198c0de-0000-7000-8000-000000000001");

    public MemoryStore Store { get; } = new();

    /// <summary>Where snapshots are kept; nowhere unless a test says so.</summary>
    public ISnapshots? Snapshots { get; set; }

    /// <summary>Who looked at whom; null where nothing keeps it.</summary>
    public IReadLog? Reads { get; set; } = new MemoryReads();

    public Operation Operation { get; private set; }

    public Actor Coordinator { get; }

    public Registers Now => Operation.Now;

    /// <summary>Deterministic ids for requests: the first, the second, ...</summary>
    public Guid NextIntent() => Ids.From(Id, "intent", ++intents);

    public void Wait(TimeSpan time) => clock.Now += time;

    /// <summary>Records, and hands back whatever was decided.</summary>
    public Decision Ask(Request request, Actor? actor = null)
    {
        var decided = Operation.Record(request, actor ?? Coordinator, CancellationToken.None);
        Operation.DecideWaiting();
        return decided.GetAwaiter().GetResult();
    }

    /// <summary>Records, and fails the test with the reason if it is refused.</summary>
    public IReadOnlyList<Event> Record(Request request, Actor? actor = null) => Ask(request, actor) switch
    {
        Decision.Accepted accepted => accepted.Events,
        Decision.Refused refused => throw new Xunit.Sdk.XunitException($"Refused: {refused.Why}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Asks for something that must be refused, and hands back why.</summary>
    public Refusal Refused(Request request, Actor? actor = null) =>
        Assert.IsType<Decision.Refused>(Ask(request, actor)).Why;

    public TAnswer Answer<TAnswer>(Question<TAnswer> question, Actor? actor = null) =>
        Operation.Answer(question, actor ?? Coordinator, CancellationToken.None);

    /// <summary>Closes and folds the journal again from the store, as a new process would.</summary>
    public void Reopen(Opening opening = Opening.PersonalParts) => Operation = Open(opening);

    /// <summary>The registers as they would be after every person's key was destroyed.</summary>
    public Registers WithoutAnybody()
    {
        var edit = new Edit();
        var registers = Registers.New();
        foreach (var (_, entry) in new JournalReader(new ClearSealer()).Open(
            Store.Read(1), keys: [], Opening.PersonalParts))
            registers = registers.After(StoredForms.Read(entry), edit);
        edit.Keep();
        return registers;
    }

    /// <summary>What the host hands in; a test may change it and open the operation itself.</summary>
    public OperationParts Parts => new(Store, new ClearSealer(), [new PlainSigner()], clock)
    {
        Verifiers = [new PlainSigner()],
        Devices = new PlainEnvelopes([]),
        Reads = Reads,
        Snapshots = Snapshots,
    };

    Operation Open(Opening opening) => Operation.Open(Id, Parts, opening);

    sealed class StillClock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

/// <summary>
/// Seals by adding the hash of content and associated data: enough to notice damage, and readable in a debugger.
/// </summary>
public sealed class ClearSealer : ISealer
{
    public byte[] SealOpen(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated) =>
        [.. Hash.Of([.. plain, .. associated]).ToBytes(), .. plain];

    public bool TryOpen(ReadOnlySpan<byte> sealedPart, ReadOnlySpan<byte> associated,
        [NotNullWhen(true)] out byte[]? plain)
    {
        plain = sealedPart[Hash.Length..].ToArray();
        return Hash.Of([.. plain, .. associated]) == Hash.FromBytes(sealedPart[..Hash.Length]);
    }

    public byte[] NewSubjectKey(Guid subject) => subject.ToByteArray();

    public byte[] SealPersonal(SubjectKey wrapped, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated) =>
        SealOpen(plain, [.. associated, .. wrapped.Wrapped]);

    public bool TryOpenPersonal(
        SubjectKey wrapped, ReadOnlySpan<byte> sealedPart, ReadOnlySpan<byte> associated,
            [NotNullWhen(true)] out byte[]? plain) =>
        TryOpen(sealedPart, [.. associated, .. wrapped.Wrapped], out plain);
}

/// <summary>Signs with the hash of the text: a stand-in where signatures are not what is tested.</summary>
public sealed class PlainSigner : INoteSigner, INoteVerifier
{
    public string Name => "test";

    public uint KeyId => 7;

    public byte[] Sign(ReadOnlySpan<byte> text) => Hash.Of(text).ToBytes();

    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        signature.SequenceEqual(Hash.Of(text).ToBytes());
}

/// <summary>Signs envelopes with hashes over a device's key: who has another key makes another signature.</summary>
public sealed class PlainEnvelopes(byte[] key) : IEnvelopeSigner, IEnvelopeVerifier
{
    public ulong KeyId => key.Length == 0 ? 0UL : key[0];

    public byte[] Sign(ReadOnlySpan<byte> signedBytes) => SignatureOf(Hash.Of(signedBytes), key);

    public bool Verify(ReadOnlyMemory<byte> signed, ReadOnlyMemory<byte> publicKey) =>
        signed.Span[^64..].SequenceEqual(SignatureOf(SignedEnvelope.Decode(signed).Id, publicKey.Span));

    static byte[] SignatureOf(Hash id, ReadOnlySpan<byte> key) =>
        [.. id.ToBytes(), .. Hash.Of([.. id.ToBytes(), .. key]).ToBytes()];
}
