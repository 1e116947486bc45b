using Annona.Access;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>
/// What two officers may sign about a promise. There is no "broken" and no "lied": words describe evidence, not
/// character. States that follow from time and books alone are computed elsewhere and never signed.
/// </summary>
public enum VerdictState
{
    /// <summary>Done as promised.</summary>
    Fulfilled,

    /// <summary>Done after the day it was due.</summary>
    FulfilledLate,

    /// <summary>Done for fewer, in fewer places or with less than promised; the scope says what.</summary>
    FulfilledWithLimits,

    /// <summary>What is known speaks against it.</summary>
    EvidenceAgainst,

    /// <summary>Somebody reports a breach.</summary>
    BreachReported,

    /// <summary>A breach was verified.</summary>
    BreachVerified,

    /// <summary>Whoever made it took it back.</summary>
    Withdrawn,

    /// <summary>Another promise took its place.</summary>
    Superseded,

    /// <summary>The sides differ on whether it was done.</summary>
    Disputed,

    /// <summary>Too vague, or nobody has access.</summary>
    Unverifiable,

    /// <summary>A standing promise holds as far as it is watched.</summary>
    Holding,

    /// <summary>The period of a standing promise is over.</summary>
    PeriodEnded,

    /// <summary>Nobody can watch whether a standing promise holds.</summary>
    NotObservable,
}

/// <summary>On what a verdict rests: exactly one of the three.</summary>
/// <param name="Source">A source on record.</param>
/// <param name="Statement">A confirmed statement.</param>
/// <param name="Observation">The id of an observation. What was seen is known in a later room, so a verdict is
/// proposed there.</param>
public sealed record VerdictAnchor(Id<Source>? Source, Id<Statement>? Statement, Guid? Observation);

/// <summary>An officer proposes a verdict. It says nothing until another officer signs it.</summary>
/// <param name="Verdict">Its id.</param>
/// <param name="Promise">About which promise.</param>
/// <param name="State">What is said.</param>
/// <param name="EffectiveOn">The first day on which it was so.</param>
/// <param name="Anchor">On what it rests.</param>
/// <param name="Reason">Why.</param>
public sealed record VerdictProposed(
    Id<Verdict> Verdict, Id<Promise> Promise, VerdictState State, DateOnly EffectiveOn, VerdictAnchor Anchor,
    string Reason) : Event
{
    /// <summary>What it covers and what it does not, or null.</summary>
    public string? Scope { get; init; }
}

/// <summary>A second officer signed.</summary>
public sealed record VerdictConfirmed(Id<Verdict> Verdict) : Event;

/// <summary>
/// An officer proposes to revoke a verdict that two have signed. It stands until another one does, too.
/// </summary>
public sealed record VerdictRevocationProposed(Id<Verdict> Verdict, string Reason) : Event;

/// <summary>A verdict, proposed or signed, no longer stands.</summary>
public sealed record VerdictRevoked(Id<Verdict> Verdict, string Reason) : Event;

/// <summary>Asks, as a second officer, to sign the verdict that is proposed.</summary>
public sealed record ConfirmVerdict(Id<Verdict> Verdict) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        now.PublicRecord.Promises.FindVerdict(Verdict) is not { } row ? RecordRefusals.UnknownVerdict()
        : row.Revoked is not null ? RecordRefusals.VerdictRevoked()
        : row.ConfirmedBy is not null ? RecordRefusals.VerdictSigned()
        : row.ProposedBy == moment.Actor.Officer ? RecordRefusals.SameOfficer()
        : new VerdictConfirmed(Verdict);
}

/// <summary>
/// Asks to take back a verdict. One that is only proposed falls at once; one that two officers signed falls when two
/// officers asked.
/// </summary>
public sealed record RevokeVerdict(Id<Verdict> Verdict, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.PublicRecord.Promises.FindVerdict(Verdict) is not { } row)
            return RecordRefusals.UnknownVerdict();
        if (row.Revoked is not null)
            return RecordRefusals.VerdictRevoked();
        if (string.IsNullOrWhiteSpace(Reason))
            return RecordRefusals.NoReason();
        if (row.ConfirmedBy is null)
            return new VerdictRevoked(Verdict, Reason);
        if (row.RevocationProposedBy is not { } first)
            return new VerdictRevocationProposed(Verdict, Reason);
        return first == moment.Actor.Officer ? RecordRefusals.SameOfficer() : new VerdictRevoked(Verdict, Reason);
    }
}

/// <summary>What a request for a verdict checks of this room: the promise, the state and the anchor's shape.</summary>
static class VerdictChecks
{
    /// <summary>Why a state cannot be proposed for a promise; null if it can.</summary>
    public static Refusal? Fault(PromiseRow row, VerdictState state, string? scope, string reason) =>
        row.OpenVerdict is not null ? RecordRefusals.VerdictOpen(row.Code)
        : !IsOfKind(state, row.Terms.Kind) ? RecordRefusals.StateNotOfKind(state, row.Terms.Kind)
        : state == VerdictState.FulfilledWithLimits && string.IsNullOrWhiteSpace(scope) ? RecordRefusals.NoScope()
        : string.IsNullOrWhiteSpace(reason) ? RecordRefusals.NoReason()
        : null;

    /// <summary>
    /// Why a verdict cannot rest on this; null for a sound source or statement, and for any observation.
    /// </summary>
    public static Refusal? Fault(Registers now, VerdictAnchor anchor) => anchor switch
    {
        { Source: { } source, Statement: null, Observation: null } => PromiseChecks.UsableSource(now, source),
        { Source: null, Statement: { } statement, Observation: null } => StatementFault(now, statement),
        { Source: null, Statement: null, Observation: not null } => null,
        _ => RecordRefusals.OneAnchor(),
    };

    /// <summary>The day of a source or a statement; null when not known.</summary>
    public static DateOnly? DayOf(Registers now, VerdictAnchor anchor)
    {
        var record = now.PublicRecord;
        var said = anchor.Statement is { } id ? record.Statements.Find(id) : null;
        return said?.Content.SaidOn
            ?? ((anchor.Source ?? said?.Source) is { } source ? record.Sources.Find(source)?.Day : null);
    }

    /// <summary>Why a verdict cannot hold from a day; null if it can.</summary>
    public static Refusal? Fault(PromiseRow row, DateOnly effectiveOn, Moment moment) =>
        effectiveOn < row.Terms.Made ? RecordRefusals.EffectiveBeforeMade(effectiveOn, row.Terms.Made)
        : effectiveOn > moment.Today.AddDays(1) ? RecordRefusals.EffectiveInFuture(effectiveOn)
        : null;

    static bool IsOfKind(VerdictState state, PromiseKind kind) => state switch
    {
        VerdictState.Fulfilled or VerdictState.FulfilledLate or VerdictState.FulfilledWithLimits =>
            !PromiseKinds.StandingKind(kind),
        VerdictState.BreachReported or VerdictState.BreachVerified or VerdictState.Holding
            or VerdictState.PeriodEnded or VerdictState.NotObservable => PromiseKinds.StandingKind(kind),
        _ => true,
    };

    static Refusal? StatementFault(Registers now, Id<Statement> statement) =>
        StatementChecks.Open(now, statement, out var row) is { } no ? no
        : row!.State == StatementState.Confirmed ? null
        : RecordRefusals.NotConfirmed(row.Code);
}
