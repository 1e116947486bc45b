using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Storage.Backup;

/// <summary>What to do when the head kept with the keys is newer than the backup.</summary>
public enum OlderCopy
{
    /// <summary>Refuse: entries would be lost.</summary>
    Refuse,

    /// <summary>Somebody knows that these entries are lost, and wants the older copy all the same.</summary>
    Accept,
}

/// <summary>A restore that is asked for.</summary>
/// <param name="From">The backup.</param>
/// <param name="To">The data folder must not exist, or be empty. The keys folder may have what is left of the keys.
/// </param>
/// <param name="Root">The operation's root key, from a key file or from recovery shares.</param>
/// <param name="Older">What to do when the head in the keys folder knows of more entries.</param>
public sealed record RestoreAsked(BackupPaths From, OperationPaths To, RootKey Root, OlderCopy Older)
{
    /// <summary>The officer who puts it back; the operation itself where nobody is named.</summary>
    public Guid? By { get; init; }

    /// <summary>A list of erased persons; that of the keys folder unless it is named.</summary>
    public string? Erasures { get; init; }

    /// <summary>
    /// Words that say at which database server the journal is kept, without a password; null for a file in the folder.
    /// </summary>
    public string? Server { get; init; }
}

/// <summary>What was put back.</summary>
/// <param name="Verified">What the verification of the restored file found; it has no fault.</param>
/// <param name="ErasedAgain">How many persons were erased after the backup, and are erased in it now.</param>
/// <param name="SourcesAgain">From how many sources words were destroyed after the backup, and are in it now.</param>
public sealed record Restored(Verification Verified, int ErasedAgain, int SourcesAgain);

/// <summary>Puts a backup back into a new folder, and verifies it before it is used.</summary>
public static class OperationRestore
{
    /// <summary>Restores.</summary>
    /// <param name="asked">What, where and for whom.</param>
    /// <param name="watch">Told how far it is.</param>
    /// <exception cref="StoreException">The backup is damaged, or the folder cannot be written; it is left as it
    /// was.</exception>
    /// <exception cref="KeyException">The root key is of another operation; nothing was written.</exception>
    /// <exception cref="DamagedEntryException">The backup does not verify; nothing is left.</exception>
    public static Restored Restore(RestoreAsked asked, CopyWatch watch)
    {
        var (from, to) = (asked.From, asked.To);
        CheckEmpty(to);
        using var journal = BackupFile.Open(from.Journal);
        using var keys = OpenKeys(from, journal.Header);
        using var ring = Ring(keys, journal.Header, asked.Root);
        var epochs = BackupEpochs.Find(keys, to, ring, asked.Root);
        epochs.Check(journal);
        var erased = new ErasedSince(asked, journal, ring);
        var kept = CheckHead(to, ring, journal.Header, asked.Older);
        var aside = to with { Data = Path.TrimEndingDirectorySeparator(to.Data) + ".restoring" };
        var target = RestoreTarget.For(asked.Server, aside, journal.Header.Card.Id);
        try
        {
            Remove(aside.Data);
            OwnerOnly.MakeFolder(aside.Data);
            var verified = Copy(new RestoredView(journal, keys), target, journal.Header, kept, watch);
            using (var store = target.Open(FolderUse.Write))
            {
                epochs.Settle(store);
                if (erased.Apply(store))
                    verified = Verified(store, journal.Header, kept, watch);
            }
            CheckOpens(target, journal.Header, ring);
            if (asked.Older == OlderCopy.Accept)
                SetHeadAside(to.Head);
            OperationFolder.MakeKeysFolder(to.Keys);
            epochs.Place(to);
            Place(aside, to, target, journal.Header);
            return new(verified, erased.Count, erased.Sources);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The backup could not be put back: {e.Message}",
                "Nothing of it is left behind. Free some space, or name a folder where you may write.", e);
        }
        finally
        {
            Remove(aside.Data);
            target.Undo();
        }
    }

    static void CheckEmpty(OperationPaths to)
    {
        if (File.Exists(to.Data)
            || (Directory.Exists(to.Data) && Directory.EnumerateFileSystemEntries(to.Data).Any()))
            throw new StoreException($"The folder {to.Data} is not empty.",
                "Name a new folder: nothing is ever overwritten.");
    }

    static BackupFile OpenKeys(BackupPaths from, BackupHeader journal)
    {
        var keys = BackupFile.Open(from.KeyPart);
        if (keys.Header.Id == journal.Id && keys.Header.Part == BackupPart.Keys && journal.Part == BackupPart.Journal)
            return keys;
        keys.Dispose();
        throw new StoreException($"{from.Journal} and {from.KeyPart} are not of one backup.",
            "Each backup has its own keys. Name their folder with --backup-keys DIR.");
    }

    static KeyRing Ring(BackupFile keys, BackupHeader journal, RootKey root)
    {
        var stored = keys.FindNote(KeyRing.Note) ?? throw new StoreException(
            "The keys of this backup have no key ring.", "Use another backup.");
        var ring = KeyRing.Open(stored, root);
        if (ring.VerifierKeys.Select(key => key.ToString()).SequenceEqual(journal.PublicKeys)
            && ring.Origin == Operation.OriginOf(journal.Card.Id))
            return ring;
        ring.Dispose();
        throw new StoreException("The public keys in this backup are not those of its key ring.",
            "Somebody changed one of the two files. Use another backup.")
        {
            IsDamage = true,
        };
    }

    /// <summary>The head that was kept with the keys tells of entries that came after the backup.</summary>
    static string? CheckHead(OperationPaths to, KeyRing ring, BackupHeader journal, OlderCopy older)
    {
        if (HeadFile.Read(to.Head) is not { } note)
            return null;
        var verifier = new JournalVerifier(ring.Origin, [.. ring.VerifierKeys.Select(NoteVerifiers.For)]);
        var tree = HeadFile.TreeOf(note, to.Head, verifier);
        if (tree.Size <= journal.Head.Size)
            return note;
        if (older == OlderCopy.Accept)
            return null;
        throw new StoreException(
            $"This backup has {journal.Head.Size} entries, but the head kept with the keys signs {tree.Size}: "
            + $"{tree.Size - journal.Head.Size} entries came after it and would be lost.",
            "Look for a newer backup. If there is none, tell every officer what is lost, and restore with --older.");
    }

    static Verification Copy(
        IJournalView backup, RestoreTarget target, BackupHeader header, string? kept, CopyWatch watch)
    {
        using var store = target.Make();
        store.Fill(backup, watch.Copied);
        return Verified(store, header, kept, watch);
    }

    /// <summary>From the file that was written, not from the one that was read.</summary>
    static Verification Verified(IJournalView store, BackupHeader header, string? kept, CopyWatch watch)
    {
        var verified = OperationBackup.Verify(store, header, kept, watch);
        if (verified.Fault is { } fault)
            throw new DamagedEntryException(
                fault.Position, $"the backup does not verify, and nothing was put back. {fault.What}")
            {
                Remedy = "Copy the backup again from where it was made, or use another one.",
            };
        return verified;
    }

    /// <summary>Opens every part and folds it: a journal that only hashes well may have the wrong keys.</summary>
    static void CheckOpens(RestoreTarget target, BackupHeader header, KeyRing ring)
    {
        using var store = target.Open(FolderUse.Read);
        _ = Operation.Open(
            header.Card.Id,
            new(store, ring.Parts, ring.Signers, TimeProvider.System)
            {
                Verifiers = [.. ring.VerifierKeys.Select(NoteVerifiers.For)],
            },
            Opening.PersonalParts);
        foreach (var of in store.Blobs())
        {
            if (!ring.Parts.TryOpen(store.FindBlob(of)!, of.ToBytes(), out var document) || Hash.Of(document) != of)
                throw new StoreException($"The document {of} in the backup is not what its hash says.",
                    "Use another backup.")
                {
                    IsDamage = true,
                };
        }
    }

    /// <summary>Everything is on the disk, the keys too, before the folder gets its name.</summary>
    static void Place(OperationPaths aside, OperationPaths to, RestoreTarget target, BackupHeader header)
    {
        if (Directory.Exists(to.Data))
            Directory.Delete(to.Data);
        OwnerOnly.WriteLines(to.PublicKeys, header.PublicKeys);
        if (HeadFile.Write(to.Head, target.HeadNote()) is { } why)
            throw new IOException(why);
        FolderSync.Flush(to.Keys);
        target.Finish();
        FolderSync.Flush(aside.Data);
        Directory.Move(aside.Data, to.Data);
        target.Place();
        FolderSync.Flush(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(to.Data))!);
    }

    /// <summary>A head that is newer than what was restored is evidence of what is lost, and is kept.</summary>
    static void SetHeadAside(string head)
    {
        if (File.Exists(head))
            File.Move(head, $"{head}.before-{TimeProvider.System.GetUtcNow():yyyyMMddTHHmmss}", overwrite: true);
    }

    static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
