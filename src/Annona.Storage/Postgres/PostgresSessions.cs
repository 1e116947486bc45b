using Annona.Journal;
using Npgsql;

namespace Annona.Storage.Postgres;

/// <summary>
/// Opens sessions at the database server, each with the settings that a journal needs, whatever the server's own are.
/// </summary>
sealed class PostgresSessions : IDisposable
{
    /// <summary>The oldest server whose settings these are.</summary>
    const int VersionMin = 140_000;

    /// <summary>
    /// A desk should hear soon that the server is away; a server that answers needs less than a tenth of this.
    /// </summary>
    const int ConnectSecondsMax = 10;

    /// <summary>A statement that takes longer means a server that hangs: appending a thousand entries takes 10 ms,
    /// and reading a page of them 20 ms.</summary>
    const int StatementSecondsMax = 60;

    /// <summary>
    /// What this session finds: names only in the journal's own schema, and no time-outs of the server, which would
    /// end a long reading. The server notices within half a minute that a client's machine is gone.
    /// </summary>
    const string Settings = """
        SELECT set_config('search_path', quote_ident($1), false),
            set_config('default_transaction_read_only', CASE WHEN $2 THEN 'on'
                ELSE current_setting('default_transaction_read_only') END, false),
            set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')
                THEN 'on' ELSE current_setting('synchronous_commit') END, false),
            set_config('statement_timeout', '0', false),
            set_config('idle_in_transaction_session_timeout', '0', false),
            set_config('idle_session_timeout', '0', false),
            set_config('tcp_keepalives_idle', '10', false),
            set_config('tcp_keepalives_interval', '5', false),
            set_config('tcp_keepalives_count', '3', false)
        """;

    readonly PostgresPlace place;
    readonly PostgresUse use;
    readonly string alone;
    readonly NpgsqlDataSource shared;

    public PostgresSessions(PostgresPlace place, PostgresUse use)
    {
        (this.place, this.use) = (place, use);
        var words = place.Words();
        words.ApplicationName = $"annona {Environment.ProcessId} on {Environment.MachineName}";
        words.Timeout = ConnectSecondsMax;
        words.CommandTimeout = StatementSecondsMax;
        words.IncludeErrorDetail = false;
        words.Enlist = false;
        words.MaxAutoPrepare = 32;
        words.AutoPrepareMinUsages = 2;
        words.Pooling = false;
        alone = words.ToString();
        words.Pooling = true;
        // What is set at the beginning of a session stays.
        words.NoResetOnClose = true;
        var builder = new NpgsqlDataSourceBuilder(words.ToString());
        builder.UsePhysicalConnectionInitializer(Set, opened => Task.Run(() => Set(opened)));
        shared = builder.Build();
    }

    /// <summary>A session of the caller's own, as long as the caller wants.</summary>
    public PostgresSession OpenAlone()
    {
        var connection = Open(new NpgsqlConnection(alone), Set);
        try
        {
            return PostgresSession.Of(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A session for one view; closed, it serves the next one.</summary>
    public NpgsqlConnection OpenShared() => Open(shared.CreateConnection(), _ => { });

    /// <summary>After a failure no session that was open before it is used again.</summary>
    public void Forget() => shared.Clear();

    /// <inheritdoc/>
    public void Dispose() => shared.Dispose();

    static NpgsqlConnection Open(NpgsqlConnection connection, Action<NpgsqlConnection> prepare)
    {
        try
        {
            connection.Open();
            prepare(connection);
            return connection;
        }
        catch (Exception e) when (PostgresFaults.Explains(e))
        {
            connection.Dispose();
            throw PostgresFaults.AsStoreException(e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    void Set(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Settings, connection);
        command.Parameters.Add(new() { Value = place.Schema });
        command.Parameters.Add(new() { Value = use == PostgresUse.Read });
        command.ExecuteNonQuery();
        CheckServer(connection);
    }

    /// <summary>What is answered must survive a power cut, and a torn page must be mended by the server.</summary>
    void CheckServer(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("""
            SELECT current_setting('server_version_num')::int,
                current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'
            """, connection);
        using var reader = command.ExecuteReader();
        reader.Read();
        if (reader.GetInt32(0) < VersionMin)
            throw new StoreException($"The database server is PostgreSQL {reader.GetInt32(0) / 10_000}.",
                $"Use PostgreSQL {VersionMin / 10_000} or a newer one.");
        if (use != PostgresUse.Read && !reader.GetBoolean(1))
            throw new StoreException(
                "The database server runs with fsync or full_page_writes off: a power cut would lose what was "
                + "answered.",
                "Turn both on in postgresql.conf, which is how a server comes, and restart it.");
    }
}
