using System.Text;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Privacy;
using Annona.Storage.Tests.Faults;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Privacy;

/// <summary>The register of files with names: what it keeps, what of it can be lost, and what never is.</summary>
[Collection(FaultyDisk.Alone)]
public sealed class FilesWithNamesTests : IDisposable
{
    static readonly Guid Operation = new("0198c0de-0000-7000-8000-00000000000d");
    static readonly Guid Anna = new("0198c0de-0000-7000-8000-0000000000a1");
    static readonly Guid Bako = new("0198c0de-0000-7000-8000-0000000000b2");
    static readonly FileShape Comma = new("utf-8", ',', null, null);

    readonly Disk disk = new();
    readonly PartSealer sealer = new(new byte[32]);
    readonly OperationPaths paths;

    public FilesWithNamesTests()
    {
        paths = OperationPaths.For(disk["op"], keys: null);
        Directory.CreateDirectory(paths.Data);
    }

    string[] Records => [.. Directory.EnumerateFiles(Path.Combine(paths.Data, "files")).Order()];

    public void Dispose()
    {
        FileSteps.Taken = null;
        sealer.Dispose();
        disk.Dispose();
    }

    [Fact]
    public void What_is_kept_is_read_back_by_another_process_and_no_name_or_path_stands_in_clear()
    {
        Write("Canarova.csv", (2, Anna), (3, Bako), (5, Anna));

        var file = Assert.Single(Files().Find().All);
        var now = Files().Look(file);

        Assert.Equal(
            (disk["Canarova.csv"], FileContent.Export, "vaccination", 4, Operation),
            (file.Path, file.Content, file.Purpose, file.Rows, file.Officer));
        Assert.Equal((FileState.AsWritten, true), (now.State, now.IsKnown));
        Assert.Equal([2, 5], now.Rows.Of(new HashSet<Guid> { Anna }));
        var bytes = File.ReadAllBytes(Assert.Single(Records));
        foreach (var word in new[] { "Canarova", disk.Folder, "vaccination", "Export" })
            foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode])
                Assert.True(bytes.AsSpan().IndexOf(encoding.GetBytes(word)) < 0, word);
        Assert.True(bytes.AsSpan().IndexOf(Anna.ToByteArray()) < 0);
    }

    [Fact]
    public void Every_changed_byte_of_a_record_costs_this_one_and_no_other()
    {
        Write("one.csv", (2, Anna));
        var bad = Assert.Single(Records);
        Write("two.csv", (2, Bako));
        var sound = File.ReadAllBytes(bad);
        for (var at = 0; at < sound.Length; at++)
        {
            var changed = (byte[])sound.Clone();
            changed[at] ^= 1 << 3;
            File.WriteAllBytes(bad, changed);

            var found = Files().Find();

            Assert.Equal(bad, Assert.Single(found.Damaged).Path);
            var age = TimeProvider.System.GetUtcNow() - found.Damaged[0].At!.Value;
            Assert.InRange(age, default, TimeSpan.FromHours(1));
            Assert.Equal(disk["two.csv"], Assert.Single(found.All).Path);
        }
        File.WriteAllBytes(bad, sound[..^1]);
        Assert.Single(Files().Find().Damaged);
    }

    [Fact]
    public void A_record_does_not_open_under_another_name_or_in_another_operation()
    {
        Write("one.csv", (2, Anna));
        File.Copy(Records[0], Path.Combine(paths.Data, "files", $"{Guid.NewGuid():n}.file"));

        Assert.Single(Files().Find().Damaged);
        Assert.Equal(2, new FilesWithNames(paths, Guid.NewGuid(), sealer).Find().Damaged.Count);
    }

    [Fact]
    public void A_file_that_was_begun_and_not_ended_is_known_as_such()
    {
        Files().Begin(disk["list.csv"], FileContent.Export, new(Operation), Comma);
        File.WriteAllText(disk["list.csv"], "person,name\nN1,An");

        var now = Files().Look(Files().Find(disk["list.csv"])!);

        Assert.Equal((FileState.Unfinished, false), (now.State, now.IsKnown));
    }

    [Fact]
    public void What_became_of_a_file_is_seen()
    {
        var file = Write("list.csv", (2, Anna));
        File.AppendAllText(file.Path, "more\n");
        Assert.Equal(FileState.Changed, Files().Look(file).State);
        Assert.Equal(file.Path, Assert.Single(Files().WrittenBefore(file.At.AddDays(1))).Path);
        Assert.Empty(Files().WrittenBefore(file.At));
        File.Delete(file.Path);
        Assert.Empty(Files().WrittenBefore(file.At.AddDays(1)));
        Assert.Equal(FileState.NotThere, Files().Look(file).State);
        Assert.Equal([2], Files().Look(file).Rows.Of(new HashSet<Guid> { Anna }));

        Files().Remove(file);

        var gone = Files().Find(file.Path)!;
        Assert.NotNull(gone.RemovedAt);
        Assert.Equal(FileState.Removed, Files().Look(gone).State);
        Assert.Empty(Files().Look(gone).Rows.Of(new HashSet<Guid> { Anna }));
    }

    [Fact]
    public void A_file_of_the_same_name_takes_the_place_of_the_one_before()
    {
        Write("list.csv", (2, Anna));
        File.WriteAllText($"{Assert.Single(Records)}.{Guid.NewGuid():N}.new", "left by a process that was ended");
        Write("list.csv", (3, Bako));

        var file = Assert.Single(Files().Find().All);
        Assert.Single(Records);

        Assert.Equal([3], Files().Look(file).Rows.Of(new HashSet<Guid> { Anna, Bako }));
    }

    [Fact]
    public void Rewriting_keeps_who_may_read_it_overwrites_the_old_bytes_and_moves_rows_up()
    {
        var file = Write("list.csv", (2, Anna), (3, Bako), (4, Bako));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        using var old = new FileStream(
            file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        Rewrite(file, "head\nBako\nBako\nrest\n");

        file = Files().Find(file.Path)!;
        Assert.Equal("head\nBako\nBako\nrest\n", File.ReadAllText(file.Path));
        Assert.Equal([2, 3], Files().Look(file).Rows.Of(new HashSet<Guid> { Anna, Bako }));
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(file.Path));
        // The old file has no name any more, and nothing but zeroes.
        var left = new byte[old.Length];
        old.ReadExactly(left);
        Assert.All(left, value => Assert.Equal(0, value));
        Assert.Equal(
            ["list.csv", "op"], Directory.EnumerateFileSystemEntries(disk.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_disk_that_says_no_at_any_step_of_a_rewriting_leaves_bytes_that_are_known()
    {
        var steps = 0;
        var before = Write("list.csv", (2, Anna), (3, Bako));
        var bytes = File.ReadAllBytes(before.Path);
        FileSteps.Taken = path => steps += IsOurs(path) ? 1 : 0;
        Rewrite(before, "head\nBako\n");
        Assert.True(steps >= 9, $"{steps} steps");
        for (var fails = 1; fails <= steps; fails++)
        {
            FileSteps.Taken = null;
            File.WriteAllBytes(before.Path, bytes);
            var file = Write("list.csv", (2, Anna), (3, Bako));
            var at = 0;
            FileSteps.Taken = path =>
            {
                if (IsOurs(path) && ++at >= fails)
                    throw new IOException("No space left on device");
            };

            Assert.ThrowsAny<Exception>(() => Rewrite(file, "head\nBako\n"));

            FileSteps.Taken = null;
            var now = Files().Look(Files().Find(file.Path)!);
            Assert.Equal((FileState.AsWritten, true), (now.State, now.IsKnown));
            var hasAnna = File.ReadAllText(file.Path).Contains("row 2", StringComparison.Ordinal);
            Assert.Equal(hasAnna ? [2] : [], now.Rows.Of(new HashSet<Guid> { Anna }));
            Assert.Equal([hasAnna ? 3 : 2], now.Rows.Of(new HashSet<Guid> { Bako }));
        }
    }

    [Fact]
    public void A_file_that_changes_while_it_is_rewritten_stays_as_it_is()
    {
        var file = Write("list.csv", (2, Anna));
        var now = Files().Look(file);

        var why = Assert.Throws<IOException>(() => Files().Rewrite(file, now, 0, to =>
        {
            File.WriteAllText(file.Path, "changed");
            return PersonRows.None;
        }));

        Assert.Contains("changed it meanwhile", why.Message, StringComparison.Ordinal);
        Assert.Equal("changed", File.ReadAllText(file.Path));
    }

    [Fact]
    public void Where_the_register_cannot_be_written_no_file_is_begun_and_a_sentence_says_why()
    {
        File.WriteAllText(Path.Combine(paths.Data, "files"), "no folder");

        var why = Assert.Throws<StoreException>(
            () => Files().Begin(disk["list.csv"], FileContent.Export, new(Operation), Comma));

        Assert.Contains("register of files with names", why.Message, StringComparison.Ordinal);
        Assert.Contains("free space", why.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_rows_take_some_seventeen_bytes_each_and_are_found_again()
    {
        var persons = PersonRows.Of(Enumerable.Range(2, 1_000_000).Select(row => (row, Numbered(row))));
        var file = Files().Begin(disk["list.csv"], FileContent.ImportSource, new(Operation), Comma);
        Files().Keep(file with { Rows = 1_000_000, Sha256 = new('0', 64) }, persons);

        Assert.InRange(new FileInfo(Assert.Single(Records)).Length, 16_000_000, 17_100_000);
        var known = Files().Look(Files().Find(disk["list.csv"])!).Rows;
        Assert.Equal([7, 1_000_001], known.Of(new HashSet<Guid> { Numbered(1_000_001), Numbered(7) }));
    }

    /// <summary>Other tests of this process take steps too.</summary>
    bool IsOurs(string path) => path.StartsWith(disk.Folder, StringComparison.Ordinal);

    static Guid Numbered(int row) => new(row, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    FilesWithNames Files() => new(paths, Operation, sealer);

    FileWithNames Write(string name, params (int Row, Guid Person)[] rows)
    {
        var file = Files().Begin(disk[name], FileContent.Export, new(Operation), Comma, "vaccination");
        var last = rows.Max(row => row.Row);
        File.WriteAllLines(file.Path, Enumerable.Range(1, last).Select(row => $"row {row}"));
        Files().Written(file, last - 1, PersonRows.Of(rows));
        return Files().Find(file.Path)!;
    }

    /// <summary>Writes other text, from which the second row has gone.</summary>
    void Rewrite(FileWithNames file, string text)
    {
        var now = Files().Look(file);
        Files().Rewrite(file, now, file.Rows - 1, to =>
        {
            to.Write(Encoding.UTF8.GetBytes(text));
            return now.Rows.Without([(2, 1)]);
        });
    }
}
