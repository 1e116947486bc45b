using Annona.Values;

namespace Annona.Observations;

/// <summary>Why this room says no.</summary>
static class ObservationRefusals
{
    public static Refusal Unknown(string observation) => new(
        "observation.unknown", $"There is no observation '{observation}', or it was withdrawn.",
        "Find observations with: annona observe list");

    public static Refusal InTheFuture(DateOnly on) => new(
        "observation.in-the-future", $"{on:yyyy-MM-dd} has not come yet.", "Give the day on which it was seen.");

    public static Refusal NothingSaid() => new(
        "observation.nothing-said", "The observation says nothing that can be kept.",
        "Say what was seen: a number, what was done or given, or who met.");

    public static Refusal NotAShare() => new(
        "observation.not-a-share", "Progress goes from 0 to 100.", "Give a whole number of per cent, or leave it out.");

    public static Refusal NotACount(long count) => new(
        "observation.not-a-count", $"Nobody counts {count}.",
        "Give a whole number from 0 to a billion, or leave it out if it is not known.");

    public static Refusal UnknownPlace(string place) => new(
        "observation.unknown-place", $"There is no place '{place}'.", "Find places with: annona place list");

    public static Refusal UnknownGroup(string group) => new(
        "observation.unknown-group", $"There is no population group '{group}'.", "Find groups with: annona group list");

    public static Refusal UnknownSource(string source) => new(
        "observation.unknown-source", $"There is no source '{source}'.",
        "Archive it first, or say in words where it was learned.");

    public static Refusal UnknownPromise(string promise) => new(
        "observation.unknown-promise", $"There is no promise '{promise}'.", "Find promises with: annona promise list");

    public static Refusal UnknownParty(string party) => new(
        "observation.unknown-party", $"There is no party '{party}'.", "Find parties with: annona party list");

    public static Refusal UnknownOfficer() => new(
        "observation.unknown-officer", "There is no such officer.", "Find officers with: annona officer list");

    public static Refusal NoReason() => new(
        "observation.no-reason", "A reason or an answer is missing.", "Say it in a sentence; it is kept for ever.");

    public static Refusal NotACase() => new(
        "observation.not-a-case", "Only an incident is referred, and only a complaint is referred and answered.",
        "Give the code of such a case.");

    public static Refusal NotYourCase(string code) => new(
        "observation.not-your-case", $"{code} is a case that only its owner and coordinators may read.",
        "Ask a coordinator to assign it to you.");

    public static Refusal AnswerDay(string code, DateOnly on) => new(
        "observation.answer-day",
        $"{code} was made on {on:yyyy-MM-dd} and cannot be answered before it or in the future.",
        "Give the day of the answer.");
}
