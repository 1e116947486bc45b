using Annona.Access;
using Annona.People;
using Annona.Values;

namespace Annona.Privacy;

/// <summary>What a person goes by and went by.</summary>
/// <param name="Person">Who was asked for.</param>
/// <param name="Codes">Codes of the records that are this person.</param>
/// <param name="Words">Whole names, telephone numbers and numbers of documents.</param>
public sealed record NamesOfPerson(Id<Person> Person, IReadOnlyList<string> Codes, IReadOnlyList<string> Words)
{
    SubjectNames? names;

    /// <summary>Whether a text names the person. Costs a search for each of the words.</summary>
    public bool StandIn(string text) => (names ??= SubjectNames.Of(Words)).In(text).Count > 0;
}

/// <summary>
/// Asks what persons who are about to be erased go by, so that files outside the operation can be searched for it:
/// after the erasure nobody knows. It is kept in the read log. Reads the whole journal.
/// </summary>
/// <param name="Persons">Who; those that nobody knows, or that are erased, are passed over.</param>
/// <param name="Purpose">Why they are erased, as a code; never a name.</param>
public sealed record FindNames(IReadOnlyList<Id<Person>> Persons, string Purpose)
    : Question<IReadOnlyList<NamesOfPerson>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override IReadOnlyList<NamesOfPerson> Answer(Registers now, Moment moment)
    {
        var same = Persons.Distinct().Select(person => (Person: person, At: ErasureReach.SamePersons(now, [person])))
            .Where(person => person.At.Count > 0).ToList();
        if (same.Count == 0)
            return [];
        var past = moment.History!.Naming(
            [.. same.SelectMany(person => person.At).Distinct().Select(at => now.People.PersonId(at).Value)]);
        return
        [
            .. same.Select(person => new NamesOfPerson(
                person.Person, [.. person.At.Select(PeopleCodes.Person)],
                [.. SubjectNames.WordsOf(now, person.At, past)])),
        ];
    }

    /// <inheritdoc/>
    internal override Look? Shows(IReadOnlyList<NamesOfPerson> answer, Registers now) => new(
        "erasure", Purpose.Trim(), ErasureReach.SamePersons(now, answer.Select(person => person.Person)));
}

/// <summary>What somebody wants to do with files that have names.</summary>
public enum FilesUse
{
    /// <summary>See which there are.</summary>
    Look,

    /// <summary>Rewrite or remove them.</summary>
    Change,
}

/// <summary>A person whose names are gone.</summary>
/// <param name="Person">Who.</param>
/// <param name="Code">Such as <c>N12</c>.</param>
public sealed record ErasedPerson(Id<Person> Person, string Code);

/// <summary>
/// Asks who was erased, in the order in which they were: their rows are to go from the files that had them.
/// </summary>
/// <param name="Use">What for.</param>
public sealed record ListErased(FilesUse Use) : Question<IReadOnlyList<ErasedPerson>>
{
    /// <inheritdoc/>
    public override Roles MayAsk =>
        Use == FilesUse.Look ? Roles.Coordinator | Roles.Auditor : Roles.Coordinator;

    /// <inheritdoc/>
    public override IReadOnlyList<ErasedPerson> Answer(Registers now, Moment moment) =>
    [
        .. now.People.Erasures.From(0).Select(subject => (Id: new Id<Person>(subject),
                At: now.People.Find(new Id<Person>(subject))))
            .Where(person => person.At >= 0)
            .Select(person => new ErasedPerson(person.Id, PeopleCodes.Person(person.At))),
    ];
}
