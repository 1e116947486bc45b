using Annona.Journal;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Postgres;
using Annona.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Move;

/// <summary>What becomes of the copy that a move leaves behind.</summary>
public enum OldCopy
{
    /// <summary>It gets another name, under which nothing uses it.</summary>
    SetAside,

    /// <summary>It is removed.</summary>
    Delete,
}

/// <summary>How far a move is; what a test interrupts.</summary>
public enum MoveStep
{
    /// <summary>The folder says that there is a move.</summary>
    Noted,

    /// <summary>The new place is made and empty.</summary>
    Made,

    /// <summary>Everything was copied.</summary>
    Filled,

    /// <summary>The new copy was verified and compared.</summary>
    Compared,

    /// <summary>The new copy has its name, or the old one takes no more entries.</summary>
    Ready,

    /// <summary>The folder leads to the new copy.</summary>
    Switched,

    /// <summary>Nobody finds the old copy by its old name.</summary>
    Retired,
}

/// <summary>What a move did.</summary>
/// <param name="Verified">What the verification of the new copy found; null when only an earlier move was finished.
/// </param>
/// <param name="Kept">Where the old copy is now; null when nothing is left of it.</param>
public sealed record Moved(Verification? Verified, string? Kept);

/// <summary>
/// Moves the journal of a folder between its file and a database server. Until the one step in which the folder changes
/// where it leads the old copy is in use, whatever interrupts the move; after it the old one is not.
/// </summary>
/// <param name="paths">Where.</param>
/// <param name="old">What becomes of the old copy.</param>
/// <param name="watch">Told how far it is.</param>
public sealed class JournalMove(OperationPaths paths, OldCopy old, CopyWatch watch)
{
    /// <summary>Called after each step.</summary>
    public Action<MoveStep> Reached { get; init; } = _ => { };

    string Filling => paths.Journal + ".moving";

    /// <summary>Moves the journal from its file to a server.</summary>
    /// <param name="words">Which server; without a password.</param>
    /// <exception cref="StoreException">Another process writes, or a copy cannot be read or written.</exception>
    /// <exception cref="DamagedEntryException">The journal does not verify.</exception>
    public Moved ToServer(string words) => Told(() => MoveToServer(words));

    Moved MoveToServer(string words)
    {
        using var lease = OperationFolder.TakeLease(paths);
        var (isSettled, kept) = Settle();
        if (File.Exists(paths.Server))
            return isSettled ? new(null, kept) : throw Already("at a database server");
        Verification verified;
        PostgresPlace to;
        var (from, card) = OperationFolder.OpenSealed(paths);
        using (from)
        using (var view = from.View())
        {
            to = PostgresPlace.For(words, card.Id);
            PostgresStore.CheckReachable(to);
            Begin(new(null, to));
            verified = OrUndo(() =>
            {
                using var store = PostgresStore.Open(to, PostgresUse.Make);
                PostgresMove.MarkHalf(to);
                Reached(MoveStep.Made);
                return Copy(view, store, card);
            });
            Reached(MoveStep.Ready);
        }
        JournalHome.KeepPlace(paths, to);
        Reached(MoveStep.Switched);
        return new(verified, Settle().Kept);
    }

    /// <summary>Moves the journal from its server to a file in the folder.</summary>
    /// <exception cref="StoreException">Another process writes, or a copy cannot be read or written.</exception>
    /// <exception cref="DamagedEntryException">The journal does not verify.</exception>
    public Moved ToFile() => Told(MoveToFile);

    Moved MoveToFile()
    {
        using var lease = OperationFolder.TakeLease(paths);
        var (isSettled, kept) = Settle();
        if (!File.Exists(paths.Server))
            return isSettled ? new(null, kept) : throw Already("in a file");
        if (File.Exists(paths.Journal))
            throw new StoreException($"There is a file {paths.Journal} already, which is not in use.",
                "Move it away: nothing is ever overwritten.");
        var place = JournalHome.ReadPlace(paths.Server);
        Begin(new(place, null));
        var verified = OrUndo(() => Written(place));
        FileSteps.Take(paths.Server);
        File.Delete(paths.Server);
        FolderSync.Flush(paths.Data);
        Reached(MoveStep.Switched);
        return new(verified, Settle().Kept);
    }

    /// <summary>The folder is changed in files as well, and a disk may say no to each.</summary>
    static Moved Told(Func<Moved> move)
    {
        try
        {
            return move();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The journal could not be moved: {e.Message}",
                "Free some space, or give yourself the right to write in the data folder; then do it again. Until then "
                + "the copy is in use that the folder leads to.", e);
        }
    }

    Verification Written(PostgresPlace place)
    {
        var (from, card) = OperationFolder.OpenSealed(paths);
        using var closed = from;
        using var view = from.View();
        Verification verified;
        using (var store = SqliteStore.Open(Filling, SqliteOpenMode.ReadWriteCreate))
        {
            Reached(MoveStep.Made);
            verified = Copy(view, store, card);
        }
        CheckClosed(Filling);
        FileSteps.Take(paths.Journal);
        File.Move(Filling, paths.Journal);
        FolderSync.Flush(paths.Data);
        PostgresMove.Fence(place);
        // A lease at a server can be lost unnoticed; what somebody appended since would be left behind.
        if (from.Head != view.Head)
            throw new StoreException("Another process recorded something while the journal was moved.",
                "Nothing was moved. End that process, then do it again.");
        Reached(MoveStep.Ready);
        return verified;
    }

    /// <summary>What stands in a log that could not be closed would be left behind with the old name.</summary>
    static void CheckClosed(string journal)
    {
        if (new FileInfo(journal + "-wal") is { Exists: true, Length: > 0 })
            throw new StoreException("The disk reported an error while the new copy was closed.",
                "Nothing was moved. Check the disk, then do it again.");
        foreach (var end in (string[])["-wal", "-shm"])
            File.Delete(journal + end);
    }

    Verification Copy(IJournalView from, IJournalStore to, OperationCard card)
    {
        to.Fill(from, watch.Copied);
        Reached(MoveStep.Filled);
        var header = new BackupHeader(
            Guid.Empty, BackupPart.Journal, card, default, from.Head, OperationBackup.ReadPublicKeys(paths.PublicKeys));
        var verified = OperationBackup.Verify(to, header, OperationFolder.KeptHead(paths), watch);
        if (verified.Fault is { } fault)
            throw new DamagedEntryException(
                fault.Position, $"the journal does not verify, and so it was not moved. {fault.What}");
        var difference = JournalDigest.Of(from).DifferenceTo(JournalDigest.Of(to))
            ?? (from.Head == to.Head ? null : "heads");
        if (difference is not null)
            throw new StoreException(
                $"The new copy has other {difference} than the old one, and so the journal was not moved.",
                "Check the disk and the server, then do it again.");
        Reached(MoveStep.Compared);
        return verified;
    }

    void Begin(MoveNote note)
    {
        note.Keep(paths);
        Reached(MoveStep.Noted);
    }

    /// <summary>What fails before the switch leaves nothing, where it can still be cleaned up.</summary>
    Verification OrUndo(Func<Verification> act)
    {
        try
        {
            return act();
        }
        catch
        {
            try
            {
                Settle();
            }
            // The server is away, so the note stays and the next try cleans up; the first failure is the one to tell.
            catch (StoreException)
            {
                FolderSync.Flush(paths.Data);
            }
            throw;
        }
    }

    /// <summary>
    /// Ends a move that was begun: before its switch the new copy goes, after it the old one is retired.
    /// </summary>
    /// <returns>Whether there was one, and where its old copy is kept.</returns>
    (bool IsSettled, string? Kept) Settle()
    {
        if (MoveNote.Read(paths) is not { } note)
            return (false, null);
        var home = File.Exists(paths.Server) ? JournalHome.ReadPlace(paths.Server) : null;
        string? kept = null;
        if (note.To is { } to && home == to)
        {
            kept = RetireFile();
            PostgresMove.MarkWhole(to);
        }
        else if (note.To is { } half)
            PostgresMove.RemoveHalf(half);
        if (note.From is { } left && home is null)
            kept = RetireSchema(left);
        else if (note.From is { } used)
        {
            Delete(Filling);
            Delete(paths.Journal);
            PostgresMove.LiftFence(used);
        }
        Reached(MoveStep.Retired);
        MoveNote.Remove(paths);
        return (true, kept);
    }

    string? RetireFile()
    {
        if (!File.Exists(paths.Journal))
            return null;
        if (old == OldCopy.Delete)
        {
            Delete(paths.Journal);
            return null;
        }
        // What stands in its log comes into the file; a reader who holds the log keeps it, and it goes along.
        SqliteStore.Open(paths.Journal, SqliteOpenMode.ReadWrite).Dispose();
        var aside = $"{paths.Journal}.moved-{TimeProvider.System.GetUtcNow():yyyyMMdd'T'HHmmss}";
        foreach (var end in (string[])["-wal", "-shm", ""])
        {
            if (File.Exists(paths.Journal + end))
                File.Move(paths.Journal + end, aside + end);
        }
        FolderSync.Flush(paths.Data);
        return aside;
    }

    string? RetireSchema(PostgresPlace place)
    {
        var aside = PostgresMove.SetAside(place);
        if (aside is null || old == OldCopy.SetAside)
            return aside is null ? null : $"schema {aside}";
        PostgresStore.Remove(place with { Schema = aside });
        return null;
    }

    static void Delete(string journal)
    {
        foreach (var end in (string[])["", "-wal", "-shm", "-journal"])
            File.Delete(journal + end);
    }

    static StoreException Already(string where) => new(
        $"The journal is {where} already.", "Nothing has to be done.");
}
