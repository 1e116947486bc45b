using Annona.PublicRecord;

namespace Annona.Trace;

/// <summary>
/// Where a promise stands on a day. The first four, and what is watched or retold, follow from books, observations,
/// time and links; all others are verdicts that two officers signed with an anchor. Nobody types a state in, and there
/// is no "broken" and no "lied".
/// </summary>
public enum PromiseState
{
    /// <summary>Nothing was found where we looked. It does not mean that nothing was done.</summary>
    NoEvidenceYet,

    /// <summary>Something was received, handed over or seen.</summary>
    InProgress,

    /// <summary>Something was found, but nothing new for <see cref="StateRules.StalledAfterDays"/> days.</summary>
    Stalled,

    /// <summary>The day it was due is past, and nobody has signed that it was done.</summary>
    Overdue,

    /// <summary>Done as promised.</summary>
    Fulfilled,

    /// <summary>Done after the day it was due.</summary>
    FulfilledLate,

    /// <summary>Done for fewer, in fewer places or with less; the reason names the limits.</summary>
    FulfilledWithLimits,

    /// <summary>What is known speaks against it.</summary>
    EvidenceAgainst,

    /// <summary>Somebody reports a breach of a standing promise.</summary>
    BreachReported,

    /// <summary>A breach of a standing promise was verified.</summary>
    BreachVerified,

    /// <summary>Whoever made it took it back.</summary>
    Withdrawn,

    /// <summary>Another promise took its place.</summary>
    Superseded,

    /// <summary>The sides differ on whether it was done.</summary>
    Disputed,

    /// <summary>Too vague, or nobody has access.</summary>
    Unverifiable,

    /// <summary>A standing promise holds as far as it is watched.</summary>
    Holding,

    /// <summary>The period of a standing promise is over.</summary>
    PeriodEnded,

    /// <summary>Nobody can watch whether a standing promise holds.</summary>
    NotObservable,

    /// <summary>Nobody has told whether a standing promise holds. It follows from what is known.</summary>
    NotWatched,

    /// <summary>
    /// Somebody watches a standing promise, and no breach was reported. It follows from what is known.
    /// </summary>
    Watched,

    /// <summary>It says again what another promise said, and is followed there.</summary>
    Retelling,
}

/// <summary>How a state follows from what is known. Each rule adds a reason in a sentence.</summary>
static class StateRules
{
    /// <summary>
    /// Days without news before a promise counts as stalled. In a public sample of aid flows the median lag from
    /// decision to first report was 24 days and one in ten took longer than 272; three months lie between impatience
    /// and blindness.
    /// </summary>
    public const int StalledAfterDays = 90;

    public static (PromiseState State, IReadOnlyList<string> Reasons) Derive(PromiseFacts facts, DateOnly asOf)
    {
        var reasons = new List<string>();
        if (facts.Fault is { } fault)
            reasons.Add(fault);
        reasons.AddRange(facts.Links.Select(link => link.Sentence));
        var state = OfSigned(facts, reasons)
            ?? (facts.Fault is not null ? PromiseState.Unverifiable : (PromiseState?)null)
            ?? facts.Links.Select(link => link.State).FirstOrDefault(linked => linked is not null)
            ?? (IsWatchedOnly(facts.Row) ? Watched(facts, asOf, reasons) : Found(facts, asOf, reasons));
        AddSums(facts, reasons);
        AddPeople(facts, reasons);
        foreach (var unclosed in facts.Discrepancies)
            reasons.Add($"{unclosed.Code} is not resolved: {unclosed.Text}");
        return (state, reasons);
    }

    /// <summary>Whether a promise holds or not as long as somebody watches, and makes no progress.</summary>
    public static bool IsWatchedOnly(PromiseRow row) => row.IsStanding || row.Terms.Force == Force.Permission;

    static PromiseState? OfSigned(PromiseFacts facts, List<string> reasons)
    {
        if (facts.Signed is not { } signed)
            return null;
        if (signed.Fallen is { } fallen)
        {
            reasons.Add(
                $"The two officers' verdict of {signed.On:yyyy-MM-dd} rests on {signed.Anchor}, which {fallen}");
            return null;
        }
        reasons.Add(signed.Sentence());
        return signed.State;
    }

    /// <summary>Rights and permissions never get words of progress.</summary>
    static PromiseState Watched(PromiseFacts facts, DateOnly asOf, List<string> reasons)
    {
        if (facts.Contradicting.Any())
        {
            reasons.Add(
                $"{Pieces(facts.Contradicting.Count())} against it {(facts.Contradicting.Count() == 1 ? "is" : "are")} "
                + "reported; nobody has signed that it was verified.");
            return PromiseState.BreachReported;
        }
        if (facts.Row.Terms.Due is { } end && end < asOf)
        {
            reasons.Add($"Its period ended on {end:yyyy-MM-dd}.");
            return PromiseState.PeriodEnded;
        }
        if (facts.Supporting.Any())
        {
            reasons.Add(
                $"Watched until {facts.Supporting.Max(piece => piece.Date):yyyy-MM-dd}, and no breach was reported. "
                + $"Searched: {facts.Searched}.");
            return PromiseState.Watched;
        }
        reasons.Add($"Nobody has told whether it holds. Searched: {facts.Searched}.");
        return PromiseState.NotWatched;
    }

    static PromiseState Found(PromiseFacts facts, DateOnly asOf, List<string> reasons)
    {
        var overdue = facts.Row.Terms.Due < asOf;
        if (facts.Row.Terms.Due is { } due && overdue)
            reasons.Add($"It was due on {due:yyyy-MM-dd}; nobody has signed that it was done.");
        var against = facts.Contradicting.Count();
        if (against > 0)
            reasons.Add($"{Pieces(against)} {(against == 1 ? "speaks" : "speak")} against it.");
        if (!facts.Supporting.Any())
        {
            reasons.Add(
                $"Nothing was found that speaks for it. Searched: {facts.Searched}. "
                + "Silence is not proof that nothing was done.");
            return overdue ? PromiseState.Overdue : PromiseState.NoEvidenceYet;
        }
        var newest = facts.Supporting.Max(piece => piece.Date);
        reasons.Add($"{Pieces(facts.Supporting.Count())} for it, the newest of {newest:yyyy-MM-dd}.");
        var days = asOf.DayNumber - newest.DayNumber;
        if (overdue || days > StalledAfterDays)
            reasons.Add($"Nothing new for {TraceWords.Count(days, "day")}. Searched: {facts.Searched}.");
        return overdue ? PromiseState.Overdue
            : days > StalledAfterDays ? PromiseState.Stalled
            : PromiseState.InProgress;
    }

    static string Pieces(int count) => TraceWords.Count(count, "piece of evidence", "pieces of evidence");

    static void AddSums(PromiseFacts facts, List<string> reasons)
    {
        if (facts.Sums is { Received: { } received } && facts.Row.Terms.Promised is { } promised
            && promised.Commodity?.Code == received.Commodity.Code && facts.Outstanding(received) is { } left)
            reasons.Add(left);
        if (facts.Sums is { Converted: { Units: > 0 } converted, Received: { } held })
        {
            var elsewhere = facts.Books.Money
                .Where(other => other.Commodity.Code != held.Commodity.Code)
                .Select(other => $"{TraceWords.Of(other.Delivered)} handed over").ToList();
            reasons.Add(
                $"{TraceWords.Of(converted)} was changed into other currencies and is counted there"
                + (elsewhere.Count == 0 ? "." : $": {string.Join(", ", elsewhere)}."));
        }
        if (facts.Row.Terms.Kind == PromiseKind.PersonEntitlement && facts.Expected is { } expected)
            reasons.Add($"So much for each person granted makes {TraceWords.Of(expected)}.");
    }

    static void AddPeople(PromiseFacts facts, List<string> reasons)
    {
        if (facts.Group is { Coverage: Places.Coverage.NotRegistered } group)
            reasons.Add($"We do not register {group.Name}. People reached cannot be counted here.");
        if (!facts.IsCountable)
            return;
        if (facts.Group is { Coverage: Places.Coverage.Partly } partly)
            reasons.Add($"We register only some of {partly.Name}: more may have been reached.");
        if (facts.Reach.UndecidedPairs is > 0 and var pairs)
            reasons.Add(
                pairs == 1
                    ? "1 pair of records may be one person; nobody has decided yet."
                    : $"{TraceWords.Number(pairs)} pairs of records may each be one person; nobody has decided yet.");
        if (facts.Reach.ByOtherMeansOnly is > 0 and var others)
            reasons.Add(
                $"Also served by the programme, with other means: {TraceWords.Count(others, "household")}.");
        if (facts.Reach.JoinedLater is > 0 and var later)
            reasons.Add(
                $"{TraceWords.Count(later, "person", "people")} joined these households later and "
                + $"{(later == 1 ? "is" : "are")} not counted.");
    }
}
