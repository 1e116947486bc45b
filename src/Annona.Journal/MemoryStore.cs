namespace Annona.Journal;

/// <summary>
/// A journal in memory, for tests, dry runs and the browser's first minutes. It loses everything at the end.
/// </summary>
public sealed class MemoryStore : IJournalStore
{
    readonly Lock appending = new();
    readonly List<StoredEntry> entries = [];
    readonly List<Head> checkpoints = [];
    readonly Dictionary<Guid, byte[]> keys = [];
    readonly Dictionary<Guid, List<SubjectPart>> parts = [];
    readonly HashSet<Guid> erased = [];
    readonly Dictionary<Hash, byte[]> blobs = [];
    readonly Dictionary<string, byte[]> notes = [];

    /// <summary>A journal without entries.</summary>
    public MemoryStore()
    {
    }

    MemoryStore(MemoryStore now)
    {
        entries = [.. now.entries];
        checkpoints = [.. now.checkpoints];
        keys = new(now.keys);
        blobs = new(now.blobs);
        notes = new(now.notes);
    }

    /// <summary>Called before a batch is written; what it throws is what the disk would have thrown.</summary>
    public Action<Batch>? BeforeCommit { get; set; }

    /// <inheritdoc/>
    public Head Head => checkpoints.Count == 0 ? Head.Empty : checkpoints[^1];

    /// <inheritdoc/>
    public IJournalView View()
    {
        lock (appending)
            return new MemoryStore(this);
    }

    /// <inheritdoc/>
    public void Append(Batch batch)
    {
        BeforeCommit?.Invoke(batch);
        if (batch.After != entries.Count)
            throw new StaleHeadException(batch.After, entries.Count);
        if (batch.Keys.Any(key => keys.ContainsKey(key.Subject) || erased.Contains(key.Subject)))
            throw new StoreException("The batch brings a person a second key.", "Decide it again on the newest head.");
        lock (appending)
        {
            entries.AddRange(batch.Entries);
            foreach (var key in batch.Keys)
                keys.Add(key.Subject, key.Wrapped);
            AddParts(batch.Parts);
            foreach (var subject in batch.Erased)
                Erase(subject);
            foreach (var document in batch.Destroyed)
                blobs.Remove(document);
            foreach (var blob in batch.Blobs)
                blobs.TryAdd(blob.Of, blob.Sealed);
            checkpoints.Add(new(entries.Count, batch.Checkpoint));
        }
    }

    /// <inheritdoc/>
    public bool Sweep() => true;

    void AddParts(IReadOnlyList<SubjectPart> added)
    {
        foreach (var part in added)
            (parts.TryGetValue(part.Subject, out var known) ? known : parts[part.Subject] = []).Add(part);
    }

    /// <inheritdoc/>
    public long Rewrap(Func<SubjectKey, byte[]?> wrap, Action<long> progress)
    {
        var (seen, wrapped) = (0L, 0L);
        foreach (var key in SubjectKeys().ToList())
        {
            if (wrap(key) is { } other)
            {
                lock (appending)
                    keys[key.Subject] = other;
                wrapped++;
            }
            progress(++seen);
        }
        return wrapped;
    }

    void Erase(Guid subject)
    {
        erased.Add(subject);
        keys.Remove(subject);
        if (!parts.Remove(subject, out var gone))
            return;
        foreach (var part in gone)
        {
            var entry = entries[(int)part.Position - 1];
            byte[][] left = [.. entry.PersonalParts];
            left[part.Part] = [];
            // A view that was taken before keeps its own list of entries.
            entries[(int)part.Position - 1] = entry with { PersonalParts = left };
        }
    }

    /// <inheritdoc/>
    public IEnumerable<StoredEntry> Read(long from)
    {
        for (var at = checked((int)from - 1); at < entries.Count; at++)
            yield return entries[at];
    }

    /// <inheritdoc/>
    public IEnumerable<Head> Checkpoints() => checkpoints;

    /// <inheritdoc/>
    public IEnumerable<SubjectKey> SubjectKeys() => keys.Select(key => new SubjectKey(key.Key, key.Value));

    /// <inheritdoc/>
    public byte[]? FindSubjectKey(Guid subject) => keys.GetValueOrDefault(subject);

    /// <inheritdoc/>
    public byte[]? FindBlob(Hash of) => blobs.GetValueOrDefault(of);

    /// <inheritdoc/>
    public IEnumerable<Hash> Blobs() => blobs.Keys;

    /// <inheritdoc/>
    public byte[]? FindNote(string name) => notes.GetValueOrDefault(name);

    /// <inheritdoc/>
    public IEnumerable<string> Notes() => notes.Keys;

    /// <inheritdoc/>
    public void KeepNote(string name, byte[] value)
    {
        lock (appending)
            notes[name] = value;
    }

    /// <inheritdoc/>
    public void Fill(IJournalView from, Action<long> progress)
    {
        if (entries.Count > 0)
            throw new InvalidOperationException("Only an empty store can be filled.");
        lock (appending)
        {
            var index = new PersonIndex();
            foreach (var entry in from.Read(1))
            {
                entries.Add(entry);
                index.Add(entry);
                progress(entry.Position);
            }
            AddParts(index.Parts);
            erased.UnionWith(index.Erased);
            checkpoints.AddRange(from.Checkpoints());
            foreach (var key in from.SubjectKeys())
                keys.Add(key.Subject, key.Wrapped);
            foreach (var of in from.Blobs())
                blobs.Add(of, from.FindBlob(of)!);
            foreach (var name in from.Notes())
                notes.Add(name, from.FindNote(name)!);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
