using Annona.Journal;
using Npgsql;
using NpgsqlTypes;

namespace Annona.Storage.Postgres;

/// <summary>Takes a whole journal into an empty one at the server, by binary copy, in one transaction.</summary>
sealed class PostgresFill(NpgsqlConnection connection)
{
    public void Fill(IJournalView from, Action<long> progress)
    {
        using var transaction = connection.BeginTransaction();
        var index = new PersonIndex();
        PostgresCopy.Entries(connection, Watched(from.Read(1), index, progress));
        Copy("subject_key", from.SubjectKeys(), (copy, key) =>
        {
            copy.Write(key.Subject, NpgsqlDbType.Uuid);
            copy.Write(key.Wrapped, NpgsqlDbType.Bytea);
        });
        Copy("subject_part", index.Parts, (copy, part) =>
        {
            copy.Write(part.Subject, NpgsqlDbType.Uuid);
            copy.Write(part.Place, NpgsqlDbType.Bigint);
        });
        PostgresPersons.Erase(index.Erased, connection);
        Copy("document", from.Blobs(), (copy, of) =>
        {
            copy.Write(of.ToBytes(), NpgsqlDbType.Bytea);
            copy.Write(from.FindBlob(of)!, NpgsqlDbType.Bytea);
        });
        var follows = 0L;
        Copy("checkpoint", from.Checkpoints(), (copy, head) =>
        {
            copy.Write(head.Size, NpgsqlDbType.Bigint);
            copy.Write(follows, NpgsqlDbType.Bigint);
            copy.Write(head.Checkpoint, NpgsqlDbType.Text);
            follows = head.Size;
        });
        Copy("note", from.Notes(), (copy, name) =>
        {
            copy.Write(name, NpgsqlDbType.Text);
            copy.Write(from.FindNote(name)!, NpgsqlDbType.Bytea);
        });
        transaction.Commit();
    }

    static IEnumerable<StoredEntry> Watched(IEnumerable<StoredEntry> entries, PersonIndex index, Action<long> progress)
    {
        foreach (var entry in entries)
        {
            yield return entry;
            index.Add(entry);
            progress(entry.Position);
        }
    }

    void Copy<T>(string table, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write) =>
        PostgresCopy.Rows(connection, table, rows, write);
}
