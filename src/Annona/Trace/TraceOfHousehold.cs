using Annona.Access;
using Annona.Aid;
using Annona.Ledger;
using Annona.People;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>One thing that reached a household.</summary>
/// <param name="Date">The day on the sheet or of the credit.</param>
/// <param name="What">What and how much, in order of the sheet.</param>
/// <param name="Through">The distribution or payment list.</param>
/// <param name="Programme">The programme's name.</param>
/// <param name="Promises">Codes of the promises that what it got carries.</param>
/// <param name="Confirmed">Signed for, checked by token, or collected.</param>
/// <param name="Basis">How well it is linked to them.</param>
/// <param name="OtherPromises">Codes of promises that the programme serves with other means.</param>
public sealed record Received(
    DateOnly Date, IReadOnlyList<Amount> What, string Through, string Programme, IReadOnlyList<string> Promises,
    bool Confirmed, Basis Basis, IReadOnlyList<string> OtherPromises);

/// <summary>What reached a household, oldest first, and what it may still collect.</summary>
/// <param name="Household">Its code.</param>
/// <param name="Got">What reached it.</param>
/// <param name="Left">What it was granted and has not collected.</param>
public sealed record HouseholdTrace(string Household, IReadOnlyList<Received> Got, IReadOnlyList<Amount> Left);

/// <summary>Who looks: officers see exact counts, everybody else only groups.</summary>
public enum Viewer
{
    /// <summary>An officer of the operation.</summary>
    Officer,

    /// <summary>A donor, a journalist, the public.</summary>
    Outsider,
}

/// <summary>Asks what reached a household: the way back from people to the promises.</summary>
/// <param name="Household">Which.</param>
/// <param name="For">For whom; outsiders never see it.</param>
public sealed record TraceOfHousehold(Id<Household> Household, Viewer For = Viewer.Officer) : Question<HouseholdTrace>
{
    /// <inheritdoc/>
    public override Roles MayAsk =>
        Roles.Registrar | Roles.Storekeeper | Roles.Planner | Roles.Auditor | Roles.Coordinator;

    /// <inheritdoc/>
    /// <exception cref="RefusedException">There is no such household, or it is for outsiders.</exception>
    public override HouseholdTrace Answer(Registers now, Moment moment)
    {
        if (For == Viewer.Outsider)
            throw new RefusedException(TraceRefusals.NotForOutsiders());
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
        let carried = CarriedBy(now, handover, distribution, programme)
        select new Received(
            handover.On, [.. handover.Items.Select(item => item.Amount)], distribution.Code, programme.Name,
            CodesOf(now, carried.Promises), handover.Proof != Proof.None, carried.Basis,
            CodesOf(now, programme.Promises.Except(carried.Promises)));

    IEnumerable<Received> Paid(Registers now) =>
        from payment in now.Aid.PaymentsOf(Household)
        where payment.State is PaymentState.Credited or PaymentState.Collected
        let list = now.Aid.CashLists[payment.List]
        let programme = now.Aid.Find(list.Programme)
        where programme is not null
        let earmark = list.Route.Earmark is { } promise ? new[] { promise } : []
        select new Received(
            payment.CreditedOn ?? payment.On, [payment.Amount], list.Code, programme.Name, CodesOf(now, earmark),
            payment.State == PaymentState.Collected, earmark.Length == 0 ? Basis.None : Basis.Earmarked,
            CodesOf(now, programme.Promises.Except(earmark)));

    /// <summary>The promises that what was handed over carries, by the movements in the books.</summary>
    static (IReadOnlyList<Id<Promise>> Promises, Basis Basis) CarriedBy(
        Registers now, HandoverRecord handover, DistributionRow distribution, ProgrammeRow programme)
    {
        if (distribution.Plan.Stock is null)
            return (programme.Promises, Basis.Convention);
        var books = now.Ledger.Books;
        var place = now.Reach.PlaceOf(now.Aid.Handovers.Find(handover.Id));
        var (promises, basis) = (new List<Id<Promise>>(), Basis.Physical);
        for (var transfer = place.FirstTransfer; transfer < place.FirstTransfer + place.Transfers; transfer++)
            foreach (var leg in books.LegsOf(transfer, LegEffect.Posted))
            {
                var shares = leg.From.Lot == Guid.Empty ? [] : now.Ledger.FindLot(leg.From.Lot)?.Lot.Shares ?? [];
                var some = shares.Select(share => share.Promise).Append(
                        leg.From.Earmark == Guid.Empty ? null : new Id<Promise>(leg.From.Earmark))
                    .OfType<Id<Promise>>().ToList();
                promises.AddRange(some);
                if (some.Count > 0)
                    basis = new[] { basis, leg.Basis, shares.Count > 1 ? Basis.Earmarked : Basis.Physical }.Max();
            }
        return promises.Count == 0 ? ([], Basis.None) : ([.. promises.Distinct()], basis);
    }

    static IReadOnlyList<string> CodesOf(Registers now, IEnumerable<Id<Promise>> promises) =>
    [
        .. promises.Select(promise => now.PublicRecord.Promises.Find(promise)?.Code).OfType<string>()
            .Order(CodeOrder.Instance),
    ];
}
