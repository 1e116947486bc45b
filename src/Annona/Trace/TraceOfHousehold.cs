using Annona.Access;
using Annona.Aid;
using Annona.People;
using Annona.Values;

namespace Annona.Trace;

/// <summary>One thing that reached a household.</summary>
/// <param name="Date">The day on the sheet or of the payment.</param>
/// <param name="What">What and how much, in order of the sheet.</param>
/// <param name="Through">The distribution or payment list.</param>
/// <param name="Programme">The programme's name.</param>
/// <param name="Promises">Codes of the promises that the programme serves.</param>
/// <param name="Confirmed">Signed for, checked by token, or collected.</param>
public sealed record Received(
    DateOnly Date, IReadOnlyList<Amount> What, string Through, string Programme, IReadOnlyList<string> Promises,
    bool Confirmed);

/// <summary>What reached a household, oldest first, and what it may still collect.</summary>
/// <param name="Household">Its code.</param>
/// <param name="Got">What reached it.</param>
/// <param name="Left">What it was granted and has not collected.</param>
public sealed record HouseholdTrace(string Household, IReadOnlyList<Received> Got, IReadOnlyList<Amount> Left);

/// <summary>Asks what reached a household: the way back from a person to the promises.</summary>
public sealed record TraceOfHousehold(Id<Household> Household) : Question<HouseholdTrace>
{
    /// <inheritdoc/>
    public override Roles MayAsk =>
        Roles.Registrar | Roles.Storekeeper | Roles.Planner | Roles.Auditor | Roles.Coordinator;

    /// <inheritdoc/>
    /// <exception cref="RefusedException">There is no such household.</exception>
    public override HouseholdTrace Answer(Registers now, Moment moment)
    {
        var ordinal = now.People.Find(Household);
        if (ordinal < 0)
            throw new RefusedException(TraceRefusals.UnknownHousehold(Household.ToString()));
        var got = Handed(now).Concat(Paid(now)).OrderBy(received => received.Date);
        var left =
            now.Aid.EntitlementsOf(Household).Select(entitlement => entitlement.Left).Where(left => left.Units > 0);
        return new(PeopleCodes.Household(ordinal), [.. got], [.. left]);
    }

    IEnumerable<Received> Handed(Registers now) =>
        from handover in now.Aid.HandoversOf(Household)
        let distribution = now.Aid.Find(handover.Distribution)
        where distribution is not null
        let programme = now.Aid.Find(distribution.Plan.Programme)
        where programme is not null
        select new Received(
            handover.On, [.. handover.Items.Select(item => item.Amount)], distribution.Code, programme.Name,
            PromisesOf(now, programme), handover.Proof != Proof.None);

    IEnumerable<Received> Paid(Registers now) =>
        from payment in now.Aid.PaymentsOf(Household)
        where payment.State is PaymentState.Credited or PaymentState.Collected
        let list = now.Aid.CashLists[payment.List]
        let programme = now.Aid.Find(list.Programme)
        where programme is not null
        select new Received(
            payment.On, [payment.Amount], list.Code, programme.Name, PromisesOf(now, programme),
            payment.State == PaymentState.Collected);

    static IReadOnlyList<string> PromisesOf(Registers now, ProgrammeRow programme) =>
        [.. programme.Promises.Select(promise => now.PublicRecord.Promises.Find(promise)?.Code
            ?? promise.ToString())];
}
