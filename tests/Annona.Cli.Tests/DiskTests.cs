using Annona.Storage.Tests.Stores;

namespace Annona.Cli.Tests;

/// <summary>What a disk that is full or may not be written does to the commands that write most.</summary>
[Trait("Suite", "faults")]
public sealed class DiskTests : IDisposable
{
    const string Import =
        "people import list.csv --owner Office --as-of 2026-03-01 --basis agreement --list Arrivals --data";

    readonly Shell shell = new();
    readonly Disk disk = new();

    public DiskTests()
    {
        shell.Write("list.csv", "record id,given name,sex\n" + string.Concat(
            Enumerable.Range(0, 400).Select(row => $"R{row},Given{row},F\n")));
        shell.Done("init op");
        shell.Done("party add Office --data op");
        shell.Done("people add --given Amal --family Test --data op");
    }

    public void Dispose()
    {
        disk.Dispose();
        shell.Dispose();
    }

    [Fact]
    public void On_a_write_protected_disk_an_import_an_erasure_and_a_turn_over_are_refused_with_a_sentence()
    {
        var op = Moved();
        disk.Protect();

        foreach (var line in (string[])
            [$"{Import} {op}", $"erase N1 --reason asked --data {op}", $"keys turn --data {op}"])
        {
            var refused = shell.Run(line);
            Assert.Equal(3, refused.Exit);
            Assert.Contains("Nothing can be recorded in the data folder", refused.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
        }

        Assert.Contains("Office", shell.Done($"party list --data {op}").Out, StringComparison.Ordinal);
        Assert.StartsWith("3 entries", shell.Done($"verify --data {op}").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_on_a_full_disk_says_so_and_the_same_command_goes_on_when_there_is_space()
    {
        if (!disk.TryLimit(8_000_000))
            return; // Only an administrator can make a small disk.
        var op = Moved();
        var space = new DriveInfo(disk.Folder).AvailableFreeSpace;
        File.WriteAllBytes(disk["ballast"], new byte[space - 100_000]);

        var full = shell.Run($"{Import} {op}");

        Assert.Equal(3, full.Exit);
        Assert.Contains("The disk is full", full.Error, StringComparison.Ordinal);
        shell.Done($"verify --data {op}");
        File.Delete(disk["ballast"]);
        shell.Done($"{Import} {op}");
        Assert.Contains("taken in already", shell.Done($"{Import} {op}").Out, StringComparison.Ordinal);
        Assert.Contains("401", shell.Done($"people counts --data {op}").Out, StringComparison.Ordinal);
    }

    /// <summary>The operation on this test's own disk.</summary>
    string Moved()
    {
        Disk.Copy(shell.PathOf("op"), disk["op"]);
        Disk.Copy(shell.PathOf("op.keys"), disk["op.keys"]);
        return disk["op"];
    }
}
