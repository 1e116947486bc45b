using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Annona.Storage.Folder;

namespace Annona.Storage.Keys;

/// <summary>
/// The stored form of the epochs of an operation: the keys that wrap persons' keys, one a month, each under the root
/// key.
/// </summary>
sealed class EpochsForm
{
    public const string FormatNow = "annona-epochs.1";

    public required string Format { get; init; }

    public required string Origin { get; init; }

    /// <summary>In the order of their numbers. The last one is in use.</summary>
    public required EpochForm[] Epochs { get; init; }

    public EpochForm Newest => Epochs[^1];

    /// <summary>The first epoch of an operation.</summary>
    public static EpochsForm First(string origin, RootKey root, DateTimeOffset now) =>
        new() { Format = FormatNow, Origin = origin, Epochs = [EpochForm.New(origin, 1, root, now)] };

    /// <summary>One epoch more; the one before counts as replaced from now on.</summary>
    public EpochsForm Turned(RootKey root, DateTimeOffset now) => With(
        [.. Epochs[..^1], Newest.Replaced(now), EpochForm.New(Origin, Newest.Number + 1, root, now)]);

    /// <summary>The same without the keys of the epochs that are over.</summary>
    public EpochsForm Without(Func<EpochForm, bool> isOver, DateTimeOffset now) =>
        With([.. Epochs.Select(epoch => isOver(epoch) ? epoch.Destroyed(now) : epoch)]);

    /// <summary>
    /// The same with the keys of another copy beside its own, where this one lacks them or destroyed them.
    /// </summary>
    /// <returns>Null: the two copies have different keys under one number.</returns>
    public EpochsForm? With(EpochsForm other)
    {
        if (other.Origin != Origin || Epochs.Any(own => other.Find(own.Number) is { IsGone: false } theirs
            && !own.IsGone && !own.Sealed.AsSpan().SequenceEqual(theirs.Sealed)))
            return null;
        var numbers = Epochs.Concat(other.Epochs).Select(epoch => epoch.Number).Distinct().Order();
        // Beyond the own newest nothing is taken: the newest one is in use.
        return With([.. numbers.Where(number => number <= Newest.Number).Select(number =>
            Find(number) is { IsGone: false } own ? own : other.Find(number) ?? Find(number)!)]);
    }

    public EpochForm? Find(int number) => Array.Find(Epochs, epoch => epoch.Number == number);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, KeyJson.Default.EpochsForm);

    /// <summary>Null: these bytes are something else, or cut off.</summary>
    public static EpochsForm? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var form = JsonSerializer.Deserialize(bytes, KeyJson.Default.EpochsForm);
            return form is { Format: FormatNow, Epochs: [.., { IsGone: false }] } && form.IsInOrder ? form : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    bool IsInOrder =>
        Epochs.Zip(Epochs.Skip(1)).All(pair => pair is { First: not null, Second: not null }
            && pair.First.Number < pair.Second.Number);

    EpochsForm With(EpochForm[] epochs) => new() { Format = Format, Origin = Origin, Epochs = epochs };
}

/// <summary>One epoch. What was destroyed keeps its dates, so that people can be told.</summary>
sealed class EpochForm
{
    public required int Number { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>When the next one took its place; null for the one in use.</summary>
    public required DateTimeOffset? ReplacedAt { get; init; }

    public required DateTimeOffset? DestroyedAt { get; init; }

    /// <summary>32 random bytes under the root key; empty when they are destroyed.</summary>
    public required byte[] Sealed { get; init; }

    public bool IsGone => Sealed.Length == 0;

    public static EpochForm New(string origin, int number, RootKey root, DateTimeOffset now)
    {
        var key = SecretBytes.Empty(Seal.KeyLength);
        RandomNumberGenerator.Fill(key);
        try
        {
            return new()
            {
                Number = number,
                Since = now,
                ReplacedAt = null,
                DestroyedAt = null,
                Sealed = Seal.CloseOnce(root.Bytes, key, Associated(origin, number)),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The key itself; whoever gets it wipes it. Null: the root key is another one, or a byte is.</summary>
    public byte[]? Open(string origin, RootKey root) =>
        Seal.TryOpenKey(root.Bytes, Sealed, Associated(origin, Number), out var key)
            && key.Length == Seal.KeyLength ? key : null;

    public EpochForm Replaced(DateTimeOffset now) => new()
    {
        Number = Number, Since = Since, ReplacedAt = now, DestroyedAt = DestroyedAt, Sealed = Sealed,
    };

    public EpochForm Destroyed(DateTimeOffset now) => new()
    {
        Number = Number, Since = Since, ReplacedAt = ReplacedAt, DestroyedAt = DestroyedAt ?? now, Sealed = [],
    };

    // The number stands under the seal: nobody can put an old key in a new one's place.
    static byte[] Associated(string origin, int number) =>
        Encoding.UTF8.GetBytes($"{EpochsForm.FormatNow}\n{origin}\n{number:D}");
}

/// <summary>
/// The epochs in their file in the keys folder. A key that is taken out is overwritten before the file gets its new
/// content; at every moment one whole copy is there, in the file or beside it.
/// </summary>
static class EpochFile
{
    /// <summary>A reader may come between two renames of a writer, not between three pairs of them.</summary>
    const int TriesMax = 3;

    // A year has twelve epochs of some 200 bytes.
    const int LengthMax = 1 << 20;

    /// <summary>Whether there is one, or a whole copy of one that was about to take its place.</summary>
    public static bool IsThere(string path) => File.Exists(path) || File.Exists(Aside(path));

    /// <summary>Reads the file.</summary>
    /// <exception cref="KeyException">It is missing, damaged, or may not be read.</exception>
    public static EpochsForm Read(string path)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            if ((TryRead(path) ?? TryRead(Aside(path))) is { } form)
                return form;
        }
        throw IsThere(path) ? Damaged(path) : Missing(path);
    }

    /// <summary>Writes the file durably. What stood in it before is overwritten.</summary>
    /// <param name="path">The file.</param>
    /// <param name="form">What it says from now on.</param>
    /// <param name="passed">Told each step that is on the disk; a test ends the process there.</param>
    /// <exception cref="IOException">It cannot be written; the file is as it was.</exception>
    public static void Write(string path, EpochsForm form, Action<EpochStep>? passed = null)
    {
        Finish(path);
        var aside = Aside(path);
        WholeFile.Write(aside, form.ToBytes(), OwnerOnly.OfFile);
        FolderSync.Flush(Path.GetDirectoryName(path)!);
        passed?.Invoke(EpochStep.Aside);
        if (File.Exists(path))
        {
            FileSteps.Take(path);
            Overwrite(path);
        }
        passed?.Invoke(EpochStep.Overwritten);
        FileSteps.Take(path);
        File.Move(aside, path, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(path)!);
        passed?.Invoke(EpochStep.Named);
    }

    /// <summary>Brings to its end what a process that was killed had begun.</summary>
    public static void Finish(string path)
    {
        // What it left half-named may hold a key that is destroyed by now.
        foreach (var left in WholeFile.LeftAside(Aside(path)))
        {
            Overwrite(left);
            File.Delete(left);
        }
        if (!File.Exists(Aside(path)))
            return;
        if (TryRead(path) is not null)
            File.Delete(Aside(path));
        else if (TryRead(Aside(path)) is not null)
            File.Move(Aside(path), path, overwrite: true);
    }

    static void Overwrite(string path)
    {
        using var old = new FileStream(path, FileMode.Open, FileAccess.Write);
        old.Write(new byte[old.Length]);
        old.Flush(flushToDisk: true);
    }

    static EpochsForm? TryRead(string path)
    {
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > LengthMax)
                return null;
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return EpochsForm.Read(bytes);
        }
        catch (UnauthorizedAccessException)
        {
            throw new KeyException(
                KeyFault.NoAccess, $"The epochs of the keys in '{path}' may not be read by this account.",
                "Run Annona as the account that made the file, or give the file to this account.");
        }
        catch (IOException)
        {
            return null;
        }
    }

    static string Aside(string path) => path + ".new";

    /// <summary>There is no such file where there must be one.</summary>
    public static KeyException Missing(string path) => new(
        KeyFault.Missing,
        $"The file '{path}' with the epochs of the keys is missing. Without it no name in this operation can be read, "
        + "with any passphrase or share.",
        "Put a copy of the file back, or take it from the key part of a backup: "
        + "annona keys recover --backup-keys DIR --help");

    static KeyException Damaged(string path) => new(
        KeyFault.Damaged, $"The file '{path}' with the epochs of the keys is damaged.",
        "Move it away and put a copy back, or take it from the key part of a backup: "
        + "annona keys recover --backup-keys DIR --help");
}

/// <summary>What is on the disk when the file of the epochs is written.</summary>
enum EpochStep
{
    /// <summary>The new content lies whole beside the file.</summary>
    Aside,

    /// <summary>The bytes that stood in the file are overwritten.</summary>
    Overwritten,

    /// <summary>The new content has its name.</summary>
    Named,
}
