using Annona.Access;
using Annona.PublicRecord;
using Annona.Values;

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
/// <param name="People">Different people reached, if no undecided pair of records is one person; null is not
/// countable.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reasons">Why, in sentences.</param>
/// <param name="Contradictions">What speaks against it, both sides named.</param>
/// <param name="Evidence">Everything found, newest first.</param>
/// <param name="AsOf">The day of the question.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record BoardLine(
    string Code, PromiseTerms Terms, string Promiser, string? BeneficiaryGroup, string? Place, string Source,
    PromiseSums Sums, long? Households, long? People, PromiseState State, IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Contradictions, IReadOnlyList<Evidence> Evidence, DateOnly AsOf, bool Synthetic)
{
    /// <summary>
    /// Different people reached, if every undecided pair of records is one person; null is not countable.
    /// </summary>
    public long? PeopleAtLeast { get; init; }

    /// <summary>
    /// People granted times what was promised to each; null when it is not so much for each person, or when nothing
    /// was granted.
    /// </summary>
    public Amount? Expected { get; init; }

    /// <summary>What must stand beside the state, such as <c>source withdrawn</c>; null when nothing must.</summary>
    public string? Mark { get; init; }
}

/// <summary>
/// Asks, as an officer, for every promise on record, with where it stands on a day. What an outsider may see is
/// another question: <see cref="OutsiderBoard"/>.
/// </summary>
/// <param name="AsOf">The day; null for today.</param>
public sealed record PromiseBoard(DateOnly? AsOf) : Question<IReadOnlyList<BoardLine>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<BoardLine> Answer(Registers now, Moment moment)
    {
        var scan = new TraceScan(now, moment.Actor, AsOf ?? moment.Today);
        return
        [
            .. now.PublicRecord.Promises.All
                .Where(row => row.Terms.Made <= scan.AsOf)
                .Select(row => Line(now, PromiseFacts.Of(scan, row), scan.AsOf)),
        ];
    }

    static BoardLine Line(Registers now, PromiseFacts facts, DateOnly asOf)
    {
        var terms = now.PublicRecord.TermsOf(facts.Row);
        var (state, reasons) = StateRules.Derive(facts, asOf);
        return new(
            facts.Row.Code, terms, NameOf(now, terms), facts.Group?.Name,
            terms.Place is { } place ? now.Places.Find(place)?.Name : null, SourceOf(now, terms), facts.Sums,
            facts.Households, facts.People, state, reasons, facts.Contradictions, facts.Evidence, asOf,
            facts.Row.Synthetic)
        {
            PeopleAtLeast = facts.PeopleAtLeast,
            Expected = facts.Expected,
            Mark = facts.Fault is null ? null : MarkOf(facts.Fault),
        };
    }

    internal static string NameOf(Registers now, PromiseTerms terms) =>
        now.Parties.Find(terms.Promiser)?.Name ?? "somebody not on record";

    internal static string SourceOf(Registers now, PromiseTerms terms) =>
        now.PublicRecord.Sources.Find(terms.Source)?.Code ?? "a source not on record";

    internal static string MarkOf(string fault) =>
        fault.StartsWith("Its source", StringComparison.Ordinal) ? "source withdrawn" : "statement rejected";
}
