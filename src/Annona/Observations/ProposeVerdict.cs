using Annona.Access;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Observations;

/// <summary>
/// Asks to propose a verdict. It may rest on something that was seen, so it is asked for here, where what was seen is
/// known; what it says belongs to the public record.
/// </summary>
/// <param name="Promise">About which promise.</param>
/// <param name="State">What is said.</param>
/// <param name="Anchor">On what it rests.</param>
/// <param name="Reason">Why.</param>
public sealed record ProposeVerdict(Id<Promise> Promise, VerdictState State, VerdictAnchor Anchor, string Reason)
    : Request
{
    /// <summary>What it covers and what it does not, or null.</summary>
    public string? Scope { get; init; }

    /// <summary>The first day on which it was so; null for the anchor's own day.</summary>
    public DateOnly? EffectiveOn { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.PublicRecord.Promises.Find(Promise) is not { } row)
            return RecordRefusals.UnknownPromise(Promise.ToString());
        if ((VerdictChecks.Fault(row, State, Scope, Reason) ?? VerdictChecks.Fault(now, Anchor)) is { } no)
            return no;
        var seen = Anchor.Observation is { } id ? now.Observations.Find(new Id<Observation>(id)) : null;
        if (Anchor.Observation is { } missing && seen is not { Withdrawn: null })
            return ObservationRefusals.Unknown(new Id<Observation>(missing).ToString());
        if ((EffectiveOn ?? seen?.On ?? VerdictChecks.DayOf(now, Anchor)) is not { } day)
            return RecordRefusals.NoEffectiveDay();
        return VerdictChecks.Fault(row, day, moment) is { } wrong
            ? wrong
            : new VerdictProposed(new(Ids.From(Intent, "verdict")), Promise, State, day, Anchor, Reason)
            {
                Scope = Scope,
            };
    }
}
