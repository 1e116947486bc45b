using Annona.Access;
using Annona.Parties;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Observations;

/// <summary>What somebody saw on the ground.</summary>
public sealed record Observation;

/// <summary>Who may read an observation.</summary>
public enum Audience
{
    /// <summary>Every officer.</summary>
    Officers,

    /// <summary>Everybody: it may be published.</summary>
    Public,

    /// <summary>Coordinators and the case's owner.</summary>
    CaseOwner,
}

/// <summary>How an observation bears on a promise.</summary>
public enum Bearing
{
    /// <summary>It belongs to it and speaks neither for nor against.</summary>
    Neither,

    /// <summary>It speaks for it.</summary>
    Supports,

    /// <summary>It speaks against it.</summary>
    Contradicts,
}

/// <summary>What an observation says about a promise.</summary>
/// <param name="Promise">Which promise.</param>
/// <param name="Bearing">For, against, or neither.</param>
/// <param name="Scope">
/// How far it goes, such as <c>one of three villages</c>; null when nobody said, and for a case, where it is sealed.
/// </param>
public sealed record PromiseBearing(Id<Promise> Promise, Bearing Bearing, string? Scope);

/// <summary>Something was seen.</summary>
/// <param name="Observation">Its id.</param>
/// <param name="Seen">What.</param>
/// <param name="On">The day, local; where only a month or some days are known, the last of them.</param>
public sealed record ObservationRecorded(Id<Observation> Observation, Sighting Seen, DateOnly On) : Event
{
    /// <summary>The first day on which it can have been, where more than one can; null otherwise.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The time of day, local; null when not known.</summary>
    public TimeOnly? At { get; init; }

    /// <summary>Where; null when not known.</summary>
    public Id<Place>? Place { get; init; }

    /// <summary>The archived source.</summary>
    public Id<Source>? Source { get; init; }

    /// <summary>
    /// Where it was learned, when no source is archived; never a private person. Null for a case: it is sealed.
    /// </summary>
    public string? SourceText { get; init; }

    /// <summary>The party that saw it; null when the officer who recorded it did.</summary>
    public Id<Party>? Observer { get; init; }

    /// <summary>Who may read it.</summary>
    public Audience Audience { get; init; }

    /// <summary>The promises it bears on; null for none.</summary>
    public IReadOnlyList<PromiseBearing>? Promises { get; init; }

    /// <summary>The people it speaks of.</summary>
    public Id<PopulationGroup>? Group { get; init; }

    /// <summary>A neutral remark, without any person; null for none, and always for a case.</summary>
    public string? Remark { get; init; }

    /// <summary>Whom a case was referred to.</summary>
    public Referral? Referred { get; init; }

    /// <summary>Whose key seals the text of a case: one key a case, so that closing one opens no other.</summary>
    public static Guid CaseOf(Id<Observation> observation) => Ids.From(observation.Value, "case");
}

/// <summary>A case was handed on.</summary>
/// <param name="To">To whom.</param>
/// <param name="On">When, local.</param>
public sealed record Referral(Id<Party> To, DateOnly On);

/// <summary>An observation does not count any more. It stays on record.</summary>
/// <param name="Observation">Which.</param>
/// <param name="Reason">Why; null for a case, whose reason is sealed under its own key.</param>
public sealed record ObservationWithdrawn(Id<Observation> Observation, string? Reason) : Event;

/// <summary>A case was referred.</summary>
public sealed record CaseReferred(Id<Observation> Observation, Referral Referral) : Event;

/// <summary>An officer looks after a case from now on.</summary>
public sealed record CaseAssigned(Id<Observation> Observation, Id<Officer> Owner) : Event;

/// <summary>A complaint was answered. The words of the answer are sealed under the case's own key.</summary>
/// <param name="Observation">The complaint.</param>
/// <param name="On">The day, local.</param>
/// <param name="ToldComplainant">The complainant heard the answer: the complaint is closed.</param>
public sealed record ComplaintAnswered(Id<Observation> Observation, DateOnly On, bool ToldComplainant) : Event;
