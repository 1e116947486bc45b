using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using Annona.Journal;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// Two numbers in memory that a process shares with its parent. They outlive the process, so that the parent sees after
/// a kill whether it fell inside a commit.
/// </summary>
sealed class CommitMoments : IDisposable
{
    const int Size = 16;
    const int LastTicksAt = 8;

    readonly MemoryMappedFile file;
    readonly MemoryMappedViewAccessor shared;

    public CommitMoments(string path)
    {
        file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, mapName: null, Size);
        shared = file.CreateViewAccessor();
    }

    /// <summary>Commits that began, and commits that ended.</summary>
    long Steps
    {
        get => shared.ReadInt64(0);
        set => shared.Write(0, value);
    }

    public long Ended => Steps / 2;

    public bool IsInside => Steps % 2 == 1;

    /// <summary>How long the last commit took, in ticks of <see cref="Stopwatch"/>.</summary>
    public long LastTicks => shared.ReadInt64(LastTicksAt);

    public void Forget()
    {
        Steps = 0;
        shared.Write(LastTicksAt, 0L);
    }

    public void Commit(Action commit)
    {
        var began = Stopwatch.GetTimestamp();
        Steps++;
        commit();
        Steps++;
        shared.Write(LastTicksAt, Stopwatch.GetTimestamp() - began);
    }

    public void Dispose()
    {
        shared.Dispose();
        file.Dispose();
    }
}

/// <summary>Tells in shared memory when a commit begins and ends.</summary>
sealed class AnnouncingStore(IJournalStore inner, CommitMoments moments) : PassingStore(inner)
{
    public override void Append(Batch batch) => moments.Commit(() => Inner.Append(batch));
}
