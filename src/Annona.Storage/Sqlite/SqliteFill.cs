using Annona.Journal;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Sqlite;

/// <summary>
/// Takes a whole journal into an empty file, which nobody uses yet: without a log and without waiting for the disk
/// until the end, because an interrupted copy is thrown away.
/// </summary>
sealed class SqliteFill(SqliteConnection connection)
{
    /// <summary>Entries between two commits: bounds what the cache must hold.</summary>
    const int EntriesPerCommit = 20_000;

    readonly PersonIndex index = new();
    SqliteTransaction? transaction;

    public void Fill(IJournalView from, Action<long> progress)
    {
        Run("PRAGMA journal_mode = OFF");
        Run("PRAGMA synchronous = OFF");
        Begin();
        Entries(from, progress);
        using (var persons = new SqlitePersons(connection))
        {
            persons.Add([.. from.SubjectKeys()], index.Parts);
            persons.Erase(index.Erased);
        }
        Rows("INSERT INTO document VALUES ($a, $b)",
            from.Blobs().Select(of => ((object)of.ToBytes(), (object)from.FindBlob(of)!)));
        Rows("INSERT INTO checkpoint VALUES ($a, $b)",
            from.Checkpoints().Select(head => ((object)head.Size, (object)head.Checkpoint)));
        // Without its notes a journal is not whole, so they come last.
        Rows("INSERT INTO note VALUES ($a, $b)",
            from.Notes().Select(name => ((object)name, (object)from.FindNote(name)!)));
        Commit();
        Run("PRAGMA journal_mode = WAL");
        Run("PRAGMA synchronous = FULL");
    }

    void Entries(IJournalView from, Action<long> progress)
    {
        using var entry = new Insertion(connection, "INSERT INTO entry VALUES ($a, $b, $c)");
        using var personal = new Insertion(connection, "INSERT INTO personal VALUES ($a, 0, $b)");
        foreach (var stored in from.Read(1))
        {
            entry.Row(transaction, stored.Position, stored.LeafBytes, stored.OpenPart);
            for (var part = 0; part < stored.PersonalParts.Count; part++)
                personal.Row(transaction, SqliteLayout.IdOf(stored.Position, part), stored.PersonalParts[part]);
            index.Add(stored);
            progress(stored.Position);
            if (stored.Position % EntriesPerCommit != 0)
                continue;
            Commit();
            Begin();
        }
    }

    void Rows(string sql, IEnumerable<(object, object)> rows)
    {
        using var insertion = new Insertion(connection, sql);
        foreach (var (first, second) in rows)
            insertion.Row(transaction, first, second);
    }

    void Begin() => transaction = connection.BeginTransaction(deferred: false);

    void Commit()
    {
        transaction?.Commit();
        transaction?.Dispose();
        transaction = null;
    }

    void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    sealed class Insertion : IDisposable
    {
        readonly SqliteCommand command;

        public Insertion(SqliteConnection connection, string sql)
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var name in new[] { "$a", "$b", "$c" }.Where(name => sql.Contains(name, StringComparison.Ordinal)))
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        public void Row(SqliteTransaction? within, params ReadOnlySpan<object> values)
        {
            command.Transaction = within;
            for (var at = 0; at < values.Length; at++)
                command.Parameters[at].Value = values[at];
            command.ExecuteNonQuery();
        }

        public void Dispose() => command.Dispose();
    }
}
