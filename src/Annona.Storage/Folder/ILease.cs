using Annona.Journal;

namespace Annona.Storage.Folder;

/// <summary>
/// The right to append to a journal, held by one process at a time and given up when it ends, however it ends; and
/// news of what others append. It keeps two processes from deciding the same things side by side; that none of them
/// overwrites the other is the store's doing. One thread at a time uses it.
/// </summary>
public interface ILease : IDisposable
{
    /// <summary>
    /// Whether this process has it. A lease at a server ends with its session, so this asks there now and then.
    /// </summary>
    bool IsHeld { get; }

    /// <summary>The process that has it, as people would name it.</summary>
    string Holder { get; }

    /// <summary>Whether the process that has it works in the same data folder, and so can be asked from here.</summary>
    bool IsHeldNear { get; }

    /// <summary>Since when that process, in the same data folder, has no keys; null when it has them.</summary>
    DateTimeOffset? HolderSealedSince { get; }

    /// <summary>Takes it, unless another process has it.</summary>
    /// <exception cref="StoreException">It cannot be had here at all: the place is read-only, or away.</exception>
    bool TryTake();

    /// <summary>Waits until another process appended something, but no longer than this.</summary>
    /// <returns>Whether something was appended; what this process appended itself may count.</returns>
    bool WaitForNews(TimeSpan atMost);
}
