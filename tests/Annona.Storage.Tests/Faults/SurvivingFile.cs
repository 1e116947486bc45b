namespace Annona.Storage.Tests.Faults;

/// <summary>What of a file is on the disk for certain, and what was written since it was flushed last.</summary>
sealed class SurvivingFile(byte[] content)
{
    /// <summary>What a disk writes whole or not at all.</summary>
    const int SectorLength = 512;

    readonly List<(long At, byte[]? Bytes)> waiting = [];
    byte[] durable = content;

    public void Write(long at, ReadOnlySpan<byte> bytes) => waiting.Add((at, bytes.ToArray()));

    public void Truncate(long length) => waiting.Add((length, null));

    /// <summary>Everything written so far survives.</summary>
    public void Flush()
    {
        durable = After(_ => true);
        waiting.Clear();
    }

    /// <summary>What survives: of each sector that was not flushed chance decides.</summary>
    public byte[] After(Random chance) => chance.Next(3) switch
    {
        0 => durable,
        1 => After(_ => true),
        _ => After(_ => chance.Next(2) == 0),
    };

    byte[] After(Func<long, bool> survives)
    {
        byte[] after = [.. durable];
        foreach (var (at, bytes) in waiting)
        {
            if (bytes is not null)
                Apply(ref after, at, bytes, survives);
            else if (survives(at))
                Array.Resize(ref after, (int)at);
        }
        return after;
    }

    static void Apply(ref byte[] after, long at, byte[] bytes, Func<long, bool> survives)
    {
        if (after.Length < at + bytes.Length)
            Array.Resize(ref after, (int)at + bytes.Length);
        for (var done = 0; done < bytes.Length;)
        {
            var place = at + done;
            var count = (int)Math.Min(bytes.Length - done, SectorLength - place % SectorLength);
            if (survives(place / SectorLength))
                bytes.AsSpan(done, count).CopyTo(after.AsSpan((int)place));
            done += count;
        }
    }
}
