using System.Text.Json;
using Annona.Access;
using Annona.Journal;
using Annona.Storage.Backup;
using Annona.Storage.Holder;
using Annona.Storage.Keys;
using Annona.Storage.Move;
using Annona.Storage.Postgres;
using Annona.Storage.Privacy;
using Annona.Values;

namespace Annona.Storage.Folder;

/// <summary>Where an operation lives: the data folder, and beside it, never inside, the folder of the keys.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Keys">The keys folder.</param>
public sealed record OperationPaths(string Data, string Keys)
{
    /// <summary>The journal, if it is kept here: one SQLite file.</summary>
    public string Journal => Path.Combine(Data, "journal.db");

    /// <summary>Says that the journal is not here but at a database server, and where.</summary>
    public string Server => Path.Combine(Data, "journal.server");

    /// <summary>There while the journal is moved, and after an interrupted move.</summary>
    public string Moving => Path.Combine(Data, "journal.moving");

    /// <summary>Held by the one process that writes.</summary>
    public string Lock => Path.Combine(Data, "writing.lock");

    /// <summary>The number of that process.</summary>
    public string Holder => Path.Combine(Data, "writing.process");

    /// <summary>The public keys of the operation, for whoever verifies.</summary>
    public string PublicKeys => Path.Combine(Keys, "operation.pub");

    /// <summary>The newest signed head, so that the journal cannot be shortened unseen.</summary>
    public string Head => Path.Combine(Keys, "operation.head");

    /// <summary>The monthly keys that wrap persons' keys; never in the data folder.</summary>
    public string Epochs => Path.Combine(Keys, "operation.epochs");

    /// <summary>The ids of who was erased, for when an older copy is put back.</summary>
    public string Erased => Path.Combine(Keys, "operation.erased");

    /// <summary>Who looked at whom; see <see cref="Privacy.ReadLogFolder"/>.</summary>
    public string Reads => Path.Combine(Data, "reads");

    /// <summary>The newest mark of the read log.</summary>
    public string ReadsHead => Path.Combine(Keys, "reads.head");

    /// <summary>Where the read log begins, when older files were taken away.</summary>
    public string ReadsStart => Path.Combine(Keys, "reads.start");

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

    /// <summary>Makes an operation with its first officer, who gets every role.</summary>
    /// <param name="paths">The data folder must not exist, or be empty.</param>
    /// <param name="name">What its officers call it.</param>
    /// <param name="officerName">The first officer.</param>
    /// <param name="passphrase">Wraps the officer's key file.</param>
    /// <param name="server">
    /// Words that say at which database server the journal is kept, without a password; null for a file in the folder.
    /// </param>
    /// <returns>The open operation and the recovery shares, which are kept nowhere.</returns>
    public static (RunningOperation Running, IReadOnlyList<RecoveryShare> Shares) Create(
        OperationPaths paths, string name, string officerName, string passphrase, string? server = null)
    {
        OfficerKeyFile.CheckPassphrase(passphrase);
        if (Directory.Exists(paths.Data) && Directory.EnumerateFileSystemEntries(paths.Data).Any())
            throw new StoreException($"The folder {paths.Data} is not empty.",
                "Name a new folder: nothing is ever overwritten.");
        if (OfficerKeyFile.FilesIn(paths.Keys).Count > 0 || EpochFile.IsThere(paths.Epochs))
            throw new StoreException($"There are keys in {paths.Keys} already.",
                "Name another folder with --keys, or move the old keys away.");
        var card = new OperationCard(Guid.CreateVersion7(), name);
        var place = server is null ? null : PostgresPlace.For(server, card.Id);
        // Whether it can be reached is asked before anything is made.
        if (place is not null)
            PostgresStore.CheckReachable(place);
        // The keys first: a keys folder that cannot be made must not leave a data folder behind.
        MakeKeysFolder(paths.Keys);
        var officer = new OfficerIdentity(Guid.CreateVersion7(), officerName);
        using var root = RootKey.Create();
        var shares = RecoveryShares.Split(root);
        var keyFile = OfficerKeyFile.Create(paths.Keys, officer, root, passphrase);
        MakeData(paths, keyFile);
        if (place is not null)
            JournalHome.KeepPlace(paths, place);
        var home = place is null ? new FileHome(paths) : (IJournalHome)new ServerHome(paths, place);
        using (var store = home.Make())
        using (var ring = KeyRing.Create(Operation.OriginOf(card.Id), root))
        {
            store.KeepNote(CardNote, JsonSerializer.SerializeToUtf8Bytes(card));
            store.KeepNote(KeyRing.Note, ring.ToBytes());
            FolderEpochs.Begin(paths, ring.Origin, root, store);
            OwnerOnly.WriteLines(paths.PublicKeys, ring.VerifierKeys.Select(key => key.ToString()));
        }
        var unlocked = OfficerKeyFile.Unlock(keyFile, passphrase);
        var running = OpenAny(paths, unlocked, Taken(home), new(Opening.PersonalParts));
        try
        {
            var publicKey = OfficerKeyFile.Describe(keyFile).PublicKey;
            Record(running, new EnrolOfficer(new(officer.Id), Roles.All, publicKey, officer.Name)
            {
                Intent = Guid.CreateVersion7(),
            });
            return (running, shares);
        }
        catch
        {
            running.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens an operation for an officer who unlocked their key. Where another process holds it for writing, what is
    /// recorded is sent there.
    /// </summary>
    /// <exception cref="StoreException">No operation there, or it cannot be used.</exception>
    /// <exception cref="KeyException">The key is of another operation.</exception>
    /// <exception cref="DamagedEntryException">An entry cannot be read back.</exception>
    public static RunningOperation Open(
        OperationPaths paths, UnlockedOfficer officer, FolderUse use, Opening opening, Action<long>? progress = null)
    {
        var home = HomeOf(paths);
        var lease = use switch
        {
            FolderUse.Write => TakenOrNear(home),
            FolderUse.Hold => Take(home, lease => throw WriteLock.HeldAlready(lease)),
            FolderUse.Follow => home.Lease(),
            _ => null,
        };
        return OpenChecked(paths, officer, lease, new(opening, progress)
        {
            SendsToHolder = use == FolderUse.Write && lease is null,
        });
    }

    /// <summary>Opens an operation so that no other process records, or sends here what it wants recorded.</summary>
    internal static RunningOperation OpenAlone(OperationPaths paths, UnlockedOfficer officer) =>
        OpenChecked(paths, officer, Taken(HomeOf(paths)), new(Opening.OpenParts) { IsAlone = true });

    /// <summary>Opens an operation whose lease this process has, and may be asked to go on without keys.</summary>
    internal static RunningOperation OpenUnsealed(
        OperationPaths paths, UnlockedOfficer officer, ILease lease, SealCall seals, Action<long> progress) =>
        OpenChecked(paths, officer, lease, new(Opening.PersonalParts, progress) { Seals = seals });

    /// <summary>The right to write, for a process without keys: taken, or one that can be waited for.</summary>
    internal static ILease LeaseToHold(OperationPaths paths, bool isFollowing) => isFollowing
        ? HomeOf(paths).Lease()
        : Take(HomeOf(paths), lease => throw WriteLock.HeldAlready(lease))!;

    static RunningOperation OpenChecked(OperationPaths paths, UnlockedOfficer officer, ILease? lease, Reading reading)
    {
        var running = OpenAny(paths, officer, lease, reading);
        try
        {
            // Its recovery shares were never printed, so it must not be worked with.
            if (running.Operation.IsEmpty)
                throw NotWhole();
            CheckEnrolled(running, officer);
            return running;
        }
        catch
        {
            running.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Every key file holds the root key, so this is a rule and no lock: it keeps honest programs to what was recorded.
    /// </summary>
    static void CheckEnrolled(RunningOperation running, UnlockedOfficer officer)
    {
        var standing = running.Operation.StandingOf(
            running.Actor.Officer, officer.SigningKey.ExportSubjectPublicKeyInfo());
        var what = standing switch
        {
            Standing.Enrolled => null,
            Standing.Left => "The officer of this key file has left.",
            Standing.OtherKey => "The officer of this key file is enrolled with another key.",
            _ => "The officer of this key file is not enrolled here.",
        };
        if (what is not null)
            throw new KeyException(
                KeyFault.NotEnrolled, what, "Ask a coordinator to enrol you, with a key file of your own.");
    }

    /// <param name="paths">Where.</param>
    /// <param name="officer">Who; disposed of with the operation.</param>
    /// <param name="lease">The right to write, taken or waited for, which this takes over; null to read.</param>
    /// <param name="reading">How.</param>
    static RunningOperation OpenAny(OperationPaths paths, UnlockedOfficer officer, ILease? lease, Reading reading)
    {
        IJournalStore? store = null;
        KeyRing? ring = null;
        try
        {
            // Before the journal: a writer keeps the head after its commit, so a head read now is never ahead.
            var kept = HeadFile.Read(paths.Head);
            store = HomeOf(paths).Open(lease is null ? FolderUse.Read : FolderUse.Write);
            var card = CardOf(store);
            ring = KeyRing.Open(store.FindNote(KeyRing.Note) ?? throw NotWhole(), officer.Root);
            // Whoever asks for no name and records nothing can do without.
            if (reading.Opening == Opening.PersonalParts || lease is not null || EpochFile.IsThere(paths.Epochs))
                FolderEpochs.Use(ring, officer.Root, paths, store);
            List<string> warnings = lease is null ? [] : [.. Reminders(paths, ring, reading)];
            var keeper = new BesideKeys(paths, warnings);
            var reads = new ReadLogFolder(paths, card.Id, ring.Parts);
            var operation = Operation.Open(
                card.Id,
                new(store, ring.Parts, ring.Signers, TimeProvider.System)
                {
                    Verifiers = [.. ring.VerifierKeys.Select(NoteVerifiers.For)],
                    Witness = WitnessOf(kept, paths, store.Head, ring),
                    Committed = keeper.Keep,
                    Recovering = reading.Recovering,
                    Snapshots = new SnapshotFiles(paths.Data),
                    Reads = reads,
                },
                reading.Opening, reading.Progress);
            keeper.Operation = operation;
            var parts = ring.Parts;
            var follower = lease is null ? null : new Follower(operation, lease, warnings)
            {
                TakeOver = () =>
                {
                    // Another process may have turned the keys over while it had the lease.
                    parts.Epochs?.Refresh();
                    keeper.TakeOver(store, kept);
                    return reading.IsAlone ? null : HolderDoor.Open(paths, operation, parts, reading.Seals);
                },
            };
            if (lease is { IsHeld: true })
                follower!.Begin();
            return new(operation, card, new(new Id<Officer>(officer.Officer.Id)),
                [reading.IsBesides ? null : officer, ring, keeper, store, lease], follower)
            {
                Warnings = warnings,
                Reads = reads,
                Line = reading.SendsToHolder ? LineTo(paths, card, officer, ring, reading) : null,
                Keys = new(store, ring, officer.Root, paths),
            };
        }
        catch
        {
            ring?.Dispose();
            store?.Dispose();
            lease?.Dispose();
            throw;
        }
    }

    /// <summary>What whoever records should do soon.</summary>
    static IEnumerable<string> Reminders(OperationPaths paths, KeyRing ring, Reading reading)
    {
        IReadOnlyList<string> ofKeys = reading.IsAlone ? [] : [.. FolderEpochs.Reminders(ring, TimeProvider.System)];
        string[] ofMove = File.Exists(paths.Moving) ? [MoveNote.Warning] : [];
        return [.. ofKeys, .. FolderRights.Warnings(paths), .. ofMove];
    }

    /// <summary>Sends to the holder; where it is gone, opens the operation a second time and takes its place.</summary>
    static HolderLine LineTo(
        OperationPaths paths, OperationCard card, UnlockedOfficer officer, KeyRing ring, Reading reading) => new(
            paths, card.Id, officer, new(
                ring.Parts,
                () => TakenOrNull(HomeOf(paths)) is { } lease
                    ? OpenAny(paths, officer, lease, reading with { SendsToHolder = false, IsBesides = true })
                    : null));

    static TreeHead? WitnessOf(string? kept, OperationPaths paths, Head head, KeyRing ring)
    {
        if (kept is null)
            return null;
        var verifier = new JournalVerifier(ring.Origin, [.. ring.VerifierKeys.Select(NoteVerifiers.For)]);
        var witness = HeadFile.TreeOf(kept, paths.Head, verifier);
        return witness.Size <= head.Size ? witness : throw new DamagedEntryException(
            head.Size + 1,
            $"it is missing. The head kept with the keys signs {witness.Size} entries, this journal has {head.Size}: "
            + "entries were removed, or an older copy was put back.")
        {
            Remedy = RestoredRemedy(paths),
        };
    }

    /// <summary>What to do when the journal is older than the head that was kept with the keys.</summary>
    public static string RestoredRemedy(OperationPaths paths) =>
        "Restore the newest copy. If a backup was put back on purpose, tell every officer what is lost, then move "
        + $"'{paths.Head}' away: it is written anew with the next entry.";

    /// <summary>
    /// Makes a new key file from recovery shares when the old ones are lost, and enrols its officer.
    /// </summary>
    /// <param name="paths">The operation.</param>
    /// <param name="shares">As they were typed.</param>
    /// <param name="officer">Who gets the new key file.</param>
    /// <param name="passphrase">For the new key file.</param>
    /// <param name="keyPart">The key part of a backup, to put the epochs of the keys back from; null when they are
    /// there.</param>
    /// <returns>The path of the new key file.</returns>
    public static string Recover(OperationPaths paths, IEnumerable<string> shares, OfficerIdentity officer,
        string passphrase, string? keyPart = null)
    {
        var home = HomeOf(paths);
        OfficerKeyFile.CheckPassphrase(passphrase);
        var given = RecoveryShares.Read(shares);
        using var root = RecoveryShares.Combine(given);
        using var store = home.Open(FolderUse.Read);
        using var ring = KeyRing.Open(store.FindNote(KeyRing.Note) ?? throw NotWhole(), root);
        if (keyPart is not null)
            BackupEpochs.PutBack(keyPart, paths, ring.Origin);
        // Before anything is made: without the epochs nothing can be recorded.
        FolderEpochs.Use(ring, root, paths, store);
        var keyFile = OfficerKeyFile.Create(paths.Keys, officer, root, passphrase);
        try
        {
            if (!File.Exists(paths.PublicKeys))
                OwnerOnly.WriteLines(paths.PublicKeys, ring.VerifierKeys.Select(key => key.ToString()));
            using var running = OpenAny(
                paths, OfficerKeyFile.Unlock(keyFile, passphrase), Taken(home),
                new(Opening.PersonalParts) { Recovering = new(officer.Id) });
            var publicKey = OfficerKeyFile.Describe(keyFile).PublicKey;
            Record(running, new RecoverOfficer(
                new(officer.Id), publicKey, officer.Name, [.. given.Select(share => share.Number).Distinct().Order()])
            {
                Intent = Guid.CreateVersion7(),
            });
            return keyFile;
        }
        catch
        {
            // A key of somebody who is not enrolled would stand in the way of the next try.
            File.Delete(keyFile);
            throw;
        }
    }

    /// <summary>The head that was kept with the keys, as a signed note; null if there is none.</summary>
    public static string? KeptHead(OperationPaths paths) => HeadFile.Read(paths.Head);

    /// <summary>The store alone, for verification without keys.</summary>
    public static (IJournalStore Store, OperationCard Card) OpenSealed(OperationPaths paths)
    {
        var store = HomeOf(paths).Open(FolderUse.Read);
        return (store, CardOf(store));
    }

    static void Record(RunningOperation running, Request ask)
    {
        var decided = running.Operation.Record(ask, running.Actor, CancellationToken.None);
        if (decided.GetAwaiter().GetResult() is Decision.Refused refused)
            throw new RefusedException(refused.Why);
    }

    /// <summary>Whether there is an operation in the folder, here or at a server.</summary>
    public static bool IsThere(OperationPaths paths) => JournalHome.Of(paths) is not null;

    static IJournalHome HomeOf(OperationPaths paths) => JournalHome.Of(paths) ?? throw new StoreException(
        $"There is no operation in {paths.Data}.",
        "Make one with: annona init DIR, or name its folder with --data DIR.");

    /// <summary>The right to write, for work on the folder as a whole.</summary>
    internal static ILease TakeLease(OperationPaths paths) => Taken(HomeOf(paths));

    static ILease Taken(IJournalHome home) => Take(home, lease => throw WriteLock.HeldBy(lease))!;

    /// <summary>The lease; null when another process has it.</summary>
    static ILease? TakenOrNull(IJournalHome home) => Take(home, _ => { });

    /// <summary>The lease; null when another process has it that can be asked from here.</summary>
    static ILease? TakenOrNear(IJournalHome home) => Take(home, lease =>
    {
        if (!lease.IsHeldNear || lease.HolderSealedSince is not null)
            throw WriteLock.HeldBy(lease);
    });

    static ILease? Take(IJournalHome home, Action<ILease> otherwise)
    {
        var lease = home.Lease();
        var isTaken = false;
        try
        {
            isTaken = lease.TryTake();
            if (!isTaken)
                otherwise(lease);
            return isTaken ? lease : null;
        }
        finally
        {
            if (!isTaken)
                lease.Dispose();
        }
    }

    static OperationCard CardOf(IJournalStore store)
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

    /// <summary>How the journal is read, and for whom it is recovered, if it is.</summary>
    readonly record struct Reading(Opening Opening, Action<long>? Progress = null)
    {
        public Id<Officer>? Recovering { get; init; }

        /// <summary>Another process holds the operation, and requests go there.</summary>
        public bool SendsToHolder { get; init; }

        /// <summary>Told when somebody wants the keys wiped; null where this process cannot go on without.</summary>
        public SealCall? Seals { get; init; }

        /// <summary>Nobody else's requests are taken: the keys are worked on.</summary>
        public bool IsAlone { get; init; }

        /// <summary>A second opening beside the first, which keeps the officer's key.</summary>
        public bool IsBesides { get; init; }
    }

    static void MakeData(OperationPaths paths, string keyFile)
    {
        try
        {
            MakeFolder(paths.Data, OwnerOnly.MakeFolder);
        }
        catch
        {
            // A key of an operation that was never made would stand in the way of the next try.
            File.Delete(keyFile);
            throw;
        }
    }

    /// <summary>Makes the keys folder, where there is none, for nobody but its owner.</summary>
    internal static void MakeKeysFolder(string path) => MakeFolder(path, OwnerOnly.MakeFolder);

    static void MakeFolder(string path, Action<string> make)
    {
        try
        {
            make(path);
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

    /// <summary>Requests too, of this process and of others; never sent to another one.</summary>
    Hold,

    /// <summary>
    /// Questions while another process writes; requests too as soon as that one has ended. Several may wait so.
    /// </summary>
    Follow,
}
