using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Storage.Backup;

/// <summary>
/// The epochs of the keys in a backup: they are in its small file only, so the large one opens no name without it.
/// </summary>
sealed class BackupEpochs
{
    /// <summary>The file of the epochs, as the small file of a backup has it.</summary>
    public const string Note = "epochs-file";

    readonly EpochsForm? ofToday;
    readonly EpochsForm? all;
    readonly KeyRing ring;

    BackupEpochs(EpochsForm? ofToday, EpochsForm? all, KeyRing ring) =>
        (this.ofToday, this.all, this.ring) = (ofToday, all, ring);

    /// <summary>The file of an operation, for its backup; null when it has none yet.</summary>
    /// <exception cref="KeyException">It should be there and is not, or is damaged.</exception>
    public static byte[]? Read(OperationPaths paths, IJournalView journal) =>
        EpochFile.IsThere(paths.Epochs) || FolderEpochs.ReadNote(journal).Newest > 0
            ? EpochFile.Read(paths.Epochs).ToBytes()
            : null;

    /// <summary>
    /// The epochs that open a backup: those of the keys folder, if it was kept, and those of the backup's small file.
    /// </summary>
    /// <exception cref="StoreException">They are of different operations.</exception>
    public static BackupEpochs Find(BackupFile keys, OperationPaths to, KeyRing ring, RootKey root)
    {
        var inBackup = Parsed(keys);
        var ofToday = EpochFile.IsThere(to.Epochs) ? EpochFile.Read(to.Epochs) : null;
        var all = ofToday is null || inBackup is null ? ofToday ?? inBackup : ofToday.With(inBackup)
            ?? throw new StoreException(
                $"The epochs of the keys in '{to.Epochs}' are not those of this backup.",
                "Name the keys folder of this operation with --keys DIR, or a new one.");
        if (all is not null)
            ring.Parts.Epochs = EpochKeys.Open(all, root, ring.Parts);
        return new(ofToday, all, ring);
    }

    /// <summary>Refuses a backup whose names nobody can open any more.</summary>
    /// <exception cref="StoreException">The key of an epoch is destroyed.</exception>
    public void Check(IJournalView journal)
    {
        foreach (var number in journal.SubjectKeys().Select(key => PartSealer.EpochOf(key.Wrapped)).OfType<int>()
            .Distinct())
        {
            if (all?.Find(number) is { IsGone: false })
                continue;
            var when = all?.Find(number)?.DestroyedAt is { } at ? $" on {at:yyyy-MM-dd}" : "";
            throw new StoreException(
                $"The names in this backup are sealed under epoch {number} of the keys, which was destroyed{when}: the "
                + "backup is older than the retention.",
                "Use a newer backup. This one still proves and counts, for who verifies it; it says no name.");
        }
    }

    /// <summary>
    /// Wraps the restored keys under the newest epoch of the keys folder, where there is one; what the backup brought
    /// is not kept then.
    /// </summary>
    public void Settle(IJournalStore store)
    {
        if (ofToday is null)
            return;
        store.Rewrap(ring.Parts.Rewrapped, _ => { });
        FolderEpochs.KeepNote(store, ofToday.Newest.Number, isTurning: false);
    }

    /// <summary>Puts the file into the keys folder, where there is none.</summary>
    public void Place(OperationPaths to)
    {
        if (ofToday is null && all is not null)
            EpochFile.Write(to.Epochs, all);
    }

    /// <summary>Puts the file back from the small file of a backup, where there is none.</summary>
    /// <exception cref="StoreException">The small file has none, or is of another operation.</exception>
    public static void PutBack(string keyPart, OperationPaths to, string origin)
    {
        using var keys = BackupFile.Open(keyPart);
        if (Parsed(keys) is not { } form || form.Origin != origin)
            throw new StoreException($"{keyPart} has no epochs of the keys of this operation.",
                "Name the folder of the key part of its newest backup.");
        if (EpochFile.IsThere(to.Epochs))
            throw new StoreException($"There is a file '{to.Epochs}' already.",
                "Nothing is overwritten: move it away first if it is damaged or old.");
        OperationFolder.MakeKeysFolder(to.Keys);
        EpochFile.Write(to.Epochs, form);
    }

    static EpochsForm? Parsed(BackupFile keys) => keys.FindNote(Note) is { } bytes
        ? EpochsForm.Read(bytes) ?? throw new StoreException(
            "The epochs of the keys in this backup cannot be read.", "Use another backup.")
        {
            IsDamage = true,
        }
        : null;
}
