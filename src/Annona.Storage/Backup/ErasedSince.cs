using Annona.Journal;
using Annona.People;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Storage.Backup;

/// <summary>
/// Who was erased after a backup was made, and is in it all the same: erased again in the restored journal, with
/// entries of their own, before anybody can open it.
/// </summary>
sealed class ErasedSince
{
    readonly IReadOnlyList<Guid> subjects;
    readonly KeyRing ring;
    readonly Guid operation;
    readonly Guid by;

    /// <summary>Reads the list, and finds whose keys the backup still has.</summary>
    /// <exception cref="StoreException">There is no list where somebody named one.</exception>
    /// <exception cref="KeyException">The list is damaged, or of another operation.</exception>
    public ErasedSince(RestoreAsked asked, BackupFile journal, KeyRing ring)
    {
        if (asked.Erasures is { } named && !File.Exists(named))
            throw new StoreException($"There is no list of erased persons '{named}'.",
                "Name the file operation.erased of the keys folder, or a copy of it.");
        (this.ring, operation) = (ring, journal.Header.Card.Id);
        by = asked.By ?? operation;
        subjects = [.. ErasedFile.Read(asked.Erasures ?? asked.To.Erased, operation)
            .Where(subject => journal.FindSubjectKey(subject) is not null)];
    }

    /// <summary>How many persons were erased again.</summary>
    public int Count { get; private set; }

    bool hasErased;

    /// <summary>Erases them; true when there were any.</summary>
    public bool Apply(IJournalStore store)
    {
        if (subjects.Count == 0)
            return false;
        var restored = Operation.Open(
            operation,
            new(store, ring.Parts, ring.Signers, TimeProvider.System)
            {
                Verifiers = [.. ring.VerifierKeys.Select(NoteVerifiers.For)], Recovering = new(by),
            },
            Opening.OpenParts);
        foreach (var chunk in subjects.Chunk(ErasePersons.PersonsMax))
            Erase(chunk, restored);
        store.Sweep();
        return hasErased;
    }

    void Erase(Guid[] chunk, Operation restored)
    {
        var ask = new EraseAgain(chunk) { Intent = Guid.CreateVersion7() };
        var decided = restored.Record(ask, new(new(by)), CancellationToken.None);
        restored.DecideWaiting();
        // Refused where there are only keys of households whose members are all there: nothing names anybody.
        if (decided.GetAwaiter().GetResult() is not Decision.Accepted accepted)
            return;
        hasErased = true;
        Count += accepted.Events.OfType<PersonErased>().Count();
    }
}
