using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// A real disk is full, or may not be written, while a list comes in, a snapshot is made, somebody is erased, keys are
/// turned over or an old journal is upgraded: it is said, questions are answered, and nothing is half done.
/// </summary>
[Trait("Suite", "faults")]
public sealed class WorkDamageTests : IDisposable
{
    const int DiskBytes = 8_000_000;

    /// <summary>So much space is left: enough to open a journal, not enough for any of these works.</summary>
    const int LeftBytes = 45_000;

    readonly Disk disk = new();
    readonly Disk elsewhere = new();

    public static TheoryData<string> Works => [.. FolderWork.Names];

    public void Dispose()
    {
        disk.Dispose();
        elsewhere.Dispose();
    }

    [Theory]
    [MemberData(nameof(Works))]
    public void On_a_full_disk_it_is_said_and_the_work_goes_on_when_there_is_space_again(string name)
    {
        if (!disk.TryLimit(DiskBytes))
            return; // Only an administrator can make a small disk.
        var (work, desk) = Begun(name);
        using var closed = desk;
        // A snapshot that an erasure discards would make space.
        foreach (var snapshot in Directory.GetFiles(desk.Paths.Data, "snapshot.*"))
            File.Delete(snapshot);
        var ballast = disk["ballast"];
        Fill(ballast);

        var said = Record.Exception(() => work.Do(desk));

        // A snapshot that cannot be kept costs the next process some time, and nobody is told.
        Assert.True(said is StoreException { Remedy.Length: > 0 } || (said is null && name == "snapshot"), $"{said}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {said?.Message ?? "nothing was said"}");
        CheckReadable(work, desk);
        File.Delete(ballast);
        WorkCheck.GoesOn(work, desk, desk.Paths, elsewhere["folded"], name);
    }

    [Theory]
    [MemberData(nameof(Works))]
    public void On_a_write_protected_disk_nothing_of_the_work_is_done_and_questions_are_answered(string name)
    {
        var (work, desk) = Begun(name);
        using var closed = desk;
        disk.Protect();

        var refused = Assert.Throws<StoreException>(() => work.Do(desk));

        Assert.StartsWith("Nothing can be recorded in the data folder", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Remedy);
        Assert.Empty(desk.Answered);
        CheckReadable(work, desk);
        using var again = desk.At(desk.Copy(elsewhere["writable"]));
        WorkCheck.GoesOn(work, again, again.Paths, elsewhere["folded"], name);
    }

    [Fact]
    public void Where_the_keys_folder_cannot_be_written_people_are_erased_and_the_list_is_made_good_later()
    {
        var (work, desk) = Begun("erasure");
        using var closed = desk;
        var paths = desk.Copy(elsewhere["op"]);
        var keys = paths.Keys;
        var kept = elsewhere["keys before"];
        Directory.Move(keys, kept);
        Disk.Copy(kept, disk["protected"]);
        disk.Protect();
        using var here = desk.At(paths with { Keys = disk["protected"] });

        work.Do(here);

        using (var running = here.Open(here.Paths, FolderUse.Write))
            Assert.Contains(running.Warnings, said => said.StartsWith(
                "The list of erased persons could not be kept with the keys", StringComparison.Ordinal));
        Directory.Move(kept, keys);
        WorkCheck.GoesOn(work, here, paths, elsewhere["folded"], "Erased with protected keys");
        var listed = File.ReadAllLines(paths.Erased);
        Assert.All(here.Answered, id => Assert.Contains($"{id:N}", listed));
    }

    (FolderWork Work, WorkDesk Desk) Begun(string name)
    {
        var work = FolderWork.Of(name);
        var paths = WorkDesk.Below(disk.Folder);
        work.Prepare(paths);
        return (work, new(paths, work.Passphrase));
    }

    void Fill(string ballast)
    {
        using var file = new FileStream(ballast, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var space = new DriveInfo(disk.Folder).AvailableFreeSpace;
        file.Write(new byte[space - LeftBytes]);
    }

    static void CheckReadable(FolderWork work, WorkDesk desk)
    {
        using var reader = desk.Open(desk.Paths, FolderUse.Read);
        Assert.All(desk.Answered, id => Assert.True(work.IsThere(reader, id)));
        Assert.NotEqual(0, reader.Operation.Now.People.PersonCount);
    }
}
