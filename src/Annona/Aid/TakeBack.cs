using System.Text.Json.Serialization;
using Annona.Access;
using Annona.Ledger;
using Annona.People;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Aid;

/// <summary>One movement that a handover made and that goes back, batch by batch.</summary>
/// <param name="From">Where the handover had put it.</param>
/// <param name="To">Where the handover had taken it.</param>
/// <param name="Amount">How much, above 0.</param>
/// <param name="Lot">The batch; null for none.</param>
/// <param name="Earmark">The promise that money carries.</param>
public sealed record TakenBackLine(
    AccountName From, AccountName To, Amount Amount, Id<Lot>? Lot, Id<Promise>? Earmark);

/// <summary>
/// A handover was recorded wrongly and is taken back: the books return what it moved, the entitlement is free again
/// and nobody was reached by it. The handover stays on record.
/// </summary>
/// <param name="Handover">The wrong one.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="On">The day of taking it back, local.</param>
/// <param name="Lines">What goes back; empty for a service.</param>
public sealed record AidTakenBack(
    Id<Handover> Handover, string Reason, DateOnly On, IReadOnlyList<TakenBackLine> Lines) : Event, IPosts
{
    /// <summary>The transfers of the handover.</summary>
    public IReadOnlyList<Id<Transfer>>? Wrong { get; init; }

    /// <summary>Somebody has counted the place since the handover: a person looks at the count again.</summary>
    public bool AfterCount { get; init; }

    IEnumerable<Id<Transfer>> IPosts.PutsRight => Wrong ?? [];

    /// <inheritdoc/>
    [JsonIgnore]
    public IEnumerable<Transfer> Transfers => Lines.Select((line, index) => new Transfer(
        new(Ids.From(Handover.Value, "taken-back", index)), line.From, line.To, line.Amount, On,
        TransferKind.Correct)
    {
        Lot = line.Lot,
        Earmark = line.Earmark,
    });
}

/// <summary>Asks to take back a handover that was recorded wrongly.</summary>
public sealed record TakeBackAid(Id<Handover> Handover, string Reason) : Request
{
    /// <summary>
    /// The day, local; null for the day of the handover, or for today if its place was counted since.
    /// </summary>
    public DateOnly? On { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            return AidRefusals.NoReason();
        if (now.Aid.FindHandover(Handover) is not { } given || now.Aid.Find(given.Distribution) is not { } row)
            return AidRefusals.UnknownHandover(Handover.ToString());
        if (given.TakenBackOn is { } before)
            return AidRefusals.TakenBackBefore(given.Code, before);
        if (Synthetic != given.Synthetic)
            return AidRefusals.RealAndMadeUp();
        var wasCounted = row.Plan.Stock is { } place && given.Items.Any(item =>
            new MissingGoods(now, given.Synthetic).WasCounted(place, item.Amount.Commodity, given.On));
        // What was never given was never given on its day; a count since then knows nothing of it, though.
        var on = On ?? (wasCounted && moment.Today > given.On ? moment.Today : given.On);
        if (on < given.On)
            return AidRefusals.TakenBackTooEarly(given.Code, given.On);
        var wrong = TransfersOf(given, now.Ledger).ToList();
        if (wrong.Exists(transfer => now.Ledger.FindTransfer(transfer)?.Corrected == true))
            return AidRefusals.CorrectedInTheBooks(given.Code);
        var back = new AidTakenBack(
            Handover, Reason.Trim(), on, [.. wrong.SelectMany(transfer => Back(transfer, now.Ledger))])
        {
            Wrong = wrong.Count == 0 ? null : wrong,
            AfterCount = wasCounted,
        };
        return PostingChecks.Refuses([back], now, moment, Synthetic) is { } no ? no : back;
    }

    /// <summary>Those of what was given first: only then is there something to be missing again.</summary>
    IEnumerable<Id<Transfer>> TransfersOf(HandoverRecord given, LedgerRegister ledger)
    {
        for (var item = 0; item < given.Items.Count; item++)
            if (AidGiven.TransferId(Handover, item) is var transfer && ledger.Books.Transfers.Has(transfer.Value))
                yield return transfer;
        for (var i = 0; ledger.Books.Transfers.Has(AidGiven.FoundAgainId(Handover, i).Value); i++)
            yield return AidGiven.FoundAgainId(Handover, i);
    }

    static IEnumerable<TakenBackLine> Back(Id<Transfer> wrong, LedgerRegister ledger)
    {
        if (ledger.FindTransfer(wrong) is not { Transfer: { } transfer })
            return [];
        return ledger.Books.LegsOf(ledger.Books.Transfers.Find(wrong.Value), LegEffect.Posted)
            .Select(leg => new TakenBackLine(
                transfer.To, transfer.From, transfer.Amount with { Units = leg.Units },
                leg.From.Lot == Guid.Empty ? null : new(leg.From.Lot), transfer.Earmark));
    }
}

/// <summary>A handover that could be taken back.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Its code, such as <c>HO3</c>.</param>
/// <param name="Distribution">Code of the distribution.</param>
/// <param name="Household">Code of the household.</param>
/// <param name="On">The day on the sheet.</param>
/// <param name="Items">What was given.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record StandingHandover(
    Id<Handover> Id, string Code, string Distribution, string Household, DateOnly On, IReadOnlyList<Amount> Items,
    bool Synthetic);

/// <summary>Asks which handovers to a household at a distribution stand, newest first.</summary>
public sealed record ListStandingHandovers(Id<Distribution> Distribution, Id<Household> Household)
    : Question<IReadOnlyList<StandingHandover>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Storekeeper | Roles.Planner | Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override IReadOnlyList<StandingHandover> Answer(Registers now, Moment moment) =>
    [
        .. now.Aid.HandoversOf(Household).Where(given => given.Distribution == Distribution)
            .Select(given => new StandingHandover(
                given.Id, given.Code, now.Aid.Find(given.Distribution)?.Code ?? "",
                PeopleCodes.Household(now.People.Find(given.Household)), given.On,
                [.. given.Items.Select(item => item.Amount)], given.Synthetic)),
    ];
}
