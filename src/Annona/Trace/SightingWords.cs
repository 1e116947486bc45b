using System.Globalization;
using Annona.Observations;
using Annona.Parties;
using Annona.Values;

namespace Annona.Trace;

/// <summary>
/// What somebody saw, in a sentence of English. Cases say only that there is one: their text has its own key.
/// </summary>
public static class SightingWords
{
    /// <summary>The sentence for one observation.</summary>
    public static string Sentence(ObservationRow row, PartyRegister parties)
    {
        var seen = row.Seen switch
        {
            Visit visit => $"Visit{By(visit.By, parties)}: {Listed(visit.Findings)}",
            Works works => $"{works.What}: {Stage(works.Stage)}{(works.Percent is { } done ? $", {done} %" : "")}.",
            DeliveredByOthers aid => $"Delivered{By(aid.By, parties)}: {aid.What}{Reached(aid)}.",
            Passage passage => $"Passage, {Counted(passage.Counting)}: {Numbers(passage)}.",
            ArmsHandedIn arms => $"{Number(arms.Count)} {Words(arms.Class)} handed in, {Counted(arms.Counting)}; "
                + (arms.Witness is { } witness ? $"witness: {Name(witness, parties)}."
                    : "claimed, no witness named."),
            Dialogue dialogue => $"Meeting: {Listed(dialogue.Commitments)}",
            Incident { Sensitive: true } or Complaint { Sensitive: true } => $"A case{Referred(row)}.",
            Incident incident => $"An incident ({Words(incident.Category)}){Referred(row)}.",
            Complaint complaint => $"A complaint ({Words(complaint.Category)}){Referred(row)}.",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return row.Fact.Remark is { } remark ? $"{seen} {remark}" : seen;
    }

    static string Listed(IReadOnlyList<string> sentences) =>
        sentences.Count == 0 ? "nothing noted." : string.Join(" ", sentences);

    static string By(Id<Party>? party, PartyRegister parties) => party is { } by ? $" by {Name(by, parties)}" : "";

    static string Name(Id<Party> party, PartyRegister parties) => parties.Find(party)?.Name
        ?? "somebody not on record";

    static string Stage(WorksStage stage) => stage switch
    {
        WorksStage.Contracted => "contracted",
        WorksStage.UnderWay => "under way",
        WorksStage.Stopped => "stopped",
        WorksStage.Finished => "said to be finished",
        _ => "inspected and found done",
    };

    static string Counted(Counting counting) => counting == Counting.Cumulative ? "so far" : "new";

    static string Numbers(Passage passage)
    {
        var numbers = new[]
        {
            ("crossed", passage.Crossed), ("stopped", passage.Stopped), ("detained", passage.Detained),
            ("came back", passage.Returned),
        };
        var said = numbers.Where(number => number.Item2 is not null)
            .Select(number => $"{Number(number.Item2!.Value)} {number.Item1}").ToList();
        return said.Count == 0 ? "no numbers" : string.Join(", ", said);
    }

    static string Reached(DeliveredByOthers aid) => (aid.Households, aid.People) switch
    {
        ({ } households, { } people) => $" to {Number(households)} households, {Number(people)} people, as stated",
        ({ } households, null) => $" to {Number(households)} households, as stated",
        (null, { } people) => $" to {Number(people)} people, as stated",
        _ => "",
    };

    static string Referred(ObservationRow row) => row.Referred is { } referral
        ? $", referred on {referral.On:yyyy-MM-dd}" : "";

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Words(Enum value) => string.Concat(
        value.ToString().Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}")).Trim();
}
