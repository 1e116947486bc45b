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
        ImportRows Chunk(ListedPerson row) => new(list.Id, 1, [row])
        {
            Intent = operation.Answer(new FindChunk(list.Id, 1, [row])).Intent,
        };
        operation.Record(Chunk(Row(2, "Anna", "Sarg")));
        operation.Reopen();
        Assert.Empty(operation.Record(operation.OpenRequest("v1")));

        var repeated = Assert.IsType<Decision.Accepted>(operation.Ask(Chunk(Row(2, "Anna", "Sarg"))));
        Assert.True(operation.Answer(new FindChunk(list.Id, 1, [Row(2, "Anna", "Sarg")])).Done);
        operation.Record(Chunk(Row(3, "Ani", "Sarg")));

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
                    PersonFields.Name | PersonFields.Born | PersonFields.BirthYear | PersonFields.Household)
                {
                    Id = operation.Now.People.PersonId(1),
                },
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

    [Fact]
    public void Rows_that_fall_into_other_chunks_are_not_lost_when_an_import_goes_on()
    {
        var list = operation.Open("v1");
        ListedPerson[] first = [Row(2, "Anna", "Sarg"), Row(3, "Ani", "Sarg")];
        operation.Record(new ImportRows(list.Id, 1, first)
        {
            Intent = operation.Answer(new FindChunk(list.Id, 1, first)).Intent,
        });

        ListedPerson[] shifted = [Row(3, "Ani", "Sarg"), Row(4, "Bo", "Nor")];
        operation.Record(new ImportRows(list.Id, 1, shifted)
        {
            Intent = operation.Answer(new FindChunk(list.Id, 1, shifted)).Intent,
        });

        Assert.Equal(3, operation.Now.People.PersonCount);
        Assert.Equal(3, operation.Now.People.Lists.All[0].Newest.Added);
    }

    [Fact]
    public void An_import_goes_on_only_as_it_began()
    {
        operation.Open("v1");
        var same = operation.OpenRequest("v1");

        Assert.Empty(operation.Record(same));
        foreach (var other in (OpenList[])
        [
            same with { Basis = "another" }, same with { AsOf = same.AsOf.AddDays(-1) },
            same with { Purpose = "another" }, same with { Reading = new("full-name=2", 3, 0, ByPlace: false) },
        ])
            Assert.Equal("people.list-read-otherwise", operation.Refused(
                other with { Intent = operation.NextIntent() }).Code);
    }

    [Fact]
    public void The_same_file_is_not_taken_in_under_another_name_unless_somebody_says_so()
    {
        Imported();
        var other = operation.OpenRequest("v1") with { Name = "Other list" };

        Assert.Equal("people.same-file", operation.Refused(other).Code);
        Assert.Single(operation.Record(other with { Intent = operation.NextIntent(), AnotherList = true }));
    }

    [Fact]
    public void Blanks_in_the_name_of_a_list_make_no_other_list()
    {
        operation.Record(operation.OpenRequest("v1") with { Name = "  North   list " });

        Assert.Equal("North list", operation.Answer(new ShowList("north list"))!.Name);
        Assert.Empty(operation.Record(operation.OpenRequest("v1") with { Name = "North list" }));
    }

    [Fact]
    public void A_newer_version_needs_record_numbers()
    {
        var byPlace = operation.OpenRequest("v1") with { Reading = new("", 1, 0, ByPlace: true) };
        operation.Record(byPlace);
        operation.Close(operation.Now.People.Lists.All[0]);

        Assert.Equal("people.no-record-numbers", operation.Refused(operation.OpenRequest("v2", "2026-02-02")).Code);
    }

    [Fact]
    public void Numbers_that_only_count_rows_or_mean_other_people_are_doubted()
    {
        var list = Imported();
        ListedPerson Counted(int row, string given) => Row(row, given, "Sarg") with { Record = $"{row}" };

        Assert.Equal(RecordDoubt.Counted, operation.Answer(
            new CompareList(list.Id, [Counted(2, "A"), Counted(3, "B"), Counted(4, "C")])).Doubt);
        Assert.Equal(RecordDoubt.OtherPeople, operation.Answer(new CompareList(list.Id,
            [Row(2, "Bo", "Nor", "F1", "1990"), Row(3, "Anna", "Other", "F1", "1991"), Row(4, "Bo", "Nor")])).Doubt);
        Assert.Equal(RecordDoubt.None, operation.Answer(new CompareList(list.Id,
            [Row(2, "Anna", "Sargsyan", "F1"), Row(3, "Ani", "Sarg", "F1"), Row(4, "Bo", "Nor")])).Doubt);
    }

    [Fact]
    public void Counts_of_a_version_come_from_its_entries()
    {
        Imported();
        var list = operation.Open("v2", "2026-02-02");
        operation.Record(new DecideListChanges(
            list.Id, 2, [Row(3, "Anie", "Sarg", "F1"), Row(9, "New", "One")], [operation.Now.People.PersonId(2)])
        {
            Intent = operation.NextIntent(),
        });
        operation.Reopen();

        var closed = Assert.IsType<PeopleListClosed>(Assert.Single(operation.Record(
            new CloseList(list.Id, 2, Undecided: null) { Intent = operation.NextIntent() })));

        Assert.Equal((1, 1, 1, null), (
            closed.Counts.Added, closed.Counts.Changed, closed.Counts.Gone, closed.Counts.Undecided));
        Assert.Equal(3, operation.Answer(new ShowList("LST1"))!.Versions[0].Added);
    }

    [Fact]
    public void A_street_in_the_column_of_places_is_kept_as_the_address_only()
    {
        var list = operation.Open("v1");
        var row = Row(2, "Anna", "Sarg") with
        {
            Facts = new() { Present = new(null, "Abovyan 5, flat 7") },
        };

        var registered = Assert.IsType<PersonRegistered>(Assert.Single(operation.Import(list, row)));

        Assert.True(registered.Facts.Present.IsNone);
        Assert.Equal("Abovyan 5, flat 7", operation.Details(0)!.Address);
        Assert.Equal("Abovyan 5, flat 7", Assert.IsType<PersonRegistered>(Assert.Single(operation.Import(
            list, row with { Record = "r9", PresentPlace = PlaceWords.AsWritten }))).Facts.Present.Text);
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
