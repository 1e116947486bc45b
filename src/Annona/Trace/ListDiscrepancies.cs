using Annona.Access;
using Annona.Aid;
using Annona.Ledger;
using Annona.People;
using Annona.Values;

namespace Annona.Trace;

/// <summary>What does not fit, in the books or in a handover, as it is told to officers.</summary>
/// <param name="Code">What officers type: <c>X3</c> in the books, <c>XH3</c> in a handover.</param>
/// <param name="Kind">Short and stable, such as <c>countVariance</c>.</param>
/// <param name="What">The same in words.</param>
/// <param name="Where">An account, or the programme and household.</param>
/// <param name="Amount">How much.</param>
/// <param name="Since">The day of the fact that showed it.</param>
public sealed record DiscrepancyListed(
    string Code, string Kind, string What, string Where, Amount Amount, DateOnly Since)
{
    /// <summary>Whole days of its age.</summary>
    public required int AgeDays { get; init; }

    /// <summary>Open for so long that the next cycle waits for it.</summary>
    public required bool OverLimit { get; init; }

    /// <summary>Who looks into it: a name, or an id where names are not opened; null while nobody does.</summary>
    public string? Owner { get; init; }

    /// <summary>How it was closed; null while it is open.</summary>
    public string? Resolution { get; init; }

    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }
}

/// <summary>Asks what does not fit, in the books and in handovers: one list, whatever room found it.</summary>
/// <param name="WithResolved">Also those that are closed.</param>
public sealed record ListDiscrepancies(bool WithResolved = false) : Question<IReadOnlyList<DiscrepancyListed>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<DiscrepancyListed> Answer(Registers now, Moment moment) =>
    [
        .. now.Ledger.Discrepancies.All.Where(row => WithResolved || row.Resolution is null)
            .Select(row => new DiscrepancyListed(
                row.Code, Camel($"{row.Kind}"), Words(row.Kind), $"{row.Account}", row.Amount, row.Since)
            {
                AgeDays = row.AgeDays(moment.Today),
                OverLimit = row.OverLimit(moment.Today),
                Owner = row.Owner is { } owner ? Name(now, owner) : null,
                Resolution = row.Resolution?.Reason,
                Synthetic = row.Synthetic,
            }),
        .. now.Aid.Discrepancies.All.Where(row => WithResolved || row.Resolution is null)
            .Select(row => new DiscrepancyListed(
                row.Code, Camel($"{row.Kind}"), Words($"{row.Kind}"), Place(now, row), row.Over, row.Since)
            {
                AgeDays = row.AgeDays(moment.Today),
                OverLimit = row.OverLimit(moment.Today),
                Owner = Name(now, row.Owner),
                Resolution = row.Resolution?.Reason,
                Synthetic = row.Synthetic,
            }),
    ];

    static string Name(Registers now, Id<Officer> officer) => now.Access.NameOf(officer) ?? $"{officer}";

    static string Place(Registers now, AidDiscrepancyRow row)
    {
        var programme = now.Aid.Find(row.Programme)?.Code ?? "";
        return now.People.Find(row.Household) is >= 0 and var home
            ? $"{programme} {PeopleCodes.Household(home)}"
            : programme;
    }

    static string Words(DiscrepancyKind kind) => kind switch
    {
        DiscrepancyKind.NegativeBalance => "more left than was there",
        DiscrepancyKind.CountVariance => "a count differs from the books",
        DiscrepancyKind.UndeclaredCommodity => "nobody had declared what was moved",
        DiscrepancyKind.NotPostable => "an amount that cannot be counted",
        DiscrepancyKind.Expired => "handed over out of date",
        DiscrepancyKind.BeforeArrival => "left before it came in",
        _ => Words($"{kind}"),
    };

    static string Words(string name) => string.Concat(name.Select((letter, at) =>
        at > 0 && char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"))
        .ToLowerInvariant();

    static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>A discrepancy that was found by its code: one of the two ids is set.</summary>
/// <param name="Code">Its code.</param>
/// <param name="OfBooks">Its id, when the books found it.</param>
/// <param name="OfAid">Its id, when a handover showed it.</param>
public sealed record FoundDiscrepancy(string Code, Id<Discrepancy>? OfBooks, Id<AidDiscrepancy>? OfAid);

/// <summary>The discrepancy that somebody means, in whatever room; null if there is none.</summary>
/// <param name="Typed">A code such as <c>X3</c> or <c>XH3</c>, or an id as text.</param>
public sealed record FindDiscrepancy(string Typed) : Question<FoundDiscrepancy?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override FoundDiscrepancy? Answer(Registers now, Moment moment) =>
        now.Ledger.Discrepancies.Find(Typed) is { } row ? new(row.Code, row.Id, OfAid: null)
        : now.Aid.Discrepancies.Find(Typed) is { } aid ? new(aid.Code, OfBooks: null, aid.Id)
        : null;
}
