using System.Diagnostics;
using Annona.Storage.Postgres;
using Annona.Storage.Tests.Stores;
using Npgsql;

namespace Annona.Storage.Tests.Faults;

/// <summary>The kills, at a PostgreSQL server.</summary>
public sealed class PostgresKillTests : KillTests, IDisposable
{
    readonly Disk disk = new();

    protected override string SharedFile => disk["moments"];

    protected override Task<string> NewStore()
    {
        var place = PostgresServer.Shared.NewPlace();
        PostgresStore.Open(place, PostgresUse.Make).Dispose();
        return Task.FromResult($"postgres:{place.Connection}|{place.Schema}");
    }

    public void Dispose() => disk.Dispose();
}

/// <summary>
/// Not the one who records is killed but the other side: the server's process for the session, which makes the server
/// throw all sessions out and mend itself, and the server itself.
/// </summary>
public sealed class PostgresServerKillTests : IDisposable
{
    readonly PostgresServer server = new([]);
    readonly Disk disk = new();
    readonly CommitMoments moments;
    readonly List<Guid> acknowledged = [];
    List<Guid> unanswered = [];

    public PostgresServerKillTests() => moments = new(disk["moments"]);

    public void Dispose()
    {
        moments.Dispose();
        disk.Dispose();
        server.Dispose();
    }

    [Fact]
    [Trait("Suite", "faults")]
    public Task A_server_killed_while_it_commits_loses_nothing_and_doubles_nothing() => Kill(sessions: 9, servers: 3);

    [Fact]
    [Trait("Suite", "long")]
    public Task A_server_killed_a_hundred_times_loses_nothing() => Kill(sessions: 90, servers: 10);

    async Task Kill(int sessions, int servers)
    {
        using var store = new AnnouncingStore(
            PostgresStore.Open(server.NewPlace(), PostgresUse.Make), moments);
        var world = new StoredWorld(store);
        using var stop = new CancellationTokenSource();
        var recording = Task.Factory.StartNew(
            () => RecordUntil(world, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        var inside = 0;
        for (var kill = 0; kill < sessions + servers; kill++)
        {
            var target = moments.Ended + 5;
            SpinWait.SpinUntil(() => moments.Ended >= target, TimeSpan.FromMinutes(1));
            Assert.True(moments.Ended >= target, "Nothing is recorded any more.");
            if (kill % (sessions / servers + 1) == sessions / servers)
                server.KillAndRestart();
            else
                inside += KillSessions() ? 1 : 0;
        }
        await stop.CancelAsync();
        await recording;

        RecordAgain(world);
        var recorded = Recorder.Recorded(world);
        Assert.Equal(acknowledged.Order(), recorded.Order());
        var again = new StoredWorld(store);
        Assert.Equal(acknowledged.Order(), Recorder.Recorded(again).Order());
        Assert.Null(again.Verify().Fault);
        Assert.True(inside * 2 >= sessions, $"Only {inside} of {sessions} kills fell inside a commit.");
    }

    /// <summary>Records until told to stop; whoever hears no answer asks again.</summary>
    void RecordUntil(StoredWorld world, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (unanswered.Count == 0)
                unanswered = [.. Enumerable.Range(0, 1 + Random.Shared.Next(24)).Select(_ => Guid.NewGuid())];
            try
            {
                RecordAgain(world);
            }
            catch (Annona.Journal.StoreException said)
            {
                Assert.NotEmpty(said.Remedy);
            }
        }
    }

    void RecordAgain(StoredWorld world)
    {
        Assert.All(world.Decide([.. unanswered.Select(Recorder.RequestFor)]),
            decision => Assert.IsType<Decision.Accepted>(decision));
        acknowledged.AddRange(unanswered);
        unanswered = [];
    }

    /// <summary>Kills every process that serves a session, inside a commit if one comes.</summary>
    bool KillSessions()
    {
        using var connection = new NpgsqlConnection(server.Connection + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
            connection);
        var pids = new List<int>();
        using (var reader = command.ExecuteReader())
            while (reader.Read())
                pids.Add(reader.GetInt32(0));
        SpinWait.SpinUntil(() => moments.IsInside, TimeSpan.FromSeconds(10));
        var before = moments.Ended;
        var killed = pids.Where(WasKilled).ToList();
        return killed.Count > 0 && moments.IsInside && moments.Ended == before;
    }

    /// <summary>False: it ended by itself, because its session was only a short one.</summary>
    static bool WasKilled(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
