using Annona.Journal;
using Annona.Observations;
using Annona.Privacy;
using Annona.PublicRecord;
using Annona.Tests.People;
using Annona.Tests.PublicRecord;
using Annona.Values;

namespace Annona.Tests.Privacy;

/// <summary>
/// Which words of cases and sources are due, and which reads. Everything begins on 2 March 2026; cases and sources are
/// kept for 30 days, until 1 April, and what happens 40 days later, on 11 April, keeps a case until 11 May.
/// </summary>
public sealed class DueWordsTests
{
    static readonly DateOnly Monday = new(2026, 3, 2);
    static readonly DateOnly FirstOfApril = new(2026, 4, 1);
    static readonly DateOnly EleventhOfMay = new(2026, 5, 11);
    static readonly DateOnly Later = new(2030, 1, 1);

    readonly RecordDesk desk = new();

    public DueWordsTests()
    {
        foreach (var kind in new[] { RetentionKind.Cases, RetentionKind.Sources })
            Record(new SetRetention(kind, 30, "test") { Intent = World.NextIntent() });
    }

    TestOperation World => desk.World;

    [Fact]
    public void A_complaint_without_an_answer_is_open_however_old_it_is()
    {
        Complain();

        var due = Due(RetentionKind.Cases, Later);

        Assert.Equal((0, 1), (due.Items.Count, due.NotYet));
    }

    [Fact]
    public void The_words_of_an_answered_complaint_are_kept_from_the_last_entry_about_it()
    {
        var complaint = Complain();
        World.Wait(TimeSpan.FromDays(20));
        Record(new AnswerComplaint(complaint, Monday, "Exchanged.", ToldComplainant: true)
        {
            Intent = World.NextIntent(),
        });
        World.Wait(TimeSpan.FromDays(20));
        Record(new AssignCase(complaint, World.Coordinator.Officer) { Intent = World.NextIntent() });

        Assert.Empty(Due(RetentionKind.Cases, EleventhOfMay.AddDays(-1)).Items);
        Assert.Equal([new DueItem("O1", EleventhOfMay)], Items(RetentionKind.Cases, EleventhOfMay));
    }

    [Fact]
    public void An_incident_and_a_withdrawn_complaint_are_due_and_what_has_no_words_is_not()
    {
        See(new Incident(CaseCategory.Safety), "Shots near the road.");
        See(new Incident(CaseCategory.Safety), text: null);
        var withdrawn = Complain();
        See(new Visit(null, ["Clean."]), text: null);
        var sensitive = World.Record(Asking(new ReferredCase(), null) with
        {
            Referred = new(desk.Ardenia, Monday),
        });
        World.Wait(TimeSpan.FromDays(40));
        Record(new WithdrawObservation(withdrawn, "Came twice.") { Intent = World.NextIntent() });

        Assert.Single(sensitive);
        Assert.Equal(
            [new DueItem("O1", FirstOfApril), new DueItem("O3", EleventhOfMay)], Items(RetentionKind.Cases, Later));
    }

    [Fact]
    public void Words_of_a_case_that_are_destroyed_are_not_due_again()
    {
        See(new Incident(CaseCategory.Safety), "Shots near the road.");
        Record(new EraseCaseText(World.Now.Observations.All[0].Id, "test") { Intent = World.NextIntent() });

        var due = Due(RetentionKind.Cases, Later);

        Assert.Equal((0, 0), (due.Items.Count, due.NotYet));
    }

    [Fact]
    public void Each_masked_passage_is_due_from_its_own_day_and_its_source_from_the_first()
    {
        var source = desk.Archive();
        desk.Archive("Nobody is hidden here.\n");
        Mask(source, new Stretch(0, 7));
        World.Wait(TimeSpan.FromDays(40));
        Mask(source, new Stretch(20, 25));

        var first = Assert.Single(Items(RetentionKind.Sources, FirstOfApril));
        var both = Assert.Single(Items(RetentionKind.Sources, EleventhOfMay));

        Assert.Equal(("S1", FirstOfApril), (first.Code, first.Since));
        Assert.Equal([new Stretch(0, 7)], first.Where);
        Assert.Equal([new Stretch(0, 7), new Stretch(20, 25)], both.Where);
        Assert.Equal(1, Due(RetentionKind.Sources, FirstOfApril.AddDays(-1)).NotYet);
    }

    [Fact]
    public void Passages_that_were_destroyed_be_it_in_two_steps_are_not_due()
    {
        var source = desk.Archive();
        Mask(source, new Stretch(0, 12));
        Destroy(source, RecordDesk.Text, new Stretch(0, 7));
        var half = Assert.Single(Items(RetentionKind.Sources, Later));

        Destroy(source, new string('█', 7) + RecordDesk.Text[7..], new Stretch(5, 14));

        Assert.Equal([new Stretch(0, 12)], half.Where);
        var due = Due(RetentionKind.Sources, Later);
        Assert.Equal((0, 0), (due.Items.Count, due.NotYet));
    }

    [Fact]
    public void A_read_goes_a_year_after_the_end_of_its_month()
    {
        World.Register(PeopleScenes.Named("Anna", "Sarg"));
        World.Details(0);

        Assert.Equal([new DueItem("", new(2027, 4, 1))], Items(RetentionKind.Reads, new(2027, 4, 1)));
        Assert.Equal(1, Due(RetentionKind.Reads, new(2027, 3, 31)).NotYet);
    }

    [Fact]
    public void Who_is_registered_while_somebody_asks_is_passed_over()
    {
        World.Register(PeopleScenes.Named("Anna", "Sarg"));
        var then = World.Now;
        World.Register(PeopleScenes.Named("Bako", "Sarg"));

        var heard = LastHeard.Of(then, new StoredHistory(
            World.Store, new JournalReader(new ClearSealer()), Opening.OpenParts));

        Assert.Equal(Monday, heard.OfPerson(0));
    }

    Id<Observation> Complain() =>
        See(new Complaint(CaseCategory.Quality, ComplaintChannel.Box, null), "The oil is bad.");

    Id<Observation> See(Sighting seen, string? text) =>
        Assert.IsType<ObservationRecorded>(World.Record(Asking(seen, text))[0]).Observation;

    RecordObservation Asking(Sighting seen, string? text) =>
        new(seen, Monday) { Intent = World.NextIntent(), Text = text };

    void Mask(Id<Source> source, params Stretch[] where) =>
        Record(new MaskPassages(source, where, "Names a private person.") { Intent = World.NextIntent() });

    void Destroy(Id<Source> source, string text, params Stretch[] where) =>
        Record(new ErasePassages(source, text, where, "test") { Intent = World.NextIntent() });

    void Record(Request ask) => World.Record(ask);

    IReadOnlyList<DueItem> Items(RetentionKind kind, DateOnly on) =>
        [.. Due(kind, on).Items.Select(item => kind == RetentionKind.Sources ? item : item with { Where = [] })];

    DueKind Due(RetentionKind kind, DateOnly on) =>
        World.Answer(new FindDue(on)).Single(due => due.Rule.Kind == kind);
}
