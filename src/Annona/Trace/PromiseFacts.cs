using Annona.Ledger;
using Annona.Observations;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>Everything that is known about one promise on a day: the input of its state, its row on the board
/// and its trace.</summary>
sealed record PromiseFacts
{
    public required PromiseRow Row { get; init; }

    public GroupRow? Group { get; init; }

    /// <summary>The verdict that stood on the day, or null.</summary>
    public VerdictRow? Verdict { get; init; }

    public required PromiseBooks Books { get; init; }

    public required PromiseSums Sums { get; init; }

    public required Reach Reach { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    public required IReadOnlyList<OpenDiscrepancy> Discrepancies { get; init; }

    /// <summary>Where we looked, for a silence that is not to be read as failure.</summary>
    public required string Searched { get; init; }

    /// <summary>What speaks for or against it; what merely belongs to it is no news of how far it is.</summary>
    public IEnumerable<Evidence> Telling => Evidence.Where(piece => piece.Bearing != Bearing.Neither);

    public DateOnly? NewestEvidence => Telling.Any() ? Telling.Max(piece => piece.Date) : null;

    public IEnumerable<Evidence> Contradictions => Evidence.Where(piece => piece.Bearing == Bearing.Contradicts);

    /// <summary>Gathers what is known.</summary>
    public static PromiseFacts Of(Registers now, PromiseRow row, DateOnly asOf)
    {
        var group = row.Terms.Beneficiary is { } beneficiary ? now.Places.Find(beneficiary) : null;
        var reach = Reach.Of(now, row, group, asOf);
        var books = now.Ledger.OfPromise(row.Id, asOf);
        var kept = KeepsBooks(books) || reach.HasProgramme;
        return new()
        {
            Row = row,
            Group = group,
            Verdict = row.Verdict is { ConfirmedAt: { } signed } verdict
                && DateOnly.FromDateTime(signed.UtcDateTime) <= asOf
                ? verdict
                : null,
            Books = books,
            Sums = kept && PromiseSums.AreCounted(row.Terms.Kind)
                ? PromiseSums.Of(books, row.Terms.Promised?.Commodity, reach.ConfirmedTransfers)
                : PromiseSums.NotKnown,
            Reach = reach,
            Evidence = EvidenceOf.Promise(now, row, books, reach, asOf),
            Discrepancies = DiscrepanciesOf.Promise(now, row, asOf),
            Searched = SearchedOf(now),
        };
    }

    /// <summary>What is still to come, as an interval where the promise said "more than"; null when nothing
    /// is.</summary>
    public string? Outstanding(Amount received)
    {
        // So much for each person is no sum: what is outstanding there follows from entitlements, not from the words.
        if (Row.Terms.Kind == PromiseKind.PersonEntitlement)
            return null;
        // Words have the currency's decimal places, the books may have fewer: both are brought to the finer units.
        var said = Row.Terms.Promised!.At(received.Commodity.Scale);
        received = InUnitsOf(said.Commodity ?? received.Commodity, received);
        var (least, most) = said.Interval;
        var left = received with { Units = Math.Max(0, checked(least - received.Units)) };
        if (left.Units == 0)
            return most is null || received.Units <= most
                ? $"At least what was promised has been received: {received}." : null;
        return most is null
            ? $"At least {left} of what was promised has not been received."
            : $"{left} of what was promised has not been received.";
    }

    static Amount InUnitsOf(Commodity finer, Amount amount) =>
        new(finer, checked(amount.Units * (finer.UnitsPerWhole / amount.Commodity.UnitsPerWhole)));

    static bool KeepsBooks(PromiseBooks books) => books.Money.Count > 0 || books.Goods.Count > 0;

    static string SearchedOf(Registers now)
    {
        var flows = now.Outside.All.Count;
        var outside = flows == 0 ? "no outside feed is held" : $"{flows} outside flows";
        return $"our books to entry {now.Position}, {now.Observations.All.Count} observations, {outside}";
    }
}
