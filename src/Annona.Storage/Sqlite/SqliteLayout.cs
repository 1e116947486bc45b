using Annona.Journal;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Sqlite;

/// <summary>
/// How what belongs to persons lies in a journal file, so that nothing is left of it after an erasure.
/// </summary>
/// <remarks>
/// Rows that are sealed for a person are only ever added at the end and overwritten in place with as many zeroes, so
/// that SQLite never moves them to another page. Tables sorted by a key do move rows when their pages split, and leave
/// bytes of old places behind, which <c>secure_delete</c> does not reach: 53 of 12,000 erased parts were found again
/// in such a table, none in these. What is looked up by a person's id (<c>subject</c>) holds nothing secret.
/// </remarks>
static class SqliteLayout
{
    /// <summary>Marks a row of <c>personal</c> whose person nobody erased.</summary>
    public const long NotGone = 0;

    public const string Persons = """
        CREATE TABLE personal (id INTEGER PRIMARY KEY, gone INTEGER NOT NULL, sealed BLOB NOT NULL,
            position INTEGER AS (id >> 11), part INTEGER AS (id & 2047)) STRICT;
        CREATE TABLE subject_key (id INTEGER PRIMARY KEY, gone INTEGER NOT NULL, subject BLOB NOT NULL,
            wrapped BLOB NOT NULL) STRICT;
        CREATE TABLE subject (subject BLOB PRIMARY KEY, key INTEGER NOT NULL, parts BLOB NOT NULL)
            STRICT, WITHOUT ROWID;

        """;

    public const string Parts =
        "SELECT id >> 11, sealed, gone FROM personal WHERE id >= $from << 11 ORDER BY id";

    /// <summary>The first layout can be read without being changed: by an auditor, or on a protected medium.</summary>
    public const string OldParts =
        "SELECT position, sealed, 0 FROM personal WHERE position >= $from ORDER BY position, part";

    public const string Key = """
        SELECT k.wrapped FROM subject s JOIN subject_key k ON k.id = s.key WHERE s.subject = ? AND k.gone = 0
        """;

    public const string OldKey = "SELECT wrapped FROM subject_key WHERE subject = ?";

    /// <summary>Brings a file of the first layout to this one, whole or not at all.</summary>
    public static void Upgrade(SqliteConnection connection, int layout)
    {
        using (var transaction = connection.BeginTransaction(deferred: false))
        {
            Run(connection, $"""
                ALTER TABLE personal RENAME TO personal_1;
                ALTER TABLE subject_key RENAME TO subject_key_1;
                {Persons}
                INSERT INTO personal (id, gone, sealed)
                    SELECT position << {SubjectPart.PlaceBits} | part, 0, sealed FROM personal_1
                    ORDER BY position, part;
                DROP TABLE personal_1;
                """, transaction);
            using var persons = new SqlitePersons(connection);
            // Not disposed: it would take the connection along.
            var view = new SqliteView(connection) { Transaction = transaction, IsOld = false };
            // Keys of persons whom no entry names stay, so that verification goes on to find them.
            var index = new PersonIndex();
            foreach (var entry in view.Read(1))
                index.Add(entry);
            persons.Add(OldKeys(connection, transaction), index.Parts);
            Run(connection, $"DROP TABLE subject_key_1; PRAGMA user_version = {layout}", transaction);
            transaction.Commit();
        }
        // The old tables left bytes of moved rows behind.
        Run(connection, "VACUUM", transaction: null);
    }

    static List<SubjectKey> OldKeys(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT subject, wrapped FROM subject_key_1";
        command.Transaction = transaction;
        using var reader = command.ExecuteReader();
        var keys = new List<SubjectKey>();
        while (reader.Read())
            keys.Add(new(new(reader.GetFieldValue<byte[]>(0), bigEndian: true), reader.GetFieldValue<byte[]>(1)));
        return keys;
    }

    static void Run(SqliteConnection connection, string sql, SqliteTransaction? transaction)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }
}
