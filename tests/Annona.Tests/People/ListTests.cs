using Annona.People;
using static Annona.Tests.People.PeopleScenes;

namespace Annona.Tests.People;

public sealed class ListTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void A_list_brings_its_persons_into_the_households_of_its_forms()
    {
        var list = operation.Open("v1");

        operation.Import(list, Row(2, "Anna", "Sarg", "F1"), Row(3, "Ani", "Sarg", "F1"), Row(4, "Bo", "Nor"));

        Assert.Equal((3, 2), (operation.Now.People.PersonCount, operation.Now.People.HouseholdCount));
        Assert.Equal("F1", operation.Now.People.Household(0).Form);
        Assert.Equal(3, operation.Now.People.Person(1).From!.Row);
    }

    [Fact]
    public void The_same_rows_again_register_nobody_again()
    {
        var list = operation.Open("v1");
        operation.Import(list, Row(2, "Anna", "Sarg"), Row(3, "Ani", "Sarg"));

        var again = operation.Import(list, Row(2, "Anna", "Sarg"), Row(3, "Ani", "Sarg"), Row(4, "Bo", "Nor"));

        Assert.Single(again);
        Assert.Equal(3, operation.Now.People.PersonCount);
    }

    [Fact]
    public void An_import_that_was_interrupted_repeats_its_chunks_without_effect()
    {
        var list = operation.Open("v1");
        ImportRows Chunk(int chunk, ListedPerson row) =>
            new(list.Id, 1, [row]) { Intent = ImportRows.IntentOf(list, 1, chunk) };
        operation.Record(Chunk(0, Row(2, "Anna", "Sarg")));
        operation.Reopen();
        Assert.Empty(operation.Record(operation.OpenRequest("v1")));

        var repeated = Assert.IsType<Decision.Accepted>(operation.Ask(Chunk(0, Row(2, "Anna", "Sarg"))));
        operation.Record(Chunk(1, Row(3, "Ani", "Sarg")));

        Assert.True(repeated.Repeated);
        Assert.Equal(2, operation.Now.People.PersonCount);
    }

    [Fact]
    public void A_chunk_with_a_bad_row_records_nothing()
    {
        var list = operation.Open("v1");
        var bad = Row(3, "x", "y") with { Details = new() };

        var refused = operation.Refused(
            new ImportRows(list.Id, 1, [Row(2, "Anna", "Sarg"), bad]) { Intent = operation.NextIntent() });

        Assert.Equal(("people.no-name", "Row 3 has no name at all."), (refused.Code, refused.Message));
        Assert.Equal(0, operation.Now.People.PersonCount);
    }

    [Fact]
    public void A_newer_version_shows_what_is_new_changed_and_gone_and_records_nothing()
    {
        var list = Imported();
        var before = operation.Now.Position;

        var compared = operation.Answer(new CompareList(list.Id,
            [Row(2, "Anna", "Sarg", "F1"), Row(3, "Anie", "Sarg", "F2", "1981"), Row(9, "New", "One")]));

        Assert.Equal(1, compared.Unchanged);
        Assert.Equal(
            [
                new(3, RowChange.Changed, "N2",
                    PersonFields.Name | PersonFields.Born | PersonFields.BirthYear | PersonFields.Household),
                new(9, RowChange.New, null, PersonFields.None),
            ],
            compared.Changes);
        Assert.Equal(("N3", 4, 1), (compared.Gone.Single().Code, compared.Gone[0].Row, compared.Gone[0].Version));
        Assert.Equal(before, operation.Now.Position);
    }

    [Fact]
    public void Somebody_whose_row_cannot_be_read_is_not_gone()
    {
        var list = Imported();

        var compared = operation.Answer(new CompareList(
            list.Id, [Row(2, "Anna", "Sarg", "F1"), Row(3, "Ani", "Sarg", "F1")])
        {
            UnreadRecords = ["r4", "r99"],
        });

        Assert.Empty(compared.Gone);
    }

    [Fact]
    public void A_newer_version_is_not_taken_over_unseen()
    {
        var list = Imported();
        list = operation.Open("v2", "2026-02-02");

        Assert.Equal("people.list-needs-decision", operation.Refused(
            new ImportRows(list.Id, 2, [Row(9, "New", "One")]) { Intent = operation.NextIntent() }).Code);
    }

    [Fact]
    public void Only_what_an_officer_accepts_changes_the_register()
    {
        Imported();
        var list = operation.Open("v2", "2026-02-02");
        var gone = operation.Now.People.PersonId(2);

        var events = operation.Record(new DecideListChanges(
            list.Id, 2, [Row(3, "Anie", "Sarg", "F1"), Row(9, "New", "One")], [gone])
        {
            Intent = operation.NextIntent(),
        });

        Assert.Collection(events,
            changed => Assert.Equal(PersonFields.Name, Assert.IsType<PersonChanged>(changed).Fields),
            added => Assert.IsType<PersonRegistered>(added),
            left => Assert.Equal(LeaveReason.GoneFromList, Assert.IsType<PersonLeft>(left).Reason));
        Assert.Equal("Anie Sarg", operation.Details(1)!.FullName);
        Assert.True(operation.Now.People.Person(2).Left);
        var compared = operation.Answer(new CompareList(
            list.Id, [Row(2, "Anna", "Sarg", "F1"), Row(3, "Anie", "Sarg", "F1"), Row(9, "New", "One")]));
        Assert.Equal((3, 0, 0), (compared.Unchanged, compared.Changes.Count, compared.Gone.Count));
    }

    [Fact]
    public void Who_was_gone_and_stands_in_the_list_again_is_the_same_person()
    {
        Imported();
        var list = operation.Open("v2", "2026-02-02");
        var person = operation.Now.People.PersonId(2);
        operation.Record(new DecideListChanges(list.Id, 2, [], [person]) { Intent = operation.NextIntent() });

        var compared = operation.Answer(new CompareList(list.Id, [Row(4, "Bo", "Nor")]));
        operation.Record(new DecideListChanges(list.Id, 2, [Row(4, "Bo", "Nor")], [])
        {
            Intent = operation.NextIntent(),
        });

        Assert.Equal(RowChange.Back, compared.Changes[0].Change);
        Assert.Equal(3, operation.Now.People.PersonCount);
        Assert.False(operation.Now.People.Person(2).Left);
        Assert.Single(operation.Now.People.Household(operation.Now.People.Person(2).Household).Members);
    }

    [Fact]
    public void What_the_list_has_no_column_for_stays_as_the_desk_recorded_it()
    {
        var list = Imported();
        operation.Record(new CorrectPerson(
            operation.Now.People.PersonId(0), PersonFields.Sex | PersonFields.Needs,
            new() { Sex = Sex.Female, Needs = Needs.Disability }, new(), "desk")
        {
            Intent = operation.NextIntent(),
        });

        var compared = operation.Answer(new CompareList(
            list.Id, [Row(2, "Anna", "Sarg", "F1"), Row(3, "Ani", "Sarg", "F1"), Row(4, "Bo", "Nor")]));

        Assert.Equal((3, 0), (compared.Unchanged, compared.Changes.Count));
    }

    [Fact]
    public void Versions_come_in_the_order_of_their_dates_and_one_at_a_time()
    {
        Imported();

        Assert.Equal("people.list-older", operation.Refused(operation.OpenRequest("v0", "2026-01-01")).Code);
        Assert.Equal("people.list-in-future", operation.Refused(operation.OpenRequest("v9", "2026-04-01")).Code);
        operation.Open("v2", "2026-02-02");
        Assert.Equal("people.list-unfinished", operation.Refused(operation.OpenRequest("v3", "2026-02-03")).Code);
    }

    /// <summary>Version 1 with N1 and N2 on form F1 and N3 alone, closed.</summary>
    PeopleListRow Imported()
    {
        var list = operation.Open("v1");
        operation.Import(list, Row(2, "Anna", "Sarg", "F1"), Row(3, "Ani", "Sarg", "F1"), Row(4, "Bo", "Nor"));
        operation.Close(list);
        return list;
    }
}
