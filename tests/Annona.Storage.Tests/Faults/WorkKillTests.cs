using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// A process is killed by its parent in the middle of an import, a snapshot, an erasure, a turn-over of the keys and an
/// upgrade: before a write that chance names, of the journal or of the files beside it.
/// </summary>
public sealed class WorkKillTests : IDisposable
{
    readonly Disk disk = new();

    public static TheoryData<string> Works => [.. FolderWork.Names];

    public void Dispose() => disk.Dispose();

    [Theory]
    [Trait("Suite", "faults")]
    [MemberData(nameof(Works))]
    public void A_process_killed_in_a_longer_work_loses_nothing_that_it_acknowledged(string work) => Kill(work, 2);

    [Theory]
    [Trait("Suite", "long")]
    [MemberData(nameof(Works))]
    public void Fifty_kills_in_each_longer_work_lose_nothing(string work) => Kill(work, 50);

    void Kill(string name, int kills)
    {
        var work = FolderWork.Of(name);
        var made = WorkDesk.Below(disk["made"]);
        work.Prepare(made);
        using var desk = new WorkDesk(made, work.Passphrase);
        desk.Copy(disk["well"]);
        var all = Worker.WritesOf(name, disk["well"]);
        var chance = new Random(20_260_302);
        var acknowledged = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            // An even part of the writes for each kill, so that none of the work is left out.
            var at = 1 + (int)((kill + chance.NextDouble()) * all / kills);
            var root = disk[$"killed {kill}"];
            using var here = desk.At(desk.Copy(root));
            foreach (var id in Worker.KilledAt(at, name, root))
                here.Hear(id);
            acknowledged += here.Answered.Count;
            WorkCheck.GoesOn(work, here, here.Paths, disk[$"folded {kill}"], $"{name}, killed at write {at} of {all}");
            Directory.Delete(root, recursive: true);
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{name}: {kills} kills in {all} writes; {acknowledged} ids were acknowledged by then.");
    }
}
