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
/// <param name="Observation">An observation's code, such as <c>O4</c>.</param>
public sealed record VerdictAnchor(Id<Source>? Source, Id<Statement>? Statement, string? Observation);

/// <summary>An officer proposes a verdict. It says nothing until another officer signs it.</summary>
/// <param name="Verdict">Its id.</param>
/// <param name="Promise">About which promise.</param>
/// <param name="State">What is said.</param>
/// <param name="Scope">What it covers and what it does not, or null.</param>
/// <param name="Anchor">On what it rests.</param>
/// <param name="Reason">Why.</param>
public sealed record VerdictProposed(
    Id<Verdict> Verdict, Id<Promise> Promise, VerdictState State, string? Scope, VerdictAnchor Anchor, string Reason)
    : Event;

/// <summary>A second officer signed.</summary>
public sealed record VerdictConfirmed(Id<Verdict> Verdict) : Event;

/// <summary>A verdict, proposed or signed, no longer stands.</summary>
public sealed record VerdictRevoked(Id<Verdict> Verdict, string Reason) : Event;

/// <summary>Asks to propose a verdict.</summary>
public sealed record ProposeVerdict(
    Id<Promise> Promise, VerdictState State, string? Scope, VerdictAnchor Anchor, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.PublicRecord.Promises.Find(Promise) is not { } row)
            return RecordRefusals.UnknownPromise(Promise.ToString());
        if (row.OpenVerdict is not null)
            return RecordRefusals.VerdictOpen(row.Code);
        if (!IsOfKind(row.Terms.Kind))
            return RecordRefusals.StateNotOfKind(State, row.Terms.Kind);
        if (State == VerdictState.FulfilledWithLimits && string.IsNullOrWhiteSpace(Scope))
            return RecordRefusals.NoScope();
        if (string.IsNullOrWhiteSpace(Reason))
            return RecordRefusals.NoReason();
        return AnchorFault(now) is { } no
            ? no
            : new VerdictProposed(new(Ids.From(Intent, "verdict")), Promise, State, Scope, Anchor, Reason);
    }

    bool IsOfKind(PromiseKind kind) => State switch
    {
        VerdictState.Fulfilled or VerdictState.FulfilledLate or VerdictState.FulfilledWithLimits =>
            !PromiseKinds.StandingKind(kind),
        VerdictState.BreachReported or VerdictState.BreachVerified or VerdictState.Holding
            or VerdictState.PeriodEnded or VerdictState.NotObservable => PromiseKinds.StandingKind(kind),
        _ => true,
    };

    Refusal? AnchorFault(Registers now) => Anchor switch
    {
        { Source: { } source, Statement: null, Observation: null } => PromiseChecks.UsableSource(now, source),
        { Source: null, Statement: { } statement, Observation: null } => StatementFault(now, statement),
        { Source: null, Statement: null, Observation: { } code } =>
            Codes.TryNumber(code, "O", int.MaxValue, out _) ? null : RecordRefusals.NotAnObservation(code),
        _ => RecordRefusals.OneAnchor(),
    };

    static Refusal? StatementFault(Registers now, Id<Statement> statement) =>
        StatementChecks.Open(now, statement, out var row) is { } no ? no
        : row!.State == StatementState.Confirmed ? null
        : RecordRefusals.NotConfirmed(row.Code);
}

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

/// <summary>Asks to take back a verdict, proposed or signed.</summary>
public sealed record RevokeVerdict(Id<Verdict> Verdict, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        now.PublicRecord.Promises.FindVerdict(Verdict) is not { } row ? RecordRefusals.UnknownVerdict()
        : row.Revoked is not null ? RecordRefusals.VerdictRevoked()
        : string.IsNullOrWhiteSpace(Reason) ? RecordRefusals.NoReason()
        : new VerdictRevoked(Verdict, Reason);
}
