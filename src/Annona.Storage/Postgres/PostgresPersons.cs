using Annona.Journal;
using Npgsql;

namespace Annona.Storage.Postgres;

/// <summary>Destroys what belongs to persons.</summary>
static class PostgresPersons
{
    /// <summary>Who reads a table while it should be rewritten reads for long: the next try comes later.</summary>
    const int LockMillisecondsMax = 200;

    /// <summary>
    /// A statement of somebody else ends within this, and so does the server's own tidying of a small table.
    /// </summary>
    const int OlderMillisecondsMax = 1_000;

    /// <summary>How often to look whether it has.</summary>
    const int LookMilliseconds = 20;

    /// <summary>
    /// Whatever may still see a row of before: sessions, also those that copy the server elsewhere; transactions that
    /// were prepared; places where a copy will go on.
    /// </summary>
    const string Older = """
        SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid <> pg_backend_pid()
                AND coalesce(datname = current_database(), true)
                AND greatest(age(backend_xmin), age(backend_xid)) > age($1::text::xid))
            OR EXISTS (SELECT FROM pg_prepared_xacts
                WHERE database = current_database() AND age(transaction) > age($1::text::xid))
            OR EXISTS (SELECT FROM pg_replication_slots WHERE age(xmin) > age($1::text::xid))
        """;

    /// <summary>Rewriting a table goes on as long as the table is large: some 20 s a gigabyte.</summary>
    const int RewriteSecondsMax = 3_600;

    /// <summary>Empties the parts of persons and takes their keys, within the transaction of the session.</summary>
    public static void Erase(IReadOnlyList<Guid> subjects, NpgsqlConnection connection)
    {
        if (subjects.Count == 0)
            return;
        Guid[] ids = [.. subjects];
        using var erasing = connection.CreateBatch();
        // The array's first element has number 1.
        Add(erasing, $"""
            UPDATE entry SET personal = (
                SELECT array_agg(
                    CASE WHEN position << {SubjectPart.PlaceBits} | (at - 1) = ANY (gone.parts) THEN '' ELSE sealed END
                    ORDER BY at) FROM unnest(personal) WITH ORDINALITY AS part (sealed, at))
            FROM (SELECT id >> {SubjectPart.PlaceBits} AS place, array_agg(id) AS parts FROM subject_part
                WHERE subject = ANY ($1) GROUP BY place) gone
            WHERE position = gone.place
            """, ids);
        Add(erasing, "DELETE FROM subject_part WHERE subject = ANY ($1)", ids);
        // The row stays without a key and stands in the way of a second one.
        Add(erasing, """
            INSERT INTO subject_key SELECT unnest($1), NULL ON CONFLICT (subject) DO UPDATE SET wrapped = NULL
            """, ids);
        erasing.ExecuteNonQuery();
    }

    /// <summary>
    /// Rewrites the tables: what was deleted stays in the pages of a table as long as it has these pages.
    /// </summary>
    /// <returns>False: somebody reads one of them, or holds an older state of the database.</returns>
    public static bool Rewrite(NpgsqlConnection connection)
    {
        try
        {
            // The new table would get every deleted row that an older transaction may see, and look clean.
            if (!HasOlderEnded(connection))
                return false;
            Run($"SET lock_timeout = {LockMillisecondsMax}", connection);
            Run("VACUUM (FULL) subject_key", connection);
            Run("VACUUM (FULL) entry", connection);
            Run("VACUUM (FULL) document", connection);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open)
                Run("SET lock_timeout = 0", connection);
        }
    }

    static bool HasOlderEnded(NpgsqlConnection connection)
    {
        using var now = new NpgsqlCommand("SELECT pg_snapshot_xmax(pg_current_snapshot())::xid::text", connection);
        var newest = (string)now.ExecuteScalar()!;
        using var older = new NpgsqlCommand(Older, connection)
        {
            Parameters = { new() { Value = newest } },
        };
        var began = TimeProvider.System.GetTimestamp();
        while (older.ExecuteScalar() is true)
        {
            if (TimeProvider.System.GetElapsedTime(began).TotalMilliseconds > OlderMillisecondsMax)
                return false;
            Thread.Sleep(LookMilliseconds);
        }
        return true;
    }

    static void Add(NpgsqlBatch batch, string sql, Guid[] subjects)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new() { Value = subjects });
        batch.BatchCommands.Add(command);
    }

    static void Run(string sql, NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = RewriteSecondsMax };
        command.ExecuteNonQuery();
    }
}
