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
        Copy("entry", from.Read(1), (copy, entry) =>
        {
            copy.Write(entry.Position, NpgsqlDbType.Bigint);
            copy.Write(entry.LeafBytes, NpgsqlDbType.Bytea);
            copy.Write(entry.OpenPart, NpgsqlDbType.Bytea);
            copy.Write(entry.PersonalParts.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bytea);
            index.Add(entry);
            progress(entry.Position);
        });
        Copy("subject_key", from.SubjectKeys(), (copy, key) =>
        {
            copy.Write(key.Subject, NpgsqlDbType.Uuid);
            copy.Write(key.Wrapped, NpgsqlDbType.Bytea);
        });
        Copy("subject_part", index.Parts, (copy, part) =>
        {
            copy.Write(part.Subject, NpgsqlDbType.Uuid);
            copy.Write(PostgresPersons.IdOf(part), NpgsqlDbType.Bigint);
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

    void Copy<T>(string table, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write)
    {
        using var copy = connection.BeginBinaryImport($"COPY {table} FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            copy.StartRow();
            write(copy, row);
        }
        copy.Complete();
    }
}
