using Annona.Ledger;
using Annona.Values;

namespace Annona.Tests.Ledger;

/// <summary>
/// The books as a child would keep them: how many stand where, under which promise or of which lot, and in which
/// order lots came to a place. The ledger must agree with it.
/// </summary>
sealed class NaiveBook
{
    readonly Dictionary<(AccountName Account, string Commodity, Guid Tag), long> held = [];
    readonly Dictionary<(AccountName Account, string Commodity), List<Guid>> order = [];
    readonly Dictionary<Id<Transfer>, Transfer> expected = [];

    public IReadOnlyCollection<Transfer> Expected => expected.Values;

    public long Held(AccountName account, string commodity) =>
        held.Where(entry => (entry.Key.Account, entry.Key.Commodity) == (account, commodity)).Sum(entry => entry.Value);

    public IEnumerable<((AccountName Account, string Commodity, Guid Tag) Key, long Units)> All =>
        held.Select(entry => (entry.Key, entry.Value));

    /// <summary>Whether the place has it to give, with what is reserved counted as gone.</summary>
    public bool Covers(Transfer transfer, bool isMoney)
    {
        var code = transfer.Amount.Commodity.Code;
        if (isMoney || transfer.Lot is not null)
        {
            var tag = isMoney ? transfer.Earmark?.Value : transfer.Lot?.Value;
            var reserved = expected.Values
                .Where(other => other.From == transfer.From && other.Earmark == transfer.Earmark && isMoney)
                .Sum(other => other.Amount.Units);
            return Held((transfer.From, code, tag ?? Guid.Empty)) - reserved >= transfer.Amount.Units;
        }
        var inLots = Lots(transfer.From, code).Sum(lot => Math.Max(0, Held((transfer.From, code, lot))));
        var rest = transfer.Amount.Units - Math.Min(transfer.Amount.Units, inLots);
        return rest == 0 || Held((transfer.From, code, Guid.Empty)) >= rest;
    }

    public void Expect(Transfer transfer) => expected.Add(transfer.Id, transfer);

    public void Void(Id<Transfer> transfer) => expected.Remove(transfer);

    public void Settle(Id<Transfer> transfer, long units)
    {
        var happened = expected[transfer];
        expected.Remove(transfer);
        Move(happened with { Amount = happened.Amount with { Units = units } }, isMoney: true);
    }

    public void Move(Transfer transfer, bool isMoney)
    {
        var (code, left) = (transfer.Amount.Commodity.Code, transfer.Amount.Units);
        if (isMoney || transfer.Lot is not null || transfer.From.Kind == AccountKind.Variance)
        {
            Move(transfer, (isMoney ? transfer.Earmark?.Value : transfer.Lot?.Value) ?? Guid.Empty, left);
            return;
        }
        foreach (var lot in Lots(transfer.From, code).ToList())
        {
            var taken = Math.Min(left, Held((transfer.From, code, lot)));
            if (taken <= 0)
                continue;
            Move(transfer, lot, taken);
            left -= taken;
        }
        if (left > 0)
            Move(transfer, Guid.Empty, left);
    }

    void Move(Transfer transfer, Guid tag, long units)
    {
        var code = transfer.Amount.Commodity.Code;
        foreach (var (account, change) in new[] { (transfer.From, -units), (transfer.To, units) })
        {
            held[(account, code, tag)] = Held((account, code, tag)) + change;
            if (!order.TryGetValue((account, code), out var tags))
                order[(account, code)] = tags = [];
            if (!tags.Contains(tag))
                tags.Add(tag);
        }
    }

    IEnumerable<Guid> Lots(AccountName account, string commodity) =>
        order.TryGetValue((account, commodity), out var tags) ? tags.Where(tag => tag != Guid.Empty) : [];

    long Held((AccountName, string, Guid) cell) => held.GetValueOrDefault(cell);
}
