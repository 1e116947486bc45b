using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Postgres;
using Annona.Storage.Sqlite;
using Annona.Storage.Tests.Stores;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// An import, snapshots, an erasure and a turn-over of the keys with the journal at a server: the process is killed in
/// the middle of them, and the way to the server is cut at a commit, before the server hears of it and after.
/// </summary>
public sealed class PostgresWorkTests : IDisposable
{
    static readonly PostgresServer server = PostgresServer.Shared;

    readonly Disk disk = new();

    /// <summary>In a short run the two that people wait for.</summary>
    public static TheoryData<string> ShortWorks => ["import", "erasure"];

    public static TheoryData<string> Works => [.. FolderWork.Names.Where(name => name != "upgrade")];

    public void Dispose() => disk.Dispose();

    [Theory]
    [Trait("Suite", "faults")]
    [MemberData(nameof(ShortWorks))]
    public void A_process_killed_in_a_longer_work_at_a_server_loses_nothing_that_it_acknowledged(string work) =>
        Kill(work, 1);

    [Theory]
    [Trait("Suite", "long")]
    [MemberData(nameof(Works))]
    public void Fifty_kills_in_each_longer_work_at_a_server_lose_nothing(string work) => Kill(work, 50);

    [Theory]
    [Trait("Suite", "faults")]
    [MemberData(nameof(ShortWorks))]
    public void A_way_that_breaks_at_a_commit_of_a_longer_work_loses_nothing_and_doubles_nothing(string work) =>
        CutAt(work, 2);

    [Theory]
    [Trait("Suite", "long")]
    [MemberData(nameof(Works))]
    public void A_way_that_breaks_at_any_commit_of_a_longer_work_loses_nothing(string work) =>
        CutAt(work, int.MaxValue);

    /// <summary>
    /// Before a write beside the journal, or once so many ids were acknowledged, which is while the next commit is on
    /// its way.
    /// </summary>
    void Kill(string name, int kills)
    {
        var work = FolderWork.Of(name);
        using var made = Made(work);
        int all, ids;
        using (var well = AtServer(made, "well"))
        {
            all = Worker.WritesOf(name, disk["well"]);
            work.Do(well);
            ids = well.Answered.Count;
        }
        var chance = new Random(20_260_302);
        var acknowledged = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            using var here = AtServer(made, $"killed {kill}");
            var part = (kill + chance.NextDouble()) / kills;
            var heard = ids == 0 || kill % 2 == 1
                ? Worker.KilledAt(1 + (int)(part * all), name, disk[$"killed {kill}"])
                : Worker.KilledAfter(1 + (int)(part * (ids - 1)), name, disk[$"killed {kill}"]);
            foreach (var id in heard)
                here.Hear(id);
            acknowledged += here.Answered.Count;
            WorkCheck.GoesOn(work, here, here.Paths, disk[$"folded {kill}"], $"{name}, kill {kill}");
            Remove(here.Paths);
        }
        Say($"{name}: {kills} kills at a server; {acknowledged} ids were acknowledged by then.");
    }

    void CutAt(string name, int sample)
    {
        using var proxy = new CuttingProxy(server);
        var work = FolderWork.Of(name);
        using var made = Made(work);
        var commits = 1;
        var cuts = 0;
        // The first time nothing is cut: it tells how many commits there are.
        for (var at = 0; at <= Math.Min(commits, sample); at++)
        {
            foreach (var cut in (Cut[])(at == 0 ? [Cut.None] : [Cut.Before, Cut.After]))
            {
                var root = $"{cut} {at}";
                using var here = AtServer(made, root);
                var direct = JournalHome.ReadPlace(here.Paths.Server);
                JournalHome.KeepPlace(here.Paths, direct with { Connection = proxy.Connection });
                var before = proxy.Commits;
                // The first and the last, when not all are tried.
                var skips = sample >= commits || at < sample ? at - 1 : commits - 1;
                (proxy.Next, proxy.Skips) = (cut, Math.Max(0, skips));

                var said = Record.Exception(() => work.Do(here));

                Assert.True(said is null or StoreException { Remedy.Length: > 0 }, $"{root}: {said}");
                commits = at == 0 ? proxy.Commits - before : commits;
                Assert.Equal(Cut.None, proxy.Next);
                cuts += at == 0 ? 0 : 1;
                JournalHome.KeepPlace(here.Paths, direct);
                WorkCheck.GoesOn(work, here, here.Paths, disk[$"folded {root}"], $"{name}, cut {root}");
                Remove(here.Paths);
            }
        }
        Assert.InRange(commits, 1, 200);
        Assert.Equal(cuts, proxy.Cuts);
        Say($"{name}: the way was cut {cuts} times, at {Math.Min(commits, sample)} of {commits} commits.");
    }

    static void Say(string sentence) => TestContext.Current.TestOutputHelper?.WriteLine(sentence);

    static void Remove(OperationPaths paths) => PostgresStore.Remove(JournalHome.ReadPlace(paths.Server));

    /// <summary>The folders that a work begins with, once, with the journal in a file.</summary>
    WorkDesk Made(FolderWork work)
    {
        var paths = WorkDesk.Below(disk["made"]);
        work.Prepare(paths);
        return new(paths, work.Passphrase);
    }

    /// <summary>A copy of them whose journal is at the server.</summary>
    WorkDesk AtServer(WorkDesk made, string root)
    {
        var paths = made.Copy(disk[root]);
        var place = server.NewPlace();
        using (var file = SqliteStore.Open(paths.Journal, SqliteOpenMode.ReadOnly))
        using (var store = PostgresStore.Open(place, PostgresUse.Make))
            store.Fill(file, _ => { });
        foreach (var file in Directory.GetFiles(paths.Data, "journal.db*"))
            File.Delete(file);
        JournalHome.KeepPlace(paths, place);
        return made.At(paths);
    }
}
