using System.Text.Json;
using Annona.Access;
using Annona.Journal;
using Annona.Storage.Keys;
using Annona.Storage.Sqlite;
using Annona.Values;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Folder;

/// <summary>Where an operation lives: the data folder, and beside it, never inside, the folder of the keys.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Keys">The keys folder.</param>
public sealed record OperationPaths(string Data, string Keys)
{
    /// <summary>The journal: one SQLite file.</summary>
    public string Journal => Path.Combine(Data, "journal.db");

    /// <summary>Held by the one process that writes.</summary>
    public string Lock => Path.Combine(Data, "writing.lock");

    /// <summary>The number of that process.</summary>
    public string Holder => Path.Combine(Data, "writing.process");

    /// <summary>The public keys of the operation, for whoever verifies.</summary>
    public string PublicKeys => Path.Combine(Keys, "operation.pub");

    /// <summary>The usual place of the keys: <c>DIR.keys</c> beside <c>DIR</c>.</summary>
    public static OperationPaths For(string data, string? keys) =>
        new(Path.GetFullPath(data), keys is null ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(data))
            + ".keys" : Path.GetFullPath(keys));
}

/// <summary>What is kept in clear beside the journal.</summary>
/// <param name="Id">The operation.</param>
/// <param name="Name">What its officers call it.</param>
public sealed record OperationCard(Guid Id, string Name);

/// <summary>Makes and opens the folder of an operation.</summary>
public static class OperationFolder
{
    const string CardNote = "operation";
    const string KeyRingNote = "keyring";

    /// <summary>Makes an operation with its first officer, who gets every role.</summary>
    /// <param name="paths">The data folder must not exist, or be empty.</param>
    /// <param name="name">What its officers call it.</param>
    /// <param name="officerName">The first officer.</param>
    /// <param name="passphrase">Wraps the officer's key file.</param>
    /// <returns>The open operation and the recovery shares, which are kept nowhere.</returns>
    public static (RunningOperation Running, IReadOnlyList<RecoveryShare> Shares) Create(
        OperationPaths paths, string name, string officerName, string passphrase)
    {
        OfficerKeyFile.CheckPassphrase(passphrase);
        if (Directory.Exists(paths.Data) && Directory.EnumerateFileSystemEntries(paths.Data).Any())
            throw new StoreException($"The folder {paths.Data} is not empty.",
                "Name a new folder: nothing is ever overwritten.");
        if (OfficerKeyFile.FilesIn(paths.Keys).Count > 0)
            throw new StoreException($"There are keys in {paths.Keys} already.",
                "Name another folder with --keys, or move the old keys away.");
        MakeFolder(paths.Data);
        var officer = new OfficerIdentity(Guid.CreateVersion7(), officerName);
        using var root = RootKey.Create();
        var shares = RecoveryShares.Split(root);
        var keyFile = OfficerKeyFile.Create(paths.Keys, officer, root, passphrase);
        var card = new OperationCard(Guid.CreateVersion7(), name);
        using (var store = SqliteStore.Open(paths.Journal, SqliteOpenMode.ReadWriteCreate))
        using (var ring = KeyRing.Create(Operation.OriginOf(card.Id), root))
        {
            store.KeepNote(CardNote, JsonSerializer.SerializeToUtf8Bytes(card));
            store.KeepNote(KeyRingNote, ring.ToBytes());
            File.WriteAllLines(paths.PublicKeys, ring.VerifierKeys.Select(key => key.ToString()));
        }
        var unlocked = OfficerKeyFile.Unlock(keyFile, passphrase);
        var running = OpenAny(paths, unlocked, FolderUse.Write, new(Opening.PersonalParts));
        Enrol(running, officer, OfficerKeyFile.Describe(keyFile).PublicKey);
        return (running, shares);
    }

    /// <summary>Opens an operation for an officer who unlocked their key.</summary>
    /// <exception cref="StoreException">No operation there, or somebody else is writing.</exception>
    /// <exception cref="KeyException">The key is of another operation.</exception>
    /// <exception cref="DamagedEntryException">An entry cannot be read back.</exception>
    public static RunningOperation Open(
        OperationPaths paths, UnlockedOfficer officer, FolderUse use, Opening opening, Action<long>? progress = null)
    {
        CheckIsThere(paths);
        var running = OpenAny(paths, officer, use, new(opening, progress));
        if (running.Operation.Now.Position > 0)
            return running;
        // Its recovery shares were never printed, so it must not be worked with.
        running.Dispose();
        throw NotWhole();
    }

    static RunningOperation OpenAny(OperationPaths paths, UnlockedOfficer officer, FolderUse use, Reading reading)
    {
        var held = use == FolderUse.Write ? WriteLock.Take(paths) : null;
        SqliteStore? store = null;
        try
        {
            store = OpenStore(paths, use);
            var card = CardOf(store);
            var ring = KeyRing.Open(store.FindNote(KeyRingNote) ?? throw NotWhole(), officer.Root);
            var parts = new OperationParts(store, ring.Parts, ring.Signers, TimeProvider.System);
            var operation = Operation.Open(card.Id, parts, reading.Opening, reading.Progress);
            return new(operation, card, new(new Id<Officer>(officer.Officer.Id)), [officer, ring, store, held]);
        }
        catch
        {
            store?.Dispose();
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Makes a new key file when the old ones are lost, from the recovery shares.</summary>
    /// <returns>The path of the new key file. The officer is enrolled when the operation is next opened for
    /// writing.</returns>
    public static string Recover(OperationPaths paths, IEnumerable<string> shares, OfficerIdentity officer,
        string passphrase)
    {
        CheckIsThere(paths);
        OfficerKeyFile.CheckPassphrase(passphrase);
        using var root = RecoveryShares.Combine(shares);
        using var store = OpenStore(paths, FolderUse.Read);
        using var ring = KeyRing.Open(store.FindNote(KeyRingNote) ?? throw NotWhole(), root);
        var keyFile = OfficerKeyFile.Create(paths.Keys, officer, root, passphrase);
        try
        {
            File.WriteAllLines(paths.PublicKeys, ring.VerifierKeys.Select(key => key.ToString()));
            using var running =
                Open(paths, OfficerKeyFile.Unlock(keyFile, passphrase), FolderUse.Write, Opening.PersonalParts);
            Enrol(running, officer, OfficerKeyFile.Describe(keyFile).PublicKey);
            return keyFile;
        }
        catch
        {
            // A key of somebody who is not enrolled would stand in the way of the next try.
            File.Delete(keyFile);
            throw;
        }
    }

    /// <summary>The store alone, for verification without keys.</summary>
    public static (SqliteStore Store, OperationCard Card) OpenSealed(OperationPaths paths)
    {
        CheckIsThere(paths);
        var store = OpenStore(paths, FolderUse.Read);
        return (store, CardOf(store));
    }

    static void Enrol(RunningOperation running, OfficerIdentity officer, byte[] publicKey)
    {
        var ask =
            new EnrolOfficer(new(officer.Id), Roles.All, publicKey, officer.Name) { Intent = Guid.CreateVersion7() };
        // Whoever holds the root key vouches for the new officer: that is what recovery shares are for.
        var actor = running.Operation.Now.Access.AnyCoordinator is { } first ? new Actor(first) : running.Actor;
        var decision = running.Operation.Record(ask, actor, CancellationToken.None).GetAwaiter().GetResult();
        if (decision is Decision.Refused refused)
            throw new RefusedException(refused.Why);
    }

    static SqliteStore OpenStore(OperationPaths paths, FolderUse use) => SqliteStore.Open(
        paths.Journal, use == FolderUse.Write ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly);

    static void CheckIsThere(OperationPaths paths)
    {
        if (!File.Exists(paths.Journal))
            throw new StoreException(
                $"There is no operation in {paths.Data}.",
                    "Make one with: annona init DIR, or name its folder with --data DIR.");
    }

    static OperationCard CardOf(SqliteStore store)
    {
        try
        {
            return JsonSerializer.Deserialize<OperationCard>(store.FindNote(CardNote) ?? throw NotWhole())
                is { Name: not null } card ? card : throw NotWhole();
        }
        catch (JsonException)
        {
            throw NotWhole();
        }
    }

    static StoreException NotWhole() => new(
        "The journal file is not whole: its first words or its first officer are missing.",
        "Restore the last backup. If 'annona init' was interrupted here, remove the data folder and the keys folder "
        + "and begin again.");

    readonly record struct Reading(Opening Opening, Action<long>? Progress = null);

    static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The folder {path} cannot be made: {e.Message}",
                "Name a folder where you may write.", e);
        }
    }
}

/// <summary>What a folder is opened for.</summary>
public enum FolderUse
{
    /// <summary>Questions only; others may write meanwhile.</summary>
    Read,

    /// <summary>Requests too; one process at a time.</summary>
    Write,
}
