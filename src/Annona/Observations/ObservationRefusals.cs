using Annona.PublicRecord;
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

    public static Refusal Backwards(DateOnly from, DateOnly to) => new(
        "observation.backwards", $"{from:yyyy-MM-dd} comes after {to:yyyy-MM-dd}.", "Give the first day first.");

    public static Refusal NothingSaid() => new(
        "observation.nothing-said", "The observation says nothing that can be kept.",
        "Say what was seen: a number, or what was done or given.");

    public static Refusal NobodyMet() => new(
        "observation.nobody-met", "It is not said who met.", "Name each party that was there.");

    public static Refusal NotAShare() => new(
        "observation.not-a-share", "Progress goes from 0 to 100.", "Give a whole number of per cent, or leave it out.");

    public static Refusal NotACount(StatedAmount count) => new(
        "observation.not-a-count", $"Nobody counts {count}.",
        "Give a whole number from 0 to a billion, such as 40 or 'more than 800', or leave it out if it is not known.");

    public static Refusal NotAnAmount(StatedAmount amount) => new(
        "observation.not-an-amount", $"{amount} is not an amount of anything.",
        "Say how much of what, such as 'about 9.27 million USD', or leave it out.");

    public static Refusal NotReferred() => new(
        "observation.not-referred", "Harm, conduct and whatever else is sensitive is kept only as referred.",
        "Refer it to somebody who can help, and record to whom and when; keep nothing else of it here.");

    public static Refusal OnlyAsReferred(IReadOnlyList<string> surplus) => new(
        "observation.only-as-referred",
        $"Of a sensitive case only district, day and referral are kept, not {string.Join(", ", surplus)}.",
        "Leave that out, and tell it to those whom the case was referred to.");

    public static Refusal SyntheticMixed(string code, bool synthetic) => new(
        "observation.synthetic-mixed",
        $"{code} is {(synthetic ? "made up and the observation is real" : "real and the observation is made up")}.",
        synthetic ? "Say --synthetic if the observation is made up too." : "Leave out --synthetic if it is real.");

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
        "observation.not-a-case", "Only incidents, complaints and sensitive cases are referred and assigned.",
        "Give the code of such a case.");

    public static Refusal TextErased(string code) => new(
        "observation.text-erased", $"The words of {code} were destroyed already.", "Nothing is left to be done.");

    public static Refusal NotAComplaint() => new(
        "observation.not-a-complaint", "Only a complaint is answered.", "Give the code of a complaint.");

    public static Refusal NotYourCase(string code) => new(
        "observation.not-your-case", $"{code} is a case that only its owner and coordinators may read.",
        "Ask a coordinator to assign it to you.");

    public static Refusal AnswerDay(string code, DateOnly on) => new(
        "observation.answer-day",
        $"{code} was made on {on:yyyy-MM-dd} and cannot be answered before it or in the future.",
        "Give the day of the answer.");
}
