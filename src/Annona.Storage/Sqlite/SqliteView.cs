using Annona.Journal;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Sqlite;

/// <summary>Reads a journal file through one connection.</summary>
sealed class SqliteView(SqliteConnection connection) : IJournalView
{
    SqliteFind? keys;
    bool? isOld;

    /// <summary>The transaction that reads, where the view does not begin one of its own.</summary>
    public SqliteTransaction? Transaction { get; init; }

    /// <summary>The file has the first layout, and is only read; looked up unless it is said.</summary>
    public bool IsOld
    {
        get
        {
            if (isOld is { } known)
                return known;
            using var command = Command("PRAGMA user_version");
            isOld = SqliteFaults.Try(command.ExecuteScalar) is 1L;
            return isOld.Value;
        }
        init => isOld = value;
    }

    /// <inheritdoc/>
    public Head Head
    {
        get
        {
            using var command = Command("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1");
            using var reader = SqliteFaults.Try(command.ExecuteReader);
            return SqliteFaults.Try(reader.Read)
                ? SqliteFaults.Row(() => new Head(reader.GetInt64(0), reader.GetString(1)))
                : Head.Empty;
        }
    }

    /// <summary>
    /// The file as it stands now, for as long as the view lives: a transaction that reads holds its snapshot of the
    /// write-ahead log, whoever appends meanwhile. The view takes the connection over.
    /// </summary>
    public static SqliteView OfNow(SqliteConnection connection)
    {
        var view = new SqliteView(connection);
        view.Run("BEGIN");
        // The snapshot is taken by the first read, not by the word before it.
        _ = view.Head;
        return view;
    }

    /// <inheritdoc/>
    public IEnumerable<StoredEntry> Read(long from)
    {
        // Two queries side by side: joined, every part would bring the bytes of its entry along once more.
        using var entries = Command("SELECT position, leaf, open FROM entry WHERE position >= $from ORDER BY position");
        using var personal = Command(IsOld ? SqliteLayout.OldParts : SqliteLayout.Parts);
        entries.Parameters.AddWithValue("$from", from);
        personal.Parameters.AddWithValue("$from", from);
        using var entry = SqliteFaults.Try(entries.ExecuteReader);
        using var part = SqliteFaults.Try(personal.ExecuteReader);
        var parts = new PartsInOrder(part);
        while (SqliteFaults.Try(entry.Read))
            yield return SqliteFaults.Row(() =>
            {
                var position = entry.GetInt64(0);
                return new StoredEntry(
                    position, entry.GetFieldValue<byte[]>(1), entry.GetFieldValue<byte[]>(2), parts.Of(position));
            });
    }

    /// <inheritdoc/>
    public IEnumerable<Head> Checkpoints()
    {
        using var command = Command("SELECT size, note FROM checkpoint ORDER BY size");
        using var reader = SqliteFaults.Try(command.ExecuteReader);
        while (SqliteFaults.Try(reader.Read))
            yield return SqliteFaults.Row(() => new Head(reader.GetInt64(0), reader.GetString(1)));
    }

    /// <inheritdoc/>
    public IEnumerable<SubjectKey> SubjectKeys()
    {
        using var command = Command(IsOld
            ? "SELECT subject, wrapped FROM subject_key"
            : "SELECT subject, wrapped FROM subject_key WHERE gone = 0");
        using var reader = SqliteFaults.Try(command.ExecuteReader);
        while (SqliteFaults.Try(reader.Read))
            yield return SqliteFaults.Row(() => new SubjectKey(
                new(reader.GetFieldValue<byte[]>(0), bigEndian: true), reader.GetFieldValue<byte[]>(1)));
    }

    /// <inheritdoc/>
    public byte[]? FindSubjectKey(Guid subject)
    {
        keys ??= new(connection, IsOld ? SqliteLayout.OldKey : SqliteLayout.Key);
        Span<byte> id = stackalloc byte[16];
        subject.TryWriteBytes(id, bigEndian: true, out _);
        try
        {
            return keys.Find(id);
        }
        catch (SqliteException e)
        {
            throw SqliteFaults.AsStoreException(e);
        }
    }

    /// <inheritdoc/>
    public byte[]? FindBlob(Hash of) => Find("SELECT sealed FROM document WHERE hash = $a", of.ToBytes());

    /// <inheritdoc/>
    public IEnumerable<Hash> Blobs()
    {
        using var command = Command("SELECT hash FROM document");
        using var reader = SqliteFaults.Try(command.ExecuteReader);
        while (SqliteFaults.Try(reader.Read))
            yield return SqliteFaults.Row(() => Hash.FromBytes(reader.GetFieldValue<byte[]>(0)));
    }

    /// <inheritdoc/>
    public byte[]? FindNote(string name) => Find("SELECT value FROM note WHERE name = $a", name);

    /// <inheritdoc/>
    public IEnumerable<string> Notes()
    {
        using var command = Command("SELECT name FROM note");
        using var reader = SqliteFaults.Try(command.ExecuteReader);
        while (SqliteFaults.Try(reader.Read))
            yield return SqliteFaults.Row(() => reader.GetString(0));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        connection.Dispose();
    }

    /// <summary>Lets go of the connection, which stays open.</summary>
    public void Close() => keys?.Dispose();

    /// <summary>An id as it stands in the file.</summary>
    public static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    byte[]? Find(string sql, object key)
    {
        using var command = Command(sql);
        command.Parameters.AddWithValue("$a", key);
        return SqliteFaults.Try(command.ExecuteScalar) as byte[];
    }

    void Run(string sql)
    {
        using var command = Command(sql);
        SqliteFaults.Try(command.ExecuteNonQuery);
    }

    SqliteCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = Transaction;
        return command;
    }

    /// <summary>Personal parts beside the entries they belong to. Parts of no entry are passed over.</summary>
    sealed class PartsInOrder(SqliteDataReader reader)
    {
        readonly List<byte[]> taken = [];
        bool hasMore = reader.Read();

        public IReadOnlyList<byte[]> Of(long position)
        {
            while (hasMore && reader.GetInt64(0) < position)
                hasMore = reader.Read();
            taken.Clear();
            for (; hasMore && reader.GetInt64(0) == position; hasMore = reader.Read())
                taken.Add(reader.GetInt64(2) != 0 ? [] : reader.GetFieldValue<byte[]>(1));
            return taken.Count == 0 ? [] : [.. taken];
        }
    }
}
