using Annona.Journal;
using Npgsql;

namespace Annona.Storage.Postgres;

/// <summary>
/// Puts persons' keys in another wrapping, a chunk in each statement. Old versions of the rows are gone when the store
/// is swept.
/// </summary>
static class PostgresRewrap
{
    /// <summary>What one statement changes, and what memory holds: a megabyte.</summary>
    const int KeysPerCommit = 5_000;

    public static long Run(NpgsqlConnection connection, Func<SubjectKey, byte[]?> wrap, Action<long> progress)
    {
        var (seen, wrapped) = (0L, 0L);
        for (var chunk = First(connection); chunk.Count > 0; chunk = After(chunk[^1].Subject, connection))
        {
            var changed = chunk.Select(key => new SubjectKey(key.Subject, wrap(key)!))
                .Where(key => key.Wrapped is not null).ToList();
            if (changed.Count > 0)
                Write(changed, connection);
            wrapped += changed.Count;
            progress(seen += chunk.Count);
        }
        return wrapped;
    }

    static List<SubjectKey> First(NpgsqlConnection connection) => Read(new($"""
        SELECT subject, wrapped FROM subject_key WHERE wrapped IS NOT NULL ORDER BY subject LIMIT {KeysPerCommit}
        """, connection));

    static List<SubjectKey> After(Guid subject, NpgsqlConnection connection) => Read(new($"""
        SELECT subject, wrapped FROM subject_key WHERE wrapped IS NOT NULL AND subject > $1 ORDER BY subject
            LIMIT {KeysPerCommit}
        """, connection)
    {
        Parameters = { new() { Value = subject } },
    });

    static List<SubjectKey> Read(NpgsqlCommand command)
    {
        using (command)
        using (var reader = command.ExecuteReader())
        {
            var keys = new List<SubjectKey>();
            while (reader.Read())
                keys.Add(new(reader.GetGuid(0), reader.GetFieldValue<byte[]>(1)));
            return keys;
        }
    }

    static void Write(List<SubjectKey> keys, NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("""
            UPDATE subject_key AS k SET wrapped = n.wrapped FROM unnest($1, $2) AS n (subject, wrapped)
                WHERE k.subject = n.subject AND k.wrapped IS NOT NULL
            """, connection);
        command.Parameters.Add(new() { Value = keys.Select(key => key.Subject).ToArray() });
        command.Parameters.Add(new() { Value = keys.Select(key => key.Wrapped).ToArray() });
        command.ExecuteNonQuery();
    }
}
