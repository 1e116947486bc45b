using System.Numerics;

namespace Annona.Linkage.Names;

/// <summary>The sounds of one reading of a name, made ready for many comparisons.</summary>
readonly struct SoundChain(string text)
{
    /// <summary>Fewer sounds than this at the beginning are no short form, only chance.</summary>
    const int ShortFormLength = 3;

    /// <summary>What a short form proves at least.</summary>
    const double ShortFormMin = 0.72;

    /// <summary>One bit for each consonant class that occurs.</summary>
    readonly uint classes = ClassesOf(text);

    public string Text { get; } = text;

    /// <summary>1 for the same sounds, down to 0.6; 0 for everything that is less alike.</summary>
    public double LikenessTo(in SoundChain other)
    {
        var longest = Math.Max(Text.Length, other.Text.Length);
        if (longest == 0)
        {
            return 0;
        }
        // Costs are halves: 2 for a different sound. Four fifths of the length is a likeness of 0.6.
        var limit = longest * 4 / 5;
        // A class that only one side has costs at least 1 by itself: most pairs end here.
        if (BitOperations.PopCount(classes ^ other.classes) <= limit)
        {
            var cost = SoundDistance.Count(Text, other.Text, limit);
            if (cost <= limit)
            {
                return Math.Max(1 - (cost / (2.0 * longest)), ShortFormLikeness(other, longest));
            }
        }
        return ShortFormLikeness(other, longest);
    }

    double ShortFormLikeness(in SoundChain other, int longest) =>
        IsShortForm(Text, other.Text) || IsShortForm(other.Text, Text)
            ? Math.Max(ShortFormMin, Math.Min(Text.Length, other.Text.Length) / (double)longest)
            : 0;

    /// <summary>Rob for Robert; also with the Armenian and Slavic ending -ik: Vladik for Vladimir.</summary>
    static bool IsShortForm(string shorter, string longer)
    {
        if (shorter.Length < ShortFormLength || longer.Length < ShortFormLength || shorter[0] != longer[0])
        {
            return false;
        }
        var stem = shorter.EndsWith("ik", StringComparison.Ordinal) ? shorter.AsSpan(0, shorter.Length - 2) : shorter;
        return (stem.Length >= ShortFormLength && longer.StartsWith(stem, StringComparison.Ordinal))
            || longer.StartsWith(shorter, StringComparison.Ordinal);
    }

    static uint ClassesOf(string text)
    {
        var classes = 0u;
        foreach (var sound in text)
        {
            var found = Sounds.ClassOf(sound);
            classes |= found == '\0' ? 0 : 1u << (found - 'A');
        }
        return classes;
    }
}
