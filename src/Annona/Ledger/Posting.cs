using Annona.Access;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>Decides a linked list of transfers: all or none.</summary>
static class Posting
{
    /// <summary>Transfers a request may hold: one large import file.</summary>
    public const int ListMax = 100_000;

    /// <summary>
    /// Transfers in one event: keeps an entry small enough to send to a tablet. A longer list becomes several events.
    /// </summary>
    const int PerEventMax = 500;

    /// <summary>The transfers as facts, without those that are recorded already, or why not.</summary>
    /// <param name="now">What is recorded so far.</param>
    /// <param name="moment">When and by whom it is asked.</param>
    /// <param name="asked">Transfers, lots, and what they correct.</param>
    /// <param name="synthetic">Made up.</param>
    /// <param name="rows">Where each transfer stands in a file, for the refusal; null when it is from no file.</param>
    public static Decision Decide(
        Registers now, Moment moment, LedgerPosted asked, bool synthetic, IReadOnlyList<int>? rows = null)
    {
        if (asked.Transfers.Count is 0 or > ListMax)
            return LedgerRefusals.ListSize(asked.Transfers.Count);
        var tried = new Attempt(now, moment, asked, synthetic);
        if (tried.Refused().FirstOrDefault() is { Why: { } no } first)
            return rows is null ? no : no with { Message = $"Row {rows[first.At]}: {no.Message}" };
        var facts = synthetic ? asked with { Synthetic = true } : asked;
        return new Decision.Accepted([.. Events(facts, tried.Fresh, tried.Arriving)]);
    }

    /// <summary>The first event tells the lots, so that they are known before anything leaves them.</summary>
    static IEnumerable<Event> Events(LedgerPosted asked, List<Transfer> fresh, IReadOnlyList<Lot> arriving) =>
        fresh.Chunk(PerEventMax).Select((chunk, index) =>
            asked with { Transfers = chunk, Lots = index == 0 && arriving.Count > 0 ? arriving : null });
}

/// <summary>A list of transfers tried on the books, each on what those before it leave. Made for one list.</summary>
sealed class Attempt(Registers now, Moment moment, LedgerPosted asked, bool synthetic)
{
    /// <summary>Transfers that are not recorded yet and may be posted, as far as the list was read.</summary>
    public List<Transfer> Fresh { get; } = [];

    /// <summary>Lots that are not recorded yet.</summary>
    public IReadOnlyList<Lot> Arriving { get; } =
        [.. (asked.Lots ?? []).Where(lot => now.Ledger.FindLot(lot.Id.Value) is null)];

    /// <summary>
    /// What may not be posted and why, by place in the list, as it is found: lots first, then each transfer. Whoever
    /// reads on reads what would be refused if the ones before were left out.
    /// </summary>
    public IEnumerable<(int At, Refusal Why)> Refused()
    {
        foreach (var (no, lot) in LotChecks.Refused(asked, now, synthetic))
        {
            var at = asked.Transfers.TakeWhile(transfer => transfer.Lot != lot).Count();
            yield return (Math.Min(at, asked.Transfers.Count - 1), no);
        }
        var trial = new Trial(now.Ledger, Arriving);
        var checks = new TransferChecks(now, trial, moment, synthetic);
        for (var at = 0; at < asked.Transfers.Count; at++)
        {
            foreach (var transfer in Commitments.Parts(asked.Transfers[at], trial))
            {
                if (checks.Refuses(transfer, out var legs) is { } no)
                {
                    yield return (at, no);
                    break;
                }
                if (legs is null)
                    continue;
                trial.Take(transfer, legs);
                Fresh.Add(transfer);
            }
        }
    }
}

/// <summary>Why a row of a file would be refused.</summary>
/// <param name="Row">As a person sees it in the file; its place in the list, from 1, when it is from no file.</param>
/// <param name="Why">Code, message and remedy.</param>
public sealed record RowRefusal(int Row, Refusal Why);

/// <summary>What posting a list would do.</summary>
/// <param name="New">Transfers that would be recorded.</param>
/// <param name="Refused">Why it would be refused, one for each bad row; none when it would not.</param>
public sealed record TransfersChecked(int New, IReadOnlyList<RowRefusal> Refused);

/// <summary>Asks what posting a list of transfers would do, and records nothing.</summary>
/// <param name="Ask">The request as it would be sent.</param>
public sealed record CheckTransfers(PostTransfers Ask) : Question<TransfersChecked>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Ask.MayAsk;

    /// <inheritdoc/>
    public override TransfersChecked Answer(Registers now, Moment moment)
    {
        if (Ask.RefusesList() is { } list)
            return new(0, [new(1, list)]);
        var tried = new Attempt(now, moment, new(Ask.Transfers) { Lots = Ask.Lots }, Ask.Synthetic);
        var refused = tried.Refused().Select(bad => new RowRefusal(Ask.Rows?[bad.At] ?? bad.At + 1, bad.Why))
            .DistinctBy(bad => bad.Row).ToList();
        return new(tried.Fresh.Count, refused);
    }
}
