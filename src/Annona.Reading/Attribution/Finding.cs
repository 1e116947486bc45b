using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>How a speaker and a content were found to belong together; the order is the order of trust.</summary>
enum Pattern
{
    QuotationThenSpeaker,
    SpeakerThenQuotation,
    ThatClause,
    BareClause,
    ClauseThenSpeaker,
    AccordingTo,
    AsReported,
    Infinitive,
    NounThat,
    Adjective,
    Object,
    Continued,
}

/// <summary>A stretch of tokens [First, Last).</summary>
readonly record struct TokenRange(int First, int Last)
{
    public int Count => Last - First;
    public bool IsEmpty => Last <= First;
}

/// <summary>An attribution before anybody knows who the words for the speaker mean.</summary>
sealed record Finding
{
    public required Pattern Pattern { get; init; }
    public required CueClass Class { get; init; }
    public required string Lemma { get; init; }
    public required TokenRange Cue { get; init; }
    public required Sentence Sentence { get; init; }

    /// <summary>The words that name the source; null where the text names none.</summary>
    public TokenRange? Source { get; init; }

    public TokenRange? Audience { get; init; }

    /// <summary>The content in the order of the text; never empty.</summary>
    public required IReadOnlyList<TextSpan> Content { get; init; }

    /// <summary>Whether the cue itself is negated: "did not say".</summary>
    public bool IsCueNegated { get; init; }

    /// <summary>A modal verb beside the cue: "would say".</summary>
    public string? CueModal { get; init; }

    /// <summary>The attribution that this one stands in: "NAME said that OTHER had promised"; null for none.</summary>
    public Finding? Within { get; init; }

    public TextSpan Hull => Content.Aggregate((all, part) => all.Union(part));
}
