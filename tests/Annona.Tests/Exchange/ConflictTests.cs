using Annona.Aid;
using Annona.Duplicates;
using Annona.Journal;
using Annona.Ledger;
using Annona.People;
using Annona.Tests.Aid;
using Annona.Values;

namespace Annona.Tests.Exchange;

/// <summary>Facts that compete, told in every order of arrival: the same ones win.</summary>
public sealed class ConflictTests
{
    /// <summary>All orders of three.</summary>
    public static TheoryData<int, int, int> Orders => new()
    {
        { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 },
    };

    readonly DeviceScene scene = new();
    readonly List<TestDevice> devices;

    public ConflictTests()
    {
        devices = [.. new[] { "first", "second", "third" }.Select(scene.Device)];
        foreach (var (hours, device) in devices.Index())
        {
            device.Pull();
            device.Clock += TimeSpan.FromHours(hours + 1);
        }
        scene.Hub.Wait(TimeSpan.FromHours(9));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Of_handovers_to_one_family_the_first_by_effective_time_is_entitled(int one, int two, int three)
    {
        OutboxEntry[] given = [.. devices.Select((device, at) => device.Give($"{at}", family: 0, parcels: at + 1))];

        Send(given, one, two, three);

        Assert.Equal(4, scene.Stock);
        Assert.Equal(
            [(scene.Handover("1", 0).Handover, 2L), (scene.Handover("2", 0).Handover, 3L)],
            scene.Now.Aid.Discrepancies.Open
                .Select(open => (open.Handover, open.Over.Units)).OrderBy(open => open.Units));
        Assert.All(
            scene.Now.Aid.Discrepancies.Open,
            open => Assert.Equal(AidDiscrepancyKind.OverEntitlement, open.Kind));
    }

    [Fact]
    public void A_desk_that_gave_later_than_a_device_did_stands_behind_it()
    {
        var early = devices[0].Give("device", family: 0);
        var desk = scene.Story.Give(scene.Day, scene.Families[0], "1 food-parcel");

        scene.Receive(early);

        Assert.Equal(desk.Handover, Assert.Single(scene.Now.Aid.Discrepancies.Open).Handover);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Edits_of_different_fields_do_not_meet(int one, int two, int three)
    {
        OutboxEntry[] edits =
        [
            Change(0, PersonFields.Sex, new() { Sex = Sex.Female }),
            Change(1, PersonFields.BirthYear, new() { BirthYear = 1980 }),
            Change(2, PersonFields.Relation, new() { Relation = Relation.Spouse }),
        ];

        Send(edits, one, two, three);

        Assert.Equal(
            new() { Sex = Sex.Female, BirthYear = 1980, Relation = Relation.Spouse },
            scene.Now.People.Person(0).Facts);
        Assert.Empty(scene.Hub.Answer(new ListContested(10)));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Of_one_field_the_latest_value_counts_and_the_others_are_kept_until_the_desk_decides(
        int one, int two, int three)
    {
        OutboxEntry[] edits = [.. Enumerable.Range(0, 3).Select(at => Born(at, 1_981 + at, "asked"))];

        Send(edits, one, two, three);

        Assert.Equal(1_983, scene.Now.People.Person(0).Facts.BirthYear);
        Assert.Equal(
            [devices[2].Journal.Device.ToString("n"), devices[1].Journal.Device.ToString("n"),
                devices[0].Journal.Device.ToString("n")],
            Assert.Single(scene.Hub.Answer(new ListContested(10))).Stated.Select(stated => stated.Device));
        scene.Hub.Record(new CorrectPerson(
            scene.Now.People.PersonId(0), PersonFields.BirthYear, new() { BirthYear = 1_983 }, new(), "asked-again")
        {
            Intent = scene.Hub.NextIntent(),
        });
        Assert.Empty(scene.Hub.Answer(new ListContested(10)));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void A_document_counts_more_than_a_later_word_and_a_word_more_than_a_guess(int one, int two, int three)
    {
        OutboxEntry[] edits = [Born(0, 1_981, "document-seen"), Born(1, 1_982, "asked"), Born(2, 1_983, "estimate")];

        Send(edits, one, two, three);

        Assert.Equal(1_981, scene.Now.People.Person(0).Facts.BirthYear);
        Assert.Equal("birth-year", Assert.Single(scene.Hub.Answer(new ListContested(10))).Field);
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(1, 0, 2)]
    [InlineData(0, 2, 1)]
    public void Who_names_a_value_as_the_base_replaces_it_and_no_other(int one, int two, int three)
    {
        var (first, second) = (Born(0, 1_981, "asked"), Born(1, 1_979, "document-seen"));
        var third = Born(2, 1_983, "asked", SignedEnvelope.ShortOf(first.Id));

        Send([first, second, third], one, two, three);

        Assert.Equal(1_979, scene.Now.People.Person(0).Facts.BirthYear);
        Assert.Equal(2, Assert.Single(scene.Hub.Answer(new ListContested(10))).Stated.Count);
    }

    [Fact]
    public void Who_says_the_same_contests_nothing()
    {
        scene.Receive(Born(0, 1_981, "asked").Entry, Born(1, 1_981, "asked").Entry);

        Assert.Empty(scene.Hub.Answer(new ListContested(10)));
    }

    [Fact]
    public void A_desk_that_corrected_meanwhile_is_contested_by_a_device_that_did_not_know()
    {
        scene.Hub.Record(new CorrectPerson(
            scene.Now.People.PersonId(0), PersonFields.BirthYear, new() { BirthYear = 1_970 }, new(), "asked")
        {
            Intent = scene.Hub.NextIntent(),
        });
        scene.Receive(Born(0, 1_981, "asked"));

        var contested = Assert.Single(scene.Hub.Answer(new ListContested(10)));

        // The desk was later.
        Assert.Equal(["", devices[0].Journal.Device.ToString("n")], contested.Stated.Select(stated => stated.Device));
        Assert.Equal(1_970, scene.Now.People.Person(0).Facts.BirthYear);
        devices[1].Pull();
        scene.Receive(Born(1, 1_982, "asked", SignedEnvelope.ShortOf(devices[0].Journal.Outbox[^1].Id)));
        Assert.Empty(scene.Hub.Answer(new ListContested(10)));
        Assert.Equal(1_982, scene.Now.People.Person(0).Facts.BirthYear);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void A_need_that_somebody_saw_stays_until_the_desk_says_otherwise(int one, int two, int three)
    {
        OutboxEntry[] edits =
        [
            Change(0, PersonFields.Needs, new() { Needs = Needs.Disability }),
            Change(1, PersonFields.Needs, new() { Needs = Needs.None }),
            Change(2, PersonFields.Needs, new() { Needs = Needs.ChildAtRisk }),
        ];

        Send(edits, one, two, three);

        Assert.Equal(Needs.Disability | Needs.ChildAtRisk, scene.Now.People.Person(0).Facts.Needs);
        scene.Hub.Record(new CorrectPerson(
            scene.Now.People.PersonId(0), PersonFields.Needs, new() { Needs = Needs.Disability }, new(), "asked")
        {
            Intent = scene.Hub.NextIntent(),
        });
        Assert.Equal(Needs.Disability, scene.Now.People.Person(0).Facts.Needs);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Somebody_moved_twice_is_in_one_household_and_contested(int one, int two, int three)
    {
        OutboxEntry[] moves = [Move(0, scene.Families[1]), Move(1, scene.Families[2]), Born(2, 1_981, "asked")];

        Send(moves, one, two, three);

        var people = scene.Now.People;
        Assert.Equal(people.Find(scene.Families[2]), people.Person(0).Household);
        Assert.Equal(
            [1, 2, 3],
            scene.Families.Select(family => people.Household(people.Find(family)).Members.Count).Order());
        Assert.Equal(
            ["H3", "H2"],
            Assert.Single(scene.Hub.Answer(new ListContested(10))).Stated.Select(stated => stated.Household));
    }

    [Fact]
    public void A_device_takes_no_objection_back()
    {
        var person = scene.Now.People.PersonId(0);

        Assert.Equal("", scene.Receive(devices[0].Record(
            new PersonObjected(person, AidStory.Monday, Withdrawn: false), "objects")).Why);
        Assert.Equal("not-for-devices", scene.Receive(devices[1].Record(
            new PersonObjected(person, AidStory.Monday, Withdrawn: true), "withdraws")).Why);
        Assert.True(scene.Now.People.Person(0).Objected);
    }

    [Fact]
    public void Goods_that_the_books_did_not_have_were_handed_over_all_the_same()
    {
        scene.Receive(devices[0].Give("many", family: 0, parcels: 25));

        Assert.Equal(-15, scene.Stock);
        Assert.Contains(scene.Now.Ledger.Discrepancies.Open, open => open.Kind == DiscrepancyKind.NegativeBalance);
        Assert.Empty(scene.Now.Faults());
    }

    [Fact]
    public void A_family_that_two_devices_registered_stands_twice_until_somebody_decides()
    {
        scene.Receive(Register(0).Entry, Register(1).Entry);

        var found = scene.Hub.Answer(new FindDuplicates());
        scene.Hub.Record(new OpenReviews(found.New) { Intent = scene.Hub.NextIntent() });

        Assert.Equal(8, scene.Now.People.PersonCount);
        Assert.Contains(found.New, pair => pair.Pair == Pair.Of(Newcomer(0), Newcomer(1)));
        Assert.True(scene.Now.Duplicates.Find(Pair.Of(Newcomer(0), Newcomer(1)))!.IsOpen);
    }

    [Fact]
    public void An_edit_of_somebody_whom_nobody_here_knows_yet_waits()
    {
        var registered = Register(0);
        var changed = devices[1].Record(
            new PersonChanged(Newcomer(0), PersonFields.Sex, new() { Sex = Sex.Male }, "asked"), "early",
            SignedEnvelope.ShortOf(registered.Id));

        Assert.Equal(new(Outcome.Held, 0, "base-missing"), scene.Receive(changed));
        Assert.All(
            scene.Receive(registered.Entry, changed.Entry),
            receipt => Assert.Equal(Outcome.Accepted, receipt.Outcome));
    }

    [Fact]
    public void An_edit_of_somebody_whose_registration_waits_does_not_hold_its_device_up()
    {
        devices[0].Officer = Guid.NewGuid();
        var registered = Register(0);
        devices[0].Officer = scene.Hub.Coordinator.Officer.Value;
        var changed = devices[0].Record(
            new PersonChanged(Newcomer(0), PersonFields.Sex, new() { Sex = Sex.Male }, "asked"), "edit",
            SignedEnvelope.ShortOf(registered.Id));

        Assert.Equal(
            ["no-role", "person-missing", ""],
            scene.Receive(registered.Entry, changed.Entry, devices[0].Give("after", family: 0).Entry)
                .Select(receipt => receipt.Why));
    }

    void Send(OutboxEntry[] entries, params int[] order)
    {
        // An entry that waits for its base is sent again, as a device does.
        for (var round = 0; round < entries.Length; round++)
            foreach (var at in order)
                scene.Receive(entries[at]);
        Assert.Equal(3, scene.Now.Chains.Count);
        var once = scene.Now.People.Person(0).Facts;
        scene.Hub.Reopen();
        Assert.Equal(once, scene.Now.People.Person(0).Facts);
        Assert.Null(scene.Verify().Fault);
    }

    OutboxEntry Born(int device, int year, string reason, params Guid[] bases) =>
        Change(device, PersonFields.BirthYear, new() { BirthYear = (short)year }, reason, bases);

    OutboxEntry Move(int device, Id<Household> to) => devices[device].Record(
        new PersonChanged(scene.Now.People.PersonId(0), PersonFields.Household, new(), "asked") { Household = to },
        $"{device}");

    OutboxEntry Change(
        int device, PersonFields field, PersonFacts facts, string reason = "asked", params Guid[] bases) =>
        devices[device].Record(
            new PersonChanged(scene.Now.People.PersonId(0), field, facts, reason), $"{device}", [.. bases]);

    OutboxEntry Register(int device) => devices[device].Record(
        new PersonRegistered(
            Newcomer(device), new(Ids.From(TestOperation.Id, "home", device)), new() { BirthYear = 1_990 })
        {
            Personal =
            [
                new(Newcomer(device).Value, new()
                {
                    Name = [new(NameRole.Given, "Karine"), new(NameRole.Family, "Testyan")],
                    Born = new(1_990, 4, 1, Estimated: false),
                }),
            ],
        }, $"register/{device}");

    static Id<Person> Newcomer(int device) => new(Ids.From(TestOperation.Id, "newcomer", device));
}
