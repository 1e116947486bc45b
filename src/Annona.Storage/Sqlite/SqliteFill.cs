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
        Rows("INSERT INTO document VALUES (?, ?)", from.Blobs(), (row, of) =>
            row.Row(of.ToBytes(), from.FindBlob(of)!));
        Rows("INSERT INTO checkpoint VALUES (?, ?)", from.Checkpoints(), (row, head) =>
            row.Row(head.Size, head.Checkpoint));
        // Without its notes a journal is not whole, so they come last.
        Rows("INSERT INTO note VALUES (?, ?)", from.Notes(), (row, name) => row.Row(name, from.FindNote(name)!));
        Commit();
        // In this order: the change of the mode is a write of its own, and flushes everything before it.
        Run("PRAGMA synchronous = FULL");
        Run("PRAGMA journal_mode = WAL");
    }

    void Entries(IJournalView from, Action<long> progress)
    {
        using var entry = new SqliteInsert(connection, "INSERT INTO entry VALUES (?, ?, ?)");
        using var personal = new SqliteInsert(connection, "INSERT INTO personal VALUES (?, ?, ?)");
        foreach (var stored in from.Read(1))
        {
            entry.Row(stored.Position, stored.LeafBytes, stored.OpenPart);
            for (var part = 0; part < stored.PersonalParts.Count; part++)
                personal.Row(
                    SubjectPart.PlaceOf(stored.Position, part), SqliteLayout.NotGone, stored.PersonalParts[part]);
            index.Add(stored);
            progress(stored.Position);
            if (stored.Position % EntriesPerCommit != 0)
                continue;
            Commit();
            Begin();
        }
    }

    void Rows<T>(string sql, IEnumerable<T> rows, Action<SqliteInsert, T> insert)
    {
        using var insertion = new SqliteInsert(connection, sql);
        foreach (var row in rows)
            insert(insertion, row);
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
}
