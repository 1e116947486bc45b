using Annona.Journal;

namespace Annona.Storage.Backup;

/// <summary>
/// Both files of a backup as one journal: the notes of the small one beside everything of the large one. The epochs of
/// the keys are no part of a journal.
/// </summary>
sealed class RestoredView(BackupFile journal, BackupFile keys) : IJournalView
{
    /// <inheritdoc/>
    public Head Head => journal.Head;

    /// <inheritdoc/>
    public IEnumerable<StoredEntry> Read(long from) => journal.Read(from);

    /// <inheritdoc/>
    public IEnumerable<Head> Checkpoints() => journal.Checkpoints();

    /// <inheritdoc/>
    public IEnumerable<SubjectKey> SubjectKeys() => journal.SubjectKeys();

    /// <inheritdoc/>
    public byte[]? FindSubjectKey(Guid subject) => journal.FindSubjectKey(subject);

    /// <inheritdoc/>
    public byte[]? FindBlob(Hash of) => journal.FindBlob(of);

    /// <inheritdoc/>
    public IEnumerable<Hash> Blobs() => journal.Blobs();

    /// <inheritdoc/>
    public byte[]? FindNote(string name) => keys.FindNote(name) ?? journal.FindNote(name);

    /// <inheritdoc/>
    public IEnumerable<string> Notes() => keys.Notes().Where(name => name != BackupEpochs.Note).Union(journal.Notes());

    /// <summary>The files belong to whoever opened them.</summary>
    public void Dispose()
    {
    }
}
