using System.Text;
using Annona.Journal;

namespace Annona;

/// <summary>
/// Folds a stored journal when an operation is opened, and what others append later; checks on the way everything that
/// needs no key but the register's.
/// </summary>
sealed class JournalFold(string origin, OperationParts parts, JournalWriter writer, JournalReader reader)
{
    const int EntriesPerReport = 4_096;

    /// <summary>Below that, asking key by key is done before reading all keys would be.</summary>
    const int FewEntries = 10_000;

    /// <summary>Folds what the store has after a snapshot, or all of it.</summary>
    /// <exception cref="DamagedEntryException">
    /// An entry is missing, changed or cannot be read back, or the last checkpoint or the witness signs another
    /// journal.
    /// </exception>
    public Registers Fold(Opening opening, StartingPoint? snapshot, Action<long>? progress)
    {
        // One view: a batch that another process commits meanwhile is not half seen.
        using var view = parts.Store.View();
        var edit = new Edit();
        var registers = snapshot is null ? Registers.New() : Resumed(snapshot, view);
        var absences = new Absences(registers.People.IsErased);
        foreach (var (stored, opened) in Opened(view, opening))
        {
            registers = Take(stored, opened, registers, absences, edit);
            if (stored.Position % EntriesPerReport != 0)
                continue;
            // Nothing of this edit is ever dropped, so it need not remember what it did.
            edit.Keep();
            progress?.Invoke(stored.Position);
        }
        edit.Keep();
        CheckEnd(view);
        Check(absences);
        return registers;
    }

    /// <summary>Folds what another process appended after the end that is known.</summary>
    /// <exception cref="DamagedEntryException">As for the whole journal, or it has become shorter.</exception>
    public Registers FoldOn(Registers registers, Edit edit, Opening opening)
    {
        using var view = parts.Store.View();
        if (view.Head.Size < writer.Size)
            throw new DamagedEntryException(
                view.Head.Size + 1, $"it is missing: {writer.Size} entries were read of this journal before.");
        var absences = new Absences(registers.People.IsErased);
        foreach (var (stored, opened) in Opened(view, opening))
            registers = Take(stored, opened, registers, absences, edit);
        CheckEnd(view);
        Check(absences);
        return registers;
    }

    Registers Take(StoredEntry stored, OpenedEvent opened, Registers registers, Absences absences, Edit edit)
    {
        var entry = opened.Entry;
        writer.Follow(stored, entry.Envelope);
        foreach (var subject in entry.Lost)
            absences.Missing(subject, entry.Position, isKey: false);
        // Only the hub erases: what a device says of it explains nothing.
        if (entry.SignedId is null)
            absences.Explain(entry.Envelope.Erased);
        CheckWitness();
        return registers.After(opened.In(registers), edit);
    }

    /// <summary>
    /// The snapshot's end must be in this journal. That all entries before it are still there and unchanged is for
    /// <c>annona verify</c>: what is recorded next vouches for the tree as the snapshot has it, not for a damaged copy.
    /// </summary>
    Registers Resumed(StartingPoint snapshot, IJournalView view)
    {
        var end = snapshot.End;
        var last = view.Read(end.Size).FirstOrDefault() ?? throw new DamagedEntryException(
            end.Size, "it is missing, but a snapshot has it.");
        if (MerkleTree.LeafHash(last.LeafBytes) != end.Previous)
            throw new DamagedEntryException(end.Size, "a snapshot has another one.");
        writer.Resume(end);
        CheckWitness();
        return snapshot.Registers;
    }

    /// <summary>
    /// What follows the end that is known. Asking for one key costs a hundred times what reading the next does, so few
    /// entries ask for each, and many take all.
    /// </summary>
    IEnumerable<(StoredEntry Stored, OpenedEvent Opened)> Opened(IJournalView view, Opening opening)
    {
        var stored = view.Read(writer.Size + 1);
        if (view.Head.Size - writer.Size <= FewEntries)
            return reader.Open(stored, view.FindSubjectKey, opening)
                .Select(pair => (pair.Stored, StoredForms.Open(pair.Entry)));
        var keys = view.SubjectKeys().ToDictionary(key => key.Subject, key => key.Wrapped);
        return reader.OpenAhead(stored, keys.GetValueOrDefault, opening, StoredForms.Open);
    }

    /// <summary>Only what some entry erased may be gone; that entry may come later.</summary>
    static void Check(Absences absences)
    {
        if (absences.First is { } absence)
            throw new DamagedEntryException(
                absence.Position, "a personal part or the key to it is gone, and no entry says that it was erased.");
    }

    void CheckWitness()
    {
        if (parts.Witness is { } witness && witness.Size == writer.Size && witness != writer.Tree)
            throw new DamagedEntryException(
                writer.Size, $"the head kept apart signs another journal of {witness.Size} entries than this one.");
    }

    /// <summary>The last checkpoint must sign exactly what was read.</summary>
    void CheckEnd(IJournalView view)
    {
        var (size, head) = (writer.Size, view.Head);
        if (parts.Witness is { } witness && witness.Size > size)
            throw new DamagedEntryException(
                size + 1, $"it is missing: the head kept apart signs {witness.Size} entries, this journal has {size}.");
        if (head.Size > size)
            throw new DamagedEntryException(
                size + 1, $"it is missing: the last checkpoint signs {head.Size} entries, this journal has {size}.");
        if (head.Size < size)
            throw new DamagedEntryException(head.Size + 1, "it stands after the last signed checkpoint.");
        if (size > 0 && WhyNot(head.Checkpoint) is { } why)
            throw new DamagedEntryException(FirstOfLastBatch(view), why);
    }

    static long FirstOfLastBatch(IJournalView view)
    {
        var (before, last) = (0L, 0L);
        foreach (var head in view.Checkpoints())
            (before, last) = (last, head.Size);
        return before + 1;
    }

    string? WhyNot(string note)
    {
        if (!SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out var signed)
            || !Checkpoint.TryParse(signed.Text, out var checkpoint))
            return "the checkpoint after it is not one.";
        if (checkpoint.Origin != origin)
            return "the checkpoint after it belongs to another operation.";
        if (parts.Verifiers.Count > 0 && signed.Check(parts.Verifiers) != NoteCheck.Verified)
            return "the checkpoint after it is not signed with this operation's key.";
        return checkpoint.Head == writer.Tree ? null : "the checkpoint after it signs another journal.";
    }
}
