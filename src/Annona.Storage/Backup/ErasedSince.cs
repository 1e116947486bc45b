using System.Diagnostics;
using System.Text;
using Annona.Journal;
using Annona.People;
using Annona.PublicRecord;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Values;

namespace Annona.Storage.Backup;

/// <summary>
/// Who was erased after a backup was made, and is in it all the same: erased again in the restored journal, with
/// entries of their own, before anybody can open it.
/// </summary>
sealed class ErasedSince
{
    readonly IReadOnlyList<Guid> subjects;
    readonly IReadOnlyList<ErasedPassage> passages;
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
        var list = ErasedFile.Read(asked.Erasures ?? asked.To.Erased, operation);
        subjects = [.. list.Subjects.Where(subject => journal.FindSubjectKey(subject) is not null)];
        passages = list.Passages;
    }

    /// <summary>How many persons were erased again.</summary>
    public int Count { get; private set; }

    /// <summary>From how many sources words were destroyed again, or hidden in a title or an address.</summary>
    public int Sources { get; private set; }

    bool hasErased;

    /// <summary>Erases them and the words; true when there were any.</summary>
    /// <exception cref="KeyException">The list has words that this backup cannot have.</exception>
    public bool Apply(IJournalStore store)
    {
        if (subjects.Count + passages.Count == 0)
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
        foreach (var source in passages.Select(passage => passage.Source).Distinct())
            EraseWords(source, restored, store);
        store.Sweep();
        return hasErased;
    }

    void Erase(Guid[] chunk, Operation restored)
    {
        var ask = new EraseAgain(chunk) { Intent = Guid.CreateVersion7() };
        // Refused where there are only keys of households whose members are all there: nothing names anybody.
        if (Decided(ask, restored) is not Decision.Accepted accepted)
            return;
        hasErased = true;
        Count += accepted.Events.OfType<PersonErased>().Count();
    }

    void EraseWords(Id<Source> source, Operation restored, IJournalStore store)
    {
        // Another source with the same text may have taken them along just now.
        var left = passages.Where(passage => passage.Source == source).Except(ErasedWords.From(0, restored)).ToList();
        if (left.Count == 0 || ErasedWords.TextOf(source, restored) is not { } text)
            return;
        var words = new PassagesOf(source, TextUnder(text, store), [.. left.Select(passage => passage.Where)]);
        if (Decided(new ErasePassagesAgain(words) { Intent = Guid.CreateVersion7() }, restored)
            is not Decision.Accepted accepted)
            throw new KeyException(KeyFault.Damaged,
                $"The list of what was erased has words of source {source} that are not in this backup's text of it.",
                "Use the list from the operation's keys folder, or a copy of that.");
        hasErased |= accepted.Events.Count > 0;
        Sources += accepted.Events.Select(SourceOf).Distinct().Count();
    }

    Decision Decided(Request ask, Operation restored)
    {
        var decided = restored.Record(ask, new(new(by)), CancellationToken.None);
        restored.DecideWaiting();
        return decided.GetAwaiter().GetResult();
    }

    string TextUnder(Hash of, IJournalStore store) =>
        store.FindBlob(of) is { } kept && ring.Parts.TryOpen(kept, of.ToBytes(), out var text)
            ? Encoding.UTF8.GetString(text)
            : throw new StoreException($"The document {of} in the backup is not what its hash says.",
                "Use another backup.")
            {
                IsDamage = true,
            };

    static Id<Source> SourceOf(Event fact) => fact switch
    {
        PassagesErased erased => erased.Source,
        PassageMasked masked => masked.Source,
        _ => throw new UnreachableException(),
    };
}
