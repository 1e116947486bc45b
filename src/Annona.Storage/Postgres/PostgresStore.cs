using System.Data;
using Annona.Journal;
using Npgsql;

namespace Annona.Storage.Postgres;

/// <summary>
/// A journal in a schema of its own at a PostgreSQL server, for teams: several processes, on several machines, read
/// it; one at a time writes. The server's constraints are the fence: a batch that was decided on another head than
/// the newest is refused by them, whoever sends it.
/// </summary>
public sealed class PostgresStore : IJournalStore
{
    /// <summary>
    /// From so many entries on they are copied, which takes two more ways to the server and then costs 3 µs each.
    /// </summary>
    const int CopiedFrom = 8;

    /// <summary>
    /// A batch that did not arrive is sent once more, on a new session: a server that was restarted takes it then.
    /// </summary>
    const int AppendTriesMax = 2;

    readonly PostgresSessions sessions;
    readonly PostgresPlace place;
    readonly PostgresView newest;
    PostgresSession? own;

    PostgresStore(PostgresPlace place, PostgresUse use)
    {
        this.place = place;
        sessions = new(place, use);
        newest = new(() => Session().Connection);
    }

    /// <inheritdoc/>
    public Head Head => newest.Head;

    /// <summary>Opens or makes a journal.</summary>
    /// <exception cref="StoreException">The server cannot be reached, says no, or has no such journal.</exception>
    public static PostgresStore Open(PostgresPlace place, PostgresUse use)
    {
        var store = new PostgresStore(place.Checked(), use);
        try
        {
            if (use == PostgresUse.Make)
                PostgresLayout.Make(store.Session().Connection, place.Schema);
            else
                PostgresLayout.Check(store.Session().Connection);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Asks whether a journal could be made there, and makes nothing.</summary>
    /// <exception cref="StoreException">The server cannot be reached or says no.</exception>
    public static void CheckReachable(PostgresPlace place)
    {
        using var sessions = new PostgresSessions(place.Checked(), PostgresUse.Make);
        using var session = sessions.OpenAlone();
        PostgresLayout.CheckMayMake(session.Connection);
    }

    /// <summary>Removes a journal that was made and never finished; nothing else may be removed.</summary>
    public static void Remove(PostgresPlace place)
    {
        using var sessions = new PostgresSessions(place.Checked(), PostgresUse.Write);
        using var session = sessions.OpenAlone();
        PostgresLayout.Drop(session.Connection, place.Schema);
    }

    /// <summary>
    /// How long the store tries to find out what became of a batch whose connection broke, before it says that this is
    /// not known. A server that fails over is back in less.
    /// </summary>
    public TimeSpan FindOutMax { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public void Append(Batch batch)
    {
        for (var tries = 1; ; tries++)
        {
            var session = Session();
            if (TryAppend(batch, session) is not { } broken)
                return;
            switch (new BrokenCommit(batch, session).FindOut(Session, FindOutMax, broken))
            {
                case CommitOutcome.Committed:
                    return;
                case CommitOutcome.Stale:
                    throw new StaleHeadException(batch.After, Head.Size);
                // It did not arrive, and the session on which it could is over: it may be sent again.
                case CommitOutcome.NotCommitted when tries == AppendTriesMax:
                    throw PostgresFaults.AsStoreException(broken);
            }
        }
    }

    /// <inheritdoc/>
    public bool Sweep()
    {
        // A session that waits for its next view may still hold a table.
        sessions.Forget();
        return PostgresFaults.Try(() => PostgresPersons.Rewrite(Session().Connection));
    }

    /// <inheritdoc/>
    public long Rewrap(Func<SubjectKey, byte[]?> wrap, Action<long> progress) =>
        PostgresFaults.Try(() => PostgresRewrap.Run(Session().Connection, wrap, progress));

    /// <inheritdoc/>
    public IJournalView View()
    {
        try
        {
            return PostgresView.OfNow(sessions.OpenShared());
        }
        // A session that waited for its next view may have ended meanwhile; the others then as well.
        catch (StoreException)
        {
            sessions.Forget();
            return PostgresView.OfNow(sessions.OpenShared());
        }
    }

    /// <inheritdoc/>
    public IEnumerable<StoredEntry> Read(long from) => newest.Read(from);

    /// <inheritdoc/>
    public IEnumerable<Head> Checkpoints() => newest.Checkpoints();

    /// <inheritdoc/>
    public IEnumerable<SubjectKey> SubjectKeys() => newest.SubjectKeys();

    /// <inheritdoc/>
    public byte[]? FindSubjectKey(Guid subject) => newest.FindSubjectKey(subject);

    /// <inheritdoc/>
    public byte[]? FindBlob(Hash of) => newest.FindBlob(of);

    /// <inheritdoc/>
    public IEnumerable<Hash> Blobs() => newest.Blobs();

    /// <inheritdoc/>
    public byte[]? FindNote(string name) => newest.FindNote(name);

    /// <inheritdoc/>
    public void KeepNote(string name, byte[] value) => newest.Ask(
        "INSERT INTO note VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        command => command.ExecuteNonQuery(), name, value);

    /// <inheritdoc/>
    public IEnumerable<string> Notes() => newest.Notes();

    /// <inheritdoc/>
    public void Fill(IJournalView from, Action<long> progress)
    {
        if (Head.Size > 0)
            throw new InvalidOperationException("Only an empty store can be filled.");
        PostgresFaults.Try(() =>
        {
            new PostgresFill(Session().Connection).Fill(from, progress);
            return 0;
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        own?.Dispose();
        sessions.Dispose();
    }

    /// <summary>The session through which this store writes; a new one when the last broke.</summary>
    PostgresSession Session()
    {
        if (own is { IsOpen: true })
            return own;
        own?.Dispose();
        own = null;
        return own = sessions.OpenAlone();
    }

    /// <summary>
    /// Appends, and says what broke so that it is not known whether it was committed; null if it was.
    /// </summary>
    static Exception? TryAppend(Batch batch, PostgresSession session)
    {
        var isCommitting = false;
        try
        {
            using var transaction = session.Connection.BeginTransaction(IsolationLevel.ReadCommitted);
            Write(batch, session.Connection);
            isCommitting = true;
            transaction.Commit();
            return null;
        }
        catch (PostgresException e) when (PostgresFaults.IsFence(e))
        {
            // The transaction is rolled back by now.
            throw new StaleHeadException(batch.After, new PostgresView(() => session.Connection).Head.Size);
        }
        catch (Exception e) when (PostgresFaults.Explains(e))
        {
            return isCommitting || PostgresFaults.EndsSession(e) ? e : throw PostgresFaults.AsStoreException(e);
        }
    }

    static void Write(Batch batch, NpgsqlConnection connection)
    {
        var isCopied = batch.Entries.Count >= CopiedFrom;
        if (isCopied)
            PostgresCopy.Entries(connection, batch.Entries);
        using var rest = connection.CreateBatch();
        // The entries first: their positions are the fence, and what stands behind it must not be touched before.
        foreach (var entry in isCopied ? [] : batch.Entries)
            Add(rest, "INSERT INTO entry VALUES ($1, $2, $3, $4)",
                entry.Position, entry.LeafBytes, entry.OpenPart, entry.PersonalParts.ToArray());
        Add(rest, "INSERT INTO checkpoint VALUES ($1, $2, $3)",
            batch.After + batch.Entries.Count, batch.After, batch.Checkpoint);
        if (batch.Keys.Count > 0)
            Add(rest, "INSERT INTO subject_key SELECT * FROM unnest($1, $2)",
                batch.Keys.Select(key => key.Subject).ToArray(), batch.Keys.Select(key => key.Wrapped).ToArray());
        if (batch.Parts.Count > 0)
            Add(rest, "INSERT INTO subject_part SELECT * FROM unnest($1, $2)",
                batch.Parts.Select(part => part.Subject).ToArray(), batch.Parts.Select(part => part.Place).ToArray());
        if (batch.Destroyed.Count > 0)
            Add(rest, "DELETE FROM document WHERE hash = ANY ($1)",
                (object)batch.Destroyed.Select(document => document.ToBytes()).ToArray());
        foreach (var blob in batch.Blobs)
            Add(rest, "INSERT INTO document VALUES ($1, $2) ON CONFLICT DO NOTHING", blob.Of.ToBytes(), blob.Sealed);
        // Whoever follows hears it with the commit.
        Add(rest, "SELECT pg_notify(current_schema(), '')");
        rest.ExecuteNonQuery();
        PostgresPersons.Erase(batch.Erased, connection);
    }

    static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
    }
}
