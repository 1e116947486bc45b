using Npgsql;

namespace Annona.Storage.Postgres;

/// <summary>What a move of a whole journal does to its schema at the server, beside filling it.</summary>
static class PostgresMove
{
    /// <summary>The name that the fence's refusal bears.</summary>
    public const string FenceName = "annona_moving";

    const string HalfMark = "annona: half of a move";

    /// <summary>Marks a schema as not yet in use by anybody.</summary>
    public static void MarkHalf(PostgresPlace place) =>
        Run(place, $"COMMENT ON SCHEMA \"{place.Schema}\" IS '{HalfMark}'");

    /// <summary>The journal there is in use from now on.</summary>
    public static void MarkWhole(PostgresPlace place) => Run(place, $"COMMENT ON SCHEMA \"{place.Schema}\" IS NULL");

    /// <summary>Removes what an interrupted move left; a journal that may be in use is left alone.</summary>
    public static void RemoveHalf(PostgresPlace place) => Do(place, connection =>
    {
        if (!IsThere(place, connection) || !IsHalf(place, connection))
            return;
        PostgresLayout.Drop(connection, place.Schema);
    });

    /// <summary>
    /// Nothing is appended any more, whoever sends it: a second copy is about to take this one's place. Readers are not
    /// disturbed.
    /// </summary>
    public static void Fence(PostgresPlace place) => Run(place, $"""
        CREATE OR REPLACE FUNCTION {FenceName}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = '{FenceName}', MESSAGE = 'moving';
        END $$;
        CREATE OR REPLACE TRIGGER {FenceName} BEFORE INSERT ON checkpoint EXECUTE FUNCTION {FenceName}();
        ALTER TABLE checkpoint ENABLE TRIGGER {FenceName};
        """);

    /// <summary>After a move that was interrupted before this copy was given up.</summary>
    public static void LiftFence(PostgresPlace place) => Do(place, connection =>
    {
        if (Ask("SELECT 1 FROM pg_trigger WHERE tgname = $1 AND tgrelid = to_regclass('checkpoint')",
            FenceName, connection) is not null)
            Run($"ALTER TABLE checkpoint DISABLE TRIGGER {FenceName}", connection);
    });

    /// <summary>Renames the schema, so that no folder leads there any more.</summary>
    /// <returns>Its new name; null when it is gone already.</returns>
    public static string? SetAside(PostgresPlace place)
    {
        var name = $"{place.Schema}_moved_{TimeProvider.System.GetUtcNow():yyyyMMdd't'HHmmss}";
        string? renamed = null;
        Do(place, connection =>
        {
            if (!IsThere(place, connection))
                return;
            Run($"ALTER SCHEMA \"{place.Schema}\" RENAME TO \"{name}\"", connection);
            renamed = name;
        });
        return renamed;
    }

    public static bool IsThere(PostgresPlace place, NpgsqlConnection connection) =>
        Ask("SELECT 1 FROM pg_namespace WHERE nspname = $1", place.Schema, connection) is not null;

    /// <summary>Killed before it was marked, it has no notes: those come last, and no journal is without.</summary>
    static bool IsHalf(PostgresPlace place, NpgsqlConnection connection) =>
        Ask("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = $1",
            place.Schema, connection) is HalfMark
        || Ask("SELECT 1 FROM note WHERE name <> $1 LIMIT 1", "", connection) is null;

    public static object? Ask(string sql, string value, NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = value });
        return command.ExecuteScalar() is var found and not DBNull ? found : null;
    }

    public static void Run(PostgresPlace place, string sql) => Do(place, connection => Run(sql, connection));

    static void Run(string sql, NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public static void Do(PostgresPlace place, Action<NpgsqlConnection> act)
    {
        using var sessions = new PostgresSessions(place.Checked(), PostgresUse.Write);
        using var session = sessions.OpenAlone();
        PostgresFaults.Try(() =>
        {
            act(session.Connection);
            return 0;
        });
    }
}
