using System.Diagnostics;
using Annona.Access;
using Annona.Aid;
using Annona.Journal;
using Annona.Ledger;
using Annona.People;
using Annona.Places;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Postgres;
using Annona.Storage.Sqlite;
using Annona.Values;
using Microsoft.Data.Sqlite;

namespace Annona.Benchmarks.Load;

/// <summary>
/// An operation in a folder of its own, as the command line opens it: SQLite, or a schema of its own at a PostgreSQL
/// server, with real keys, seals, signatures and tree, the head kept beside. It has families with an entitlement so
/// large that it never ends.
/// </summary>
sealed class LoadWorld : IDisposable
{
    const int Families = 1_000;
    const string Rice = "rice-kg";
    const long Plenty = 1_000_000_000;

    static readonly AccountName Point = new(AccountKind.Site, "Point");

    readonly string folder;
    readonly KeyRing ring;
    readonly PostgresPlace? place;
    readonly Guid id = Guid.CreateVersion7();
    readonly List<Id<Household>> families = [];
    Id<Distribution> day;
    RunningOperation? running;

    public LoadWorld(LoadPlan plan)
    {
        folder = Directory.CreateDirectory(Path.Combine(plan.Folder, $"annona-load-{Guid.NewGuid():N}")).FullName;
        using var root = RootKey.Create();
        ring = KeyRing.Create(Operation.OriginOf(id), root);
        place = plan.Postgres is { } server ? PostgresPlace.For(server, id) : null;
        Store = new(OpenStore(PostgresUse.Make), default);
        running = Open(Store, Opening.OpenParts);
        Settle();
        Close();
        Store = new(OpenStore(PostgresUse.Write), plan.CommitDelay);
        running = Open(Store, Opening.OpenParts);
    }

    public string Folder => folder;

    public SlowStore Store { get; private set; }

    public RunningOperation Running => running!;

    /// <summary>The next thing that a caller asks.</summary>
    public Request Next(LoadKind kind, Random chance) => kind == LoadKind.Give
        ? new GiveAid(day, families[chance.Next(Families)], [new(Kilos(1))]) { Intent = Guid.CreateVersion7() }
        : Person(chance.Next());

    /// <summary>Closes the operation and reads from the file how often each request led to an entry.</summary>
    public Dictionary<Guid, int> CountIntents()
    {
        Close();
        using var store = OpenStore(PostgresUse.Read);
        // Opening checks chain, tree, parts and checkpoint; what it finds is thrown.
        Operation.Open(id, Parts(store), Opening.OpenParts);
        var counts = new Dictionary<Guid, int>();
        foreach (var entry in store.Read(1))
        {
            var intent = JournalReader.Decode(entry).Envelope.Intent;
            counts[intent] = counts.GetValueOrDefault(intent) + 1;
        }
        return counts;
    }

    /// <summary>
    /// Closes the operation and opens it as a command does: every entry and every person's part is read from the store,
    /// opened with its key, checked and folded.
    /// </summary>
    /// <returns>How many entries there are, how long it took, and the processor time of it.</returns>
    public (long Entries, TimeSpan Clock, TimeSpan Processor) Replay()
    {
        Close();
        GC.Collect();
        using var store = OpenStore(PostgresUse.Read);
        var (since, spent) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var opened = Operation.Open(id, Parts(store), Opening.PersonalParts);
        return (
            opened.Now.Position, Stopwatch.GetElapsedTime(since), Environment.CpuUsage.TotalTime - spent);
    }

    public void Dispose()
    {
        Close();
        ring.Dispose();
        if (place is not null)
            PostgresStore.Remove(place);
        Directory.Delete(folder, recursive: true);
    }

    void Close()
    {
        running?.Dispose();
        running = null;
    }

    IJournalStore OpenStore(PostgresUse use) => place is not null
        ? PostgresStore.Open(place, use)
        : SqliteStore.Open(Path.Combine(folder, "journal.db"), use switch
        {
            PostgresUse.Make => SqliteOpenMode.ReadWriteCreate,
            PostgresUse.Write => SqliteOpenMode.ReadWrite,
            _ => SqliteOpenMode.ReadOnly,
        });

    RunningOperation Open(IJournalStore store, Opening opening)
    {
        var keeper = new HeadKeeper(Path.Combine(folder, "operation.head"), []);
        var operation = Operation.Open(id, Parts(store) with { Committed = keeper.Keep }, opening);
        return new(operation, new(id, "Load"), new(new(id)), [keeper, store]);
    }

    OperationParts Parts(IJournalStore store) => new(store, ring.Parts, ring.Signers, TimeProvider.System)
    {
        Verifiers = [.. ring.VerifierKeys.Select(NoteVerifiers.For)],
    };

    /// <summary>An officer, families, a stock, a programme and a day on which it is handed out.</summary>
    void Settle()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        Record(new EnrolOfficer(new(id), Roles.All, [1], "Officer") { Intent = Guid.CreateVersion7() });
        for (var i = 0; i < Families; i++)
            if (Record(Person(i)) is [PersonRegistered registered])
                families.Add(registered.Household);
        Record(new DeclareCommodity(new(Rice, 3), CommodityKind.Goods) { Intent = Guid.CreateVersion7() });
        Record(new AddPlace(PlaceLevel.Site, "Point") { Intent = Guid.CreateVersion7() });
        Record(new ReceiveLot(Point, Kilos(Plenty * 1_000), today.AddDays(-1))
        {
            Intent = Guid.CreateVersion7(), Donor = new(AccountKind.Donor, "Donor"),
        });
        var planned = (ProgrammePlanned)Record(new PlanProgramme("Rice", Modality.InKind,
            new(Eligibility.Everybody, [new(Kilos(Plenty), RationPer.Household)]))
        {
            Intent = Guid.CreateVersion7(), Cycles = [new(1, today.AddDays(-1), today.AddDays(5))],
        })[0];
        Record(new GrantCycle(planned.Programme, 1) { Intent = Guid.CreateVersion7() });
        var site = Running.Operation.Answer(new FindPlace("Point"), Running.Actor, CancellationToken.None)!;
        day = ((DistributionPlanned)Record(new PlanDistribution(planned.Programme, 1, site.Id, today)
        {
            Intent = Guid.CreateVersion7(), Stock = Point,
        })[0]).Distribution;
    }

    IReadOnlyList<Event> Record(Request ask) =>
        Running.Operation.Record(ask, Running.Actor, CancellationToken.None).GetAwaiter().GetResult() switch
        {
            Decision.Accepted accepted => accepted.Events,
            Decision.Refused refused => throw new InvalidOperationException($"{refused.Why}"),
            _ => throw new UnreachableException(),
        };

    static RegisterPerson Person(int number) => new(
        null, new() { Sex = Sex.Female }, new()
        {
            Name = [new(NameRole.Given, $"Given{number % 5_000}"), new(NameRole.Family, $"Family{number % 9_000}")],
            Born = new(1986, 4, 30, Estimated: false),
            Phones = ["+374 00 000000"],
        })
    {
        Intent = Guid.CreateVersion7(),
    };

    static Amount Kilos(long units) => new(new(Rice, 3), units);
}
