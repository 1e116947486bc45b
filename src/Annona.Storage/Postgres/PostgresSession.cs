using System.Data;
using Npgsql;

namespace Annona.Storage.Postgres;

/// <summary>A session at the server that can be told from every other one, also after it broke.</summary>
/// <param name="Connection">The way to it.</param>
/// <param name="ProcessId">The server's process.</param>
/// <param name="Began">When it began, as the server writes it: the numbers of processes come again.</param>
sealed record PostgresSession(NpgsqlConnection Connection, int ProcessId, string Began) : IDisposable
{
    /// <summary>How long the server may take to end a session; it holds nothing but an open transaction.</summary>
    const int EndMillisecondsMax = 5_000;

    const string Mine =
        "SELECT pid, backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()";

    const string End = """
        SELECT coalesce(bool_and(pg_terminate_backend(pid, $3)), true)
        FROM pg_stat_activity WHERE pid = $1 AND backend_start::text = $2
        """;

    /// <summary>Whether nothing is known against it.</summary>
    public bool IsOpen => Connection.State == ConnectionState.Open;

    /// <summary>The session behind a connection.</summary>
    public static PostgresSession Of(NpgsqlConnection connection) => PostgresFaults.Try(() =>
    {
        using var command = new NpgsqlCommand(Mine, connection);
        using var reader = command.ExecuteReader();
        reader.Read();
        return new PostgresSession(connection, reader.GetInt32(0), reader.GetString(1));
    });

    /// <summary>
    /// Ends another session at the server, if it is still there. Afterwards nothing that was sent to it can be carried
    /// out any more, wherever on the way it is.
    /// </summary>
    /// <exception cref="TimeoutException">The server did not end it.</exception>
    public void EndOther(PostgresSession other)
    {
        using var command = new NpgsqlCommand(End, Connection);
        command.Parameters.Add(new() { Value = other.ProcessId });
        command.Parameters.Add(new() { Value = other.Began });
        command.Parameters.Add(new() { Value = (long)EndMillisecondsMax });
        if (command.ExecuteScalar() is not true)
            throw new TimeoutException("The server did not end the broken session.");
    }

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();
}
