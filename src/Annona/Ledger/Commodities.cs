using Annona.Access;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>What sort of thing is counted.</summary>
public enum CommodityKind
{
    /// <summary>A currency. Its balances carry a promise (earmark).</summary>
    Money,

    /// <summary>Goods. Their balances carry a lot, and the lot carries shares of promises and a cost.</summary>
    Goods,

    /// <summary>A unit of entitlement, such as a voucher or a ration; kept in lots like goods.</summary>
    EntitlementUnit,
}

/// <summary>A commodity may be counted from now on. Code and scale never change.</summary>
public sealed record CommodityDeclared(Commodity Commodity, CommodityKind Kind, string? Description) : Event;

/// <summary>Asks to declare a commodity. Declaring the same again changes nothing.</summary>
/// <param name="Commodity">Code and scale.</param>
/// <param name="Kind">Money, goods or a unit of entitlement.</param>
/// <param name="Description">What is in one unit, such as <c>food for four people and two weeks</c>; may be
/// null.</param>
public sealed record DeclareCommodity(Commodity Commodity, CommodityKind Kind, string? Description = null) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Storekeeper | Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (!Commodity.IsCode(Commodity.Code))
            return LedgerRefusals.NoCommodityCode(Commodity.Code);
        if (Commodity.Scale is < 0 or > Commodity.ScaleMax)
            return LedgerRefusals.ScaleOutOfRange(Commodity);
        if (now.Ledger.FindCommodity(Commodity.Code) is not { } known)
            return new CommodityDeclared(Commodity, Kind, Description);
        if (known.Commodity != Commodity || known.Kind != Kind)
            return LedgerRefusals.CommodityChanged(known);
        // A unit that was declared for training may be used in earnest once it is declared in earnest.
        return known.Synthetic && !Synthetic
            ? new CommodityDeclared(Commodity, Kind, Description ?? known.Description)
            : new Decision.Accepted();
    }
}

/// <summary>A commodity as the register has it.</summary>
/// <param name="Commodity">Code and scale.</param>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Description">What is in one unit; null when nobody said.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record CommodityRow(Commodity Commodity, CommodityKind Kind, string? Description, bool Synthetic);
