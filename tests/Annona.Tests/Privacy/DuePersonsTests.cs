using Annona.Access;
using Annona.Aid;
using Annona.Duplicates;
using Annona.Ledger;
using Annona.People;
using Annona.Privacy;
using Annona.Tests.Aid;
using Annona.Tests.People;
using Annona.Values;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Privacy;

/// <summary>
/// Which persons are due, and since when. Everybody is registered on 2 March 2026 and kept for 30 days, until 1 April;
/// what happens 40 days later, on 11 April, keeps whom it tells of until 11 May.
/// </summary>
public sealed class DuePersonsTests
{
    static readonly DateOnly FirstOfApril = new(2026, 4, 1);
    static readonly DateOnly EleventhOfMay = new(2026, 5, 11);
    static readonly DateOnly Later = new(2027, 1, 1);
    static readonly AccountName Bank = new(AccountKind.Bank, "Main");

    readonly AidStory story = new();
    readonly Id<Household> family;
    readonly Id<Household> others;

    public DuePersonsTests()
    {
        (family, others) = (story.Family(people: 2), story.Family(people: 1));
        story.Record(new SetRetention(RetentionKind.Persons, 30, "test") { Intent = story.Next() });
    }

    TestOperation Operation => story.Operation;

    Id<Person> Anna => Operation.Now.People.PersonId(0);

    Id<Person> Bako => Operation.Now.People.PersonId(1);

    Id<Person> Carine => Operation.Now.People.PersonId(2);

    /// <summary>What tells of Anna alone (N1), of her whole household (N1 and N2), or of nobody.</summary>
    public static TheoryData<string, string> Acts => new()
    {
        { "a correction", "N1" },
        { "an objection", "N1" },
        { "a departure", "N1" },
        { "a pair decided", "N1 N3" },
        { "a pair found by the machine", "" },
        { "a notice given", "N1 N2" },
        { "a legal basis", "N1 N2" },
        { "a shelter", "N1 N2" },
        { "a newcomer to the household", "N1 N2 N4" },
        { "a hand-over", "N1 N2" },
        { "an entitlement", "" },
        { "a cash list sent", "" },
        { "a payment that failed", "" },
        { "a payment taken", "N1 N2" },
        { "a hold that was ended", "" },
        { "a disclosure", "" },
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public void Somebody_is_kept_from_the_day_on_which_something_was_last_heard_of_them(string act, string heard)
    {
        Operation.Wait(TimeSpan.FromDays(40));

        Do(act);

        var due = Due(Later).Items.ToDictionary(item => item.Code, item => item.Since);
        var told = heard.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var expected = new[] { "N1", "N2", "N3" }.Union(told)
            .ToDictionary(code => code, code => told.Contains(code) ? EleventhOfMay : FirstOfApril);
        Assert.Equal(expected.OrderBy(pair => pair.Key), due.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void It_is_due_on_the_day_itself_and_not_on_the_one_before()
    {
        var before = Due(FirstOfApril.AddDays(-1));
        var on = Due(FirstOfApril);

        Assert.Equal((0, 3), (before.Items.Count, before.NotYet));
        Assert.Equal(["N1", "N2", "N3"], on.Items.Select(item => item.Code));
        Assert.Equal(0, on.NotYet);
    }

    [Fact]
    public void Two_years_are_counted_in_days_over_a_leap_year()
    {
        story.Record(new SetRetention(RetentionKind.Persons, 730, "test") { Intent = story.Next() });

        Assert.Empty(Due(new(2028, 2, 29)).Items);
        Assert.Equal(new DateOnly(2028, 3, 1), Due(new(2028, 3, 1)).Items[0].Since);
    }

    [Fact]
    public void Who_stands_in_the_newest_version_of_a_list_is_heard_of_though_the_row_says_nothing_new()
    {
        var list = Operation.Open("one");
        Operation.Import(list, PeopleScenes.Row(2, "Dalita", "Sarg"), PeopleScenes.Row(3, "Eva", "Sarg"));
        Operation.Close(list);
        Operation.Wait(TimeSpan.FromDays(10));
        // Eva is not in the second version, and that is decided; Dalita is, unchanged.
        var second = Operation.Open("two", "2026-02-15");
        story.Record(new DecideListChanges(second.Id, 2, [], [list.PersonOf("r3")]) { Intent = story.Next() });
        Operation.Close(second);
        Operation.Wait(TimeSpan.FromDays(30));
        Operation.Open("three", "2026-02-16");

        var due = Due(Later).Items.ToDictionary(item => item.Code, item => item.Since);

        Assert.Equal(EleventhOfMay, due["N4"]);
        Assert.Equal(new DateOnly(2026, 4, 11), due["N5"]);
        Assert.Equal(FirstOfApril, due["N1"]);
    }

    [Fact]
    public void Records_that_are_one_person_are_due_together_on_the_later_day()
    {
        Merge(Anna, Carine);
        Operation.Wait(TimeSpan.FromDays(40));
        Correct(Carine);

        var due = Due(Later).Items.ToDictionary(item => item.Code, item => item.Since);

        Assert.Equal((EleventhOfMay, FirstOfApril, EleventhOfMay), (due["N1"], due["N2"], due["N3"]));
    }

    [Fact]
    public void Households_that_are_one_are_heard_of_together()
    {
        story.Record(new MergeRecords(Pair.Of(family, others), "one-tent") { Intent = story.Next() });
        Operation.Wait(TimeSpan.FromDays(40));
        story.Record(new GiveNotice(others, "hy", Monday) { Intent = story.Next() });

        Assert.All(Due(Later).Items, item => Assert.Equal(EleventhOfMay, item.Since));
    }

    [Fact]
    public void Of_who_left_nothing_is_heard_through_the_household_that_goes_on()
    {
        Operation.Wait(TimeSpan.FromDays(10));
        story.Record(new RecordDeparture(Bako, Monday, LeaveReason.Departed) { Intent = story.Next() });
        Operation.Wait(TimeSpan.FromDays(30));
        story.Record(new GiveNotice(family, "hy", Monday) { Intent = story.Next() });

        var due = Due(Later).Items.ToDictionary(item => item.Code, item => item.Since);

        Assert.Equal((EleventhOfMay, new DateOnly(2026, 4, 11)), (due["N1"], due["N2"]));
    }

    [Fact]
    public void A_hold_keeps_a_person_and_every_record_that_is_theirs_until_its_day()
    {
        Merge(Anna, Carine);
        Operation.Wait(TimeSpan.FromDays(40));
        story.Record(new HoldErasure(Carine, "case-7", new(2026, 5, 20)) { Intent = story.Next() });

        // The pair was decided on 2 March, so all three would be due on 1 April.
        var held = Due(new(2026, 5, 20));
        var over = Due(new(2026, 5, 21));

        Assert.Equal(["N2"], held.Items.Select(item => item.Code));
        Assert.Equal(
            [new KeptItem("N1", "case-7", new(2026, 5, 20)), new KeptItem("N3", "case-7", new(2026, 5, 20))],
            held.Kept);
        Assert.Equal(["N1", "N2", "N3"], over.Items.Select(item => item.Code));
        Assert.Empty(over.Kept);
    }

    [Fact]
    public void A_hold_on_somebody_whose_time_is_not_over_is_not_told()
    {
        story.Record(new HoldErasure(Anna, "case-7", new(2026, 5, 20)) { Intent = story.Next() });

        var due = Due(Monday);

        Assert.Equal((0, 0, 3), (due.Items.Count, due.Kept.Count, due.NotYet));
    }

    [Fact]
    public void Who_was_erased_is_never_due_again_and_not_counted()
    {
        story.Record(new ErasePersons([Anna], ErasureGround.NoLongerNeeded, "test") { Intent = story.Next() });

        var due = Due(Later);

        Assert.Equal(["N2", "N3"], due.Items.Select(item => item.Code));
        Assert.Equal((0, 0), (due.NotYet, due.Kept.Count));
    }

    [Fact]
    public void What_is_due_can_be_erased_in_one_request_as_it_is_proposed()
    {
        Merge(Anna, Carine);
        Operation.Wait(TimeSpan.FromDays(40));

        var persons = Due(new(2026, 4, 11)).Items
            .Select(item => Operation.Now.People.PersonId(Operation.Now.People.FindPerson(item.Code))).ToList();
        story.Record(new ErasePersons(persons, ErasureGround.NoLongerNeeded, "retention") { Intent = story.Next() });

        Assert.Empty(Due(Later).Items);
    }

    [Fact]
    public void Coordinators_and_auditors_may_ask_and_nobody_else()
    {
        var auditor = Officer("auditor", Roles.Auditor);
        var others = Officer("others", Roles.All & ~(Roles.Auditor | Roles.Coordinator));

        Assert.Equal(4, Operation.Answer(new FindDue(Monday), auditor).Count);
        Assert.Equal("access.not-your-role",
            Assert.Throws<RefusedException>(() => Operation.Answer(new FindDue(Monday), others)).Why.Code);
    }

    void Do(string act)
    {
        switch (act)
        {
            case "a correction":
                Correct(Anna);
                break;
            case "an objection":
                story.Record(new RecordObjection(Anna, Monday, Withdrawn: false) { Intent = story.Next() });
                break;
            case "a departure":
                story.Record(new RecordDeparture(Anna, Monday, LeaveReason.Died) { Intent = story.Next() });
                break;
            case "a pair decided":
                story.Record(new DecidePair(Find(), Annona.Duplicates.Verdict.Different, "asked-both")
                {
                    Intent = story.Next(),
                });
                break;
            case "a pair found by the machine":
                Find();
                break;
            case "a notice given":
                story.Record(new GiveNotice(family, "hy", Monday) { Intent = story.Next() });
                break;
            case "a legal basis":
                story.Record(new RecordLegalBasis(family, "aid", "consent", Monday) { Intent = story.Next() });
                break;
            case "a shelter":
                story.Record(new RecordShelter(family, story.Goris, Monday) { Intent = story.Next() });
                break;
            case "a newcomer to the household":
                Operation.Register(PeopleScenes.Named("Newly", "Born"), family);
                break;
            case "a hold that was ended":
                story.Record(new HoldErasure(Anna, "case-7", new(2026, 5, 1)) { Intent = story.Next() });
                story.Record(new ReleaseErasure(Anna, "closed") { Intent = story.Next() });
                break;
            case "a disclosure":
                Operation.Details(0);
                break;
            default:
                Aid(act);
                break;
        }
    }

    void Aid(string act)
    {
        var programme = act.Contains("pay", StringComparison.Ordinal) || act.Contains("cash", StringComparison.Ordinal)
            ? story.Plan(Modality.Cash, ("50.00 USD", RationPer.Person))
            : story.Plan();
        story.Grant(programme);
        if (act == "an entitlement")
            return;
        if (act == "a hand-over")
        {
            story.Give(story.Day(programme), family, "1 food-parcel");
            return;
        }
        var gift = new Transfer(
            new(story.Next()), new(AccountKind.Donor, "Aster"), Bank, Of("1000.00 USD"), Monday, TransferKind.Receive)
        {
            Earmark = Promised,
        };
        story.Record(new PostTransfers([gift]) { Intent = story.Next() });
        story.Record(new SendCashList(programme.Id, 1, story.Provider(), Bank)
        {
            Intent = story.Next(), Earmark = Promised, SentOn = Monday,
        });
        if (act == "a cash list sent")
            return;
        var outcome = act == "a payment taken" ? PaymentState.Collected : PaymentState.Failed;
        story.Record(new ReconcileCash(story.Aid.CashLists[0].Id, outcome, [family], Monday) { Intent = story.Next() });
    }

    Pair Find()
    {
        var pair = Pair.Of(Anna, Carine);
        story.Record(new OpenReviews([new(pair, 5_000, ReviewZone.Ask, "given:near")]) { Intent = story.Next() });
        return pair;
    }

    void Correct(Id<Person> person) => story.Record(new CorrectPerson(
        person, PersonFields.Phones, PersonFacts.None, new() { Phones = ["+374 00 000000"] }, "asked-at-desk")
    {
        Intent = story.Next(),
    });

    void Merge(Id<Person> one, Id<Person> other) =>
        story.Record(new MergeRecords(Pair.Of(one, other), "asked-both") { Intent = story.Next() });

    Actor Officer(string name, Roles roles)
    {
        var actor = new Actor(new(Ids.From(TestOperation.Id, name)));
        story.Record(new EnrolOfficer(actor.Officer, roles, [3], name) { Intent = story.Next() });
        return actor;
    }

    DueKind Due(DateOnly on) =>
        Operation.Answer(new FindDue(on)).Single(kind => kind.Rule.Kind == RetentionKind.Persons);
}
