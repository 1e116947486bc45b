using System.Globalization;
using Annona.Parties;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Observations;

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
            DeliveredByOthers aid => $"Delivered{By(aid.By, parties)}: {aid.What}{Stated(aid)}.",
            Passage passage => $"Passage, {Counted(passage.Counting)}: {Numbers(passage)}.",
            ArmsHandedIn arms => $"Handed in, {Counted(arms.Counting)}: {Pieces(arms)}{Vouched(row, arms, parties)}.",
            Dialogue meeting => $"Meeting of {Names(meeting.Parties, parties)}: {Listed(meeting.Commitments)}",
            Incident incident => $"An incident{About(incident.Category)}{Referred(row, parties)}.",
            Complaint complaint => $"A complaint{About(complaint.Category)}{Referred(row, parties)}{Answered(row)}.",
            ReferredCase => $"A case{Referred(row, parties)}.",
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
            .Select(number => $"{Count(number.Item2!)} {number.Item1}");
        return string.Join(", ", said);
    }

    static string Stated(DeliveredByOthers aid)
    {
        List<string> said = [];
        if (aid.Amount is { } amount)
            said.Add(Count(amount));
        if (aid.Households is { } households)
            said.Add($"{Count(households)} {(IsOne(households) ? "household" : "households")}");
        if (aid.People is { } people)
            said.Add($"{Count(people)} {(IsOne(people) ? "person" : "people")}");
        return said.Count == 0 ? "" : $" ({string.Join(", ", said)}, as stated)";
    }

    static string Pieces(ArmsHandedIn arms)
    {
        var (one, many) = arms.Class switch
        {
            ArmsClass.SmallArms => ("small arm", "small arms"),
            ArmsClass.LightWeapons => ("light weapon", "light weapons"),
            ArmsClass.Ammunition => ("round of ammunition", "rounds of ammunition"),
            ArmsClass.Explosives => ("piece of explosives", "pieces of explosives"),
            ArmsClass.HeavyWeapons => ("heavy weapon", "heavy weapons"),
            _ => ("weapon of another class", "weapons of other classes"),
        };
        return $"{Count(arms.Count)} {(IsOne(arms.Count) ? one : many)}";
    }

    /// <summary>Who reports arms and who was there: a claim and a witness are never taken for each other.</summary>
    static string Vouched(ObservationRow row, ArmsHandedIn arms, PartyRegister parties)
    {
        var reported = row.Fact.Observer is { } reporter ? $", reported by {Name(reporter, parties)}" : "";
        return arms.Witness is { } witness
            ? $"{reported}, witnessed by {Name(witness, parties)}"
            : $"{reported}; claimed, no witness is named";
    }

    static string About(CaseCategory category) => category switch
    {
        CaseCategory.Entitlement => " (entitlement)",
        CaseCategory.Quality => " (quality)",
        CaseCategory.Conduct => " (conduct)",
        CaseCategory.Safety => " (safety)",
        CaseCategory.AccessDenied => " (access denied)",
        CaseCategory.Damage => " (damage)",
        CaseCategory.Harm => " (harm)",
        _ => "",
    };

    static string Referred(ObservationRow row, PartyRegister parties) => row.Referred is { } referral
        ? $", referred to {Name(referral.To, parties)} on {referral.On:yyyy-MM-dd}"
        : "";

    static string Answered(ObservationRow row) => row.AnsweredOn is { } day
        ? $", answered on {day:yyyy-MM-dd}{(row.ToldComplainant ? "" : " (the complainant was not told yet)")}"
        : "";

    static string Names(IReadOnlyList<Id<Party>> parties, PartyRegister register) =>
        string.Join(", ", parties.Select(party => Name(party, register)));

    /// <summary>A count or an amount as it was said, in groups: <c>more than 11,500,000 USD</c>.</summary>
    public static string Count(StatedAmount said)
    {
        var words = said.Qualifier switch
        {
            Qualifier.About => "about ",
            Qualifier.MoreThan => "more than ",
            Qualifier.AtLeast => "at least ",
            Qualifier.UpTo => "up to ",
            Qualifier.LessThan => "fewer than ",
            _ => "",
        };
        var ends = said.Qualifier == Qualifier.Between
            ? $"{Number(said, said.Low)} to {Number(said, said.High)}"
            : Number(said, said.Low ?? said.High);
        return said.Commodity is { } commodity ? $"{words}{ends} {commodity.Code}" : words + ends;
    }

    static bool IsOne(StatedAmount count) => count is { Qualifier: Qualifier.Exact, Low: 1 };

    static string Number(StatedAmount said, long? units)
    {
        var per = said.Commodity?.UnitsPerWhole ?? 1;
        var number = (decimal)(units ?? 0) / per;
        var places = number == decimal.Truncate(number) ? 0 : said.Commodity!.Value.Scale;
        return number.ToString($"N{places}", CultureInfo.InvariantCulture);
    }
}
