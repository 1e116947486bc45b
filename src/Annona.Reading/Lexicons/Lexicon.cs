using System.Globalization;
using System.Reflection;

namespace Annona.Reading.Lexicons;

/// <summary>What a word with no meaning of its own does in a sentence.</summary>
[Flags]
enum WordClass
{
    None = 0,
    Determiner = 1,
    Preposition = 2,
    Subordinator = 4,
    Auxiliary = 8,
    Pronoun = 16,
    Adverb = 32,
    Negation = 64,
}

readonly record struct NumberWord(string Kind, decimal Low, decimal High);

readonly record struct ObjectWeight(string Kind, int Weight);

readonly record struct Term(string Group, string Text, string Colour);

readonly record struct Country(string Name, string[] Demonyms, string Capital);

/// <summary>
/// The words of one language, read from its embedded tables. A language is a folder of the same tables. Read once and
/// never changed.
/// </summary>
sealed class Lexicon
{
    static readonly Lazy<Lexicon> english = new(() => new("en"));

    readonly string language;
    readonly Dictionary<string, WordClass> functionWords;

    Lexicon(string language)
    {
        this.language = language;
        functionWords = Rows("function-words")
            .ToDictionary(row => row[0], row => Classes(row[1]), StringComparer.Ordinal);
        Abbreviations = Rows("abbreviations").Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        Cues = LoadCues();
        CueNouns = Rows("cue-nouns").ToDictionary(
            row => row[0], row => Enum.Parse<CueClass>(row[1], ignoreCase: true), StringComparer.Ordinal);
        CueAdjectives = Rows("cue-adjectives").ToDictionary(
            row => row[0], row => Enum.Parse<CueClass>(row[1], ignoreCase: true), StringComparer.Ordinal);
        MuteNouns = Rows("mute-nouns").Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        Stances = Rows("stances").Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        IrregularPasts = Rows("irregular-pasts").Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        Documents = Map("documents");
        OrganisationWords = Rows("organisations").Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        Acronyms = Rows("acronyms").ToDictionary(row => row[0], row => (row[1], row[2]), StringComparer.Ordinal);
        Roles = Map("roles");
        Currencies = Map("currencies");
        Numbers = Rows("numbers").ToDictionary(row => row[0], AsNumber, StringComparer.Ordinal);
        Qualifiers = Map("qualifiers");
        Units = Map("units");
        Undertakings = LoadUndertakings();
        Objects = Rows("objects")
            .ToDictionary(row => row[0], row => new ObjectWeight(row[1], Whole(row[2])), StringComparer.Ordinal);
        Events = Map("events");
        Occasions = Map("occasions");
        Terms = Rows("terms").Select(row => new Term(row[0], row[1], row[2]))
            .ToLookup(FirstWord, StringComparer.Ordinal);
        Countries = [.. Rows("places").Select(row => new Country(row[0], row[1].Split('/'), row[2]))];
        PlaceWords = Rows("place-words").Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        Months = Rows("months").ToDictionary(row => row[0], row => Whole(row[1]), StringComparer.Ordinal);
        Weekdays = Rows("weekdays")
            .ToDictionary(row => row[0], row => (DayOfWeek)Whole(row[1]), StringComparer.Ordinal);
        VagueTimes = Rows("vague-times").OrderByDescending(row => row[0].Length).Select(row => row[0].Split(' '))
            .ToLookup(words => words[0], StringComparer.Ordinal);
        RoleStarts = Roles.Keys.Select(role => role.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
    }

    public static Lexicon English => english.Value;

    public HashSet<string> Abbreviations { get; }
    public ILookup<string, CueWord> Cues { get; }
    public Dictionary<string, CueClass> CueNouns { get; }
    public Dictionary<string, CueClass> CueAdjectives { get; }
    public HashSet<string> IrregularPasts { get; }
    public HashSet<string> MuteNouns { get; }
    public HashSet<string> Stances { get; }
    public Dictionary<string, string> Documents { get; }
    public HashSet<string> OrganisationWords { get; }
    public Dictionary<string, (string Kind, string Name)> Acronyms { get; }
    public Dictionary<string, string> Roles { get; }
    public Dictionary<string, string> Currencies { get; }
    public Dictionary<string, NumberWord> Numbers { get; }
    public Dictionary<string, string> Qualifiers { get; }
    public Dictionary<string, string> Units { get; }
    public Dictionary<string, (string Verb, string Kind, VerbForm Form)> Undertakings { get; }
    public Dictionary<string, ObjectWeight> Objects { get; }
    public Dictionary<string, string> Events { get; }
    public Dictionary<string, string> Occasions { get; }
    public ILookup<string, Term> Terms { get; }
    public IReadOnlyList<Country> Countries { get; }
    public HashSet<string> PlaceWords { get; }
    public Dictionary<string, int> Months { get; }
    public Dictionary<string, DayOfWeek> Weekdays { get; }
    public ILookup<string, string[]> VagueTimes { get; }

    /// <summary>First words of titles, since most words begin none.</summary>
    public HashSet<string> RoleStarts { get; }

    public WordClass ClassOf(string word) => functionWords.GetValueOrDefault(word);

    /// <summary>
    /// Whether the word can be a past tense: "ended", "fled". Many are adjectives or participles too.
    /// </summary>
    public bool IsPast(string word) => word.Length > 3 && word.EndsWith("ed", StringComparison.Ordinal)
        || IrregularPasts.Contains(word);

    public bool Is(string word, WordClass wanted) => (ClassOf(word) & wanted) != 0;

    static string FirstWord(Term term) => term.Text.Split(' ')[0];

    static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    static NumberWord AsNumber(string[] row)
    {
        var low = decimal.Parse(row[2], CultureInfo.InvariantCulture);
        return new(row[1], low, row.Length > 3 ? decimal.Parse(row[3], CultureInfo.InvariantCulture) : low);
    }

    static WordClass Classes(string letters)
    {
        var classes = WordClass.None;
        foreach (var letter in letters)
            classes |= letter switch
            {
                'd' => WordClass.Determiner,
                'p' => WordClass.Preposition,
                's' => WordClass.Subordinator,
                'x' => WordClass.Auxiliary,
                'r' => WordClass.Pronoun,
                'b' => WordClass.Adverb,
                'n' => WordClass.Negation,
                _ => throw new InvalidDataException($"The word class '{letter}' in function-words.tsv is unknown."),
            };
        return classes;
    }

    ILookup<string, CueWord> LoadCues() => Rows("cues").SelectMany(CueForms)
        .ToLookup(form => form.Word, form => form.Cue, StringComparer.Ordinal);

    // "call+for" is one verb with a particle; "go on to say" is written out whole and found by its first word.
    static IEnumerable<(string Word, CueWord Cue)> CueForms(string[] row)
    {
        var verb = row[0].Split('+')[0].Split(' ')[0];
        var particle = row[0][verb.Length..].TrimStart('+', ' ');
        var frames = row[2].Split("p:");
        var entry = new CueEntry(verb, particle, Enum.Parse<CueClass>(row[1], ignoreCase: true), frames[0],
            frames.Length > 1 ? frames[1].Split(',') : []);
        var nouns = row[4].Split(' ');
        var irregular = string.Join('/', row[3].Split('/').Select(form => form.Split(' ')[0]));
        return Inflection.Of(verb, irregular == "-" ? "" : irregular)
            .GroupBy(form => form.Word, form => form.Form, StringComparer.Ordinal)
            .Select(forms => (forms.Key, new CueWord(
                entry, forms.Aggregate((all, one) => all | one), nouns.Contains(forms.Key, StringComparer.Ordinal))));
    }

    Dictionary<string, (string, string, VerbForm)> LoadUndertakings()
    {
        var forms = new Dictionary<string, (string, string, VerbForm)>(StringComparer.Ordinal);
        foreach (var row in Rows("undertakings"))
            foreach (var (word, form) in Inflection.Of(row[0], row.Length > 2 ? row[2] : ""))
                forms[word] = forms.TryGetValue(word, out var known)
                    ? (known.Item1, known.Item2, known.Item3 | form)
                    : (row[0], row[1], form);
        return forms;
    }

    Dictionary<string, string> Map(string table) =>
        Rows(table).ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    IEnumerable<string[]> Rows(string table)
    {
        var name = $"{language}/{table}.tsv";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The lexicon table {name} is not built into this library.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && !line.StartsWith('#'))
                yield return line.Split('\t');
    }
}
