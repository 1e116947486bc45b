using Annona.Access;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>A movement as it is told to officers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">What officers type, such as <c>TR12</c>.</param>
/// <param name="Position">Its entry in the journal, from 1.</param>
/// <param name="Date">The day it happened, or was said to be expected.</param>
/// <param name="Kind">Why.</param>
/// <param name="From">Where it left.</param>
/// <param name="To">Where it went.</param>
/// <param name="Amount">How much.</param>
public sealed record TransferListed(
    Id<Transfer> Id, string Code, long Position, DateOnly Date, TransferKind Kind, AccountName From, AccountName To,
    Amount Amount)
{
    /// <summary>Code of the promise that the money carries; null for none.</summary>
    public string? Promise { get; init; }

    /// <summary>Code of the lot that somebody named; null for none.</summary>
    public string? Lot { get; init; }

    /// <summary>Number of a voucher, waybill or bank advice; null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>Expected, and neither posted nor voided yet.</summary>
    public bool Pending { get; init; }

    /// <summary>The day by which an expected one is due; null when nobody said.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Whole days since an expected one was due; null when it is not late.</summary>
    public int? DaysLate { get; init; }

    /// <summary>Put right by later transfers.</summary>
    public bool Corrected { get; init; }

    /// <summary>How many papers show it.</summary>
    public int Papers { get; init; }

    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }

    internal static TransferListed? Of(int ordinal, Registers now, Moment moment)
    {
        if (now.Ledger.TransferAt(ordinal) is not { Transfer: var moved } row)
            return null;
        var late = row.IsOpen && moved.Due is { } due ? moment.Today.DayNumber - due.DayNumber : 0;
        return new(
            moved.Id, $"TR{ordinal + 1}", row.Position, moved.Date, moved.Kind, moved.From, moved.To, moved.Amount)
        {
            Promise = CodeOf(moved.Earmark, now),
            Lot = moved.Lot is { } lot ? now.Ledger.FindLot(lot.Value)?.Code : null,
            Reference = moved.Reference,
            Pending = row.IsOpen,
            Due = moved.Due,
            DaysLate = late > 0 ? late : null,
            Corrected = row.Corrected,
            Papers = now.Ledger.PapersOf(moved.Id).Count,
            Synthetic = row.Synthetic,
        };
    }

    /// <summary>Code of a promise; null for none.</summary>
    internal static string? CodeOf(Id<Promise>? promise, Registers now) =>
        promise is { } id ? now.PublicRecord.Promises.Find(id)?.Code : null;
}

/// <summary>Asks for every movement, in order of arrival.</summary>
/// <param name="Account">Only what touches this account; null for all.</param>
public sealed record ListTransfers(AccountName? Account = null) : Question<IReadOnlyList<TransferListed>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<TransferListed> Answer(Registers now, Moment moment) =>
    [
        .. Enumerable.Range(0, now.Ledger.TransferCount).Where(ordinal => Touches(ordinal, now.Ledger.Books))
            .Select(ordinal => TransferListed.Of(ordinal, now, moment)).OfType<TransferListed>(),
    ];

    bool Touches(int ordinal, Books books)
    {
        if (Account is null)
            return true;
        var row = books.Transfers[ordinal];
        return row.Legs > 0
            && (books.KeyOf(books.Legs[row.FirstLeg].From).Account == Account
                || books.KeyOf(books.Legs[row.FirstLeg].To).Account == Account);
    }
}

/// <summary>Asks what is expected and neither posted nor voided, in order of arrival.</summary>
public sealed record ListPending : Question<IReadOnlyList<TransferListed>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<TransferListed> Answer(Registers now, Moment moment) =>
    [
        .. now.Ledger.Books.Open.Select(ordinal => TransferListed.Of(ordinal, now, moment)).OfType<TransferListed>(),
    ];
}
