using System.Text.Json.Serialization;
using Annona.Parties;
using Annona.Places;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>What is promised. It decides which evidence counts and which states are possible.</summary>
public enum PromiseKind
{
    /// <summary>A sum of money.</summary>
    Money,

    /// <summary>Things.</summary>
    Goods,

    /// <summary>Work done for people.</summary>
    Service,

    /// <summary>A sum or kit for each person or household.</summary>
    PersonEntitlement,

    /// <summary>A visit, or access for observers.</summary>
    AccessOrVisit,

    /// <summary>The keeping of rights, safety or property.</summary>
    Rights,

    /// <summary>That people may go, cross or return.</summary>
    SafePassage,

    /// <summary>Repair and building.</summary>
    Reconstruction,

    /// <summary>The handing over of arms.</summary>
    Disarmament,

    /// <summary>An inquiry, a list, a publication.</summary>
    Information,
}

/// <summary>What follows from a promise's kind.</summary>
public static class PromiseKinds
{
    /// <summary>
    /// Whether such a promise has no end at which it is fulfilled: rights and safe passage hold, or do not, as long as
    /// they are watched.
    /// </summary>
    public static bool StandingKind(PromiseKind kind) => kind is PromiseKind.Rights or PromiseKind.SafePassage;
}

/// <summary>One payer's part of a promise.</summary>
/// <param name="Payer">As named.</param>
/// <param name="Party">The party on record, or null.</param>
/// <param name="Amount">How much.</param>
/// <param name="Scope">For whom or where, if it is narrower than the promise; or null.</param>
public sealed record PayerPart(string Payer, Id<Party>? Party, StatedAmount Amount, string? Scope);

/// <summary>How often an entitlement comes.</summary>
public enum Frequency
{
    /// <summary>Once.</summary>
    Once,

    /// <summary>Every month.</summary>
    Monthly,
}

/// <summary>One version of the rule of a person entitlement.</summary>
/// <param name="Version">From 1 within the promise. The register gives it.</param>
/// <param name="PerPerson">How much for each person.</param>
/// <param name="Frequency">How often.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null when it is open.</param>
/// <param name="Eligibility">Who is entitled, in a sentence.</param>
/// <param name="Replaces">The version that it takes the place of; null when it stands beside the others.</param>
public sealed record EntitlementRule(
    int Version, Amount PerPerson, Frequency Frequency, DateOnly From, DateOnly? To, string Eligibility, int? Replaces);

/// <summary>What was promised.</summary>
/// <param name="Kind">What.</param>
/// <param name="Force">How binding the words are; never above what was said.</param>
/// <param name="Text">The promise in our own words, or the statement's exact words.</param>
/// <param name="Promiser">Who undertakes it.</param>
/// <param name="Made">The day it was said.</param>
/// <param name="Source">Where it is found.</param>
public sealed record PromiseTerms(
    PromiseKind Kind, Force Force, string Text, Id<Party> Promiser, DateOnly Made, Id<Source> Source)
{
    /// <summary>The text is the statement's exact words, so it is masked with them.</summary>
    public bool Verbatim { get; init; }

    /// <summary>
    /// The statement that makes it; null when an officer entered it, and its force, from a source as a whole.
    /// </summary>
    public Id<Statement>? Statement { get; init; }

    /// <summary>
    /// Why the speaker could undertake this for the promiser; null when it is the speaker's own party or an
    /// organisation whose office they held.
    /// </summary>
    public string? OnBehalf { get; init; }

    /// <summary>Who said it for the promiser, or null.</summary>
    public Speaker? Speaker { get; init; }

    /// <summary>From the publisher inwards to the speaker.</summary>
    public IReadOnlyList<ChainLink> Chain { get; init; } = [];

    /// <summary>To whom it was promised; null when the words name nobody.</summary>
    public Id<PopulationGroup>? Beneficiary { get; init; }

    /// <summary>The last day by which it is to be done; null when none was named.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The words of time, such as <c>in the coming days</c>; null when there are none.</summary>
    public string? DueText { get; init; }

    /// <summary>On what it hangs; null when nothing is said.</summary>
    public string? Condition { get; init; }

    /// <summary>Where it is to happen.</summary>
    public Id<Place>? Place { get; init; }

    /// <summary>Where it was said, or null.</summary>
    public string? Occasion { get; init; }

    /// <summary>How much, as it was said; null when no amount was said.</summary>
    public StatedAmount? Promised { get; init; }

    /// <summary>Who pays which part, if that was said.</summary>
    public IReadOnlyList<PayerPart> Parts { get; init; } = [];

    /// <summary>The rules of a person entitlement as first announced.</summary>
    public IReadOnlyList<EntitlementRule> Rules { get; init; } = [];
}

/// <summary>A promise is on record.</summary>
public sealed record PromiseRecorded(Id<Promise> Promise, PromiseTerms Terms) : Event;

/// <summary>How one promise stands to another, to a statement or to a source.</summary>
public enum PromiseRelation
{
    /// <summary>Promises less, or to fewer.</summary>
    Narrows,

    /// <summary>Promises more, or to more.</summary>
    Widens,

    /// <summary>Says the same again; it adds nothing to what was promised.</summary>
    Retells,

    /// <summary>Takes its place.</summary>
    Supersedes,

    /// <summary>Puts right what was said wrongly.</summary>
    Corrects,

    /// <summary>Is a part of it.</summary>
    Splits,
}

/// <summary>What a promise is linked to: exactly one of the three.</summary>
public sealed record LinkTarget(Id<Promise>? Promise, Id<Statement>? Statement, Id<Source>? Source)
{
    /// <summary>How many other ends are named; a sound link has one.</summary>
    [JsonIgnore]
    public int Ends => (Promise is null ? 0 : 1) + (Statement is null ? 0 : 1) + (Source is null ? 0 : 1);

    /// <summary>Another promise.</summary>
    public static LinkTarget To(Id<Promise> promise) => new(promise, null, null);

    /// <summary>A statement.</summary>
    public static LinkTarget To(Id<Statement> statement) => new(null, statement, null);

    /// <summary>A source.</summary>
    public static LinkTarget To(Id<Source> source) => new(null, null, source);
}

/// <summary>A promise stands in a relation: <c>Promise</c> narrows, retells ... <c>Target</c>.</summary>
public sealed record PromiseLinked(Id<Promise> Promise, PromiseRelation Relation, LinkTarget Target, string? Remark)
    : Event;

/// <summary>
/// The rule of a person entitlement has a new version. People entitled under an earlier one stay countable.
/// </summary>
/// <param name="Promise">Which.</param>
/// <param name="Rule">The new version.</param>
/// <param name="Source">Where it was announced.</param>
/// <param name="Reason">What changed.</param>
public sealed record PromiseRevised(Id<Promise> Promise, EntitlementRule Rule, Id<Source> Source, string Reason)
    : Event;
