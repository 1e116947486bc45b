using Annona.Access;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Observations;

/// <summary>Observations that an officer may read.</summary>
/// <param name="Rows">In order of arrival. A case of somebody else is not among them.</param>
/// <param name="CasesOfOthers">So many cases are left out because only their owners and coordinators read them.</param>
public sealed record ObservationListing(IReadOnlyList<ObservationRow> Rows, int CasesOfOthers);

/// <summary>Asks for observations.</summary>
public sealed record ListObservations : Question<ObservationListing>
{
    /// <summary>Only this kind, such as <c>passage</c>; null for all.</summary>
    public string? Kind { get; init; }

    /// <summary>Only those that bear on this promise.</summary>
    public Id<Promise>? Promise { get; init; }

    /// <summary>Only those in this place.</summary>
    public Id<Place>? Place { get; init; }

    /// <summary>Also those withdrawn.</summary>
    public bool WithWithdrawn { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override ObservationListing Answer(Registers now, Moment moment)
    {
        var matches = now.Observations.All.Where(row => IsMeant(row, now)).ToList();
        var readable = matches
            .Where(row => row.Audience != Audience.CaseOwner || Cases.MayRead(row, now, moment.Actor))
            .ToList();
        return new(readable, matches.Count - readable.Count);
    }

    bool IsMeant(ObservationRow row, Registers now) =>
        (WithWithdrawn || row.Withdrawn is null)
        && (Kind is null || string.Equals(row.Seen.Kind, Kind, StringComparison.OrdinalIgnoreCase))
        && (Promise is not { } promise || row.Promises.Any(bearing => bearing.Promise == promise))
        && (Place is not { } place || (row.Place is { } at && now.Places.LiesIn(at, place)));
}

/// <summary>A case with its sealed texts.</summary>
/// <param name="Row">The case.</param>
/// <param name="Texts">What was said and answered, in order; empty when erased or not opened here.</param>
public sealed record CaseFile(ObservationRow Row, IReadOnlyList<string> Texts);

/// <summary>Asks for a case with its texts. Null: no such case.</summary>
public sealed record ReadCase(Id<Observation> Observation) : Question<CaseFile?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    /// <exception cref="RefusedException">The officer is neither a coordinator nor the case's owner.</exception>
    public override CaseFile? Answer(Registers now, Moment moment)
    {
        if (now.Observations.Find(Observation) is not { } row || !Cases.IsCase(row.Seen))
            return null;
        return Cases.MayRead(row, now, moment.Actor)
            ? new(row, row.Texts)
            : throw new RefusedException(ObservationRefusals.NotYourCase(row.Code));
    }
}
