using Annona.Ledger;
using Annona.Observations;
using Annona.PublicRecord;

namespace Annona.Trace;

/// <summary>Gathers the evidence for one promise from every room that can have some, newest first.</summary>
static class EvidenceOf
{
    /// <summary>Movements shown of one figure: the newest say enough, and the books list them all.</summary>
    const int MovementsShown = 3;

    public static IReadOnlyList<Evidence> Promise(
        Registers now, PromiseRow row, PromiseBooks books, Reach reach, DateOnly asOf)
    {
        List<Evidence> found =
        [
            .. Books(books),
            .. Handovers(reach),
            .. Seen(now, row).Where(piece => piece.Date <= asOf),
            .. Outside(now, row).Where(piece => piece.Date <= asOf),
            .. Retold(now, row).Where(piece => piece.Date <= asOf),
        ];
        return [.. found.OrderByDescending(piece => piece.Date).ThenBy(piece => piece.Code, StringComparer.Ordinal)];
    }

    static IEnumerable<Evidence> Books(PromiseBooks books)
    {
        foreach (var money in books.Money)
            foreach (var (what, figure) in new[]
            {
                ("committed", money.Committed), ("received", money.ReceivedMoney), (
                    "received in kind", money.ReceivedInKind),
                ("paid for goods", money.PaidForGoods), ("sent as cash", money.CashSent), (
                    "paid for services", money.Services),
                ("paid for works", money.Works), ("support costs", money.Support), ("lost", money.Lost),
                ("returned", money.Returned),
            })
                foreach (var piece in Moved(what, figure))
                    yield return piece;
        foreach (var goods in books.Goods)
            foreach (var (what, figure) in new[]
            {
                ("committed in kind", goods.Committed), ("given in kind", goods.GivenInKind), (
                    "bought", goods.Bought),
                ("lost", goods.Lost),
            })
                foreach (var piece in Moved(what, figure))
                    yield return piece;
    }

    static IEnumerable<Evidence> Moved(string what, BookFigure figure) => figure.Evidence.Take(MovementsShown).Select(
        moved => new Evidence(
            $"entry {moved.Position}", EvidenceKind.Book, moved.Date, $"{moved.Amount} {what}.", Bearing.Supports,
                moved.Basis));

    static IEnumerable<Evidence> Handovers(Reach reach) => reach.Days.Select(day => new Evidence(
        day.Code, EvidenceKind.Handover, day.Date, $"{day.Households} households served: {day.Name}.",
            Bearing.Supports,
        Basis.Physical));

    static IEnumerable<Evidence> Seen(Registers now, PromiseRow row) =>
        from seen in now.Observations.Of(row.Id)
        where seen.Row.Synthetic == row.Synthetic
        let sentence = SightingWords.Sentence(seen.Row, now.Parties)
        select new Evidence(
            seen.Row.Code, EvidenceKind.Observation, seen.Row.On,
            seen.Bearing.Scope is { } scope ? $"{sentence} Scope: {scope}" : sentence, seen.Bearing.Bearing,
                Basis.Reported);

    static IEnumerable<Evidence> Outside(Registers now, PromiseRow row) =>
        from flow in now.Outside.OfPromise(row.Id)
        where flow.Synthetic == row.Synthetic && flow.Flow.Date is not null
        let status = flow.Flow.Status.ToString().ToLowerInvariant()
        select new Evidence(
            $"{flow.Feed} {flow.Flow.FlowId}", EvidenceKind.OutsideFlow, flow.Flow.Date!.Value,
            $"{flow.Flow.Amount} reported as {status} by {flow.Feed}.", Bearing.Supports, Basis.Reported);

    /// <summary>Other promises that narrow, widen, correct or repeat this one: they belong to it and decide
    /// nothing.</summary>
    static IEnumerable<Evidence> Retold(Registers now, PromiseRow row) =>
        from other in now.PublicRecord.Promises.LinksTo(row.Id)
        select new Evidence(
            other.Row.Code, EvidenceKind.Source, other.Row.Terms.Made,
            $"{other.Row.Code} {other.Link.Relation.ToString().ToLowerInvariant()} it"
                + (other.Link.Remark is { } remark ? $": {remark}" : "."),
            Bearing.Neither, Basis.Reported);
}
