using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Tests.Stores;
using static Annona.Cli.Tests.HolderProcesses;

namespace Annona.Cli.Tests;

/// <summary>A process holds an operation without keys until an officer gives it its keys, and gives them up again.
/// </summary>
public sealed class SealedTests : IDisposable
{
    readonly Shell shell = new();
    readonly HolderProcesses holders;

    public SealedTests() => holders = new(shell);

    public void Dispose()
    {
        holders.Dispose();
        shell.Dispose();
    }

    [Fact]
    public void A_process_that_starts_without_keys_records_only_between_unseal_and_seal()
    {
        shell.Done("init op --name Lusavan --as Ani");
        var keys = KeysOf("op");

        var holder = holders.Start("hold --sealed --data op", passphrase: null);
        Assert.Matches($"^Lusavan is held by process {holder.Id}, sealed since .* UTC. Unseal it with: annona unseal$",
            Line(holder));
        SeesNoKeys(holder, keys);
        Refused(shell.Run("people add --given Canaria --family Canarova --data op"));

        var wrong = shell.Run("unseal --data op", "another passphrase");
        Assert.Equal((4, ""), (wrong.Exit, wrong.Out));
        Assert.StartsWith("This is not the passphrase of Ani.", wrong.Error, StringComparison.Ordinal);

        Assert.StartsWith($"Process {holder.Id} has its keys", shell.Done("unseal --data op").Out,
            StringComparison.Ordinal);
        Assert.Matches($"^Lusavan is unsealed by officer [0-9a-z-]+ and held by process {holder.Id}.", Line(holder));
        SeesKeys(holder, keys);
        shell.Done("people add --given Canaria --family Canarova --data op");

        // No passphrase: whoever hears a knock at the door has no time to type one.
        var away = shell.Run("seal --data op", passphrase: null);
        Assert.True(away.Exit == 0, away.Error);
        Assert.StartsWith($"Lusavan is held by process {holder.Id}, sealed since ", Line(holder),
            StringComparison.Ordinal);
        SeesNoKeys(holder, keys);
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
        var keys = KeysOf("op");
        var first = holders.Start("hold --sealed --data op", passphrase: null);
        Line(first);
        shell.Done("unseal --data op");
        Line(first);
        shell.Done("party add Office --data op");
        var second = holders.Start("hold --sealed --follow --data op", passphrase: null);
        Assert.Contains($"(number {first.Id}). Process {second.Id} waits, without keys", Line(second),
            StringComparison.Ordinal);

        first.Kill();

        Assert.StartsWith($"Lusavan is held by process {second.Id}, sealed since ", Line(second),
            StringComparison.Ordinal);
        SeesNoKeys(second, keys);
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

    [Fact]
    public void An_operation_at_a_server_is_held_without_keys_too()
    {
        shell.Done($"init op --name Lusavan --as Ani --postgres \"{PostgresServer.Shared.Connection}\"");
        var holder = holders.Start("hold --sealed --data op", passphrase: null);
        Assert.StartsWith($"Lusavan is held by process {holder.Id}, sealed since ", Line(holder),
            StringComparison.Ordinal);
        Refused(shell.Run("party add Office --data op"));

        shell.Done("unseal --data op");
        Line(holder);
        shell.Done("party add Office --data op");
        Assert.Equal(0, shell.Run("seal --data op", passphrase: null).Exit);
        Line(holder);

        Refused(shell.Run("party add Depot --data op"));
        Assert.Equal((0, ""), Ended(holder));
        shell.Done("party add Depot --data op");
        Assert.StartsWith("3 entries", shell.Done("verify --data op").Out, StringComparison.Ordinal);
    }

    static void Refused(Ran ran)
    {
        Assert.Equal((1, ""), (ran.Exit, ran.Out));
        Assert.Matches(
            @"^The process that holds this operation is sealed since [0-9-]+ [0-9:]+ UTC: it has no keys, and records "
            + @"nothing\.\r?\nUnseal it with: annona unseal \[operation\.sealed\]", ran.Error);
    }

    // Other systems than Linux show no process to another one as a file.
    static void SeesNoKeys(Process process, Dictionary<string, byte[]> keys) =>
        Assert.True(!OperatingSystem.IsLinux() || Found(process, keys) is [], "A key stands in the memory.");

    /// <summary>What is used all the time is found, or a search that finds nothing shows nothing.</summary>
    static void SeesKeys(Process process, Dictionary<string, byte[]> keys)
    {
        if (OperatingSystem.IsLinux())
            Assert.Equal(["names", "open parts", "root", "signing"], Found(process, keys).Order());
    }

    /// <summary>The keys by name, worked out from the files alone.</summary>
    Dictionary<string, byte[]> KeysOf(string data)
    {
        var paths = OperationPaths.For(shell.PathOf(data), keys: null);
        using var officer = OfficerKeyFile.Unlock(OfficerKeyFile.FilesIn(paths.Keys)[0], Shell.Passphrase);
        var (store, _) = OperationFolder.OpenSealed(paths);
        using var closed = store;
        var ring = JsonDocument.Parse(store.FindNote(KeyRing.Note)).RootElement;
        var origin = ring.GetProperty("origin").GetString();
        var root = officer.Root.Bytes.ToArray();
        byte[] Opened(JsonElement form, string associated)
        {
            var bytes = form.GetProperty("sealed").GetBytesFromBase64();
            var key = new byte[bytes.Length - 28];
            using var aes = new AesGcm(root, 16);
            aes.Decrypt(bytes.AsSpan(0, 12), bytes.AsSpan(12, key.Length), bytes.AsSpan(12 + key.Length), key,
                Encoding.UTF8.GetBytes(associated));
            return key;
        }
        static byte[] Derived(byte[] key, byte[] salt, string purpose) => HKDF.DeriveKey(
            HashAlgorithmName.SHA256, key, 32, salt, Encoding.UTF8.GetBytes(purpose));
        byte[] OfRing(string purpose) => Opened(
            ring.GetProperty("keys").EnumerateArray()
                .Single(form => form.GetProperty("purpose").GetString() == purpose),
            $"annona-keyring.1\n{origin}\n{purpose}\n1");
        var register = OfRing("register");
        var epoch = Opened(
            JsonDocument.Parse(File.ReadAllText(paths.Epochs)).RootElement.GetProperty("epochs")[0],
            $"annona-epochs.1\n{origin}\n1");
        return new()
        {
            ["root"] = root,
            ["register"] = register,
            ["open parts"] = Derived(register, [], "annona open parts 1"),
            ["epoch"] = epoch,
            ["names"] = Derived(epoch, Derived(register, [], "annona epochs 1"), "annona names 1"),
            ["signing"] = OfRing("tree-ed25519"),
        };
    }

    /// <summary>The names of the keys that stand anywhere in the memory of another process.</summary>
    static List<string> Found(Process process, Dictionary<string, byte[]> keys)
    {
        using var memory = File.OpenRead($"/proc/{process.Id}/mem");
        return
        [
            .. File.ReadLines($"/proc/{process.Id}/maps").Select(line => line.Split(' ', 3))
                .Where(region => region[1].StartsWith("rw", StringComparison.Ordinal))
                .Select(region => region[0].Split('-').Select(end =>
                    long.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray())
                .SelectMany(ends => Found(memory, ends[0], ends[1], keys)).Distinct(),
        ];
    }

    static IEnumerable<string> Found(FileStream memory, long from, long to, Dictionary<string, byte[]> keys)
    {
        var block = new byte[1 << 20];
        while (from < to)
        {
            var read = Read(memory, from, block.AsSpan(0, (int)Math.Min(block.Length, to - from)));
            foreach (var (name, _) in keys.Where(key => block.AsSpan(0, read).IndexOf(key.Value) >= 0))
                yield return name;
            // A key may lie across two blocks.
            from += read < block.Length ? block.Length : read - 64;
        }
    }

    static int Read(FileStream memory, long from, Span<byte> block)
    {
        try
        {
            return RandomAccess.Read(memory.SafeFileHandle, block, from);
        }
        catch (IOException)
        {
            // Of a device, not of the process.
            return 0;
        }
    }
}
