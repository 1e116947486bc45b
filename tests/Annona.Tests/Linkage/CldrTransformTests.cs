using System.Text.RegularExpressions;
using Annona.Linkage.Names;

namespace Annona.Tests.Linkage;

/// <summary>
/// Where our letter tables and the rules of Unicode CLDR speak about the same letter they must sound the same. Only
/// rules of one letter without context are taken; the letters with context have tests of their own.
/// </summary>
public sealed partial class CldrTransformTests
{
    [Theory]
    // The letter ը is y in BGN, schwa in ISO 9985: both vowels. ւ alone does not occur in modern spelling.
    [InlineData("Armenian-Latin-BGN", "ա", LetterValues.First, "")]
    [InlineData("Georgian-Latin-BGN", "ა", LetterValues.First, "")]
    [InlineData("Georgian-Latin-BGN_1981", "ა", LetterValues.First, "")]
    [InlineData("Georgian-Latin", "ა", LetterValues.First, "ჳ")]
    // BGN writes ë for ё and every passport writes e or yo; the second values is h for г.
    [InlineData("Russian-Latin-BGN", "а", LetterValues.First, "ё")]
    [InlineData("Ukrainian-Latin-BGN", "а", LetterValues.Second, "")]
    // Ayn and hamza have no sound here; teh marbuta is spoken a, and waw and ya depend on their neighbours.
    [InlineData("Arabic-Latin-BGN", "ا", LetterValues.First, "ةىوٱصضطظح")]
    [InlineData("Persian-Latin-BGN", "ا", LetterValues.First, "ةويیثذض")]
    public void Letters_sound_as_in_the_transliteration_rules_of_CLDR(
        string file, string vowel, LetterValues values, string leftOut)
    {
        var rules = File.ReadAllText(LinkageFiles.PathOf($"cldr_transforms/{file}.xml"));
        var differing = new List<string>();
        var count = 0;

        foreach (Match rule in OneLetterRule.Matches(rules))
        {
            var (letter, latin) = (rule.Groups[1].Value, Mark.Replace(rule.Groups[2].Value, ""));
            if (Romanised(letter).Length > 0 && !leftOut.Contains(letter, StringComparison.Ordinal))
            {
                count++;
                // A vowel on both sides keeps positional rules (beginning, end) away.
                var ours = SoundOf(NameNormalizer.Romanise(vowel + letter + vowel, values));
                var theirs = SoundOf("a" + latin + "a");
                if (ours != theirs && SoundOf(NameNormalizer.Romanise(letter, values)) != SoundOf(latin))
                {
                    differing.Add($"{letter}: ours {ours}, CLDR {theirs}");
                }
            }
        }

        Assert.Empty(differing);
        Assert.True(count >= 20, $"Only {count} rules were understood.");
    }

    static string Romanised(string letter) => NameNormalizer.Romanise(letter);

    static string SoundOf(string latin) => NameNormalizer.Normalize(latin).Sound;

    /// <summary>Aspirates and other marks have names in the rules: $aspirate.</summary>
    [GeneratedRegex(@"\$\w+")]
    static partial Regex Mark { get; }

    [GeneratedRegex(@"^(\p{Ll}|\p{Lo}) [→↔] ([^;]+?) ?;", RegexOptions.Multiline)]
    static partial Regex OneLetterRule { get; }
}
