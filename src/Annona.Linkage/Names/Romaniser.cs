using System.Globalization;
using System.Text;

namespace Annona.Linkage.Names;

/// <summary>Writes a name of any known script in plain Latin letters a..z, one blank between words.</summary>
static class Romaniser
{
    public static WritingScript ScriptOf(string name)
    {
        var script = WritingScript.Unknown;
        foreach (var letter in name)
        {
            var found = ScriptOf(letter);
            if (found is not (WritingScript.Unknown or WritingScript.Latin))
            {
                return found;
            }
            if (found is WritingScript.Latin)
            {
                script = found;
            }
        }
        return script;
    }

    public static WritingScript ScriptOf(char letter) => letter switch
    {
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' => WritingScript.Latin,
        >= '\u00c0' and <= '\u02af' or >= '\u1e00' and <= '\u1eff' => WritingScript.Latin,
        >= '\u0530' and <= '\u058f' or >= '\ufb13' and <= '\ufb17' => WritingScript.Armenian,
        >= '\u0400' and <= '\u052f' => WritingScript.Cyrillic,
        >= '\u10a0' and <= '\u10ff' or >= '\u1c90' and <= '\u1cbf' or >= '\u2d00' and <= '\u2d2f' =>
            WritingScript.Georgian,
        >= '\u0600' and <= '\u06ff' or >= '\u0750' and <= '\u077f' or >= '\ufb50' and <= '\ufeff' =>
            WritingScript.Arabic,
        _ => WritingScript.Unknown,
    };

    /// <summary>The name in Latin letters; letters of no known script are left out.</summary>
    public static string Romanise(string name, WritingScript script, LetterValues values)
    {
        // The ligature ew and the pair of letters are read alike. Compatibility forms are not known in the browser,
        // so only canonical composition is asked for.
        var plain = name.Replace("\u0587", "եվ", StringComparison.Ordinal).Normalize(NormalizationForm.FormC)
            .ToLowerInvariant();
        var latin = new StringBuilder(plain.Length + 8);
        foreach (var word in Words(plain))
        {
            if (latin.Length > 0)
            {
                latin.Append(' ');
            }
            var start = latin.Length;
            AppendWord(latin, word, script, values);
            if (latin.Length == start && start > 0)
            {
                latin.Length = start - 1;
            }
        }
        return latin.ToString();
    }

    static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var letter in text)
        {
            if (char.IsLetter(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark)
            {
                word.Append(letter);
            }
            else if (word.Length > 0 && !IsSilent(letter))
            {
                yield return word.ToString();
                word.Clear();
            }
        }
        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    /// <summary>
    /// Aspirates and soft signs written as apostrophes, joiners and the Arabic stretching line: inside a word, without
    /// a sound of their own.
    /// </summary>
    static bool IsSilent(char letter) =>
        letter is '\'' or '`' or '\u2018' or '\u2019' or '\u02bc' or '\u02b9' or '\u02ba' or '\u02bb' or '\u02be'
        or '\u02bf' or '\u055a' or '\u200c' or '\u200d' or '\u00ad' or '\u0640';

    static void AppendWord(StringBuilder latin, string word, WritingScript script, LetterValues values)
    {
        switch (script)
        {
            case WritingScript.Armenian:
                AppendArmenian(latin, word, values);
                break;
            case WritingScript.Cyrillic:
                AppendCyrillic(latin, word, values);
                break;
            case WritingScript.Georgian:
                AppendLetters(latin, word, LetterTables.Georgian);
                break;
            case WritingScript.Arabic:
                AppendArabic(latin, word);
                break;
            default:
                AppendLatin(latin, word);
                break;
        }
    }

    /// <summary>
    /// BGN/PCGN 1981, rules 1 and 2 and note 5: ye and vo at the beginning, u for ու, yev after vowels.
    /// </summary>
    static void AppendArmenian(StringBuilder latin, string word, LetterValues values)
    {
        var table = values is LetterValues.First ? LetterTables.ArmenianEastern : LetterTables.ArmenianWestern;
        for (var at = 0; at < word.Length; at++)
        {
            var letter = word[at];
            var next = at + 1 < word.Length ? word[at + 1] : '\0';
            var afterVowel = at > 0 && "աեէըիոօւ".Contains(word[at - 1], StringComparison.Ordinal);
            if (letter == 'ո' && next is 'ւ')
            {
                latin.Append('u');
                at++;
            }
            else if (letter == 'ո' && at == 0 && next != 'վ')
            {
                latin.Append("vo");
            }
            else if (letter == 'ե' && (at == 0 || afterVowel))
            {
                latin.Append("ye");
            }
            else
            {
                AppendLetter(latin, letter, table);
            }
        }
    }

    /// <summary>BGN/PCGN 1947: е is ye at the beginning, after vowels and after й, ъ, ь.</summary>
    static void AppendCyrillic(StringBuilder latin, string word, LetterValues values)
    {
        for (var at = 0; at < word.Length; at++)
        {
            var letter = LetterTables.CyrillicLookAlikes.GetValueOrDefault(word[at], word[at..(at + 1)])[0];
            var afterVowel = at > 0 && "аеёиоуыэюяйъьі".Contains(word[at - 1], StringComparison.Ordinal);
            if (letter == 'е' && (at == 0 || afterVowel))
            {
                latin.Append("ye");
            }
            else if (letter == 'г' && values is LetterValues.Second)
            {
                latin.Append('h');
            }
            else
            {
                AppendLetter(latin, letter, LetterTables.Cyrillic);
            }
        }
    }

    /// <summary>Waw and ya are consonants at the beginning and beside alef, long vowels elsewhere.</summary>
    static void AppendArabic(StringBuilder latin, string word)
    {
        // The article comes and goes between scripts: al-Khalil, Khalil.
        var start = word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) ? 2 : 0;
        for (var at = start; at < word.Length; at++)
        {
            var letter = word[at];
            var next = at + 1 < word.Length ? word[at + 1] : '\0';
            var glide = at == start || word[at - 1] is 'ا' or 'آ' || next is 'ا' or 'آ';
            var added = letter switch
            {
                'و' => glide ? "w" : "u",
                'ي' or 'ی' => glide ? "y" : "i",
                // Ayn has no sound here, but a name that begins with it begins with a vowel: Abd, Ali.
                'ع' when at == start => "a",
                _ => null,
            };
            if (added is null)
            {
                AppendLetter(latin, letter, LetterTables.Arabic);
            }
            else
            {
                latin.Append(added);
            }
        }
    }

    /// <summary>Letters with a meaning of their own first, then all marks are dropped.</summary>
    static void AppendLatin(StringBuilder latin, string word)
    {
        var turkic = word.AsSpan().IndexOfAny("əğışİ") >= 0;
        for (var at = 0; at < word.Length; at++)
        {
            var letter = word[at];
            var turkicValue = !turkic ? null : letter switch { 'c' => "j", 'q' => "g", 'x' => "kh", _ => null };
            if (turkicValue is not null)
            {
                latin.Append(turkicValue);
            }
            else if (letter is >= 'a' and <= 'z')
            {
                latin.Append(letter);
            }
            else if (LetterTables.LatinMarks.TryGetValue(letter, out var sound))
            {
                latin.Append(sound);
            }
            else
            {
                AppendBare(latin, letter);
            }
        }
    }

    static void AppendBare(StringBuilder latin, char letter)
    {
        foreach (var part in letter.ToString().Normalize(NormalizationForm.FormD))
        {
            if (part is >= 'a' and <= 'z')
            {
                latin.Append(part);
            }
        }
    }

    static void AppendLetters(StringBuilder latin, string word, IReadOnlyDictionary<char, string> table)
    {
        foreach (var letter in word)
        {
            AppendLetter(latin, letter, table);
        }
    }

    /// <summary>
    /// A letter that the script's table lacks is tried as Latin: mixed words are common in real lists.
    /// </summary>
    static void AppendLetter(StringBuilder latin, char letter, IReadOnlyDictionary<char, string> table)
    {
        if (table.TryGetValue(letter, out var value))
        {
            latin.Append(value);
        }
        else
        {
            AppendBare(latin, letter);
        }
    }
}
