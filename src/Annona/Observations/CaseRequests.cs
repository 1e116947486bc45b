using Annona.Access;
using Annona.Values;

namespace Annona.Observations;

/// <summary>Asks to withdraw an observation.</summary>
/// <param name="Observation">Which.</param>
/// <param name="Reason">Why; sealed when it is a case.</param>
public sealed record WithdrawObservation(Id<Observation> Observation, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Observer | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Observations.Find(Observation) is not { Withdrawn: null } row)
            return ObservationRefusals.Unknown(Observation.ToString());
        if (string.IsNullOrWhiteSpace(Reason))
            return ObservationRefusals.NoReason();
        if (!Cases.MayRead(row, now, moment.Actor))
            return ObservationRefusals.NotYourCase(row.Code);
        return Cases.IsCase(row.Seen)
            ? new ObservationWithdrawn(Observation, Reason: null)
            {
                Synthetic = row.Synthetic,
                Personal = [Cases.Sealed(Observation, $"Withdrawn: {Reason.Trim()}")],
            }
            : new ObservationWithdrawn(Observation, Reason.Trim()) { Synthetic = row.Synthetic };
    }
}

/// <summary>Asks to refer a case.</summary>
public sealed record ReferCase(Id<Observation> Observation, Referral Referral) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Observer | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (Cases.Refuses(Observation, now, moment) is { } no)
            return no;
        return Cases.Refuses(Referral, now, moment) is { } unfit
            ? unfit
            : new CaseReferred(Observation, Referral)
            {
                Synthetic = now.Observations.Find(Observation)!.Synthetic,
            };
    }
}

/// <summary>Asks to make an officer look after a case.</summary>
public sealed record AssignCase(Id<Observation> Observation, Id<Officer> Owner) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (Cases.Refuses(Observation, now, moment) is { } no)
            return no;
        return now.Access.RolesOf(Owner) == Roles.None
            ? ObservationRefusals.UnknownOfficer()
            : new CaseAssigned(Observation, Owner) { Synthetic = now.Observations.Find(Observation)!.Synthetic };
    }
}

/// <summary>Asks to note that a complaint was answered.</summary>
/// <param name="Observation">The complaint.</param>
/// <param name="On">The day, local.</param>
/// <param name="Text">The answer; sealed under the case's own key.</param>
/// <param name="ToldComplainant">The complainant heard it.</param>
public sealed record AnswerComplaint(Id<Observation> Observation, DateOnly On, string Text, bool ToldComplainant)
    : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Observer | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (Cases.Refuses(Observation, now, moment) is { } no)
            return no;
        if (now.Observations.Find(Observation) is not { Seen: Complaint } row)
            return ObservationRefusals.NotAComplaint();
        if (string.IsNullOrWhiteSpace(Text))
            return ObservationRefusals.NoReason();
        return On < row.On || On > moment.Today.AddDays(1)
            ? ObservationRefusals.AnswerDay(row.Code, row.On)
            : new ComplaintAnswered(Observation, On, ToldComplainant)
            {
                Synthetic = row.Synthetic,
                Personal = [Cases.Sealed(Observation, $"Answered: {Text.Trim()}")],
            };
    }
}
