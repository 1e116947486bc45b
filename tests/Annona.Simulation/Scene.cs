using Annona.Access;
using Annona.Aid;
using Annona.Journal;
using Annona.Ledger;
using Annona.People;
using Annona.Places;
using Annona.Values;

namespace Annona.Simulation;

/// <summary>
/// What stands before every run, recorded once by the real operation: officers, a stocked point, families with a right
/// to a parcel each, a distribution day. Runs share its entries, which never change.
/// </summary>
sealed class Scene : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Monday = new(2026, 3, 2);
    public static readonly Commodity Parcel = new("food-parcel", 0);
    public static readonly AccountName Point = new(AccountKind.Site, "Goris point");
    public const int Parcels = 12;
    public const int WorkerCount = 3;
    const int FamilyCount = 4;

    readonly MemoryStore store = new();

    Scene()
    {
        Coordinator = new(new(Id("coordinator")));
        var operation = Open(new SetClock { Now = Start }, store);
        Record(operation, new EnrolOfficer(Coordinator.Officer, Roles.All, [1], "Coordinator")
        {
            Intent = Id("first"),
        });
        foreach (var worker in Workers)
            Record(operation, new EnrolOfficer(new(worker), Roles.Registrar | Roles.Storekeeper, [1], "Worker")
            {
                Intent = Id($"enrol/{worker}"),
            });
        Record(operation, new DeclareCommodity(Parcel, CommodityKind.Goods) { Intent = Id("parcel") });
        Record(operation, new AddPlace(PlaceLevel.Site, "Goris") { Intent = Id("place") });
        Record(operation, new ReceiveLot(Point, new(Parcel, Parcels), Monday.AddDays(-1))
        {
            Intent = Id("lot"), Donor = new(AccountKind.Donor, "Aster"),
        });
        for (var family = 0; family < FamilyCount; family++)
            Record(operation, new RegisterPerson(null, PersonFacts.None, Named($"Family {family}"))
            {
                Intent = Id($"family/{family}"),
            });
        PlanAid(operation);
        Now = operation.Now;
        Size = operation.Tree.Size;
        Persons = [.. Enumerable.Range(0, FamilyCount).Select(at => Now.People.PersonId(at).Value)];
        Families = [.. Enumerable.Range(0, FamilyCount).Select(at => Now.People.HouseholdId(at).Value)];
        Day = Now.Aid.Distributions[0];
        Given = Now.Aid.Programmes[0].GivenIn(1);
    }

    public static Guid OperationId { get; } = new("0198c0de-0000-7000-8000-00000000d00d");

    public static IReadOnlyList<Guid> Workers { get; } =
        [.. Enumerable.Range(0, WorkerCount).Select(worker => Id($"worker/{worker}"))];

    /// <summary>Last of the statics: it needs the others.</summary>
    public static Scene Shared { get; } = new();

    public Actor Coordinator { get; }

    public Registers Now { get; }

    /// <summary>Entries before the run.</summary>
    public long Size { get; }

    public IReadOnlyList<Guid> Persons { get; }

    public IReadOnlyList<Guid> Families { get; }

    public DistributionRow Day { get; }

    public AccountName Given { get; }

    /// <summary>A store of one's own with these entries.</summary>
    public MemoryStore NewStore() => (MemoryStore)store.View();

    public static Operation Open(TimeProvider clock, IJournalStore store, ISnapshots? snapshots = null) =>
        Operation.Open(
            OperationId,
            new(store, CheapSealer.Instance, [CheapSigner.Instance], clock)
            {
                Devices = new CheapEnvelopes([]),
                Snapshots = snapshots,
            },
            Opening.PersonalParts);

    public static PersonalDetails Named(string name) => new() { Name = [new(NameRole.Whole, name)] };

    public void Dispose() => store.Dispose();

    static Guid Id(string name) => Ids.From(OperationId, name);

    void PlanAid(Operation operation)
    {
        Record(operation, new PlanProgramme(
            "Programme", Modality.InKind,
            new(Eligibility.Everybody, [new Ration(new(Parcel, 1), RationPer.Household)]))
        {
            Intent = Id("programme"), Cycles = [new(1, Monday.AddDays(-1), Monday.AddDays(5))],
        });
        var programme = operation.Now.Aid.Programmes[0];
        Record(operation, new GrantCycle(programme.Id, 1) { Intent = Id("grant") });
        Record(operation, new PlanDistribution(programme.Id, 1, operation.Now.Places.Find("Goris")!.Id, Monday)
        {
            Intent = Id("day"), Stock = Point,
        });
    }

    void Record(Operation operation, Request ask)
    {
        var decided = operation.Record(ask, Coordinator, CancellationToken.None);
        operation.DecideWaiting();
        if (decided.GetAwaiter().GetResult() is Decision.Refused no)
            throw new InvalidOperationException($"The scene was refused: {no.Why}");
    }
}
