using Annona.Access;
using Annona.Ledger;
using Annona.Observations;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>The way a kind of promise goes from words to people.</summary>
public enum TracePath
{
    /// <summary>Committed, received, bought, stocked, on the road, handed over, confirmed.</summary>
    Goods,

    /// <summary>Committed, received, list sent, credited, collected.</summary>
    Cash,

    /// <summary>Committed, received, paid for works, progress seen.</summary>
    Works,

    /// <summary>What somebody saw; no amounts.</summary>
    Observations,
}

/// <summary>One link of the chain from a promise to people.</summary>
/// <param name="Step">Such as <c>bought</c>.</param>
/// <param name="Amount">How much; null for links without an amount.</param>
/// <param name="Basis">The weakest basis among its movements.</param>
/// <param name="Movements">How many movements stand behind it.</param>
/// <param name="Evidence">Where to look: the newest movements, or what was seen.</param>
public sealed record TraceLink(
    string Step, Amount? Amount, Basis Basis, int Movements, IReadOnlyList<Evidence> Evidence);

/// <summary>The trace of one promise.</summary>
/// <param name="Code">The promise.</param>
/// <param name="Path">The way its kind goes.</param>
/// <param name="Links">In order of the way.</param>
/// <param name="Sums">Received, and everything it became.</param>
/// <param name="Households">Different households reached; null is not countable.</param>
/// <param name="People">Different people reached; null is not countable.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Discrepancies">What does not fit and is not resolved.</param>
/// <param name="AsOf">The day of the question.</param>
public sealed record PromiseTrace(
    string Code, TracePath Path, IReadOnlyList<TraceLink> Links, PromiseSums Sums, long? Households, long? People,
    PromiseState State, IReadOnlyList<string> Reasons, IReadOnlyList<OpenDiscrepancy> Discrepancies, DateOnly AsOf);

/// <summary>Asks for the chain from a promise to people, every link with its evidence and basis.</summary>
/// <param name="Promise">Which.</param>
/// <param name="AsOf">The day; null for today.</param>
/// <param name="Viewer">Officers see exact counts of people, outsiders only groups of ten or more.</param>
public sealed record TraceOfPromise(Id<Promise> Promise, DateOnly? AsOf, Viewer Viewer) : Question<PromiseTrace>
{
    /// <summary>Movements shown behind one link; the books list them all.</summary>
    const int EvidenceShown = 5;

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    /// <exception cref="RefusedException">There is no such promise.</exception>
    public override PromiseTrace Answer(Registers now, Moment moment)
    {
        var asOf = AsOf ?? moment.Today;
        var row = now.PublicRecord.Promises.Find(Promise)
            ?? throw new RefusedException(TraceRefusals.UnknownPromise(Promise.ToString()));
        var facts = PromiseFacts.Of(now, row, asOf);
        var (state, reasons) = StateRules.Derive(facts, asOf);
        var (households, people) = PromiseBoard.Counted(facts.Reach, Viewer, asOf);
        var path = PathOf(facts);
        return new(
            row.Code, path, [.. Links(facts, path)], facts.Sums, households, people, state, reasons,
                facts.Discrepancies, asOf);
    }

    static TracePath PathOf(PromiseFacts facts)
    {
        var kind = facts.Row.Terms.Kind;
        if (!PromiseSums.AreCounted(kind))
            return TracePath.Observations;
        if (kind == PromiseKind.Reconstruction)
            return TracePath.Works;
        var hasCash = facts.Books.Money.Any(money => money.CashSent.Movements > 0);
        var hasGoods = facts.Books.Goods.Count > 0;
        return kind == PromiseKind.PersonEntitlement && !hasGoods || hasCash && !hasGoods ? TracePath.Cash
            : TracePath.Goods;
    }

    static IEnumerable<TraceLink> Links(PromiseFacts facts, TracePath path)
    {
        var money = MoneyOf(facts);
        if (money is not null)
            foreach (var link in MoneyLinks(money, path))
                yield return link;
        foreach (var goods in facts.Books.Goods)
            foreach (var link in GoodsLinks(goods))
                yield return link;
        if (Seen(facts, EvidenceKind.Handover) is { Count: > 0 } served)
            yield return new("served", null, Basis.Physical, served.Count, served);
        if (Seen(facts, EvidenceKind.OutsideFlow) is { Count: > 0 } reported)
            yield return new("reported by others", null, Basis.Reported, reported.Count, reported);
        if (Seen(facts, EvidenceKind.Observation) is { Count: > 0 } observed)
            yield return new("observed", null, Basis.Reported, observed.Count, observed);
    }

    static MoneyBooks? MoneyOf(PromiseFacts facts)
    {
        var commodity = facts.Row.Terms.Promised?.Commodity;
        return facts.Books.Money.FirstOrDefault(money => commodity is null
            || money.Commodity.Code == commodity.Value.Code)
            ?? (facts.Books.Money.Count > 0 ? facts.Books.Money[0] : null);
    }

    static IEnumerable<TraceLink> MoneyLinks(MoneyBooks money, TracePath path)
    {
        yield return Link("pledged", money.Pledged);
        yield return Link("committed", money.Committed);
        yield return Link("received", money.ReceivedMoney);
        if (money.ReceivedInKind.Movements > 0)
            yield return Link("received in kind", money.ReceivedInKind);
        if (money.Advanced.Movements > 0)
            yield return Link("advanced to partners", money.Advanced);
        foreach (var link in path switch
        {
            TracePath.Cash => [
                Link("list sent", money.CashSent), Link("credited", money.CashCredited), Link(
                    "collected", money.CashCollected)],
            TracePath.Works => [Link("paid for works", money.Works)],
            _ => (TraceLink[])[
                Link("paid for goods", money.PaidForGoods), Link("bought, at cost", money.BoughtAtCost),
                Link("in stock, at cost", money.StockAtCost), Link("on the road, at cost", money.GoodsInTransit),
                Link("handed over, at cost", money.GoodsGiven)],
        })
            yield return link;
        foreach (var (step, figure) in new[]
        {
            ("services", money.Services), ("support costs", money.Support), ("fees", money.Fees), (
                "lost", money.Lost),
            ("missing at counts", money.Variance), ("returned", money.Returned), ("in the bank", money.Bank),
        })
            if (figure.Movements > 0)
                yield return Link(step, figure);
    }

    static IEnumerable<TraceLink> GoodsLinks(GoodsBooks goods)
    {
        var name = goods.Commodity.Code;
        foreach (var (step, figure) in new[]
        {
            ($"{name} committed", goods.Committed), ($"{name} bought", goods.Bought), (
                $"{name} given in kind", goods.GivenInKind),
            ($"{name} in stock", goods.Stocked), ($"{name} on the road", goods.InTransit),
            ($"{name} handed over", goods.Delivered), ($"{name} lost", goods.Lost),
            ($"{name} missing at counts", goods.Variance), ($"{name} returned", goods.Returned),
        })
            if (figure.Movements > 0)
                yield return Link(step, figure);
    }

    static TraceLink Link(string step, BookFigure figure) => new(
        step, figure.Amount, figure.Basis, figure.Movements,
        [
            .. figure.Evidence.Take(EvidenceShown).Select(moved => new Evidence(
                $"entry {moved.Position}", EvidenceKind.Book, moved.Date, $"{moved.Amount}, {moved.Kind}.",
                    Bearing.Supports,
                moved.Basis)),
        ]);

    static IReadOnlyList<Evidence> Seen(PromiseFacts facts, EvidenceKind kind) =>
        [.. facts.Evidence.Where(piece => piece.Kind == kind)];
}

/// <summary>Why this room says no.</summary>
static class TraceRefusals
{
    public static Refusal UnknownPromise(string promise) => new(
        "trace.unknown-promise", $"There is no promise '{promise}'.", "Find promises with: annona promises");

    public static Refusal UnknownHousehold(string household) => new(
        "trace.unknown-household", $"There is no household '{household}'.",
            "Find households with: annona people list");
}
