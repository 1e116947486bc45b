using Annona.Access;
using Annona.Places;
using Annona.Values;

namespace Annona.Observations;

/// <summary>Incidents and complaints: what is kept of them, and who may read it.</summary>
static class Cases
{
    public static bool IsCase(Sighting seen) => seen is Incident or Complaint or ReferredCase;

    /// <summary>Harm to people and conduct of staff are sensitive, whatever somebody ticked.</summary>
    public static bool IsSensitive(Sighting seen) => seen is ReferredCase
        or Incident { Category: CaseCategory.Harm or CaseCategory.Conduct }
        or Complaint { Category: CaseCategory.Harm or CaseCategory.Conduct };

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

    /// <summary>Words of a case, under the case's own key.</summary>
    public static PersonalPart Sealed(Id<Observation> observation, string text) =>
        new(ObservationRecorded.CaseOf(observation), new() { Note = text });

    public static bool MayRead(ObservationRow row, Registers now, Actor actor) =>
        row.Audience != Audience.CaseOwner
        || row.Owner == actor.Officer
        || now.Access.RolesOf(actor.Officer).HasFlag(Roles.Coordinator);

    /// <summary>Why an officer may not work on a case; null if they may.</summary>
    public static Refusal? Refuses(Id<Observation> observation, Registers now, Moment moment)
    {
        if (now.Observations.Find(observation) is not { Withdrawn: null } row)
            return ObservationRefusals.Unknown(observation.ToString());
        if (!IsCase(row.Seen))
            return ObservationRefusals.NotACase();
        return MayRead(row, now, moment.Actor) ? null : ObservationRefusals.NotYourCase(row.Code);
    }

    /// <summary>Why a case cannot be handed on so; null if it can.</summary>
    public static Refusal? Refuses(Referral referral, Registers now, Moment moment) =>
        now.Parties.Find(referral.To) is null ? ObservationRefusals.UnknownParty(referral.To.ToString())
        : referral.On > moment.Today.AddDays(1) ? ObservationRefusals.InTheFuture(referral.On)
        : null;
}
