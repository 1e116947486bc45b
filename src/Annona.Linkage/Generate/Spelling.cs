using System.Text;
using Annona.Linkage.Names;

namespace Annona.Linkage.Generate;

/// <summary>How a clerk who writes Latin spells an Armenian name.</summary>
enum LatinHabit
{
    /// <summary>As most passports do: Khachatryan, Vahan, Qristapor.</summary>
    Passport,

    /// <summary>As the diaspora does: Khatchadourian's endings, ou and dj.</summary>
    Diaspora,

    /// <summary>Through the Russian spelling: Akopian, Dzhivan.</summary>
    ThroughRussian,

    /// <summary>As people text each other: Xachatryan, Cov.</summary>
    Texting,
}

/// <summary>
/// Writes Armenian names in other scripts the way clerks do. These tables are kept apart from those of the
/// normaliser on purpose: see the README in this folder.
/// </summary>
static class Spelling
{
    const string Armenian = "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցփքօֆ";

    static readonly string[] Passport =
        "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts p q o f".Split(' ');

    static readonly string[] Diaspora =
        "a b g d e z e e t j i l kh dz k h tz gh dj m y n sh o tch p dj r s v t r tz p k o f".Split(' ');

    static readonly string[] Texting =
        "a b g d e z e y t zh i l x c k h dz gh ch m y n sh o ch p j r s v t r c p q o f".Split(' ');

    static readonly string[] Russian =
        "а б г д е з э ы т ж и л х ц к г дз г ч м й н ш о ч п дж р с в т р ц п к о ф".Split(' ');

    static readonly Dictionary<char, string> RussianToLatin =
        ("а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh " +
        "ы=y э=e ю=iu я=ia").Split(' ').ToDictionary(pair => pair[0], pair => pair[2..]);

    /// <summary>
    /// The name in a script; the habit matters for Latin only. The first letter is a capital.
    /// </summary>
    public static string Write(string armenian, WritingScript script, LatinHabit habit)
    {
        var plain = armenian.ToLowerInvariant().Replace("և", "եվ", StringComparison.Ordinal);
        var written = script switch
        {
            WritingScript.Armenian => armenian.ToLowerInvariant(),
            WritingScript.Cyrillic => InRussian(plain),
            _ => InLatin(plain, habit),
        };
        return char.ToUpperInvariant(written[0]) + written[1..];
    }

    static string InLatin(string plain, LatinHabit habit) => habit switch
    {
        LatinHabit.ThroughRussian => string.Concat(InRussian(plain).Select(letter => RussianToLatin[letter])),
        LatinHabit.Diaspora => InDiaspora(plain),
        LatinHabit.Texting => ByLetters(plain.Replace("ու", "u", StringComparison.Ordinal), Texting),
        _ => ByLetters(WithBeginning(plain, "ye", "vo").Replace("ու", "u", StringComparison.Ordinal), Passport),
    };

    static string InDiaspora(string plain)
    {
        var begun = WithBeginning(plain, "ye", "vo");
        var written = ByLetters(begun.Replace("ու", "ou", StringComparison.Ordinal), Diaspora);
        return written.EndsWith("yan", StringComparison.Ordinal) ? written[..^3] + "ian" : written;
    }

    /// <summary>Russian leaves out a beginning h, writes g inside, and joins y with its vowel.</summary>
    static string InRussian(string plain)
    {
        var body = plain.StartsWith('հ') ? plain[1..] : plain;
        body = body.StartsWith('յ') ? "и" + body[1..] : body;
        var joined = WithBeginning(body, "е", "во")
            .Replace("յու", "ю", StringComparison.Ordinal)
            .Replace("ու", "у", StringComparison.Ordinal)
            .Replace("յա", "я", StringComparison.Ordinal)
            .Replace("աե", "ае", StringComparison.Ordinal);
        return ByLetters(joined, Russian);
    }

    static string WithBeginning(string plain, string ye, string vo) => plain switch
    {
        ['ե', .. var rest] => ye + rest,
        ['ո', 'ւ', ..] => plain,
        ['ո', .. var rest] => vo + rest,
        _ => plain,
    };

    static string ByLetters(string text, string[] values)
    {
        var written = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            var at = Armenian.IndexOf(letter, StringComparison.Ordinal);
            written.Append(at < 0 ? letter.ToString() : values[at]);
        }
        return written.ToString();
    }
}
