using Annona.Access;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>A lot as it is told to officers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">What officers type, such as <c>LOT3</c>.</param>
/// <param name="Quantity">How much came in.</param>
/// <param name="Cost">What all of it cost, or the declared value of a gift; null for a gift without one.</param>
/// <param name="Received">The day it came in.</param>
/// <param name="Expiry">Not to be handed out after this day; null when it does not spoil.</param>
public sealed record LotListed(
    Id<Lot> Id, string Code, Amount Quantity, Amount? Cost, DateOnly Received, DateOnly? Expiry)
{
    /// <summary>What is left of it in warehouses, at sites and on the road.</summary>
    public required Amount Left { get; init; }

    /// <summary>Where that is, and how much.</summary>
    public required IReadOnlyList<LotPlace> Places { get; init; }

    /// <summary>Whose it is; one for each share.</summary>
    public required IReadOnlyList<LotOwner> Owners { get; init; }

    /// <summary>The supplier's or donor's own number for it; null for none.</summary>
    public string? SupplierReference { get; init; }

    /// <summary>Whole days until it expires, below 0 when it has; null when it does not spoil.</summary>
    public int? DaysLeft { get; init; }

    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }
}

/// <summary>So much of a lot stands here.</summary>
public sealed record LotPlace(AccountName Account, Amount Amount);

/// <summary>A promise's share of a lot.</summary>
/// <param name="Promise">Code of the promise; null: unrestricted.</param>
/// <param name="Cost">Its share of the cost; null when the lot has none.</param>
/// <param name="Parts">Its parts.</param>
/// <param name="Of">Parts of the whole lot.</param>
public sealed record LotOwner(string? Promise, Amount? Cost, long Parts, long Of);

/// <summary>
/// Asks for the lots, in order of arrival; with a day only what is left and expires by then, soonest first.
/// </summary>
/// <param name="ExpiringBy">Null: all lots.</param>
public sealed record ListLots(DateOnly? ExpiringBy = null) : Question<IReadOnlyList<LotListed>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<LotListed> Answer(Registers now, Moment moment)
    {
        var lots = now.Ledger.Lots.Where(row => ExpiringBy is null || row.Lot.Expiry <= ExpiringBy)
            .Select(row => Listed(row, now, moment.Today));
        return ExpiringBy is null
            ? [.. lots]
            : [.. lots.Where(lot => lot.Left.Units > 0).OrderBy(lot => lot.Expiry)];
    }

    static LotListed Listed(LotRow row, Registers now, DateOnly today)
    {
        var (lot, books) = (row.Lot, now.Ledger.Books);
        var places = (books.CellsOfLot.TryGetValue(lot.Id.Value, out var cells) ? cells : [])
            .Where(cell => books.KeyOf(cell).Account.Kind
                is AccountKind.Stock or AccountKind.Site or AccountKind.Transit)
            .Select(cell => new LotPlace(
                books.KeyOf(cell).Account, lot.Quantity with { Units = books.Cells[cell].Counters.Balance }))
            .Where(place => place.Amount.Units != 0).ToList();
        var whole = lot.Shares.Sum(share => share.Parts);
        return new(lot.Id, row.Code, lot.Quantity, lot.Cost, lot.Received, lot.Expiry)
        {
            Left = lot.Quantity with { Units = places.Sum(place => place.Amount.Units) },
            Places = places,
            Owners =
            [
                .. lot.Shares.Select((share, at) => new LotOwner(
                    TransferListed.CodeOf(share.Promise, now),
                    lot.Cost is { } cost ? cost with { Units = row.ShareCosts[at] } : null, share.Parts, whole)),
            ],
            SupplierReference = lot.SupplierReference,
            DaysLeft = lot.Expiry is { } expiry ? expiry.DayNumber - today.DayNumber : null,
            Synthetic = row.Synthetic,
        };
    }
}
