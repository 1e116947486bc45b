using Annona.Access;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>What does not fit in a handover, as it is told to officers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">What officers type, such as <c>XH3</c>.</param>
/// <param name="Kind">What does not fit.</param>
/// <param name="What">The same in words.</param>
/// <param name="Handover">Code of the handover.</param>
/// <param name="Programme">Code of the programme.</param>
/// <param name="Household">Code of the household; empty when it is not on record.</param>
/// <param name="Amount">How much of it does not fit.</param>
/// <param name="Since">The day on the sheet.</param>
public sealed record AidDiscrepancyRecord(
    Id<AidDiscrepancy> Id, string Code, AidDiscrepancyKind Kind, string What, string Handover, string Programme,
    string Household, Amount Amount, DateOnly Since)
{
    /// <summary>The day it was recorded; its age counts from here.</summary>
    public DateOnly RecordedOn { get; init; }

    /// <summary>Whole days since it was recorded.</summary>
    public int AgeDays { get; init; }

    /// <summary>Open for so long that nothing more of the programme is granted.</summary>
    public bool OverLimit { get; init; }

    /// <summary>Who looks into it.</summary>
    public Id<Officer> Owner { get; init; }

    /// <summary>The owner's name; null when it is not opened here.</summary>
    public string? OwnerName { get; init; }

    /// <summary>Why it was closed; null while it is open.</summary>
    public string? Resolution { get; init; }

    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }

    internal static AidDiscrepancyRecord Of(AidDiscrepancyRow row, Registers now, Moment moment) => new(
        row.Id, row.Code, row.Kind, AidWords.Of(row.Kind), now.Aid.FindHandover(row.Handover)?.Code ?? "",
        now.Aid.Find(row.Programme)?.Code ?? "",
        now.People.Find(row.Household) is >= 0 and var home ? PeopleCodes.Household(home) : "", row.Over, row.Since)
    {
        RecordedOn = row.RecordedOn,
        AgeDays = row.AgeDays(moment.Today),
        OverLimit = row.OverLimit(moment.Today),
        Owner = row.Owner,
        OwnerName = now.Access.NameOf(row.Owner),
        Resolution = row.Resolution?.Reason,
        Synthetic = row.Synthetic,
    };
}

/// <summary>Which discrepancies are asked for.</summary>
public enum DiscrepanciesShown
{
    /// <summary>Those nobody has closed.</summary>
    Open,

    /// <summary>Also those that are closed.</summary>
    All,
}

/// <summary>Asks what of the handovers does not fit, in order of arrival.</summary>
/// <param name="Shown">Which.</param>
/// <param name="Programme">Of this programme only; null for all.</param>
public sealed record ListAidDiscrepancies(DiscrepanciesShown Shown, Id<Programme>? Programme = null)
    : Question<IReadOnlyList<AidDiscrepancyRecord>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<AidDiscrepancyRecord> Answer(Registers now, Moment moment) =>
    [
        .. (Shown == DiscrepanciesShown.All ? now.Aid.Discrepancies.All : now.Aid.Discrepancies.Open)
            .Where(row => Programme is not { } only || row.Programme == only)
            .Select(row => AidDiscrepancyRecord.Of(row, now, moment)),
    ];
}

/// <summary>The discrepancy of aid that somebody means; null if there is none.</summary>
/// <param name="Typed">A code such as <c>XH3</c>, or an id as text.</param>
public sealed record FindAidDiscrepancy(string Typed) : Question<Known<AidDiscrepancy>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<AidDiscrepancy>? Answer(Registers now, Moment moment) =>
        now.Aid.Discrepancies.Find(Typed) is { } row ? new(row.Id, row.Code, AidWords.Of(row.Kind)) : null;
}
