using Annona.Parties;
using Annona.People;
using Annona.Values;

namespace Annona.Tests.People;

/// <summary>Made-up people and lists, in few words.</summary>
static class PeopleScenes
{
    public static readonly Guid Space = new("0198c0de-0000-7000-8000-0000000000aa");

    public static PersonalDetails Named(string given, string family, string born = "") => new()
    {
        Name = [new(NameRole.Given, given), new(NameRole.Family, family)],
        Born = PartialDate.TryParse(born, out var date) ? date : default,
    };

    public static Id<Person> Register(
        this TestOperation operation, PersonalDetails details, Id<Household>? household = null,
        PersonFacts? facts = null) =>
        Assert.IsType<PersonRegistered>(Assert.Single(operation.Record(
            new RegisterPerson(household, facts ?? PersonFacts.None, details)
            {
                Intent = operation.NextIntent(),
            }))).Person;

    /// <summary>A person's details, by way of a disclosure: there is no other way out of the register.</summary>
    public static PersonalDetails? Details(this TestOperation operation, int person)
    {
        var filter = new PeopleFilter { Persons = [operation.Now.People.PersonId(person)], WithLeft = true };
        var disclosed = Assert.IsType<PersonsDisclosed>(operation.Record(
            new DisclosePersons("test", "test", "test", PersonFields.Personal, filter)
            {
                Intent = operation.NextIntent(),
            })[0]);
        return operation.Answer(new ListDisclosed(disclosed.Disclosure, 0, 1)).Rows[0].Details;
    }

    public static Id<Household> HouseholdOf(this TestOperation operation, Id<Person> person) =>
        operation.Now.People.HouseholdId(operation.Now.People.Person(operation.Now.People.Find(person)).Household);

    public static Id<Party> Owner(this TestOperation operation) =>
        operation.Now.Parties.Find("Registry office")?.Id
        ?? Assert.IsType<PartyAdded>(operation.Record(
            new AddParty(PartyKind.Government, "Registry office", [], [])
            {
                Intent = operation.NextIntent(),
            })[0]).Party;

    public static PeopleListRow Open(this TestOperation operation, string hash, string asOf = "2026-02-01")
    {
        operation.Record(OpenRequest(operation, hash, asOf));
        return operation.Now.People.Lists.All[^1];
    }

    public static OpenList OpenRequest(this TestOperation operation, string hash, string asOf = "2026-02-01") => new(
        operation.Owner(), "Arrivals", DateOnly.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture),
        "agreement of January", "aid", hash, Space)
    {
        Intent = operation.NextIntent(),
    };

    public static void Close(this TestOperation operation, PeopleListRow list) => operation.Record(
        new CloseList(list.Id, list.Newest.Number, Undecided: null) { Intent = operation.NextIntent() });

    public static ListedPerson Row(int row, string given, string family, string form = "", string born = "1980") => new(
        row, $"r{row}", PersonFields.Name | PersonFields.Born | PersonFields.BirthYear | PersonFields.Household,
        PersonFacts.None, Named(given, family, born))
    {
        Form = form.Length == 0 ? null : form,
    };

    public static IReadOnlyList<Event> Import(this TestOperation operation, PeopleListRow list,
        params ListedPerson[] rows) =>
        operation.Record(new ImportRows(list.Id, list.Newest.Number, rows) { Intent = operation.NextIntent() });
}
