using System.Diagnostics;
using Annona.People;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Tests.Stores;
using Annona.Values;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// A backup of the size that operations reach, while people work. It prints what it took; the figures stand in
/// docs/measurements/journal.md.
/// </summary>
public sealed class LargeBackupTests(MadeOperation made) : IClassFixture<MadeOperation>, IDisposable
{
    /// <summary>Asked for at once: several full batches.</summary>
    const int AtOnce = 4_000;

    readonly Disk disk = new();

    public void Dispose() => disk.Dispose();

    [Fact]
    [Trait("Suite", "faults")]
    public Task Twenty_thousand_entries_come_back_while_load_goes_on() => BackUpAndRestore(20_000);

    [Fact]
    [Trait("Suite", "long")]
    public Task A_million_entries_come_back_while_load_goes_on() => BackUpAndRestore(1_000_000);

    async Task BackUpAndRestore(int entries)
    {
        var paths = made.Copy("large");
        using var running = MadeOperation.Open(paths);
        var recording = Stopwatch.StartNew();
        for (var done = 0; done < entries; done += AtOnce)
            await Register(running, Math.Min(AtOnce, entries - done));
        Say($"{entries} persons registered", recording);
        var acknowledged = running.Operation.Tree.Size;
        using var stop = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await Register(running, 20);
        }, TestContext.Current.CancellationToken);

        var to = BackupPaths.For(disk["backup"], keys: null);
        var backing = Stopwatch.StartNew();
        var backup = OperationBackup.Make(paths, to, CopyWatch.None);
        Say($"backed up and verified, {backup.Bytes >> 20} MiB", backing);
        await stop.CancelAsync();
        await load;
        var restored = OperationPaths.For(disk["restored"], keys: null);
        Disk.Copy(paths.Keys, restored.Keys);
        File.Delete(restored.Head);
        var restoring = Stopwatch.StartNew();
        using var officer = MadeOperation.Unlocked(restored);
        var verified = OperationRestore.Restore(
            new(to, restored, officer.Root, OlderCopy.Refuse), CopyWatch.None).Verified;
        Say("restored, verified and folded", restoring);

        Assert.InRange(verified.Size, acknowledged, running.Operation.Tree.Size);
        Assert.Equal(backup.Verified.Root, verified.Root);
        Assert.NotEqual(acknowledged, running.Operation.Tree.Size);
    }

    internal static async Task Register(RunningOperation running, int count)
    {
        var asked = Enumerable.Range(0, count).Select(number => running.Operation.Record(
            new RegisterPerson(null, PersonFacts.None, new() { Name = [new(NameRole.Whole, $"Person {number}")] })
            {
                Intent = Guid.CreateVersion7(),
            },
            running.Actor, CancellationToken.None)).ToList();
        foreach (var decided in asked)
            Assert.IsType<Decision.Accepted>(await decided);
    }

    static void Say(string what, Stopwatch since) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {since.Elapsed.TotalSeconds:F1} s");
}
