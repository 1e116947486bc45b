using Annona.Journal;
using Npgsql;

namespace Annona.Storage.Postgres;

/// <summary>
/// Makes the schema that a backup is put back into, and marks it until it is whole: what an interrupted restore left,
/// the next one removes. A journal that may be in use is left alone.
/// </summary>
static class PostgresRestore
{
    const string HalfMark = "annona: half of a restore";

    /// <summary>Makes an empty journal.</summary>
    /// <exception cref="StoreException">The server says no, or has a journal of this operation.</exception>
    public static PostgresStore Make(PostgresPlace place)
    {
        PostgresStore.CheckReachable(place);
        RemoveHalf(place);
        var isThere = false;
        PostgresMove.Do(place, connection => isThere = PostgresMove.IsThere(place, connection));
        if (isThere)
            throw new StoreException(
                $"The database has a journal of this operation already, in the schema {place.Schema}.",
                "Nothing is ever overwritten: name another database, or rename that schema first. If a restore was "
                + "interrupted at its very end, and no data folder leads there, drop the schema.");
        var store = PostgresStore.Open(place, PostgresUse.Make);
        try
        {
            PostgresMove.Run(place, $"COMMENT ON SCHEMA \"{place.Schema}\" IS '{HalfMark}'");
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>It is verified, and a folder is about to lead there.</summary>
    public static void MarkWhole(PostgresPlace place) => PostgresMove.MarkWhole(place);

    /// <summary>Removes what an interrupted restore left there, if anything.</summary>
    public static void RemoveHalf(PostgresPlace place) => PostgresMove.Do(place, connection =>
    {
        if (PostgresMove.IsThere(place, connection) && IsHalf(place, connection))
            PostgresLayout.Drop(connection, place.Schema);
    });

    /// <summary>
    /// Killed before it was marked, it has no notes, and no journal is without. One that a move marked may be in use.
    /// </summary>
    static bool IsHalf(PostgresPlace place, NpgsqlConnection connection) =>
        PostgresMove.Ask("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = $1",
            place.Schema, connection) is not string mark
                ? PostgresMove.Ask("SELECT 1 FROM note WHERE name <> $1 LIMIT 1", "", connection) is null
                : mark == HalfMark;
}
