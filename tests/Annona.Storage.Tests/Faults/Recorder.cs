using System.Runtime.CompilerServices;
using System.Text;
using Annona.Access;
using Annona.Journal;
using Annona.Parties;
using Annona.PublicRecord;
using Annona.Storage.Folder;
using Annona.Storage.Postgres;
using Annona.Storage.Sqlite;
using Annona.Storage.Tests.Stores;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// The process that <see cref="KillTests"/> kills: this very program, told by its environment to record without end.
/// It prints <c>? ID</c> before it asks and <c>! ID</c> once it is answered, and first asks again what a killed one
/// left unanswered.
/// </summary>
static class Recorder
{
    public const string StoreVariable = "ANNONA_TEST_RECORD_IN";
    public const string MomentsVariable = "ANNONA_TEST_MOMENTS";

    /// <summary>Requests in one batch at most: large enough for commits that last.</summary>
    const int BatchMax = 24;

    // Runs before the test runner's own Main, which is generated.
    [ModuleInitializer]
    public static void Begin()
    {
        if (Environment.GetEnvironmentVariable(StoreVariable) is not { Length: > 0 } where)
            return;
        var before = (Console.In.ReadLine() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // Whoever started this process holds the other end: when that one is gone, there is nobody to kill this one.
        new Thread(() =>
        {
            Console.In.ReadToEnd();
            Environment.Exit(0);
        })
        {
            IsBackground = true,
        }.Start();
        if (Environment.GetEnvironmentVariable(MomentsVariable) is { Length: > 0 } moments)
            RecordInStore(where, moments, [.. before.Select(Guid.Parse)]);
        else
            RecordInFolder(OperationPaths.For(where, keys: null));
    }

    /// <summary>What is asked for under an id. The id stands in for the name, so that it can be counted.</summary>
    public static Request RequestFor(Guid id) => (id.ToByteArray()[0] % 4) switch
    {
        0 => new ArchiveSource(
            Encoding.UTF8.GetBytes(Text(id)), Text(id), "text/plain", PlainTextDocument.Normaliser,
            new(new("Daily", null)))
        {
            Intent = id,
        },
        1 => new EnrolOfficer(new(id), Roles.Reader, id.ToByteArray(), $"{id:N}") { Intent = id },
        _ => new AddParty(PartyKind.Other, $"{id:N}", [], []) { Intent = id },
    };

    /// <summary>Every id in a world, as often as it is there; that of a document stands in its text.</summary>
    public static IReadOnlyList<Guid> Recorded(StoredWorld world) =>
    [
        .. world.Names
            .Concat(world.Operation.Now.PublicRecord.Sources.All.Select((_, at) => world.Document(at).Split(' ')[0]))
            .Concat(world.Answer(new ListOfficers()).Select(officer => officer.Name!))
            .Where(name => Guid.TryParseExact(name, "N", out _)).Select(Guid.Parse),
    ];

    /// <summary>Opens a store by its address: what stands before the colon says which.</summary>
    public static IJournalStore OpenStore(string where) => where.Split(':', 2) switch
    {
        ["sqlite", var path] => SqliteStore.Open(path, SqliteOpenMode.ReadWriteCreate),
        ["postgres", var place] => PostgresStore.Open(
            new(place.Split('|')[0], place.Split('|')[1]), PostgresUse.Write),
        _ => throw new ArgumentException($"'{where}' names no store.", nameof(where)),
    };

    static void RecordInStore(string where, string shared, IReadOnlyList<Guid> unanswered)
    {
        using var moments = new CommitMoments(shared);
        using var store = new AnnouncingStore(OpenStore(where), moments);
        using var output = new StreamWriter(Console.OpenStandardOutput());
        var world = new StoredWorld(store);
        if (unanswered.Count > 0)
            Record(world, unanswered, output);
        while (true)
            Record(world, [.. Enumerable.Range(0, 1 + Random.Shared.Next(BatchMax)).Select(_ => Guid.NewGuid())],
                output);
    }

    static void Record(StoredWorld world, IReadOnlyList<Guid> ids, StreamWriter output)
    {
        foreach (var id in ids)
            output.WriteLine($"? {id}");
        output.Flush();
        var decided = world.Decide([.. ids.Select(RequestFor)]);
        foreach (var (id, decision) in ids.Zip(decided))
            output.WriteLine(decision is Decision.Accepted ? $"! {id}" : $"{id} was not accepted: {decision}");
        output.Flush();
    }

    /// <summary>The same through the folder with its lock, its key file and its head, as a host does it.</summary>
    static void RecordInFolder(OperationPaths paths)
    {
        using var running = MadeOperation.Open(paths);
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        while (true)
        {
            var asked = Enumerable.Range(0, 1 + Random.Shared.Next(BatchMax)).Select(_ => Guid.NewGuid())
                .Select(id => (id, decided: running.Operation.Record(
                    new AddParty(PartyKind.Other, $"{id:N}", [], []) { Intent = id }, running.Actor,
                    CancellationToken.None)))
                .ToList();
            foreach (var (id, decided) in asked)
            {
                if (decided.GetAwaiter().GetResult() is Decision.Accepted)
                    output.WriteLine($"! {id}");
            }
        }
    }

    /// <summary>Between one page of the file and a hundred.</summary>
    static string Text(Guid id) =>
        $"{id:N} " + new string('x', 1 << (10 + id.ToByteArray()[1] % 9));
}
