using Annona.Journal;
using Annona.Parties;
using CsCheck;

namespace Annona.Tests;

/// <summary>
/// The next requests are decided while the last ones are on their way to the disk. A store that is asked to commit is
/// the moment in between: what a test does there happens while the writer is busy.
/// </summary>
public sealed class GroupCommitTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void What_is_decided_while_a_commit_is_on_its_way_waits_for_its_own_commit()
    {
        var first = Ask("City of Lusavan");
        Task<Decision>? second = null;
        operation.Store.BeforeCommit = _ =>
        {
            operation.Store.BeforeCommit = null;
            second = Ask("Lusavan Daily");
            operation.Operation.Decide();
            Assert.False(first.IsCompleted || second.IsCompleted);
            Assert.Empty(operation.Now.Parties.All);
        };

        operation.Operation.DecideWaiting();

        Assert.IsType<Decision.Accepted>(Answered(first));
        Assert.False(second!.IsCompleted);
        Assert.Single(operation.Now.Parties.All);
        operation.Operation.Write();
        Assert.IsType<Decision.Accepted>(Answered(second));
        Assert.Equal(2, operation.Now.Parties.All.Count);
    }

    [Fact]
    public void Many_requests_share_one_commit()
    {
        var asked = Enumerable.Range(0, 64).Select(number => Ask($"Party {number}")).ToList();

        operation.Operation.DecideWaiting();

        Assert.All(asked, each => Assert.IsType<Decision.Accepted>(Answered(each)));
        // The officer's enrolment was the first.
        Assert.Equal(2, operation.Store.Checkpoints().Count());
    }

    [Fact]
    public void What_was_decided_on_a_commit_that_fails_is_decided_again_without_it()
    {
        var first = Ask("City of Lusavan");
        Task<Decision>? second = null;
        operation.Store.BeforeCommit = _ =>
        {
            operation.Store.BeforeCommit = null;
            second = Ask("city of lusavan");
            operation.Operation.Decide();
            throw new StoreException("The disk is full.", "Free some space.");
        };

        operation.Operation.DecideWaiting();

        Assert.Throws<StoreException>(() => Answered(first));
        Assert.IsType<Decision.Accepted>(Answered(second!));
        Assert.Equal("city of lusavan", Assert.Single(operation.Now.Parties.All).Name);
    }

    [Fact]
    public void A_request_sent_again_while_it_is_on_its_way_gets_the_facts_of_the_first_time()
    {
        var ask = Party("City of Lusavan");
        var first = operation.Operation.Record(ask, operation.Coordinator, CancellationToken.None);
        Task<Decision>? again = null;
        operation.Store.BeforeCommit = _ =>
        {
            again = operation.Operation.Record(ask, operation.Coordinator, CancellationToken.None);
            operation.Operation.Decide();
        };

        operation.Operation.DecideWaiting();
        operation.Store.BeforeCommit = null;
        operation.Operation.Write();

        var was = Assert.IsType<Decision.Accepted>(Answered(first));
        var twin = Assert.IsType<Decision.Accepted>(Answered(again!));
        Assert.Equal((false, true), (was.Repeated, twin.Repeated));
        Assert.Equal(was.Events, twin.Events);
        Assert.Equal(2, operation.Store.Head.Size);
    }

    [Fact]
    public void A_line_longer_than_a_commit_is_written_in_several()
    {
        var asked = Enumerable.Range(0, 2_500).Select(number => Ask($"Party {number}")).ToList();

        while (!asked.TrueForAll(each => each.IsCompleted))
            operation.Operation.DecideWaiting();

        Assert.Equal([1, 1_001, 2_001, 2_501], operation.Store.Checkpoints().Select(head => head.Size));
    }

    /// <summary>
    /// A few names and many callers; commits that fail, and others that reach the store although they fail; in any
    /// order. Whoever got a yes finds the name in the journal once, whoever got a no finds it there before.
    /// </summary>
    [Fact]
    public void No_order_of_asking_deciding_writing_and_failing_loses_or_doubles_anything() =>
        Gen.Int[0, 9].Array[0, 60].Sample(steps =>
        {
            var world = new Schedule();
            foreach (var step in steps)
                world.Do(step);
            world.Settle();
        }, iter: 400, threads: 1);

    Task<Decision> Ask(string name) =>
        operation.Operation.Record(Party(name), operation.Coordinator, CancellationToken.None);

    AddParty Party(string name) => new(PartyKind.Other, name, [], []) { Intent = operation.NextIntent() };

    static Decision Answered(Task<Decision> decided)
    {
        Assert.True(decided.IsCompleted);
        return decided.GetAwaiter().GetResult();
    }

    sealed class Schedule
    {
        const int Names = 5;

        readonly TestOperation world = new();
        readonly List<(string Name, Task<Decision> Decided)> asked = [];

        /// <summary>A commit failed in this write: nothing else is decided until it is mended.</summary>
        bool isMending;

        public Schedule() => world.Store.BeforeCommit = batch => Commit(batch);

        /// <summary>What happens while the next commit is on its way.</summary>
        Queue<int> Meanwhile { get; } = [];

        public void Do(int step)
        {
            switch (step)
            {
                case < 5:
                    var name = $"Party {step}";
                    asked.Add((name, world.Operation.Record(
                        new AddParty(PartyKind.Other, name, [], []) { Intent = world.NextIntent() },
                        world.Coordinator, CancellationToken.None)));
                    break;
                case 5:
                    world.Operation.Decide();
                    break;
                case 6:
                    world.Operation.Write();
                    isMending = false;
                    break;
                default:
                    Meanwhile.Enqueue(step);
                    break;
            }
        }

        public void Settle()
        {
            Meanwhile.Clear();
            world.Store.BeforeCommit = null;
            world.Operation.DecideWaiting();
            world.Operation.Write();
            var now = world.Now.Parties.All.Select(party => party.Name).ToList();
            Assert.Equal(now.Distinct(), now);
            Assert.True(now.Count <= Names);
            foreach (var (name, decided) in asked)
            {
                Assert.True(decided.IsCompleted);
                if (!decided.IsFaulted)
                    Assert.Contains(name, now);
            }
            var yes = asked.Where(each => each.Decided is { IsFaulted: false, Result: Decision.Accepted })
                .Select(each => each.Name).ToList();
            Assert.Equal(yes.Distinct().Count(), yes.Count);
            world.Reopen();
            Assert.Equal(now, world.Now.Parties.All.Select(party => party.Name));
        }

        void Commit(Batch batch)
        {
            if (!Meanwhile.TryDequeue(out var what))
                return;
            Do(batch.Entries.Count % Names);
            if (!isMending)
                world.Operation.Decide();
            if (what == 7)
                return;
            isMending = true;
            if (what == 8)
            {
                world.Store.BeforeCommit = null;
                world.Store.Append(batch);
                world.Store.BeforeCommit = Commit;
            }
            throw new StoreException("The connection broke.", "Send it again.");
        }
    }
}
