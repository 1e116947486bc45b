using Annona.Access;
using Annona.Values;

namespace Annona.People;

/// <summary>On what ground somebody is erased: the cases of article 17(1) of the EU's regulation 2016/679.</summary>
public enum ErasureGround
{
    /// <summary>What it was kept for is done.</summary>
    NoLongerNeeded,

    /// <summary>The person took consent back.</summary>
    ConsentWithdrawn,

    /// <summary>The person objected, and nothing weighs more.</summary>
    Objected,

    /// <summary>It should never have been kept.</summary>
    NotLawful,

    /// <summary>A law or a court says so.</summary>
    LegalDuty,
}

/// <summary>
/// A person was erased: names, contacts and notes are destroyed with the key that opened them, in every entry. The
/// record stays, so that counts, books and proofs stay right.
/// </summary>
/// <param name="Person">Who; <see cref="Event.Erased"/> has whose keys and parts went with it.</param>
/// <param name="Ground">On what ground.</param>
/// <param name="Reason">Why, as a code such as <c>asked-at-desk</c>; never a name.</param>
public sealed record PersonErased(Id<Person> Person, ErasureGround Ground, string Reason) : Event;

/// <summary>An open case needs what is kept of a person, so that nobody erases it before a day.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Reason">Which case, as a code; never a name.</param>
/// <param name="Until">The last day of the hold, local. After it nothing holds the erasure back.</param>
public sealed record ErasureHeld(Id<Person> Person, string Reason, DateOnly Until) : Event;

/// <summary>Nothing holds the erasure of a person back any more.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Reason">Why, as a code.</param>
public sealed record ErasureReleased(Id<Person> Person, string Reason) : Event;

/// <summary>
/// Asks to erase persons. Records that officers decided to be one are erased together: one name left would be the same
/// person's.
/// </summary>
/// <param name="Persons">At most <see cref="PersonsMax"/>.</param>
/// <param name="Ground">On what ground.</param>
/// <param name="Reason">Why, as a code; never a name.</param>
public sealed record ErasePersons(IReadOnlyList<Id<Person>> Persons, ErasureGround Ground, string Reason) : Request
{
    /// <summary>Persons of one request: nobody erases a register in one word.</summary>
    public const int PersonsMax = 500;

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            return PeopleRefusals.NoText("reason");
        if (Persons.Count is 0 or > PersonsMax)
            return PeopleRefusals.ErasureSize(PersonsMax);
        foreach (var person in Persons)
            if (now.People.Find(person) < 0)
                return PeopleRefusals.UnknownPerson(person.ToString());
        var whole = ErasureReach.SamePersons(now, Persons);
        if (whole.Count == 0)
            return PeopleRefusals.ErasedAlready();
        foreach (var at in whole)
            if (now.People.Erasures.HoldOf(now.People.PersonId(at), moment.Today) is { } hold)
                return PeopleRefusals.ErasureIsHeld(PeopleCodes.Person(at), hold.Reason, hold.Until);
        var subjects = ErasureReach.SubjectsOf(now, whole);
        return new Decision.Accepted([.. whole.Select((at, number) =>
            new PersonErased(now.People.PersonId(at), Ground, Reason.Trim())
            {
                Synthetic = now.People.Person(at).Synthetic, Erased = subjects[number],
            })]);
    }
}

/// <summary>Asks that a person is not erased before a case is closed.</summary>
/// <param name="Person">Whose record.</param>
/// <param name="Reason">Which case, as a code; never a name.</param>
/// <param name="Until">The last day, local, at most <see cref="DaysMax"/> ahead.</param>
public sealed record HoldErasure(Id<Person> Person, string Reason, DateOnly Until) : Request
{
    /// <summary>A hold ends by itself: a year, and who needs more asks again.</summary>
    public const int DaysMax = 366;

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var at = now.People.Find(Person);
        return at < 0 ? PeopleRefusals.UnknownPerson(Person.ToString())
            : string.IsNullOrWhiteSpace(Reason) ? PeopleRefusals.NoText("reason")
            : now.People.IsErased(Person.Value) ? PeopleRefusals.ErasedAlready()
            : Until < moment.Today || Until > moment.Today.AddDays(DaysMax) ? PeopleRefusals.HoldDay(DaysMax)
            : new ErasureHeld(Person, Reason.Trim(), Until) { Synthetic = now.People.Person(at).Synthetic };
    }
}

/// <summary>Asks to end a hold before its day: whoever answers for the data decides.</summary>
/// <param name="Person">Whose record.</param>
/// <param name="Reason">Why, as a code.</param>
public sealed record ReleaseErasure(Id<Person> Person, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var at = now.People.Find(Person);
        return at < 0 ? PeopleRefusals.UnknownPerson(Person.ToString())
            : string.IsNullOrWhiteSpace(Reason) ? PeopleRefusals.NoText("reason")
            : now.People.Erasures.HoldOf(Person, moment.Today) is null ? PeopleRefusals.NotHeld(PeopleCodes.Person(at))
            : new ErasureReleased(Person, Reason.Trim()) { Synthetic = now.People.Person(at).Synthetic };
    }
}
