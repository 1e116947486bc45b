using System.Security.Cryptography;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// Where somebody works on the folder of an operation while its process may end or its disk fail. The key file is
/// unlocked once, because that takes longer than the work.
/// </summary>
sealed class WorkDesk : IDisposable
{
    readonly UnlockedOfficer unlocked;
    readonly List<Guid> answered = [];

    public WorkDesk(OperationPaths paths, string passphrase)
        : this(paths, OfficerKeyFile.Unlock(OfficerKeyFile.FilesIn(paths.Keys)[0], passphrase))
    {
    }

    WorkDesk(OperationPaths paths, UnlockedOfficer unlocked) => (Paths, this.unlocked) = (paths, unlocked);

    public OperationPaths Paths { get; }

    /// <summary>What was acknowledged, once each.</summary>
    public IReadOnlyList<Guid> Answered => [.. answered.Distinct()];

    /// <summary>Told each id once it is acknowledged.</summary>
    public Action<Guid> Heard { get; init; } = _ => { };

    /// <summary>The folders of an operation as they lie below a folder of a test.</summary>
    public static OperationPaths Below(string root) => OperationPaths.For(Path.Combine(root, "op"), keys: null);

    /// <summary>Another copy of these folders.</summary>
    public OperationPaths Copy(string root)
    {
        var to = Below(root);
        Disk.Copy(Paths.Data, to.Data);
        Disk.Copy(Paths.Keys, to.Keys);
        return to;
    }

    /// <summary>The same officer at another copy, of whom nothing was acknowledged yet.</summary>
    public WorkDesk At(OperationPaths paths) => new(paths, Officer());

    /// <summary>The keys of the officer; whoever they are given to wipes them.</summary>
    public UnlockedOfficer Officer() => new(
        unlocked.Officer, unlocked.KeyFile, RootKey.FromBytes(unlocked.Root.Bytes),
        ECDsa.Create(unlocked.SigningKey.ExportParameters(includePrivateParameters: true)));

    public RunningOperation Open(OperationPaths at, FolderUse use) =>
        OperationFolder.Open(at, Officer(), use, Opening.PersonalParts);

    public void Hear(Guid id)
    {
        answered.Add(id);
        Heard(id);
    }

    public void Dispose() => unlocked.Dispose();
}
