using System.Text.Json.Serialization;
using Annona.Journal;
using Annona.Parties;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>What a statement does.</summary>
public enum StatementKind
{
    /// <summary>A stance, wish, demand or evaluation.</summary>
    Position,

    /// <summary>A statement of fact.</summary>
    Assertion,

    /// <summary>A statement of fact whose point is a number.</summary>
    Figure,

    /// <summary>A claim that something is being done now.</summary>
    Ongoing,

    /// <summary>An undertaking, with its force.</summary>
    Promise,
}

/// <summary>In whose words the content stands.</summary>
public enum StatementMode
{
    /// <summary>Wholly between quotation marks.</summary>
    Direct,

    /// <summary>Retold.</summary>
    Indirect,

    /// <summary>Retold with parts between quotation marks.</summary>
    Mixed,

    /// <summary>The publisher's own narration.</summary>
    Narrated,
}

/// <summary>Who speaks: an office and its holder, or an institution.</summary>
/// <param name="Name">As the text names them, or the fullest name known.</param>
/// <param name="Role">The office at that time, or null.</param>
/// <param name="Party">The party on record, or null.</param>
public sealed record Speaker(string Name, string? Role, Id<Party>? Party);

/// <summary>The rank of a link in a chain of attribution.</summary>
public enum ChainRank
{
    /// <summary>Who published the text at hand.</summary>
    Publisher,

    /// <summary>The news agency whose copy it is.</summary>
    Wire,

    /// <summary>A website or account.</summary>
    Site,

    /// <summary>A statement, note, letter or report.</summary>
    Document,

    /// <summary>Whose words they are.</summary>
    Speaker,
}

/// <summary>One link of a chain of attribution, which runs from the publisher inwards to the speaker.</summary>
/// <param name="Rank">Its rank.</param>
/// <param name="Name">As named.</param>
/// <param name="Party">The party on record, or null.</param>
/// <param name="Where">The words that name it in this text; null when it is known from elsewhere.</param>
/// <param name="Inferred">Carried over from a neighbouring sentence, not said here.</param>
public sealed record ChainLink(ChainRank Rank, string Name, Id<Party>? Party, TextPart? Where, bool Inferred);

/// <summary>The words that say that somebody says something.</summary>
/// <param name="Where">The words.</param>
/// <param name="Lemma">Dictionary form.</param>
/// <param name="Negated">The content was not said.</param>
/// <param name="Modal">A modal verb beside it, or null.</param>
public sealed record Cue(TextPart Where, string Lemma, bool Negated, string? Modal);

/// <summary>A number inside a statement.</summary>
/// <param name="Where">The words.</param>
/// <param name="Amount">The number as said; null when the words give none.</param>
/// <param name="Subject">What sort of thing is counted.</param>
/// <param name="Unit">The counted noun as written, or null.</param>
/// <param name="Per">"per person", "monthly" as written, or null.</param>
public sealed record StatedQuantity(
    TextPart Where, StatedAmount? Amount, FigureSubject Subject, string? Unit, string? Per);

/// <summary>Words of time.</summary>
/// <param name="Where">The words.</param>
/// <param name="From">First day; null when unknown or vague.</param>
/// <param name="To">Last day; null when unknown, open or vague.</param>
/// <param name="How">How the days were found, in words.</param>
public sealed record StatedDate(TextPart Where, DateOnly? From, DateOnly? To, string How);

/// <summary>What is undertaken, as far as the words say.</summary>
/// <param name="Kind">What.</param>
/// <param name="Beneficiary">For whom, as written, or null.</param>
/// <param name="DueText">By when, as written, or null.</param>
/// <param name="Due">The last day it names, or null.</param>
public sealed record Undertaking(PromiseKind Kind, TextPart? Beneficiary, string? DueText, DateOnly? Due);

/// <summary>What a statement says and how it stands in its source.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Speaker">Whose words they are.</param>
/// <param name="Mode">In whose words it stands.</param>
/// <param name="Passage">The content, verbatim.</param>
/// <param name="Sha256">Hash of the content's UTF-8 bytes: shows a later change of the stored words.</param>
public sealed record StatementContent(
    StatementKind Kind, Speaker Speaker, StatementMode Mode, TextPart Passage, Hash Sha256)
{
    /// <summary>How binding the words are; null unless the kind is promise or ongoing.</summary>
    public Force? Force { get; init; }

    /// <summary>What is undertaken; null unless the kind is promise or ongoing.</summary>
    public Undertaking? Undertaking { get; init; }

    /// <summary>From the publisher inwards to the speaker.</summary>
    public IReadOnlyList<ChainLink> Chain { get; init; } = [];

    /// <summary>To whom it was said, as written, or null.</summary>
    public TextPart? Audience { get; init; }

    /// <summary>The cue; null for narration.</summary>
    public Cue? Cue { get; init; }

    /// <summary>The words that name the speaker; null for the publisher.</summary>
    public TextPart? SpeakerWords { get; init; }

    /// <summary>Further parts of the same utterance.</summary>
    public IReadOnlyList<TextPart> Continued { get; init; } = [];

    /// <summary>Whether it says that something is not so, or did not happen.</summary>
    public bool Negated { get; init; }

    /// <summary>The modal of the main verb, or null.</summary>
    public string? Modal { get; init; }

    /// <summary>The numbers inside.</summary>
    public IReadOnlyList<StatedQuantity> Quantities { get; init; } = [];

    /// <summary>The words of time inside or beside the cue.</summary>
    public IReadOnlyList<StatedDate> Dates { get; init; } = [];

    /// <summary>The place it speaks of, as written, or null.</summary>
    public TextPart? Place { get; init; }

    /// <summary>The meeting, briefing or post where it was said, as written, or null.</summary>
    public TextPart? Occasion { get; init; }

    /// <summary>What happened, that it speaks of, as written, or null.</summary>
    public TextPart? Happening { get; init; }

    /// <summary>From 0 to 100: a rank for reviewers, no probability.</summary>
    public int ConfidencePercent { get; init; }

    /// <summary>
    /// The day on which it was said by the words beside it: the only single day named outside the passage itself; null
    /// when there is none, or more than one.
    /// </summary>
    [JsonIgnore]
    public DateOnly? SaidOn => Dates
        .Where(date => date.From is not null && date.From == date.To
            && (date.Where.End <= Passage.Start || date.Where.Start >= Passage.End))
        .Select(date => date.From).Distinct().ToList() is [{ } only] ? only : null;

    /// <summary>Every passage it holds; all must be the source's own words.</summary>
    public IEnumerable<TextPart> Parts() => new[] { Passage, Cue?.Where, SpeakerWords, Audience }
        .Concat([Place, Occasion, Happening])
        .Concat(Chain.Select(link => link.Where))
        .Append(Undertaking?.Beneficiary)
        .OfType<TextPart>()
        .Concat(Continued)
        .Concat(Quantities.Select(quantity => quantity.Where))
        .Concat(Dates.Select(date => date.Where));
}

/// <summary>What is to be read otherwise in a statement; null, or an empty list, leaves it as it is.</summary>
public sealed record StatementCorrection
{
    /// <summary>What it does. A kind that undertakes nothing takes force and undertaking away.</summary>
    public StatementKind? Kind { get; init; }

    /// <summary>How binding the words are: weaker than they were read, never stronger.</summary>
    public Force? Force { get; init; }

    /// <summary>What is undertaken.</summary>
    public PromiseKind? Undertaken { get; init; }

    /// <summary>Whose words they are.</summary>
    public Speaker? Speaker { get; init; }

    /// <summary>In whose words it stands.</summary>
    public StatementMode? Mode { get; init; }

    /// <summary>Whether it says that something is not so.</summary>
    public bool? Negated { get; init; }

    /// <summary>The content, verbatim.</summary>
    public TextPart? Passage { get; init; }

    /// <summary>The numbers inside.</summary>
    public IReadOnlyList<StatedQuantity> Quantities { get; init; } = [];

    /// <summary>The words of time inside or beside the cue.</summary>
    public IReadOnlyList<StatedDate> Dates { get; init; } = [];

    /// <summary>The content with this put right.</summary>
    public StatementContent Of(StatementContent read)
    {
        var kind = Kind ?? read.Kind;
        var undertakes = kind is StatementKind.Promise or StatementKind.Ongoing;
        var passage = Passage ?? read.Passage;
        return read with
        {
            Kind = kind,
            Force = undertakes ? Force ?? read.Force : null,
            Undertaking = !undertakes ? null
                : Undertaken is { } what ? (read.Undertaking ?? new(what, null, null, null)) with { Kind = what }
                : read.Undertaking,
            Speaker = Speaker ?? read.Speaker,
            SpeakerWords = Speaker is null ? read.SpeakerWords : null,
            Chain = Speaker is null ? read.Chain : [.. read.Chain.Select(Respoken)],
            Mode = Mode ?? read.Mode,
            Negated = Negated ?? read.Negated,
            Passage = passage,
            Sha256 = PlainTextDocument.HashOf(passage.Exact),
            Quantities = Quantities.Count > 0 ? Quantities : read.Quantities,
            Dates = Dates.Count > 0 ? Dates : read.Dates,
        };
    }

    ChainLink Respoken(ChainLink link) => link.Rank != ChainRank.Speaker ? link
        : link with { Name = Speaker!.Name, Party = Speaker.Party, Where = null, Inferred = false };
}

/// <summary>A term that the sides of a conflict would not all use, and who does.</summary>
/// <param name="Where">The words.</param>
/// <param name="Term">The term's usual form.</param>
/// <param name="UsedBy">Who uses it as their own, or null.</param>
/// <param name="AvoidedBy">Who is said to have kept from it, or null.</param>
/// <param name="InWordsOf">Whose words they are when quoted, or null.</param>
public sealed record ContestedTerm(TextPart Where, string Term, string? UsedBy, string? AvoidedBy, string? InWordsOf);

/// <summary>What proposed something: a program and its version, or <c>by hand</c>.</summary>
public sealed record ProposedWith(string Name, string Version)
{
    /// <summary>An officer read the text.</summary>
    public static ProposedWith Hand { get; } = new("by hand", "1");
}

/// <summary>A statement as it was proposed.</summary>
public sealed record ProposedStatement(Id<Statement> Statement, StatementContent Content);

/// <summary>Statements were proposed for a source. None of them is on record until an officer confirms it.</summary>
/// <param name="Source">Whose words they are.</param>
/// <param name="With">What proposed them.</param>
/// <param name="Statements">In the order of the text.</param>
/// <param name="Terms">Contested terms of the text.</param>
public sealed record StatementsProposed(
    Id<Source> Source, ProposedWith With, IReadOnlyList<ProposedStatement> Statements,
    IReadOnlyList<ContestedTerm> Terms) : Event;

/// <summary>Statements are on record.</summary>
/// <param name="Statements">Which.</param>
/// <param name="AcceptedAll">A script took everything that was proposed: nobody read them one by one.</param>
public sealed record StatementsConfirmed(IReadOnlyList<Id<Statement>> Statements, bool AcceptedAll) : Event;

/// <summary>A statement was read better.</summary>
/// <param name="Statement">Which.</param>
/// <param name="Content">All of it, as it should be.</param>
/// <param name="Reason">What was wrong.</param>
public sealed record StatementCorrected(Id<Statement> Statement, StatementContent Content, string Reason) : Event;

/// <summary>A statement is not what the text says. The proposal stays, with the reason.</summary>
public sealed record StatementRejected(Id<Statement> Statement, string Reason) : Event;
