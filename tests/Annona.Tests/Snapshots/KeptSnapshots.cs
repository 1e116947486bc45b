using Annona.Journal;

namespace Annona.Tests.Snapshots;

/// <summary>Snapshots in memory.</summary>
public sealed class KeptSnapshots : ISnapshots
{
    public Dictionary<Opening, byte[]> Bytes { get; } = [];

    public Stream? Open(Opening opening) => Bytes.TryGetValue(opening, out var kept) ? new MemoryStream(kept) : null;

    public void Keep(Opening opening, Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        Bytes[opening] = stream.ToArray();
    }

    public bool Discard(Opening opening) => Bytes.Remove(opening);
}
