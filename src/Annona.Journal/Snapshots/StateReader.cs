using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Annona.Journal;

/// <summary>Where the bytes of a state come from.</summary>
public interface IStateSource
{
    /// <summary>Fills the whole span with the next bytes.</summary>
    /// <exception cref="DamagedSnapshotException">There are fewer, or they are not what was written.</exception>
    void Fill(Span<byte> bytes);
}

/// <summary>Reads back what <see cref="StateWriter"/> wrote, in the same order.</summary>
sealed class StateReader(IStateSource source)
{
    /// <summary>Longest text of a state; the texts of sources are documents and not here.</summary>
    const int TextLengthMax = 64 << 20;

    readonly byte[] small = new byte[512];

    public bool Bool() => Next(1)[0] != 0;

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Next(sizeof(int)));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Next(sizeof(long)));

    /// <summary>A number of things that follow.</summary>
    public int Count() =>
        Int() is >= 0 and var count ? count : throw new DamagedSnapshotException("a count is negative");

    public string Text()
    {
        var length = Count();
        if (length <= small.Length)
            return Encoding.UTF8.GetString(Next(length));
        if (length > TextLengthMax)
            throw new DamagedSnapshotException("a text is too long");
        var bytes = new byte[length];
        source.Fill(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    public void Block<T>(Span<T> values)
        where T : struct => source.Fill(MemoryMarshal.AsBytes(values));

    ReadOnlySpan<byte> Next(int length)
    {
        var next = small.AsSpan(0, length);
        source.Fill(next);
        return next;
    }
}

/// <summary>
/// A snapshot cannot be used. It only shortens the start: whoever meets this folds the journal from its first entry.
/// </summary>
/// <param name="what">The rest of a sentence.</param>
public sealed class DamagedSnapshotException(string what, Exception? inner = null)
    : Exception($"The snapshot cannot be used: {what}.", inner);
