using Annona.Ledger;
using Annona.Observations;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>What two officers signed about a promise, with the anchor on which it rests.</summary>
/// <param name="Verdict">What they signed.</param>
/// <param name="On">The first day on which it was so, as they signed.</param>
/// <param name="Anchor">Code of the source, statement or observation.</param>
/// <param name="Signers">Their names, or how many where names are not opened here.</param>
/// <param name="Fallen">Why the anchor no longer holds, in the rest of a sentence; null while it does.</param>
sealed record Signed(VerdictRow Verdict, DateOnly On, string Anchor, string Signers, string? Fallen)
{
    /// <summary>The verdict that stood on a day, or null.</summary>
    public static Signed? Of(Registers now, PromiseRow row, DateOnly asOf)
    {
        if (row.VerdictOn(asOf) is not { } standing)
            return null;
        var (anchor, fallen) = AnchorOf(now, standing.Proposed.Anchor);
        var names = new[] { now.Access.NameOf(standing.ProposedBy), now.Access.NameOf(standing.ConfirmedBy!.Value) };
        return new(
            standing, standing.EffectiveOn, anchor,
            names.Contains(null) ? "two officers" : $"{names[0]} and {names[1]}", fallen);
    }

    public PromiseState State => Enum.Parse<PromiseState>(Verdict.State.ToString());

    /// <summary>In a sentence, for officers.</summary>
    public string Sentence()
    {
        var limits = Verdict.Proposed.Scope is { } scope ? $" Limits: {scope}" : "";
        return $"Signed by {Signers}, as of {On:yyyy-MM-dd}, on the strength of {Anchor}: "
            + $"{Verdict.Proposed.Reason}{limits}";
    }

    public Evidence AsEvidence() => new(
        Anchor, EvidenceKind.Verdict, On, $"Two officers signed '{TraceWords.Of(State)}': {Verdict.Proposed.Reason}",
        Fallen is not null ? Bearing.Neither : State switch
        {
            PromiseState.Fulfilled or PromiseState.FulfilledLate or PromiseState.FulfilledWithLimits
                or PromiseState.Holding => Bearing.Supports,
            PromiseState.EvidenceAgainst or PromiseState.BreachReported or PromiseState.BreachVerified
                or PromiseState.Disputed => Bearing.Contradicts,
            _ => Bearing.Neither,
        },
        Basis.Reported);

    static (string Code, string? Fallen) AnchorOf(Registers now, VerdictAnchor anchor)
    {
        if (anchor.Observation is { } observation)
            return now.Observations.Find(new Id<Observation>(observation)) is { } seen
                ? (seen.Code, seen.Withdrawn is { } why ? $"was withdrawn: {why}" : null)
                : ("An observation", "is not on record.");
        if (anchor.Statement is { } statement)
            return now.PublicRecord.Statements.Find(statement) is { } said
                ? (said.Code, said.State == StatementState.Rejected ? $"was rejected: {said.Reason}"
                    : Withdrawn(now, said.Source) is { } of ? of
                    : null)
                : (statement.ToString(), "is not on record.");
        return now.PublicRecord.Sources.Find(anchor.Source ?? default) is { } source
            ? (source.Code, source.Withdrawn is { } reason ? $"was withdrawn: {reason}" : null)
            : ("a source", "is not on record.");
    }

    static string? Withdrawn(Registers now, Values.Id<Source> source) =>
        now.PublicRecord.Sources.Find(source) is { Withdrawn: { } why } row
            ? $"is of {row.Code}, which was withdrawn: {why}"
            : null;
}

/// <summary>Whether what a promise or figure was taken from still counts.</summary>
static class Footing
{
    /// <summary>In a sentence why it does not; null when it does.</summary>
    public static string? Fault(Registers now, Values.Id<Source> source, Values.Id<Statement>? statement)
    {
        if (now.PublicRecord.Sources.Find(source) is { Withdrawn: { } why } row)
            return $"Its source {row.Code} was withdrawn: {why}";
        return statement is { } id
            && now.PublicRecord.Statements.Find(id) is { State: StatementState.Rejected } said
            ? $"Its statement {said.Code} was rejected: {said.Reason}"
            : null;
    }
}
