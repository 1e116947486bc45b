namespace Annona.Journal;

/// <summary>What a personal part says, before it is sealed or after it is opened.</summary>
/// <param name="Subject">The person whose key seals it.</param>
/// <param name="Plain">The bytes; null after opening when the key or the part is gone.</param>
public readonly record struct PersonalPlain(Guid Subject, byte[]? Plain);

/// <summary>A fact on its way into the journal.</summary>
/// <param name="Kind">Stored name without version.</param>
/// <param name="KindVersion">Version of the stored form.</param>
/// <param name="Intent">The request that led to it.</param>
/// <param name="Actor">The officer.</param>
/// <param name="Open">The open part in clear.</param>
/// <param name="Personal">One part a person.</param>
public sealed record Fact(
    string Kind, int KindVersion, Guid Intent, Guid Actor, byte[] Open, IReadOnlyList<PersonalPlain> Personal)
{
    /// <summary>What was asked for; see <see cref="Envelope.Request"/>.</summary>
    public string Request { get; init; } = "";

    /// <summary>Persons whose key and parts go with this fact, also parts of this fact's batch.</summary>
    public IReadOnlyList<Guid> Erased { get; init; } = [];
}

/// <summary>An entry read back: position, leaf, envelope and what could be opened.</summary>
/// <param name="Position">Place in the journal, from 1.</param>
/// <param name="RecordedAt">When the hub took it in.</param>
/// <param name="Envelope">Who, when, which kind.</param>
/// <param name="Open">The open part in clear.</param>
/// <param name="Personal">One a person; <see cref="PersonalPlain.Plain"/> is null where erased or not asked
/// for.</param>
public sealed record Entry(
    long Position, DateTimeOffset RecordedAt, Envelope Envelope, byte[] Open, IReadOnlyList<PersonalPlain> Personal)
{
    /// <summary>How the hub took it in. Only what was accepted is folded.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>The event's id when a device signed it; null for what the hub decided.</summary>
    public Hash? SignedId { get; init; }

    /// <summary>Persons whose part is empty or whose key is gone: some entry must have erased them.</summary>
    public IReadOnlyList<Guid> Lost { get; init; } = [];
}

/// <summary>The journal does not hold what its own hashes say, at a position.</summary>
/// <param name="position">The first bad position.</param>
/// <param name="what">The rest of a sentence that begins with the entry.</param>
public sealed class DamagedEntryException(long position, string what)
    : Exception($"Entry {position} is damaged: {what}")
{
    /// <summary>The first bad position.</summary>
    public long Position { get; } = position;

    /// <summary>What to do, where more is known than that a backup helps; else null.</summary>
    public string? Remedy { get; init; }
}
