using Annona.Journal;

namespace Annona.Benchmarks.Load;

/// <summary>A store on a slower disk: every commit takes so much longer.</summary>
sealed class SlowStore(IJournalStore inner, TimeSpan delay) : IJournalStore
{
    /// <summary>How many commits there were.</summary>
    public int Commits { get; private set; }

    public Head Head => inner.Head;

    public void Append(Batch batch)
    {
        inner.Append(batch);
        if (delay > TimeSpan.Zero)
            Thread.Sleep(delay);
        Commits++;
    }

    public IJournalView View() => inner.View();

    public IEnumerable<StoredEntry> Read(long from) => inner.Read(from);

    public IEnumerable<Head> Checkpoints() => inner.Checkpoints();

    public IEnumerable<SubjectKey> SubjectKeys() => inner.SubjectKeys();

    public byte[]? FindSubjectKey(Guid subject) => inner.FindSubjectKey(subject);

    public byte[]? FindBlob(Hash of) => inner.FindBlob(of);

    public IEnumerable<Hash> Blobs() => inner.Blobs();

    public byte[]? FindNote(string name) => inner.FindNote(name);

    public bool Sweep() => inner.Sweep();

    public long Rewrap(Func<SubjectKey, byte[]?> wrap, Action<long> progress) => inner.Rewrap(wrap, progress);

    public void KeepNote(string name, byte[] value) => inner.KeepNote(name, value);

    public IEnumerable<string> Notes() => inner.Notes();

    public void Fill(IJournalView from, Action<long> progress) => inner.Fill(from, progress);

    public void Dispose() => inner.Dispose();
}
