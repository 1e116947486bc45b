using Annona.Access;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>The way a kind of promise goes from words to people.</summary>
public enum TracePath
{
    /// <summary>Committed, received, bought, stocked, on the road, handed over.</summary>
    Goods,

    /// <summary>Committed, received, allocated, list sent, credited, collected.</summary>
    Cash,

    /// <summary>Committed, received, paid for works, contracted, progress, finished, inspected.</summary>
    Works,

    /// <summary>What somebody saw; no amounts.</summary>
    Observations,
}

/// <summary>One link of the chain from a promise to people.</summary>
/// <param name="Step">A code that stays, such as <c>bought</c>.</param>
/// <param name="Name">As people read it, such as <c>bought, at cost</c>.</param>
/// <param name="Amount">How much; null for links without an amount.</param>
/// <param name="Basis">The weakest basis among its movements.</param>
/// <param name="Movements">How many movements stand behind it, up to the day.</param>
/// <param name="Evidence">Where to look: the newest movements, or what was seen.</param>
public sealed record TraceLink(
    string Step, string Name, Amount? Amount, Ledger.Basis Basis, int Movements, IReadOnlyList<Evidence> Evidence);

/// <summary>One term of an equation, with its own evidence.</summary>
/// <param name="Step">A code that stays, such as <c>stock</c>.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Amount">How much.</param>
/// <param name="ShownBy">What shows it apart from the books, in a sentence; null when nothing does.</param>
public sealed record EquationTerm(string Step, string Name, Amount Amount, string? ShownBy);

/// <summary>What was received in one commodity, and everything it became.</summary>
/// <param name="Commodity">Its code.</param>
/// <param name="Received">What came in, with what shows it.</param>
/// <param name="Became">Its uses that are not nothing.</param>
/// <param name="Sums">All sums in this commodity.</param>
/// <param name="Counts">What counts of the places found, each in a sentence.</param>
public sealed record PromiseEquation(
    string Commodity, EquationTerm Received, IReadOnlyList<EquationTerm> Became, PromiseSums Sums,
    IReadOnlyList<string> Counts);

/// <summary>How well what was handed over is linked to the promise.</summary>
/// <param name="Traced">Physical or earmarked.</param>
/// <param name="ByConvention">First in, first out over what stood in one place.</param>
/// <param name="Whole">All that was handed over.</param>
public sealed record TracedPart(Amount Traced, Amount ByConvention, Amount Whole);

/// <summary>The trace of one promise, for officers.</summary>
/// <param name="Code">The promise.</param>
/// <param name="Text">Its words as they may be shown.</param>
/// <param name="Path">The way its kind goes.</param>
/// <param name="Links">In order of the way, one block a commodity.</param>
/// <param name="Sums">In the commodity of the promise.</param>
/// <param name="Households">Different households reached; null is not countable.</param>
/// <param name="People">Different people reached, if no undecided pair of records is one person; null is not
/// countable.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Discrepancies">What does not fit and is not resolved.</param>
/// <param name="AsOf">The day of the question.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record PromiseTrace(
    string Code, string Text, TracePath Path, IReadOnlyList<TraceLink> Links, PromiseSums Sums, long? Households,
    long? People, PromiseState State, IReadOnlyList<string> Reasons, IReadOnlyList<OpenDiscrepancy> Discrepancies,
    DateOnly AsOf, bool Synthetic)
{
    /// <summary>
    /// Different people reached, if every undecided pair of records is one person; null is not countable.
    /// </summary>
    public long? PeopleAtLeast { get; init; }

    /// <summary>One for each commodity in which something was received; none for promises without amounts.</summary>
    public IReadOnlyList<PromiseEquation> Equations { get; init; } = [];

    /// <summary>How well what was handed over is linked, one for each commodity.</summary>
    public IReadOnlyList<TracedPart> Traced { get; init; } = [];

    /// <summary>What speaks against it, both sides named.</summary>
    public IReadOnlyList<string> Contradictions { get; init; } = [];

    /// <summary>From the publisher inwards to the speaker.</summary>
    public IReadOnlyList<ChainLink> Chain { get; init; } = [];
}

/// <summary>
/// Asks, as an officer, for the chain from a promise to people, every link with its evidence and basis. What an
/// outsider may see is another question: <see cref="OutsiderTrace"/>.
/// </summary>
/// <param name="Promise">Which.</param>
/// <param name="AsOf">The day; null for today.</param>
public sealed record TraceOfPromise(Id<Promise> Promise, DateOnly? AsOf) : Question<PromiseTrace>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    /// <exception cref="RefusedException">There is no such promise, or it was made later.</exception>
    public override PromiseTrace Answer(Registers now, Moment moment)
    {
        var asOf = AsOf ?? moment.Today;
        var row = Found(now, Promise, asOf);
        var facts = PromiseFacts.Of(new(now, moment.Actor, asOf), row);
        var (state, reasons) = StateRules.Derive(facts, asOf);
        var path = TraceLinks.PathOf(facts);
        var counted = path != TracePath.Observations;
        return new(
            row.Code, now.PublicRecord.TextOf(row), path, [.. TraceLinks.Of(now, facts, path)], facts.Sums,
            facts.Households, facts.People, state, reasons, facts.Discrepancies, asOf, row.Synthetic)
        {
            PeopleAtLeast = facts.PeopleAtLeast,
            Equations = counted ? [.. Equations.Of(now, facts, asOf)] : [],
            Traced = counted ? [.. TraceLinks.TracedOf(facts)] : [],
            Contradictions = facts.Contradictions,
            Chain = now.PublicRecord.TermsOf(row).Chain,
        };
    }

    /// <summary>The promise, if it was made by then.</summary>
    internal static PromiseRow Found(Registers now, Id<Promise> promise, DateOnly asOf)
    {
        var row = now.PublicRecord.Promises.Find(promise)
            ?? throw new RefusedException(TraceRefusals.UnknownPromise(promise.ToString()));
        return row.Terms.Made <= asOf
            ? row
            : throw new RefusedException(TraceRefusals.NotMadeYet(row.Code, row.Terms.Made, asOf));
    }
}
