namespace Annona.Linkage.Names;

/// <summary>Which word of a whole name is what.</summary>
static class NameParts
{
    static readonly string[] FamilyEndings =
    [
        "yan", "ian", "jan", "yants", "iants", "ents", "ov", "ova", "ev", "eva", "yev", "yeva", "in", "ina", "enko",
        "ko", "uk", "chuk", "sky", "skiy", "ski", "skaya", "ska", "shvili", "dze", "ia", "ava", "zade", "li", "lu",
        "oglu",
    ];

    static readonly string[] FatherEndings =
    [
        "ovich", "evich", "yevich", "ovych", "evych", "yovych", "ovna", "evna", "yevna", "ivna", "yivna", "ovic",
        "evic", "jevic",
    ];

    static readonly string[] FatherWords = ["oglu", "ogly", "oghlu", "oghli", "uulu", "qizi", "gizi", "kyzy", "kizi"];

    static readonly string[] Particles =
        ["al", "el", "ul", "il", "ibn", "bin", "ben", "bint", "de", "da", "von", "van"];

    public static (string Given, string Family, string Father) Split(string wholeName)
    {
        var comma = wholeName.IndexOf(',', StringComparison.Ordinal);
        var words = wholeName.Split([' ', ',', '\t', '\u00a0'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !word.StartsWith('('))
            .Select(word => (Written: word, Latin: NameNormalizer.Romanise(word)))
            .Where(word => word.Latin.Length > 0)
            .ToList();
        var father = TakeFather(words);
        if (words.Count <= 1)
        {
            return (words.Count == 0 ? "" : words[0].Written, "", father);
        }
        var familyAt = comma > 0 ? 0 : FamilyPlace(words);
        var isFamily = words.Select((word, at) => (word, at)).ToLookup(
            each => each.at == familyAt || (familyAt == words.Count - 1 && each.at > 0), each => each.word.Written);
        return (string.Join(' ', isFamily[false]), string.Join(' ', isFamily[true]), father);
    }

    static int FamilyPlace(List<(string Written, string Latin)> words)
    {
        if (words.Count > 1 && IsCapitals(words[0].Written) && !IsCapitals(words[^1].Written))
        {
            return 0;
        }
        var firstEnds = EndsLikeFamily(words[0].Latin);
        return firstEnds && !EndsLikeFamily(words[^1].Latin) ? 0 : words.Count - 1;
    }

    static bool IsCapitals(string word) => word.Length > 1 && word.All(letter => !char.IsLower(letter));

    static bool EndsLikeFamily(string latin) =>
        latin.Length > 4 && FamilyEndings.Any(ending => latin.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Takes the patronymic out of the words and answers the father's name in it.</summary>
    static string TakeFather(List<(string Written, string Latin)> words)
    {
        for (var at = 1; words.Count > 2 && at < words.Count; at++)
        {
            var latin = words[at].Latin;
            if (FatherWords.Contains(latin, StringComparer.Ordinal))
            {
                var father = words[at - 1].Written;
                words.RemoveRange(at - 1, 2);
                return father;
            }
            var root = FatherRoot(latin);
            if (root is not null)
            {
                words.RemoveAt(at);
                return root;
            }
        }
        return "";
    }

    /// <summary>
    /// The name inside a patronymic in Latin letters (Sureni for Surenovich: Suren), or null.
    /// </summary>
    public static string? FatherRoot(string latin)
    {
        foreach (var ending in FatherEndings)
        {
            if (latin.Length > ending.Length + 2 && latin.EndsWith(ending, StringComparison.Ordinal))
            {
                return latin[..^ending.Length];
            }
        }
        return null;
    }

    /// <summary>Leaves out the Arabic article and other small words, unless nothing else is left.</summary>
    public static string WithoutParticles(string latin)
    {
        if (!latin.Contains(' ', StringComparison.Ordinal))
        {
            return latin;
        }
        var kept = latin.Split(' ').Where(word => !Particles.Contains(word, StringComparer.Ordinal)).ToList();
        return kept.Count == 0 ? latin : string.Join(' ', kept);
    }
}
