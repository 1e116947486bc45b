namespace Annona.Linkage.Names;

/// <summary>
/// The cheapest way from one chain of sounds to another (optimal string alignment). Costs are halves: a vowel or
/// an h that comes, goes or changes costs 1, so does a change within a class (b/p, ts/dz); all else costs 2.
/// </summary>
static class SoundDistance
{
    /// <summary>Longer names are cut here, so that the rows fit on the stack.</summary>
    const int LengthMax = 40;

    /// <summary>
    /// The cost, or any number above <paramref name="limit"/> as soon as it is known to be above.
    /// </summary>
    public static int Count(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        left = left[..Math.Min(left.Length, LengthMax)];
        right = right[..Math.Min(right.Length, LengthMax)];
        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return limit + 1;
        }
        Span<int> before = stackalloc int[LengthMax + 1];
        Span<int> above = stackalloc int[LengthMax + 1];
        Span<int> row = stackalloc int[LengthMax + 1];
        for (var at = 1; at <= right.Length; at++)
        {
            above[at] = above[at - 1] + Lone(right[at - 1]);
        }
        for (var down = 1; down <= left.Length; down++)
        {
            var sound = left[down - 1];
            var lone = Lone(sound);
            var best = row[0] = above[0] + lone;
            for (var across = 1; across <= right.Length; across++)
            {
                var other = right[across - 1];
                var cost = above[across - 1] + (sound == other ? 0 : Change(sound, other));
                cost = Math.Min(cost, Math.Min(above[across] + lone, row[across - 1] + Lone(other)));
                if (down > 1 && across > 1 && sound == right[across - 2] && left[down - 2] == other)
                {
                    cost = Math.Min(cost, before[across - 2] + 2);
                }
                row[across] = cost;
                best = Math.Min(best, cost);
            }
            if (best > limit + 2)
            {
                return limit + 1;
            }
            var free = before;
            before = above;
            above = row;
            row = free;
        }
        return above[right.Length];
    }

    static int Lone(char sound) => Sounds.IsVowel(sound) || sound == 'h' ? 1 : 2;

    static int Change(char left, char right)
    {
        var (leftClass, rightClass) = (Sounds.ClassOf(left), Sounds.ClassOf(right));
        if (leftClass == rightClass)
        {
            return 1;
        }
        // Russian writes g or kh for the Armenian and Ukrainian h: Vagan, Vahan.
        return (left == 'h' && rightClass == 'K') || (right == 'h' && leftClass == 'K') ? 1 : 2;
    }
}
