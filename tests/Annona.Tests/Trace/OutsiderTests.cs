using Annona.Access;
using Annona.Aid;
using Annona.Duplicates;
using Annona.Ledger;
using Annona.Observations;
using Annona.People;
using Annona.PublicRecord;
using Annona.Tests.Aid;
using Annona.Tests.People;
using Annona.Trace;
using Annona.Values;
using CsCheck;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Trace;

public sealed class OutsiderTests
{
    const string Scope = "the family of the third house";

    readonly AidStory story = new();

    TestOperation Operation => story.Operation;

    [Fact]
    public void A_case_is_never_told_to_outsiders_and_its_scope_to_nobody()
    {
        var observer = Enrol("observer", Roles.Observer);
        var reader = Enrol("reader", Roles.Reader);
        Operation.Record(new RecordObservation(new Incident(CaseCategory.Safety), Monday)
        {
            Intent = story.Next(),
            Promises = [new(Promised, Bearing.Contradicts, Scope)],
            Text = "What was told.",
        }, observer);

        var read = Board(reader);
        var owner = Board(observer);
        var outside = Outside();

        Assert.Contains("A case speaks against it; its owner and coordinators read it.", Assert.Single(
            read.Contradictions), StringComparison.Ordinal);
        Assert.Contains("incident", Assert.Single(owner.Contradictions), StringComparison.Ordinal);
        Assert.Empty(outside.Contradictions);
        Assert.Empty(outside.Evidence);
        foreach (var told in new[] { $"{string.Join(' ', read.Evidence)}", $"{string.Join(' ', owner.Evidence)}" })
        {
            Assert.DoesNotContain("third house", told, StringComparison.Ordinal);
            Assert.DoesNotContain("What was told", told, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Audience.Officers, 0)]
    [InlineData(Audience.Public, 1)]
    public void Outsiders_see_only_what_may_be_published(Audience audience, int seen)
    {
        Operation.Record(new RecordObservation(new Visit(null, ["The road is open."]), Monday)
        {
            Intent = story.Next(), Audience = audience, Promises = [new(Promised, Bearing.Supports, null)],
        });

        Assert.Equal(seen, Outside().Evidence.Count);
        Assert.Single(Board().Evidence, piece => piece.Kind == EvidenceKind.Observation);
    }

    [Fact]
    public void Outsiders_see_nothing_of_what_nine_people_got()
    {
        Give(9);

        Operation.Wait(TimeSpan.FromDays(14));

        var line = Outside();
        Assert.Equal((null, null, null), (line.People, line.Households, line.Delivered));
        Assert.Equal(PromiseState.Overdue, line.State);
        Assert.Equal(9, Board().People);
    }

    [Fact]
    public void Outsiders_see_tens_when_the_week_after_is_over_and_no_movement_or_day()
    {
        Give(4, 5, 4, 6, 4);
        Operation.Wait(TimeSpan.FromDays(12));
        Assert.Null(Outside().People);

        Operation.Wait(TimeSpan.FromDays(1));

        var line = Outside();
        Assert.Equal((20, null), (line.People, line.Households));
        Assert.Equal(new DateOnly(2026, 3, 8), line.ReleasedTo);
        Assert.DoesNotContain(line.Evidence, piece => piece.Kind is EvidenceKind.Book or EvidenceKind.Handover);
        Assert.DoesNotContain(line.Reasons, reason => reason.Contains("entry", StringComparison.Ordinal));
    }

    [Fact]
    public void The_future_is_refused_to_outsiders_and_so_is_a_household()
    {
        Give(12);
        var today = new DateOnly(2026, 3, 2);

        Assert.Equal("trace.future-for-outsiders", Refused(new OutsiderBoard(today.AddDays(1))));
        Assert.Equal("trace.future-for-outsiders", Refused(new OutsiderTrace(Promised, today.AddDays(30))));
        Assert.Equal(
            "trace.not-for-outsiders",
            Refused(new TraceOfHousehold(Operation.Now.People.HouseholdId(0), Viewer.Outsider)));
    }

    [Fact]
    public void Whatever_is_recorded_later_the_figures_of_a_released_day_stay_as_they_are() =>
        Gen.Select(Gen.Int[1, 6].Array[1, 12], Gen.Int[0, 5].Array[1, 6], Gen.Int[0, 20]).Sample((sizes, later, days) =>
        {
            var story = new AidStory();
            var scene = new Scene(story, sizes);
            story.Operation.Wait(TimeSpan.FromDays(14 + days));
            var today = DateOnly.FromDateTime(TestOperation.Start.UtcDateTime).AddDays(14 + days);
            var before = Told(story, today);

            foreach (var change in later)
            {
                scene.Change(change);
                story.Operation.Wait(TimeSpan.FromDays(3));
            }

            Assert.Equal(before, Told(story, today));
            var released = Enumerable.Range(0, 60).Select(day => today.AddDays(day - 30))
                .Where(day => day <= today.AddDays(3 * later.Length))
                .Select(day => story.Operation.Answer(new OutsiderTrace(Promised, Max(day, Monday))).People ?? 0)
                .ToList();
            for (var i = 1; i < released.Count; i++)
                Assert.True(released[i] == released[i - 1] || released[i] - released[i - 1] >= Released.GroupMin);
        }, iter: 25, threads: 1);

    [Fact]
    public void Two_promises_that_reached_nearly_the_same_people_have_one_released_number()
    {
        var other = new RecordPromise(Operation.Now.PublicRecord.Promises.Find(Promised)!.Terms)
        {
            Intent = story.Next(),
        };
        Operation.Record(other);
        var second = Operation.Now.PublicRecord.Promises.All[^1].Id;
        var shared = new ReceiveLot(Point, Of("100 food-parcel"), Monday.AddDays(-1))
        {
            Intent = story.Next(),
            Donor = new(AccountKind.Donor, "Aster"),
            GiftShares = [new(Promised, 1), new(second, 1)],
        };
        Operation.Record(shared);
        var lot = Operation.Now.Ledger.Lots[^1].Lot.Id;
        var first = Operation.Now.Ledger.Lots[0].Lot.Id;
        var families = new[] { 5, 5, 5, 5, 5, 5, 5, 5, 5, 5 }.Select(story.Family).ToList();
        var programme = story.Plan(Modality.InKind, ("1 food-parcel", RationPer.Household));
        story.Grant(programme);
        var day = story.Day(programme);
        foreach (var (family, at) in families.Select((family, at) => (family, at)))
            Operation.Record(new GiveAid(day.Id, family, [new(Of("1 food-parcel"), at == 0 ? first : lot)])
            {
                Intent = story.Next(),
            });
        Operation.Wait(TimeSpan.FromDays(14));

        var one = Operation.Answer(new OutsiderTrace(Promised, null));
        var two = Operation.Answer(new OutsiderTrace(second, null));

        Assert.Equal((50, 45), (Board().People, Operation.Answer(new PromiseBoard(null))[^1].People));
        Assert.Equal((40, 40), (one.People, two.People));
    }

    static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;

    static string Told(AidStory story, DateOnly day)
    {
        var line = story.Operation.Answer(new OutsiderTrace(Promised, day));
        return $"{line.People} {line.Households} {line.Delivered} {line.Received} {line.Committed} {line.State} "
            + string.Join(' ', line.Evidence) + string.Join(' ', line.Reasons);
    }

    OutsiderLine Outside() => Assert.Single(Operation.Answer(new OutsiderBoard(null)));

    BoardLine Board(Actor? actor = null) => Operation.Answer(new PromiseBoard(null), actor)[0];

    string Refused<T>(Question<T> question) =>
        Assert.Throws<RefusedException>(() => Operation.Answer(question)).Why.Code;

    void Give(params int[] sizes) => _ = new Scene(story, sizes);

    Actor Enrol(string name, Roles roles)
    {
        var officer = new Id<Officer>(Ids.From(TestOperation.Id, name));
        Operation.Record(new EnrolOfficer(officer, roles, [1], name) { Intent = story.Next() });
        return new(officer);
    }

    /// <summary>Families that got one parcel each on Monday, some cash lists, and what may come later.</summary>
    sealed class Scene
    {
        readonly AidStory story;
        readonly Id<Household>[] families;
        readonly DistributionRow day;
        readonly ProgrammeRow cash;

        public Scene(AidStory story, int[] sizes)
        {
            this.story = story;
            families = [.. sizes.Select(story.Family)];
            var programme = story.Plan(Modality.InKind, ("1 food-parcel", RationPer.Household));
            story.Grant(programme);
            day = story.Day(programme);
            foreach (var family in families)
                story.Give(day, family, "1 food-parcel");
            cash = story.Plan(Modality.Cash, ("5.00 USD", RationPer.Person));
            story.Grant(cash);
            var gift = new Transfer(
                new(story.Next()), new(AccountKind.Donor, "Aster"), new(AccountKind.Bank, "Main"), Of("900.00 USD"),
                Monday, TransferKind.Receive);
            story.Record(new PostTransfers([gift with { Earmark = Promised }]) { Intent = story.Next() });
            story.Record(new SendCashList(cash.Id, 1, story.Provider(), new(AccountKind.Bank, "Main"))
            {
                Intent = story.Next(), Earmark = Promised, SentOn = Monday,
            });
            Reconcile(PaymentState.Credited);
        }

        public void Change(int kind)
        {
            switch (kind)
            {
                case 0:
                    var late = story.Family(people: 3);
                    story.GiveInField(day, late, "1 food-parcel");
                    break;
                case 1:
                    story.Operation.Register(PeopleScenes.Named("New", $"Member{story.Next():n}"), families[0]);
                    break;
                case 2:
                    var people = story.Operation.Now.People;
                    if (people.PersonCount > 1)
                        story.Operation.Ask(new MergeRecords(
                            Pair.Of(people.PersonId(0), people.PersonId(people.PersonCount - 1)), "One person.")
                        {
                            Intent = story.Next(),
                        });
                    break;
                case 3:
                    Reconcile(PaymentState.Collected);
                    break;
                case 4:
                    story.Operation.Ask(new RecordDeparture(
                        story.Operation.Now.People.PersonId(0), Monday, LeaveReason.Departed)
                    {
                        Intent = story.Next(),
                    });
                    break;
                default:
                    story.GiveInField(day, families[0], "1 food-parcel");
                    break;
            }
        }

        void Reconcile(PaymentState outcome) => story.Operation.Ask(new ReconcileCash(
            story.Aid.CashLists[0].Id, outcome, families, Monday)
        {
            Intent = story.Next(),
        });
    }
}
