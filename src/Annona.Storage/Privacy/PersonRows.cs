using System.Buffers;

namespace Annona.Storage.Privacy;

/// <summary>
/// Which persons stand in which rows of a file, in order of the rows: some 17 bytes for each. Never changes.
/// </summary>
public sealed class PersonRows
{
    const int IdLength = 16;

    /// <summary>More than any sheet that is read or written here has.</summary>
    const int CountMax = 20_000_000;

    readonly int[] rows;
    readonly Guid[] persons;

    PersonRows(int[] rows, Guid[] persons) => (this.rows, this.persons) = (rows, persons);

    /// <summary>Nobody stands anywhere, as far as is known.</summary>
    public static PersonRows None { get; } = new([], []);

    /// <summary>How many rows have a person.</summary>
    public int RowCount => rows.Distinct().Count();

    /// <summary>The set of some rows.</summary>
    /// <param name="rows">Rows from 1, in any order; a row may have several persons.</param>
    public static PersonRows Of(IEnumerable<(int Row, Guid Person)> rows)
    {
        var sorted = rows.ToList();
        // A million rows that come in order are not sorted again.
        if (Enumerable.Range(1, Math.Max(0, sorted.Count - 1)).Any(at => sorted[at - 1].Row >= sorted[at].Row))
            sorted = [.. sorted.Distinct().OrderBy(row => row.Row)];
        return new([.. sorted.Select(row => row.Row)], [.. sorted.Select(row => row.Person)]);
    }

    /// <summary>Rows that have one of some persons, in order.</summary>
    public IReadOnlyList<int> Of(IReadOnlySet<Guid> asked) =>
    [
        .. Enumerable.Range(0, rows.Length).Where(at => asked.Contains(persons[at])).Select(at => rows[at]).Distinct(),
    ];

    /// <summary>Whether a row has a person.</summary>
    public bool Has(int row) => Array.BinarySearch(rows, row) >= 0;

    /// <summary>With more rows.</summary>
    public PersonRows With(IEnumerable<(int Row, Guid Person)> more) => Of(All.Concat(more));

    /// <summary>Without rows that were taken out; later ones move up.</summary>
    /// <param name="cut">Each row that went and how far later ones move up, in order.</param>
    public PersonRows Without(IReadOnlyList<(int Row, int Lines)> cut)
    {
        List<(int, Guid)> kept = new(rows.Length);
        var (next, up) = (0, 0);
        for (var at = 0; at < rows.Length; at++)
        {
            while (next < cut.Count && cut[next].Row < rows[at])
                up += cut[next++].Lines;
            if (next == cut.Count || cut[next].Row != rows[at])
                kept.Add((rows[at] - up, persons[at]));
        }
        return Of(kept);
    }

    IEnumerable<(int Row, Guid Person)> All => rows.Zip(persons);

    /// <summary>As bytes: how many, the steps from row to row, then the ids.</summary>
    public byte[] ToBytes()
    {
        var bytes = new ArrayBufferWriter<byte>(8 + rows.Length * (IdLength + 1));
        Write(bytes, rows.Length);
        var before = 0;
        foreach (var row in rows)
        {
            Write(bytes, row - before);
            before = row;
        }
        foreach (var person in persons)
        {
            person.TryWriteBytes(bytes.GetSpan(IdLength));
            bytes.Advance(IdLength);
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">It did not.</exception>
    public static PersonRows Read(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        var count = Next(bytes, ref at);
        if (count > CountMax)
            throw NotWhole();
        var (rows, persons, row) = (new int[count], new Guid[count], 0);
        for (var index = 0; index < count; index++)
            rows[index] = row = checked(row + Next(bytes, ref at));
        if (bytes.Length - at != count * IdLength)
            throw NotWhole();
        for (var index = 0; index < count; index++)
            persons[index] = new(bytes.Slice(at + index * IdLength, IdLength));
        return new(rows, persons);
    }

    /// <summary>Seven bits a byte.</summary>
    static void Write(ArrayBufferWriter<byte> bytes, int number)
    {
        for (; number >= 0x80; number >>= 7)
            bytes.Write([(byte)(number & 0x7f | 0x80)]);
        bytes.Write([(byte)number]);
    }

    static int Next(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (number, shift) = (0, 0);
        while (at < bytes.Length && shift < 28)
        {
            number |= (bytes[at] & 0x7f) << shift;
            if (bytes[at++] < 0x80)
                return number;
            shift += 7;
        }
        throw NotWhole();
    }

    static FormatException NotWhole() => new("Rows of persons are not whole.");
}
