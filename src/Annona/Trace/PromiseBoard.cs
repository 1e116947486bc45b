using Annona.Access;
using Annona.PublicRecord;

namespace Annona.Trace;

/// <summary>A promise on the board: what was promised, how far it got, what speaks against it.</summary>
/// <param name="Code">Such as <c>P3</c>.</param>
/// <param name="Terms">Kind, force, words, dates.</param>
/// <param name="Promiser">Who undertakes it.</param>
/// <param name="BeneficiaryGroup">To whom; null when the words name nobody.</param>
/// <param name="Place">Where it is to happen; null when not said.</param>
/// <param name="Source">The code of the source.</param>
/// <param name="Sums">How much got how far.</param>
/// <param name="Households">Different households reached; null is not countable.</param>
/// <param name="People">Different people reached; null is not countable, or for outsiders fewer than ten.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reasons">Why, in sentences.</param>
/// <param name="Contradictions">What speaks against it, both sides named.</param>
/// <param name="Evidence">Everything found, newest first.</param>
/// <param name="AsOf">The day of the question.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record BoardRow(
    string Code, PromiseTerms Terms, string Promiser, string? BeneficiaryGroup, string? Place, string Source,
    PromiseSums Sums, long? Households, long? People, PromiseState State, IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Contradictions, IReadOnlyList<Evidence> Evidence, DateOnly AsOf, bool Synthetic);

/// <summary>Asks for every promise on record, with where it stands on a day.</summary>
/// <param name="AsOf">The day; null for today.</param>
/// <param name="Viewer">Officers see exact counts of people, outsiders only groups of ten or more.</param>
public sealed record PromiseBoard(DateOnly? AsOf, Viewer Viewer) : Question<IReadOnlyList<BoardRow>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<BoardRow> Answer(Registers now, Moment moment)
    {
        var asOf = AsOf ?? moment.Today;
        return
        [
            .. now.PublicRecord.Promises.All
                .Where(row => row.Terms.Made <= asOf)
                .Select(row => Row(now, PromiseFacts.Of(now, row, asOf), asOf)),
        ];
    }

    BoardRow Row(Registers now, PromiseFacts facts, DateOnly asOf)
    {
        var terms = facts.Row.Terms with { Text = now.PublicRecord.TextOf(facts.Row) };
        var (state, reasons) = StateRules.Derive(facts, asOf);
        var (households, people) = Counted(facts.Reach, Viewer, asOf);
        return new(
            facts.Row.Code, terms, now.Parties.Find(terms.Promiser)?.Name ?? terms.Promiser.ToString(),
                facts.Group?.Name,
            terms.Place is { } place ? now.Places.Find(place)?.Name : null,
            now.PublicRecord.Sources.Find(terms.Source)?.Code ?? terms.Source.ToString(),
            facts.Sums, households, people, state, reasons,
            [.. facts.Contradictions.Select(piece => $"{piece.Code}, {piece.Date:yyyy-MM-dd}: {piece.Text}")],
            facts.Evidence, asOf, facts.Row.Synthetic);
    }

    /// <summary>Households and people reached, as the viewer may see them.</summary>
    internal static (long? Households, long? People) Counted(Reach reach, Viewer viewer, DateOnly asOf)
    {
        if (viewer == Viewer.Officer || !reach.IsCountable)
            return (reach.Households, reach.People);
        // A household of one is one person: both counts step by groups of ten people.
        return (Released.Count(reach.FirstDaysOfHouseholds, asOf), Released.Count(reach.FirstDaysOfPeople, asOf));
    }
}
