using Annona.Access;
using Annona.Duplicates;
using Annona.Places;
using Annona.PublicRecord;

namespace Annona.Trace;

/// <summary>A stated figure beside what the register or the books say.</summary>
/// <param name="Code">Such as <c>F3</c>.</param>
/// <param name="Terms">What was said.</param>
/// <param name="Group">The people it is about; null when not on record.</param>
/// <param name="Place">Where; null when not said.</param>
/// <param name="Source">The code of the source.</param>
/// <param name="Register">What we count, in the figure's unit; null when it cannot be compared.</param>
/// <param name="Difference">Ours less the nearest end of what was said; 0 inside it; null when it cannot be
/// compared.</param>
/// <param name="Explanation">Why the two differ, or why they cannot be compared.</param>
/// <param name="Others">Figures that stand against it, and how.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record FigureLine(
    string Code, FigureTerms Terms, string? Group, string? Place, string Source, long? Register, long? Difference,
    string Explanation, IReadOnlyList<string> Others, bool Synthetic);

/// <summary>Asks for every stated figure beside our own count, where group, place, date and definition allow
/// it.</summary>
public sealed record FigureTable : Question<IReadOnlyList<FigureLine>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<FigureLine> Answer(Registers now, Moment moment) =>
        [.. now.PublicRecord.Figures.All.Select(row => Line(now, moment, row))];

    static FigureLine Line(Registers now, Moment moment, FigureRow row)
    {
        var group = row.Terms.Group is { } id ? now.Places.Find(id) : null;
        var why = NotComparable(row.Terms, group);
        var (count, also) = why is null ? Count(now, moment, row, group!) : (null, "");
        var difference = count is { } counted ? Difference(row.Terms.Value, counted) : (long?)null;
        return new(
            row.Code, row.Terms, group?.Name, row.Terms.Place is { } place ? now.Places.Find(place)?.Name : null,
            now.PublicRecord.Sources.Find(row.Terms.Source)?.Code ?? "", count, difference,
            why ?? Explain(row.Terms, difference!.Value) + also,
            [.. Others(now, row)], row.Synthetic);
    }

    /// <summary>Other figures of the same thing that cannot both be true, or are tellings of one utterance.</summary>
    static IEnumerable<string> Others(Registers now, FigureRow row) =>
        from other in now.PublicRecord.Figures.All
        where other.Id != row.Id && other.Synthetic == row.Synthetic
        let compared = FigureComparison.Of(row.Terms, other.Terms, now.Places)
        where compared.Outcome is FigureOutcome.ContradictionCandidate or FigureOutcome.Variant
        select $"{other.Code} ({other.Terms.Value}): {compared.Sentence}";

    /// <summary>Why a figure cannot stand beside our register; null when it can.</summary>
    static string? NotComparable(FigureTerms terms, GroupRow? group)
    {
        if (terms.Subject != FigureSubject.People)
            return "Not comparable: the register counts people only.";
        if (terms.Unit is not (CountedIn.Persons or CountedIn.Households))
            return "Not comparable: the figure does not say whether it counts persons or households.";
        if (group is null)
            return "Not comparable: the figure names no population group on record.";
        if (group.Coverage == Coverage.NotRegistered)
            return $"Not comparable: we do not register {group.Name}.";
        return terms.To is null ? "Not comparable: the figure names no day." : null;
    }

    /// <summary>Counts the same people in our register: those of the group's place who had arrived by the
    /// day.</summary>
    static (long? Count, string Also) Count(Registers now, Moment moment, FigureRow row, GroupRow group)
    {
        var (persons, households) = (0L, new HashSet<Guid>());
        for (var at = 0; at < now.People.PersonCount; at++)
        {
            ref readonly var person = ref now.People.Row(at);
            var id = now.People.PersonId(at);
            if (person.Is(People.PeopleFlags.Synthetic) != row.Synthetic || now.Duplicates.CanonicalOf(id) != id)
                continue;
            if (person.Arrived > row.Terms.To!.Value.DayNumber + 1 || !LivesIn(now, at, group, row.Terms))
                continue;
            persons++;
            if (person.Household >= 0)
                households.Add(now.Duplicates.CanonicalOf(now.People.HouseholdId(person.Household)).Value);
        }
        var undecided =
            new CountPeople(CountBy.None, row.Terms.To!.Value, row.Synthetic).Answer(now, moment).Undecided;
        var also = undecided == 0 ? "" : $" {undecided} suspected duplicates are not decided yet.";
        return (row.Terms.Unit == CountedIn.Persons ? persons : households.Count, also);
    }

    static bool LivesIn(Registers now, int person, GroupRow group, FigureTerms terms)
    {
        if ((terms.Place ?? group.Place) is not { } place)
            return true;
        var present = now.People.PresentPlaceOf(person).Resolved(now.Places).Place;
        return present is null || now.Places.LiesIn(present.Value, place);
    }

    static long Difference(StatedAmount said, long counted)
    {
        var (least, most) = said.Interval;
        return counted < least ? counted - least : counted > most ? counted - most.Value : 0;
    }

    static string Explain(FigureTerms terms, long difference) => difference switch
    {
        0 => "Our register fits what was said.",
        < 0 => $"Our register has fewer. Registered is not {terms.Counted}: some had not been registered, or went on.",
        _ => "Our register has more: it grew later, other people are counted, or some are counted twice.",
    };
}
