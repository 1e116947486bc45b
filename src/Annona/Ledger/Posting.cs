using Annona.Values;

namespace Annona.Ledger;

/// <summary>Decides a linked list of transfers: all or none.</summary>
static class Posting
{
    /// <summary>Transfers a request may hold: one large import file.</summary>
    public const int ListMax = 100_000;

    /// <summary>Transfers in one event: keeps an entry small enough to send to a tablet. A longer list becomes
    /// several events.</summary>
    const int PerEventMax = 500;

    /// <summary>The transfers as facts, without those that are recorded already, or why not.</summary>
    /// <param name="now">What is recorded so far.</param>
    /// <param name="moment">When and by whom it is asked.</param>
    /// <param name="asked">Transfers, lots, and what they correct.</param>
    /// <param name="synthetic">Made up.</param>
    /// <param name="rows">Where each transfer stands in a file, for the refusal; empty when it is from no file.</param>
    public static Decision Decide(
        Registers now, Moment moment, LedgerPosted asked, bool synthetic, IReadOnlyList<int>? rows = null)
    {
        if (asked.Transfers.Count is 0 or > ListMax)
            return LedgerRefusals.ListSize(asked.Transfers.Count);
        if (LotChecks.Refuses(asked, now, synthetic) is var (wrongLot, wrong))
            return AtRow(wrongLot, rows, asked.Transfers, wrong);
        var arriving = (asked.Lots ?? []).Where(lot => now.Ledger.FindLot(lot.Id.Value) is null).ToList();
        var trial = new Trial(now.Ledger, arriving);
        var checks = new TransferChecks(now, trial, moment, synthetic);
        var fresh = new List<Transfer>();
        for (var at = 0; at < asked.Transfers.Count; at++)
        {
            foreach (var transfer in Commitments.Parts(asked.Transfers[at], trial))
            {
                if (checks.Refuses(transfer, out var legs) is { } no)
                    return InRow(no, rows?[at]);
                if (legs is null)
                    continue;
                trial.Take(transfer, legs);
                fresh.Add(transfer);
            }
        }
        var facts = synthetic ? asked with { Synthetic = true } : asked;
        return new Decision.Accepted([.. Events(facts, fresh, arriving)]);
    }

    static Refusal InRow(Refusal no, int? row) => row is null ? no : no with { Message = $"Row {row}: {no.Message}" };

    static Refusal AtRow(Refusal no, IReadOnlyList<int>? rows, IReadOnlyList<Transfer> transfers, Id<Lot> lot)
    {
        var at = transfers.TakeWhile(transfer => transfer.Lot != lot).Count();
        return InRow(no, rows is null || at == transfers.Count ? null : rows[at]);
    }

    /// <summary>The first event tells the lots, so that they are known before anything leaves them.</summary>
    static IEnumerable<Event> Events(LedgerPosted asked, List<Transfer> fresh, List<Lot> arriving) =>
        fresh.Chunk(PerEventMax).Select((chunk, index) =>
            asked with { Transfers = chunk, Lots = index == 0 && arriving.Count > 0 ? arriving : null });
}
