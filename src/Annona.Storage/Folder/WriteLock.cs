using Annona.Journal;
using Annona.Storage.Holder;

namespace Annona.Storage.Folder;

/// <summary>
/// The right to write to a data folder, held by one process at a time and given up when it ends, however it ends.
/// </summary>
/// <remarks>
/// Only <see cref="FileShare.None"/> excludes on every system: on Unix every other sharing mode is one shared lock,
/// which two writers may hold together. A file held so cannot be read, so the holder's number stands in a second one.
/// </remarks>
sealed class WriteLock : IDisposable
{
    /// <summary>How Linux, macOS and Windows say that a file is held.</summary>
    static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    readonly FileStream file;

    WriteLock(FileStream file) => this.file = file;

    /// <exception cref="StoreException">Another process holds it, or the folder cannot be written.</exception>
    public static WriteLock Take(OperationPaths paths) =>
        TryTake(paths) ?? throw HeldBy($"number {HolderAddress.Read(paths.Holder).Number}");

    /// <summary>What somebody hears who wants to write while another process does, or holds the lease without keys.
    /// </summary>
    public static Exception HeldBy(ILease lease) => lease.HolderSealedSince is { } since
        ? new RefusedException(SealRefusals.Sealed(since))
        : HeldBy(lease.Holder);

    /// <summary>What somebody hears who wants to hold the operation while another process does.</summary>
    public static Exception HeldAlready(ILease lease) => lease.HolderSealedSince is { } since
        ? new RefusedException(SealRefusals.Sealed(since))
        : new StoreException(
            $"Another annona process ({lease.Holder}) holds this operation.",
            "End it there first, or wait for its end and take over with: annona hold --follow");

    static StoreException HeldBy(string holder) => new(
        $"Another annona process ({holder}) is writing to this operation.",
        "Wait until it has finished, then do it again. Questions can be asked meanwhile.");

    /// <summary>The lock, or null when another process holds it.</summary>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public static WriteLock? TryTake(OperationPaths paths)
    {
        try
        {
            return Named(
                new(paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), paths.Holder);
        }
        catch (UnauthorizedAccessException e)
        {
            throw ReadOnly(e);
        }
        catch (IOException e) when (Held.Contains(e.HResult))
        {
            return null;
        }
        catch (IOException e)
        {
            throw ReadOnly(e);
        }
    }

    public void Dispose() => file.Dispose();

    /// <summary>The lock, with this process's number beside it. Who may not write that may not write here at all.
    /// </summary>
    static WriteLock Named(FileStream file, string holder)
    {
        try
        {
            HolderAddress.Write(holder, address: null);
            return new(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    static StoreException ReadOnly(Exception e) => new(
        $"Nothing can be recorded in the data folder: {e.Message}",
        "Give yourself the right to write there and some free space, or copy the folder.", e);
}
