using System.Collections.Immutable;
using Annona.Access;
using Annona.Aid;
using Annona.Journal;
using Annona.People;
using Annona.Tests.Aid;
using Annona.Values;

namespace Annona.Tests.Exchange;

/// <summary>A distribution with stock for ten parcels, families with a right to one parcel each, and devices.</summary>
sealed class DeviceScene
{
    public DeviceScene(int families = 3)
    {
        Families = [.. Enumerable.Range(0, families).Select(_ => Story.Family(people: 2))];
        Programme = Story.Plan();
        Story.Grant(Programme);
        Day = Story.Day(Programme);
    }

    public AidStory Story { get; } = new(parcels: 10);

    public IReadOnlyList<Id<Household>> Families { get; }

    public ProgrammeRow Programme { get; }

    public DistributionRow Day { get; }

    public TestOperation Hub => Story.Operation;

    public Registers Now => Hub.Now;

    public TestDevice Device(string name)
    {
        var device = new TestDevice(this, name);
        Hub.Record(new EnrolDevice(
            new(device.Journal.Device), device.Key, "Goris point", AidStory.Monday.AddDays(30))
        {
            Intent = Hub.NextIntent(),
        });
        return device;
    }

    public IReadOnlyList<Receipt> Receive(params IEnumerable<SentEntry> entries) =>
        Assert.IsType<Decision.Received>(
            Hub.Ask(new ReceiveEntries([.. entries]) { Intent = Hub.NextIntent() })).Receipts;

    public Receipt Receive(OutboxEntry entry) => Assert.Single(Receive([entry.Entry]));

    public long Stock => Story.Balance("Site:Goris point", AidStory.Parcel).Units;

    public AidGiven Handover(string name, int family, int parcels = 1) =>
        new(new(Ids.From(TestOperation.Id, $"handover/{name}")), Day.Id, Families[family],
            [new(new(AidStory.Parcel, parcels))], AidStory.Monday)
        {
            From = Day.Plan.Stock,
            To = Programme.GivenIn(1),
            Where = RecordedWhere.Field,
            PeopleThen = 2,
        };

    public Verification Verify() => new JournalVerifier(Operation.OriginOf(TestOperation.Id), [new PlainSigner()])
    {
        Devices = new PlainEnvelopes([]),
        DeviceKeys = Hub.Answer(new ListDevices())
            .ToDictionary(device => Guid.Parse(device.Id), device => device.PublicKey),
    }.Verify(Hub.Store.Read(1), Hub.Store.Checkpoints(), []);
}

/// <summary>A tablet with a clock of its own.</summary>
sealed class TestDevice(DeviceScene scene, string name)
{
    public byte[] Key { get; } = System.Text.Encoding.UTF8.GetBytes(name);

    public DeviceJournal Journal { get; set; } =
        new(TestOperation.Id, Ids.From(TestOperation.Id, $"device/{name}"));

    public DateTimeOffset Clock { get; set; } = TestOperation.Start;

    public Guid Officer { get; set; } = scene.Hub.Coordinator.Officer.Value;

    public OutboxEntry Record(Event fact, string intent, params ImmutableArray<Guid> bases)
    {
        var stored = StoredForms.Write(fact, Ids.From(TestOperation.Id, $"form/{intent}"), Officer);
        Journal = Journal.Record(
            stored, bases, Clock,
            new(new ClearSealer(), new PlainEnvelopes(Key), scene.Hub.Store.FindSubjectKey));
        return Journal.Outbox[^1];
    }

    public OutboxEntry Give(string handover, int family, int parcels = 1) =>
        Record(scene.Handover(handover, family, parcels), handover);

    /// <summary>Hears of the newest checkpoint.</summary>
    public void Pull() => Journal = Journal.After(new Seen(scene.Hub.Operation.Tree.Size, 0));
}
