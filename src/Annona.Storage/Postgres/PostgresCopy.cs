using Annona.Journal;
using Npgsql;
using NpgsqlTypes;

namespace Annona.Storage.Postgres;

/// <summary>Sends rows by binary COPY, within the transaction that is open on the connection.</summary>
static class PostgresCopy
{
    /// <summary>Sends rows of a table; each is written column by column in the table's order.</summary>
    public static void Rows<T>(
        NpgsqlConnection connection, string table, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write)
    {
        using var copy = connection.BeginBinaryImport($"COPY {table} FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            copy.StartRow();
            write(copy, row);
        }
        copy.Complete();
    }

    /// <summary>Sends entries.</summary>
    public static void Entries(NpgsqlConnection connection, IEnumerable<StoredEntry> entries) =>
        Rows(connection, "entry", entries, (copy, entry) =>
        {
            copy.Write(entry.Position, NpgsqlDbType.Bigint);
            copy.Write(entry.LeafBytes, NpgsqlDbType.Bytea);
            copy.Write(entry.OpenPart, NpgsqlDbType.Bytea);
            copy.Write(entry.PersonalParts.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bytea);
        });
}
