using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>What a place could give of a commodity: of what was asked for, and beside it.</summary>
sealed class Holdings(Registers now, IBalances balances, Transfer asked)
{
    readonly CellKey cell = LegPlan.CellOf(asked, asked.From, balances);

    /// <summary>Of the promise or lot that is named; money that carries no promise; or all lots in the place.</summary>
    public Amount Asked => asked.Amount with
    {
        Units = Math.Max(0, IsPile
            ? balances.Pile(cell.Account, cell.Commodity).Sum(of => balances.Of(of).Available)
            : balances.Of(cell).Available),
    };

    /// <summary>What is meant by <see cref="Asked"/>, to stand behind the amount; empty for everything there.</summary>
    public string Which =>
        asked.Lot is { } lot ? $" of {balances.FindLot(lot.Value)?.Code ?? "this lot"}"
        : asked.Earmark is { } promise ? $" of {CodeOf(promise)}"
        : IsPile ? ""
        : Others.Count > 0 ? " unrestricted"
        : "";

    /// <summary>Money there that carries other promises, or none.</summary>
    public IReadOnlyList<(string? Promise, Amount Amount)> Others => IsPile || cell.Lot != Guid.Empty
        ? []
        : [
            .. balances.Pile(cell.Account, cell.Commodity)
                .Where(of => of != cell && of.Lot == Guid.Empty && balances.Of(of).Available > 0)
                .Select(of => (
                    of.Earmark == Guid.Empty ? null : CodeOf(new(of.Earmark)),
                    asked.Amount with { Units = balances.Of(of).Available })),
        ];

    bool IsPile =>
        cell.Book == Book.Real && cell.Lot == Guid.Empty && !balances.IsMoney(cell.Commodity);

    string CodeOf(Id<Promise> promise) => now.PublicRecord.Promises.Find(promise)?.Code ?? "an unknown promise";
}
