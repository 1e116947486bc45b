using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>What an operation must be like after its process was ended or its disk failed in the middle of a work.
/// </summary>
static class WorkCheck
{
    /// <summary>Opens what is left, and does the work again to its end.</summary>
    /// <param name="work">What was done.</param>
    /// <param name="desk">Who did it, and what was acknowledged.</param>
    /// <param name="left">The folders as they are now.</param>
    /// <param name="aside">A place for another copy; null for a journal at a server.</param>
    /// <param name="when">For the sentence of a failure.</param>
    public static void GoesOn(FolderWork work, WorkDesk desk, OperationPaths left, string? aside, string when)
    {
        Whole(work, desk.Answered, desk, left, when);
        work.CheckAfterFault(desk, left);
        if (aside is not null)
            SameAsFolded(desk, left, aside, when);

        using var again = desk.At(left);
        work.Do(again);

        Whole(work, [.. desk.Answered, .. again.Answered], desk, left, when);
        using var running = desk.Open(left, FolderUse.Read);
        work.CheckDone(running);
        work.CheckGone(left);
    }

    static void Whole(
        FolderWork work, IReadOnlyList<Guid> answered, WorkDesk desk, OperationPaths left, string when)
    {
        using (var running = desk.Open(left, FolderUse.Write))
        {
            var lost = answered.Where(id => !work.IsThere(running, id)).ToList();
            Assert.True(lost.Count == 0,
                $"{when} {lost.Count} acknowledged ids are lost, such as {lost.FirstOrDefault()}");
            Assert.Empty(running.Operation.Now.Faults());
            var names = MadeOperation.Names(running);
            Assert.Equal(names.Count, names.Distinct().Count());
        }
        var verified = MadeOperation.Verify(left);
        Assert.True(verified.Fault is null, $"{when}: {verified.Fault?.What}");
    }

    /// <summary>A snapshot that is believed says what folding from the first entry says.</summary>
    static void SameAsFolded(WorkDesk desk, OperationPaths left, string aside, string when)
    {
        List<(string, string)> States(OperationPaths paths, out long folded)
        {
            using var running = desk.Open(paths, FolderUse.Read);
            folded = running.Operation.FoldedAtStart;
            return
            [
                .. Snapshot.StateOf(running.Operation.Now, Opening.PersonalParts)
                    .Select(pair => (pair.Section.Name, $"{pair.State}")),
            ];
        }

        var copy = WorkDesk.Below(aside);
        Disk.Copy(left.Data, copy.Data);
        Disk.Copy(left.Keys, copy.Keys);
        foreach (var snapshot in Directory.GetFiles(copy.Data, "snapshot.*"))
            File.Delete(snapshot);
        var now = States(left, out _);
        var folds = States(copy, out var all);
        Assert.True(all > 0, when);
        Assert.Equal(folds, now);
    }
}
