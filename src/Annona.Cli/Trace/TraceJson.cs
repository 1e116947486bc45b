using Annona.PublicRecord;
using Annona.Trace;
using Annona.Values;

namespace Annona.Cli.Trace;

/// <summary>Amounts and evidence as JSON: numbers are exact decimals in whole units of the commodity.</summary>
static class TraceJson
{
    public static decimal? Number(Amount? amount) =>
        amount is { } known ? known.Units / (decimal)known.Commodity.UnitsPerWhole : null;

    public static object? Stated(StatedAmount? said) => said is null ? null : new
    {
        // Two ends are no single amount.
        amount = said.Qualifier == Qualifier.Between ? null : Whole(said.Low ?? said.High, said),
        low = Whole(said.Low, said),
        high = Whole(said.High, said),
        commodity = said.Commodity?.Code,
        qualifier = said.Qualifier,
    };

    public static object Piece(Evidence piece) => new
    {
        code = piece.Code,
        kind = piece.Kind,
        date = piece.Date,
        text = piece.Text,
        bearing = piece.Bearing,
        basis = piece.Basis,
    };

    public static decimal? Whole(long? units, StatedAmount said) =>
        units is { } known ? known / (decimal)(said.Commodity?.UnitsPerWhole ?? 1) : null;

    /// <summary>A chain of attribution, from the publisher inwards.</summary>
    public static object Chain(IEnumerable<ChainLink> chain) =>
        chain.Select(link => new { kind = link.Rank, name = link.Name });

    public static object Of(PromiseTrace trace) => new
    {
        promise = trace.Code,
        text = trace.Text,
        path = trace.Path,
        chain = Chain(trace.Chain),
        links = trace.Links.Select(link => new
        {
            step = link.Step,
            name = link.Name,
            amount = Number(link.Amount),
            commodity = link.Amount?.Commodity.Code,
            basis = link.Basis,
            movements = link.Movements,
            evidence = link.Evidence.Select(Piece),
        }),
        commodity = trace.Sums.Received?.Commodity.Code,
        received = Number(trace.Sums.Received),
        spent = Number(trace.Sums.Spent),
        stockAtCost = Number(trace.Sums.Stocked),
        inTransit = Number(trace.Sums.InTransit),
        lost = Number(trace.Sums.Lost),
        returned = Number(trace.Sums.Returned),
        converted = Number(trace.Sums.Converted),
        bank = Number(trace.Sums.Bank),
        gap = Number(trace.Sums.Gap),
        books = trace.Equations.Select(Book),
        traced = trace.Traced.Select(part => new
        {
            commodity = part.Whole.Commodity.Code,
            whole = Number(part.Whole),
            traced = Number(part.Traced),
            byConvention = Number(part.ByConvention),
        }),
        households = trace.Households,
        people = trace.People,
        peopleAtLeast = trace.PeopleAtLeast,
        state = trace.State,
        reasons = trace.Reasons,
        contradictions = trace.Contradictions,
        discrepancies =
            trace.Discrepancies.Select(found => new { code = found.Code, text = found.Text, since = found.Since }),
        asOf = trace.AsOf,
        synthetic = trace.Synthetic,
    };

    /// <summary>For outsiders: released figures only. Links have no movements and no evidence of ours.</summary>
    public static object Of(OutsiderLine line) => new
    {
        promise = line.Code,
        text = line.Terms.Text,
        chain = Chain(line.Terms.Chain),
        links = Array.Empty<object>(),
        commodity = line.Received?.Commodity.Code,
        committed = Number(line.Committed),
        received = Number(line.Received),
        delivered = Number(line.Delivered),
        households = line.Households,
        people = line.People,
        state = line.State,
        reasons = line.Reasons,
        contradictions = line.Contradictions,
        evidence = line.Evidence.Select(Piece),
        asOf = line.AsOf,
        releasedTo = line.ReleasedTo,
        synthetic = line.Synthetic,
    };

    public static object Of(HouseholdTrace trace) => new
    {
        household = trace.Household,
        received = trace.Got.Select(got => new
        {
            date = got.Date,
            what = got.What.Select(Measured),
            through = got.Through,
            programme = got.Programme,
            promises = got.Promises,
            basis = got.Basis,
            otherPromises = got.OtherPromises,
            confirmed = got.Confirmed,
        }),
        left = trace.Left.Select(Measured),
    };

    static object Measured(Amount amount) => new { amount = Number(amount), commodity = amount.Commodity.Code };

    static object Book(PromiseEquation equation) => new
    {
        commodity = equation.Commodity,
        received = Number(equation.Sums.Received),
        spent = Number(equation.Sums.Spent),
        delivered = Number(equation.Sums.Delivered),
        stockAtCost = Number(equation.Sums.Stocked),
        inTransit = Number(equation.Sums.InTransit),
        lost = Number(equation.Sums.Lost),
        returned = Number(equation.Sums.Returned),
        converted = Number(equation.Sums.Converted),
        bank = Number(equation.Sums.Bank),
        gap = Number(equation.Sums.Gap),
        terms = equation.Became.Prepend(equation.Received).Select(term => new
        {
            step = term.Step,
            name = term.Name,
            amount = Number(term.Amount),
            shownBy = term.ShownBy,
        }),
        counts = equation.Counts,
    };
}
