using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Annona.Storage.Keys;

/// <summary>What one epoch's key opens. It is made from the epoch's key and the register's together.</summary>
sealed record EpochKey(int Number, DateTimeOffset Since, Seal SubjectKeys, Seal Names) : IDisposable
{
    public void Dispose()
    {
        SubjectKeys.Dispose();
        Names.Dispose();
    }
}

/// <summary>
/// The epochs of an operation, opened with its root key. Another process may turn the keys over while this one runs:
/// an epoch that is not known yet is looked for in the file again. Safe for use by many threads.
/// </summary>
sealed class EpochKeys : IDisposable
{
    readonly Func<EpochsForm?> read;
    readonly Func<string> stamp;
    readonly RootKey root;
    readonly PartSealer parts;
    readonly Lock reading = new();
    volatile Known known = new("", ImmutableDictionary<int, EpochKey>.Empty, null);

    EpochKeys(Func<EpochsForm?> read, Func<string> stamp, RootKey root, PartSealer parts)
    {
        (this.read, this.stamp, this.root, this.parts) = (read, stamp, root, parts);
        Refresh();
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; where there is none yet, another process may make it.</param>
    /// <param name="root">The operation's root key; whoever passes it in disposes of it later than of this.</param>
    /// <param name="parts">Has the register's key.</param>
    /// <exception cref="KeyException">The file is damaged, or of another operation.</exception>
    public static EpochKeys Open(string path, RootKey root, PartSealer parts) => new(
        () => EpochFile.IsThere(path) ? EpochFile.Read(path) : null,
        () => new FileInfo(path) is { Exists: true } file ? $"{file.LastWriteTimeUtc:O} {file.Length}" : "",
        root, parts);

    /// <summary>Opens epochs that lie in no file.</summary>
    public static EpochKeys Open(EpochsForm form, RootKey root, PartSealer parts) =>
        new(() => form, () => "", root, parts);

    /// <summary>The one that new keys are wrapped with; null while there are no epochs.</summary>
    public EpochKey? Newest => known.Newest;

    /// <summary>The epoch of this number; null when its key is destroyed, or was never there.</summary>
    public EpochKey? Find(int number)
    {
        if (known.Keys.TryGetValue(number, out var found))
            return found;
        // A million keys of an epoch that is gone must not read the file a million times.
        if (known.Stamp == stamp())
            return null;
        Refresh();
        return known.Keys.GetValueOrDefault(number);
    }

    /// <summary>Reads the file again: before writing, because another process may have written before.</summary>
    /// <exception cref="KeyException">The file is damaged, or of another operation.</exception>
    public void Refresh()
    {
        lock (reading)
        {
            var (at, form, before) = (stamp(), read(), known.Keys);
            // A file that is lost while this process runs takes nothing away from it.
            if (form is null)
                return;
            var keys = form.Epochs.Where(epoch => !epoch.IsGone).ToImmutableDictionary(
                epoch => epoch.Number,
                epoch => before.GetValueOrDefault(epoch.Number) ?? Opened(form.Origin, epoch));
            known = new(at, keys, keys[form.Newest.Number]);
            // What was destroyed must not live on in memory.
            foreach (var gone in before.Where(epoch => !keys.ContainsKey(epoch.Key)))
                gone.Value.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var epoch in known.Keys.Values)
            epoch.Dispose();
    }

    EpochKey Opened(string origin, EpochForm epoch)
    {
        var key = epoch.Open(origin, root) ?? throw new KeyException(
            KeyFault.WrongRoot, $"The key of epoch {epoch.Number} does not open with this root key.",
            "The file with the epochs of the keys belongs to another operation or was changed: put a copy of the right "
            + "one back.");
        try
        {
            return new(
                epoch.Number, epoch.Since, parts.WithRegister(key, "annona subject keys 2"u8),
                parts.WithRegister(key, "annona names 1"u8));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    sealed record Known(string Stamp, ImmutableDictionary<int, EpochKey> Keys, EpochKey? Newest);
}
