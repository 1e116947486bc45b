using System.Text;
using Annona.Access;
using Annona.Journal;
using Annona.Observations;
using Annona.Parties;
using Annona.Places;
using Annona.PublicRecord;
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
        Record(new Passage(Counting.Cumulative, Exactly(13_550), null, null, null), day: 0);
        Record(new Passage(Counting.New, Exactly(900), Exactly(4), null, null), day: 1);
        Record(new Passage(Counting.Cumulative, Exactly(42_500), null, null, null), day: 2);
        Record(new Passage(Counting.New, Exactly(10_500), Exactly(3), null, null), day: 3);

        var count = Assert.Single(operation.Now.Observations.PassageByPlace(synthetic: false));

        Assert.Equal((Exactly(53_000), Exactly(7)), (count.Crossed, count.Stopped));
        Assert.Equal((null, null), (count.Detained, count.Returned));
        Assert.Equal(Monday.AddDays(3), count.AsOf);
        Assert.Equal(["O2", "O3", "O4"], count.Observations);
    }

    [Fact]
    public void Places_are_counted_apart_and_what_was_withdrawn_does_not_count()
    {
        Record(new Passage(Counting.Cumulative, Exactly(100), null, null, null));
        Record(
            new Passage(Counting.Cumulative, Exactly(20), null, null, Exactly(3)),
            asked: asking => asking with { Place = bridge });
        var wrong = Record(new Passage(Counting.Cumulative, Exactly(9_999), null, null, null));

        operation.Record(
            new WithdrawObservation(wrong.Observation, "Counted twice.") { Intent = operation.NextIntent() });

        Assert.Equal([Exactly(100), Exactly(20)],
            operation.Now.Observations.PassageByPlace(synthetic: false).Select(count => count.Crossed));
        Assert.Empty(operation.Now.Observations.PassageByPlace(synthetic: true));
    }

    [Fact]
    public void Of_a_sensitive_case_only_district_day_and_referral_are_kept()
    {
        var agency = Party("Health agency");

        var seen = Record(
            new Complaint(CaseCategory.Harm, ComplaintChannel.NotSaid, null),
            asked: asking => asking with { At = null, Referred = new(agency, Monday) });

        var open = Encoding.UTF8.GetString(StoredForms.Write(seen, default, default).Open);
        Assert.Equal(
            $$$"""
            {"observation":"{{{seen.Observation}}}","seen":{"kind":"case"},"on":"2026-03-02","place":"{{{district}}}","audience":"CaseOwner","referred":{"to":"{{{agency}}}","on":"2026-03-02"}}
            """,
            open);
        Assert.Empty(seen.Personal);
        Assert.Equal(
            "A case, referred to Health agency on 2026-03-02.",
            Assert.Single(operation.Answer(new ListObservations()).Seen).Text);
    }

    [Fact]
    public void A_sensitive_case_is_refused_without_a_referral_and_with_anything_that_would_not_be_kept()
    {
        var referral = new Referral(Party("Health agency"), Monday);
        var harm = Asking(new Incident(CaseCategory.Harm));

        Assert.Equal("observation.not-referred", operation.Refused(harm).Code);
        Assert.Equal("observation.not-referred", operation.Refused(Asking(new ReferredCase())).Code);
        Assert.Equal("observation.in-the-future", operation.Refused(
            harm with { Referred = referral with { On = Monday.AddDays(40) } }).Code);
        var refused = operation.Refused(harm with
        {
            Referred = referral,
            Text = "Ani told what happened.",
            SourceText = "the nurse of the shelter",
            At = new(9, 0),
            Promises = [new(Promise(), Bearing.Contradicts, "one night")],
        });
        Assert.Equal(
            "Of a sensitive case only district, day and referral are kept, not its text, promises it bears on, "
            + "its source, the time of day.", refused.Message);
    }

    [Fact]
    public void Of_other_cases_every_free_word_is_sealed_and_what_they_bear_on_stays_open()
    {
        var promise = Promise();
        var seen = Record(
            new Incident(CaseCategory.AccessDenied), text: "Stopped at the bridge.",
            asked: asking => asking with
            {
                SourceText = "a driver",
                Promises = [new(promise, Bearing.Contradicts, "the north road")],
            });

        var open = Encoding.UTF8.GetString(StoredForms.Write(seen, default, default).Open);

        foreach (var word in new[] { "Stopped", "driver", "north" })
            Assert.DoesNotContain(word, open, StringComparison.Ordinal);
        Assert.Equal(new PromiseBearing(promise, Bearing.Contradicts, null), Assert.Single(seen.Promises!));
        Assert.Equal(ObservationRecorded.CaseOf(seen.Observation), Assert.Single(seen.Personal).Subject);
        operation.Record(new WithdrawObservation(seen.Observation, "The driver was wrong.")
        {
            Intent = operation.NextIntent(),
        });
        Assert.Equal(
            ["Stopped at the bridge.\nLearned from: a driver\nScope for P1: the north road",
                "Withdrawn: The driver was wrong."],
            operation.Answer(new ReadObservation(seen.Observation))!.Texts);
        Assert.Null(operation.Answer(new ReadObservation(seen.Observation))!.Seen.Withdrawn);
    }

    [Fact]
    public void Real_and_made_up_things_never_stand_in_one_observation()
    {
        var (real, madeUp) = (Promise(), Promise(synthetic: true));
        RecordObservation Bears(Id<Promise> on, bool synthetic) => Asking(new Visit(null, ["Open."])) with
        {
            Promises = [new(on, Bearing.Supports, null)],
            Synthetic = synthetic,
        };

        Assert.Equal(
            "P1 is real and the observation is made up.", operation.Refused(Bears(real, synthetic: true)).Message);
        Assert.Equal(
            "P2 is made up and the observation is real.", operation.Refused(Bears(madeUp, synthetic: false)).Message);
        operation.Record(Bears(madeUp, synthetic: true));
        Assert.True(Assert.Single(operation.Answer(new ListObservations()).Seen).Synthetic);
    }

    [Fact]
    public void Counts_keep_the_words_they_were_said_in_and_add_up_no_more_exactly_than_that()
    {
        Record(new Passage(Counting.Cumulative, new(Qualifier.MoreThan, 42_500, null, null), null, null, null));
        Record(new Passage(Counting.New, Exactly(10_500), null, null, null), day: 1);
        Record(new Passage(Counting.New, Exactly(80), null, null, null), asked: asking => asking with
        {
            Place = bridge,
        });
        Record(new Passage(Counting.Cumulative, Exactly(9), null, null, null), asked: asking => asking with
        {
            Place = null,
        });

        var count = operation.Answer(new CountPassage(Synthetic: false));

        Assert.Equal(new StatedAmount(Qualifier.MoreThan, 53_080, null, null), count.Crossed);
        Assert.Equal(
            [("Hakari crossing", true), ("North bridge", true), (null, false)],
            count.Places.Select(place => (place.Name, place.InTotal)));
        Assert.Equal(["O1", "O2", "O3"], count.Observations);
        Assert.Equal(Monday.AddDays(1), count.AsOf);
        Assert.Null(operation.Answer(new CountPassage(Synthetic: true)).Crossed);
    }

    [Fact]
    public void A_count_for_a_district_has_its_crossings_in_it_already()
    {
        Record(new Passage(Counting.Cumulative, Exactly(80), null, null, null));
        Record(new Passage(Counting.Cumulative, Exactly(100), null, null, null), asked: asking => asking with
        {
            Place = district,
        });

        var count = operation.Answer(new CountPassage(Synthetic: false));

        Assert.Equal((Exactly(100), "O2"), (count.Crossed, Assert.Single(count.Observations)));
    }

    [Fact]
    public void Where_only_the_month_is_known_the_first_and_the_last_day_are_kept()
    {
        var past = Record(new Visit(null, ["Open."]), asked: asking => asking with
        {
            From = new(2026, 2, 1),
            On = new(2026, 2, 28),
        });
        var running = Record(new Visit(null, ["Open."]), asked: asking => asking with
        {
            From = new(2026, 3, 1),
            On = new(2026, 3, 31),
        });

        Assert.Equal((new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28)), (past.From, past.On));
        Assert.Equal(DateOnly.FromDateTime(TestOperation.Start.UtcDateTime).AddDays(10), running.On);
        Assert.Equal("observation.backwards", operation.Refused(
            Asking(new Visit(null, [])) with { From = Monday.AddDays(2) }).Code);
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Each_kind_is_told_in_a_sentence(Sighting seen, string sentence)
    {
        Record(seen);

        Assert.Equal(sentence, Assert.Single(operation.Answer(new ListObservations()).Seen).Text);
    }

    public static TheoryData<Sighting, string> Sentences => new()
    {
        { new Works("Roof", WorksStage.UnderWay, 60), "Roof: under way, 60 %." },
        {
            new ArmsHandedIn(ArmsClass.Ammunition, Exactly(251_308), Counting.Cumulative, null),
            "Handed in, so far: 251,308 rounds of ammunition; claimed, no witness is named."
        },
        {
            new ArmsHandedIn(ArmsClass.SmallArms, new(Qualifier.MoreThan, 800, null, null), Counting.New, null),
            "Handed in, new: more than 800 small arms; claimed, no witness is named."
        },
        {
            new DeliveredByOthers(
                null, "aid", new(Qualifier.About, 927_000_000, 927_000_000, new("USD", 2)), Exactly(1), Exactly(4)),
            "Delivered: aid (about 9,270,000 USD, 1 household, 4 people, as stated)."
        },
        {
            new Passage(Counting.New, Exactly(5_300), null, null, Exactly(0)),
            "Passage, new: 5,300 crossed, 0 came back."
        },
        { new Complaint(CaseCategory.Quality, ComplaintChannel.Box, null), "A complaint (quality)." },
    };

    [Fact]
    public void A_case_is_read_by_its_owner_and_by_coordinators_only()
    {
        var (observer, other) = (Officer("observer", Roles.Observer), Officer("other", Roles.Observer));
        var seen = Assert.IsType<ObservationRecorded>(operation.Record(
            Asking(new Incident(CaseCategory.Safety), text: "Shots near the road."), observer)[0]);

        var reading = new ReadObservation(seen.Observation);
        Assert.Equal(["Shots near the road."], operation.Answer(reading, observer)!.Texts);
        Assert.Single(operation.Answer(reading)!.Texts);
        var refused = Assert.Throws<RefusedException>(() => operation.Answer(reading, other));
        Assert.Equal("O1 is a case that only its owner and coordinators may read.", refused.Why.Message);
        var listing = operation.Answer(new ListObservations(), other);
        Assert.Equal((0, 1), (listing.Seen.Count, listing.CasesOfOthers));

        operation.Record(new AssignCase(seen.Observation, other.Officer) { Intent = operation.NextIntent() });
        Assert.Single(operation.Answer(reading, other)!.Texts);
        Assert.Throws<RefusedException>(() => operation.Answer(reading, observer));
    }

    [Fact]
    public void A_complaint_is_answered_and_closed_with_the_complainant()
    {
        var seen =
            Record(new Complaint(CaseCategory.Entitlement, ComplaintChannel.HelpDesk, null), text: "Left out.");

        operation.Record(
            new AnswerComplaint(seen.Observation, Monday.AddDays(1), "Granted since.", ToldComplainant: true)
            {
                Intent = operation.NextIntent(),
            });

        var row = operation.Now.Observations.Find("O1")!;
        Assert.Equal((Monday.AddDays(1), true), (row.AnsweredOn, row.ToldComplainant));
        Assert.Equal(["Left out.", "Answered: Granted since."], operation.Answer(new ReadObservation(row.Id))!.Texts);
        operation.Reopen(Opening.OpenParts);
        Assert.Empty(operation.Answer(new ReadObservation(row.Id))!.Texts);
        Assert.Equal(Monday.AddDays(1), operation.Now.Observations.Find("O1")!.AnsweredOn);
    }

    [Fact]
    public void What_cannot_be_kept_is_refused()
    {
        Assert.Equal("observation.nothing-said", Refused(new Passage(Counting.New, null, null, null, null)));
        Assert.Equal("observation.not-a-count", Refused(new Passage(Counting.New, Exactly(-1), null, null, null)));
        Assert.Equal("observation.not-a-share", Refused(new Works("water line", WorksStage.UnderWay, 101)));
        Assert.Equal("observation.not-a-count",
            Refused(new ArmsHandedIn(ArmsClass.SmallArms, Exactly(-5), Counting.New, null)));
        Assert.Equal("observation.unknown-party",
            Refused(new ArmsHandedIn(ArmsClass.SmallArms, Exactly(5), Counting.New, new(Guid.NewGuid()))));
        Assert.Equal("observation.nobody-met", Refused(new Dialogue([], [])));
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

    static StatedAmount Exactly(long count) => StatedAmount.Exactly(count);

    Id<Promise> Promise(bool synthetic = false)
    {
        var (intent, text) = (operation.NextIntent(), $"Something was said {synthetic}.\n");
        var bytes = Encoding.UTF8.GetBytes(text);
        operation.Record(
            new ArchiveSource(
                bytes, text, "text/plain", PlainTextDocument.Normaliser, new SourceDescription(new("Annona", null)))
            {
                Intent = operation.NextIntent(), Synthetic = synthetic,
            });
        var terms = new PromiseTerms(
            PromiseKind.SafePassage, Force.Intention, "The road stays open.", Party($"Governor {synthetic}"),
            Monday, ArchiveSource.IdOf(Hash.Of(bytes)));
        operation.Record(new RecordPromise(terms) { Intent = intent, Synthetic = synthetic });
        return new(Ids.From(intent, "promise"));
    }

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
