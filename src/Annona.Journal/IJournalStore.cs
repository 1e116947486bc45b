namespace Annona.Journal;

/// <summary>What can be read of a journal. Implementations block and serve one caller at a time.</summary>
public interface IJournalView : IDisposable
{
    /// <summary>The end of the journal.</summary>
    Head Head { get; }

    /// <summary>Entries in order of position, beginning at <paramref name="from"/> (1 is the first).</summary>
    IEnumerable<StoredEntry> Read(long from);

    /// <summary>Every checkpoint kept, oldest first.</summary>
    IEnumerable<Head> Checkpoints();

    /// <summary>The wrapped keys of all persons who have one.</summary>
    IEnumerable<SubjectKey> SubjectKeys();

    /// <summary>The wrapped key of one person, or null if there is none (never made, or erased).</summary>
    byte[]? FindSubjectKey(Guid subject);

    /// <summary>A document's sealed bytes, or null.</summary>
    byte[]? FindBlob(Hash of);

    /// <summary>The hashes of all documents kept, in no order.</summary>
    IEnumerable<Hash> Blobs();

    /// <summary>
    /// A small named value beside the journal, such as the wrapped key ring; null if there is none.
    /// </summary>
    byte[]? FindNote(string name);

    /// <summary>The names of all such values, in no order.</summary>
    IEnumerable<string> Notes();
}

/// <summary>Where a journal is kept. What it reads is the newest state; one caller at a time.</summary>
public interface IJournalStore : IJournalView
{
    /// <summary>
    /// The journal as it stands now, whatever is appended later: entries, keys and checkpoints of one moment. May be
    /// asked for by any thread, beside the store's own caller.
    /// </summary>
    IJournalView View();

    /// <summary>Commits a batch durably, or nothing of it.</summary>
    /// <exception cref="StaleHeadException">The journal grew since the batch was decided.</exception>
    /// <exception cref="StoreException">The store cannot write: disk full, read-only, damaged.</exception>
    void Append(Batch batch);

    /// <summary>
    /// Removes what erased bytes are left in the store's own logs and old row versions. Call it after a commit that
    /// erased somebody.
    /// </summary>
    /// <returns>False: a reader still holds an older state. Sweep again when it has gone.</returns>
    bool Sweep();

    /// <summary>
    /// Puts the same persons' keys in another wrapping, a chunk at a time, each durable before the next begins; the old
    /// bytes are overwritten. When it is interrupted every key is there, in one wrapping or the other, and the next
    /// call goes on. Only who may append calls this.
    /// </summary>
    /// <param name="wrap">The key in its new wrapping; null when it stays as it is.</param>
    /// <param name="progress">Told how many keys were looked at; may throw to stop.</param>
    /// <returns>How many keys were wrapped anew.</returns>
    /// <exception cref="StoreException">The store cannot write.</exception>
    long Rewrap(Func<SubjectKey, byte[]?> wrap, Action<long> progress);

    /// <summary>Sets a small named value beside the journal, durably.</summary>
    void KeepNote(string name, byte[] value);

    /// <summary>
    /// Takes a whole journal, sealed as it is, into this store, which is empty. When it fails the store is not whole
    /// and must be thrown away; nobody may use it before.
    /// </summary>
    /// <param name="from">Another store, or a backup.</param>
    /// <param name="progress">Told the position after every entry; may throw to stop.</param>
    /// <exception cref="StoreException">This store cannot write, or the other one cannot be read.</exception>
    /// <exception cref="InvalidOperationException">There is an entry here already.</exception>
    void Fill(IJournalView from, Action<long> progress);
}

/// <summary>The store cannot do what was asked. The message is a sentence for the person at the keyboard.</summary>
public sealed class StoreException(string message, string remedy, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What to do about it.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>The file itself is damaged, rather than locked, full or not to be reached.</summary>
    public bool IsDamage { get; init; }

    /// <summary>
    /// Whether the batch was committed is not known. The same requests may be sent again: what was recorded is not
    /// recorded twice.
    /// </summary>
    public bool IsUnknown { get; init; }
}

/// <summary>Somebody else appended first: decide again on the new head.</summary>
public sealed class StaleHeadException(long decidedOn, long found)
    : Exception($"The batch was decided on entry {decidedOn}, but the journal has {found} entries.");
