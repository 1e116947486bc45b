using Annona.Journal;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Sqlite;

/// <summary>Puts persons' keys in another wrapping, a chunk in each transaction.</summary>
/// <remarks>
/// A row with as many bytes as before is overwritten in place. A longer one would be moved and leave its old bytes
/// behind (see <see cref="SqliteLayout"/>), so the old row is emptied in place and the key goes to the end.
/// </remarks>
sealed class SqliteRewrap(SqliteConnection connection)
{
    /// <summary>What one transaction changes, and what memory holds: a megabyte.</summary>
    const int KeysPerCommit = 5_000;

    /// <summary>The last row that was there at the beginning; what comes after it was written here.</summary>
    long first;

    long last;

    public long Run(Func<SubjectKey, byte[]?> wrap, Action<long> progress)
    {
        var (seen, wrapped) = (0L, 0L);
        using (var end = Command("SELECT coalesce(max(id), 0) FROM subject_key"))
            last = first = (long)end.ExecuteScalar()!;
        for (var chunk = Chunk(0); chunk.Count > 0; chunk = Chunk(chunk[^1].Id))
        {
            var changed = chunk.Select(row => (row, New: wrap(row.Key))).Where(pair => pair.New is not null)
                .Select(pair => pair.row with { New = pair.New! }).ToList();
            if (changed.Count > 0)
                Write(changed);
            wrapped += changed.Count;
            progress(seen += chunk.Count);
        }
        return wrapped;
    }

    List<Row> Chunk(long after)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT id, subject, wrapped FROM subject_key WHERE id > $a AND id <= $b AND gone = 0 ORDER BY id
                LIMIT {KeysPerCommit}
            """;
        command.Parameters.AddWithValue("$a", after);
        command.Parameters.AddWithValue("$b", first);
        using var reader = command.ExecuteReader();
        var rows = new List<Row>();
        while (reader.Read())
            rows.Add(new(reader.GetInt64(0), new(
                new(reader.GetFieldValue<byte[]>(1), bigEndian: true), reader.GetFieldValue<byte[]>(2)), []));
        return rows;
    }

    void Write(List<Row> rows)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using var over = Command("UPDATE subject_key SET wrapped = $b WHERE id = $a", transaction);
        using var gone = Command(
            "UPDATE subject_key SET gone = 1, wrapped = zeroblob(length(wrapped)) WHERE id = $a", transaction);
        using var moved = Command("UPDATE subject SET key = $a WHERE subject = $b", transaction);
        using var keyRows = new SqliteInsert(connection, "INSERT INTO subject_key VALUES (?, 0, ?, ?)");
        foreach (var row in rows)
        {
            if (row.New.Length == row.Key.Wrapped.Length)
            {
                Run(over, row.Id, row.New);
                continue;
            }
            var subject = SqliteView.Bytes(row.Key.Subject);
            Run(gone, row.Id, "");
            keyRows.Row(++last, subject, row.New);
            Run(moved, last, subject);
        }
        transaction.Commit();
    }

    static void Run(SqliteCommand command, long id, object bytes)
    {
        command.Parameters[0].Value = id;
        command.Parameters[1].Value = bytes;
        command.ExecuteNonQuery();
    }

    SqliteCommand Command(string sql, SqliteTransaction? transaction = null)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.Parameters.Add(new SqliteParameter { ParameterName = "$a" });
        command.Parameters.Add(new SqliteParameter { ParameterName = "$b", Value = "" });
        return command;
    }

    readonly record struct Row(long Id, SubjectKey Key, byte[] New);
}
