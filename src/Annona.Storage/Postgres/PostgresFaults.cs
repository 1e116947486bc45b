using System.Net.Sockets;
using Annona.Journal;
using Npgsql;

namespace Annona.Storage.Postgres;

/// <summary>The server's error codes (appendix A of its manual) as sentences.</summary>
static class PostgresFaults
{
    /// <summary>Whether a failure is one of the server or of the way to it, not a mistake of ours.</summary>
    public static bool Explains(Exception e) =>
        e is NpgsqlException or TimeoutException or IOException or SocketException;

    /// <summary>A uniqueness or a reference that two writers at one head run into.</summary>
    public static bool IsFence(PostgresException e) => e.ConstraintName is "entry_pkey" or "checkpoint_pkey"
        or "checkpoint_follows_key" or "checkpoint_follows_fkey";

    /// <summary>
    /// Whether the session is over: the way broke, or the server ended it. After its other errors the server has
    /// rolled the transaction back and said so.
    /// </summary>
    public static bool EndsSession(Exception e) => e is not PostgresException { InvariantSeverity: "ERROR" };

    public static StoreException AsStoreException(Exception e) => e switch
    {
        PostgresException told => Told(told),
        NpgsqlException { InnerException: null } when e.Message.Contains("password", StringComparison.Ordinal) =>
            NotLetIn(e),
        _ => Away(e),
    };

    /// <summary>The connection broke or there is none.</summary>
    static StoreException Away(Exception? e) => new(
        "The database server cannot be reached; nothing of this was recorded.",
        "Check that it runs and that the network is up, then do it again. What was recorded before is safe.", e);

    public static StoreException Damaged(Exception? inner) => new("The journal in the database is damaged.",
        "Keep a copy of the database as it is, and restore the last backup. 'annona verify' says which entries can be "
        + "read.", inner)
    {
        IsDamage = true,
    };

    static StoreException Told(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.DiskFull => new(
            "The disk of the database server is full; nothing of this was recorded.",
            "Free some space there and do it again. What was recorded before is safe.", e),
        PostgresErrorCodes.ReadOnlySqlTransaction => new(
            "The database may only be read here; nothing of this was recorded.",
            "Name the server that takes writes, not its copy, or open the operation for writing.", e),
        PostgresErrorCodes.InsufficientPrivilege => new(
            "This account may not do this in the database; nothing of this was recorded.",
            "Let the account that made the journal do it, or have its rights given.", e),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => NotLetIn(e),
        PostgresErrorCodes.InvalidCatalogName => new(
            "There is no such database at the server.",
            "Make it there with: createdb NAME, or name another one with Database=NAME.", e),
        PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedTable => new(
            "There is no journal of this operation in the database.",
            "Check that the words name the right database. If it was lost, restore the last backup.", e),
        PostgresErrorCodes.DuplicateSchema => new(
            "There is a journal of this operation in the database already.",
            "Nothing is ever overwritten: name another database.", e),
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.OutOfMemory => new(
            "The database server has no room for another connection; nothing of this was recorded.",
            "Wait a moment and do it again, or raise max_connections there.", e),
        PostgresErrorCodes.UniqueViolation => new(
            "The journal in the database is damaged: it holds already what should be written. Nothing of this was "
            + "recorded.",
            "Keep a copy of it as it is, run 'annona verify', and restore the last backup.", e),
        PostgresErrorCodes.CheckViolation when e.ConstraintName == PostgresMove.FenceName => new(
            "The journal is being moved to another place; nothing of this was recorded.",
            "Wait until that has finished and take the new data folder. If the move was interrupted, run 'annona move' "
            + "again where it was begun.", e),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted
            or PostgresErrorCodes.UndefinedFile => Damaged(e),
        PostgresErrorCodes.IoError => new("The disk of the database server reported an error; nothing of this was "
            + "recorded.", "Check the disk before going on.", e),
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow => Away(e),
        // Only the server's own sentence: its detail may name values.
        _ => new($"The database server says no: {e.MessageText} ({e.SqlState}).",
            "Check the server and its log.", e),
    };

    static StoreException NotLetIn(Exception e) => new(
        "The database server does not let this account in: its name or its password is wrong or missing.",
        "Give the password in a file that only you can read (PGPASSFILE, or .pgpass in your home folder) or in the "
        + "environment (PGPASSWORD).", e);

    public static T Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (Explains(e))
        {
            throw AsStoreException(e);
        }
    }

    /// <summary>Somebody may have changed a column: that is damage, not a bug.</summary>
    public static T Row<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidCastException or ArgumentException)
        {
            throw Damaged(e);
        }
    }
}
