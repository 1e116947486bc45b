using System.Text;

namespace Annona.Journal;

/// <summary>Where a fault is.</summary>
public enum FaultPlace
{
    /// <summary>In an entry, or in the place of one.</summary>
    Entry,

    /// <summary>In a signed checkpoint; the entries may be right.</summary>
    Checkpoint,

    /// <summary>Among the keys of persons, which lie beside the journal.</summary>
    PersonKeys,
}

/// <summary>The first thing that is wrong.</summary>
/// <param name="Position">
/// The first entry that is bad. All before it are right. Where only a stretch can be told, the first that may be. For a
/// checkpoint the size it was kept for; 0 when no place can be named.
/// </param>
/// <param name="What">A sentence.</param>
public sealed record Fault(long Position, string What)
{
    /// <summary>
    /// The last entry that may be the first bad one: signatures speak for whole stretches. Same as the position when
    /// it is known which one it is.
    /// </summary>
    public long Through { get; init; } = Position;

    /// <summary>Where it is.</summary>
    public FaultPlace Place { get; init; }
}

/// <summary>Entries of one kind that a version does not know.</summary>
/// <param name="Kind">Stored name and version, such as <c>aid.given.7</c>.</param>
/// <param name="Count">How many there are.</param>
public sealed record UnknownKind(string Kind, long Count);

/// <summary>What a verification found.</summary>
/// <param name="Size">Entries read.</param>
/// <param name="Root">Root of the tree over them.</param>
/// <param name="Checkpoints">Signed checkpoints that fit.</param>
/// <param name="Parts">Sealed parts, open and personal, that match their hashes. None was opened.</param>
/// <param name="Quarantined">Entries that were kept for a person to look at; nothing folds them.</param>
/// <param name="Fault">The first fault, or null.</param>
public sealed record Verification(
    long Size, Hash Root, int Checkpoints, long Parts, long Quarantined, Fault? Fault)
{
    /// <summary>
    /// Kinds that <see cref="JournalVerifier.Knows"/> does not know, in order of their first entry; the rarest are
    /// counted together when there are very many.
    /// </summary>
    public IReadOnlyList<UnknownKind> UnknownKinds { get; init; } = [];

    /// <summary>Entries that devices signed.</summary>
    public long FromDevices { get; init; }

    /// <summary>Persons whom entries erased. Their parts and keys are gone, as they must be.</summary>
    public int Erased { get; init; }

    /// <summary>Checkpoints kept elsewhere that fit.</summary>
    public int Outside { get; init; }

    /// <summary>The largest size that a checkpoint kept elsewhere fits; 0 without any.</summary>
    public long OutsideSize { get; init; }
}

/// <summary>
/// Re-derives everything that hashes and signatures can show, from stored entries alone: positions, the hub's chain,
/// the hashes of sealed parts, the tree, every kept checkpoint, and the roots that entries say they had seen. It
/// needs no keys but the public ones, and no database.
/// </summary>
/// <remarks>
/// Entries and checkpoints are checked on all cores and folded in order, so the answer does not depend on how many
/// there are. Memory does not grow with the journal, but for the persons with keys and what devices sent.
/// </remarks>
/// <param name="origin">The first line that checkpoints must have.</param>
/// <param name="verifiers">The operation's public keys.</param>
public sealed class JournalVerifier(string origin, IReadOnlyCollection<INoteVerifier> verifiers)
{
    /// <summary>The newest head that was kept with the keys, as a signed note; null if there is none.</summary>
    public string? KeptWithKeys { get; init; }

    /// <summary>
    /// The persons who have a key beside the journal; null if that is not known, as with an export. Whoever is named in
    /// an entry must have one.
    /// </summary>
    public IEnumerable<Guid>? PersonsWithKeys { get; init; }

    /// <summary>Checks what devices signed; null checks only their chains.</summary>
    public IEnvelopeVerifier? Devices { get; init; }

    /// <summary>The public keys of devices, as enrolled; null when they are not known, as with an export.</summary>
    public IReadOnlyDictionary<Guid, byte[]>? DeviceKeys { get; init; }

    /// <summary>Whether a kind and its version are known here; null when nobody asks.</summary>
    public Func<string, int, bool>? Knows { get; init; }

    /// <summary>How many threads at most; all cores unless fewer are asked for.</summary>
    public int Threads { get; init; } = SideBySide.AllCores;

    /// <summary>Verifies a journal from its first entry.</summary>
    /// <param name="entries">In order of position; read by one thread at a time, not always the same.</param>
    /// <param name="checkpoints">Those kept beside the journal, in order of size; read in the same way.</param>
    /// <param name="against">Checkpoints kept elsewhere, as signed notes.</param>
    public Verification Verify(IEnumerable<StoredEntry> entries, IEnumerable<Head> checkpoints,
        IReadOnlyList<string> against)
    {
        using var kept = Walk(checkpoints, "kept beside the journal");
        using var outside = Walk(OrderedBySize(against), "kept elsewhere");
        using var withKeys = Walk(OrderedBySize(KeptWithKeys is { } note ? [note] : []), "kept with the keys");
        var devices = new DeviceSignatures(Devices, DeviceKeys);
        using var rest = SideBySide.Select(
            entries, entry => EntryCheck.Of(entry, devices), WeightOf, Threads).GetEnumerator();
        var chain = new ChainWalk(PersonsWithKeys?.ToHashSet(), Knows);
        // Those beside the journal are asked first: there are more of them, so they tell best where it begins.
        var first = new FirstFault(chain, [kept, outside, withKeys], rest);
        // An entry that is missing at the end may be the one that erased somebody, so its absence is told first.
        var fault = first.FindWithPersons()
            ?? outside.Rest(chain) ?? withKeys.Rest(chain) ?? kept.Rest(chain) ?? chain.Persons.Gone()
            ?? chain.Persons.Left() ?? kept.Unsigned(chain) ?? chain.Persons.Orphans();
        return new(chain.Tree.Size, chain.Tree.Root, kept.Fitting, chain.Parts, chain.Quarantined, fault)
        {
            Erased = chain.Persons.Erased,
            UnknownKinds = chain.UnknownKinds,
            FromDevices = chain.FromDevices,
            Outside = outside.Fitting,
            OutsideSize = outside.FittingSize,
        };
    }

    /// <summary>Reads a signed checkpoint of this operation.</summary>
    /// <returns>The tree it signs, or the reason why it is not a checkpoint of this operation.</returns>
    public (TreeHead? Tree, string? Why) Read(string note)
    {
        if (!SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out var signed))
            return (null, "is not a signed note");
        if (!Checkpoint.TryParse(signed.Text, out var checkpoint))
            return (null, "is not a checkpoint");
        if (checkpoint.Origin != origin)
            return (null, $"belongs to {checkpoint.Origin}, not to this operation");
        // Whoever knows both keys asks for both lines: a line with a damaged name would pass as a stranger's.
        return verifiers.Count > 0 && verifiers.All(key => signed.Check(key) == NoteCheck.Verified)
            ? (checkpoint.Head, null)
            : (null, "is not signed with this operation's keys");
    }

    CheckpointWalk Walk(IEnumerable<Head> heads, string where) =>
        new(SideBySide.Select(heads, ReadHead, head => head.Checkpoint.Length, Threads), where);

    ReadHead ReadHead(Head head)
    {
        var (tree, why) = Read(head.Checkpoint);
        return new(head.Size, tree, why);
    }

    IEnumerable<Head> OrderedBySize(IReadOnlyList<string> notes) =>
        notes.Select(note => new Head(Read(note).Tree?.Size ?? 0, note)).OrderBy(head => head.Size);

    static long WeightOf(StoredEntry entry) =>
        entry.LeafBytes.Length + entry.OpenPart.Length + entry.PersonalParts.Sum(part => (long)part.Length);
}
