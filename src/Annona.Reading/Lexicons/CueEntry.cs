namespace Annona.Reading.Lexicons;

/// <summary>What a cue says its speaker does.</summary>
enum CueClass
{
    Say,
    Add,
    Tell,
    Announce,
    Show,
    Think,
    Promise,
    Agree,
    Offer,
    Intend,
    Sign,
    Refuse,
    Deny,
    Avoid,
    Judge,
    Express,
    Label,
    Urge,
    Want,
}

/// <summary>A cue verb, with its particle if it has one, and the frames its content may stand in.</summary>
sealed record CueEntry(
    string Lemma, string Particle, CueClass Class, string Frames, IReadOnlyList<string> Prepositions)
{
    public bool TakesClause => Has('c');
    public bool TakesQuotation => Has('q');
    public bool TakesObject => Has('o');
    public bool TakesNumber => Has('n');
    public bool TakesInfinitive => Has('i');
    public bool TakesAudience => Has('a');
    public bool TakesGerund => Has('g');

    bool Has(char frame) => Frames.Contains(frame, StringComparison.Ordinal);
}

/// <summary>One written form of a cue; <c>MayBeNoun</c> asks for a subject right before it.</summary>
readonly record struct CueWord(CueEntry Entry, VerbForm Form, bool MayBeNoun);
