using Annona.Access;
using Annona.Ledger;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Aid;

/// <summary>A place and a day at which a cycle of a programme is given.</summary>
/// <param name="Distribution">Its id.</param>
/// <param name="Programme">Of which programme.</param>
/// <param name="Cycle">Which cycle.</param>
/// <param name="Place">Where.</param>
/// <param name="Date">The day, local.</param>
public sealed record DistributionPlanned(
    Id<Distribution> Distribution, Id<Programme> Programme, int Cycle, Id<Place> Place, DateOnly Date) : Event
{
    /// <summary>Where goods or cash leave from; null for a service, of which nothing leaves a store.</summary>
    public AccountName? Stock { get; init; }

    /// <summary>
    /// The promise that cash in hand carries; null for goods, whose lot carries it, and for unrestricted cash.
    /// </summary>
    public Id<Promise>? Earmark { get; init; }
}

/// <summary>Asks to plan a distribution.</summary>
public sealed record PlanDistribution(Id<Programme> Programme, int Cycle, Id<Place> Place, DateOnly Date) : Request
{
    /// <summary>Where goods or cash leave from: a Site or Stock account. Left out for a service.</summary>
    public AccountName? Stock { get; init; }

    /// <summary>The promise that cash in hand carries.</summary>
    public Id<Promise>? Earmark { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Aid.Find(Programme) is not { } programme)
            return AidRefusals.UnknownProgramme(Programme.ToString());
        if (programme.Cycle(Cycle) is not { } cycle)
            return AidRefusals.UnknownCycle(programme.Code, Cycle, programme.Cycles.Length);
        if (Synthetic != programme.Synthetic)
            return AidRefusals.RealAndMadeUp();
        if (now.Places.Find(Place) is null)
            return AidRefusals.UnknownPlace(Place.ToString());
        if (Date < cycle.From || Date > cycle.To)
            return AidRefusals.OutsideCycle(Date, cycle);
        if (programme.Modality == Modality.Cash)
            return AidRefusals.CashByList(programme.Code);
        if (programme.Modality == Modality.Service
            ? Stock is not null
            : Stock?.Kind is not (AccountKind.Site or AccountKind.Stock))
            return AidRefusals.StockAccount(programme.Modality);
        if (Stock is { } stock && AccountRules.Refuses(stock, now.Ledger) is { } wrong)
            return wrong;
        return new DistributionPlanned(new(Ids.From(Intent, "distribution")), Programme, Cycle, Place, Date)
        {
            Stock = Stock,
            Earmark = Earmark,
        };
    }
}
