namespace Annona.Linkage.Compare;

/// <summary>
/// The keys under which records meet. Two records are compared when they share at least one key; each key stands
/// for one way in which a true pair stays recognisable although something else went wrong.
/// </summary>
sealed class BlockKeys(Roll roll)
{
    /// <summary>The most keys that one record has.</summary>
    public const int CountMax = 12 + (3 * LinkageRecord.MoreMax);

    /// <summary>Writes the keys of a row and answers how many there are.</summary>
    public int Write(in Row row, Span<ulong> keys)
    {
        var given = roll.Givens.SkeletonOf(row.Given);
        var family = roll.Families.SkeletonOf(row.Family);
        var father = roll.Fathers.SkeletonOf(row.Father);
        var year = row.Birth.Year;
        var day = row.Birth.IsDay ? DayOf(row.Birth) : 0;
        var count = 0;
        Add(keys, ref count, 2, day);
        Add(keys, ref count, 3, day, given);
        Add(keys, ref count, 4, year, family, (int)row.Sex + 1);
        Add(keys, ref count, 5, year, given, father);
        Add(keys, ref count, 6, row.Phone);
        Add(keys, ref count, 7, row.Document);
        Add(keys, ref count, 8, given, father, family);
        Add(keys, ref count, 9, year, given, row.Place is { } place ? unchecked(place + 1) : 0);
        Add(keys, ref count, 10, year, BeginningOf(roll.Givens, row.Given), BeginningOf(roll.Families, row.Family));
        Add(keys, ref count, 11, given, row.Phone);
        foreach (var phone in row.MorePhones ?? [])
        {
            Add(keys, ref count, 6, phone);
            Add(keys, ref count, 11, given, phone);
        }
        foreach (var document in row.MoreDocuments ?? [])
        {
            Add(keys, ref count, 7, document);
        }
        AddWholeName(row, keys, ref count);
        return count;
    }

    /// <summary>Both names without their order, so that swapped parts meet.</summary>
    void AddWholeName(in Row row, Span<ulong> keys, ref int count)
    {
        var given = TextHash(roll.Givens[row.Given].Skeleton);
        var family = TextHash(roll.Families[row.Family].Skeleton);
        if (row.Given > 0 && row.Family > 0)
        {
            keys[count++] = Mixed(1, unchecked(given + family));
        }
    }

    /// <summary>The first two classes of a name, as a number; 0 when shorter.</summary>
    static int BeginningOf(NamePool pool, int name)
    {
        var skeleton = pool[name].Skeleton;
        return skeleton.Length < 2 ? 0 : (skeleton[0] * 256) + skeleton[1];
    }

    static int DayOf(in Birth birth) => (birth.Year * 10000) + (birth.Month * 100) + birth.Day;

    /// <summary>A key with a missing part is no key.</summary>
    static void Add(Span<ulong> keys, ref int count, ulong kind, params ReadOnlySpan<int> parts)
    {
        var key = kind;
        foreach (var part in parts)
        {
            if (part == 0)
            {
                return;
            }
            key = Mixed(key, unchecked((ulong)part));
        }
        keys[count++] = key;
    }

    static ulong TextHash(string text)
    {
        var hash = 0UL;
        foreach (var letter in text)
        {
            hash = Mixed(hash, letter);
        }
        return hash;
    }

    /// <summary>
    /// The finaliser of SplitMix64: chance collisions of 64 bits cost a comparison, never a wrong pair.
    /// </summary>
    static ulong Mixed(ulong key, ulong part)
    {
        unchecked
        {
            var mixed = (key * 0x9E3779B97F4A7C15) + part + 1;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
