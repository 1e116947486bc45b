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

    public static Finding Compare(NamePool pool, int left, int right, NameTexts texts)
    {
        if (left == 0 || right == 0)
        {
            return Finding.Missing(texts.Missing);
        }
        var (one, other) = (pool[left], pool[right]);
        if (left == right || one.Sound == other.Sound)
        {
            var bits = Bits(0.80, pool.SoundShare(left, right));
            var exact = one.Folded == other.Folded;
            return new(exact ? Agreement.Exact : Agreement.AcrossScripts, bits, bits, exact ? texts.Exact : texts.Across);
        }
        if (one.Sound.Length == 1 || other.Sound.Length == 1)
        {
            return one.Sound[0] == other.Sound[0]
                ? new(Agreement.Near, 2, 2, texts.Initial)
                : new(Agreement.Different, -3, -3, texts.Different);
        }
        return CompareSpellings(pool, left, right, texts);
    }

    static Finding CompareSpellings(NamePool pool, int left, int right, NameTexts texts)
    {
        var likeness = pool[left].LikenessTo(pool[right]);
        var sameSkeleton = pool.SkeletonOf(left) == pool.SkeletonOf(right);
        var share = pool.SkeletonShare(left, right);
        if (likeness >= CloseFrom || (sameSkeleton && likeness >= NearFrom))
        {
            var bits = Math.Max(0, Bits(0.15, share));
            var across = pool[left].Script != pool[right].Script && sameSkeleton;
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

    /// <summary>Is the given name of one the family name of the other, and the other way round?</summary>
    public static bool LookSwapped(Roll roll, in Row left, in Row right) =>
        left.Given > 0 && left.Family > 0 && right.Given > 0 && right.Family > 0
        && roll.Givens[left.Given].Skeleton == roll.Families[right.Family].Skeleton
        && roll.Families[left.Family].Skeleton == roll.Givens[right.Given].Skeleton
        && roll.Givens[left.Given].LikenessTo(roll.Families[right.Family]) >= CloseFrom
        && roll.Families[left.Family].LikenessTo(roll.Givens[right.Given]) >= CloseFrom;

    static double Bits(double agreeShare, double chanceShare) =>
        Math.Min(BitsMax, Math.Log2(agreeShare / chanceShare));
}

/// <summary>The sentences about one name part.</summary>
sealed record NameTexts(string Part)
{
    public static readonly NameTexts Given = new("given name");
    public static readonly NameTexts Family = new("family name");
    public static readonly NameTexts Father = new("father's name");

    public string Missing { get; } = $"The {Part} is missing on one side.";

    public string Exact { get; } = $"The {Part} is written the same.";

    public string Across { get; } = $"The {Part} is the same name in another script or spelling habit.";

    public string Near { get; } = $"The {Part} is close: a different spelling, a typing slip or a short form.";

    public string Initial { get; } = $"The {Part} is only an initial on one side, and it fits.";

    public string Different { get; } = $"The {Part} is different.";

    public string Swapped { get; } = "Given name and family name look swapped.";
}
