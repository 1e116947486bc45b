namespace Annona.Trace;

/// <summary>
/// Where a promise stands on a day. The first four follow from books, observations and time; all others are verdicts
/// that two officers signed with an anchor. Nobody types a state in, and there is no "broken" and no "lied".
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
        var state = Signed(facts, reasons) ?? Found(facts, asOf, reasons);
        AddSums(facts, reasons);
        foreach (var unclosed in facts.Discrepancies)
            reasons.Add($"{unclosed.Code} is not resolved: {unclosed.Text}");
        return (state, reasons);
    }

    static PromiseState? Signed(PromiseFacts facts, List<string> reasons)
    {
        if (facts.Verdict is not { } verdict)
            return null;
        var limits = verdict.Proposed.Scope is { } scope ? $" Limits: {scope}" : "";
        reasons.Add($"Two officers signed this: {verdict.Proposed.Reason}{limits}");
        return Enum.Parse<PromiseState>(verdict.State.ToString());
    }

    static PromiseState Found(PromiseFacts facts, DateOnly asOf, List<string> reasons)
    {
        var overdue = !facts.Row.IsStanding && facts.Row.Terms.Due < asOf;
        if (facts.Row.Terms.Due is { } due && overdue)
            reasons.Add($"It was due on {due:yyyy-MM-dd}; nobody has signed that it was done.");
        if (facts.NewestEvidence is not { } newest)
        {
            reasons.Add(
                $"Nothing was found. Searched: {facts.Searched}. Silence is not proof that nothing was done.");
            return overdue ? PromiseState.Overdue : PromiseState.NoEvidenceYet;
        }
        reasons.Add($"{facts.Telling.Count()} pieces of evidence, the newest of {newest:yyyy-MM-dd}.");
        if (overdue)
            return PromiseState.Overdue;
        var days = asOf.DayNumber - newest.DayNumber;
        if (days <= StalledAfterDays)
            return PromiseState.InProgress;
        reasons.Add($"Nothing new for {days} days.");
        return PromiseState.Stalled;
    }

    static void AddSums(PromiseFacts facts, List<string> reasons)
    {
        if (facts.Sums is { Received: { } received } && facts.Row.Terms.Promised is { } promised
            && promised.Commodity?.Code == received.Commodity.Code && facts.Outstanding(received) is { } left)
            reasons.Add(left);
        if (facts.Group is { Coverage: Places.Coverage.NotRegistered } group)
            reasons.Add($"We do not register {group.Name}: people reached cannot be counted here.");
    }
}
