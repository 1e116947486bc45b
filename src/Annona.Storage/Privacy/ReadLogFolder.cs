using Annona.Journal;
using Annona.Privacy;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Storage.Privacy;

/// <summary>What became of a check of the read log.</summary>
/// <param name="From">The mark before the first read that is kept.</param>
/// <param name="To">The mark after the last sound one.</param>
/// <param name="Fault">The first bad read; null when all are sound.</param>
public sealed record ReadLogChecked(ReadMark From, ReadMark To, ReadLogFault? Fault);

/// <summary>
/// The read log of an operation: a folder beside the journal, one chain for all processes. Each read is sealed for its
/// place and on the disk before its answer is shown. The newest mark of the chain is kept with the keys, so that the
/// log cannot be shortened unseen.
/// </summary>
/// <remarks>
/// Processes take turns under a lock for as long as a read takes to write: two flushes. Who reads the log takes no
/// lock: it only grows, and a read that is not whole yet is left out.
/// </remarks>
public sealed class ReadLogFolder : IReadLog
{
    /// <summary>How long a read is kept: long enough for a yearly audit. Its file goes when a new one begins.</summary>
    public const int RetentionDays = RetentionRegister.ReadDays;

    /// <summary>An officer who waits longer is told.</summary>
    static readonly TimeSpan TurnMax = TimeSpan.FromSeconds(20);

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>A month with more is kept in several files.</summary>
    const long SegmentLengthMax = 64 * 1024 * 1024;

    readonly Lock turn = new();
    readonly OperationPaths paths;
    readonly ReadSealer sealer;

    /// <summary>Where the chain ended when this process looked last.</summary>
    (string? Path, long Length, ReadMark Mark) end;

    /// <param name="paths">Where the operation is.</param>
    /// <param name="operation">Its id.</param>
    /// <param name="sealer">Seals with the register's key.</param>
    public ReadLogFolder(OperationPaths paths, Guid operation, PartSealer sealer)
    {
        this.paths = paths;
        this.sealer = new(operation, sealer);
    }

    string Folder => paths.Reads;

    /// <inheritdoc/>
    public void Keep(PersonsRead read)
    {
        lock (turn)
            try
            {
                OwnerOnly.MakeFolder(Folder);
                if (KeepInTurn(read))
                    RemoveBefore(DateOnly.FromDateTime(read.At.UtcDateTime).AddDays(-RetentionDays));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StoreException(
                    $"It cannot be kept who looked, so nobody is shown: {e.Message}",
                    $"Give yourself the right to write in '{Folder}' and '{paths.Keys}', and some free space.", e);
            }
    }

    /// <returns>Whether it is the first of its file.</returns>
    bool KeepInTurn(PersonsRead read)
    {
        using var _ = TakeTurn();
        var (segment, length, mark) = FindEnd();
        if (segment is null || segment.Month != ReadSegment.For(Folder, 1, read.At).Month || length >= SegmentLengthMax)
            (segment, length) = (ReadSegment.For(Folder, mark.Reads + 1, read.At), 0);
        var isFirst = length == 0;
        var sealedRead = sealer.Seal(read, mark);
        length = Append(segment, length, sealedRead, mark);
        end = (segment.Path, length, mark.After(sealedRead));
        ReadMarkFile.Write(paths.ReadsHead, end.Mark);
        return isFirst;
    }

    /// <inheritdoc/>
    public IEnumerable<PersonsRead> All()
    {
        var walk = Walk(sought: null);
        foreach (var read in walk.Reads())
            yield return read;
        if (walk.Fault is { } fault)
            throw new StoreException(
                $"The read log is damaged. {fault.What}", "See what is sound with: annona reads verify");
    }

    /// <summary>Checks every link of the chain, and that it reaches the mark kept with the keys.</summary>
    public ReadLogChecked Check()
    {
        var head = ReadMarkFile.Read(paths.ReadsHead);
        var walk = Walk(head);
        foreach (var _ in walk.Reads())
        {
        }
        var fault = walk.Fault ?? (head is not { } kept || walk.Met ? null
            : kept.Reads > walk.At.Reads
                ? new(walk.At.Reads + 1, $"Read {walk.At.Reads + 1} is missing: the mark kept with the keys vouches "
                    + $"for {kept.Reads} reads.")
                : new ReadLogFault(kept.Reads, $"Read {kept.Reads} is not the one that the mark kept with the keys "
                    + "vouches for: the log was written anew."));
        return new(StartMark(), walk.At, fault);
    }

    /// <summary>Takes away whole files whose reads are all older than a day. The newest file always stays.</summary>
    /// <returns>How many reads went.</returns>
    public long RemoveBefore(DateOnly day)
    {
        lock (turn)
        {
            var segments = Segments();
            var from = StartMark();
            var kept = segments.SkipWhile((segment, at) => segment.End <= day && at < segments.Count - 1).ToList();
            if (kept.Count == segments.Count)
                return 0;
            using var _ = TakeTurn();
            using var file = File.OpenRead(kept[0].Path);
            var header = new byte[ReadSegment.HeaderLength];
            file.ReadExactly(header);
            var start = ReadSegment.MarkOf(header) ?? throw new StoreException(
                "The read log is damaged.", "See what is sound with: annona reads verify");
            // The mark first: files that a power cut leaves behind it are passed over, and go the next time.
            ReadMarkFile.Write(paths.ReadsStart, start);
            foreach (var gone in segments.Take(segments.Count - kept.Count))
                File.Delete(gone.Path);
            FolderSync.Flush(Folder);
            return start.Reads - from.Reads;
        }
    }

    ReadLogWalk Walk(ReadMark? sought)
    {
        var start = StartMark();
        return new([.. Segments().Where(segment => segment.First > start.Reads)], start, sealer) { Sought = sought };
    }

    ReadMark StartMark() => ReadMarkFile.Read(paths.ReadsStart) ?? ReadMark.Start;

    IReadOnlyList<ReadSegment> Segments() => ReadSegment.In(Folder);

    FileStream TakeTurn()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
            try
            {
                return new(Path.Combine(Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(began) < TurnMax)
            {
                Thread.Sleep(Pause);
            }
    }

    /// <summary>The last file, how much of it is whole, and the mark there. Others may have written since.</summary>
    (ReadSegment? Segment, long Length, ReadMark Mark) FindEnd()
    {
        if (Segments() is not [.., var last])
            return (null, 0, Vouched(StartMark()));
        using var file = new FileStream(last.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (end.Path == last.Path && file.Length == end.Length)
            return (last, end.Length, end.Mark);
        var header = new byte[ReadSegment.HeaderLength];
        // Cut off within its first bytes: nothing in it was ever shown, and it is written anew.
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            return (last, 0, Vouched(Before(last)));
        var mark = ReadSegment.MarkOf(header) ?? throw Shortened(last.First);
        var offset = (long)header.Length;
        while (ReadSegment.ReadAt(file, offset) is { } sealedRead)
        {
            if (sealer.TryOpen(sealedRead, mark) is null)
                throw Shortened(mark.Reads + 1);
            mark = mark.After(sealedRead);
            offset += ReadSegment.FramedLength(sealedRead);
        }
        return (last, offset, Vouched(mark));
    }

    /// <summary>The mark at the end of the files before one.</summary>
    ReadMark Before(ReadSegment last)
    {
        var start = StartMark();
        var walk = new ReadLogWalk(
            [.. Segments().Where(segment => segment.First > start.Reads && segment.First < last.First)], start, sealer);
        foreach (var _ in walk.Reads())
        {
        }
        return walk.At;
    }

    /// <summary>
    /// Nothing is added to a log that ends before the mark kept with the keys: that would hide the gap.
    /// </summary>
    ReadMark Vouched(ReadMark mark) =>
        ReadMarkFile.Read(paths.ReadsHead) is { } head && head.Reads > mark.Reads
            ? throw Shortened(mark.Reads + 1)
            : mark;

    StoreException Shortened(long read) => new(
        $"The read log is damaged or was shortened at read {read}, so nobody is shown by name.",
        $"See more with: annona reads verify. Restore '{Folder}' from its copy; if there is none, tell every "
        + $"coordinator, then move '{Folder}', '{paths.ReadsHead}' and '{paths.ReadsStart}' away: a new log begins.");

    static long Append(ReadSegment segment, long length, byte[] sealedRead, ReadMark mark)
    {
        var isNew = !File.Exists(segment.Path);
        using var file = new FileStream(segment.Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        // What a power cut left half written was never shown.
        file.SetLength(length);
        file.Position = length;
        if (length == 0)
            file.Write(ReadSegment.HeaderAt(mark));
        file.Write(ReadSegment.Framed(sealedRead));
        file.Flush(flushToDisk: true);
        if (isNew)
            FolderSync.Flush(Path.GetDirectoryName(segment.Path)!);
        return file.Length;
    }
}
