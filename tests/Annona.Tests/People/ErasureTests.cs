using Annona.Access;
using Annona.Aid;
using Annona.Duplicates;
using Annona.Journal;
using Annona.People;
using Annona.Values;
using static Annona.Tests.People.PeopleScenes;

namespace Annona.Tests.People;

public sealed class ErasureTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void An_erased_person_is_shown_as_erased_and_counted_as_before()
    {
        var anna = operation.Register(Named("Anna", "Canarian", "1986-03-01"));
        operation.Register(Named("Bako", "Sarg"), operation.HouseholdOf(anna));

        Erase(anna);

        Check();
        operation.Reopen();
        Check();

        void Check()
        {
            var listed = operation.Answer(new ListPeople(new(), 0, 10));
            Assert.Equal([true, false], listed.Rows.Select(row => row.Erased));
            Assert.Equal([1986, (int?)null], listed.Rows.Select(row => row.BirthYear));
            Assert.Equal(2, operation.Now.People.Household(0).Members.Count);
            Assert.False(operation.Now.People.Person(0).HasDetails);
            Assert.Null(operation.Now.People.DetailsOf(0));
            Assert.NotNull(operation.Now.People.DetailsOf(1));
        }
    }

    [Fact]
    public void The_parts_and_the_key_of_an_erased_person_are_gone_from_the_store()
    {
        var anna = operation.Register(Named("Anna", "Canarian"));
        operation.Register(Named("Bako", "Canarian"), operation.HouseholdOf(anna));
        Correct(anna, "Hanna");

        Erase(anna);

        Assert.Null(operation.Store.FindSubjectKey(anna.Value));
        Assert.Equal([0, 0], PartsOf(anna).Select(part => part.Length));
        Assert.Equal([anna.Value], LastEnvelope().Erased);
        Assert.Null(Verify().Fault);
        Assert.Equal(1, Verify().Erased);
    }

    [Fact]
    public void No_text_of_an_erased_person_stays_in_memory_and_those_that_others_share_do()
    {
        var anna = operation.Register(Named("Anna", "Canarian"));
        operation.Register(Named("Anna", "Sarg"));
        Correct(anna, "Hanna");
        Correct(anna, "Canary");

        Erase(anna);

        Assert.Equal(["Anna", "Sarg"], operation.Now.People.TextsInMemory.Order());
    }

    [Fact]
    public void A_reader_of_an_older_version_sees_an_erased_name_no_longer()
    {
        var anna = operation.Register(Named("Anna", "Canarian"));
        Correct(anna, "Hanna");
        var before = operation.Now;

        Correct(anna, "Johanna");
        Assert.Equal("Hanna Canarian", before.People.DetailsOf(0)!.FullName);
        Erase(anna);

        Assert.Empty(before.People.DetailsOf(0)!.Name);
    }

    [Fact]
    public void A_failed_erasure_loses_no_name()
    {
        var anna = operation.Register(Named("Anna", "Canarian"));
        operation.Store.BeforeCommit = _ => throw new StoreException("The disk is full.", "Free some space.");

        Assert.Throws<StoreException>(() => Erase(anna));

        operation.Store.BeforeCommit = null;
        Assert.Equal("Anna Canarian", operation.Now.People.DetailsOf(0)!.FullName);
        Erase(anna);
        Assert.Empty(operation.Now.People.TextsInMemory);
    }

    [Fact]
    public void With_the_last_member_of_a_household_goes_the_key_of_who_collected_for_it()
    {
        var anna = operation.Register(Named("Anna", "Sarg"));
        var bako = operation.Register(Named("Bako", "Sarg"), operation.HouseholdOf(anna));
        var alternate = AidGiven.AlternateOf(operation.HouseholdOf(anna));

        Erase(anna);
        Assert.False(operation.Now.People.IsErased(alternate));
        Erase(bako);

        Assert.True(operation.Now.People.IsErased(alternate));
        Assert.Equal([bako.Value, alternate], LastEnvelope().Erased);
    }

    [Fact]
    public void A_fact_that_comes_late_keeps_its_header_and_loses_its_personal_part()
    {
        var anna = operation.Register(Named("Anna", "Canarian"));
        var list = operation.Open("one");
        operation.Import(list, Row(2, "Carine", "Canarian"));
        var carine = list.PersonOf("r2");
        operation.Close(list);
        Erase(anna, carine);

        operation.Record(new RecordDeparture(anna, new(2026, 3, 1), LeaveReason.Departed)
        {
            Intent = operation.NextIntent(),
        });
        var again = operation.Open("two", "2026-02-02");
        operation.Record(new DecideListChanges(again.Id, 2, [Row(2, "Carine", "Other", born: "1981")], [])
        {
            Intent = operation.NextIntent(),
        });

        Assert.Null(operation.Store.FindSubjectKey(carine.Value));
        Assert.True(operation.Now.People.Person(0).Left);
        var at = operation.Now.People.Find(carine);
        Assert.Equal((1981, false), (operation.Now.People.Person(at).Facts.BirthYear,
            operation.Now.People.Person(at).HasDetails));
        operation.Reopen();
        Assert.Null(Verify().Fault);
    }

    [Fact]
    public async Task Within_one_batch_nothing_personal_reaches_the_store()
    {
        Task<Decision> Ask(Request ask) =>
            operation.Operation.Record(ask, operation.Coordinator, CancellationToken.None);
        var intent = operation.NextIntent();
        var person = new Id<Person>(Ids.From(intent, "person"));

        var registered = Ask(new RegisterPerson(null, PersonFacts.None, Named("Anna", "Canarian")) { Intent = intent });
        var corrected = Ask(Correction(person, "Hanna"));
        var erased = Ask(Erasure(person));
        var late = Ask(Correction(person, "Johanna"));
        operation.Operation.DecideWaiting();

        Assert.IsType<Decision.Accepted>(await registered);
        Assert.IsType<Decision.Accepted>(await corrected);
        Assert.IsType<Decision.Accepted>(await erased);
        Assert.Equal("people.nothing-changes", Assert.IsType<Decision.Refused>(await late).Why.Code);
        Assert.Equal([0, 0], PartsOf(person).Select(part => part.Length));
        Assert.Null(operation.Store.FindSubjectKey(person.Value));
        operation.Reopen();
        Assert.True(operation.Now.People.Person(0).Erased);
    }

    [Fact]
    public void Records_that_officers_made_one_are_erased_together()
    {
        var (anna, hanna) = (operation.Register(Named("Anna", "Sarg")), operation.Register(Named("Hanna", "Sarg")));
        operation.Record(new MergeRecords(Pair.Of(anna, hanna), "asked-both") { Intent = operation.NextIntent() });

        var facts = Erase(hanna);

        Assert.Equal([anna, hanna], facts.Cast<PersonErased>().Select(fact => fact.Person));
        Assert.Equal("people.erased-already", operation.Refused(Erasure(anna)).Code);
    }

    [Fact]
    public void An_open_case_holds_an_erasure_back_until_its_day_or_until_a_coordinator_ends_it()
    {
        var anna = operation.Register(Named("Anna", "Sarg"));
        operation.Record(new HoldErasure(anna, "fraud-case-7", new(2026, 3, 10)) { Intent = operation.NextIntent() });

        var held = operation.Refused(Erasure(anna));
        operation.Reopen();
        Assert.Equal("people.erasure-held", operation.Refused(Erasure(anna)).Code);
        operation.Record(new ReleaseErasure(anna, "case-closed") { Intent = operation.NextIntent() });
        Erase(anna);

        Assert.Equal(
            "N1 must not be erased before 2026-03-11: fraud-case-7.", held.Message);
        Assert.True(operation.Now.People.IsErased(anna.Value));
    }

    [Fact]
    public void A_hold_ends_by_itself_after_its_day()
    {
        var anna = operation.Register(Named("Anna", "Sarg"));
        operation.Record(new HoldErasure(anna, "fraud-case-7", new(2026, 3, 10)) { Intent = operation.NextIntent() });

        operation.Wait(TimeSpan.FromDays(9));

        Assert.Single(Erase(anna));
    }

    [Fact]
    public void Only_a_coordinator_erases()
    {
        var anna = operation.Register(Named("Anna", "Sarg"));
        var registrar = new Actor(new(Ids.From(TestOperation.Id, "registrar")));
        operation.Record(new EnrolOfficer(registrar.Officer, Roles.Registrar, [2], "Registrar")
        {
            Intent = operation.NextIntent(),
        });

        Assert.IsType<Decision.Refused>(operation.Ask(Erasure(anna), registrar));
        Assert.Equal("people.no-text", operation.Refused(
            new ErasePersons([anna], ErasureGround.Objected, " ") { Intent = operation.NextIntent() }).Code);
        Assert.Equal("people.unknown-person", operation.Refused(Erasure(new Id<Person>(Guid.Empty))).Code);
        Assert.Equal("people.erasure-size", operation.Refused(
            new ErasePersons([], ErasureGround.Objected, "asked") { Intent = operation.NextIntent() }).Code);
    }

    [Fact]
    public void An_erased_person_is_left_out_of_disclosures()
    {
        var anna = operation.Register(Named("Anna", "Sarg"));
        operation.Register(Named("Bako", "Sarg"));
        Erase(anna);

        var disclosed = Assert.IsType<PersonsDisclosed>(operation.Record(
            new DisclosePersons("clinic", "vaccination", "consent", PersonFields.Name, new())
            {
                Intent = operation.NextIntent(),
            })[0]);
        var shown = operation.Answer(new ListDisclosed(disclosed.Disclosure, 0, 10));

        Assert.Equal(1, disclosed.Count);
        Assert.Equal(["N2"], shown.Rows.Select(row => row.Code));
    }

    [Fact]
    public void A_part_that_no_entry_erased_is_a_fault_at_its_first_position_when_the_journal_is_opened()
    {
        var anna = operation.Register(Named("Anna", "Sarg"));
        var bako = operation.Register(Named("Bako", "Sarg"));
        Erase(anna);
        // The store alone, without an entry that says so.
        operation.Store.Append(new(operation.Store.Head.Size, [], [], [], operation.Store.Head.Checkpoint)
        {
            Erased = [bako.Value],
        });

        var damaged = Assert.Throws<DamagedEntryException>(() => operation.Reopen());

        Assert.Equal(3, damaged.Position);
        Assert.Equal(3, Verify().Fault!.Position);
    }

    IReadOnlyList<Event> Erase(params IReadOnlyList<Id<Person>> persons) => operation.Record(Erasure(persons));

    ErasePersons Erasure(params IReadOnlyList<Id<Person>> persons) =>
        new(persons, ErasureGround.ConsentWithdrawn, "asked-at-desk") { Intent = operation.NextIntent() };

    CorrectPerson Correction(Id<Person> person, string given) =>
        new(person, PersonFields.Name, PersonFacts.None, Named(given, "Canarian"), "document-seen")
        {
            Intent = operation.NextIntent(),
        };

    void Correct(Id<Person> person, string given) => operation.Record(Correction(person, given));

    Envelope LastEnvelope() => JournalReader.Decode(operation.Store.Read(1).Last()).Envelope;

    IEnumerable<byte[]> PartsOf(Id<Person> person) =>
        from entry in operation.Store.Read(1)
        from part in JournalReader.Decode(entry).Envelope.Personal.Select((reference, at) => (reference.Subject, at))
        where part.Subject == person.Value
        select entry.PersonalParts[part.at];

    Verification Verify() =>
        new JournalVerifier(Operation.OriginOf(TestOperation.Id), [new PlainSigner()])
        {
            PersonsWithKeys = operation.Store.SubjectKeys().Select(key => key.Subject),
        }.Verify(operation.Store.Read(1), operation.Store.Checkpoints(), []);
}
