using Annona.Journal;
using Annona.Values;

namespace Annona.People;

/// <summary>
/// Persons, households and lists at scale: rows of a few dozen bytes in tables, texts once each. Reading a person
/// puts a record together; names and contacts leave the register only through questions that name a disclosure.
/// </summary>
public sealed record PeopleRegister : IRegister<PeopleRegister>
{
    readonly KeyMap<PlaceRef> places = new();
    readonly KeyMap<string> forms = new();
    Table<PersonRow> persons = Table<PersonRow>.New();
    Table<HouseholdRow> households = Table<HouseholdRow>.New();
    PersonTexts texts = PersonTexts.New();
    Rows<HeadCountRow> headCounts;
    Table<int> cards = Table<int>.New();
    HouseholdGrounds grounds = HouseholdGrounds.New();
    Table<PersonDay> departures = Table<PersonDay>.New();
    Table<PersonDay> objections = Table<PersonDay>.New();

    PeopleRegister()
    {
    }

    /// <summary>How many persons were ever registered, also those who left.</summary>
    public int PersonCount => persons.Count;

    /// <summary>How many households there are.</summary>
    public int HouseholdCount => households.Count;

    /// <summary>The lists.</summary>
    public ListRegister Lists { get; private init; } = ListRegister.Empty;

    /// <summary>What was stated of persons' fields, and what of it is contested.</summary>
    internal FieldEdits Edits { get; private init; } = FieldEdits.New();

    /// <summary>The disclosures.</summary>
    public DisclosureRegister Disclosures { get; private init; } = DisclosureRegister.Empty;

    /// <summary>Whose keys are destroyed, and whose are held back.</summary>
    public ErasureRegister Erasures { get; private init; } = ErasureRegister.New();

    /// <summary>Before the first entry. Each call makes maps of its own.</summary>
    public static PeopleRegister New() => new();

    /// <summary>Whether the key of a person, or of whoever else has one, was destroyed.</summary>
    public bool IsErased(Guid subject) => Erasures.Has(subject);

    /// <summary>Ordinal of a person, or -1.</summary>
    public int Find(Id<Person> person) => persons.Find(person.Value);

    /// <summary>Ordinal of a household, or -1.</summary>
    public int Find(Id<Household> household) => households.Find(household.Value);

    /// <summary>Ordinal of the person with a code (<c>N3</c>) or an id as text, or -1.</summary>
    public int FindPerson(string text) =>
        Codes.TryNumber(text, "N", PersonCount, out var number) ? number - 1
        : Id<Person>.TryParse(text.Trim(), out var id) ? Find(id)
        : -1;

    /// <summary>Ordinal of the household with a code (<c>H3</c>) or an id as text, or -1.</summary>
    public int FindHousehold(string text) =>
        Codes.TryNumber(text, "H", HouseholdCount, out var number) ? number - 1
        : Id<Household>.TryParse(text.Trim(), out var id) ? Find(id)
        : -1;

    /// <summary>Ordinal of the household that holds a card, or -1.</summary>
    public int FindByCard(Guid card) => cards.Find(card) is >= 0 and var at ? cards[at] : -1;

    /// <summary>The id of a person.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such ordinal.</exception>
    public Id<Person> PersonId(int ordinal) => new(persons.IdOf(ordinal));

    /// <summary>The id of a household.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such ordinal.</exception>
    public Id<Household> HouseholdId(int ordinal) => new(households.IdOf(ordinal));

    /// <summary>A person, without names.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such ordinal.</exception>
    public PersonRecord Person(int ordinal) => PersonRecord.Of(this, ordinal);

    /// <summary>A household, without names.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such ordinal.</exception>
    public HouseholdRecord Household(int ordinal)
    {
        ref readonly var row = ref households[ordinal];
        return new(HouseholdId(ordinal), ordinal)
        {
            Form = row.Form < 0 ? null : forms[row.Form],
            Card = row.Card < 0 ? null : cards.IdOf(row.Card),
            Members = row.MembersIn(persons),
            Head = row.Head < 0 ? null : row.Head,
            HeadCounts = row.HeadCountsIn(headCounts),
            Stated = row.Stated,
            Origin = PlaceOf(row.Origin),
            Present = PlaceOf(row.Present),
            Arrived = DayOf(row.Arrived),
            Shelter = PlaceOf(row.Shelter).Place,
            ShelteredSince = row.Shelter < 0 ? null : DayOf(row.ShelteredSince),
            BasisRecorded = row.Is(PeopleFlags.BasisRecorded),
            NoticeGiven = row.Is(PeopleFlags.NoticeGiven),
            Synthetic = row.Is(PeopleFlags.Synthetic),
        };
    }

    /// <summary>Where a person is now: as recorded of the person, else of the household.</summary>
    public PlaceRef PresentPlaceOf(int person) =>
        persons[person] switch
        {
            { Present: >= 0 } row => PlaceOf(row.Present),
            { Household: >= 0 } row => PlaceOf(households[row.Household].Present),
            _ => default,
        };

    /// <summary>Whether a person's household lives in a shelter.</summary>
    public bool IsSheltered(int person) =>
        persons[person].Household is >= 0 and var household && households[household].Shelter >= 0;

    /// <summary>When and why a person left; null for one who did not.</summary>
    internal (DateOnly On, LeaveReason Reason)? DepartureOf(int person) =>
        persons[person].Is(PeopleFlags.Left) && departures.Find(persons.IdOf(person)) is >= 0 and var at
            ? (DateOnly.FromDayNumber(departures[at].Day), (LeaveReason)departures[at].Reason)
            : null;

    /// <summary>The day of an objection that stands; null when there is none.</summary>
    internal DateOnly? ObjectionOf(int person) =>
        persons[person].Is(PeopleFlags.Objected) && objections.Find(persons.IdOf(person)) is >= 0 and var at
            ? DateOnly.FromDayNumber(objections[at].Day)
            : null;

    /// <summary>On what grounds a household's data are kept, and what it was told.</summary>
    internal (IReadOnlyList<LegalGround> Bases, IReadOnlyList<NoticeTold> Notices) GroundsOf(int household) =>
        grounds.Read(households[household].Grounds);

    internal ref readonly PersonRow Row(int person) => ref persons[person];

    internal ref readonly HouseholdRow HouseholdRowOf(int household) => ref households[household];

    internal PersonFacts FactsOf(in PersonRow row) => new()
    {
        Sex = row.Sex,
        BirthYear = row.BirthYear,
        BirthEstimated = row.Is(PeopleFlags.BirthEstimated),
        Relation = row.Relation,
        Needs = row.Needs,
        Origin = PlaceOf(row.Origin),
        Present = PlaceOf(row.Present),
        Arrived = DayOf(row.Arrived),
    };

    /// <summary>What only the person's key opens; null when erased or not opened here.</summary>
    internal PersonalDetails? DetailsOf(int person)
    {
        ref readonly var row = ref persons[person];
        return row.Is(PeopleFlags.HasDetails) ? texts.Read(row.Texts, PersonRow.Unpack(row.Born)) : null;
    }

    /// <summary>
    /// The same people, with texts in the order of the persons and none that nobody has any more: whichever way led
    /// here, the result is the same. Without names, they are left out.
    /// </summary>
    internal PeopleRegister Rearranged(Opening opening)
    {
        var edit = new Edit();
        var next = this with { texts = PersonTexts.New() };
        for (var at = 0; at < persons.Count; at++)
            if (persons[at].Is(PeopleFlags.HasDetails))
            {
                var row = persons[at].With(PeopleFlags.HasDetails, on: false);
                var details = opening == Opening.PersonalParts ? DetailsOf(at) : null;
                next.persons = next.persons.Set(at, next.WithDetails(row, details, edit), edit);
            }
        if (opening == Opening.OpenParts)
            next = next with { Edits = Edits.WithoutDetails(edit) };
        edit.Keep();
        return next;
    }

    internal IEnumerable<string> TextsInMemory => texts.All;

    /// <inheritdoc/>
    public PeopleRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        PersonRegistered registered => After(registered, edit).Counted(
            registered.From, version => version with { Added = version.Added + 1 }),
        PersonChanged changed => After(changed, recorded, edit).Counted(
            changed.From, version => version with { Changed = version.Changed + 1 }),
        HeadCountRegistered counted => After(counted, edit),
        PersonLeft left => After(left, edit),
        PersonObjected objected => After(objected, edit),
        LegalBasisRecorded basis => After(basis, edit),
        NoticeGiven notice => After(notice, edit),
        HouseholdSheltered sheltered => After(sheltered, edit),
        PeopleListOpened or PeopleListClosed => this with { Lists = Lists.After(recorded, edit) },
        PersonsDisclosed => this with { Disclosures = Disclosures.After(recorded, edit) },
        ErasureHeld or ErasureReleased => AfterErasure(recorded, edit),
        { Erased.Count: > 0 } => AfterErasure(recorded, edit),
        _ => this,
    };

    /// <summary>Of a person who comes later than the erasure nothing personal was ever kept.</summary>
    PeopleRegister AfterErasure(Recorded recorded, Edit edit)
    {
        var next = this with { Erasures = Erasures.After(recorded, edit) };
        foreach (var subject in recorded.Event.Erased)
            if (persons.Find(subject) is >= 0 and var at)
            {
                next.persons = next.persons.Set(
                    at, next.WithDetails(persons[at], details: null, edit).With(PeopleFlags.Erased, on: true), edit);
                next = next with { Edits = next.Edits.WithoutDetails(at, edit) };
            }
        return next;
    }

    PeopleRegister After(PersonRegistered registered, Edit edit)
    {
        var facts = registered.Facts;
        var withHousehold = WithHousehold(registered, edit, out var household);
        var next = withHousehold with { };
        var known = persons.Find(registered.Person.Value);
        var row = known < 0 ? new() : persons[known];
        row = row.With(facts.Sex, facts.Relation, facts.Needs) with
        {
            List = registered.From is { } from ? Lists.OrdinalOf(from.List) : -1,
            ListRow = registered.From?.Row ?? 0,
            ListVersion = registered.From?.Version ?? 0,
            Origin = OrdinalOf(facts.Origin, edit),
            Present = OrdinalOf(facts.Present, edit),
            Arrived = Number(facts.Arrived),
            BirthYear = facts.BirthYear,
            Flags = PersonRow.FlagsOf(registered) | (row.Flags & PeopleFlags.Objected)
                | (IsErased(registered.Person.Value) ? PeopleFlags.Erased : PeopleFlags.None),
        };
        row = next.WithDetails(row, registered.DetailsOf(registered.Person.Value), edit);
        if (known < 0)
        {
            row = row with { Household = -1, NextInHousehold = -1 };
            next.persons = next.persons.Add(registered.Person.Value, row, edit);
            known = next.persons.Count - 1;
        }
        else
            next = next with { persons = next.persons.Set(known, row, edit), Edits = Edits.Decided(known, edit) };
        next.Move(known, household, edit);
        return next;
    }

    PeopleRegister WithHousehold(PersonRegistered registered, Edit edit, out int household)
    {
        household = households.Find(registered.Household.Value);
        var next = this with { };
        if (household < 0)
        {
            var facts = registered.Facts;
            next.households = households.Add(
                registered.Household.Value,
                HouseholdRow.New(registered.Synthetic ? PeopleFlags.Synthetic : PeopleFlags.None) with
                {
                    Origin = OrdinalOf(facts.Origin, edit),
                    Present = OrdinalOf(facts.Present, edit),
                    Arrived = Number(facts.Arrived),
                    Form = FormOf(registered.Form, edit),
                },
                edit);
            household = households.Count;
        }
        else if (registered.Form is not null && households[household].Form < 0)
            next.households = households.Set(
                household, households[household] with { Form = FormOf(registered.Form, edit) }, edit);
        return next;
    }

    PeopleRegister After(PersonChanged stated, Recorded recorded, Edit edit)
    {
        var at = persons.Find(stated.Person.Value);
        if (at < 0)
            return this;
        var (edits, changed) = Edits.After(at, stated, recorded, persons[at].Needs, edit);
        var next = this with { Edits = edits };
        // A household is there also if another move wins, so that the order in which the two came says nothing.
        if (stated.Household is { } meant)
            HouseholdFor(next, meant, stated.Synthetic, edit);
        var row = Corrected(persons[at], changed.Fields, changed.Facts, edit);
        if (changed.From is { } from)
            row = row with { List = Lists.OrdinalOf(from.List), ListRow = from.Row, ListVersion = from.Version };
        if ((changed.Fields & PersonFields.Personal) != 0 && changed.DetailsOf(changed.Person.Value) is { } details)
        {
            var merged = PersonDifference.Merge(DetailsOf(at) ?? new(), details, changed.Fields);
            row = next.WithDetails(row, merged, edit);
        }
        next.persons = next.persons.Set(at, row, edit);
        if (changed.Household is { } household && HouseholdFor(next, household, changed.Synthetic, edit) is var to)
            next.Move(at, to, edit);
        return next;
    }

    PersonRow Corrected(PersonRow row, PersonFields fields, PersonFacts facts, Edit edit)
    {
        row = row.With(
            fields.HasFlag(PersonFields.Sex) ? facts.Sex : row.Sex,
            fields.HasFlag(PersonFields.Relation) ? facts.Relation : row.Relation,
            fields.HasFlag(PersonFields.Needs) ? facts.Needs : row.Needs);
        if (fields.HasFlag(PersonFields.BirthYear))
            row = (row with { BirthYear = facts.BirthYear }).With(PeopleFlags.BirthEstimated, facts.BirthEstimated);
        if (fields.HasFlag(PersonFields.Origin))
            row = row with { Origin = OrdinalOf(facts.Origin, edit) };
        if (fields.HasFlag(PersonFields.Present))
            row = row with { Present = OrdinalOf(facts.Present, edit) };
        if (fields.HasFlag(PersonFields.Arrived))
            row = row with { Arrived = Number(facts.Arrived) };
        return row;
    }

    /// <summary>Called on a copy that nobody else has yet.</summary>
    PersonRow WithDetails(PersonRow row, PersonalDetails? details, Edit edit)
    {
        var earlier = row.Is(PeopleFlags.HasDetails) ? row.Texts : -1;
        if (details is null)
        {
            texts.Release(earlier, edit);
            return row.With(PeopleFlags.HasDetails, on: false) with { Texts = -1, Born = 0 };
        }
        texts = texts.Add(details, earlier, edit, out var first);
        return row.With(PeopleFlags.HasDetails, on: true) with { Texts = first, Born = PersonRow.Pack(details.Born) };
    }

    static int HouseholdFor(PeopleRegister next, Id<Household> household, bool synthetic, Edit edit)
    {
        var at = next.households.Find(household.Value);
        if (at >= 0)
            return at;
        var flags = synthetic ? PeopleFlags.Synthetic : PeopleFlags.None;
        next.households = next.households.Add(household.Value, HouseholdRow.New(flags), edit);
        return next.households.Count - 1;
    }

    /// <summary>
    /// Puts a person at the end of a household, out of the one before. Called on a copy that nobody else has yet.
    /// </summary>
    void Move(int person, int household, Edit edit)
    {
        var row = persons[person];
        if (row.Household != household)
        {
            if (row.Household >= 0)
                Unlink(person, row, edit);
            var to = households[household];
            if (to.LastMember >= 0)
                persons = persons.Set(to.LastMember, persons[to.LastMember] with { NextInHousehold = person }, edit);
            persons = persons.Set(person, row with { Household = household, NextInHousehold = -1 }, edit);
            households = households.Set(household, to with
            {
                FirstMember = to.FirstMember < 0 ? person : to.FirstMember,
                LastMember = person,
                Members = to.Members + 1,
            }, edit);
        }
        var home = households[household];
        if (row.Relation == Relation.Head && home.Head < 0)
            households = households.Set(household, home with { Head = person }, edit);
        else if (row.Relation != Relation.Head && home.Head == person)
            households = households.Set(household, home with { Head = -1 }, edit);
    }

    void Unlink(int person, PersonRow row, Edit edit)
    {
        var home = households[row.Household];
        var before = -1;
        for (var at = home.FirstMember; at != person; at = persons[at].NextInHousehold)
            before = at;
        if (before >= 0)
            persons = persons.Set(before, persons[before] with { NextInHousehold = row.NextInHousehold }, edit);
        households = households.Set(row.Household, home with
        {
            FirstMember = before < 0 ? row.NextInHousehold : home.FirstMember,
            LastMember = home.LastMember == person ? before : home.LastMember,
            Members = home.Members - 1,
            Head = home.Head == person ? -1 : home.Head,
        }, edit);
    }

    PeopleRegister After(HeadCountRegistered counted, Edit edit)
    {
        var next = this with { };
        var at = HouseholdFor(next, counted.Household, counted.Synthetic, edit);
        var first = -1;
        foreach (var line in counted.People.Reverse())
        {
            next.headCounts = next.headCounts.Add(new(line.Sex, line.Band, line.Count, first), edit);
            first = next.headCounts.Count - 1;
        }
        var row = next.households[at];
        next.households = next.households.Set(at, row with
        {
            HeadCounts = first,
            Stated = counted.People.Sum(line => line.Count),
            Card = counted.Card is { } card ? next.Bind(card, at, edit) : row.Card,
            Form = counted.Form is null ? row.Form : FormOf(counted.Form, edit),
            Origin = counted.Origin.IsNone ? row.Origin : OrdinalOf(counted.Origin, edit),
            Present = counted.Present.IsNone ? row.Present : OrdinalOf(counted.Present, edit),
            Arrived = counted.Arrived is null ? row.Arrived : Number(counted.Arrived),
        }, edit);
        return next;
    }

    /// <summary>Binds a card to a household. Called on a copy that nobody else has yet.</summary>
    int Bind(Guid card, int household, Edit edit)
    {
        var at = cards.Find(card);
        cards = at < 0 ? cards.Add(card, household, edit) : cards.Set(at, household, edit);
        return at < 0 ? cards.Count - 1 : at;
    }

    PeopleRegister After(HouseholdSheltered sheltered, Edit edit)
    {
        var at = households.Find(sheltered.Household.Value);
        var shelter = OrdinalOf(new(sheltered.Site, null), edit);
        if (at < 0)
            return this;
        var row = households[at] with { Shelter = shelter, ShelteredSince = Number(sheltered.Since) };
        return this with { households = households.Set(at, row, edit) };
    }

    PeopleRegister Counted(ListRow? from, Func<ListVersion, ListVersion> more) => from is null
        ? this
        : this with { Lists = Lists.Counted(Lists.OrdinalOf(from.List), from.Version, more) };

    PeopleRegister After(PersonLeft left, Edit edit)
    {
        var next = Flagged(left.Person, PeopleFlags.Left, on: true, edit);
        next = next with
        {
            departures = new PersonDay(left.On.DayNumber, (byte)left.Reason).In(departures, left.Person, edit),
        };
        if (left.Reason != LeaveReason.GoneFromList || persons.Find(left.Person.Value) is not (>= 0 and var at)
            || persons[at].List is not (>= 0 and var list))
            return next;
        // Only the newest version can say that somebody is gone.
        var lists = Lists.Counted(
            list, Lists.All[list].Versions.Length, version => version with { Gone = version.Gone + 1 });
        return next with { Lists = lists };
    }

    PeopleRegister After(PersonObjected objected, Edit edit) =>
        Flagged(objected.Person, PeopleFlags.Objected, !objected.Withdrawn, edit) with
        {
            objections = new PersonDay(objected.On.DayNumber, 0).In(objections, objected.Person, edit),
        };

    PeopleRegister After(LegalBasisRecorded basis, Edit edit)
    {
        var at = households.Find(basis.Household.Value);
        if (at < 0)
            return this;
        var first = households[at].Grounds;
        var kept = grounds.Add(new LegalGround(basis.Purpose, basis.Basis, basis.On), ref first, edit);
        return Grounded(at, PeopleFlags.BasisRecorded, first, edit) with { grounds = kept };
    }

    PeopleRegister After(NoticeGiven notice, Edit edit)
    {
        var at = households.Find(notice.Household.Value);
        if (at < 0)
            return this;
        var first = households[at].Grounds;
        var kept = grounds.Add(new NoticeTold(notice.Language, notice.On), ref first, edit);
        return Grounded(at, PeopleFlags.NoticeGiven, first, edit) with { grounds = kept };
    }

    PeopleRegister Grounded(int household, PeopleFlags flag, int first, Edit edit)
    {
        var row = households[household];
        row = row with { Flags = row.Flags | flag, Grounds = first };
        return this with { households = households.Set(household, row, edit) };
    }

    PeopleRegister Flagged(Id<Person> person, PeopleFlags flag, bool on, Edit edit)
    {
        var at = persons.Find(person.Value);
        return at < 0 ? this : this with { persons = persons.Set(at, persons[at].With(flag, on), edit) };
    }

    int OrdinalOf(PlaceRef place, Edit edit) => place.IsNone ? -1 : places.FindOrAdd(place, edit);

    /// <summary>Number of a household's form; null when none is stated.</summary>
    internal string? FormOf(int household) => households[household].Form is >= 0 and var at ? forms[at] : null;

    internal PlaceRef PlaceOf(int ordinal) => ordinal < 0 ? default : places[ordinal];

    int FormOf(string? form, Edit edit) => form is null ? -1 : forms.FindOrAdd(form, edit);

    static int Number(DateOnly? day) => day is { } known ? known.DayNumber + 1 : 0;

    static DateOnly? DayOf(int number) => number == 0 ? null : DateOnly.FromDayNumber(number - 1);
}
