using System.Buffers;
using System.Security.Cryptography;
using System.Text.Unicode;

namespace Annona.Exchange.Sheets;

/// <summary>One pass over a file's bytes: its hash, and whether it is what a text file may be.</summary>
/// <param name="Hash">SHA-256, hex in lower case.</param>
/// <param name="InvalidUtf8">The first byte that is not UTF-8, and its row; null when all are.</param>
/// <param name="Nul">Where the first NUL byte stands; -1 when there is none.</param>
/// <param name="ContinuationBytes">How many bytes more than characters the file has: 0 when it is plain ASCII.</param>
sealed record FileScan(string Hash, FileScan.Place? InvalidUtf8, long Nul, long ContinuationBytes)
{
    const int ChunkBytes = 1 << 18;

    /// <param name="Byte">The position of a byte, counted from 0.</param>
    /// <param name="Row">The physical line on which it stands, counted from 1.</param>
    public readonly record struct Place(long Byte, int Row);

    public static string HashOf(FileStream stream)
    {
        stream.Position = 0;
        var hash = SHA256.HashData(stream);
        stream.Position = 0;
        return Convert.ToHexStringLower(hash);
    }

    public static FileScan Of(FileStream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new byte[ChunkBytes];
        var chars = new char[ChunkBytes];
        var (offset, carried, row, excess, nul) = (0L, 0, 1, 0L, -1L);
        Place? invalid = null;
        stream.Position = 0;
        while (true)
        {
            var read = stream.ReadAtLeast(bytes.AsSpan(carried), ChunkBytes - carried, throwOnEndOfStream: false);
            if (read == 0 && carried == 0)
                break;
            hash.AppendData(bytes, carried, read);
            var chunk = bytes.AsSpan(0, carried + read);
            if (nul < 0 && chunk.IndexOf((byte)0) is var found and >= 0)
                nul = offset + found;
            if (invalid is not null)
            {
                // Only the hash and NUL bytes are still of interest.
                (offset, carried) = (offset + chunk.Length, 0);
                continue;
            }
            var status = Utf8.ToUtf16(
                chunk, chars, out var consumed, out var written,
                replaceInvalidSequences: false, isFinalBlock: read < ChunkBytes - carried);
            row += LinesIn(chunk[..consumed]);
            excess += consumed - written;
            if (status == OperationStatus.InvalidData)
                (invalid, consumed) = (new Place(offset + consumed, row), chunk.Length);
            chunk[consumed..].CopyTo(bytes);
            (offset, carried) = (offset + consumed, chunk.Length - consumed);
        }
        stream.Position = 0;
        return new(Convert.ToHexStringLower(hash.GetHashAndReset()), invalid, nul, excess);
    }

    // Files of very old Macs end lines with CR alone; they have no LF at all.
    static int LinesIn(ReadOnlySpan<byte> bytes) =>
        bytes.Count((byte)'\n') is var lines and > 0 ? lines : bytes.Count((byte)'\r');
}
