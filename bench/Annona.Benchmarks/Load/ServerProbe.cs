using System.Diagnostics;
using Npgsql;

namespace Annona.Benchmarks.Load;

/// <summary>How fast the database server itself is: one small row a commit, each durable before the next.</summary>
static class ServerProbe
{
    const int Commits = 400;

    /// <summary>Durable commits a second, and how long the middle one took.</summary>
    public static (double PerSecond, TimeSpan Median) Measure(string words)
    {
        using var connection = new NpgsqlConnection(words + ";Pooling=false");
        connection.Open();
        Run("SET synchronous_commit = on", connection);
        var table = $"annona_probe_{Guid.NewGuid():n}";
        // Not a temporary table: that one the server does not log, and so does not wait for.
        Run($"CREATE TABLE {table} (number bigint)", connection);
        var times = new List<TimeSpan>(Commits);
        var since = Stopwatch.StartNew();
        for (var i = 0; i < Commits; i++)
        {
            var before = since.Elapsed;
            Run($"INSERT INTO {table} VALUES (1)", connection);
            times.Add(since.Elapsed - before);
        }
        var perSecond = Commits / since.Elapsed.TotalSeconds;
        Run($"DROP TABLE {table}", connection);
        times.Sort();
        return (perSecond, times[Commits / 2]);
    }

    static void Run(string sql, NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
