using System.Data;
using Annona.Journal;
using Npgsql;

namespace Annona.Storage.Postgres;

/// <summary>
/// Reads a journal at a database server through one session, a page at a time: between two pages the session is free
/// for another question.
/// </summary>
sealed class PostgresView(Func<NpgsqlConnection> session, Action? done = null) : IJournalView
{
    /// <summary>Rows fetched together.</summary>
    const int RowsMax = 2_048;

    /// <summary>Bytes of sealed parts fetched together, with one entry more: the largest have megabytes.</summary>
    const long BytesMax = 32 << 20;

    const string Entries = """
        SELECT position, leaf, open, personal
        FROM (SELECT *, sum(pg_column_size(open) + pg_column_size(personal)) OVER (ORDER BY position
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
            FROM (SELECT * FROM entry WHERE position > $1 ORDER BY position LIMIT $2) page) measured
        WHERE coalesce(before, 0) <= $3 ORDER BY position
        """;

    /// <inheritdoc/>
    public Head Head => One("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1", AsHead)
        ?? throw PostgresFaults.Damaged(inner: null);

    /// <summary>
    /// The journal as it stands now, for as long as the view lives: the transaction's snapshot is taken by its first
    /// question. The view takes the session over.
    /// </summary>
    public static PostgresView OfNow(NpgsqlConnection connection)
    {
        PostgresFaults.Try(() => connection.BeginTransaction(IsolationLevel.RepeatableRead));
        var view = new PostgresView(() => connection, connection.Dispose);
        view.Ask("SET TRANSACTION READ ONLY", command => command.ExecuteNonQuery());
        _ = view.Head;
        return view;
    }

    /// <inheritdoc/>
    public IEnumerable<StoredEntry> Read(long from)
    {
        var last = from - 1;
        while (true)
        {
            var page = Rows(Entries, AsEntry, last, RowsMax, BytesMax);
            foreach (var entry in page)
                yield return entry;
            if (page.Count == 0)
                yield break;
            last = page[^1].Position;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Head> Checkpoints() => Paged(
        "SELECT size, note FROM checkpoint WHERE size > $1 ORDER BY size LIMIT $2", 0L, AsHead, head => head.Size);

    /// <inheritdoc/>
    public IEnumerable<SubjectKey> SubjectKeys()
    {
        const string all = "SELECT subject, wrapped FROM subject_key "
            + "WHERE subject > $1 AND wrapped IS NOT NULL ORDER BY subject LIMIT $2";
        // The lowest id there is comes before the first page.
        if (FindSubjectKey(Guid.Empty) is { } lowest)
            yield return new(Guid.Empty, lowest);
        foreach (var key in Paged(all, Guid.Empty, AsKey, key => key.Subject))
            yield return key;
    }

    /// <inheritdoc/>
    public byte[]? FindSubjectKey(Guid subject) => Find("SELECT wrapped FROM subject_key WHERE subject = $1", subject);

    /// <inheritdoc/>
    public byte[]? FindBlob(Hash of) => Find("SELECT sealed FROM document WHERE hash = $1", of.ToBytes());

    /// <inheritdoc/>
    public IEnumerable<Hash> Blobs() => Paged(
        "SELECT hash FROM document WHERE hash > $1 ORDER BY hash LIMIT $2", Array.Empty<byte>(),
        reader => Hash.FromBytes(reader.GetFieldValue<byte[]>(0)), hash => hash.ToBytes());

    /// <inheritdoc/>
    public byte[]? FindNote(string name) => Find("SELECT value FROM note WHERE name = $1", name);

    /// <inheritdoc/>
    public IEnumerable<string> Notes() => Rows("SELECT name FROM note", reader => reader.GetString(0));

    /// <inheritdoc/>
    public void Dispose() => done?.Invoke();

    static StoredEntry AsEntry(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2),
        reader.GetFieldValue<byte[][]>(3));

    static Head AsHead(NpgsqlDataReader reader) => new(reader.GetInt64(0), reader.GetString(1));

    static SubjectKey AsKey(NpgsqlDataReader reader) => new(reader.GetGuid(0), reader.GetFieldValue<byte[]>(1));

    IEnumerable<T> Paged<T, TKey>(string sql, TKey before, Func<NpgsqlDataReader, T> row, Func<T, TKey> keyOf)
        where TKey : notnull
    {
        List<T> page;
        do
        {
            page = Rows(sql, row, before, RowsMax);
            foreach (var item in page)
                yield return item;
            if (page.Count > 0)
                before = keyOf(page[^1]);
        }
        while (page.Count == RowsMax);
    }

    T? One<T>(string sql, Func<NpgsqlDataReader, T> row)
        where T : class => Rows(sql, row).FirstOrDefault();

    byte[]? Find(string sql, object key) => Ask(sql, command => command.ExecuteScalar() as byte[], key);

    List<T> Rows<T>(string sql, Func<NpgsqlDataReader, T> row, params object[] values) => Ask(
        sql,
        command =>
        {
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(PostgresFaults.Row(() => row(reader)));
            return rows;
        },
        values);

    /// <summary>Asks the server, once more on a new session when the old one has ended.</summary>
    public T Ask<T>(string sql, Func<NpgsqlCommand, T> act, params object[] values) => PostgresFaults.Try(() =>
    {
        var before = session();
        try
        {
            return Once(before);
        }
        // A question may be asked again. Who holds one moment of the journal has lost it and fails again.
        catch (NpgsqlException) when (done is null && before.State != ConnectionState.Open)
        {
            return Once(session());
        }

        T Once(NpgsqlConnection connection)
        {
            using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            return act(command);
        }
    });
}
