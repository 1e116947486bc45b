using System.Text;
using Annona.Access;
using Annona.Journal;
using Annona.Observations;
using Annona.Parties;
using Annona.Places;
using Annona.Values;

namespace Annona.Tests.Observations;

public sealed class ObservationTests
{
    static readonly DateOnly Monday = new(2026, 3, 2);

    readonly TestOperation operation = new();
    readonly Id<Place> district;
    readonly Id<Place> crossing;
    readonly Id<Place> bridge;

    public ObservationTests()
    {
        operation.Wait(TimeSpan.FromDays(10));
        district = Place("Syunik", PlaceLevel.Admin1, null);
        crossing = Place("Hakari crossing", PlaceLevel.Site, district);
        bridge = Place("North bridge", PlaceLevel.Site, district);
    }

    [Fact]
    public void The_newest_count_so_far_and_what_was_counted_as_new_after_it_make_the_number_that_crossed()
    {
        Record(new Passage(Counting.Cumulative, 13_550, null, null, null), day: 0);
        Record(new Passage(Counting.New, 900, 4, null, null), day: 1);
        Record(new Passage(Counting.Cumulative, 42_500, null, null, null), day: 2);
        Record(new Passage(Counting.New, 10_500, 3, null, null), day: 3);

        var count = Assert.Single(operation.Now.Observations.PassageByPlace(synthetic: false));

        Assert.Equal((53_000, 7, null, null), (count.Crossed, count.Stopped, count.Detained, count.Returned));
        Assert.Equal(Monday.AddDays(3), count.AsOf);
        Assert.Equal(["O2", "O3", "O4"], count.Observations);
    }

    [Fact]
    public void Places_are_counted_apart_and_what_was_withdrawn_does_not_count()
    {
        Record(new Passage(Counting.Cumulative, 100, null, null, null));
        Record(new Passage(Counting.Cumulative, 20, null, null, 3), asked: asking => asking with { Place = bridge });
        var wrong = Record(new Passage(Counting.Cumulative, 9_999, null, null, null));

        operation.Record(
            new WithdrawObservation(wrong.Observation, "Counted twice.") { Intent = operation.NextIntent() });

        Assert.Equal([100, 20],
            operation.Now.Observations.PassageByPlace(synthetic: false).Select(count => count.Crossed));
        Assert.Empty(operation.Now.Observations.PassageByPlace(synthetic: true));
    }

    [Fact]
    public void Of_a_sensitive_case_only_category_district_day_and_referral_are_kept_open()
    {
        var seen = Record(
            new Complaint(CaseCategory.Harm, Sensitive: false, "hotline", Monday.AddDays(14)),
            text: "Ani told what happened.",
            asked: asking => asking with
            {
                SourceText = "the nurse of the shelter",
                Referred = new(Party("Health agency"), Monday),
            });

        Assert.True(Assert.IsType<Complaint>(seen.Seen).Sensitive);
        Assert.Equal((district, null, null, null), (seen.Place, seen.At, seen.SourceText, seen.Remark));
        Assert.Equal(Monday, seen.Referred!.On);
        var open = Encoding.UTF8.GetString(StoredForms.Write(seen, default, default).Open);
        Assert.DoesNotContain("Ani", open, StringComparison.Ordinal);
        Assert.DoesNotContain("hotline", open, StringComparison.Ordinal);
        Assert.Equal(ObservationRecorded.CaseOf(seen.Observation), Assert.Single(seen.Personal).Subject);
    }

    [Fact]
    public void A_case_is_read_by_its_owner_and_by_coordinators_only()
    {
        var (observer, other) = (Officer("observer", Roles.Observer), Officer("other", Roles.Observer));
        var seen = Assert.IsType<ObservationRecorded>(operation.Record(
            Asking(new Incident(CaseCategory.Safety, Sensitive: false), text: "Shots near the road."), observer)[0]);

        Assert.Equal(["Shots near the road."], operation.Answer(new ReadCase(seen.Observation), observer)!.Texts);
        Assert.Single(operation.Answer(new ReadCase(seen.Observation))!.Texts);
        var refused = Assert.Throws<RefusedException>(() => operation.Answer(new ReadCase(seen.Observation), other));
        Assert.Equal("O1 is a case that only its owner and coordinators may read.", refused.Why.Message);
        var listing = operation.Answer(new ListObservations(), other);
        Assert.Equal((0, 1), (listing.Rows.Count, listing.CasesOfOthers));

        operation.Record(new AssignCase(seen.Observation, other.Officer) { Intent = operation.NextIntent() });
        Assert.Single(operation.Answer(new ReadCase(seen.Observation), other)!.Texts);
        Assert.Throws<RefusedException>(() => operation.Answer(new ReadCase(seen.Observation), observer));
    }

    [Fact]
    public void A_complaint_is_answered_and_closed_with_the_complainant()
    {
        var seen =
            Record(new Complaint(CaseCategory.Entitlement, Sensitive: false, "help desk", null), text: "Left out.");

        operation.Record(
            new AnswerComplaint(seen.Observation, Monday.AddDays(1), "Granted since.", ToldComplainant: true)
            {
                Intent = operation.NextIntent(),
            });

        var row = operation.Now.Observations.Find("O1")!;
        Assert.Equal((Monday.AddDays(1), true), (row.AnsweredOn, row.ToldComplainant));
        Assert.Equal(["Left out.", "Granted since."], operation.Answer(new ReadCase(row.Id))!.Texts);
        operation.Reopen(Opening.OpenParts);
        Assert.Empty(operation.Answer(new ReadCase(row.Id))!.Texts);
        Assert.Equal(Monday.AddDays(1), operation.Now.Observations.Find("O1")!.AnsweredOn);
    }

    [Fact]
    public void What_cannot_be_kept_is_refused()
    {
        Assert.Equal("observation.nothing-said", Refused(new Passage(Counting.New, null, null, null, null)));
        Assert.Equal("observation.not-a-count", Refused(new Passage(Counting.New, -1, null, null, null)));
        Assert.Equal("observation.not-a-share", Refused(new Works("water line", WorksStage.UnderWay, 101)));
        Assert.Equal("observation.not-a-count",
            Refused(new ArmsHandedIn(ArmsClass.SmallArms, -5, Counting.New, null)));
        Assert.Equal("observation.unknown-party",
            Refused(new ArmsHandedIn(ArmsClass.SmallArms, 5, Counting.New, new(Guid.NewGuid()))));
        Assert.Equal("observation.nothing-said", Refused(new Dialogue([], [])));
        Assert.Equal("observation.in-the-future", operation.Refused(Asking(new Visit(null, []), day: 30)).Code);
        Assert.Equal("observation.unknown-promise", operation.Refused(
            Asking(new Visit(null, [])) with { Promises = [new(new(Guid.NewGuid()), Bearing.Supports, null)] }).Code);
        Assert.Equal("observation.not-a-case", operation.Refused(
            Asking(new Visit(null, [])) with { Referred = new(Party("Agency"), Monday) }).Code);
    }

    ObservationRecorded Record(
        Sighting seen, int day = 0, string? text = null, Func<RecordObservation, RecordObservation>? asked = null)
    {
        var asking = Asking(seen, day, text) with { At = new(10, 30) };
        return Assert.IsType<ObservationRecorded>(
            Assert.Single(operation.Record(asked is null ? asking : asked(asking))));
    }

    RecordObservation Asking(Sighting seen, int day = 0, string? text = null) =>
        new(seen, Monday.AddDays(day)) { Intent = operation.NextIntent(), Place = crossing, Text = text };

    string Refused(Sighting seen) => operation.Refused(Asking(seen)).Code;

    Id<Place> Place(string name, PlaceLevel level, Id<Place>? parent)
    {
        operation.Record(new AddPlace(level, name) { Intent = operation.NextIntent(), Parent = parent });
        return operation.Now.Places.Find(name)!.Id;
    }

    Id<Party> Party(string name)
    {
        operation.Record(new AddParty(PartyKind.Other, name, [], []) { Intent = operation.NextIntent() });
        return operation.Now.Parties.Find(name)!.Id;
    }

    Actor Officer(string name, Roles roles)
    {
        var officer = new Id<Officer>(Ids.From(TestOperation.Id, name));
        operation.Record(new EnrolOfficer(officer, roles, [1], name) { Intent = operation.NextIntent() });
        return new(officer);
    }
}
