using Annona.Journal;

namespace Annona.Storage.Tests.Faults;

/// <summary>A store that passes everything on to another one; what it is made from changes a part of that.</summary>
abstract class PassingStore(IJournalStore inner) : IJournalStore
{
    protected IJournalStore Inner => inner;

    public Head Head => inner.Head;

    public virtual IJournalView View() => inner.View();

    public virtual void Append(Batch batch) => inner.Append(batch);

    public virtual bool Sweep() => inner.Sweep();

    public virtual long Rewrap(Func<SubjectKey, byte[]?> wrap, Action<long> progress) => inner.Rewrap(wrap, progress);

    public virtual void KeepNote(string name, byte[] value) => inner.KeepNote(name, value);

    public IEnumerable<StoredEntry> Read(long from) => inner.Read(from);

    public IEnumerable<Head> Checkpoints() => inner.Checkpoints();

    public IEnumerable<SubjectKey> SubjectKeys() => inner.SubjectKeys();

    public byte[]? FindSubjectKey(Guid subject) => inner.FindSubjectKey(subject);

    public byte[]? FindBlob(Hash of) => inner.FindBlob(of);

    public IEnumerable<Hash> Blobs() => inner.Blobs();

    public byte[]? FindNote(string name) => inner.FindNote(name);

    public IEnumerable<string> Notes() => inner.Notes();

    public virtual void Fill(IJournalView from, Action<long> progress) => inner.Fill(from, progress);

    public void Dispose() => inner.Dispose();
}
