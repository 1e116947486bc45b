using Annona.Reading.Promises;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>What a statement is about to do; a person may decide otherwise.</summary>
public enum StatementKind
{
    /// <summary>
    /// A stance, wish, plan, prediction, demand or evaluation: nothing in it can be checked as done.
    /// </summary>
    Position,

    /// <summary>A statement of fact.</summary>
    Assertion,

    /// <summary>A statement of fact whose point is a number.</summary>
    Figure,

    /// <summary>A claim that something is being done now for somebody.</summary>
    Ongoing,

    /// <summary>An undertaking, with its <see cref="Force"/>.</summary>
    Promise,
}

/// <summary>In whose words the content stands.</summary>
public enum StatementMode
{
    /// <summary>Wholly between quotation marks.</summary>
    Direct,

    /// <summary>Retold.</summary>
    Indirect,

    /// <summary>Retold with parts between quotation marks, or quoted from a document that retells.</summary>
    Mixed,

    /// <summary>The publisher's own narration; it has no cue.</summary>
    Narrated,
}

/// <summary>The rank of one link in a chain of attribution, outermost first.</summary>
public enum LinkKind
{
    /// <summary>Who published the text at hand.</summary>
    Publisher,

    /// <summary>The news agency whose copy it is.</summary>
    Wire,

    /// <summary>A website or account.</summary>
    Site,

    /// <summary>A statement, note, letter or report.</summary>
    Document,

    /// <summary>The person or institution whose words they are.</summary>
    Speaker,
}

/// <summary>One link of a chain of attribution.</summary>
/// <param name="Kind">Its rank.</param>
/// <param name="Name">As the text or the options name it.</param>
/// <param name="Party">Id in <see cref="Reading.Parties"/>, or null for a document.</param>
/// <param name="Span">The words that name it in this text, or null when it came from the options.</param>
/// <param name="Inferred">Whether the link is carried over from a neighbouring statement and not said here.</param>
public sealed record ChainLink(LinkKind Kind, string Name, string? Party, TextSpan? Span, bool Inferred = false);

/// <summary>Words that mean somebody, and whom they were taken to mean.</summary>
/// <param name="Name">The fullest name known, or the words themselves where nobody is known.</param>
/// <param name="Party">Id in <see cref="Reading.Parties"/>, or null.</param>
/// <param name="Span">The words in the text, or null for the publisher.</param>
/// <param name="How">How a pronoun, surname or description was resolved, as a sentence part; null for a plain
/// name.</param>
public sealed record Mention(string Name, string? Party, TextSpan? Span, string? How = null);

/// <summary>The verb or noun that says that somebody holds or says something.</summary>
/// <param name="Lemma">Its dictionary form, particle included.</param>
/// <param name="Exact">As written.</param>
/// <param name="Span">Where.</param>
/// <param name="Negated">Whether the cue is negated, so that the content was <em>not</em> said: "stopped short
/// of".</param>
/// <param name="Modal">A modal verb beside the cue, or null.</param>
public sealed record Cue(string Lemma, string Exact, TextSpan Span, bool Negated, string? Modal);

/// <summary>A proposal: this passage is what somebody said, wrote, promised or holds. A person confirms it.</summary>
public sealed record Statement
{
    /// <summary>"s1", "s2" … in the order of the text; stable for the same text and options.</summary>
    public required string Id { get; init; }

    /// <summary>The words that name the source, or null where there are none.</summary>
    public TextSpan? Source { get; init; }

    /// <summary>What the statement does.</summary>
    public required StatementKind Kind { get; init; }

    /// <summary>
    /// How binding the words are; null unless the kind is promise or ongoing. Never higher than the words.
    /// </summary>
    public Force? Force { get; init; }

    /// <summary>What is undertaken for whom by when; null unless the kind is promise or ongoing.</summary>
    public Undertaking? Undertaking { get; init; }

    /// <summary>Whose words they are; the publisher for narration.</summary>
    public required Mention Speaker { get; init; }

    /// <summary>From the publisher inwards to the speaker.</summary>
    public required IReadOnlyList<ChainLink> Chain { get; init; }

    /// <summary>To whom it was said, or null.</summary>
    public Mention? Audience { get; init; }

    /// <summary>The cue; null for narration.</summary>
    public Cue? Cue { get; init; }

    /// <summary>In whose words the content stands.</summary>
    public required StatementMode Mode { get; init; }

    /// <summary>First UTF-16 code unit of the content.</summary>
    public required int Start { get; init; }

    /// <summary>After the last UTF-16 code unit of the content.</summary>
    public required int End { get; init; }

    /// <summary>The content as written: always the text's slice [Start, End).</summary>
    public required string Exact { get; init; }

    /// <summary>Further parts of the same utterance, where a cue or a new sentence interrupts it; in order.</summary>
    public required IReadOnlyList<TextSpan> Continued { get; init; }

    /// <summary>Whether the content says that something is not or did not happen, or the cue denies it.</summary>
    public required bool Negated { get; init; }

    /// <summary>The modal word of the content's main verb ("will", "can", "must"), or null.</summary>
    public string? Modal { get; init; }

    /// <summary>Ids of the figures inside the content.</summary>
    public required IReadOnlyList<string> Quantities { get; init; }

    /// <summary>Ids of the dates inside the content or beside the cue.</summary>
    public required IReadOnlyList<string> Dates { get; init; }

    /// <summary>
    /// From 0 to 1: how far the frame and the resolution can be trusted. A rank for reviewers, no probability.
    /// </summary>
    public required double Confidence { get; init; }

    /// <summary>What a reviewer should know, in sentences; may be empty.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The content as a span.</summary>
    public TextSpan Span => new(Start, End);
}
