using Annona.Aid;
using Annona.Ledger;
using Annona.Observations;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>
/// Everything that is known about one promise on a day: the input of its state, its line on the board and its trace.
/// </summary>
sealed record PromiseFacts
{
    public required PromiseRow Row { get; init; }

    public GroupRow? Group { get; init; }

    /// <summary>The verdict that stood on the day, or null.</summary>
    public Signed? Signed { get; init; }

    /// <summary>Why what it was taken from no longer counts; null when it does.</summary>
    public string? Fault { get; init; }

    /// <summary>Links of it and to it, each in a sentence.</summary>
    public required IReadOnlyList<(PromiseState? State, string Sentence)> Links { get; init; }

    public required PromiseBooks Books { get; init; }

    public required PromiseSums Sums { get; init; }

    public required PromiseReach Reach { get; init; }

    /// <summary>Whether our register covers the people to whom it was promised, and we serve them.</summary>
    public required bool IsCountable { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    public required IReadOnlyList<OpenDiscrepancy> Discrepancies { get; init; }

    /// <summary>Where we looked, for a silence that is not to be read as failure.</summary>
    public required string Searched { get; init; }

    /// <summary>
    /// What was granted to people in programmes that serve it, for so much a person; null when nothing was.
    /// </summary>
    public Amount? Expected { get; init; }

    /// <summary>Different households reached; null when not countable.</summary>
    public long? Households => IsCountable ? Reach.Households : null;

    /// <summary>Different people reached at most; null when not countable.</summary>
    public long? People => IsCountable ? Reach.People : null;

    /// <summary>Different people reached at least; null when not countable.</summary>
    public long? PeopleAtLeast => IsCountable ? Reach.PeopleAtLeast : null;

    public IEnumerable<Evidence> Supporting => Evidence.Where(piece => piece.Bearing == Bearing.Supports);

    public IEnumerable<Evidence> Contradicting => Evidence.Where(piece => piece.Bearing == Bearing.Contradicts);

    /// <summary>What speaks against it, each with the newest that speaks for it.</summary>
    public IReadOnlyList<string> Contradictions
    {
        get
        {
            var against = Contradicting.ToList();
            var supporting = Supporting.FirstOrDefault(piece => piece.Kind != EvidenceKind.Book)
                ?? Supporting.FirstOrDefault();
            var other = supporting is { } piece ? $"For it: {Told(piece)}" : "Nothing on record speaks for it.";
            return [.. against.Select(piece => $"{Told(piece)} {other}")];
        }
    }

    static string Told(Evidence piece) => $"{piece.Code}, {piece.Date:yyyy-MM-dd}: {piece.Text}";

    /// <summary>Gathers what is known.</summary>
    public static PromiseFacts Of(TraceScan scan, PromiseRow row)
    {
        var now = scan.Now;
        var group = row.Terms.Beneficiary is { } beneficiary ? now.Places.Find(beneficiary) : null;
        var reach = scan.Reach.Of(row.Id);
        var books = now.Ledger.OfPromise(row.Id, scan.AsOf);
        var served = ProgrammesOf(now, row).Any() || reach.Handovers > 0;
        var kept = books.Money.Count > 0 || books.Goods.Count > 0 || served;
        var signed = Signed.Of(now, row, scan.AsOf);
        return new()
        {
            Row = row,
            Group = group,
            Signed = signed,
            Fault = Footing.Fault(now, row.Terms.Source, row.Terms.Statement),
            Links = [.. LinksOf(now, row, scan.AsOf)],
            Books = books,
            Sums = kept && PromiseSums.AreCounted(row.Terms.Kind)
                ? PromiseSums.Of(books, row.Terms.Promised?.Commodity, reach)
                : PromiseSums.NotKnown,
            Reach = reach,
            IsCountable = served && group?.Coverage != Coverage.NotRegistered,
            Evidence = EvidenceOf.Promise(scan, row, books, reach, signed),
            Discrepancies = DiscrepanciesOf.Promise(now, row, scan.AsOf),
            Searched = scan.Searched(row.Synthetic),
            Expected = row.Terms.Kind == PromiseKind.PersonEntitlement ? ExpectedOf(now, row) : null,
        };
    }

    /// <summary>Programmes that serve a promise; real and made up never mix.</summary>
    public static IEnumerable<ProgrammeRow> ProgrammesOf(Registers now, PromiseRow row) => now.Aid.Programmes.Where(
        programme => programme.Synthetic == row.Synthetic && programme.Promises.Contains(row.Id));

    /// <summary>People granted times what was promised to each.</summary>
    static Amount? ExpectedOf(Registers now, PromiseRow row)
    {
        if (row.Terms.Promised is not { Commodity: { } commodity } each || (each.Low ?? each.High) is not { } units)
            return null;
        var people = ProgrammesOf(now, row).SelectMany(programme =>
            programme.Cycles.Select(cycle => now.Aid.GrantedIn(programme.Id, cycle.Number).People)).Sum();
        return people == 0 ? null : new Amount(commodity, checked(units * people));
    }

    /// <summary>How it stands to other promises, and the state that follows from that.</summary>
    public static IEnumerable<(PromiseState? State, string Sentence)> LinksOf(
        Registers now, PromiseRow row, DateOnly asOf)
    {
        foreach (var link in row.Links)
            if (link.Target.Promise is { } target && now.PublicRecord.Promises.Find(target) is { } other
                && other.Synthetic == row.Synthetic)
                yield return link.Relation == PromiseRelation.Retells
                    ? (PromiseState.Retelling, $"It retells {other.Code}: see there.")
                    : (null, $"It {TraceWords.Of(link.Relation)} {other.Code}.");
        foreach (var (other, link) in now.PublicRecord.Promises.LinksTo(row.Id))
            if (other.Synthetic == row.Synthetic && other.Terms.Made <= asOf)
                yield return link.Relation == PromiseRelation.Supersedes
                    ? (PromiseState.Superseded, $"{other.Code} of {other.Terms.Made:yyyy-MM-dd} took its place.")
                    : (null, $"{other.Code} {TraceWords.Of(link.Relation)} it.");
    }

    /// <summary>
    /// What is still to come, as an interval where the promise said "more than"; null when nothing is said.
    /// </summary>
    public string? Outstanding(Amount received)
    {
        // So much for each person is no sum: what is outstanding there follows from entitlements, not from the words.
        if (Row.Terms.Kind == PromiseKind.PersonEntitlement || Row.Terms.Promised is not { } promised)
            return null;
        // Words have the currency's decimal places, the books may have fewer: both are brought to the finer units.
        var said = promised.At(received.Commodity.Scale);
        received = InUnitsOf(said.Commodity ?? received.Commodity, received);
        var (least, most) = said.Interval;
        var left = received with { Units = Math.Max(0, checked(least - received.Units)) };
        if (left.Units == 0)
            return most is null || received.Units <= most
                ? $"At least what was promised has been received: {TraceWords.Of(received)}." : null;
        return $"We have not received {(most is null ? "at least " : "")}{TraceWords.Of(left)} of the "
            + $"{TraceWords.Of(promised)}; others may have.";
    }

    static Amount InUnitsOf(Commodity finer, Amount amount) =>
        new(finer, checked(amount.Units * (finer.UnitsPerWhole / amount.Commodity.UnitsPerWhole)));
}
