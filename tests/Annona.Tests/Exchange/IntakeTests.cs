using Annona.Access;
using Annona.Journal;
using Annona.People;
using Annona.Tests.People;
using Annona.Values;

namespace Annona.Tests.Exchange;

/// <summary>
/// What the hub does with what devices send: it asks whose it is and what it follows, never whether it happened.
/// </summary>
public sealed class IntakeTests
{
    readonly DeviceScene scene = new();

    [Fact]
    public void What_a_device_recorded_is_there_under_its_own_signature_also_after_a_restart()
    {
        var device = scene.Device("one");

        var receipt = scene.Receive(device.Give("a", family: 0));

        Assert.Equal((Outcome.Accepted, scene.Now.Position), (receipt.Outcome, receipt.Position));
        Assert.Equal(9, scene.Stock);
        scene.Hub.Reopen();
        Assert.Equal(9, scene.Stock);
        Assert.Equal(1, scene.Now.Chains.EndOf(device.Journal.Device).Sequence);
        scene.Story.Provider();
        Assert.Null(scene.Verify().Fault);
    }

    [Fact]
    public void Sending_again_is_harmless_however_often()
    {
        var entry = scene.Device("one").Give("a", family: 0);
        var first = scene.Receive(entry);

        var again = scene.Receive(entry.Entry, entry.Entry, entry.Entry);

        Assert.All(again, receipt => Assert.Equal((Outcome.Duplicate, first.Position),
            (receipt.Outcome, receipt.Position)));
        Assert.Equal((9, 1), (scene.Stock, scene.Now.Aid.HandoverCount));
    }

    [Fact]
    public void An_entry_waits_for_the_one_before_it()
    {
        var device = scene.Device("one");
        var (first, second) = (device.Give("a", family: 0), device.Give("b", family: 1));

        Assert.Equal(new(Outcome.Held, 0, "predecessor-missing"), scene.Receive(second));
        Assert.Equal(
            [Outcome.Accepted, Outcome.Accepted],
            scene.Receive(first.Entry, second.Entry).Select(receipt => receipt.Outcome));
    }

    [Fact]
    public void An_entry_waits_for_the_one_that_it_was_decided_on()
    {
        var (one, other) = (scene.Device("one"), scene.Device("other"));
        var first = one.Give("a", family: 0);
        var second = other.Record(scene.Handover("b", family: 1), "b", SignedEnvelope.ShortOf(first.Id));

        Assert.Equal(new(Outcome.Held, 0, "base-missing"), scene.Receive(second));
        scene.Receive(first);
        Assert.Equal(Outcome.Accepted, scene.Receive(second).Outcome);
    }

    [Fact]
    public void A_device_that_was_restored_from_an_old_image_is_found_at_first_contact_and_both_branches_are_kept()
    {
        var device = scene.Device("one");
        scene.Receive(device.Give("a", family: 0));
        var image = device.Journal;
        scene.Receive(device.Give("b", family: 1));
        device.Journal = image;

        var branch = scene.Receive(device.Give("c", family: 2));

        Assert.Equal((Outcome.Quarantined, "forked"), (branch.Outcome, branch.Why));
        Assert.True(Assert.Single(scene.Hub.Answer(new ListDevices())).Forked);
        // The parcel is gone, whoever will have to explain it.
        Assert.Equal((7, 2, 1), (scene.Stock, scene.Now.Aid.HandoverCount, (int)scene.Now.Quarantined));
        Assert.Equal(Outcome.Quarantined, scene.Receive(device.Give("d", family: 2)).Outcome);
        scene.Hub.Reopen();
        Assert.Equal((6, 2, 2), (scene.Stock, scene.Now.Aid.HandoverCount, (int)scene.Now.Quarantined));
        Assert.Null(scene.Verify().Fault);
    }

    [Fact]
    public void A_restored_device_sees_itself_that_the_hub_knows_more_of_it()
    {
        var device = scene.Device("one");
        var image = device.Journal;
        scene.Receive(device.Give("a", family: 0));
        var end = scene.Now.Chains.EndOf(image.Device);

        Assert.True(image.Met(end.Sequence, end.Last, end.IsForked).IsBehindItself);
        Assert.False(device.Journal.Met(end.Sequence, end.Last, end.IsForked).IsBehindItself);
    }

    [Fact]
    public void The_same_intent_with_the_same_content_is_one_fact()
    {
        var (one, other) = (scene.Device("one"), scene.Device("other"));
        scene.Receive(one.Give("a", family: 0));

        var again = scene.Receive(other.Give("a", family: 0));

        Assert.Equal((Outcome.Duplicate, "same-intent"), (again.Outcome, again.Why));
        Assert.Equal((9, 1, 0), (scene.Stock, scene.Now.Aid.HandoverCount, (int)scene.Now.Quarantined));
        Assert.Equal(Outcome.Accepted, scene.Receive(other.Give("b", family: 1)).Outcome);
        scene.Hub.Reopen();
        Assert.Equal(8, scene.Stock);
    }

    [Fact]
    public void The_same_intent_with_other_content_waits_for_a_person()
    {
        var (one, other) = (scene.Device("one"), scene.Device("other"));
        scene.Receive(one.Give("a", family: 0));

        var contradicted = scene.Receive(other.Give("a", family: 0, parcels: 2));

        Assert.Equal((Outcome.Quarantined, "other-content"), (contradicted.Outcome, contradicted.Why));
        Assert.Equal((9, 1), (scene.Stock, (int)scene.Now.Quarantined));
    }

    [Fact]
    public void Who_lost_a_role_while_offline_has_three_days_of_grace_and_goods_are_booked_after_it_too()
    {
        var device = scene.Device("one");
        var worker = new Id<Officer>(Ids.From(TestOperation.Id, "worker"));
        scene.Hub.Record(new EnrolOfficer(worker, Roles.Storekeeper, [2], "Worker")
        {
            Intent = scene.Hub.NextIntent(),
        });
        (device.Officer, device.Clock) = (worker.Value, TestOperation.Start);
        device.Pull();
        scene.Hub.Record(new RemoveOfficer(worker, "Moved on.") { Intent = scene.Hub.NextIntent() });
        device.Clock += TimeSpan.FromHours(71);
        var within = device.Give("a", family: 0);
        device.Clock += TimeSpan.FromHours(2);
        var late = device.Give("b", family: 1);
        scene.Hub.Wait(TimeSpan.FromDays(10));

        var receipts = scene.Receive(within.Entry, late.Entry);

        Assert.Equal(Outcome.Accepted, receipts[0].Outcome);
        Assert.Equal((Outcome.Quarantined, "no-role"), (receipts[1].Outcome, receipts[1].Why));
        Assert.Equal((8, 1), (scene.Stock, scene.Now.Aid.HandoverCount));
        device.Pull();
        Assert.Equal("no-role", scene.Receive(device.Give("c", family: 2)).Why);
    }

    [Theory]
    [InlineData(-3_650)]
    [InlineData(3_650)]
    [InlineData(-730_000)]
    [InlineData(2_000_000)]
    public void A_clock_that_is_wrong_by_years_is_no_reason_to_refuse_anything(int days)
    {
        var device = scene.Device("one");
        device.Pull();
        device.Clock += TimeSpan.FromDays(days);
        scene.Hub.Wait(TimeSpan.FromHours(1));

        var receipt = scene.Receive(device.Give("a", family: 0));

        Assert.Equal(Outcome.Accepted, receipt.Outcome);
        Assert.Equal(1, Assert.Single(scene.Hub.Answer(new ListDevices())).WrongClocks);
    }

    [Fact]
    public void What_nobody_here_can_answer_for_is_not_kept()
    {
        var (device, position) = (scene.Device("one"), scene.Now.Position);
        var entry = device.Give("a", family: 0).Entry;
        var stranger = new TestDevice(scene, "stranger").Give("b", family: 0).Entry;
        var forged = new TestDevice(scene, "one") { Journal = new(TestOperation.Id, device.Journal.Device) };
        forged.Key[0] ^= 1;
        var elsewhere = new TestDevice(scene, "one") { Journal = new(Guid.NewGuid(), device.Journal.Device) };

        Assert.Equal(
            ["unknown-device", "not-signed", "other-operation", "damaged-on-the-way", "not-readable"],
            scene.Receive(
                stranger, forged.Give("a", family: 0).Entry, elsewhere.Give("a", family: 0).Entry,
                entry with { OpenPart = [1, .. entry.OpenPart] }, entry with { Signed = entry.Signed[1..] })
            .Select(receipt => receipt.Why));
        Assert.Equal(position, scene.Now.Position);
        Assert.Equal(Outcome.Accepted, Assert.Single(scene.Receive(entry)).Outcome);
    }

    [Fact]
    public void Rights_are_not_given_by_devices()
    {
        var device = scene.Device("one");
        var position = scene.Now.Access.Count;

        var receipt = scene.Receive(device.Record(
            new OfficerEnrolled(new(Guid.NewGuid()), Roles.All, [1]), "rights"));

        Assert.Equal((Outcome.Quarantined, "not-for-devices"), (receipt.Outcome, receipt.Why));
        Assert.Equal(position, scene.Now.Access.Count);
        scene.Hub.Reopen();
        Assert.Equal((position, 1), (scene.Now.Access.Count, (int)scene.Now.Quarantined));
    }

    [Fact]
    public void What_a_lost_device_sends_waits_for_a_person()
    {
        var device = scene.Device("one");
        var before = device.Give("a", family: 0);
        scene.Receive(before);
        scene.Hub.Record(new RevokeDevice(new(device.Journal.Device), "Stolen.") { Intent = scene.Hub.NextIntent() });

        Assert.Equal("device-ended", scene.Receive(device.Give("b", family: 1)).Why);
        Assert.Equal(1, scene.Now.Aid.HandoverCount);
    }

    [Fact]
    public void An_enrolment_ends_by_what_the_device_knew_and_not_by_a_clock_that_runs_ahead()
    {
        var (ahead, right) = (scene.Device("one"), scene.Device("other"));
        ahead.Clock += TimeSpan.FromDays(4_000);
        right.Clock += TimeSpan.FromDays(31);
        scene.Hub.Wait(TimeSpan.FromDays(40));

        Assert.Equal(Outcome.Accepted, scene.Receive(ahead.Give("a", family: 0)).Outcome);
        Assert.Equal("device-ended", scene.Receive(right.Give("b", family: 1)).Why);
    }

    [Fact]
    public void An_answer_that_comes_after_the_checkpoint_over_its_entry_empties_the_outbox()
    {
        var device = scene.Device("one");
        var entry = device.Give("a", family: 0);
        var receipt = scene.Receive(entry);
        device.Pull();

        device.Journal = device.Journal.After(entry.Id, receipt);

        Assert.Empty(device.Journal.Outbox);
    }

    [Fact]
    public void A_full_disk_leaves_nothing_of_a_batch_and_the_device_sends_it_again()
    {
        var device = scene.Device("one");
        var entry = device.Give("a", family: 0);
        scene.Hub.Store.BeforeCommit = _ => throw new StoreException("The disk is full.", "Free some space.");
        Assert.Throws<StoreException>(() => scene.Receive(entry));
        scene.Hub.Store.BeforeCommit = null;

        Assert.Equal((10, 0L), (scene.Stock, scene.Now.Chains.EndOf(device.Journal.Device).Sequence));
        Assert.Equal(Outcome.Accepted, scene.Receive(entry).Outcome);
    }

    [Fact]
    public void A_changed_entry_of_a_device_is_named_by_its_position()
    {
        var device = scene.Device("one");
        scene.Receive(device.Give("a", family: 0).Entry, device.Give("b", family: 1).Entry);
        scene.Story.Provider();
        var first = scene.Now.Position - 2;
        var entries = scene.Hub.Store.Read(1).Select(entry =>
        {
            if (entry.Position != first)
                return entry;
            var leaf = Leaf.Decode(entry.LeafBytes);
            var signed = leaf.Envelope.ToArray();
            signed[^1] ^= 1;
            return entry with { LeafBytes = (leaf with { Envelope = signed }).Encode() };
        });

        var fault = new JournalVerifier(Operation.OriginOf(TestOperation.Id), [new PlainSigner()])
        {
            Devices = new PlainEnvelopes([]),
            DeviceKeys = new Dictionary<Guid, byte[]> { [device.Journal.Device] = device.Key },
        }.Verify(entries, scene.Hub.Store.Checkpoints(), []).Fault;

        Assert.Equal(first, fault?.Position);
    }

    [Fact]
    public void Of_an_erased_person_a_late_entry_keeps_its_header_and_gets_no_new_key()
    {
        var hub = scene.Hub;
        var device = scene.Device("one");
        var person = hub.Register(PeopleScenes.Named("Anna", "Canarian", "1986"));
        PersonChanged Changed(string given) => new(person, PersonFields.Name | PersonFields.BirthYear,
            PersonFacts.None with { BirthYear = 1987 }, "asked")
        {
            Personal = [new(person.Value, PeopleScenes.Named(given, "Canarian"))],
        };
        // It made its key before it heard of the erasure.
        var (late, later) = (device.Record(Changed("Hanna"), "late"), device.Record(Changed("Johanna"), "later"));
        hub.Record(new ErasePersons([person], ErasureGround.ConsentWithdrawn, "asked")
        {
            Intent = hub.NextIntent(),
        });

        var receipts = scene.Receive(late.Entry, later.Entry);

        Assert.All(receipts, receipt => Assert.Equal(Outcome.Accepted, receipt.Outcome));
        Assert.Null(hub.Store.FindSubjectKey(person.Value));
        Assert.All(hub.Store.Read(receipts[0].Position), entry => Assert.Equal([[]], entry.PersonalParts));
        var at = scene.Now.People.Find(person);
        Assert.Equal((1987, true), (scene.Now.People.Person(at).Facts.BirthYear, scene.Now.People.Person(at).Erased));
        Assert.Equal(Outcome.Duplicate, scene.Receive(late).Outcome);
        hub.Reopen();
        Assert.Null(scene.Verify().Fault);
    }
}
