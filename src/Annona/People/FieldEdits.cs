using System.Collections.Immutable;
using Annona.Journal;
using Annona.Values;

namespace Annona.People;

/// <summary>How well a value is founded: the better one wins where two were stated unaware of each other.</summary>
enum FieldEvidence
{
    /// <summary>Somebody guessed.</summary>
    Estimate,

    /// <summary>Somebody said so.</summary>
    Statement,

    /// <summary>A document was seen.</summary>
    Document,
}

/// <summary>A value of a field that somebody stated and nobody who knew it replaced.</summary>
/// <param name="Position">The entry.</param>
/// <param name="At">Where it stands among competing facts; its device is empty for the desk.</param>
/// <param name="Evidence">How well it is founded.</param>
/// <param name="Facts">Holds the value of an open field.</param>
/// <param name="Details">Holds the value of a personal field; null when erased or not opened here.</param>
/// <param name="Household">Holds the value of a move.</param>
sealed record StatedValue(
    long Position, Effective At, FieldEvidence Evidence, PersonFacts Facts, PersonalDetails? Details,
    Id<Household>? Household);

/// <summary>
/// Who stated what of a person's fields without knowing of each other. Edits of different fields never meet. Of one
/// field the value with the better evidence wins, then the later one; the others stay and are shown until somebody at
/// the desk decides, who has seen them all. Needs are never lowered by a device: whoever stated one is believed.
/// </summary>
/// <remarks>Only edited fields stand here: some 150 bytes each.</remarks>
sealed record FieldEdits
{
    readonly KeyMap<FieldKey> keys = new();
    Rows<Stated> rows;

    FieldEdits()
    {
    }

    public static FieldEdits New() => new();

    /// <summary>With one more edit.</summary>
    /// <param name="person">Ordinal of the person.</param>
    /// <param name="changed">As it was recorded.</param>
    /// <param name="recorded">Its entry.</param>
    /// <param name="needs">The person's needs before it.</param>
    /// <param name="edit">The draft.</param>
    /// <returns>The edits, and the change with the values that win.</returns>
    public (FieldEdits After, PersonChanged Winning) After(
        int person, PersonChanged changed, Recorded recorded, Needs needs, Edit edit)
    {
        var (next, facts, details, household) = (this with { }, changed.Facts, Details(changed), changed.Household);
        foreach (var field in Each(changed.Fields))
        {
            var key = new FieldKey(person, field);
            var live = next.Find(key);
            var value = new StatedValue(
                recorded.Position, recorded.Effective, EvidenceOf(changed, field), changed.Facts, Details(changed),
                changed.Household);
            if (field == PersonFields.Needs && recorded.Sent is not null)
                value = value with
                {
                    Facts = value.Facts with { Needs = value.Facts.Needs | (live.IsEmpty ? needs : Union(live)) },
                };
            live = [.. live.Where(old => !Replaces(recorded, old)), value];
            next = next.With(key, live, edit);
            var winner = WinnerOf(live);
            facts = PersonDifference.With(facts, field == PersonFields.Needs ? Needing(live) : winner.Facts, field);
            details = winner.Details is { } won && details is not null
                ? PersonDifference.Merge(details, won, field)
                : details;
            household = field == PersonFields.Household ? winner.Household : household;
        }
        var winning = changed with { Facts = facts, Household = household };
        return (next, details is null ? winning : winning with { Personal = [new(changed.Person.Value, details)] });
    }

    /// <summary>With everything about a person decided: it was stated anew as a whole.</summary>
    public FieldEdits Decided(int person, Edit edit) =>
        Each(PersonFields.Personal | PersonFields.Household | Open).Select(field => new FieldKey(person, field))
            .Where(key => !Find(key).IsEmpty)
            .Aggregate(this, (edits, key) => edits.With(key, [], edit));

    /// <summary>Without what only the person's key opens.</summary>
    public FieldEdits WithoutDetails(int person, Edit edit) =>
        Each(PersonFields.Personal | PersonFields.Household | Open).Select(field => new FieldKey(person, field))
            .Where(key => !Find(key).IsEmpty)
            .Aggregate(this, (edits, key) =>
                edits.With(key, [.. edits.Find(key).Select(old => old with { Details = null })], edit));

    /// <summary>Without what only persons' keys open: as whoever opens no personal part folds them.</summary>
    public FieldEdits WithoutDetails(Edit edit) =>
        Persons.Aggregate(this, (edits, person) => edits.WithoutDetails(person, edit));

    /// <summary>Fields of which different values were stated and none is decided.</summary>
    public PersonFields ContestedOf(int person) =>
        Each(PersonFields.Personal | PersonFields.Household | Open)
            .Where(field => IsContested(Find(new(person, field)), field))
            .Aggregate(PersonFields.None, (all, field) => all | field);

    /// <summary>What was stated of a field and not replaced, the winner first.</summary>
    public IReadOnlyList<StatedValue> Of(int person, PersonFields field) =>
        [.. Find(new(person, field)).OrderByDescending(value => value.Evidence).ThenByDescending(value => value.At)];

    /// <summary>Persons with an edited field, each once.</summary>
    public IEnumerable<int> Persons =>
        Enumerable.Range(0, rows.Count).Select(at => keys[at].Person).Distinct();

    static PersonFields Open => PersonFields.Sex | PersonFields.BirthYear | PersonFields.Relation | PersonFields.Needs
        | PersonFields.Origin | PersonFields.Present | PersonFields.Arrived;

    /// <summary>
    /// Whether whoever made an edit knew the value before it. A desk has seen everything; a device what it names, and
    /// what the hub had decided under its last checkpoint.
    /// </summary>
    static bool Replaces(Recorded recorded, StatedValue old) =>
        recorded.Sent is not { } sent
        || (old.At.Device == Guid.Empty ? old.Position <= sent.Seen : sent.Bases.Contains(old.At.Event));

    static StatedValue WinnerOf(ImmutableArray<StatedValue> live)
    {
        var winner = live[0];
        foreach (var other in live)
            if ((other.Evidence, other.At).CompareTo((winner.Evidence, winner.At)) > 0)
                winner = other;
        return winner;
    }

    static PersonFacts Needing(ImmutableArray<StatedValue> live) => new() { Needs = Union(live) };

    static Needs Union(ImmutableArray<StatedValue> live) =>
        live.Aggregate(Needs.None, (needs, value) => needs | value.Facts.Needs);

    static bool IsContested(ImmutableArray<StatedValue> live, PersonFields field)
    {
        for (var i = 1; i < live.Length; i++)
            if (!SaysTheSame(live[0], live[i], field))
                return true;
        return false;
    }

    static bool SaysTheSame(StatedValue one, StatedValue other, PersonFields field) =>
        field == PersonFields.Household ? one.Household == other.Household
        : (field & PersonFields.Personal) == 0
            ? PersonDifference.Only(one.Facts, field) == PersonDifference.Only(other.Facts, field)
        : one.Details is null || other.Details is null
            || PersonDifference.Between(one.Details, other.Details).HasFlag(field) is false;

    static FieldEvidence EvidenceOf(PersonChanged changed, PersonFields field) =>
        changed.Reason == "document-seen" ? FieldEvidence.Document
        : changed.Reason == "estimate" || (field == PersonFields.BirthYear && changed.Facts.BirthEstimated)
            ? FieldEvidence.Estimate
        : FieldEvidence.Statement;

    static PersonalDetails? Details(PersonChanged changed) => changed.DetailsOf(changed.Person.Value);

    static IEnumerable<PersonFields> Each(PersonFields fields)
    {
        for (var bit = 1; bit <= (int)PersonFields.Household; bit <<= 1)
            if (((int)fields & bit) != 0)
                yield return (PersonFields)bit;
    }

    ImmutableArray<StatedValue> Find(FieldKey key) =>
        keys.Find(key) is >= 0 and var at && at < rows.Count ? rows[at].Live : [];

    FieldEdits With(FieldKey key, ImmutableArray<StatedValue> live, Edit edit)
    {
        var at = keys.Find(key);
        if (at >= 0 && at < rows.Count)
            return this with { rows = rows.Set(at, new(live), edit) };
        keys.Add(key, edit);
        return this with { rows = rows.Add(new(live), edit) };
    }

    readonly record struct FieldKey(int Person, PersonFields Field);

    readonly record struct Stated(ImmutableArray<StatedValue> Live);
}
