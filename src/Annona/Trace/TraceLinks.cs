using Annona.Ledger;
using Annona.Observations;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>The links of a trace, in order of the way a promise goes. What nothing moved on is left out.</summary>
static class TraceLinks
{
    /// <summary>Movements shown behind one link; the books list them all.</summary>
    const int EvidenceShown = 5;

    public static TracePath PathOf(PromiseFacts facts)
    {
        var kind = facts.Row.Terms.Kind;
        if (!PromiseSums.AreCounted(kind) || StateRules.IsWatchedOnly(facts.Row))
            return TracePath.Observations;
        if (kind == PromiseKind.Reconstruction)
            return TracePath.Works;
        var hasCash = facts.Books.Money.Any(money => money.CashSent.Movements > 0);
        var hasGoods = facts.Books.Goods.Count > 0;
        return kind == PromiseKind.PersonEntitlement && !hasGoods || hasCash && !hasGoods ? TracePath.Cash
            : TracePath.Goods;
    }

    public static IEnumerable<TraceLink> Of(Registers now, PromiseFacts facts, TracePath path)
    {
        List<TraceLink> links = [];
        if (path != TracePath.Observations)
        {
            foreach (var money in facts.Books.Money)
                links.AddRange(Money(now, money, Allocated(now, facts, money.Commodity)));
            foreach (var goods in facts.Books.Goods)
                links.AddRange(Goods(now.Ledger, goods));
        }
        if (path == TracePath.Works)
            links.AddRange(Works(now, facts));
        links.AddRange(Seen(facts, EvidenceKind.Handover, "served", "served", facts.Reach.Basis));
        links.AddRange(
            Seen(facts, EvidenceKind.OutsideFlow, "reported-by-others", "reported by others", Basis.Reported));
        links.AddRange(Seen(facts, EvidenceKind.Observation, "observed", "observed", Basis.Reported));
        return links;
    }

    /// <summary>How well what was handed over is linked to the promise.</summary>
    public static IEnumerable<TracedPart> TracedOf(PromiseFacts facts)
    {
        foreach (var money in facts.Books.Money)
            if (money.Delivered.Units > 0)
                yield return Traced(
                    money.Delivered, money.GoodsGiven, money.Cash, money.Services, money.Works);
        foreach (var goods in facts.Books.Goods)
            if (goods.Delivered.Amount.Units > 0)
                yield return Traced(goods.Delivered.Amount, goods.Delivered);
    }

    static TracedPart Traced(Amount whole, params BookFigure[] figures)
    {
        var convention = figures.SelectMany(figure => figure.Evidence)
            .Where(piece => piece.Basis >= Basis.Convention).Sum(piece => piece.Amount.Units);
        // The movements of a shared lot are whole; the promise has its share of them.
        var all = figures.SelectMany(figure => figure.Evidence).Sum(piece => piece.Amount.Units);
        var units = all == 0 ? 0 : (long)((Int128)whole.Units * convention / all);
        return new(whole with { Units = whole.Units - units }, whole with { Units = units }, whole);
    }

    static List<TraceLink> Money(Registers now, MoneyBooks money, Amount? allocated)
    {
        List<TraceLink> links = [];
        void Add(string step, string name, BookFigure figure) => links.AddRange(Link(now.Ledger, step, name, figure));
        Add("pledged", "pledged", money.Pledged);
        Add("committed", "committed", money.Committed);
        Add("received", "received", money.ReceivedMoney);
        Add("received-in-kind", "received in kind, as declared", money.ReceivedInKind);
        Add("changed", "changed into or from other currencies", money.Converted);
        Add("advanced", "advanced to partners", money.Advanced);
        if (allocated is { } granted)
            links.Add(new("allocated", "allocated to people", granted, Basis.Convention, 0, []));
        Add("list-sent", "list sent", money.CashSent);
        Add("credited", "credited", money.CashCredited);
        Add("collected", "collected", money.CashCollected);
        Add("paid-for-goods", "paid for goods", money.PaidForGoods);
        Add("bought", "bought, at cost", money.BoughtAtCost);
        Add("stock", "in stock, at cost", money.StockAtCost);
        Add("in-transit", "on the road, at cost", money.GoodsInTransit);
        Add("handed-over", "handed over, at cost", money.GoodsGiven);
        Add("works", "paid for works", money.Works);
        Add("services", "paid for services", money.Services);
        Add("support", "support costs", money.Support);
        Add("fees", "fees", money.Fees);
        Add("lost", "lost", money.Lost);
        Add("variance", "missing at counts", money.Variance);
        Add("returned", "returned", money.Returned);
        Add("bank", "in the bank", money.Bank);
        return links;
    }

    static List<TraceLink> Goods(LedgerRegister ledger, GoodsBooks goods)
    {
        var name = goods.Commodity.Code;
        List<TraceLink> links = [];
        void Add(string step, string words, BookFigure figure) =>
            links.AddRange(Link(ledger, step, $"{name} {words}", figure));
        Add("goods-committed", "committed", goods.Committed);
        Add("goods-bought", "bought", goods.Bought);
        Add("goods-given", "given in kind", goods.GivenInKind);
        Add("goods-stock", "in stock", goods.Stocked);
        Add("goods-in-transit", "on the road", goods.InTransit);
        Add("goods-handed-over", "handed over", goods.Delivered);
        Add("goods-lost", "lost", goods.Lost);
        Add("goods-variance", "missing at counts", goods.Variance);
        Add("goods-returned", "returned", goods.Returned);
        return links;
    }

    /// <summary>What people were granted in this currency by programmes that serve the promise.</summary>
    static Amount? Allocated(Registers now, PromiseFacts facts, Commodity currency)
    {
        var granted = PromiseFacts.ProgrammesOf(now, facts.Row)
            .SelectMany(programme => programme.Cycles
                .SelectMany(cycle => now.Aid.EntitlementsIn(programme.Id, cycle.Number)))
            .Where(right => right.Entitlement.Granted.Commodity == currency)
            .Sum(right => right.Entitlement.Granted.Units);
        return granted == 0 ? null : new Amount(currency, granted);
    }

    /// <summary>How far the works are, by what was seen: one link for each stage that was.</summary>
    static IEnumerable<TraceLink> Works(Registers now, PromiseFacts facts)
    {
        var told = facts.Evidence.Where(piece => piece.Kind == EvidenceKind.Observation)
            .ToLookup(piece => piece.Code);
        var seen = now.Observations.Of(facts.Row.Id)
            .Where(each => each.Row.Seen is Works && told.Contains(each.Row.Code))
            .Select(each => ((Works)each.Row.Seen, Piece: told[each.Row.Code].First()))
            .GroupBy(each => each.Item1.Stage).OrderBy(stage => stage.Key);
        foreach (var stage in seen)
        {
            var newest = stage.OrderByDescending(each => each.Piece.Date).First();
            var percent = newest.Item1.Percent is { } done ? $", {done} %" : "";
            var (step, name) = stage.Key switch
            {
                WorksStage.Contracted => ("contracted", "contracted"),
                WorksStage.UnderWay => ("progress", "under way"),
                WorksStage.Stopped => ("stopped", "stopped"),
                WorksStage.Finished => ("finished", "said to be finished"),
                _ => ("inspected", "inspected and found done"),
            };
            yield return new(
                step, name + percent, null, Basis.Reported, stage.Count(),
                [.. stage.Select(each => each.Piece).OrderByDescending(piece => piece.Date)]);
        }
    }

    static IEnumerable<TraceLink> Link(LedgerRegister ledger, string step, string name, BookFigure figure) =>
        figure.Movements == 0 || figure.Newest is null ? []
        : [
            new(
                step, name, figure.Amount, figure.Basis, figure.Movements,
                [.. figure.Evidence.Take(EvidenceShown).Select(moved => EvidenceOf.Of(ledger, moved))]),
        ];

    static IEnumerable<TraceLink> Seen(PromiseFacts facts, EvidenceKind kind, string step, string name, Basis basis)
    {
        var pieces = facts.Evidence.Where(piece => piece.Kind == kind).ToList();
        return pieces.Count == 0 ? [] : [new(step, name, null, basis, pieces.Count, pieces)];
    }
}
