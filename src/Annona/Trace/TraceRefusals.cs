using Annona.Values;

namespace Annona.Trace;

/// <summary>Why this room says no.</summary>
static class TraceRefusals
{
    public static Refusal UnknownPromise(string promise) => new(
        "trace.unknown-promise", $"There is no promise '{promise}'.", "Find promises with: annona promises");

    public static Refusal UnknownHousehold(string household) => new(
        "trace.unknown-household",
        $"There is no household '{household}'.", "Find households with: annona people list");

    public static Refusal NotForOutsiders() => new(
        "trace.not-for-outsiders",
        "What reached one household is not for outsiders: they see people only in groups of ten or more.",
        "Show them a promise: annona trace P1 --for-outsiders");

    public static Refusal FutureForOutsiders(DateOnly asked, DateOnly today) => new(
        "trace.future-for-outsiders",
        $"{asked:yyyy-MM-dd} is in the future: figures for outsiders are released week by week.",
        $"Ask for {today:yyyy-MM-dd} or earlier.");

    public static Refusal NotMadeYet(string promise, DateOnly made, DateOnly asked) => new(
        "trace.not-made-yet",
        $"{promise} was made on {made:yyyy-MM-dd}; on {asked:yyyy-MM-dd} there was nothing to trace.",
        $"Ask for {made:yyyy-MM-dd} or later.");
}
