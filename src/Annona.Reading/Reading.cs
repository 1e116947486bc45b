using Annona.Reading.Attribution;
using Annona.Reading.Dates;
using Annona.Reading.Figures;
using Annona.Reading.Happenings;
using Annona.Reading.Names;
using Annona.Reading.Terms;
using Annona.Reading.Text;

namespace Annona.Reading;

/// <summary>What is known about a text beside its words.</summary>
public sealed record ReadingOptions
{
    /// <summary>The day of publication; null lets the reader look for one at the head of the text.</summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>Who published it; null when unknown.</summary>
    public string? Publisher { get; init; }
}

/// <summary>
/// Everything proposed for one text. All offsets are UTF-16 code units of <see cref="Text"/>, and every <c>Exact</c>
/// equals its slice. Lists are in the order of the text. Nothing here is a fact until a person confirms it.
/// </summary>
public sealed record Reading
{
    /// <summary>The text as it was given.</summary>
    public required string Text { get; init; }

    /// <summary>From the options, else from the head of the text, else null.</summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>The date line at the head of the text, or null.</summary>
    public TextSpan? DateLine { get; init; }

    /// <summary>From the options, else null.</summary>
    public string? Publisher { get; init; }

    /// <summary>Id of the news agency that signs the text, or null.</summary>
    public string? Wire { get; init; }

    /// <summary>Lines that describe a picture or a person and are nobody's statement.</summary>
    public required IReadOnlyList<TextSpan> Captions { get; init; }

    /// <summary>Persons, organisations, agencies and states.</summary>
    public required IReadOnlyList<Party> Parties { get; init; }

    /// <summary>People who are counted or to whom something is promised.</summary>
    public required IReadOnlyList<PopulationGroup> Groups { get; init; }

    /// <summary>Places.</summary>
    public required IReadOnlyList<Place> Places { get; init; }

    /// <summary>What happened.</summary>
    public required IReadOnlyList<Happening> Events { get; init; }

    /// <summary>Meetings, posts, visits, notes.</summary>
    public required IReadOnlyList<Occasion> Occasions { get; init; }

    /// <summary>Who said what; narration included.</summary>
    public required IReadOnlyList<Statement> Statements { get; init; }

    /// <summary>Stated numbers.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>Words of time.</summary>
    public required IReadOnlyList<DateMention> Dates { get; init; }

    /// <summary>Contested terms.</summary>
    public required IReadOnlyList<TermUse> Terms { get; init; }
}
