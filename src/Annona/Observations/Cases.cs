using Annona.Access;
using Annona.Places;
using Annona.Values;

namespace Annona.Observations;

/// <summary>Incidents and complaints: what is kept of them, and who may read it.</summary>
static class Cases
{
    public static bool IsCase(Sighting seen) => seen is Incident or Complaint;

    public static bool IsSensitive(Sighting seen) =>
        Marked(seen) is Incident { Sensitive: true } or Complaint { Sensitive: true };

    /// <summary>Harm to people and conduct of staff are sensitive, whatever somebody ticked.</summary>
    public static Sighting Marked(Sighting seen) => seen switch
    {
        Incident { Category: CaseCategory.Harm or CaseCategory.Conduct } incident =>
            incident with { Sensitive = true },
        Complaint { Category: CaseCategory.Harm or CaseCategory.Conduct } complaint =>
            complaint with { Sensitive = true },
        _ => seen,
    };

    /// <summary>What is kept of a sensitive case: category, district, day, and whom it was referred to.</summary>
    public static ObservationRecorded Sparing(ObservationRecorded whole, PlaceRegister places) =>
        new(
            whole.Observation,
            whole.Seen is Complaint complaint ? complaint with { Channel = null } : whole.Seen,
            whole.On)
        {
            Place = Coarse(whole.Place, places),
            Audience = whole.Audience,
            Referred = whole.Referred,
        };

    /// <summary>The district around a place, or the smallest larger unit on record; null when there is none.</summary>
    public static Id<Place>? Coarse(Id<Place>? place, PlaceRegister places)
    {
        // Parents are checked when a place is added, so a chain cannot be longer than the list of places.
        for (var step = 0; place is { } at && step <= places.All.Count; step++)
        {
            var row = places.Find(at);
            if (row?.Level is PlaceLevel.Region or PlaceLevel.Country or PlaceLevel.Admin1 or PlaceLevel.Admin2)
                return at;
            place = row?.Parent;
        }
        return null;
    }

    /// <summary>The text of a case, under the case's own key.</summary>
    public static PersonalPart Sealed(Id<Observation> observation, string text) =>
        new(ObservationRecorded.CaseOf(observation), new() { Note = text });

    public static bool MayRead(ObservationRow row, Registers now, Actor actor) =>
        row.Owner == actor.Officer || now.Access.RolesOf(actor.Officer).HasFlag(Roles.Coordinator);

    /// <summary>Why an officer may not work on a case; null if they may.</summary>
    public static Refusal? Refuses(Id<Observation> observation, Registers now, Moment moment)
    {
        if (now.Observations.Find(observation) is not { Withdrawn: null } row)
            return ObservationRefusals.Unknown(observation.ToString());
        if (!IsCase(row.Seen))
            return ObservationRefusals.NotACase();
        return MayRead(row, now, moment.Actor) ? null : ObservationRefusals.NotYourCase(row.Code);
    }
}

/// <summary>What an observation must keep to.</summary>
static class ObservationChecks
{
    /// <summary>More people than live anywhere near one operation, and more rounds than are ever counted.</summary>
    const long CountMax = 1_000_000_000;

    public static Refusal? Refuses(Sighting seen, Registers now) => seen switch
    {
        Works { What: var what } when string.IsNullOrWhiteSpace(what) => ObservationRefusals.NothingSaid(),
        Works { Percent: < 0 or > 100 } => ObservationRefusals.NotAShare(),
        DeliveredByOthers given => DeliveredRefused(given, now),
        Passage passage => PassageRefused(passage),
        ArmsHandedIn { Count: < 0 or > CountMax } arms => ObservationRefusals.NotACount(arms.Count),
        ArmsHandedIn { Witness: { } witness } when now.Parties.Find(witness) is null =>
            ObservationRefusals.UnknownParty(witness.ToString()),
        Visit { By: { } by } when now.Parties.Find(by) is null => ObservationRefusals.UnknownParty(by.ToString()),
        Dialogue meeting => DialogueRefused(meeting, now),
        _ => null,
    };

    static Refusal? DeliveredRefused(DeliveredByOthers given, Registers now)
    {
        if (string.IsNullOrWhiteSpace(given.What))
            return ObservationRefusals.NothingSaid();
        if (given.By is { } by && now.Parties.Find(by) is null)
            return ObservationRefusals.UnknownParty(by.ToString());
        foreach (var count in new long?[] { given.Households, given.People, given.Amount?.Units })
            if (count is < 0)
                return ObservationRefusals.NotACount(count.Value);
        return null;
    }

    static Refusal? PassageRefused(Passage passage)
    {
        long?[] counts = [passage.Crossed, passage.Stopped, passage.Detained, passage.Returned];
        if (counts.All(count => count is null))
            return ObservationRefusals.NothingSaid();
        foreach (var count in counts)
            if (count is < 0 or > CountMax)
                return ObservationRefusals.NotACount(count.Value);
        return null;
    }

    static Refusal? DialogueRefused(Dialogue meeting, Registers now)
    {
        foreach (var party in meeting.Parties)
            if (now.Parties.Find(party) is null)
                return ObservationRefusals.UnknownParty(party.ToString());
        return meeting.Parties.Count == 0 ? ObservationRefusals.NothingSaid() : null;
    }
}
