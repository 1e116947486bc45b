using Annona.Access;
using Annona.Duplicates;
using Annona.People;
using Annona.Privacy;
using Annona.Tests.People;
using Annona.Values;
using static Annona.Tests.People.PeopleScenes;

namespace Annona.Tests.Privacy;

/// <summary>What files outside are searched for, and who was erased.</summary>
public sealed class FilesQuestionsTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void Names_to_look_for_are_those_of_all_records_and_of_before_and_looking_them_up_is_kept()
    {
        var (anna, hanna) = (operation.Register(Named("Anna", "Sarg")), operation.Register(Named("Hanna", "Sarg")));
        var bako = operation.Register(Named("Bako", "Other"));
        operation.Record(new MergeRecords(Pair.Of(anna, hanna), "asked-both") { Intent = operation.NextIntent() });
        operation.Record(new CorrectPerson(
            anna, PersonFields.Name | PersonFields.Phones, PersonFacts.None,
            Named("Anahit", "Sarg") with { Phones = ["+374 00 111111"] }, "document-seen")
        {
            Intent = operation.NextIntent(),
        });

        var names = Assert.Single(operation.Answer(new FindNames([anna], "asked-at-desk")));

        Assert.Equal((anna, "N1, N2"), (names.Person, string.Join(", ", names.Codes)));
        foreach (var text in new[]
        {
            "Anna Sarg", "7 sarg  ANAHIT F 1986", "x Hanna Sarg y", "call +374 00 111111",
        })
            Assert.True(names.StandIn(text), text);
        Assert.False(names.StandIn("Bako Other, Anna Other, Sarg"));
        var read = Assert.Single(operation.Reads!.All());
        Assert.Equal(("erasure", "asked-at-desk"), (read.Kind, read.Purpose));
        Assert.Equal([0, 1], read.Persons.Persons);
        Assert.Empty(operation.Answer(new FindNames([new(Guid.NewGuid())], "asked")));
        Erase(bako);
        Assert.Empty(operation.Answer(new FindNames([bako], "asked")));
        Assert.Single(operation.Reads!.All());
    }

    [Fact]
    public void Who_was_erased_is_told_in_order_and_only_a_coordinator_changes_files()
    {
        var auditor = new Actor(new(Ids.From(TestOperation.Id, "auditor")));
        operation.Record(new EnrolOfficer(auditor.Officer, Roles.Auditor, [2], "Auditor")
        {
            Intent = operation.NextIntent(),
        });
        var (anna, bako) = (operation.Register(Named("Anna", "Sarg")), operation.Register(Named("Bako", "Other")));
        operation.Register(Named("Carine", "Other"));
        Erase(bako);
        Erase(anna);

        // The keys of households went too, and are nobody's rows.
        Assert.Equal(
            [new(bako, "N2"), new ErasedPerson(anna, "N1")], operation.Answer(new ListErased(FilesUse.Look), auditor));
        Assert.Equal("access.not-your-role", Assert.Throws<RefusedException>(
            () => operation.Answer(new ListErased(FilesUse.Change), auditor)).Why.Code);
        Assert.Equal("access.not-your-role", Assert.Throws<RefusedException>(
            () => operation.Answer(new FindNames([anna], "asked"), auditor)).Why.Code);
    }

    [Fact]
    public void Who_stands_in_a_row_is_who_is_registered_from_it()
    {
        var list = operation.Open("one");
        operation.Import(list, Row(2, "Anna", "Sarg"), Row(3, "Bako", "Other"));

        var persons = operation.Answer(new FindPersonsOfRows(list.Id, ["r3", "r2"]));

        Assert.Equal(
            [operation.Now.People.PersonId(1), operation.Now.People.PersonId(0)], persons);
        Assert.Equal("people.unknown-list", Assert.Throws<RefusedException>(
            () => operation.Answer(new FindPersonsOfRows(new(Guid.NewGuid()), ["r2"]))).Why.Code);
    }

    void Erase(Id<Person> person) => operation.Record(
        new ErasePersons([person], ErasureGround.ConsentWithdrawn, "asked") { Intent = operation.NextIntent() });
}
