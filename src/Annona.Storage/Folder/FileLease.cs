using Annona.Journal;
using Annona.Storage.Holder;
using Annona.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Folder;

/// <summary>
/// The lease of a journal in a file: the lock beside it. The file tells when another process changed it, if one asks.
/// </summary>
sealed class FileLease(OperationPaths paths) : ILease
{
    /// <summary>How often the file is asked; an answer takes some microseconds.</summary>
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    readonly Lazy<SqliteStore> watched = new(() => SqliteStore.Open(paths.Journal, SqliteOpenMode.ReadOnly));
    WriteLock? held;
    long seen;

    public bool IsHeld => held is not null;

    public string Holder => $"number {HolderAddress.Read(paths.Holder).Number}";

    public bool IsHeldNear => true;

    public DateTimeOffset? HolderSealedSince => HolderAddress.Read(paths.Holder).SealedSince;

    public bool TryTake()
    {
        held ??= WriteLock.TryTake(paths);
        if (held is null || (!File.Exists(paths.Server) && File.Exists(paths.Journal)))
            return held is not null;
        // Who waited for the file would go on in a copy that nobody else reads.
        held.Dispose();
        held = null;
        throw new StoreException("The journal of this operation was moved to another place.",
            "Close the operation here and open it again.");
    }

    public bool WaitForNews(TimeSpan atMost)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (watched.Value.Changes == seen && TimeProvider.System.GetElapsedTime(began) < atMost)
            Thread.Sleep(Poll);
        var before = seen;
        return (seen = watched.Value.Changes) != before;
    }

    public void Dispose()
    {
        held?.Dispose();
        if (watched.IsValueCreated)
            watched.Value.Dispose();
    }
}
