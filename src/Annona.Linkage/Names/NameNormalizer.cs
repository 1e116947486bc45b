namespace Annona.Linkage.Names;

/// <summary>
/// Makes names of Armenian, Cyrillic, Georgian, Arabic and Latin script comparable. The tables follow BGN/PCGN
/// (Armenian 1981, Russian 1947, Ukrainian 1965, Georgian 2009, Arabic 1956, Persian 1958); the folding then
/// undoes what clerks, passports and standards such as ISO 9985 and ISO 9 write differently.
/// </summary>
public static class NameNormalizer
{
    /// <summary>Makes one name part comparable. Null and blank give <see cref="NameForm.Missing"/>.</summary>
    public static NameForm Normalize(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return NameForm.Missing;
        }
        var script = Romaniser.ScriptOf(name);
        var latin = Romaniser.Romanise(name, script, LetterValues.First);
        var first = Sounds.Of(NameParts.WithoutParticles(latin));
        var second = script switch
        {
            WritingScript.Armenian or WritingScript.Cyrillic =>
                Sounds.Of(Romaniser.Romanise(name, script, LetterValues.Second)),
            // German and Polish write ch for kh: Chosrow, Khosrov.
            WritingScript.Latin => Sounds.Of(
                NameParts.WithoutParticles(latin).Replace("ch", "kh", StringComparison.Ordinal)),
            _ => first,
        };
        var words = latin.Contains(' ', StringComparison.Ordinal)
            ? NameParts.WithoutParticles(latin).Split(' ').Select(word => Normalize(word)).ToArray()
            : [];
        string[] sounds = first == second ? [first] : [first, second];
        return new(name.Trim().ToLowerInvariant(), script, latin, sounds, words.Length > 1 ? words : null);
    }

    /// <summary>
    /// The name in plain Latin letters a..z, words parted by one blank, without aspirates and other marks.
    /// Letters of no known script are left out.
    /// </summary>
    /// <param name="name">A name in any script.</param>
    /// <param name="values">Which values letters get where traditions differ.</param>
    public static string Romanise(string name, LetterValues values = LetterValues.First) =>
        Romaniser.Romanise(name, Romaniser.ScriptOf(name), values);

    /// <summary>
    /// The parts of a name written in one piece, as far as endings and order tell: a patronymic becomes the
    /// father's name, a family-name ending or capitals mark the family name, otherwise the first word is the given
    /// name and the rest the family name. A guess: comparison tries both orders.
    /// </summary>
    public static (string Given, string Family, string Father) Split(string wholeName) => NameParts.Split(wholeName);
}
