using Annona.Access;
using Annona.Parties;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Observations;

/// <summary>Asks to record what was seen.</summary>
public sealed record RecordObservation(Sighting Seen, DateOnly On) : Request
{
    /// <summary>The time of day, local.</summary>
    public TimeOnly? At { get; init; }

    /// <summary>Where. Of a sensitive case only the district or what lies around it is kept.</summary>
    public Id<Place>? Place { get; init; }

    /// <summary>The archived source.</summary>
    public Id<Source>? Source { get; init; }

    /// <summary>Where it was learned, when no source is archived.</summary>
    public string? SourceText { get; init; }

    /// <summary>The party that saw it.</summary>
    public Id<Party>? Observer { get; init; }

    /// <summary>Who may read it. A case is never for everybody.</summary>
    public Audience Audience { get; init; }

    /// <summary>The promises it bears on.</summary>
    public IReadOnlyList<PromiseBearing> Promises { get; init; } = [];

    /// <summary>The people it speaks of.</summary>
    public Id<PopulationGroup>? Group { get; init; }

    /// <summary>A neutral remark, without any person. Of a case: its text, which is sealed.</summary>
    public string? Text { get; init; }

    /// <summary>Whom a case was referred to.</summary>
    public Referral? Referred { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Observer | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        // A day is allowed on top of the hub's UTC: it may be tomorrow already where it was seen.
        if (On > moment.Today.AddDays(1))
            return ObservationRefusals.InTheFuture(On);
        if (ObservationChecks.Refuses(Seen, now) is { } wrong)
            return wrong;
        if (UnknownIn(now) is { } unknown)
            return unknown;
        var id = new Id<Observation>(Ids.From(Intent, "observation"));
        var isCase = Cases.IsCase(Seen);
        if (!isCase && Referred is not null)
            return ObservationRefusals.NotACase();
        var fact = Cases.IsSensitive(Seen) ? Cases.Sparing(Whole(id), now.Places) : Whole(id);
        return isCase && Blank(Text) is { } text ? fact with { Personal = [Cases.Sealed(id, text)] } : fact;
    }

    ObservationRecorded Whole(Id<Observation> id) => new(id, Cases.Marked(Seen), On)
    {
        At = At,
        Place = Place,
        Source = Source,
        SourceText = Blank(SourceText),
        Observer = Observer,
        Audience = Cases.IsCase(Seen) ? Audience.CaseOwner : Audience,
        Promises = Promises.Count == 0 ? null : Promises,
        Group = Group,
        Remark = Cases.IsCase(Seen) ? null : Blank(Text),
        Referred = Referred,
    };

    Refusal? UnknownIn(Registers now)
    {
        if (Place is { } place && now.Places.Find(place) is null)
            return ObservationRefusals.UnknownPlace(place.ToString());
        if (Group is { } group && now.Places.Find(group) is null)
            return ObservationRefusals.UnknownGroup(group.ToString());
        if (Source is { } source && now.PublicRecord.Sources.Find(source) is null)
            return ObservationRefusals.UnknownSource(source.ToString());
        foreach (var bearing in Promises)
            if (now.PublicRecord.Promises.Find(bearing.Promise) is null)
                return ObservationRefusals.UnknownPromise(bearing.Promise.ToString());
        foreach (var party in new[] { Observer, Referred?.To }.OfType<Id<Party>>())
            if (now.Parties.Find(party) is null)
                return ObservationRefusals.UnknownParty(party.ToString());
        return null;
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Asks to withdraw an observation.</summary>
public sealed record WithdrawObservation(Id<Observation> Observation, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Observer | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Observations.Find(Observation) is not { Withdrawn: null } row)
            return ObservationRefusals.Unknown(Observation.ToString());
        if (string.IsNullOrWhiteSpace(Reason))
            return ObservationRefusals.NoReason();
        return row.Audience == Audience.CaseOwner && !Cases.MayRead(row, now, moment.Actor)
            ? ObservationRefusals.NotYourCase(row.Code)
            : new ObservationWithdrawn(Observation, Reason.Trim());
    }
}

/// <summary>Asks to refer a case.</summary>
public sealed record ReferCase(Id<Observation> Observation, Referral Referral) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Observer | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (Cases.Refuses(Observation, now, moment) is { } no)
            return no;
        return now.Parties.Find(Referral.To) is null
            ? ObservationRefusals.UnknownParty(Referral.To.ToString())
            : new CaseReferred(Observation, Referral);
    }
}

/// <summary>Asks to make an officer look after a case.</summary>
public sealed record AssignCase(Id<Observation> Observation, Id<Officer> Owner) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (Cases.Refuses(Observation, now, moment) is { } no)
            return no;
        return now.Access.RolesOf(Owner) == Roles.None
            ? ObservationRefusals.UnknownOfficer()
            : new CaseAssigned(Observation, Owner);
    }
}

/// <summary>Asks to note that a complaint was answered.</summary>
/// <param name="Observation">The complaint.</param>
/// <param name="On">The day, local.</param>
/// <param name="Text">The answer; sealed under the case's own key.</param>
/// <param name="ToldComplainant">The complainant heard it.</param>
public sealed record AnswerComplaint(Id<Observation> Observation, DateOnly On, string Text, bool ToldComplainant)
    : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Observer | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (Cases.Refuses(Observation, now, moment) is { } no)
            return no;
        if (now.Observations.Find(Observation) is not { Seen: Complaint } row)
            return ObservationRefusals.NotACase();
        if (string.IsNullOrWhiteSpace(Text))
            return ObservationRefusals.NoReason();
        return On < row.On || On > moment.Today.AddDays(1)
            ? ObservationRefusals.AnswerDay(row.Code, row.On)
            : new ComplaintAnswered(Observation, On, ToldComplainant)
            {
                Personal = [Cases.Sealed(Observation, Text.Trim())],
            };
    }
}
