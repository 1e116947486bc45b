using Annona.Duplicates;
using Annona.People;
using Annona.Privacy;
using Annona.Tests.People;
using Annona.Values;
using CsCheck;
using static Annona.Tests.People.PeopleScenes;

namespace Annona.Tests.Privacy;

/// <summary>Who is due, beside a diary of what was accepted that is read in the slow obvious way.</summary>
public sealed class DueLawTests
{
    const int Days = 30;

    enum Act
    {
        Register,
        Join,
        Correct,
        Leave,
        Notice,
        MergePersons,
        MergeHouseholds,
        Erase,
        Hold,
        Wait,
    }

    static readonly Gen<(Act Act, int One, int Other)> Step =
        Gen.Select(Gen.Int[0, (int)Act.Wait].Select(number => (Act)number), Gen.Int[0, 20], Gen.Int[0, 20]);

    [Fact]
    public void Who_is_due_held_or_in_time_is_what_a_diary_says()
    {
        var (due, held, inTime, together) = (0, 0, 0, 0);
        Step.Array[8, 40].Sample(steps =>
        {
            var world = new TestOperation();
            world.Record(new SetRetention(RetentionKind.Persons, Days, "test") { Intent = world.NextIntent() });
            var diary = new Diary(world);
            foreach (var (act, one, other) in steps)
                diary.Do(act, one, other);

            foreach (var later in new[] { 0, 5, 15, 30, 60 })
            {
                var on = diary.Today.AddDays(later);
                var found = world.Answer(new FindDue(on))[0];
                var (items, kept, notYet) = diary.DueOn(on);

                Assert.Equal(items, found.Items.OrderBy(item => item.Code).Select(item => (item.Code, item.Since)));
                Assert.Equal(kept, found.Kept.Select(item => item.Code).Order());
                Assert.Equal(notYet, found.NotYet);
                (due, held, inTime) = (due + items.Count, held + kept.Count, inTime + notYet);
            }
            together += diary.Together;
        }, iter: 150, threads: 1);

        TestContext.Current.TestOutputHelper?.WriteLine($"{due} due, {held} held, {inTime} in time, {together} one");
        var asked = due + held + inTime;
        int[] counts = [due, held, inTime];
        Assert.All(counts, count => Assert.True(count * 100 >= asked, $"{count} of {asked}"));
        Assert.True(together > 100, $"Only {together} merges.");
    }

    /// <summary>Everything that was accepted, as lists.</summary>
    sealed class Diary(TestOperation world)
    {
        readonly List<(Id<Person> Id, Id<Household> Home)> persons = [];
        readonly List<(Guid Whom, DateOnly On)> heard = [];
        readonly List<(Guid One, Guid Other)> merged = [];
        readonly HashSet<Guid> left = [];
        readonly HashSet<Guid> erased = [];
        readonly Dictionary<Guid, DateOnly> holds = [];

        public DateOnly Today { get; private set; } = new(2026, 3, 2);

        public int Together => merged.Count;

        public void Do(Act act, int one, int other)
        {
            if (act == Act.Wait)
            {
                world.Wait(TimeSpan.FromDays(one));
                Today = Today.AddDays(one);
            }
            else if (act == Act.Register || persons.Count == 0)
                Register(null);
            else if (act == Act.Join)
                Register(persons[one % persons.Count].Home);
            else
                Change(act, persons[one % persons.Count], persons[other % persons.Count], other);
        }

        public (List<(string Code, DateOnly Since)> Due, List<string> Kept, int NotYet) DueOn(DateOnly on)
        {
            var (due, kept, notYet) = (new List<(string, DateOnly)>(), new List<string>(), 0);
            for (var at = 0; at < persons.Count; at++)
            {
                var group = One(persons[at].Id.Value);
                var since = persons.Where(same => group.Contains(same.Id.Value)).Max(Last).AddDays(Days);
                if (erased.Contains(persons[at].Id.Value))
                    continue;
                if (since > on)
                    notYet++;
                else if (group.Any(same => holds.TryGetValue(same, out var until) && until >= on))
                    kept.Add($"N{at + 1}");
                else
                    due.Add(($"N{at + 1}", since));
            }
            return ([.. due.OrderBy(item => item.Item1)], [.. kept.Order()], notYet);
        }

        DateOnly Last((Id<Person> Id, Id<Household> Home) person)
        {
            HashSet<Guid> tells = [person.Id.Value];
            if (!left.Contains(person.Id.Value))
                tells.UnionWith(One(person.Home.Value));
            return heard.Where(line => tells.Contains(line.Whom)).Max(line => line.On);
        }

        /// <summary>Everybody who is one with somebody: looked for again until nobody is added.</summary>
        HashSet<Guid> One(Guid whom)
        {
            HashSet<Guid> all = [whom];
            for (var before = 0; before != all.Count;)
            {
                before = all.Count;
                foreach (var (one, other) in merged)
                    if (all.Contains(one) || all.Contains(other))
                        all.UnionWith([one, other]);
            }
            return all;
        }

        void Register(Id<Household>? home)
        {
            var person = world.Register(Named("Somebody", $"Number{persons.Count}"), home);
            persons.Add((person, world.HouseholdOf(person)));
            Hear(person.Value, persons[^1].Home.Value);
        }

        void Change(
            Act act, (Id<Person> Id, Id<Household> Home) one, (Id<Person> Id, Id<Household> Home) other, int number)
        {
            var intent = world.NextIntent();
            Request ask = act switch
            {
                Act.Correct => new CorrectPerson(
                    one.Id, PersonFields.Phones, PersonFacts.None, new() { Phones = [$"+374 {heard.Count}"] }, "asked")
                {
                    Intent = intent,
                },
                Act.Leave => new RecordDeparture(one.Id, Today, LeaveReason.Departed) { Intent = intent },
                Act.Notice => new GiveNotice(one.Home, "hy", Today) { Intent = intent },
                Act.MergePersons => new MergeRecords(Pair.Of(one.Id, other.Id), "asked") { Intent = intent },
                Act.MergeHouseholds => new MergeRecords(Pair.Of(one.Home, other.Home), "asked") { Intent = intent },
                Act.Erase => new ErasePersons([one.Id], ErasureGround.NoLongerNeeded, "asked") { Intent = intent },
                _ => new HoldErasure(one.Id, "case", Today.AddDays(5 * number)) { Intent = intent },
            };
            // Nobody is a pair with themselves.
            var isPossible = act switch
            {
                Act.MergePersons => one.Id != other.Id,
                Act.MergeHouseholds => one.Home != other.Home,
                _ => true,
            };
            if (isPossible && world.Ask(ask) is Decision.Accepted { Events.Count: > 0 })
                Note(act, one, other, number);
        }

        void Note(
            Act act, (Id<Person> Id, Id<Household> Home) one, (Id<Person> Id, Id<Household> Home) other, int number)
        {
            switch (act)
            {
                case Act.Notice:
                    Hear(one.Home.Value);
                    break;
                case Act.MergePersons:
                    merged.Add((one.Id.Value, other.Id.Value));
                    Hear(one.Id.Value, other.Id.Value);
                    break;
                case Act.MergeHouseholds:
                    merged.Add((one.Home.Value, other.Home.Value));
                    Hear(one.Home.Value, other.Home.Value);
                    break;
                case Act.Erase:
                    erased.UnionWith(One(one.Id.Value));
                    break;
                case Act.Hold:
                    holds[one.Id.Value] = Today.AddDays(5 * number);
                    break;
                default:
                    if (act == Act.Leave)
                        left.Add(one.Id.Value);
                    Hear(one.Id.Value);
                    break;
            }
        }

        void Hear(params Guid[] whom) => heard.AddRange(whom.Select(each => (each, Today)));
    }
}
