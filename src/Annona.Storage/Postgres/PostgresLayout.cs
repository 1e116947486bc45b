using Annona.Journal;
using Npgsql;

namespace Annona.Storage.Postgres;

/// <summary>The tables of one journal, in a schema of its own.</summary>
static class PostgresLayout
{
    /// <summary>The layout below; raised when it changes.</summary>
    const int Version = 1;

    /// <summary>
    /// A checkpoint follows another one, and each is followed once: with the positions of the entries this is the
    /// fence against two writers, held by the server itself. The first one is of the journal without entries.
    /// Sealed bytes do not get smaller, so nothing is compressed. A person without a key was erased.
    /// </summary>
    const string Tables = """
        CREATE TABLE layout (version integer NOT NULL);
        CREATE TABLE entry (position bigint PRIMARY KEY, leaf bytea NOT NULL, open bytea NOT NULL,
            personal bytea[] NOT NULL);
        ALTER TABLE entry ALTER leaf SET STORAGE EXTERNAL, ALTER open SET STORAGE EXTERNAL,
            ALTER personal SET STORAGE EXTERNAL;
        CREATE TABLE subject_key (subject uuid PRIMARY KEY, wrapped bytea);
        CREATE TABLE subject_part (subject uuid, id bigint, PRIMARY KEY (subject, id));
        CREATE TABLE document (hash bytea PRIMARY KEY, sealed bytea NOT NULL);
        ALTER TABLE document ALTER sealed SET STORAGE EXTERNAL;
        CREATE TABLE checkpoint (size bigint PRIMARY KEY, follows bigint UNIQUE REFERENCES checkpoint,
            note text NOT NULL, CHECK (size > coalesce(follows, -1)), CHECK ((size = 0) = (follows IS NULL)));
        INSERT INTO checkpoint VALUES (0, NULL, '');
        CREATE TABLE note (name text PRIMARY KEY, value bytea NOT NULL);
        """;

    /// <summary>Makes the schema and its tables, or nothing.</summary>
    public static void Make(NpgsqlConnection connection, string schema) => PostgresFaults.Try(() =>
    {
        using var transaction = connection.BeginTransaction();
        Run($"CREATE SCHEMA \"{schema}\"", connection);
        Run(Tables, connection);
        Run($"INSERT INTO layout VALUES ({Version})", connection);
        transaction.Commit();
        return 0;
    });

    /// <exception cref="StoreException">This account may not make a schema here.</exception>
    public static void CheckMayMake(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(
            "SELECT has_database_privilege(current_database(), 'CREATE')", connection);
        if (PostgresFaults.Try(() => command.ExecuteScalar() is true))
            return;
        throw new StoreException(
            "This account may not make a journal in the database: it may not make a schema there.",
            "Have its owner say: GRANT CREATE ON DATABASE name TO account. Or name another database.");
    }

    /// <exception cref="StoreException">There is no journal, or one of a newer version.</exception>
    public static void Check(NpgsqlConnection connection)
    {
        var found = PostgresFaults.Try(() =>
        {
            using var command = new NpgsqlCommand("SELECT max(version) FROM layout", connection);
            return command.ExecuteScalar() as int?;
        });
        if (found is null)
            throw PostgresFaults.Damaged(inner: null);
        if (found > Version)
            throw new StoreException(
                "This journal was written by a newer Annona.", "Use that version, or a newer one.");
    }

    /// <summary>Removes a journal that was made and never finished.</summary>
    public static void Drop(NpgsqlConnection connection, string schema) => PostgresFaults.Try(() =>
    {
        Run($"DROP SCHEMA IF EXISTS \"{schema}\" CASCADE", connection);
        return 0;
    });

    static void Run(string sql, NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
