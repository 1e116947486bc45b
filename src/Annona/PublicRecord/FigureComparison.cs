using Annona.Places;

namespace Annona.PublicRecord;

/// <summary>How two figures stand to each other.</summary>
public enum FigureOutcome
{
    /// <summary>One number can be true of both.</summary>
    Agrees,

    /// <summary>
    /// They count the same, and no number fits both: a person looks at it, with the innocent explanations.
    /// </summary>
    ContradictionCandidate,

    /// <summary>Two tellings of one utterance.</summary>
    Variant,

    /// <summary>They do not count the same.</summary>
    NotComparable,
}

/// <summary>Why figures stand as they do.</summary>
public enum ComparisonReason
{
    /// <summary>Some number fits both.</summary>
    IntervalsMeet,

    /// <summary>One says none, the other some.</summary>
    ZeroAgainstSome,

    /// <summary>No number fits both.</summary>
    IntervalsApart,

    /// <summary>The wider count is below the narrower one that lies in it.</summary>
    WholeBelowPart,

    /// <summary>One utterance, told with two numbers: find the original.</summary>
    NumberChanged,

    /// <summary>One utterance, told with one number in firmer and in looser words.</summary>
    QualifierChanged,

    /// <summary>One utterance, told in two currencies or units.</summary>
    UnitChanged,

    /// <summary>One utterance, told with a narrower scope than it had.</summary>
    ScopeNarrowed,

    /// <summary>Other things are counted.</summary>
    OtherThing,

    /// <summary>Counted in another unit or currency.</summary>
    OtherUnit,

    /// <summary>One is as of a day, new or cumulative, and the other is not.</summary>
    OtherBasis,

    /// <summary>About other people.</summary>
    OtherGroup,

    /// <summary>About another place, or a place is not known.</summary>
    OtherPlace,

    /// <summary>About another time, or a time is not known.</summary>
    OtherTime,

    /// <summary>The definitions differ: ask for them.</summary>
    OtherDefinition,
}

/// <summary>What, other than a wrong number, may make two figures differ. A checklist for whoever looks.</summary>
public enum InnocentExplanation
{
    /// <summary>Not said, or said differently, what is counted and what is left out.</summary>
    Definition,

    /// <summary>One of them is about more than the other, and neither says so.</summary>
    Scope,

    /// <summary>Another observer saw another part.</summary>
    Observer,

    /// <summary>Counted at other hours or days.</summary>
    Time,

    /// <summary>One number goes on where the other began anew.</summary>
    Cumulation,

    /// <summary>Translated or converted.</summary>
    Translation,

    /// <summary>A digit was lost or added on the way.</summary>
    Transcription,

    /// <summary>Passed on by somebody who did not count.</summary>
    Relayed,
}

/// <summary>How two figures stand to each other, and why.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Reason">Why, as a code.</param>
/// <param name="Sentence">Why, in words.</param>
/// <param name="Explanations">What to rule out before anybody speaks of a contradiction; empty unless it is a
/// candidate.</param>
public sealed record FigureComparison(
    FigureOutcome Outcome, ComparisonReason Reason, string Sentence, IReadOnlyList<InnocentExplanation> Explanations)
{
    /// <summary>What to rule out first, as a sentence; empty unless it is a candidate.</summary>
    public string RuleOut => Explanations.Count == 0 ? "" : $"Rule out first: {string.Join("; ", Explanations.Select(
        one => one switch
        {
            InnocentExplanation.Definition => "another definition",
            InnocentExplanation.Scope => "another scope",
            InnocentExplanation.Observer => "another observer",
            InnocentExplanation.Time => "another hour or day",
            InnocentExplanation.Cumulation => "counting on where the other began anew",
            InnocentExplanation.Translation => "a translation or conversion",
            InnocentExplanation.Transcription => "a digit lost or added",
            _ => "passed on by somebody who did not count",
        }))}.";

    /// <summary>
    /// Compares two figures. Precision first: where scope, time or definition are not known to be the same, they are
    /// "not comparable". The order of the two does not matter for outcome and reason.
    /// </summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    /// <param name="places">Tells which place lies in which.</param>
    public static FigureComparison Of(FigureTerms first, FigureTerms second, PlaceRegister places) =>
        !SameThing(first, second) ? Not(ComparisonReason.OtherThing, "They count different things.")
        : SameUtterance(first, second) ? Tellings(first, second)
        : first.Unit != second.Unit || !first.Value.IsLike(second.Value)
            ? Not(ComparisonReason.OtherUnit, "They count in different units.")
        : first.Over != second.Over
            ? Not(ComparisonReason.OtherBasis, "One is as of a day, new or cumulative, and the other is not.")
        : first.Group != second.Group ? Not(ComparisonReason.OtherGroup, "They are about different people.")
        : DefinitionsDiffer(first, second)
            ? Not(ComparisonReason.OtherDefinition, "They say differently what they count: ask for the definition.")
        : Counted(first, second, places);

    static FigureComparison Counted(FigureTerms first, FigureTerms second, PlaceRegister places)
    {
        var place = PlaceNesting(first, second, places);
        if (place == Nesting.Unknown)
            return Not(ComparisonReason.OtherPlace, "They are about different places, or a place is not known.");
        var time = TimeNesting(first, second);
        if (time == Nesting.Unknown)
            return Not(ComparisonReason.OtherTime, "They are about different times, or a time is not known.");
        return (place, time) switch
        {
            (Nesting.Same, Nesting.Same) => SameScope(first, second),
            (not Nesting.FirstInSecond, not Nesting.FirstInSecond) => Whole(first, second, place),
            (not Nesting.SecondInFirst, not Nesting.SecondInFirst) => Whole(second, first, place),
            _ => Not(ComparisonReason.OtherTime, "One is wider in place and the other in time."),
        };
    }

    static FigureComparison SameScope(FigureTerms first, FigureTerms second) =>
        !first.Value.IsDisjointFrom(second.Value) ? Meets()
        : IsZero(first) || IsZero(second)
            ? Candidate(ComparisonReason.ZeroAgainstSome, "One says none, the other says some.", first, second)
        : Candidate(ComparisonReason.IntervalsApart, "They count the same, and no number fits both.", first, second);

    /// <summary>A count of the whole cannot be below a count of a part of it, but it may well be above.</summary>
    static FigureComparison Whole(FigureTerms whole, FigureTerms part, Nesting place) =>
        whole.Value.LiesBelow(part.Value)
            ? IsZero(whole)
                ? Candidate(ComparisonReason.ZeroAgainstSome, "One says none, the other says some.", whole, part)
                : Candidate(
                    ComparisonReason.WholeBelowPart, "The wider count is below the narrower one that lies in it.",
                    whole, part)
        : place == Nesting.Same
            ? Not(ComparisonReason.OtherTime, "One goes on where the other ends: two points of a series.")
        : Not(ComparisonReason.OtherPlace, "One is about a part of the other's place.");

    /// <summary>
    /// Two tellings of one utterance never contradict each other: one of them was changed on the way.
    /// </summary>
    static FigureComparison Tellings(FigureTerms first, FigureTerms second) =>
        !first.Value.IsLike(second.Value) || first.Unit != second.Unit
            ? Variant(ComparisonReason.UnitChanged, "One utterance in two units: one telling was converted.")
        : first.Group != second.Group || first.Place != second.Place
            ? Variant(ComparisonReason.ScopeNarrowed, "One utterance with two scopes: one telling is narrower.")
        : first.Value.SaysTheSameAs(second.Value) ? Meets()
        : SameNumber(first.Value, second.Value)
            ? Variant(
                ComparisonReason.QualifierChanged,
                "One utterance with one number, and one telling is firmer about it: find the original.")
        // "Over 400" is also over 40, but nobody said both: what was said is compared, not what it allows.
        : Variant(ComparisonReason.NumberChanged, "One utterance with two numbers: find the original.");

    static bool SameNumber(StatedAmount one, StatedAmount other)
    {
        var scale = Math.Max(one.Commodity?.Scale ?? 0, other.Commodity?.Scale ?? 0);
        var (first, second) = (one.At(scale), other.At(scale));
        return (first.Low ?? first.High) == (second.Low ?? second.High)
            && (first.High ?? first.Low) == (second.High ?? second.Low);
    }

    static bool SameThing(FigureTerms first, FigureTerms second) =>
        first.Subject == second.Subject
        && string.Equals(first.Counted.Trim(), second.Counted.Trim(), StringComparison.OrdinalIgnoreCase);

    static bool SameUtterance(FigureTerms first, FigureTerms second) =>
        first.Occasion is { } occasion && second.Occasion is { } also
        && string.Equals(occasion, also, StringComparison.OrdinalIgnoreCase)
        && SameSpeaker(first, second);

    /// <summary>Whether one party is known to say both.</summary>
    static bool SameSpeaker(FigureTerms first, FigureTerms second) =>
        first.Speaker is { } one && second.Speaker is { } other
        && (one.Party is { } party ? party == other.Party : other.Party is null && one.Name == other.Name);

    static bool DefinitionsDiffer(FigureTerms first, FigureTerms second) =>
        first.Definition is { } one && second.Definition is { } other
        && !string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    static bool IsZero(FigureTerms figure) => figure.Value.Interval.Most == 0;

    static Nesting PlaceNesting(FigureTerms first, FigureTerms second, PlaceRegister places) =>
        (first.Place, second.Place) switch
        {
            (null, null) => Nesting.Same,
            ({ } one, { } other) when one == other => Nesting.Same,
            ({ } one, { } other) when places.LiesIn(one, other) => Nesting.FirstInSecond,
            ({ } one, { } other) when places.LiesIn(other, one) => Nesting.SecondInFirst,
            _ => Nesting.Unknown,
        };

    /// <summary>
    /// Stocks are comparable on one day only; new cases when one period lies in the other; cumulative counts always,
    /// because the later holds the earlier.
    /// </summary>
    static Nesting TimeNesting(FigureTerms first, FigureTerms second) => first.Over switch
    {
        CountedOver.AsOf => first.To is { } day && day == second.To ? Nesting.Same : Nesting.Unknown,
        CountedOver.Cumulative => (first.To, second.To) switch
        {
            ({ } one, { } other) => Inside(one <= other, other <= one),
            _ => Nesting.Unknown,
        },
        _ => (first.From, first.To, second.From, second.To) switch
        {
            ({ } from, { } to, { } begin, { } end) =>
                Inside(begin <= from && to <= end, from <= begin && end <= to),
            _ => Nesting.Unknown,
        },
    };

    static Nesting Inside(bool firstInSecond, bool secondInFirst) => (firstInSecond, secondInFirst) switch
    {
        (true, true) => Nesting.Same,
        (true, false) => Nesting.FirstInSecond,
        (false, true) => Nesting.SecondInFirst,
        _ => Nesting.Unknown,
    };

    static FigureComparison Meets() => new(
        FigureOutcome.Agrees, ComparisonReason.IntervalsMeet, "One number can be true of both.", []);

    static FigureComparison Not(ComparisonReason reason, string sentence) =>
        new(FigureOutcome.NotComparable, reason, sentence, []);

    static FigureComparison Variant(ComparisonReason reason, string sentence) =>
        new(FigureOutcome.Variant, reason, sentence, []);

    static FigureComparison Candidate(
        ComparisonReason reason, string sentence, FigureTerms first, FigureTerms second) =>
        new(FigureOutcome.ContradictionCandidate, reason, sentence, [.. Open(first, second)]);

    /// <summary>Only what the two figures themselves do not rule out.</summary>
    static IEnumerable<InnocentExplanation> Open(FigureTerms first, FigureTerms second)
    {
        if (first.Definition is null || second.Definition is null)
            yield return InnocentExplanation.Definition;
        if (first.Group is null || first.Place is null)
            yield return InnocentExplanation.Scope;
        if (!SameSpeaker(first, second))
            yield return InnocentExplanation.Observer;
        yield return InnocentExplanation.Time;
        if (first.Over == CountedOver.Cumulative)
            yield return InnocentExplanation.Cumulation;
        yield return InnocentExplanation.Translation;
        yield return InnocentExplanation.Transcription;
        if (first.Source != second.Source)
            yield return InnocentExplanation.Relayed;
    }

    enum Nesting
    {
        Unknown,
        Same,
        FirstInSecond,
        SecondInFirst,
    }
}
