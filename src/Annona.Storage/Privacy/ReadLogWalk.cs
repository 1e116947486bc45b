using System.Diagnostics.CodeAnalysis;

namespace Annona.Storage.Privacy;

/// <summary>What is wrong with a read log, at its first bad read.</summary>
/// <param name="Read">The number of that read, from the first of all.</param>
/// <param name="What">What is wrong, as a sentence.</param>
public sealed record ReadLogFault(long Read, string What);

/// <summary>
/// Goes through the read log from its first file on, checks every link of the chain, and stops at the first fault. A
/// read that is not whole at the very end is none: it was being written, and its answer was never shown.
/// </summary>
sealed class ReadLogWalk(IReadOnlyList<ReadSegment> segments, ReadMark start, ReadSealer sealer)
{
    /// <summary>Where the walk is; after it, where the sound part of the log ends.</summary>
    public ReadMark At { get; private set; } = start;

    /// <summary>What stopped it; null when nothing did.</summary>
    public ReadLogFault? Fault { get; private set; }

    /// <summary>Whether the log went through a mark.</summary>
    public bool Met { get; private set; }

    /// <summary>The mark to look for.</summary>
    public ReadMark? Sought { get; init; }

    public IEnumerable<PersonsRead> Reads()
    {
        Look();
        for (var at = 0; at < segments.Count && Fault is null; at++)
            foreach (var read in Of(segments[at], isLast: at == segments.Count - 1))
                yield return read;
    }

    IEnumerable<PersonsRead> Of(ReadSegment segment, bool isLast)
    {
        using var file = new FileStream(
            segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[ReadSegment.HeaderLength];
        var read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read < header.Length && isLast)
            yield break;
        if (ReadSegment.MarkOf(header) is not { } mark)
            Stop("the first bytes of its file are not those of a read log");
        else if (mark.Reads > At.Reads)
            Stop("it is missing: a file of the log is gone");
        else if (mark != At)
            Stop("its file does not go on from the reads before it");
        for (var offset = (long)header.Length; Fault is null && offset < file.Length;)
        {
            if (ReadSegment.ReadAt(file, offset) is not { } sealedRead)
            {
                if (!isLast)
                    Stop("it is cut off or its length was changed");
                yield break;
            }
            offset += ReadSegment.FramedLength(sealedRead);
            if (TryTake(sealedRead, out var opened))
                yield return opened;
        }
    }

    bool TryTake(byte[] sealedRead, [NotNullWhen(true)] out PersonsRead? opened)
    {
        opened = sealer.TryOpen(sealedRead, At);
        if (opened is null)
        {
            Stop("it was changed, moved, or sealed with another key");
            return false;
        }
        At = At.After(sealedRead);
        Look();
        return true;
    }

    void Look() => Met |= At == Sought;

    void Stop(string what) => Fault ??= new(At.Reads + 1, $"Read {At.Reads + 1} is bad: {what}.");
}
