using Annona.Journal;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Sqlite;

/// <summary>
/// A journal in one SQLite file: write-ahead log, <c>synchronous=FULL</c>, so what was answered survives a power cut.
/// One writer; readers in other processes see whole batches only.
/// </summary>
public sealed class SqliteStore : IJournalStore
{
    /// <summary>Marks the file as ours: "ANNO".</summary>
    const int ApplicationId = 0x414E4E4F;

    /// <summary>The layout of <see cref="SqliteLayout"/>; raised when it changes.</summary>
    const int Layout = 2;

    const string Schema = SqliteLayout.Persons + """
        CREATE TABLE entry (position INTEGER PRIMARY KEY, leaf BLOB NOT NULL, open BLOB NOT NULL) STRICT;
        CREATE TABLE document (hash BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
        CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;
        CREATE TABLE note (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
        """;

    readonly SqliteConnection connection;
    readonly string source;
    readonly SqliteView newest;
    readonly BatchInserts inserts;

    SqliteStore(SqliteConnection connection, string source)
    {
        (this.connection, this.source) = (connection, source);
        newest = new(connection);
        inserts = new(connection);
    }

    /// <inheritdoc/>
    public Head Head => newest.Head;

    /// <summary>Opens or makes a journal file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">Whether it may be made, written or only read.</param>
    /// <exception cref="StoreException">It cannot be opened, or is something else.</exception>
    public static SqliteStore Open(string path, SqliteOpenMode mode)
    {
        try
        {
            return Connect(path, mode);
        }
        catch (SqliteException e) when (
            mode == SqliteOpenMode.ReadOnly && e.SqliteErrorCode == SqliteFaults.CannotOpen && IsAtRest(path))
        {
            return OpenProtected(path);
        }
        catch (SqliteException e)
        {
            throw SqliteFaults.AsStoreException(e);
        }
    }

    /// <summary>
    /// An auditor's copy may lie on a write-protected medium, where SQLite cannot make the file through which it
    /// would see a writer. There is none.
    /// </summary>
    static SqliteStore OpenProtected(string path)
    {
        try
        {
            return Connect($"{new Uri(Path.GetFullPath(path)).AbsoluteUri}?immutable=1", SqliteOpenMode.ReadOnly);
        }
        catch (SqliteException e)
        {
            throw SqliteFaults.AsStoreException(e);
        }
    }

    static SqliteStore Connect(string source, SqliteOpenMode mode)
    {
        var connection = Connected(source, mode);
        try
        {
            var store = new SqliteStore(connection, source);
            store.Prepare(mode);
            return store;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    static SqliteConnection Connected(string source, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    static bool IsAtRest(string path) =>
        File.Exists(path) && new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 };

    /// <inheritdoc/>
    public void Append(Batch batch) => SqliteFaults.Try(() =>
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var size = Number("SELECT coalesce(max(position), 0) FROM entry", transaction);
        if (size != batch.After)
            throw new StaleHeadException(batch.After, size);
        inserts.Write(batch);
        transaction.Commit();
        return 0;
    });

    /// <inheritdoc/>
    public bool Sweep() => SqliteFaults.Try(() =>
    {
        // Pages in the file are overwritten in place; older images of them stand in the log until it is cut.
        using var command = Command("PRAGMA wal_checkpoint(TRUNCATE)");
        // A reader that holds the log holds it for long: to wait helps nobody.
        command.CommandTimeout = 1;
        using var reader = command.ExecuteReader();
        return reader.Read() && reader.GetInt64(0) == 0;
    });

    /// <inheritdoc/>
    public long Rewrap(Func<SubjectKey, byte[]?> wrap, Action<long> progress) =>
        SqliteFaults.Try(() => new SqliteRewrap(connection).Run(wrap, progress));

    /// <inheritdoc/>
    public IJournalView View()
    {
        var view = SqliteFaults.Try(() => Connected(source, SqliteOpenMode.ReadOnly));
        try
        {
            return SqliteView.OfNow(view);
        }
        catch
        {
            view.Dispose();
            throw;
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
    public IEnumerable<string> Notes() => newest.Notes();

    /// <inheritdoc/>
    public void KeepNote(string name, byte[] value) => SqliteFaults.Try(() =>
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using var command = Command("INSERT OR REPLACE INTO note VALUES ($a, $b)", transaction);
        command.Parameters.AddWithValue("$a", name);
        command.Parameters.AddWithValue("$b", value);
        command.ExecuteNonQuery();
        transaction.Commit();
        return 0;
    });

    /// <inheritdoc/>
    public void Fill(IJournalView from, Action<long> progress)
    {
        if (Head.Size > 0)
            throw new InvalidOperationException("Only an empty store can be filled.");
        SqliteFaults.Try(() =>
        {
            new SqliteFill(connection).Fill(from, progress);
            return 0;
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        inserts.Dispose();
        newest.Close();
        connection.Dispose();
    }

    /// <summary>A number that is another one after another process changed the file.</summary>
    public long Changes => SqliteFaults.Try(() => Number("PRAGMA data_version"));

    /// <summary>Lets the file grow to so many pages and no further: how tests fill the disk.</summary>
    public void LimitPages(int pages) => SqliteFaults.Try(() => Number($"PRAGMA max_page_count = {pages}"));

    void Prepare(SqliteOpenMode mode)
    {
        var application = Number("PRAGMA application_id");
        var fresh = application == 0 && Number("SELECT count(*) FROM sqlite_schema") == 0;
        if (!fresh && application != ApplicationId)
            throw new StoreException(
                "This file is a database, but not one of Annona's.", "Name the data folder that 'annona init' made.");
        if (!fresh && Number("PRAGMA user_version") > Layout)
            throw new StoreException(
                "This journal was written by a newer Annona.", "Use that version, or a newer one.");
        if (fresh && mode != SqliteOpenMode.ReadWriteCreate)
            throw new StoreException("The journal file is empty.",
                "Restore the last backup. If 'annona init' was interrupted here, remove the data folder and the keys "
                + "folder and begin again.");
        if (mode == SqliteOpenMode.ReadOnly)
            return;
        Run("PRAGMA journal_mode = WAL");
        Run("PRAGMA synchronous = FULL");
        // Keys are looked up and kept in no order: pages of a million of them fit in 64 MB.
        Run("PRAGMA cache_size = -65536");
        // Pages that many commits touch are moved to their place once for 16 MB of log, not once for 4.
        Run("PRAGMA wal_autocheckpoint = 4000");
        // What is erased must not stay behind in free pages.
        Run("PRAGMA secure_delete = ON");
        if (!fresh)
        {
            if (Number("PRAGMA user_version") < Layout)
                SqliteLayout.Upgrade(connection, Layout);
            // A process that ended right after an erasure left older images of its pages in the log.
            Sweep();
            return;
        }
        using var transaction = connection.BeginTransaction();
        Run($"PRAGMA application_id = {ApplicationId}", transaction);
        Run($"PRAGMA user_version = {Layout}", transaction);
        Run(Schema, transaction);
        transaction.Commit();
    }

    void Run(string sql, SqliteTransaction? transaction = null)
    {
        using var command = Command(sql, transaction);
        command.ExecuteNonQuery();
    }

    long Number(string sql, SqliteTransaction? transaction = null)
    {
        using var command = Command(sql, transaction);
        return command.ExecuteScalar() as long? ?? throw SqliteFaults.Damaged(inner: null);
    }

    SqliteCommand Command(string sql, SqliteTransaction? transaction = null)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }
}

/// <summary>Writes a batch inside the transaction that is open on the connection.</summary>
sealed class BatchInserts(SqliteConnection connection) : IDisposable
{
    readonly SqliteInsert entries = new(connection, "INSERT INTO entry VALUES (?, ?, ?)");
    readonly SqliteInsert personal = new(connection, "INSERT INTO personal VALUES (?, ?, ?)");
    readonly SqlitePersons persons = new(connection);
    readonly SqliteInsert documents = new(connection, "INSERT OR IGNORE INTO document VALUES (?, ?)");
    readonly SqliteInsert checkpoints = new(connection, "INSERT INTO checkpoint VALUES (?, ?)");

    public void Write(Batch batch)
    {
        foreach (var entry in batch.Entries)
        {
            entries.Row(entry.Position, entry.LeafBytes, entry.OpenPart);
            for (var part = 0; part < entry.PersonalParts.Count; part++)
                personal.Row(
                    SubjectPart.PlaceOf(entry.Position, part), SqliteLayout.NotGone, entry.PersonalParts[part]);
        }
        persons.Add(batch.Keys, batch.Parts);
        persons.Erase(batch.Erased);
        persons.Destroy(batch.Destroyed);
        foreach (var blob in batch.Blobs)
            documents.Row(blob.Of.ToBytes(), blob.Sealed);
        checkpoints.Row(batch.After + batch.Entries.Count, batch.Checkpoint);
    }

    public void Dispose()
    {
        foreach (var insert in (SqliteInsert[])[entries, personal, documents, checkpoints])
            insert.Dispose();
        persons.Dispose();
    }
}
