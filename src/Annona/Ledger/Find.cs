using Annona.Access;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>A commodity as it is told to officers.</summary>
/// <param name="Commodity">Code and scale.</param>
/// <param name="Kind">Money, goods or a unit of entitlement.</param>
/// <param name="Description">What is in one unit; null when nobody said.</param>
/// <param name="Synthetic">Declared for training only.</param>
public sealed record CommodityListed(Commodity Commodity, CommodityKind Kind, string? Description, bool Synthetic)
{
    /// <summary>The largest amount that one transfer may move.</summary>
    public Amount Most => new(Commodity, TransferChecks.UnitsMax);

    internal static CommodityListed Of(CommodityRow row) =>
        new(row.Commodity, row.Kind, row.Description, row.Synthetic);
}

/// <summary>The commodity with this code in any case; null if there is none.</summary>
/// <param name="Typed">A code.</param>
public sealed record FindCommodity(string Typed) : Question<CommodityListed?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override CommodityListed? Answer(Registers now, Moment moment) =>
        now.Ledger.FindCommodity(Typed) is { } row ? CommodityListed.Of(row) : null;
}

/// <summary>Asks which commodities are declared, by code.</summary>
public sealed record ListCommodities : Question<IReadOnlyList<CommodityListed>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<CommodityListed> Answer(Registers now, Moment moment) =>
        [.. now.Ledger.Commodities.Select(CommodityListed.Of)];
}

/// <summary>The lot that somebody means; null if there is none.</summary>
/// <param name="Typed">A code such as <c>LOT3</c>, or an id as text.</param>
public sealed record FindLot(string Typed) : Question<Known<Lot>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<Lot>? Answer(Registers now, Moment moment) =>
        now.Ledger.FindLot(Typed) is { } row ? new(row.Lot.Id, row.Code, $"{row.Lot.Quantity}") : null;
}

/// <summary>The transfer that somebody means; null if there is none.</summary>
/// <param name="Typed">A code such as <c>TR12</c>, or an id as text.</param>
public sealed record FindTransfer(string Typed) : Question<TransferListed?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override TransferListed? Answer(Registers now, Moment moment)
    {
        var transfers = now.Ledger.Books.Transfers;
        var at = Codes.TryNumber(Typed, "TR", transfers.Count, out var number) ? number - 1
            : Id<Transfer>.TryParse(Typed, out var id) ? transfers.Find(id.Value)
            : -1;
        return at < 0 ? null : TransferListed.Of(at, now, moment);
    }
}
