namespace Annona.Linkage.Compare;

/// <summary>
/// Compares name parts. A rare name in common says more than a common one: the weight of agreement is
/// log2(m/u) (Fellegi and Sunter 1969), m the share of true pairs that agree so far, u the share of all records
/// that would agree by chance.
/// </summary>
static class NameComparison
{
    /// <summary>From this likeness on, two spellings are close.</summary>
    const double CloseFrom = 0.84;

    /// <summary>From this likeness on, two spellings may be one name with a slip or a short form.</summary>
    const double NearFrom = 0.70;

    /// <summary>A name says no more than this, however rare.</summary>
    const double BitsMax = 13;

    public static Finding Compare(NamePool pool, int left, int right, NameTexts texts) =>
        Compare(new(pool, left), new(pool, right), texts);

    /// <summary>Compares two names, also of different parts: a given name with a family name.</summary>
    public static Finding Compare(in PooledName left, in PooledName right, NameTexts texts)
    {
        if (left.IsMissing || right.IsMissing)
        {
            return Finding.Missing(texts.Missing);
        }
        var (one, other) = (left.Form, right.Form);
        if (one.Sound == other.Sound)
        {
            var bits = Bits(0.80, Math.Max(left.SoundShare, right.SoundShare));
            return one.Folded == other.Folded ? new(Agreement.Exact, bits, bits, texts.Exact)
                : one.Script == other.Script ? new(Agreement.SameSound, bits, bits, texts.Sound)
                : new(Agreement.AcrossScripts, bits, bits, texts.Across);
        }
        if (one.Sound.Length == 1 || other.Sound.Length == 1)
        {
            return one.Sound[0] == other.Sound[0]
                ? new(Agreement.Near, 2, 2, texts.Initial)
                : new(Agreement.Different, -3, -3, texts.Different);
        }
        return CompareSpellings(left, right, texts);
    }

    static Finding CompareSpellings(in PooledName left, in PooledName right, NameTexts texts)
    {
        var likeness = left.Form.LikenessTo(right.Form);
        var sameSkeleton = left.Form.Skeleton == right.Form.Skeleton;
        var share = Math.Max(left.SkeletonShare, right.SkeletonShare);
        if (likeness >= CloseFrom || (sameSkeleton && likeness >= NearFrom))
        {
            var bits = Math.Max(0, Bits(0.15, share));
            var across = left.Form.Script != right.Form.Script && sameSkeleton;
            return new(
                across ? Agreement.AcrossScripts : Agreement.Near, bits, bits, across ? texts.Across : texts.Near);
        }
        if (likeness >= NearFrom)
        {
            var bits = Math.Clamp(Bits(0.04, share), -1, 5);
            return new(Agreement.Near, bits, bits, texts.Near);
        }
        return new(Agreement.Different, -5, -5, texts.Different);
    }

    static double Bits(double agreeShare, double chanceShare) =>
        Math.Min(BitsMax, Math.Log2(agreeShare / chanceShare));
}

/// <summary>A name with its frequencies.</summary>
readonly record struct PooledName(NamePool Pool, int Id)
{
    public bool IsMissing => Id == 0;

    public Names.NameForm Form => Pool[Id];

    /// <summary>The share of records whose name sounds the same, 0..1.</summary>
    public double SoundShare => Pool.SoundShare(Id);

    /// <summary>The share of records whose name has the same skeleton, 0..1.</summary>
    public double SkeletonShare => Pool.SkeletonShare(Id);
}

/// <summary>The sentences about one name part.</summary>
sealed record NameTexts(string Part)
{
    public static readonly NameTexts Given = new("given name");
    public static readonly NameTexts Family = new("family name");
    public static readonly NameTexts Father = new("father's name");

    public string Missing { get; } = $"The {Part} is missing on one side.";

    public string Exact { get; } = $"The {Part} is written the same.";

    public string Across { get; } = $"The {Part} is the same name in another script.";

    public string Sound { get; } = $"The {Part} sounds the same and is spelled another way.";

    public string Near { get; } = $"The {Part} is close: a different spelling, a typing slip or a short form.";

    public string Initial { get; } = $"The {Part} is only an initial on one side, and it fits.";

    public string Different { get; } = $"The {Part} is different.";

    public string Swapped { get; } = "Given name and family name look swapped.";
}
