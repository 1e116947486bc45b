using Annona.Access;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Sqlite;
using Annona.Storage.Tests.Stores;
using Annona.Values;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Tests.Golden;

/// <summary>
/// A small operation as a release wrote it, with its keys and its passphrase, opened from a copy. What is kept is the
/// stored bytes: they are read for ever, and never made again once the release is out.
/// </summary>
sealed class GoldenJournal : IDisposable
{
    readonly Disk disk = new();
    readonly UnlockedOfficer officer;

    GoldenJournal(OperationPaths from, SqliteOpenMode mode)
    {
        Paths = OperationPaths.For(disk["golden"], keys: null);
        Disk.Copy(from.Data, Paths.Data);
        Disk.Copy(from.Keys, Paths.Keys);
        officer = OfficerKeyFile.Unlock(
            OfficerKeyFile.FilesIn(Paths.Keys)[0], File.ReadAllText(Directory.GetFiles(Paths.Keys, "*.txt")[0]).Trim());
        (var store, Card) = OperationFolder.OpenSealed(Paths);
        store.Dispose();
        Store = SqliteStore.Open(Paths.Journal, mode);
        Ring = KeyRing.Open(Store.FindNote("keyring")!, officer.Root);
        FolderEpochs.Use(Ring, officer.Root, Paths, Store);
        Clock = new(StillAt(Store));
        Operation = Open();
    }

    /// <summary>Where they lie, one folder a release.</summary>
    public static string Folder { get; } =
        Path.Combine(RootOf(), "tests", "Annona.Storage.Tests", "Golden", "journals");

    /// <summary>The releases of which one is kept.</summary>
    public static IEnumerable<string> Releases =>
        Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)).Order();

    public OperationPaths Paths { get; }

    public OperationCard Card { get; }

    public SqliteStore Store { get; }

    public KeyRing Ring { get; }

    public StillClock Clock { get; }

    public Operation Operation { get; private set; }

    public Actor Officer => new(new Id<Officer>(officer.Officer.Id));

    public RootKey Root => officer.Root;

    public static GoldenJournal Of(string release, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        var kept = Path.Combine(Folder, release);
        return new(new(Path.Combine(kept, "data"), Path.Combine(kept, "keys")), mode);
    }

    /// <summary>Folds the journal from the first entry, as another process would.</summary>
    public Operation Open(Opening opening = Opening.PersonalParts) => Operation = Operation.Open(
        Card.Id,
        new(Store, Ring.Parts, Ring.Signers, Clock)
        {
            Verifiers = [.. Ring.VerifierKeys.Select(NoteVerifiers.For)], Devices = new Es256Verifier(),
        },
        opening);

    public JournalVerifier Verifier() => new(Ring.Origin, [.. Ring.VerifierKeys.Select(NoteVerifiers.For)])
    {
        Knows = StoredForms.Knows,
        PersonsWithKeys = Store.SubjectKeys().Select(key => key.Subject),
        Devices = new Es256Verifier(),
        DeviceKeys = Operation.Answer(new ListDevices(), Officer, CancellationToken.None)
            .ToDictionary(device => Guid.Parse(device.Id), device => device.PublicKey),
    };

    public Verification Verify() => Verifier().Verify(Store.Read(1), Store.Checkpoints(), []);

    public void Dispose()
    {
        Ring.Dispose();
        Store.Dispose();
        officer.Dispose();
        disk.Dispose();
    }

    /// <summary>Answers count days: they are asked when the last entry was made.</summary>
    static DateTimeOffset StillAt(SqliteStore store) =>
        JournalReader.Decode(store.Read(store.Head.Size).Single()).Leaf.RecordedAt;

    static string RootOf()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Annona.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}

/// <summary>A clock that stands still.</summary>
sealed class StillClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
