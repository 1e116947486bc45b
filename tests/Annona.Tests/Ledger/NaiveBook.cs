using System.Numerics;
using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Tests.Ledger;

/// <summary>
/// The books as a child would keep them: how many stand where, under which promise or of which lot, and in which
/// order lots came to a place, what they cost, what is reserved, and what moved on which day. The ledger must agree
/// with it.
/// </summary>
sealed class NaiveBook(Func<Guid, LotRow?> lotOf)
{
    readonly Dictionary<(AccountName Account, string Commodity, Guid Tag), long> held = [];
    readonly Dictionary<(AccountName Account, string Commodity), List<Guid>> order = [];
    readonly Dictionary<Id<Transfer>, (Transfer Transfer, List<(Guid Tag, long Units)> Parts)> expected = [];
    readonly Dictionary<(AccountName Account, Guid Lot, Guid Promise), BigInteger> cost = [];
    readonly List<(AccountName Account, string Commodity, Guid Tag, DateOnly Day, long Units)> moves = [];

    public IReadOnlyCollection<Transfer> Expected => [.. expected.Values.Select(open => open.Transfer)];

    public IEnumerable<((AccountName Account, string Commodity, Guid Tag) Key, long Units)> All =>
        held.Select(entry => (entry.Key, entry.Value));

    public long Held(AccountName account, string commodity) =>
        held.Where(entry => (entry.Key.Account, entry.Key.Commodity) == (account, commodity)).Sum(entry => entry.Value);

    /// <summary>What stood in a place at the end of a day.</summary>
    public long HeldOn(AccountName account, string commodity, DateOnly day) => moves
        .Where(move => (move.Account, move.Commodity) == (account, commodity) && move.Day <= day)
        .Sum(move => move.Units);

    /// <summary>What the goods of a promise have cost that stand in accounts of these kinds.</summary>
    public BigInteger Cost(Id<Promise> promise, params AccountKind[] kinds) => cost
        .Where(entry => entry.Key.Promise == promise.Value && kinds.Contains(entry.Key.Account.Kind))
        .Aggregate(BigInteger.Zero, (sum, entry) => sum + entry.Value);

    /// <summary>Whether the place has it to give, with what is reserved counted as gone.</summary>
    public bool Covers(Transfer transfer, bool isMoney) =>
        Parts(transfer, isMoney).TrueForAll(part => Free(transfer, part.Tag) >= part.Units);

    /// <summary>Whether money was there on the transfer's day, and on every day since.</summary>
    public bool CoveredThen(Transfer transfer)
    {
        var tag = transfer.Earmark?.Value ?? Guid.Empty;
        var own = moves.Where(move =>
            (move.Account, move.Commodity, move.Tag) == (transfer.From, transfer.Amount.Commodity.Code, tag)).ToList();
        return own.Select(move => move.Day).Append(transfer.Date).Where(day => day >= transfer.Date)
            .All(day => own.Where(move => move.Day <= day).Sum(move => move.Units) >= transfer.Amount.Units);
    }

    /// <summary>A lot that is expected stands in line from then on.</summary>
    public void Expect(Transfer transfer, bool isMoney)
    {
        var parts = Parts(transfer, isMoney);
        expected.Add(transfer.Id, (transfer, parts));
        foreach (var (tag, _) in parts)
        {
            StandInLine(transfer.From, transfer.Amount.Commodity.Code, tag);
            StandInLine(transfer.To, transfer.Amount.Commodity.Code, tag);
        }
    }

    public void Void(Id<Transfer> transfer) => expected.Remove(transfer);

    public void Settle(Id<Transfer> transfer, long units)
    {
        var (happened, parts) = expected[transfer];
        expected.Remove(transfer);
        foreach (var (tag, reserved) in parts)
        {
            var posted = Math.Min(units, reserved);
            if (posted > 0)
                Move(happened, tag, posted);
            units -= posted;
        }
    }

    public void Move(Transfer transfer, bool isMoney)
    {
        foreach (var (tag, units) in Parts(transfer, isMoney))
            Move(transfer, tag, units);
    }

    /// <summary>What leaves: of the promise or lot that is named, or of the lots there, first in, first out.</summary>
    List<(Guid Tag, long Units)> Parts(Transfer transfer, bool isMoney)
    {
        var left = transfer.Amount.Units;
        if (isMoney || transfer.Lot is not null || transfer.From.Kind is AccountKind.Variance)
            return [((isMoney ? transfer.Earmark?.Value : transfer.Lot?.Value) ?? Guid.Empty, left)];
        var parts = new List<(Guid, long)>();
        foreach (var lot in order.GetValueOrDefault((transfer.From, transfer.Amount.Commodity.Code), []))
        {
            var taken = lot == Guid.Empty ? 0 : Math.Min(left, Free(transfer, lot));
            if (taken <= 0)
                continue;
            parts.Add((lot, taken));
            left -= taken;
        }
        if (left > 0)
            parts.Add((Guid.Empty, left));
        return parts;
    }

    long Free(Transfer transfer, Guid tag) =>
        held.GetValueOrDefault((transfer.From, transfer.Amount.Commodity.Code, tag))
        - expected.Values.Where(open => open.Transfer.From == transfer.From
            && open.Transfer.Amount.Commodity == transfer.Amount.Commodity)
            .SelectMany(open => open.Parts).Where(part => part.Tag == tag).Sum(part => part.Units);

    void Move(Transfer transfer, Guid tag, long units)
    {
        var code = transfer.Amount.Commodity.Code;
        TakeCostAlong(transfer, tag, units);
        foreach (var (account, change) in new[] { (transfer.From, -units), (transfer.To, units) })
        {
            held[(account, code, tag)] = held.GetValueOrDefault((account, code, tag)) + change;
            moves.Add((account, code, tag, transfer.Date, change));
            StandInLine(account, code, tag);
        }
    }

    void StandInLine(AccountName account, string code, Guid tag)
    {
        if (!order.TryGetValue((account, code), out var tags))
            order[(account, code)] = tags = [];
        if (!tags.Contains(tag))
            tags.Add(tag);
    }

    /// <summary>
    /// Cost goes pro rata and rounds down; the last unit takes the rest, and what is not there owes what it cost at
    /// first.
    /// </summary>
    void TakeCostAlong(Transfer transfer, Guid tag, long units)
    {
        if (tag == Guid.Empty || lotOf(tag) is not { Lot.Cost: not null } row)
            return;
        BigInteger there = held.GetValueOrDefault((transfer.From, transfer.Amount.Commodity.Code, tag));
        for (var share = 0; share < row.Lot.Shares.Count; share++)
        {
            var promise = row.Lot.Shares[share].Promise?.Value ?? Guid.Empty;
            var standing = cost.GetValueOrDefault((transfer.From, tag, promise));
            var along = units < there
                ? standing * units / there
                : standing + (row.ShareCosts[share] * (units - there) / row.Lot.Quantity.Units);
            along = BigInteger.Max(along, 0);
            cost[(transfer.From, tag, promise)] = standing - along;
            cost[(transfer.To, tag, promise)] = cost.GetValueOrDefault((transfer.To, tag, promise)) + along;
        }
    }
}
