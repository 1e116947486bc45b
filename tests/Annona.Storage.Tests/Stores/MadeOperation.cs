using System.Text.Json;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Storage.Tests.Stores;

/// <summary>An operation made once for a class of tests; each test works on a copy of its folders.</summary>
public sealed class MadeOperation : IDisposable
{
    public const string Passphrase = "four words of rain";

    readonly Disk disk = new();

    public MadeOperation()
    {
        var (running, shares) = OperationFolder.Create(Paths("made"), "Lusavan 2026", "Amal Test", Passphrase);
        using (running)
            Record(running, "City of Lusavan");
        Shares = [.. shares.Select(share => share.ToString())];
    }

    public IReadOnlyList<string> Shares { get; }

    public void Dispose() => disk.Dispose();

    /// <summary>A copy of data and keys under another name.</summary>
    public OperationPaths Copy(string name)
    {
        var (from, to) = (Paths("made"), Paths($"{name}-{Guid.NewGuid():N}"));
        Disk.Copy(from.Data, to.Data);
        Disk.Copy(from.Keys, to.Keys);
        return to;
    }

    /// <summary>Another one with one party, whose journal is at a server.</summary>
    public OperationPaths AtServer(string words)
    {
        var paths = Nowhere();
        var (running, _) = OperationFolder.Create(paths, "Lusavan 2026", "Amal Test", Passphrase, words);
        using (running)
            Record(running, "City of Lusavan");
        return paths;
    }

    /// <summary>The schema of a journal at a server.</summary>
    public static string SchemaOf(OperationPaths paths) =>
        JsonDocument.Parse(File.ReadAllText(paths.Server)).RootElement.GetProperty("Schema").GetString()!;

    /// <summary>Folders that do not exist yet.</summary>
    public OperationPaths Nowhere() => Paths($"new-{Guid.NewGuid():N}");

    public static RunningOperation Open(OperationPaths paths, FolderUse use = FolderUse.Write) => OperationFolder.Open(
        paths, Unlocked(paths), use, Opening.PersonalParts);

    /// <summary>A machine with nothing but the officers' key files of an operation.</summary>
    public static OperationPaths EmptyMachine(string data, OperationPaths of)
    {
        var paths = OperationPaths.For(data, keys: null);
        Directory.CreateDirectory(paths.Keys);
        foreach (var file in OfficerKeyFile.FilesIn(of.Keys))
            File.Copy(file, Path.Combine(paths.Keys, Path.GetFileName(file)));
        return paths;
    }

    public static UnlockedOfficer Unlocked(OperationPaths paths) =>
        OfficerKeyFile.Unlock(OfficerKeyFile.FilesIn(paths.Keys)[0], Passphrase);

    public static void Record(RunningOperation running, string name) =>
        Assert.IsType<Decision.Accepted>(Ask(running, StoredWorld.Party(name)));

    public static Decision Ask(RunningOperation running, Request ask) =>
        running.Operation.Record(ask, running.Actor, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The newest checkpoint in the journal.</summary>
    public static string Head(OperationPaths paths)
    {
        var (store, _) = OperationFolder.OpenSealed(paths);
        using (store)
            return store.Head.Checkpoint;
    }

    public static IReadOnlyList<string> Names(RunningOperation running) =>
        [.. running.Operation.Now.Parties.All.Select(party => party.Name)];

    public static Verification Verify(OperationPaths paths)
    {
        var kept = OperationFolder.KeptHead(paths);
        var (store, card) = OperationFolder.OpenSealed(paths);
        using (store)
        using (var view = store.View())
            return new JournalVerifier(Operation.OriginOf(card.Id), Keys(paths))
            {
                KeptWithKeys = kept, PersonsWithKeys = view.SubjectKeys().Select(key => key.Subject),
            }.Verify(view.Read(1), view.Checkpoints(), []);
    }

    public static JournalVerifier Verifier(OperationPaths paths, OperationCard card) =>
        new(Operation.OriginOf(card.Id), Keys(paths));

    static List<INoteVerifier> Keys(OperationPaths paths) =>
        [.. File.ReadLines(paths.PublicKeys).Select(line => NoteVerifiers.TryParse(line, out var key) ? key : null!)];

    OperationPaths Paths(string name) => OperationPaths.For(disk[name], keys: null);
}
