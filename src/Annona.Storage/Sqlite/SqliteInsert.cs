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

    /// <summary>Inserts a row of a number and a text.</summary>
    public void Row(long first, string second)
    {
        var row = Begin();
        Check(raw.sqlite3_bind_int64(row, 1, first));
        Check(raw.sqlite3_bind_text(row, 2, second));
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
