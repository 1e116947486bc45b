using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Annona.Storage.Sqlite;

/// <summary>
/// One INSERT, prepared once and kept open. A command object a row would cost more than SQLite needs to keep the row.
/// </summary>
sealed class SqliteInsert(SqliteConnection connection, string sql) : IDisposable
{
    readonly sqlite3 database = connection.Handle!;
    sqlite3_stmt? statement;

    /// <summary>Inserts a row of two columns.</summary>
    public void Row(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var row = Begin();
        Check(raw.sqlite3_bind_blob(row, 1, first));
        Check(raw.sqlite3_bind_blob(row, 2, second));
        End(row);
    }

    /// <summary>Inserts a row of three columns.</summary>
    public void Row(long first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        var row = Begin();
        Check(raw.sqlite3_bind_int64(row, 1, first));
        Check(raw.sqlite3_bind_blob(row, 2, second));
        Check(raw.sqlite3_bind_blob(row, 3, third));
        End(row);
    }

    /// <summary>Inserts a row of three columns.</summary>
    public void Row(long first, long second, ReadOnlySpan<byte> third)
    {
        var row = Begin();
        Check(raw.sqlite3_bind_int64(row, 1, first));
        Check(raw.sqlite3_bind_int64(row, 2, second));
        Check(raw.sqlite3_bind_blob(row, 3, third));
        End(row);
    }

    /// <summary>Inserts a row of three columns.</summary>
    public void Row(ReadOnlySpan<byte> first, long second, ReadOnlySpan<byte> third)
    {
        var row = Begin();
        Check(raw.sqlite3_bind_blob(row, 1, first));
        Check(raw.sqlite3_bind_int64(row, 2, second));
        Check(raw.sqlite3_bind_blob(row, 3, third));
        End(row);
    }

    /// <summary>Inserts a row of a number and a text.</summary>
    public void Row(long first, string second)
    {
        var row = Begin();
        Check(raw.sqlite3_bind_int64(row, 1, first));
        Check(raw.sqlite3_bind_text(row, 2, second));
        End(row);
    }

    /// <summary>Inserts a row of a text and bytes.</summary>
    public void Row(string first, ReadOnlySpan<byte> second)
    {
        var row = Begin();
        Check(raw.sqlite3_bind_text(row, 1, first));
        Check(raw.sqlite3_bind_blob(row, 2, second));
        End(row);
    }

    /// <inheritdoc/>
    public void Dispose() => statement?.Dispose();

    sqlite3_stmt Begin()
    {
        if (statement is null)
            Check(raw.sqlite3_prepare_v2(database, sql, out statement));
        return statement!;
    }

    /// <summary>A statement that failed is reset too, so that the next row finds it ready.</summary>
    void End(sqlite3_stmt row)
    {
        var done = raw.sqlite3_step(row);
        var reset = raw.sqlite3_reset(row);
        Check(done == raw.SQLITE_DONE ? reset : done);
    }

    void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}

/// <summary>One SELECT of a BLOB by a BLOB, prepared once and kept open: an import asks for a million keys.</summary>
sealed class SqliteFind(SqliteConnection connection, string sql) : IDisposable
{
    readonly sqlite3 database = connection.Handle!;
    sqlite3_stmt? statement;

    /// <summary>The value, or null when there is no such row.</summary>
    public byte[]? Find(ReadOnlySpan<byte> key)
    {
        if (statement is null)
            Check(raw.sqlite3_prepare_v2(database, sql, out statement));
        Check(raw.sqlite3_bind_blob(statement, 1, key));
        var code = raw.sqlite3_step(statement);
        var found = code == raw.SQLITE_ROW ? raw.sqlite3_column_blob(statement, 0).ToArray() : null;
        // At once: a statement in the middle of its rows would hold the snapshot that it reads.
        var reset = raw.sqlite3_reset(statement);
        Check(code is raw.SQLITE_ROW or raw.SQLITE_DONE ? reset : code);
        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => statement?.Dispose();

    void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
