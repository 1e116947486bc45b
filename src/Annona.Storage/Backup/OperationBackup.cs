using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Storage.Backup;

/// <summary>What a backup has, as it was read back from the disk.</summary>
/// <param name="Verified">What the verification of the written file found; it has no fault.</param>
/// <param name="Documents">How many documents are in it.</param>
/// <param name="Bytes">Length of both files.</param>
public sealed record BackupMade(Verification Verified, int Documents, long Bytes);

/// <summary>What lay in the keys folder when a backup was made.</summary>
/// <param name="Head">The signed head, from before the view was taken; null if there was none.</param>
/// <param name="Epochs">The file of the epochs, from after it; null if there was none.</param>
public sealed record KeptWithKeys(string? Head, byte[]? Epochs);

/// <summary>Told how far a copy is; may throw to stop it, and then nothing of it is left.</summary>
/// <param name="Copied">The position of every entry that was written.</param>
/// <param name="Verified">The position of every entry that was read back.</param>
public sealed record CopyWatch(Action<long> Copied, Action<long> Verified)
{
    /// <summary>Nobody watches.</summary>
    public static CopyWatch None { get; } = new(_ => { }, _ => { });
}

/// <summary>
/// Copies a journal into two files while others go on recording: one view of it, so one moment. It needs no
/// passphrase, since nothing is opened: what was sealed stays sealed.
/// </summary>
public static class OperationBackup
{
    /// <summary>Notes that hold keys above those of persons; they go into the small file.</summary>
    public static IReadOnlyList<string> KeyNotes { get; } = [KeyRing.Note, BackupEpochs.Note];

    /// <summary>Makes a backup of the operation in a folder, and verifies what was written.</summary>
    /// <exception cref="StoreException">It cannot be read or written; nothing is left behind.</exception>
    /// <exception cref="DamagedEntryException">The journal is damaged: a copy would be no backup.</exception>
    public static BackupMade Make(OperationPaths paths, BackupPaths to, CopyWatch watch)
    {
        to.CheckNew(paths);
        // The head first: whoever writes meanwhile keeps a head after the commit, never before it.
        var kept = OperationFolder.KeptHead(paths);
        var (store, card) = OperationFolder.OpenSealed(paths);
        using (store)
        using (var view = store.View())
        {
            var header = new BackupHeader(
                Guid.CreateVersion7(), BackupPart.Journal, card, TimeProvider.System.GetUtcNow(), view.Head,
                ReadPublicKeys(paths.PublicKeys));
            // After the view: what wraps its keys is in the file until its retention is over.
            return Make(view, header, to, new(kept, BackupEpochs.Read(paths, view)), watch);
        }
    }

    /// <summary>Makes a backup of what a view shows.</summary>
    /// <param name="view">One moment of a journal.</param>
    /// <param name="header">What stands at the beginning.</param>
    /// <param name="to">Where.</param>
    /// <param name="kept">What lay with the keys.</param>
    /// <param name="watch">Told how far it is.</param>
    public static BackupMade Make(
        IJournalView view, BackupHeader header, BackupPaths to, KeptWithKeys kept, CopyWatch watch)
    {
        var (journal, keys) = (to.Journal + ".partial", to.KeyPart + ".partial");
        try
        {
            MakeFolders(to);
            WriteKeys(view, header, kept.Epochs, keys);
            WriteJournal(view, header, journal, watch);
            var made = ReadBack(journal, keys, kept.Head, watch);
            // The small one first: a large one under its name is a whole backup.
            File.Move(keys, to.KeyPart);
            FolderSync.Flush(to.Keys);
            File.Move(journal, to.Journal);
            FolderSync.Flush(to.Folder);
            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The backup could not be written: {e.Message}",
                "Nothing of it is left behind. Free some space, or name a folder on another disk where you may write.",
                e);
        }
        finally
        {
            File.Delete(journal);
            File.Delete(keys);
        }
    }

    static void WriteKeys(IJournalView view, BackupHeader header, byte[]? epochs, string path)
    {
        File.Delete(path);
        using var writer = new BackupWriter(path, header with { Part = BackupPart.Keys });
        if (view.FindNote(KeyRing.Note) is { } ring)
            writer.Note(KeyRing.Note, ring);
        if (epochs is not null)
            writer.Note(BackupEpochs.Note, epochs);
        writer.Finish();
    }

    static void WriteJournal(IJournalView view, BackupHeader header, string path, CopyWatch watch)
    {
        File.Delete(path);
        using var writer = new BackupWriter(path, header);
        foreach (var entry in view.Read(1))
        {
            writer.Entry(entry);
            watch.Copied(entry.Position);
        }
        foreach (var key in view.SubjectKeys())
            writer.SubjectKey(key);
        foreach (var of in view.Blobs())
            writer.Document(of, view.FindBlob(of)!);
        foreach (var head in view.Checkpoints())
            writer.Checkpoint(head);
        foreach (var name in view.Notes().Except(KeyNotes))
            writer.Note(name, view.FindNote(name)!);
        writer.Finish();
    }

    /// <summary>A backup that nobody read back is a hope.</summary>
    static BackupMade ReadBack(string journal, string keys, string? kept, CopyWatch watch)
    {
        using var written = BackupFile.Open(journal);
        using var keyPart = BackupFile.Open(keys);
        var verified = Verify(written, written.Header, kept, watch);
        if (verified.Fault is { } fault)
            throw new DamagedEntryException(
                fault.Position, $"the journal does not verify, and so no backup was made. {fault.What}");
        var documents = 0;
        foreach (var of in written.Blobs())
        {
            _ = written.FindBlob(of);
            documents++;
        }
        return new(verified, documents, new FileInfo(journal).Length + new FileInfo(keys).Length);
    }

    /// <summary>Verifies a journal with the public keys that a backup brings.</summary>
    internal static Verification Verify(
        IJournalView journal, BackupHeader header, string? kept, CopyWatch watch) =>
        new JournalVerifier(Operation.OriginOf(header.Card.Id), [.. header.PublicKeys.Select(Verifier)])
        {
            KeptWithKeys = kept, PersonsWithKeys = journal.SubjectKeys().Select(key => key.Subject),
        }.Verify(journal.Read(1).Select(entry =>
        {
            watch.Verified(entry.Position);
            return entry;
        }), journal.Checkpoints(), []);

    static INoteVerifier Verifier(string line) => NoteVerifiers.TryParse(line, out var verifier)
        ? verifier
        : throw new StoreException("A public key of the operation cannot be read.",
            "Get operation.pub again from a coordinator, or use another backup.");

    internal static IReadOnlyList<string> ReadPublicKeys(string path)
    {
        if (!File.Exists(path))
            throw new StoreException($"There are no public keys in '{path}'.",
                "Name the keys folder with --keys DIR; a backup is verified with the file operation.pub in it.");
        return [.. File.ReadLines(path).Where(line => line.Length > 0)];
    }

    static void MakeFolders(BackupPaths to)
    {
        Directory.CreateDirectory(to.Folder);
        OwnerOnly.MakeFolder(to.Keys);
    }
}
