using System.Buffers;

namespace Annona;

/// <summary>
/// Which persons, by their order of arrival, as runs of neighbours. Everybody of a register is one run of a few bytes,
/// and still each of them is found. Never changes.
/// </summary>
public sealed class PersonSet
{
    /// <summary>More bytes than a full run for every second of ten million persons.</summary>
    const int BytesMax = 64 * 1024 * 1024;

    /// <summary>First of a run, and after its last, in order; runs do not touch.</summary>
    readonly int[] bounds;

    PersonSet(int[] bounds)
    {
        this.bounds = bounds;
        for (var at = 0; at < bounds.Length; at += 2)
            Count += bounds[at + 1] - bounds[at];
    }

    /// <summary>Nobody.</summary>
    public static PersonSet Nobody { get; } = new([]);

    /// <summary>How many persons.</summary>
    public int Count { get; }

    /// <summary>Everybody in it, in order of arrival.</summary>
    public IEnumerable<int> Persons => Enumerable.Range(0, bounds.Length / 2)
        .SelectMany(run => Enumerable.Range(bounds[2 * run], bounds[2 * run + 1] - bounds[2 * run]));

    /// <summary>The set of some persons.</summary>
    /// <param name="persons">Ordinals from 0, in any order; twice is once.</param>
    public static PersonSet Of(IEnumerable<int> persons)
    {
        var bounds = new List<int>();
        foreach (var person in persons.Distinct().Order())
            if (bounds.Count > 0 && bounds[^1] == person)
                bounds[^1]++;
            else
                bounds.AddRange([person, person + 1]);
        return bounds.Count == 0 ? Nobody : new([.. bounds]);
    }

    /// <summary>Whether a person is in it. Costs the logarithm of the number of runs.</summary>
    /// <param name="person">Ordinal from 0.</param>
    public bool Has(int person)
    {
        var at = Array.BinarySearch(bounds, person);
        // Found: it begins a run or stands after one. Else the number of bounds before it says whether it is inside.
        return at >= 0 ? at % 2 == 0 : ~at % 2 == 1;
    }

    /// <summary>As bytes: the steps from bound to bound, seven bits a byte.</summary>
    public byte[] ToBytes()
    {
        var bytes = new ArrayBufferWriter<byte>(2 * bounds.Length + 1);
        var before = 0;
        foreach (var bound in bounds)
        {
            for (var step = bound - before; ; step >>= 7)
            {
                bytes.Write([(byte)(step < 0x80 ? step : step & 0x7f | 0x80)]);
                if (step < 0x80)
                    break;
            }
            before = bound;
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">It did not.</exception>
    public static PersonSet Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BytesMax)
            throw new FormatException("A set of persons is too long.");
        var bounds = new List<int>();
        var (before, step, shift) = (0L, 0L, 0);
        foreach (var next in bytes)
        {
            step |= (long)(next & 0x7f) << shift;
            shift += 7;
            if (next >= 0x80 && shift <= 28)
                continue;
            before += step;
            if (next >= 0x80 || before > int.MaxValue || (step == 0 && bounds.Count > 0))
                throw new FormatException("A set of persons is not whole.");
            bounds.Add((int)before);
            (step, shift) = (0, 0);
        }
        return shift == 0 && bounds.Count % 2 == 0
            ? new([.. bounds])
            : throw new FormatException("A set of persons is not whole.");
    }
}
