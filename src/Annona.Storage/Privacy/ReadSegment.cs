using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Annona.Journal;

namespace Annona.Storage.Privacy;

/// <summary>A place in the chain of reads: after how many of them, and what their chain's hash is there.</summary>
/// <param name="Reads">How many came before, from the first of all.</param>
/// <param name="Chain">The hash over all of them.</param>
public readonly record struct ReadMark(long Reads, Hash Chain)
{
    /// <summary>Before the first read of an operation.</summary>
    public static ReadMark Start { get; } = new(0, default);

    /// <summary>After one more sealed read.</summary>
    public ReadMark After(ReadOnlySpan<byte> sealedRead) =>
        new(Reads + 1, Hash.Of([.. Chain.ToBytes(), .. NumberBytes(Reads + 1), .. sealedRead]));

    internal static byte[] NumberBytes(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }
}

/// <summary>
/// A file of the read log: the reads of one month, or of a part of it. It begins with the mark that it goes on from,
/// so that older files can be taken away whole.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="First">Number of its first read.</param>
/// <param name="Month">The month of all its reads, UTC.</param>
sealed record ReadSegment(string Path, long First, DateOnly Month)
{
    public const int HeaderLength = 16 + sizeof(long) + Hash.Length;

    /// <summary>A read of everybody, in the worst order, is some megabytes.</summary>
    const int ReadLengthMax = 64 * 1024 * 1024;

    const string Ending = ".reads";

    static readonly byte[] Magic = Encoding.ASCII.GetBytes("annona-reads.1\n\0");

    /// <summary>The first day after its month.</summary>
    public DateOnly End => Month.AddMonths(1);

    /// <summary>All files of a folder in order of their reads; none where there is no folder.</summary>
    public static IReadOnlyList<ReadSegment> In(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*" + Ending).Select(TryOf).OfType<ReadSegment>()
            .OrderBy(segment => segment.First),
    ];

    /// <summary>A new file for a read.</summary>
    public static ReadSegment For(string folder, long first, DateTimeOffset at)
    {
        var month = new DateOnly(at.UtcDateTime.Year, at.UtcDateTime.Month, 1);
        var name = string.Create(CultureInfo.InvariantCulture, $"{first:D12}-{month:yyyy-MM}{Ending}");
        return new(System.IO.Path.Combine(folder, name), first, month);
    }

    public static byte[] HeaderAt(ReadMark mark) =>
        [.. Magic, .. ReadMark.NumberBytes(mark.Reads), .. mark.Chain.ToBytes()];

    /// <summary>The mark that a file goes on from; null when its first bytes are not those of a read log.</summary>
    public static ReadMark? MarkOf(ReadOnlySpan<byte> header) =>
        header.Length >= HeaderLength && header[..Magic.Length].SequenceEqual(Magic)
            ? new(BinaryPrimitives.ReadInt64BigEndian(header[Magic.Length..]),
                Hash.FromBytes(header[(Magic.Length + sizeof(long))..HeaderLength]))
            : null;

    /// <summary>The sealed read at a place of a file; null where none stands whole.</summary>
    public static byte[]? ReadAt(Stream file, long offset)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        file.Position = offset;
        if (file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) < length.Length)
            return null;
        var whole = BinaryPrimitives.ReadInt32BigEndian(length);
        if (whole is <= 0 or > ReadLengthMax)
            return null;
        var read = new byte[whole];
        return file.ReadAtLeast(read, whole, throwOnEndOfStream: false) == whole ? read : null;
    }

    /// <summary>A sealed read as it stands in a file.</summary>
    public static byte[] Framed(byte[] sealedRead)
    {
        var framed = new byte[sizeof(int) + sealedRead.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed, sealedRead.Length);
        sealedRead.CopyTo(framed, sizeof(int));
        return framed;
    }

    public static int FramedLength(byte[] sealedRead) => sizeof(int) + sealedRead.Length;

    static ReadSegment? TryOf(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        return name.Length == 20
            && long.TryParse(name[..12], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && DateOnly.TryParseExact($"{name[13..]}-01", "yyyy-MM-dd", out var month)
                ? new(path, first, month)
                : null;
    }
}
