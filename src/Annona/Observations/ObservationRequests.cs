using Annona.Access;
using Annona.Parties;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Observations;

/// <summary>
/// Asks to record what was seen. Of a sensitive case (<see cref="ReferredCase"/>, and whatever is about harm or
/// conduct) only its district, its day and its referral can be recorded; anything else is refused, not dropped.
/// </summary>
/// <param name="Seen">What.</param>
/// <param name="On">The day, local; where only a month or some days are known, the last of them.</param>
public sealed record RecordObservation(Sighting Seen, DateOnly On) : Request
{
    /// <summary>
    /// The first day on which it can have been, where more than one can. A month that is not over ends today.
    /// </summary>
    public DateOnly? From { get; init; }

    /// <summary>The time of day, local.</summary>
    public TimeOnly? At { get; init; }

    /// <summary>Where. Of a sensitive case only the district or what lies around it is kept.</summary>
    public Id<Place>? Place { get; init; }

    /// <summary>The archived source.</summary>
    public Id<Source>? Source { get; init; }

    /// <summary>Where it was learned, when no source is archived. Of a case it is sealed.</summary>
    public string? SourceText { get; init; }

    /// <summary>The party that saw or reported it.</summary>
    public Id<Party>? Observer { get; init; }

    /// <summary>Who may read it. A case is never for everybody.</summary>
    public Audience Audience { get; init; }

    /// <summary>The promises it bears on. Their scopes are sealed when it is a case.</summary>
    public IReadOnlyList<PromiseBearing> Promises { get; init; } = [];

    /// <summary>The people it speaks of.</summary>
    public Id<PopulationGroup>? Group { get; init; }

    /// <summary>A neutral remark, without any person. Of a case: its text, which is sealed.</summary>
    public string? Text { get; init; }

    /// <summary>Whom a case was referred to. A sensitive one must have been.</summary>
    public Referral? Referred { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Observer | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if ((DayRefused(moment) ?? ObservationChecks.Refuses(Seen, now) ?? UnknownIn(now) ?? MixedIn(now)) is { } no)
            return no;
        var id = new Id<Observation>(Ids.From(Intent, "observation"));
        if (Cases.IsSensitive(Seen))
            return Sparing(id, now, moment);
        if (!Cases.IsCase(Seen))
            return Referred is null ? Whole(id, moment) : ObservationRefusals.NotACase();
        return Referred is { } referral && Cases.Refuses(referral, now, moment) is { } unfit
            ? unfit
            : CaseOf(id, now, moment);
    }

    ObservationRecorded Whole(Id<Observation> id, Moment moment) => new(id, Seen, Last(moment))
    {
        From = From == Last(moment) ? null : From,
        At = At,
        Place = Place,
        Source = Source,
        SourceText = Blank(SourceText),
        Observer = Observer,
        Audience = Audience,
        Promises = Promises.Count == 0 ? null : Promises,
        Group = Group,
        Remark = Blank(Text),
    };

    /// <summary>A case in the open says what it is about and what it bears on; all free words are sealed.</summary>
    ObservationRecorded CaseOf(Id<Observation> id, Registers now, Moment moment)
    {
        List<string> words = [.. new[] { Blank(Text) }.OfType<string>()];
        if (Blank(SourceText) is { } learned)
            words.Add($"Learned from: {learned}");
        foreach (var bearing in Promises)
            if (Blank(bearing.Scope) is { } scope)
                words.Add($"Scope for {now.PublicRecord.Promises.Find(bearing.Promise)?.Code}: {scope}");
        var open = Whole(id, moment) with
        {
            Audience = Audience.CaseOwner,
            SourceText = null,
            Remark = null,
            Promises = Promises.Count == 0 ? null : [.. Promises.Select(bearing => bearing with { Scope = null })],
            Referred = Referred,
        };
        return words.Count == 0 ? open : open with { Personal = [Cases.Sealed(id, string.Join('\n', words))] };
    }

    /// <summary>What is kept of a sensitive case: district, day, and whom it was referred to.</summary>
    Decision Sparing(Id<Observation> id, Registers now, Moment moment)
    {
        if (Referred is not { } referral)
            return ObservationRefusals.NotReferred();
        if (Cases.Refuses(referral, now, moment) is { } no)
            return no;
        var surplus = Surplus().ToList();
        return surplus.Count > 0
            ? ObservationRefusals.OnlyAsReferred(surplus)
            : new ObservationRecorded(id, new ReferredCase(), Last(moment))
            {
                From = From == Last(moment) ? null : From,
                Place = Cases.Coarse(Place, now.Places),
                Audience = Audience.CaseOwner,
                Referred = referral,
            };
    }

    /// <summary>What was given with a sensitive case and would not be kept.</summary>
    IEnumerable<string> Surplus()
    {
        if (Blank(Text) is not null)
            yield return "its text";
        if (Promises.Count > 0)
            yield return "promises it bears on";
        if (Source is not null || Blank(SourceText) is not null)
            yield return "its source";
        if (Observer is not null)
            yield return "who saw it";
        if (Group is not null)
            yield return "the people it speaks of";
        if (At is not null)
            yield return "the time of day";
        if (Seen is Complaint { DueOn: not null } or Complaint { Channel: not ComplaintChannel.NotSaid })
            yield return "how it came and when it is due";
    }

    Refusal? DayRefused(Moment moment)
    {
        // A day is allowed on top of the hub's UTC: it may be tomorrow already where it was seen.
        var latest = moment.Today.AddDays(1);
        return (From ?? On) > latest ? ObservationRefusals.InTheFuture(From ?? On)
            : From > On ? ObservationRefusals.Backwards(From.Value, On)
            : null;
    }

    DateOnly Last(Moment moment) => From is not null && On > moment.Today.AddDays(1) ? moment.Today : On;

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
        return Observer is { } observer && now.Parties.Find(observer) is null
            ? ObservationRefusals.UnknownParty(observer.ToString())
            : null;
    }

    /// <summary>Real and made-up things never stand in one row.</summary>
    Refusal? MixedIn(Registers now)
    {
        foreach (var bearing in Promises)
            if (now.PublicRecord.Promises.Find(bearing.Promise) is { } promise && promise.Synthetic != Synthetic)
                return ObservationRefusals.SyntheticMixed(promise.Code, promise.Synthetic);
        if (Source is { } source && now.PublicRecord.Sources.Find(source) is { } archived
            && archived.Synthetic != Synthetic)
            return ObservationRefusals.SyntheticMixed(archived.Code, archived.Synthetic);
        return Group is { } group && now.Places.Find(group) is { } people && people.Synthetic != Synthetic
            ? ObservationRefusals.SyntheticMixed(people.Code, people.Synthetic)
            : null;
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
