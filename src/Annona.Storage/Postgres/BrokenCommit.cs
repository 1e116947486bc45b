using Annona.Journal;
using Npgsql;

namespace Annona.Storage.Postgres;

/// <summary>What became of a batch.</summary>
enum CommitOutcome
{
    /// <summary>It stands in the journal.</summary>
    Committed,

    /// <summary>It does not, and never will.</summary>
    NotCommitted,

    /// <summary>Another batch stands in its place.</summary>
    Stale,
}

/// <summary>
/// A batch whose connection broke while it was committed: the server may have heard it or not, and what it heard may
/// still be on its way. The old session is ended first; then what stands at the batch's last position tells.
/// </summary>
sealed class BrokenCommit(Batch batch, PostgresSession old)
{
    static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks until the server answers.</summary>
    /// <param name="session">A new session; fails while the server is away.</param>
    /// <param name="atMost">How long.</param>
    /// <param name="broken">What broke.</param>
    /// <exception cref="StoreException">It could not be found out in time: <see cref="StoreException.IsUnknown"/>.
    /// </exception>
    public CommitOutcome FindOut(Func<PostgresSession> session, TimeSpan atMost, Exception broken)
    {
        old.Dispose();
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var now = session();
                now.EndOther(old);
                return OutcomeAt(now);
            }
            catch (Exception e) when (e is StoreException || PostgresFaults.Explains(e))
            {
                if (TimeProvider.System.GetElapsedTime(began) >= atMost)
                    throw Unknown(broken);
            }
            Thread.Sleep(BetweenTries);
        }
    }

    CommitOutcome OutcomeAt(PostgresSession now)
    {
        using var command = new NpgsqlCommand(
            "SELECT (SELECT leaf FROM entry WHERE position = $1), (SELECT max(size) FROM checkpoint)", now.Connection);
        command.Parameters.Add(new() { Value = batch.After + batch.Entries.Count });
        using var reader = command.ExecuteReader();
        reader.Read();
        // The leaf holds the hash of the entry before it, and so on to the first: equal leaves, equal batches.
        if (!reader.IsDBNull(0) && reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(batch.Entries[^1].LeafBytes))
            return CommitOutcome.Committed;
        return reader.GetInt64(1) == batch.After ? CommitOutcome.NotCommitted : CommitOutcome.Stale;
    }

    static StoreException Unknown(Exception broken) => new(
        "The connection to the database server broke while this was recorded, and it does not come back: it is not "
        + "known whether this was recorded.",
        "When the server can be reached, send the same request again: what was recorded is not recorded twice.", broken)
    {
        IsUnknown = true,
    };
}
