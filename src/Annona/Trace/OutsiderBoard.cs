using Annona.Access;
using Annona.Observations;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>
/// A promise as outsiders see it: what was said in public, what others report, and of our own books and counts only
/// what was released. No movement, no day at a distribution, no case and no discrepancy stands in it.
/// </summary>
/// <param name="Code">Such as <c>P3</c>.</param>
/// <param name="Terms">Kind, force, words, dates.</param>
/// <param name="Promiser">Who undertakes it.</param>
/// <param name="BeneficiaryGroup">To whom; null when the words name nobody.</param>
/// <param name="Place">Where it is to happen; null when not said.</param>
/// <param name="Source">The code of the source.</param>
/// <param name="State">Where it stands, by what is public and released.</param>
/// <param name="Reasons">Why, in sentences.</param>
/// <param name="Contradictions">Public evidence against it, both sides named.</param>
/// <param name="Evidence">Public evidence, newest first.</param>
/// <param name="AsOf">The day of the question; never later than today.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record OutsiderLine(
    string Code, PromiseTerms Terms, string Promiser, string? BeneficiaryGroup, string? Place, string Source,
    PromiseState State, IReadOnlyList<string> Reasons, IReadOnlyList<string> Contradictions,
    IReadOnlyList<Evidence> Evidence, DateOnly AsOf, bool Synthetic)
{
    /// <summary>The Sunday to which the figures go; null when none was released.</summary>
    public DateOnly? ReleasedTo { get; init; }

    /// <summary>Different households reached, in tens; null when not countable, not released or below ten.</summary>
    public long? Households { get; init; }

    /// <summary>
    /// Different people reached at least, in tens; null when not countable, not released or fewer than ten.
    /// </summary>
    public long? People { get; init; }

    /// <summary>Committed in writing; null when not known or not released.</summary>
    public Amount? Committed { get; init; }

    /// <summary>Arrived; null when not known or not released.</summary>
    public Amount? Received { get; init; }

    /// <summary>
    /// In people's hands to the end of the week in which <see cref="People"/> last rose; null before the first ten.
    /// </summary>
    public Amount? Delivered { get; init; }
}

/// <summary>
/// Asks what outsiders may know of every promise. The figures for a day are the same whenever they are asked for.
/// </summary>
/// <param name="AsOf">The day, today or earlier; null for today.</param>
public sealed record OutsiderBoard(DateOnly? AsOf) : Question<IReadOnlyList<OutsiderLine>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    /// <exception cref="RefusedException">The day is in the future.</exception>
    public override IReadOnlyList<OutsiderLine> Answer(Registers now, Moment moment)
    {
        var asOf = OutsiderView.Day(AsOf, moment);
        var released = now.Releases.OutOn(asOf, now);
        return
        [
            .. now.PublicRecord.Promises.All.Where(row => row.Terms.Made <= asOf)
                .Select(row => OutsiderView.Line(now, row, asOf, released.GetValueOrDefault(row.Id))),
        ];
    }
}

/// <summary>Asks what outsiders may know of one promise: the same as its line on their board.</summary>
/// <param name="Promise">Which.</param>
/// <param name="AsOf">The day, today or earlier; null for today.</param>
public sealed record OutsiderTrace(Id<Promise> Promise, DateOnly? AsOf) : Question<OutsiderLine>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    /// <exception cref="RefusedException">There is no such promise, it was made later, or the day is in the
    /// future.</exception>
    public override OutsiderLine Answer(Registers now, Moment moment)
    {
        var asOf = OutsiderView.Day(AsOf, moment);
        var row = TraceOfPromise.Found(now, Promise, asOf);
        return OutsiderView.Line(now, row, asOf, now.Releases.OutOn(asOf, now).GetValueOrDefault(row.Id));
    }
}

/// <summary>How a promise is told to outsiders.</summary>
static class OutsiderView
{
    public static DateOnly Day(DateOnly? asked, Moment moment) => asked is { } day && day > moment.Today
        ? throw new RefusedException(TraceRefusals.FutureForOutsiders(day, moment.Today))
        : asked ?? moment.Today;

    public static OutsiderLine Line(Registers now, PromiseRow row, DateOnly asOf, ReleasedFigures? released)
    {
        var terms = now.PublicRecord.TermsOf(row);
        var group = terms.Beneficiary is { } beneficiary ? now.Places.Find(beneficiary) : null;
        var evidence = EvidenceOf.Public(now, row, asOf);
        var (state, reasons) = new OutsiderState(row, evidence, released, asOf).Of(now);
        return new(
            row.Code, terms, PromiseBoard.NameOf(now, terms), group?.Name,
            terms.Place is { } place ? now.Places.Find(place)?.Name : null, PromiseBoard.SourceOf(now, terms), state,
            reasons, [.. Contradictions(evidence)], evidence, asOf, row.Synthetic)
        {
            ReleasedTo = released?.Week,
            Households = Shown(released?.Households),
            People = Shown(released?.People),
            Committed = released?.Committed,
            Received = released?.Received,
            Delivered = released?.Delivered,
        };
    }

    static long? Shown(ReleasedCount? count) => count is { Shown: > 0 } known ? known.Shown : null;

    static IEnumerable<string> Contradictions(IReadOnlyList<Evidence> evidence)
    {
        var other = evidence.FirstOrDefault(piece => piece.Bearing == Bearing.Supports) is { } support
            ? $"For it: {support.Code}, {support.Date:yyyy-MM-dd}: {support.Text}"
            : "Nothing public speaks for it.";
        return evidence.Where(piece => piece.Bearing == Bearing.Contradicts)
            .Select(piece => $"{piece.Code}, {piece.Date:yyyy-MM-dd}: {piece.Text} {other}");
    }
}

/// <summary>Where a promise stands by what is public and released, by the same words as for officers.</summary>
sealed class OutsiderState(
    PromiseRow row, IReadOnlyList<Evidence> evidence, ReleasedFigures? released, DateOnly asOf)
{
    readonly List<string> reasons = [];

    public (PromiseState State, IReadOnlyList<string> Reasons) Of(Registers now)
    {
        var fault = Footing.Fault(now, row.Terms.Source, row.Terms.Statement);
        if (fault is not null)
            reasons.Add(fault);
        var signed = Signed.Of(now, row, asOf);
        if (signed is { Fallen: null })
            reasons.Add($"Two officers signed this on {signed.On:yyyy-MM-dd}.");
        var links = PromiseFacts.LinksOf(now, row, asOf).ToList();
        reasons.AddRange(links.Select(link => link.Sentence));
        var state = signed is { Fallen: null } ? signed.State
            : fault is not null ? PromiseState.Unverifiable
            : links.Select(link => link.State).FirstOrDefault(linked => linked is not null)
            ?? (StateRules.IsWatchedOnly(row) ? Watched() : Progress());
        return (state, reasons);
    }

    bool HasSupport => evidence.Any(piece => piece.Bearing == Bearing.Supports);

    PromiseState Watched() =>
        evidence.Any(piece => piece.Bearing == Bearing.Contradicts) ? PromiseState.BreachReported
        : row.Terms.Due < asOf ? PromiseState.PeriodEnded
        : HasSupport ? PromiseState.Watched
        : PromiseState.NotWatched;

    PromiseState Progress()
    {
        var overdue = row.Terms.Due < asOf;
        if (row.Terms.Due is { } due && overdue)
            reasons.Add($"It was due on {due:yyyy-MM-dd}; nobody has signed that it was done.");
        if (Newest() is not { } newest)
        {
            reasons.Add(
                "Nothing that is public or released speaks for it yet. Silence is not proof that nothing was done.");
            return overdue ? PromiseState.Overdue : PromiseState.NoEvidenceYet;
        }
        return overdue ? PromiseState.Overdue
            : asOf.DayNumber - newest.DayNumber > StateRules.StalledAfterDays ? PromiseState.Stalled
            : PromiseState.InProgress;
    }

    /// <summary>The newest public evidence or the week of the last released step, whichever is later.</summary>
    DateOnly? Newest()
    {
        var seen = evidence.Where(piece => piece.Bearing == Bearing.Supports).Max(piece => (DateOnly?)piece.Date);
        var step = released?.StepOn ?? (seen is null && released?.Received is { Units: > 0 } ? released.Week : null);
        return step is null || seen > step ? seen : step;
    }
}
