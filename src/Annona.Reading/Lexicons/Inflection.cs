namespace Annona.Reading.Lexicons;

/// <summary>Which form of a verb a word is; one written form may be several.</summary>
[Flags]
enum VerbForm
{
    None = 0,
    Plain = 1,
    Third = 2,
    Past = 4,
    Participle = 8,
    Ing = 16,
}

/// <summary>Makes the forms of an English verb by rule; irregular pasts stand in the lexicon.</summary>
static class Inflection
{
    public static IEnumerable<(string Word, VerbForm Form)> Of(string verb, string irregular)
    {
        var parts = irregular.Split('/');
        var known = parts.Length == 2;
        var past = known ? parts[0] : Past(verb);
        var stem = known && past.EndsWith("ed", StringComparison.Ordinal) && past.Length > verb.Length + 2
            ? past[..^2] // "begged" shows the doubled consonant of "begging"
            : verb;
        yield return (verb, VerbForm.Plain);
        yield return (Third(verb), VerbForm.Third);
        yield return (past, VerbForm.Past);
        yield return (known ? parts[1] : past, VerbForm.Participle);
        yield return (Ing(stem), VerbForm.Ing);
    }

    static string Third(string verb) =>
        EndsInConsonantY(verb) ? verb[..^1] + "ies"
        : verb[^1] is 's' or 'x' or 'z' || verb.EndsWith("sh", StringComparison.Ordinal)
            || verb.EndsWith("ch", StringComparison.Ordinal) || verb.EndsWith('o') ? verb + "es"
        : verb + "s";

    static string Past(string verb) =>
        verb.EndsWith('e') ? verb + "d" : EndsInConsonantY(verb) ? verb[..^1] + "ied" : Doubled(verb) + "ed";

    static string Ing(string verb) =>
        verb.EndsWith("ee", StringComparison.Ordinal) ? verb + "ing"
        : verb.EndsWith('e') ? verb[..^1] + "ing" : Doubled(verb) + "ing";

    static string Doubled(string verb) =>
        verb is "plan" or "admit" or "submit" or "commit" or "permit" or "ship" or "stop"
        or "get" or "win" or "let" or "refer" or "prefer" or "run" ? verb + verb[^1] : verb;

    static bool EndsInConsonantY(string verb) =>
        verb.Length > 1 && verb[^1] == 'y' && !"aeiou".Contains(verb[^2], StringComparison.Ordinal);
}
