using Annona.Journal;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Sqlite;

/// <summary>SQLite's primary result codes (sqlite.org/rescode.html) as sentences.</summary>
static class SqliteFaults
{
    const int Busy = 5;
    const int ReadOnly = 8;
    const int InputOutput = 10;
    const int Corrupt = 11;
    const int Full = 13;
    public const int CannotOpen = 14;
    const int Constraint = 19;
    const int NotADatabase = 26;

    public static StoreException AsStoreException(SqliteException e) => e.SqliteErrorCode switch
    {
        Full => new("The disk is full; nothing of this was recorded.",
            "Free some space and do it again. What was recorded before is safe.", e),
        ReadOnly => new("The data folder is read-only; nothing of this was recorded.",
            "Give yourself the right to write there, or copy the folder.", e),
        CannotOpen => new("The journal file cannot be opened.",
            "Check that the data folder is right and that you may read and write it.", e),
        Corrupt or NotADatabase => Damaged(e),
        Constraint => new(
            "The journal file is damaged: it holds already what should be written. Nothing of this was recorded.",
            "Keep a copy of it as it is, run 'annona verify', and restore the last backup.", e),
        Busy => new("Another process is writing to this operation.",
            "Wait until it has finished, then do it again.", e),
        InputOutput => new("The disk reported an error; nothing of this was recorded.",
            "Check the disk before going on.", e),
        _ => new($"The journal cannot be used: {e.Message}", "Check the data folder and the disk.", e),
    };

    public static StoreException Damaged(Exception? inner) => new("The journal file is damaged.",
        "Keep a copy of it as it is, and restore the last backup. 'annona verify' says which entries can be read.",
        inner)
    {
        IsDamage = true,
    };

    public static T Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (SqliteException e)
        {
            throw AsStoreException(e);
        }
    }

    /// <summary>A flipped bit may turn a column into another type: that is damage, not a bug.</summary>
    public static T Row<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException e)
        {
            throw AsStoreException(e);
        }
        catch (Exception e) when (e is InvalidCastException or InvalidOperationException or ArgumentException)
        {
            throw Damaged(e);
        }
    }
}
