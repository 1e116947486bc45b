using Annona.Access;
using Annona.Values;

namespace Annona.People;

/// <summary>Asks to register a person at the desk.</summary>
/// <param name="Household">The household; null for a new one.</param>
/// <param name="Facts">What may be counted. The year of birth is taken from the details where they have it.</param>
/// <param name="Details">What only the person's own key opens.</param>
public sealed record RegisterPerson(Id<Household>? Household, PersonFacts Facts, PersonalDetails Details) : Request
{
    /// <summary>Number of the household's form.</summary>
    public string? Form { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (PersonRules.Refuse(Facts, Details, "The person", moment.Today) is { } no)
            return no;
        if (Household is { } known && PersonRules.RefuseHousehold(now.People, known, Synthetic) is { } not)
            return not;
        var person = Ids.From(Intent, "person");
        var household = Household ?? new(Ids.From(Intent, "household"));
        return new PersonRegistered(new(person), household, PersonRules.WithYear(Facts, Details, now))
        {
            Form = Form,
            Personal = [new(person, Details)],
        };
    }
}

/// <summary>Asks to register a household by counting heads: three minutes at the border, names later.</summary>
/// <param name="Household">A household on record, to count it again; null for a new one.</param>
/// <param name="People">Counted, by sex and age band.</param>
public sealed record RegisterHeadCount(Id<Household>? Household, IReadOnlyList<HeadCount> People) : Request
{
    /// <summary>More people than any one household has: a typing error.</summary>
    internal const int PeopleMax = 200;

    /// <summary>Random id on the card that is handed out.</summary>
    public Guid? Card { get; init; }

    /// <summary>Number of the form.</summary>
    public string? Form { get; init; }

    /// <summary>Where from.</summary>
    public PlaceRef Origin { get; init; }

    /// <summary>Where now.</summary>
    public PlaceRef Present { get; init; }

    /// <summary>Day of arrival, local.</summary>
    public DateOnly? Arrived { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (People.Count == 0 || People.Any(line => line.Count is < 1 or > PeopleMax))
            return PeopleRefusals.NobodyCounted();
        if (Household is { } known && PersonRules.RefuseHousehold(now.People, known, Synthetic) is { } no)
            return no;
        if (Arrived > moment.Today)
            return PeopleRefusals.ArrivedLater("The household");
        if (Card is { } card && now.People.FindByCard(card) is >= 0 and var holder
            && (Household is not { } own || now.People.Find(own) != holder))
            return PeopleRefusals.CardTaken(PeopleCodes.Household(holder));
        return new HeadCountRegistered(Household ?? new(Ids.From(Intent, "household")), People)
        {
            Card = Card,
            Form = Form,
            Origin = Origin.Resolved(now.Places),
            Present = Present.Resolved(now.Places),
            Arrived = Arrived,
        };
    }
}

/// <summary>Asks to correct a person's record.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Fields">Which fields are stated anew.</param>
/// <param name="Facts">Their open values; others are not read.</param>
/// <param name="Details">
/// Their personal values; others are not read. A whole name replaces all that is recorded; parts replace the parts of
/// their roles, and a blank part takes its role away.
/// </param>
/// <param name="Reason">Why, as a code such as <c>document-seen</c>.</param>
public sealed record CorrectPerson(
    Id<Person> Person, PersonFields Fields, PersonFacts Facts, PersonalDetails Details, string Reason) : Request
{
    /// <summary>The household the person belongs to, if that is stated anew.</summary>
    public Id<Household>? Household { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var at = now.People.Find(Person);
        if (at < 0)
            return PeopleRefusals.UnknownPerson(Person.ToString());
        if (Household is { } household && PersonRules.RefuseHousehold(now.People, household, Synthetic) is { } no)
            return no;
        if (now.People.Person(at).Synthetic != Synthetic)
            return PeopleRefusals.SyntheticMixed("This correction");
        if (string.IsNullOrWhiteSpace(Reason))
            return PeopleRefusals.NoText("reason");
        var details = Details with { Name = PersonRules.NamesAfter(now.People.DetailsOf(at), Details.Name) };
        if (Fields.HasFlag(PersonFields.Name) && !PersonRules.HasName(details))
            return PeopleRefusals.NoName("The correction");
        // Only what is stated is judged; the year of birth stands in both parts.
        var fields = Fields.HasFlag(PersonFields.Born) ? Fields | PersonFields.BirthYear : Fields;
        if (PersonRules.RefuseValues(
            PersonDifference.Only(Facts, fields), PersonDifference.Merge(new(), details, fields), "The correction",
            moment.Today) is { } bad)
            return bad;
        return PersonRules.Change(now, at, AsStated(now, details), Reason) is { } changed
            ? changed
            : PeopleRefusals.NothingChanges();
    }

    PersonAsStated AsStated(Registers now, PersonalDetails details)
    {
        var fields = Fields.HasFlag(PersonFields.Born) ? Fields | PersonFields.BirthYear : Fields;
        fields = Household is null ? fields & ~PersonFields.Household : fields | PersonFields.Household;
        return new(fields, PersonRules.WithYear(Facts, details, now), details, Household);
    }
}

/// <summary>Asks to note that a person left the register.</summary>
public sealed record RecordDeparture(Id<Person> Person, DateOnly On, LeaveReason Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var at = now.People.Find(Person);
        if (at < 0)
            return PeopleRefusals.UnknownPerson(Person.ToString());
        return On > moment.Today ? PeopleRefusals.DayInFuture("departure")
            : now.People.Person(at).Left ? PeopleRefusals.LeftAlready(PeopleCodes.Person(at))
            : new PersonLeft(Person, On, Reason) { Synthetic = now.People.Person(at).Synthetic };
    }
}

/// <summary>Asks to note that a person objected, or took an objection back.</summary>
public sealed record RecordObjection(Id<Person> Person, DateOnly On, bool Withdrawn) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var at = now.People.Find(Person);
        if (at < 0)
            return PeopleRefusals.UnknownPerson(Person.ToString());
        var person = now.People.Person(at);
        return On > moment.Today ? PeopleRefusals.DayInFuture("objection")
            : Withdrawn && !person.Objected ? PeopleRefusals.NothingToWithdraw(person.Code)
            : !Withdrawn && person.Objected ? PeopleRefusals.ObjectedAlready(person.Code)
            : new PersonObjected(Person, On, Withdrawn) { Synthetic = person.Synthetic };
    }
}

/// <summary>Asks to note the legal basis for keeping a household's data.</summary>
public sealed record RecordLegalBasis(Id<Household> Household, string Purpose, string Basis, DateOnly On) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        now.People.Find(Household) < 0 ? PeopleRefusals.UnknownHousehold(Household.ToString())
        : string.IsNullOrWhiteSpace(Purpose) ? PeopleRefusals.NoText("purpose")
        : string.IsNullOrWhiteSpace(Basis) ? PeopleRefusals.NoText("legal basis")
        : On > moment.Today ? PeopleRefusals.DayInFuture("legal basis")
        : new LegalBasisRecorded(Household, Purpose.Trim(), Basis.Trim(), On)
        {
            Synthetic = PersonRules.IsSynthetic(now.People, Household),
        };
}

/// <summary>Asks to note that a household was told what is kept about it and why.</summary>
public sealed record GiveNotice(Id<Household> Household, string Language, DateOnly On) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        now.People.Find(Household) < 0 ? PeopleRefusals.UnknownHousehold(Household.ToString())
        : string.IsNullOrWhiteSpace(Language) ? PeopleRefusals.NoText("language")
        : On > moment.Today ? PeopleRefusals.DayInFuture("notice")
        : new NoticeGiven(Household, Language.Trim(), On)
        {
            Synthetic = PersonRules.IsSynthetic(now.People, Household),
        };
}

/// <summary>Asks to note that a household lives in a shelter, or left it.</summary>
public sealed record RecordShelter(Id<Household> Household, Id<Places.Place>? Site, DateOnly Since) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        now.People.Find(Household) < 0 ? PeopleRefusals.UnknownHousehold(Household.ToString())
        : Site is { } site && now.Places.Find(site) is null ? PeopleRefusals.UnknownPlace(site.ToString())
        : Since > moment.Today ? PeopleRefusals.DayInFuture("shelter")
        : new HouseholdSheltered(Household, Site, Since)
        {
            Synthetic = PersonRules.IsSynthetic(now.People, Household),
        };
}
