using Annona.Access;
using Annona.Observations;
using Annona.People;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Privacy;

/// <summary>A source that names somebody.</summary>
/// <param name="Source">Which.</param>
/// <param name="Code">Its code.</param>
/// <param name="Where">Where the name stands: in its text, its title or an address.</param>
/// <param name="Statements">Codes of statements whose quoted words have it.</param>
public sealed record NamedInSource(
    Id<Source> Source, string Code, IReadOnlyList<Stretch> Where, IReadOnlyList<string> Statements)
{
    /// <summary>Every place is shown as blocks already.</summary>
    public bool IsHidden { get; init; }
}

/// <summary>A case whose words name somebody.</summary>
/// <param name="Case">Which.</param>
/// <param name="Code">Its code.</param>
/// <param name="Times">How often.</param>
public sealed record NamedInCase(Id<Observation> Case, string Code, int Times);

/// <summary>Where persons are named in the words of others.</summary>
/// <param name="Sources">In order of arrival.</param>
/// <param name="Cases">In order of arrival.</param>
public sealed record PersonsNamed(IReadOnlyList<NamedInSource> Sources, IReadOnlyList<NamedInCase> Cases);

/// <summary>
/// Asks where persons, and the records that were made one with them, are named in sources and cases. It tells places,
/// never names. Reads the whole journal, and every source.
/// </summary>
/// <param name="Persons">Who; those that nobody knows, or that are erased, are passed over.</param>
public sealed record FindNamed(IReadOnlyList<Id<Person>> Persons) : Question<PersonsNamed>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override PersonsNamed Answer(Registers now, Moment moment)
    {
        var same = ErasureReach.SamePersons(now, Persons);
        if (same.Count == 0)
            return new([], []);
        var past = moment.History!.Naming([.. same.Select(at => now.People.PersonId(at).Value)]);
        var names = SubjectNames.Of(now, same, past);
        return new(
            [.. names.InSources(now, moment.Documents)],
            [
                .. names.InCases(now.Observations.All)
                    .Select(named => new NamedInCase(named.Case.Id, named.Case.Code, named.Times)),
            ]);
    }
}

/// <summary>
/// Asks to erase persons together with passages of sources and words of cases that name them: all of it or nothing, in
/// one commit. After it nobody knows any more what to look for.
/// </summary>
/// <param name="Persons">Who, as for <see cref="ErasePersons"/>.</param>
/// <param name="Ground">On what ground.</param>
/// <param name="Reason">Why, as a code; never a name.</param>
public sealed record EraseEverywhere(IReadOnlyList<Id<Person>> Persons, ErasureGround Ground, string Reason) : Request
{
    /// <summary>Words of sources that go with them.</summary>
    public IReadOnlyList<PassagesOf> Passages { get; init; } = [];

    /// <summary>Cases whose words go with them.</summary>
    public IReadOnlyList<Id<Observation>> Cases { get; init; } = [];

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var decided = new ErasePersons(Persons, Ground, Reason) { Intent = Intent }.Decide(now, moment);
        if (decided is not Decision.Accepted persons)
            return decided;
        List<Decision> rest =
        [
            .. Passages.Select(passages => passages.Decide(now, Reason.Trim())),
            .. Cases.Select(found => new EraseCaseText(found, Reason) { Intent = Intent }.Decide(now, moment)),
        ];
        if (rest.OfType<Decision.Refused>().FirstOrDefault() is { } refused)
            return refused;
        var also = rest.OfType<Decision.Accepted>().ToList();
        // Sources with the same text are reached from the first of them.
        return new Decision.Accepted(
        [
            .. persons.Events, .. also.SelectMany(other => other.Events).DistinctBy(ReachOf),
        ])
        {
            Documents = [.. also.SelectMany(other => other.Documents).DistinctBy(text => Journal.Hash.Of(text))],
            Destroyed = [.. also.SelectMany(other => other.Destroyed).Distinct()],
        };
    }

    /// <summary>The words of one source go once, whichever source with the same text was named.</summary>
    static object ReachOf(Event fact) => fact is PassagesErased erased ? erased.Source : fact;
}
