using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Annona.Journal;

/// <summary>
/// A stream of sealed blocks: each knows which stream it belongs to, its place in it, and whether it is the last, so a
/// block that is changed, moved, taken away or brought from an older file does not open.
/// </summary>
/// <param name="stream">Written to from where it stands.</param>
/// <param name="sealer">Seals each block.</param>
/// <param name="name">What the stream is of; reading needs the same.</param>
/// <param name="holds">Whether there are names in it, which are sealed with another key.</param>
public sealed class SealedBlockWriter(Stream stream, ISealer sealer, byte[] name, Opening holds) : IStateSink
{
    /// <summary>Bytes in a block: large enough that sealing runs at full speed.</summary>
    internal const int BlockSize = 1 << 20;

    /// <summary>Enough for a small operation; a large array lives until the oldest garbage is collected.</summary>
    const int FirstSize = 1 << 14;

    byte[] block = new byte[FirstSize];
    int used;
    int count;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (used == BlockSize)
                Close(isLast: false);
            var taken = Math.Min(bytes.Length, BlockSize - used);
            MakeRoom(used + taken);
            bytes[..taken].CopyTo(block.AsSpan(used));
            used += taken;
            bytes = bytes[taken..];
        }
    }

    /// <summary>Writes the last block. Without it the stream is not whole.</summary>
    public void Finish()
    {
        Close(isLast: true);
        // What a block held may be somebody's name.
        CryptographicOperations.ZeroMemory(block);
    }

    void MakeRoom(int length)
    {
        if (length <= block.Length)
            return;
        var larger = new byte[Math.Min(BlockSize, Math.Max(length, 2 * block.Length))];
        block.AsSpan(0, used).CopyTo(larger);
        CryptographicOperations.ZeroMemory(block);
        block = larger;
    }

    void Close(bool isLast)
    {
        var plain = block.AsSpan(0, used);
        var associated = Associated(name, count++, isLast);
        var sealedBlock = holds == Opening.PersonalParts
            ? sealer.SealNames(plain, associated)
            : sealer.SealOpen(plain, associated);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, isLast ? -sealedBlock.Length : sealedBlock.Length);
        stream.Write(length);
        stream.Write(sealedBlock);
        used = 0;
    }

    internal static byte[] Associated(byte[] name, int number, bool isLast)
    {
        var bytes = new byte[name.Length + sizeof(int) + 1];
        name.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(name.Length), number);
        bytes[^1] = isLast ? (byte)1 : (byte)0;
        return bytes;
    }
}

/// <summary>Reads what <see cref="SealedBlockWriter"/> wrote.</summary>
/// <param name="stream">Read from where it stands.</param>
/// <param name="sealer">Opens each block.</param>
/// <param name="name">What the stream is of.</param>
/// <param name="holds">Whether there are names in it.</param>
public sealed class SealedBlockReader(Stream stream, ISealer sealer, byte[] name, Opening holds) : IStateSource
{
    /// <summary>No seal adds more.</summary>
    const int OverheadMax = 1 << 10;

    byte[] block = [];
    int at;
    int count;
    bool wasLast;

    /// <inheritdoc/>
    public void Fill(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (at == block.Length)
                Open();
            var taken = Math.Min(bytes.Length, block.Length - at);
            block.AsSpan(at, taken).CopyTo(bytes);
            at += taken;
            bytes = bytes[taken..];
        }
    }

    /// <summary>Makes sure that the stream ends here.</summary>
    /// <exception cref="DamagedSnapshotException">More follows, or the last block is missing.</exception>
    public void Finish()
    {
        if (!wasLast && at == block.Length)
            Open();
        if (!wasLast || at != block.Length)
            throw new DamagedSnapshotException("it does not end where it should");
    }

    void Open()
    {
        if (wasLast)
            throw new DamagedSnapshotException("it is too short");
        try
        {
            Span<byte> prefix = stackalloc byte[sizeof(int)];
            stream.ReadExactly(prefix);
            var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
            wasLast = length < 0;
            if (Math.Abs((long)length) is 0 or > SealedBlockWriter.BlockSize + OverheadMax)
                throw new DamagedSnapshotException("a block is too long");
            var sealedBlock = new byte[Math.Abs(length)];
            stream.ReadExactly(sealedBlock);
            var associated = SealedBlockWriter.Associated(name, count++, wasLast);
            byte[]? plain;
            var isOpen = holds == Opening.PersonalParts
                ? sealer.TryOpenNames(sealedBlock, associated, out plain)
                : sealer.TryOpen(sealedBlock, associated, out plain);
            block = isOpen
                ? plain!
                : throw new DamagedSnapshotException("a block does not open with this operation's key");
            at = 0;
        }
        catch (EndOfStreamException e)
        {
            throw new DamagedSnapshotException("its end is missing", e);
        }
    }
}
