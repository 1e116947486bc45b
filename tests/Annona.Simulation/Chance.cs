using System.Buffers.Binary;

namespace Annona.Simulation;

/// <summary>All chance of a run.</summary>
sealed class Chance(long seed)
{
    ulong state = unchecked(((ulong)seed * 0x9e3779b97f4a7c15) ^ 0x2545f4914f6cdd1d);

    /// <summary>SplitMix64.</summary>
    public ulong Next()
    {
        unchecked
        {
            var mixed = state += 0x9e3779b97f4a7c15;
            mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>From 0 to one less than a limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Percent(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> some) => some[Below(some.Count)];

    public Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Next());
        return new(bytes, bigEndian: true);
    }
}
