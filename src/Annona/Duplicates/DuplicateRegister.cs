using System.Collections.Immutable;
using Annona.Access;
using Annona.Journal;
using Annona.People;
using Annona.Values;

namespace Annona.Duplicates;

/// <summary>A pair as the register has it.</summary>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Pair">The two records.</param>
/// <param name="Score">0 to 10,000; 0 for a pair that no linkage scored.</param>
/// <param name="Zone">How sure the machine was.</param>
/// <param name="Reasons">The evidence as codes.</param>
/// <param name="Verdict">What was decided last.</param>
/// <param name="Merged">The two are one at present.</param>
public sealed record PairRecord(
    int Number, Pair Pair, int Score, ReviewZone Zone, string Reasons, Verdict Verdict, bool Merged)
{
    /// <summary>What officers type: <c>R3</c> for the third review on record.</summary>
    public string Code => $"R{Number}";

    /// <summary>Somebody still has to decide.</summary>
    public bool IsOpen => Verdict is Verdict.Open or Verdict.Later;
}

/// <summary>A bulk decision that waits for a second officer, or was confirmed.</summary>
public sealed record BulkRow(BulkProposed Fact, Id<Officer> ProposedBy, bool Confirmed);

/// <summary>Pairs that may be one, what people decided about them, and the groups that follow from it.</summary>
public sealed record DuplicateRegister : IRegister<DuplicateRegister>
{
    readonly KeyMap<string> reasons = new();
    Table<PairRow> pairs = Table<PairRow>.New();
    ImmutableDictionary<Id<BulkDecision>, BulkRow> bulks = ImmutableDictionary<Id<BulkDecision>, BulkRow>.Empty;

    DuplicateRegister()
    {
    }

    /// <summary>How many pairs were ever opened.</summary>
    public int Count => pairs.Count;

    /// <summary>Persons that are one.</summary>
    public GroupRegister Persons { get; private init; } = GroupRegister.New();

    /// <summary>Households that are one.</summary>
    public GroupRegister Households { get; private init; } = GroupRegister.New();

    /// <summary>Bulk decisions.</summary>
    public IEnumerable<BulkRow> Bulks => bulks.Values;

    /// <summary>Pairs that wait for a second officer.</summary>
    internal HashSet<Pair> WaitingPairs() =>
        [.. bulks.Values.Where(bulk => !bulk.Confirmed).SelectMany(bulk => bulk.Fact.Pairs)];

    /// <summary>Before the first entry. Each call makes maps of its own.</summary>
    public static DuplicateRegister New() => new();

    /// <summary>The person under whom somebody is counted.</summary>
    public Id<Person> CanonicalOf(Id<Person> person) => new(Persons.CanonicalOf(person.Value));

    /// <summary>The household under which a household is counted.</summary>
    public Id<Household> CanonicalOf(Id<Household> household) => new(Households.CanonicalOf(household.Value));

    /// <summary>A pair by order of arrival from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such ordinal.</exception>
    public PairRecord this[int ordinal]
    {
        get
        {
            var row = pairs[ordinal];
            return new(ordinal + 1, row.Pair, row.Score, row.Zone, reasons[row.Reasons], row.Verdict, row.Merged);
        }
    }

    /// <summary>The pair, or null if it was never opened.</summary>
    public PairRecord? Find(Pair pair) => pairs.Find(pair.Id.Value) is >= 0 and var at ? this[at] : null;

    /// <summary>The pair with a code (<c>R3</c>) or an id as text, or null.</summary>
    public PairRecord? Find(string text) =>
        Codes.TryNumber(text, "R", Count, out var number) ? this[number - 1]
        : Id<Review>.TryParse(text.Trim(), out var id) && pairs.Find(id.Value) is >= 0 and var at ? this[at]
        : null;

    /// <summary>A bulk decision, or null.</summary>
    public BulkRow? Find(Id<BulkDecision> bulk) => bulks.GetValueOrDefault(bulk);

    /// <inheritdoc/>
    public DuplicateRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        ReviewOpened opened => After(opened, edit),
        PairDecided decided => After(decided, edit),
        // What was decided meanwhile stays decided.
        ReviewWithdrawn { Pair: var pair } => Find(pair) is { IsOpen: true }
            ? With(pair, row => row with { Verdict = Verdict.Withdrawn }, edit)
            : this,
        RecordsMerged merged => Linked(merged.Pair, on: true, edit),
        RecordsUnmerged unmerged => Linked(unmerged.Pair, on: false, edit),
        BulkProposed proposed => this with
        {
            bulks = bulks.SetItem(proposed.Bulk, new(proposed, new(recorded.Officer), Confirmed: false)),
        },
        _ => this,
    };

    DuplicateRegister After(ReviewOpened opened, Edit edit) => With(opened.Pair, row => row with
    {
        Score = opened.Score,
        Zone = opened.Zone,
        Reasons = reasons.FindOrAdd(opened.Reasons, edit),
        // Opened again on other evidence: somebody has to look again. What is merged stays merged.
        Verdict = row.Merged ? row.Verdict : Verdict.Open,
    }, edit);

    DuplicateRegister After(PairDecided decided, Edit edit)
    {
        var next = With(decided.Pair, row => row with { Verdict = decided.Verdict }, edit);
        return decided.Bulk is { } bulk && next.bulks.TryGetValue(bulk, out var row)
            ? next with { bulks = next.bulks.SetItem(bulk, row with { Confirmed = true }) }
            : next;
    }

    DuplicateRegister Linked(Pair pair, bool on, Edit edit)
    {
        if ((Find(pair)?.Merged ?? false) == on)
            return this;
        var next = With(pair, row => row with { Merged = on, Verdict = on ? Verdict.Same : Verdict.Different }, edit);
        return pair.Kind == PairKind.Persons
            ? next with { Persons = Renewed(Persons, pair, on, edit) }
            : next with { Households = Renewed(Households, pair, on, edit) };
    }

    static GroupRegister Renewed(GroupRegister groups, Pair pair, bool on, Edit edit) =>
        on ? groups.Merged(pair.Low, pair.High, edit) : groups.Unmerged(pair.Low, pair.High, edit);

    DuplicateRegister With(Pair pair, Func<PairRow, PairRow> change, Edit edit)
    {
        var at = pairs.Find(pair.Id.Value);
        if (at >= 0)
            return this with { pairs = pairs.Set(at, change(pairs[at]), edit) };
        var row = new PairRow(pair, 0, ReviewZone.Ask, reasons.FindOrAdd("", edit), Verdict.Open, Merged: false);
        return this with { pairs = pairs.Add(pair.Id.Value, change(row), edit) };
    }

    readonly record struct PairRow(
        Pair Pair, int Score, ReviewZone Zone, int Reasons, Verdict Verdict, bool Merged);
}
