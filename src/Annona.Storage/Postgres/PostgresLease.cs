using Annona.Storage.Folder;
using Annona.Storage.Holder;
using Npgsql;

namespace Annona.Storage.Postgres;

/// <summary>
/// The lease of a journal at a server: an advisory lock on a session of its own, which the server gives up when the
/// session ends, and notifications on the same session.
/// </summary>
sealed class PostgresLease(PostgresPlace place, string holder) : ILease
{
    /// <summary>
    /// A lease that ended is noticed so late; until then the store's fence alone keeps two writers apart.
    /// </summary>
    static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);

    const string Key = "hashtextextended($1, 0)";

    const string HolderOfKey = $"""
        SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND (l.classid::bigint << 32) | l.objid::bigint = {Key}
        """;

    /// <summary>Called whenever the lease was taken.</summary>
    public Action Taken { get; init; } = () => { };

    readonly PostgresSessions sessions = new(place, PostgresUse.Write);
    PostgresSession? session;
    bool isHeld;
    bool hasNews;
    long asked;

    public bool IsHeld
    {
        get
        {
            if (isHeld && TimeProvider.System.GetElapsedTime(asked) >= AskAgainAfter)
                isHeld = Answers();
            return isHeld;
        }
    }

    public string Holder => Ask(HolderOfKey) as string is { Length: > 0 } named
        ? named.Replace("annona ", "number ", StringComparison.Ordinal)
        : "not known";

    public bool IsHeldNear => Holder == $"number {HolderAddress.Read(holder).Number} on {Environment.MachineName}";

    public DateTimeOffset? HolderSealedSince => IsHeldNear ? HolderAddress.Read(holder).SealedSince : null;

    public bool TryTake()
    {
        if (IsHeld)
            return true;
        (isHeld, asked) = (Ask($"SELECT pg_try_advisory_lock({Key})") is true, TimeProvider.System.GetTimestamp());
        if (!isHeld)
            return false;
        HolderAddress.Write(holder, address: null);
        Taken();
        return true;
    }

    public bool WaitForNews(TimeSpan atMost) => PostgresFaults.Try(() =>
    {
        var connection = Session().Connection;
        // News may have come with the answer to another question.
        if (!hasNews)
            connection.Wait(atMost);
        var had = hasNews;
        hasNews = false;
        return had;
    });

    public void Dispose()
    {
        if (isHeld)
            GiveBack();
        session?.Dispose();
        sessions.Dispose();
    }

    /// <summary>Now, not when the server notices that the session ended: whoever comes next is not refused.</summary>
    void GiveBack()
    {
        try
        {
            using var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({Key})", session!.Connection);
            command.Parameters.Add(new() { Value = place.Schema });
            command.ExecuteNonQuery();
        }
        catch (Exception e) when (PostgresFaults.Explains(e) || e is InvalidOperationException)
        {
            // The session is gone, and the lock with it.
            isHeld = false;
        }
    }

    /// <summary>Whether the session that holds the lock is still there.</summary>
    bool Answers()
    {
        asked = TimeProvider.System.GetTimestamp();
        try
        {
            using var command = new NpgsqlCommand("SELECT 1", session!.Connection);
            return command.ExecuteScalar() is 1;
        }
        catch (Exception e) when (PostgresFaults.Explains(e) || e is InvalidOperationException)
        {
            return false;
        }
    }

    object? Ask(string sql) => PostgresFaults.Try(() =>
    {
        using var command = new NpgsqlCommand(sql, Session().Connection);
        command.Parameters.Add(new() { Value = place.Schema });
        return command.ExecuteScalar();
    });

    /// <summary>
    /// The session, or a new one when it broke. The server may not have noticed yet that the old one did, and would
    /// keep the lock for it: it is ended first.
    /// </summary>
    PostgresSession Session()
    {
        if (session is { IsOpen: true })
            return session;
        var (old, next) = (session, sessions.OpenAlone());
        try
        {
            if (old is not null)
                next.EndOther(old);
            next.Connection.Notification += (_, _) => hasNews = true;
            using var listen = new NpgsqlCommand($"LISTEN \"{place.Schema}\"", next.Connection);
            listen.ExecuteNonQuery();
        }
        catch
        {
            next.Dispose();
            throw;
        }
        old?.Dispose();
        // What was appended between the two sessions was not heard.
        (isHeld, hasNews) = (false, true);
        return session = next;
    }
}
