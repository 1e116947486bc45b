using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Annona.Journal;

/// <summary>Where the bytes of a state go: into a sealed file, or into a hash.</summary>
public interface IStateSink
{
    /// <summary>Takes the next bytes; they are valid during the call only.</summary>
    void Write(ReadOnlySpan<byte> bytes);
}

/// <summary>
/// Writes values one behind the other, little-endian and without gaps. The same state gives the same bytes in every
/// process, so their hash is the state's hash.
/// </summary>
/// <param name="sink">Takes the bytes in blocks.</param>
/// <param name="maps">How many keys each shared map had in the version that is written.</param>
sealed class StateWriter(IStateSink sink, MapCounts maps) : IDisposable
{
    const int BlockSize = 1 << 16;

    readonly byte[] block = ArrayPool<byte>.Shared.Rent(BlockSize);
    int used;

    /// <summary>Bytes of the block that were ever written to.</summary>
    int touched;

    /// <summary>How many keys of a map belong to the version that is written.</summary>
    public int CountOf(IKeyMap map) => maps.Of(map);

    public void Bool(bool value) => Next(1)[0] = value ? (byte)1 : (byte)0;

    public void Int(int value) => BinaryPrimitives.WriteInt32LittleEndian(Next(sizeof(int)), value);

    public void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(sizeof(long)), value);

    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Int(length);
        if (length > BlockSize)
            Bytes(Encoding.UTF8.GetBytes(text));
        else
            Encoding.UTF8.GetBytes(text, Next(length));
    }

    /// <summary>Values without gaps between their fields, as they lie in memory.</summary>
    public void Block<T>(ReadOnlySpan<T> values)
        where T : struct => Bytes(MemoryMarshal.AsBytes(values));

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BlockSize / 2)
        {
            Flush();
            sink.Write(bytes);
            return;
        }
        bytes.CopyTo(Next(bytes.Length));
    }

    /// <summary>Hands on what is still held back.</summary>
    public void Flush()
    {
        if (used > 0)
            sink.Write(block.AsSpan(0, used));
        used = 0;
    }

    public void Dispose()
    {
        // What a block held may be somebody's name. Clearing all of it would cost more than a small state itself.
        block.AsSpan(0, touched).Clear();
        ArrayPool<byte>.Shared.Return(block);
    }

    Span<byte> Next(int length)
    {
        if (used + length > BlockSize)
            Flush();
        var next = block.AsSpan(used, length);
        used += length;
        touched = Math.Max(touched, used);
        return next;
    }
}
