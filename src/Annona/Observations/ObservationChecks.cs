using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Observations;

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
        ArmsHandedIn arms when CountRefused(arms.Count) is { } no => no,
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
        if (given.Amount is { } amount && (!amount.IsSound || amount.Commodity is null))
            return ObservationRefusals.NotAnAmount(amount);
        return CountRefused(given.Households) ?? CountRefused(given.People);
    }

    static Refusal? PassageRefused(Passage passage)
    {
        StatedAmount?[] counts = [passage.Crossed, passage.Stopped, passage.Detained, passage.Returned];
        return counts.All(count => count is null)
            ? ObservationRefusals.NothingSaid()
            : counts.Select(CountRefused).FirstOrDefault(no => no is not null);
    }

    static Refusal? CountRefused(StatedAmount? count) =>
        count is null || (count.IsSound && count.Commodity is null && (count.High ?? count.Low) <= CountMax)
            ? null
            : ObservationRefusals.NotACount(count);

    static Refusal? DialogueRefused(Dialogue meeting, Registers now)
    {
        foreach (var party in meeting.Parties)
            if (now.Parties.Find(party) is null)
                return ObservationRefusals.UnknownParty(party.ToString());
        return meeting.Parties.Count == 0 ? ObservationRefusals.NobodyMet() : null;
    }
}
