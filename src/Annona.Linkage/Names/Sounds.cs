using System.Text;

namespace Annona.Linkage.Names;

/// <summary>
/// Folds plain Latin spelling to one letter for each sound, so that the habits of different romanisations meet.
/// Sounds: a e i o u; b p f v t d k g; G gh, x kh, h; c ts, Z dz, s z; C ch, S sh, J zh, j dzh; m n l r.
/// </summary>
static class Sounds
{
    /// <summary>Spellings of more than one letter, the longest first where one begins another.</summary>
    static readonly (string Spelling, string Sound)[] Spellings =
    [
        ("shch", "S"), ("dsch", "j"), ("tsch", "C"), ("sch", "S"), ("tch", "C"), ("dzh", "j"), ("dzs", "j"),
        ("sh", "S"), ("ch", "C"), ("zh", "J"), ("kh", "x"), ("gh", "G"), ("ph", "f"), ("th", "t"), ("dh", "d"),
        ("dj", "j"), ("ts", "c"), ("tz", "c"), ("dz", "Z"), ("ck", "k"), ("cz", "C"), ("sz", "S"), ("rh", "r"),
        ("ou", "u"), ("oo", "u"), ("ee", "i"), ("qu", "kv"),
    ];

    /// <summary>The sounds of one word or of several; blanks vanish.</summary>
    public static string Of(string latin)
    {
        var sounds = new StringBuilder(latin.Length);
        foreach (var word in latin.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            AppendWord(sounds, word);
        }
        return sounds.ToString();
    }

    static void AppendWord(StringBuilder sounds, string word)
    {
        var start = sounds.Length;
        for (var at = 0; at < word.Length;)
        {
            at += AppendNext(sounds, word, at, start);
        }
        MendBeginning(sounds, start);
    }

    /// <summary>Appends the sound that begins at a place and answers how many letters it took.</summary>
    static int AppendNext(StringBuilder sounds, string word, int at, int start)
    {
        // Petrosjan is the German and Polish spelling of Petrosyan.
        if (word[at] == 'j' && at > 0 && at == word.Length - 3 && word.EndsWith("jan", StringComparison.Ordinal))
        {
            Append(sounds, 'i', start);
            return 1;
        }
        foreach (var (spelling, sound) in Spellings)
        {
            if (string.CompareOrdinal(word, at, spelling, 0, spelling.Length) == 0)
            {
                foreach (var letter in sound)
                {
                    Append(sounds, letter, start);
                }
                return spelling.Length;
            }
        }
        foreach (var letter in Single(word, at))
        {
            Append(sounds, letter, start);
        }
        return 1;
    }

    static string Single(string word, int at) => word[at] switch
    {
        'y' => "i",
        'w' => "v",
        'q' => "k",
        'c' => at + 1 < word.Length && word[at + 1] is 'e' or 'i' ? "s" : "k",
        // Alexander and Felix have a Greek x, Xachatryan and Mxitaryan the Armenian one.
        'x' => at > 0 && (word[at - 1] == 'e' || at == word.Length - 1) ? "ks" : "x",
        var letter => letter.ToString(),
    };

    /// <summary>A doubled sound counts once.</summary>
    static void Append(StringBuilder sounds, char sound, int start)
    {
        if (sounds.Length == start || sounds[^1] != sound)
        {
            sounds.Append(sound);
        }
    }

    /// <summary>Yelena is Elena, Ouiliam is Viliam.</summary>
    static void MendBeginning(StringBuilder sounds, int start)
    {
        if (sounds.Length < start + 2)
        {
            return;
        }
        var (first, second) = (sounds[start], sounds[start + 1]);
        if (first == 'i' && second == 'e')
        {
            sounds.Remove(start, 1);
        }
        else if (first == 'u' && second is 'a' or 'e' or 'i' or 'o')
        {
            sounds[start] = 'v';
        }
    }

    public static bool IsVowel(char sound) => sound is 'a' or 'e' or 'i' or 'o' or 'u';

    /// <summary>
    /// The class in which sounds change places between dialects, scripts and habits; '\0' for vowels and h,
    /// which come and go.
    /// </summary>
    public static char ClassOf(char sound) => sound < Classes.Length ? Classes[sound] : '\0';

    /// <summary>The class by the letter's code: the innermost question of every comparison.</summary>
    static readonly char[] Classes = ClassTable(
        "bpP fvF tdT kgGxK cZzZ CSJjJ sS mM nN lL rR");

    /// <summary>Each word ends with the name of the class of the sounds before it.</summary>
    static char[] ClassTable(string words)
    {
        var table = new char[128];
        foreach (var word in words.Split(' '))
        {
            foreach (var sound in word[..^1])
            {
                table[sound] = word[^1];
            }
        }
        return table;
    }

    /// <summary>
    /// The classes of the consonants in order, equal neighbours once; a beginning vowel (also after h, and the
    /// Armenian vo-) leaves an A. A t before ch or j is lost, for half of all clerks write it and half do not
    /// (Khachatryan, Khatchatryan).
    /// </summary>
    public static string SkeletonOf(string sounds)
    {
        var skeleton = new StringBuilder(sounds.Length);
        var at = 0;
        if (sounds.StartsWith("vo", StringComparison.Ordinal) || (sounds.Length > 0 && ClassOf(sounds[0]) == '\0'))
        {
            skeleton.Append('A');
            at = 1;
        }
        for (; at < sounds.Length; at++)
        {
            var found = ClassOf(sounds[at]);
            if (found == 'J' && skeleton.Length > 1 && skeleton[^1] == 'T')
            {
                skeleton.Length--;
            }
            if (found != '\0' && (skeleton.Length == 0 || skeleton[^1] != found))
            {
                skeleton.Append(found);
            }
        }
        return skeleton.ToString();
    }

    /// <summary>The sounds without vowels, for comparing with a script that does not write them.</summary>
    public static string ConsonantsOf(string sounds)
    {
        var consonants = new StringBuilder(sounds.Length);
        foreach (var sound in sounds)
        {
            if (!IsVowel(sound))
            {
                consonants.Append(sound);
            }
        }
        return consonants.ToString();
    }
}
