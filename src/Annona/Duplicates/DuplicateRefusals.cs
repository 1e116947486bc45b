using Annona.Values;

namespace Annona.Duplicates;

/// <summary>Why this room says no.</summary>
static class DuplicateRefusals
{
    public static Refusal UnknownReview() => new(
        "duplicates.unknown-review", "There is no such review.", "Find reviews with: annona people reviews");

    public static Refusal UnknownRecord() => new(
        "duplicates.unknown-record", "One of the two is not on record.", "Find persons with: annona people list");

    public static Refusal OneRecord() => new(
        "duplicates.one-record", "The two are the same record.", "Name two different records.");

    public static Refusal SyntheticMixed() => new(
        "duplicates.synthetic-mixed", "One of the two is real and the other made up.",
        "Real and made-up people are never merged.");

    public static Refusal MergedAlready() => new(
        "duplicates.merged-already", "The two are one already.", "Nothing to do.");

    public static Refusal NotMerged() => new(
        "duplicates.not-merged", "The two were not merged with each other.",
        "See what was decided with: annona people reviews --with-decided");

    public static Refusal DecidedDifferent(string review) => new(
        "duplicates.decided-different",
        $"This would make one of two records that {review} says are different.",
        $"If {review} is wrong, take it back first with: annona people decide {review} later");

    public static Refusal OneThroughOthers(string others) => new(
        "duplicates.one-through-others", $"The two count as one at present, through {others}.",
        "Undo one of those merges first with: annona people unmerge");

    public static Refusal NoReason() => new("duplicates.no-reason", "The reason is missing.", "Say why, in a word.");

    public static Refusal NotAVerdict() => new(
        "duplicates.not-a-verdict", "This is not a decision.", "Decide same, different or later.");

    public static Refusal TooMany(int most) => new(
        "duplicates.too-many", $"More than {most} pairs were sent at once.", $"Send at most {most} at once.");

    public static Refusal NothingToDecide() => new(
        "duplicates.nothing-to-decide", "No open likely pair is left that does not wait for a second officer already.",
        "Nothing to do; see those that wait with: annona people reviews --bulk");

    public static Refusal WaitsAlready(string review) => new(
        "duplicates.waits-already", $"{review} waits for a second officer already.",
        "See those that wait with: annona people reviews --bulk");

    public static Refusal NothingLeftOfBulk() => new(
        "duplicates.nothing-left-of-bulk",
        "Every pair of this bulk decision was decided meanwhile, or would join records that are decided different.",
        "Decide what is left one by one: annona people reviews");

    public static Refusal OnlyLikely() => new(
        "duplicates.only-likely", "Only likely pairs may be decided in bulk.", "Decide the others one by one.");

    public static Refusal UnknownBulk() => new(
        "duplicates.unknown-bulk", "There is no such bulk decision, or it was confirmed already.",
        "See those that wait with: annona people reviews --bulk");

    public static Refusal SameOfficer() => new(
        "duplicates.same-officer", "The officer who proposed a bulk decision cannot confirm it.",
        "Ask a second officer.");

    public static Refusal NamesNeeded() => new(
        "duplicates.names-needed", "The register was opened without names, so nobody can be compared.",
        "Open it with names.");
}
