using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// An import, the writing of snapshots, an erasure, a turn-over of the keys and an upgrade: each write of the journal
/// and of the files beside it fails once, and the power is cut at each.
/// </summary>
[Collection(FaultyDisk.Alone)]
public sealed class WorkFaultTests : IDisposable
{
    /// <summary>Of the writes of one work so many are tried in a short run: the first, the last, and between.</summary>
    const int Sample = 5;

    /// <summary>All of most works; an upgrade has some hundreds of writes that are much alike.</summary>
    const int LongSample = 200;

    readonly Disk disk = new();

    public static TheoryData<string> Works => [.. FolderWork.Names];

    public void Dispose() => disk.Dispose();

    [Theory]
    [Trait("Suite", "faults")]
    [MemberData(nameof(Works))]
    public void Whatever_write_fails_it_is_said_and_the_work_goes_on_when_it_is_asked_for_again(string work) =>
        FailOnce(work, Sample);

    [Theory]
    [Trait("Suite", "faults")]
    [MemberData(nameof(Works))]
    public void A_cut_of_power_in_a_longer_work_takes_nothing_that_was_acknowledged(string work) =>
        CutPower(work, Sample);

    [Theory]
    [Trait("Suite", "long")]
    [MemberData(nameof(Works))]
    public void Every_write_of_a_longer_work_fails_and_it_goes_on(string work) => FailOnce(work, LongSample);

    [Theory]
    [Trait("Suite", "long")]
    [MemberData(nameof(Works))]
    public void A_cut_of_power_at_every_write_of_a_longer_work_takes_nothing(string work) =>
        CutPower(work, LongSample);

    void FailOnce(string name, int sample)
    {
        DiskFault[] faults = [DiskFault.Full, DiskFault.TornWrite, DiskFault.Broken];
        var told = 0;
        var (points, all) = AtSomePoints(name, sample, at => faults[at % faults.Length], (work, desk, said, when) =>
        {
            told += said is null ? 0 : 1;
            WorkCheck.GoesOn(work, desk, desk.Paths, disk[$"folded {when}"], when);
        });
        Say($"{name}: {points} of {all} writes failed once; {told} times it was said.");
    }

    void CutPower(string name, int sample)
    {
        var acknowledged = 0;
        var (points, all) = AtSomePoints(name, sample, _ => DiskFault.PowerCut, (work, desk, _, when) =>
        {
            acknowledged += desk.Answered.Count;
            WorkCheck.GoesOn(work, desk, desk.Paths, disk[$"folded {when}"], when);
        });
        Say($"{name}: the power was cut at {points} of {all} writes; {acknowledged} ids were acknowledged by then.");
    }

    static void Say(string sentence) => TestContext.Current.TestOutputHelper?.WriteLine(sentence);

    /// <summary>Does a work again and again, each time with another of its writes failing.</summary>
    (int Points, int All) AtSomePoints(
        string name, int sample, Func<int, DiskFault> faultAt,
        Action<FolderWork, WorkDesk, Exception?, string> check)
    {
        var work = FolderWork.Of(name);
        var made = WorkDesk.Below(disk["made"]);
        work.Prepare(made);
        using var desk = new WorkDesk(made, work.Passphrase);
        var all = Writes(work, desk);
        var points = Points(all, sample);
        foreach (var at in points)
        {
            var (fault, when) = (faultAt(at), $"{name} at write {at} of {all}");
            var root = disk[$"{name} {fault} {at}"];
            using var here = desk.At(desk.Copy(root));
            Exception? said;
            using (var faulty = FaultyDisk.Under(root))
            {
                (faulty.Fault, faulty.FailsAt) = (fault, at);
                said = Record.Exception(() => work.Do(here));
                Assert.True(faulty.HasFailed, $"{when} was not reached.");
                if (fault == DiskFault.PowerCut)
                    Lose(here.Paths, faulty, new(at));
            }
            Assert.True(said is null || IsSentence(said), $"{when}, {fault}: {said}");
            check(work, here, said, when);
            Directory.Delete(root, recursive: true);
        }
        return (points.Count, all);
    }

    /// <summary>How many writes the work has when none fails.</summary>
    int Writes(FolderWork work, WorkDesk desk)
    {
        var root = disk["well"];
        using var here = desk.At(desk.Copy(root));
        using (var well = FaultyDisk.Under(root))
        {
            work.Do(here);
            Assert.InRange(well.Changes, 10, 5_000);
            return well.Changes;
        }
    }

    static List<int> Points(int all, int sample) => sample >= all
        ? [.. Enumerable.Range(1, all)]
        : [.. Enumerable.Range(0, sample).Select(at => 1 + (int)((long)at * (all - 1) / (sample - 1)))];

    /// <summary>Of the journal only what was flushed is certain to be there.</summary>
    static void Lose(OperationPaths paths, FaultyDisk faulty, Random chance)
    {
        foreach (var file in Directory.GetFiles(paths.Data, "journal.db*"))
            File.Delete(file);
        faulty.Survive(paths.Data, chance);
    }

    static bool IsSentence(Exception said) => said switch
    {
        StoreException { Message.Length: > 0, Remedy.Length: > 0 } => true,
        KeyException { Message.Length: > 0, Remedy.Length: > 0 } => true,
        _ => false,
    };
}
