using Annona.Access;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Observations;

/// <summary>Observations that an officer may read.</summary>
/// <param name="Seen">In order of arrival. A case of somebody else is not among them.</param>
/// <param name="CasesOfOthers">So many cases are left out because only their owners and coordinators read them.</param>
public sealed record ObservationListing(IReadOnlyList<ListedObservation> Seen, int CasesOfOthers);

/// <summary>An observation as officers read it: codes and names instead of ids.</summary>
/// <param name="Code">Such as <c>O3</c>.</param>
/// <param name="On">The day, local; where more than one is possible, the last of them.</param>
/// <param name="Text">In a sentence; a case says no more than what it is about, or that it was referred.</param>
/// <param name="Seen">The same in its parts.</param>
/// <param name="Audience">Who may read it.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record ListedObservation(
    string Code, DateOnly On, string Text, ListedSighting Seen, Audience Audience, DateTimeOffset RecordedAt,
    bool Synthetic)
{
    /// <summary>The first day on which it can have been; null when it is the day of <see cref="On"/>.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The time of day, local; null when not known.</summary>
    public TimeOnly? At { get; init; }

    /// <summary>The place's name; null when not known.</summary>
    public string? Place { get; init; }

    /// <summary>The archived source's code, or where it was learned in words; null when neither is open.</summary>
    public string? Source { get; init; }

    /// <summary>The party that saw or reported it; null when the officer who recorded it did.</summary>
    public string? Observer { get; init; }

    /// <summary>The people it speaks of; null when nobody said.</summary>
    public string? Group { get; init; }

    /// <summary>A neutral remark; null for none.</summary>
    public string? Remark { get; init; }

    /// <summary>The promises it bears on.</summary>
    public IReadOnlyList<ListedBearing> Promises { get; init; } = [];

    /// <summary>Whom a case was referred to last; null when it was not.</summary>
    public ListedReferral? Referred { get; init; }

    /// <summary>Who looks after a case: a name where it is opened, else the officer's id. Null: no case.</summary>
    public string? Owner { get; init; }

    /// <summary>When a complaint was answered; null while it was not.</summary>
    public DateOnly? AnsweredOn { get; init; }

    /// <summary>The complainant heard the answer.</summary>
    public bool ToldComplainant { get; init; }

    /// <summary>It does not count any more.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Why not; null while it counts, and for a case, whose reason is among its sealed words.</summary>
    public string? Withdrawn { get; init; }
}

/// <summary>What an observation says about a promise.</summary>
/// <param name="Promise">The promise's code.</param>
/// <param name="Bearing">For, against or neither.</param>
/// <param name="Scope">How far it goes; null when nobody said, and for a case.</param>
public sealed record ListedBearing(string Promise, Bearing Bearing, string? Scope);

/// <summary>A case was handed on.</summary>
/// <param name="To">The party's name.</param>
/// <param name="On">When, local.</param>
public sealed record ListedReferral(string To, DateOnly On);

/// <summary>Asks for observations.</summary>
public sealed record ListObservations : Question<ObservationListing>
{
    /// <summary>Only this kind; null for all.</summary>
    public ObservationKind? Kind { get; init; }

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
        var readable = matches.Where(row => Cases.MayRead(row, now, moment.Actor)).ToList();
        return new([.. readable.Select(row => Listings.Of(row, now))], matches.Count - readable.Count);
    }

    bool IsMeant(ObservationRow row, Registers now) =>
        (WithWithdrawn || row.Withdrawn is null)
        && (Kind is null || row.Seen.Kind == Kind)
        && (Promise is not { } promise || row.Promises.Any(bearing => bearing.Promise == promise))
        && (Place is not { } place || (row.Place is { } at && now.Places.LiesIn(at, place)));
}

/// <summary>An observation, and the sealed words of a case.</summary>
/// <param name="Seen">The observation.</param>
/// <param name="Texts">
/// What was said, answered and decided about a case, in order; empty for any other observation, and when the words are
/// erased or not opened here.
/// </param>
public sealed record ObservationFile(ListedObservation Seen, IReadOnlyList<string> Texts);

/// <summary>
/// Asks for one observation, a case with its sealed words. Null: no such observation.
/// </summary>
public sealed record ReadObservation(Id<Observation> Observation) : Question<ObservationFile?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    /// <exception cref="RefusedException">The officer is neither a coordinator nor the case's owner.</exception>
    public override ObservationFile? Answer(Registers now, Moment moment)
    {
        if (now.Observations.Find(Observation) is not { } row)
            return null;
        return Cases.MayRead(row, now, moment.Actor)
            ? new(Listings.Of(row, now), row.Texts)
            : throw new RefusedException(ObservationRefusals.NotYourCase(row.Code));
    }
}

/// <summary>The officer whom somebody means; null if there is none, or more than one.</summary>
/// <param name="Typed">An id as text, or a name or a part of it, where names are opened.</param>
public sealed record FindCaseOwner(string Typed) : Question<Known<Officer>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Known<Officer>? Answer(Registers now, Moment moment)
    {
        var isId = Id<Officer>.TryParse(Typed, out var id);
        var meant = now.Access.All.Where(officer => isId
            ? officer.Officer == id
            : officer.Row.Name?.Contains(Typed, StringComparison.OrdinalIgnoreCase) is true).ToList();
        return meant is [var only] ? new(only.Officer, $"{only.Officer}", only.Row.Name ?? "") : null;
    }
}

/// <summary>Turns rows into answers.</summary>
static class Listings
{
    public static ListedObservation Of(ObservationRow row, Registers now) =>
        new(
            row.Code, row.On, SightingWords.Sentence(row, now.Parties), ListedSighting.Of(row.Seen, now.Parties),
            row.Audience, row.RecordedAt, row.Synthetic)
        {
            From = row.Fact.From,
            At = row.Fact.At,
            Place = row.Place is { } place ? now.Places.Find(place)?.Name : null,
            Source = row.Fact.Source is { } source
                ? now.PublicRecord.Sources.Find(source)?.Code
                : row.Fact.SourceText,
            Observer = row.Fact.Observer is { } observer ? now.Parties.Find(observer)?.Name : null,
            Group = row.Fact.Group is { } group ? now.Places.Find(group)?.Name : null,
            Remark = row.Fact.Remark,
            Promises = [.. row.Promises.Select(bearing => Of(bearing, now))],
            Referred = row.Referred is { } referral
                ? new(now.Parties.Find(referral.To)?.Name ?? "", referral.On)
                : null,
            Owner = Cases.IsCase(row.Seen) ? now.Access.NameOf(row.Owner) ?? $"{row.Owner}" : null,
            AnsweredOn = row.AnsweredOn,
            ToldComplainant = row.ToldComplainant,
            IsWithdrawn = row.Withdrawn is not null,
            Withdrawn = string.IsNullOrEmpty(row.Withdrawn) ? null : row.Withdrawn,
        };

    static ListedBearing Of(PromiseBearing bearing, Registers now) =>
        new(now.PublicRecord.Promises.Find(bearing.Promise)?.Code ?? "", bearing.Bearing, bearing.Scope);
}
