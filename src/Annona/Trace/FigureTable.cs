using Annona.Access;
using Annona.Duplicates;
using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>A stated figure beside what the register or the books say.</summary>
/// <param name="Code">Such as <c>F3</c>.</param>
/// <param name="Terms">What was said.</param>
/// <param name="Group">The people it is about; null when not on record.</param>
/// <param name="Place">Where; null when not said.</param>
/// <param name="Source">The code of the source.</param>
/// <param name="Register">How many people or households our register counts; null when it cannot be compared with the
/// register.</param>
/// <param name="Difference">Ours less the nearest end of what was said; 0 inside it; null when it is not compared with
/// the register.</param>
/// <param name="Explanation">Why the two differ, or why they cannot be compared.</param>
/// <param name="Others">Figures that stand against it, and how.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record FigureLine(
    string Code, FigureTerms Terms, string? Group, string? Place, string Source, long? Register, long? Difference,
    string Explanation, IReadOnlyList<string> Others, bool Synthetic)
{
    /// <summary>What our books have; null when it cannot be compared with the books.</summary>
    public Amount? Books { get; init; }

    /// <summary>
    /// The books less the nearest end of what was said; nothing inside it; null when it is not compared with the
    /// books.
    /// </summary>
    public Amount? BooksDifference { get; init; }
}

/// <summary>
/// Asks for every stated figure beside our own count, where group, place, date and definition allow it.
/// </summary>
public sealed record FigureTable : Question<IReadOnlyList<FigureLine>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<FigureLine> Answer(Registers now, Moment moment)
    {
        var people = new FigurePeople(now);
        return [.. now.PublicRecord.Figures.All.Select(row => Line(now, people, row))];
    }

    static FigureLine Line(Registers now, FigurePeople people, FigureRow row)
    {
        var group = row.Terms.Group is { } id ? now.Places.Find(id) : null;
        var line = new FigureLine(
            row.Code, row.Terms, group?.Name, row.Terms.Place is { } place ? now.Places.Find(place)?.Name : null,
            now.PublicRecord.Sources.Find(row.Terms.Source)?.Code ?? "", Register: null, Difference: null, "", [],
            row.Synthetic);
        if (Footing.Fault(now, row.Terms.Source, row.Terms.Statement) is { } fault)
            return line with { Explanation = fault };
        line = line with { Others = [.. Others(now, row)] };
        return row.Terms.Subject switch
        {
            FigureSubject.People => people.Compare(line, group),
            FigureSubject.Money or FigureSubject.Goods => FigureBooks.Compare(now, row, line),
            _ => line with { Explanation = "Not comparable: we count people, money and goods only." },
        };
    }

    /// <summary>Other figures of the same thing that cannot both be true, or are tellings of one utterance.</summary>
    static IEnumerable<string> Others(Registers now, FigureRow row) =>
        from other in now.PublicRecord.Figures.All
        where other.Id != row.Id && other.Synthetic == row.Synthetic
            && Footing.Fault(now, other.Terms.Source, other.Terms.Statement) is null
        let compared = FigureComparison.Of(row.Terms, other.Terms, now.Places)
        where compared.Outcome is FigureOutcome.ContradictionCandidate or FigureOutcome.Variant
        let innocent = compared.Outcome == FigureOutcome.ContradictionCandidate
            ? " They may count other people, another area or another moment."
            : ""
        select $"{other.Code} ({TraceWords.Of(other.Terms.Value)}): {compared.Sentence}{innocent}";

    /// <summary>A count less the nearest end of what was said; 0 inside it.</summary>
    internal static long Difference((long Least, long? Most) said, long counted) =>
        counted < said.Least ? counted - said.Least
        : counted > said.Most ? counted - said.Most.Value
        : 0;
}

/// <summary>Compares figures about people with the register, by the one rule of who counts.</summary>
sealed class FigurePeople(Registers now)
{
    /// <summary>
    /// Words of a count that our register has. Everybody registered arrived; the injured, the missing or the dead are
    /// other counts.
    /// </summary>
    static readonly string[] Arrived =
    [
        "arriv", "cross", "enter", "refugee", "displaced", "regist", "fled", "left for", "came", "people", "persons",
        "famil", "household",
    ];

    static readonly string[] OtherCounts =
    [
        "injur", "wound", "kill", "dead", "died", "death", "miss", "detain", "casualt", "sick", "hospital", "return",
        "evacuat", "work", "child", "women", "elder", "pension", "serv", "assist", "reach", "receiv", "need",
    ];

    readonly WhoCounts who = new(now);
    readonly Dictionary<bool, int> undecided = [];

    public FigureLine Compare(FigureLine line, Places.GroupRow? group)
    {
        if (NotComparable(line, group) is { } why)
            return line with { Explanation = why };
        var (persons, households, unknown) = Count(line, group!);
        var counted = line.Terms.Unit == CountedIn.Persons ? persons : households;
        var difference = FigureTable.Difference(line.Terms.Value.Interval, counted);
        return line with
        {
            Register = counted,
            Difference = difference,
            Explanation = string.Join(" ", Explain(line, difference, unknown)),
        };
    }

    string? NotComparable(FigureLine line, Places.GroupRow? group)
    {
        var terms = line.Terms;
        if (terms.Unit is not (CountedIn.Persons or CountedIn.Households))
            return "Not comparable: the figure does not say whether it counts persons or households.";
        if (group is null)
            return "Not comparable: the figure names no population group on record.";
        if (group.Coverage == Places.Coverage.NotRegistered)
            return $"Not comparable: we do not register {group.Name}.";
        if (terms.To is null)
            return "Not comparable: the figure names no day.";
        if (terms.Over == CountedOver.New && terms.From is null)
            return "Not comparable: the figure counts what is new and names no first day.";
        if (!IsSheltered(terms) && (Has(OtherCounts, terms) || !Has(Arrived, terms)))
            return "Not comparable: the register counts who arrived, is registered or is sheltered, "
                + $"not {terms.Counted}.";
        return IsEmpty(line.Synthetic) ? "Not comparable: nobody is registered; no list was imported." : null;
    }

    static bool Has(string[] words, FigureTerms terms) =>
        words.Any(word => terms.Counted.Contains(word, StringComparison.OrdinalIgnoreCase));

    static bool IsSheltered(FigureTerms terms) =>
        terms.Counted.Contains("shelter", StringComparison.OrdinalIgnoreCase);

    bool IsEmpty(bool synthetic)
    {
        for (var at = 0; at < now.People.HouseholdCount; at++)
            if (now.People.HouseholdRowOf(at).Is(People.PeopleFlags.Synthetic) == synthetic)
                return false;
        return true;
    }

    (long Persons, long Households, long Unknown) Count(FigureLine line, Places.GroupRow group)
    {
        var terms = line.Terms;
        var (persons, unknown, homes) = (0L, 0L, new HashSet<int>());
        bool IsThere(int at) => IsMeant(at, line) && LivesIn(now.People.PresentPlaceOf(at), terms, group)
            && (!IsSheltered(terms) || now.People.IsSheltered(at));
        // A household counts when any record that may count lives in it, also one that counts under another.
        for (var at = 0; at < now.People.PersonCount; at++)
            if (now.People.Row(at) is { Household: >= 0 } row && IsThere(at) && IsInTime(row.Arrived, terms))
                homes.Add(who.Household(row.Household));
        foreach (var at in who.Persons(IsThere))
        {
            var arrived = now.People.Row(at).Arrived;
            unknown += arrived == 0 ? 1 : 0;
            persons += IsInTime(arrived, terms) ? 1 : 0;
        }
        for (var at = 0; at < now.People.HouseholdCount; at++)
        {
            var home = now.People.HouseholdRowOf(at);
            if (who.Household(at) != at
                || home.Is(People.PeopleFlags.Synthetic) != line.Synthetic
                || !LivesIn(now.People.PlaceOf(home.Present), terms, group)
                || (IsSheltered(terms) && home.Shelter < 0)
                || who.UnnamedHere(at) is not (> 0 and var unnamed))
                continue;
            unknown += home.Arrived == 0 ? unnamed : 0;
            if (!IsInTime(home.Arrived, terms))
                continue;
            persons += unnamed;
            homes.Add(at);
        }
        return (persons, homes.Count, unknown);
    }

    bool IsMeant(int person, FigureLine line) => line.Terms.Over == CountedOver.Cumulative
        ? now.People.Row(person).Is(People.PeopleFlags.Synthetic) == line.Synthetic
        : who.IsHere(person, line.Synthetic);

    /// <summary>Whoever came on a day that nobody wrote down is taken to have come by then, but is not new.</summary>
    static bool IsInTime(int arrived, FigureTerms terms) => terms.Over == CountedOver.New
        ? arrived != 0 && arrived - 1 >= terms.From!.Value.DayNumber && arrived - 1 <= terms.To!.Value.DayNumber
        : arrived - 1 <= terms.To!.Value.DayNumber;

    bool LivesIn(People.PlaceRef present, FigureTerms terms, Places.GroupRow group) =>
        (terms.Place ?? group.Place) is not { } place
        || present.Resolved(now.Places).Place is not { } at
        || now.Places.LiesIn(at, place);

    IEnumerable<string> Explain(FigureLine line, long difference, long unknown)
    {
        yield return difference switch
        {
            0 => "Our register fits what was said.",
            < 0 => $"Our register has fewer. Registered is not {line.Terms.Counted}: some had not been registered, or "
                + "went on.",
            _ => "Our register has more: it grew later, other people are counted, or some are counted twice.",
        };
        if (unknown > 0)
            yield return line.Terms.Over == CountedOver.New
                ? $"{TraceWords.Count(unknown, "person", "people")} without a day of arrival "
                    + $"{(unknown == 1 ? "is" : "are")} not counted."
                : $"{TraceWords.Count(unknown, "person", "people")} without a day of arrival "
                    + $"{(unknown == 1 ? "is" : "are")} counted.";
        if (!undecided.TryGetValue(line.Synthetic, out var open))
            undecided[line.Synthetic] = open = CountPeople.Undecided(now, line.Synthetic);
        if (open > 0)
            yield return open == 1
                ? "1 suspected duplicate is not decided yet."
                : $"{TraceWords.Number(open)} suspected duplicates are not decided yet.";
    }
}

/// <summary>Compares figures about money and goods with the books of the promises that they are about.</summary>
static class FigureBooks
{
    /// <summary>Which sum of the books a count is about, by its words.</summary>
    static readonly (string Word, Func<PromiseSums, Amount?> Sum)[] Sums =
    [
        ("deliver", sums => sums.Delivered), ("distribut", sums => sums.Delivered), ("handed", sums => sums.Delivered),
        ("receiv", sums => sums.Received), ("arriv", sums => sums.Received),
        ("commit", sums => sums.Committed), ("contract", sums => sums.Committed),
        ("bought", sums => sums.Bought), ("purchas", sums => sums.Bought),
    ];

    public static FigureLine Compare(Registers now, FigureRow row, FigureLine line)
    {
        var terms = row.Terms;
        if (terms.Value.Commodity is not { } commodity)
            return line with { Explanation = "Not comparable: the figure names no commodity that our books have." };
        if (terms.To is not { } day)
            return line with { Explanation = "Not comparable: the figure names no day." };
        var sum = Sums.FirstOrDefault(
            sum => terms.Counted.Contains(sum.Word, StringComparison.OrdinalIgnoreCase)).Sum;
        if (sum is null)
            return line with
            {
                Explanation = "Not comparable: the figure does not say whether it counts what was committed, received, "
                    + "bought or handed over.",
            };
        var promises = PromisesOf(now, row, day);
        if (promises.Count == 0)
            return line with
            {
                Explanation = "Not comparable: no promise on record was made by its statement or to its group.",
            };
        var sums = promises
            .Select(promise => sum(PromiseSums.Of(now.Ledger.OfPromise(promise.Id, day), commodity, reach: null)))
            .OfType<Amount>().Where(amount => amount.Commodity.Code == commodity.Code).ToList();
        return sums.Count == 0
            ? line with { Explanation = $"Not comparable: our books have no {commodity.Code} for its promises." }
            : With(line, sums.Aggregate((one, other) => one + other), promises);
    }

    static FigureLine With(FigureLine line, Amount books, List<PromiseRow> promises)
    {
        var said = line.Terms.Value.At(books.Commodity.Scale);
        var finer = said.Commodity ?? books.Commodity;
        var units = checked(books.Units * (finer.UnitsPerWhole / books.Commodity.UnitsPerWhole));
        var difference = FigureTable.Difference(said.Interval, units);
        var codes = string.Join(", ", promises.Select(promise => promise.Code));
        return line with
        {
            Books = books,
            BooksDifference = new(finer, difference),
            Explanation = difference switch
            {
                0 => $"Our books for {codes} fit what was said.",
                < 0 => $"Our books for {codes} have less: others may have the rest, or it came later.",
                _ => $"Our books for {codes} have more: the figure may leave out a part, or was said before the rest "
                    + "came.",
            },
        };
    }

    static List<PromiseRow> PromisesOf(Registers now, FigureRow row, DateOnly day)
    {
        var made = now.PublicRecord.Promises.All
            .Where(promise => promise.Synthetic == row.Synthetic && promise.Terms.Made <= day).ToList();
        var same = made.FindAll(
            promise => row.Terms.Statement is { } statement && promise.Terms.Statement == statement);
        return same.Count > 0 || row.Terms.Group is not { } group
            ? same
            : made.FindAll(promise => promise.Terms.Beneficiary == group);
    }
}
