using Annona.Aid;
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
        TraceScan scan, PromiseRow row, PromiseBooks books, PromiseReach reach, Signed? signed) =>
        Sorted(
        [
            .. signed is null ? [] : new[] { signed.AsEvidence() },
            .. Books(scan.Now.Ledger, books),
            .. Handovers(reach),
            .. Seen(scan, row),
            .. Outside(scan.Now, row),
            .. Retold(scan.Now, row),
        ], scan.AsOf);

    /// <summary>
    /// What anybody may read: public observations that are no cases, flows of public feeds, and what was said in
    /// public.
    /// </summary>
    public static IReadOnlyList<Evidence> Public(Registers now, PromiseRow row, DateOnly asOf) => Sorted(
        [
            .. now.Observations.Of(row.Id)
                .Where(seen => seen.Row.Synthetic == row.Synthetic && seen.Row.Audience == Audience.Public
                    && !Cases.IsCase(seen.Row.Seen))
                .Select(seen => Told(now, seen.Row, seen.Bearing)),
            .. Outside(now, row),
            .. Retold(now, row),
        ], asOf);

    static IReadOnlyList<Evidence> Sorted(IEnumerable<Evidence> found, DateOnly asOf) =>
    [
        .. found.Where(piece => piece.Date <= asOf)
            .OrderByDescending(piece => piece.Date).ThenBy(piece => piece.Code, CodeOrder.Instance),
    ];

    static IEnumerable<Evidence> Books(LedgerRegister ledger, PromiseBooks books)
    {
        var supports = books.Money.SelectMany(money => new[]
        {
            money.Committed, money.ReceivedMoney, money.ReceivedInKind, money.PaidForGoods, money.CashSent,
            money.CashCredited, money.CashCollected, money.Services, money.Works, money.Support, money.Converted,
        }).Concat(books.Goods.SelectMany(goods => new[]
        {
            goods.Committed, goods.GivenInKind, goods.Bought,
        }));
        var neither = books.Money.SelectMany(money => new[] { money.Lost, money.Returned, money.Variance })
            .Concat(books.Goods.SelectMany(goods => new[] { goods.Lost, goods.Returned, goods.Variance }));
        return Moved(ledger, supports, Bearing.Supports).Concat(Moved(ledger, neither, Bearing.Neither))
            .DistinctBy(piece => (piece.Code, piece.Text));
    }

    static IEnumerable<Evidence> Moved(LedgerRegister ledger, IEnumerable<BookFigure> figures, Bearing bearing) =>
        figures.Where(figure => figure.Movements > 0)
            .SelectMany(figure => figure.Evidence.Take(MovementsShown))
            .Select(moved => Of(ledger, moved) with { Bearing = bearing });

    /// <summary>One movement as evidence.</summary>
    public static Evidence Of(LedgerRegister ledger, BookEvidence moved) => new(
        $"entry {moved.Position}", EvidenceKind.Book, moved.Date, TraceWords.Sentence(ledger, moved), Bearing.Supports,
        moved.Basis);

    static IEnumerable<Evidence> Handovers(PromiseReach reach) => reach.Days.Select(day => new Evidence(
        day.Code, EvidenceKind.Handover, day.Date, Sentence(day), Bearing.Supports,
        day.Reported ? Basis.Reported : reach.Basis));

    static string Sentence(ServedDay day)
    {
        var served = $"{TraceWords.Count(day.Households, "household")} served";
        var where = day.Name.Length == 0 ? "" : $"{(day.Reported ? " through" : " at")} {day.Name}";
        var shown = day.Reported ? ("collected", "not collected yet") : ("handovers signed", "not signed");
        return day.Unconfirmed == 0
            ? $"{served}{where}, all {(day.Reported ? "collected" : "signed")}."
            : $"{served}{where}: {TraceWords.Number(day.Confirmed)} {shown.Item1}, "
                + $"{TraceWords.Number(day.Unconfirmed)} {shown.Item2}.";
    }

    static IEnumerable<Evidence> Seen(TraceScan scan, PromiseRow row) =>
        from seen in scan.Now.Observations.Of(row.Id)
        where seen.Row.Synthetic == row.Synthetic
        let reserved = Cases.IsCase(seen.Row.Seen) || seen.Row.Audience == Audience.CaseOwner
        select !reserved ? Told(scan.Now, seen.Row, seen.Bearing)
            : scan.MayRead(seen.Row) ? Case(scan.Now, seen.Row, seen.Bearing)
            : Reserved(seen.Row, seen.Bearing);

    static Evidence Told(Registers now, ObservationRow row, PromiseBearing bearing)
    {
        var sentence = SightingWords.Sentence(row, now.Parties);
        var scope = bearing.Scope is { } said ? $" Scope: {said}" : "";
        return new(row.Code, EvidenceKind.Observation, row.On, $"{sentence}{scope}", bearing.Bearing, Basis.Reported);
    }

    /// <summary>A case for its owner and coordinators: what it is, never its words.</summary>
    static Evidence Case(Registers now, ObservationRow row, PromiseBearing bearing)
    {
        var open = row with { Fact = row.Fact with { Remark = null } };
        return Reserved(row, bearing) with { Text = SightingWords.Sentence(open, now.Parties) };
    }

    static Evidence Reserved(ObservationRow row, PromiseBearing bearing)
    {
        var how = bearing.Bearing switch
        {
            Bearing.Supports => "speaks for it",
            Bearing.Contradicts => "speaks against it",
            _ => "concerns it",
        };
        return new(
            row.Code, EvidenceKind.Observation, row.On, $"A case {how}; its owner and coordinators read it.",
            bearing.Bearing, Basis.Reported);
    }

    static IEnumerable<Evidence> Outside(Registers now, PromiseRow row) =>
        from flow in now.Outside.OfPromise(row.Id)
        where flow.Synthetic == row.Synthetic && flow.Flow.Date is not null
        select new Evidence(
            $"{flow.Feed} {flow.Flow.FlowId}", EvidenceKind.OutsideFlow, flow.Flow.Date!.Value,
            $"{TraceWords.Of(flow.Flow.Amount)} reported as {TraceWords.Of(flow.Flow.Status)} by {flow.Feed}.",
            Bearing.Supports, Basis.Reported);

    /// <summary>
    /// Other promises that narrow, widen, correct or repeat this one: they belong to it and decide nothing.
    /// </summary>
    static IEnumerable<Evidence> Retold(Registers now, PromiseRow row) =>
        from other in now.PublicRecord.Promises.LinksTo(row.Id)
        where other.Row.Synthetic == row.Synthetic
        select new Evidence(
            other.Row.Code, EvidenceKind.Source, other.Row.Terms.Made,
            $"{other.Row.Code} {TraceWords.Of(other.Link.Relation)} it"
                + (other.Link.Remark is { } remark ? $": {remark}" : "."),
            Bearing.Neither, Basis.Reported);
}
