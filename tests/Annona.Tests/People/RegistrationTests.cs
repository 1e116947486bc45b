using Annona.Access;
using Annona.People;
using Annona.Values;

namespace Annona.Tests.People;

public sealed class RegistrationTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void A_name_is_kept_as_it_was_written_in_its_own_script()
    {
        var details = new PersonalDetails
        {
            Name = [new(NameRole.Family, "Սարգսյան"), new(NameRole.Given, "Աննա"), new(NameRole.Father, "Գագիկի")],
            Born = new(1986, 4, 0, Estimated: true),
            Phones = ["097 366 946", "+374 97 000 000"],
            Documents = [new("passport", "AN 123"), new("", "55")],
            Payee = "sister",
            Note = "no stairs",
        };
        var person = operation.Register(details);
        operation.Reopen();

        var at = operation.Now.People.Find(person);
        var kept = operation.Details(at)!;

        Assert.Equal(details.Name, kept.Name);
        Assert.Equal(details.Phones, kept.Phones);
        Assert.Equal(details.Documents, kept.Documents);
        Assert.Equal((details.Born, "sister", "no stairs", null), (kept.Born, kept.Payee, kept.Note, kept.Address));
        Assert.Equal((1986, true),
            (operation.Now.People.Person(at).Facts.BirthYear, operation.Now.People.Person(at).Facts.BirthEstimated));
    }

    [Fact]
    public void Members_join_a_household_that_was_first_only_counted()
    {
        var counted = Assert.IsType<HeadCountRegistered>(operation.Record(new RegisterHeadCount(
            null, [new(Sex.Female, AgeBand.From18To59, 1), new(Sex.Unknown, AgeBand.Under5, 2)])
        {
            Intent = operation.NextIntent(), Card = Ids.From(TestOperation.Id, "card"), Form = "A-17",
        })[0]);

        operation.Register(PeopleScenes.Named("Anna", "Sarg"), counted.Household, new() { Relation = Relation.Head });
        operation.Register(PeopleScenes.Named("Ani", "Sarg"), counted.Household);

        var household = operation.Now.People.Household(operation.Now.People.FindByCard(Ids.From(TestOperation.Id,
            "card")));
        Assert.Equal(("H1", "A-17", 3, 2, 0),
            (household.Code, household.Form, household.Stated, household.Members.Count, household.Head));
        Assert.Equal([new(Sex.Female, AgeBand.From18To59, 1), new(Sex.Unknown, AgeBand.Under5, 2)],
            household.HeadCounts);
    }

    [Fact]
    public void A_card_belongs_to_one_household()
    {
        RegisterHeadCount Count() => new(null, [new(Sex.Unknown, AgeBand.Unknown, 1)])
        {
            Intent = operation.NextIntent(), Card = Ids.From(TestOperation.Id, "card"),
        };
        operation.Record(Count());

        Assert.Equal("people.card-taken", operation.Refused(Count()).Code);
    }

    [Fact]
    public void Somebody_without_any_name_is_not_registered() => Assert.Equal("people.no-name", operation.Refused(
        new RegisterPerson(null, PersonFacts.None, new()) { Intent = operation.NextIntent() }).Code);

    [Fact]
    public void Nobody_is_born_tomorrow() => Assert.Equal("people.born-later", operation.Refused(new RegisterPerson(
        null, PersonFacts.None, PeopleScenes.Named("A", "B", "2026-03-03"))
    {
        Intent = operation.NextIntent(),
    }).Code);

    [Fact]
    public void A_correction_says_only_what_changed()
    {
        var person = operation.Register(PeopleScenes.Named("Anna", "Sarg", "1986"), facts: new() { Sex = Sex.Male });

        var changed = Assert.IsType<PersonChanged>(Assert.Single(operation.Record(new CorrectPerson(
            person, PersonFields.Sex | PersonFields.Name, new() { Sex = Sex.Female, BirthYear = 1900 },
            PeopleScenes.Named("Anna", "Sarg"), "document-seen")
        {
            Intent = operation.NextIntent(),
        })));

        Assert.Equal(PersonFields.Sex, changed.Fields);
        Assert.Equal(new PersonFacts { Sex = Sex.Female }, changed.Facts);
        Assert.Empty(changed.Personal);
        var now = operation.Now.People.Person(0);
        Assert.Equal((Sex.Female, 1986), (now.Facts.Sex, (int)now.Facts.BirthYear));
    }

    [Fact]
    public void A_person_who_moves_is_in_one_household_only()
    {
        var first = operation.Register(PeopleScenes.Named("A", "X"));
        var home = operation.HouseholdOf(first);
        var second = operation.Register(PeopleScenes.Named("B", "X"), home);
        var third = operation.Register(PeopleScenes.Named("C", "X"), home);
        var other = operation.HouseholdOf(operation.Register(PeopleScenes.Named("D", "Y")));

        operation.Record(new CorrectPerson(second, PersonFields.None, PersonFacts.None, new(), "moved")
        {
            Household = other, Intent = operation.NextIntent(),
        });

        Assert.Equal([0, 2], operation.Now.People.Household(operation.Now.People.Find(home)).Members);
        Assert.Equal([3, 1], operation.Now.People.Household(operation.Now.People.Find(other)).Members);
        Assert.Equal(home, operation.HouseholdOf(third));
    }

    [Fact]
    public void Real_and_made_up_people_never_share_a_household()
    {
        var home = operation.HouseholdOf(operation.Register(PeopleScenes.Named("A", "X")));

        Assert.Equal("people.synthetic-mixed", operation.Refused(new RegisterPerson(
            home, PersonFacts.None, PeopleScenes.Named("B", "X"))
        {
            Intent = operation.NextIntent(), Synthetic = true,
        }).Code);
    }

    [Fact]
    public void Names_are_masked_until_a_disclosure_is_on_record()
    {
        operation.Register(PeopleScenes.Named("Anna", "Sarg", "1986-04-30"));

        var masked = operation.Answer(new ListPeople(new(), 0, 10));
        var disclosed = Assert.IsType<PersonsDisclosed>(operation.Record(new DisclosePersons(
            "partner clinic", "vaccination", "vital interest", PersonFields.Name, new())
        {
            Intent = operation.NextIntent(),
        })[0]);
        var shown = operation.Answer(new ListDisclosed(disclosed.Disclosure, 0, 10));

        Assert.Null(Assert.Single(masked.Rows).Details);
        Assert.Equal(("Anna Sarg", true), (shown.Rows[0].Details!.FullName, shown.Rows[0].Details!.Born.IsNone));
        Assert.Equal(1, disclosed.Count);
    }

    [Fact]
    public void A_disclosure_serves_only_the_officer_who_recorded_it()
    {
        operation.Register(PeopleScenes.Named("Anna", "Sarg"));
        var disclosed = Assert.IsType<PersonsDisclosed>(operation.Record(new DisclosePersons(
            "clinic", "vaccination", "vital interest", PersonFields.Name, new())
        {
            Intent = operation.NextIntent(),
        })[0]);
        var other = new Actor(new(Ids.From(TestOperation.Id, "other")));
        operation.Record(new EnrolOfficer(other.Officer, Roles.Registrar, [1], "Other")
        {
            Intent = operation.NextIntent(),
        });

        var refused = Assert.Throws<RefusedException>(
            () => operation.Answer(new ListDisclosed(disclosed.Disclosure, 0, 10), other));

        Assert.Equal("people.unknown-disclosure", refused.Why.Code);
    }

    [Fact]
    public void Who_objected_is_kept_and_never_disclosed()
    {
        var person = operation.Register(PeopleScenes.Named("Anna", "Sarg"));
        operation.Register(PeopleScenes.Named("Ani", "Sarg"));
        operation.Record(new RecordObjection(person, new(2026, 3, 1), Withdrawn: false)
        {
            Intent = operation.NextIntent(),
        });

        var disclosed = Assert.IsType<PersonsDisclosed>(operation.Record(new DisclosePersons(
            "clinic", "vaccination", "vital interest", PersonFields.Name, new())
        {
            Intent = operation.NextIntent(),
        })[0]);
        var shown = operation.Answer(new ListDisclosed(disclosed.Disclosure, 0, 10));

        Assert.Equal((1, 1, 1), (disclosed.Count, shown.Total, shown.Withheld));
        Assert.Equal(2, operation.Answer(new ListPeople(new(), 0, 10)).Total);
    }

    [Fact]
    public void Codes_that_are_not_collected_are_not_read()
    {
        Assert.True(NeedsCodes.TryParse("SP, ds-mm;uw", out var needs));
        Assert.Equal(Needs.SingleParent | Needs.Disability | Needs.WomanAtRisk, needs);
        Assert.Equal("WR, SP, DS", NeedsCodes.Text(needs));
        Assert.False(NeedsCodes.TryParse("TR", out _));
        Assert.False(NeedsCodes.TryParse("SV-VA", out _));
    }

    [Theory]
    [InlineData(2026, AgeBand.Under5)]
    [InlineData(2021, AgeBand.From5To11)]
    [InlineData(2014, AgeBand.From12To17)]
    [InlineData(2008, AgeBand.From18To59)]
    [InlineData(1967, AgeBand.From18To59)]
    [InlineData(1966, AgeBand.From60)]
    [InlineData(2027, AgeBand.Unknown)]
    [InlineData(0, AgeBand.Unknown)]
    public void An_age_band_comes_from_the_year_of_birth(int year, AgeBand band) =>
        Assert.Equal(band, AgeBands.Of(year, new(2026, 6, 30)));
}
