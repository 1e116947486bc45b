using System.Diagnostics;
using System.Globalization;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Cli.Tests;

/// <summary>A process holds an operation without keys until an officer gives it its keys, and gives them up again.
/// </summary>
public sealed class SealedTests : IDisposable
{
    static readonly TimeSpan LineMax = TimeSpan.FromSeconds(60);

    readonly Shell shell = new();
    readonly List<Process> started = [];

    public void Dispose()
    {
        foreach (var process in started)
        {
            if (!process.HasExited)
                process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
        shell.Dispose();
    }

    [Fact]
    public void A_process_that_starts_without_keys_records_only_between_unseal_and_seal()
    {
        shell.Done("init op --name Lusavan --as Ani");
        var root = RootKeyOf("op");

        var holder = Start("hold --sealed --data op");
        Assert.Matches($"^Lusavan is held by process {holder.Id}, sealed since .* UTC. Unseal it with: annona unseal$",
            Line(holder));
        HasKey(holder, root, isThere: false);
        Refused(shell.Run("people add --given Canaria --family Canarova --data op"));
        Refused(shell.Run("hold --data op"));
        Refused(shell.Run("keys turn --now --data op"));
        Assert.Contains("sealed since", shell.Done("seal --data op").Out, StringComparison.Ordinal);

        var wrong = shell.Run("unseal --data op", "another passphrase");
        Assert.Equal((4, ""), (wrong.Exit, wrong.Out));
        Assert.StartsWith("This is not the passphrase of Ani.", wrong.Error, StringComparison.Ordinal);

        Assert.StartsWith($"Process {holder.Id} has its keys", shell.Done("unseal --data op").Out,
            StringComparison.Ordinal);
        Assert.Matches($"^Lusavan is unsealed by officer [0-9a-z-]+ and held by process {holder.Id}.", Line(holder));
        HasKey(holder, root, isThere: true);
        shell.Done("people add --given Canaria --family Canarova --data op");
        Assert.Contains("already", shell.Done("unseal --data op").Out, StringComparison.Ordinal);

        // No passphrase: whoever hears a knock at the door has no time to type one.
        var away = shell.Run("seal --data op", passphrase: null);
        Assert.True(away.Exit == 0, away.Error);
        Assert.StartsWith($"Lusavan is held by process {holder.Id}, sealed since ", Line(holder),
            StringComparison.Ordinal);
        HasKey(holder, root, isThere: false);
        Refused(shell.Run("people add --given Second --family Canarova --data op"));

        shell.Done("unseal --data op");
        Line(holder);
        shell.Done("people add --given Third --family Canarova --data op");
        Assert.Equal((0, ""), Ended(holder));
        var listed = shell.Done("people list --data op").Out;
        Assert.Contains("N1", listed, StringComparison.Ordinal);
        Assert.Contains("N2", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("N3", listed, StringComparison.Ordinal);
        Assert.StartsWith("3 entries", shell.Done("verify --data op").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_killed_process_and_one_that_waits_for_its_place_begin_without_keys()
    {
        shell.Done("init op --name Lusavan --as Ani");
        var root = RootKeyOf("op");
        var first = Start("hold --sealed --data op");
        Line(first);
        shell.Done("unseal --data op");
        Line(first);
        shell.Done("party add Office --data op");
        var second = Start("hold --sealed --follow --data op");
        Assert.Contains($"(number {first.Id}). Process {second.Id} waits, without keys", Line(second),
            StringComparison.Ordinal);

        first.Kill();

        Assert.StartsWith($"Lusavan is held by process {second.Id}, sealed since ", Line(second),
            StringComparison.Ordinal);
        HasKey(second, root, isThere: false);
        Refused(shell.Run("party add Depot --data op"));
        second.Kill();
        second.WaitForExit();
        var nobody = shell.Run("unseal --data op");
        Assert.Equal(3, nobody.Exit);
        Assert.Contains("annona hold --sealed", nobody.Error, StringComparison.Ordinal);
        // A process that was killed leaves nothing that stands in the way.
        shell.Done("party add Depot --data op");
        Assert.Contains("Office", shell.Done("party list --data op").Out, StringComparison.Ordinal);
    }

    static void Refused(Ran ran)
    {
        Assert.Equal((1, ""), (ran.Exit, ran.Out));
        Assert.Matches(
            @"^The process that holds this operation is sealed since [0-9-]+ [0-9:]+ UTC: it has no keys, and records "
            + @"nothing\.\r?\nUnseal it with: annona unseal \[operation\.sealed\]", ran.Error);
    }

    byte[] RootKeyOf(string data)
    {
        var keys = OperationPaths.For(shell.PathOf(data), keys: null).Keys;
        using var officer = OfficerKeyFile.Unlock(OfficerKeyFile.FilesIn(keys)[0], Shell.Passphrase);
        return officer.Root.Bytes.ToArray();
    }

    /// <summary>Whether a key stands anywhere in the memory of another process.</summary>
    static void HasKey(Process process, byte[] key, bool isThere)
    {
        // Other systems show no process to another one as a file.
        if (!OperatingSystem.IsLinux())
            return;
        var found = 0;
        using var memory = File.OpenRead($"/proc/{process.Id}/mem");
        foreach (var region in File.ReadLines($"/proc/{process.Id}/maps").Select(line => line.Split(' ', 3)))
        {
            if (!region[1].StartsWith("rw", StringComparison.Ordinal))
                continue;
            var ends = region[0].Split('-').Select(end =>
                long.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            found += CopiesIn(memory, ends[0], ends[1], key);
        }
        Assert.True(isThere == found > 0, $"The key stands {found} times in the memory of the process.");
    }

    static int CopiesIn(FileStream memory, long from, long to, byte[] key)
    {
        var found = 0;
        var block = new byte[1 << 20];
        while (from < to)
        {
            int read;
            try
            {
                read = RandomAccess.Read(
                    memory.SafeFileHandle, block.AsSpan(0, (int)Math.Min(block.Length, to - from)), from);
            }
            catch (IOException)
            {
                // Of a device, not of the process.
                from += block.Length;
                continue;
            }
            if (read == 0)
                return found;
            var rest = block.AsSpan(0, read);
            for (int at; (at = rest.IndexOf(key)) >= 0; rest = rest[(at + key.Length)..])
                found++;
            // A key may lie across two blocks.
            from += read < key.Length || from + read >= to ? read : read - key.Length + 1;
        }
        return found;
    }

    Process Start(string line)
    {
        var process = shell.Start(line, passphrase: null);
        started.Add(process);
        return process;
    }

    static string Line(Process process)
    {
        var line = process.StandardOutput.ReadLineAsync();
        Assert.True(line.Wait(LineMax), "Nothing was printed.");
        return line.Result ?? $"It ended: {process.StandardError.ReadToEnd()}";
    }

    /// <summary>Ends it as a system does that shuts down; how it ended, and what it still printed.</summary>
    static (int Exit, string Out) Ended(Process process)
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        Assert.True(process.WaitForExit(LineMax), "It did not end.");
        return (process.ExitCode, process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd());
    }
}
