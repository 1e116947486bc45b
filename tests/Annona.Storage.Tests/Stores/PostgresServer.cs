using System.Diagnostics;
using Annona.Storage.Postgres;
using Npgsql;

namespace Annona.Storage.Tests.Stores;

/// <summary>
/// A real PostgreSQL server for the tests of one process, in a temporary folder and behind a socket in it, made when
/// the first test asks and gone with the process, however it ends.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>A new cluster takes about a second; a machine under load is slow, not broken.</summary>
    static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);

    static readonly Lazy<PostgresServer> shared = new(() => new([]));

    /// <summary>
    /// The server refuses to run as the administrator: the account that the distribution makes for it, or any other.
    /// </summary>
    static string Account => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", default))
        ? "postgres"
        : "nobody";

    /// <summary>
    /// Makes a cluster, runs the server, and waits for the end of its input, which comes when the test process ends.
    /// Then the server is stopped and the folder removed. Restarted on a line "restart", after it was ended.
    /// </summary>
    const string Script = """
        bin=$1 folder=$2; shift 2
        "$bin/initdb" -D "$folder/data" -U annona -A trust -E UTF8 --locale=C --data-checksums >"$folder/made" 2>&1
        printf 'local all guarded scram-sha-256\nlocal all all trust\n' >"$folder/data/pg_hba.conf"
        start() {
            "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= "$@" >>"$folder/log" 2>&1 &
            server=$!
            echo $server >"$folder/pid"
        }
        start "$@"
        while read -r word; do
            wait $server
            # Sessions of a killed server end a moment after it, and no new server starts beside them.
            for try in 1 2 3 4 5 6 7 8 9; do
                start "$@"
                sleep 1
                kill -0 $server 2>/dev/null && break
            done
        done
        kill -INT $server; wait $server; rm -rf "$folder"
        """;

    readonly Process script;
    readonly string folder = $"/tmp/annona-postgres-{Guid.NewGuid():N}";

    /// <summary>Makes a server of a test's own, with these settings besides.</summary>
    public PostgresServer(IEnumerable<string> settings)
    {
        Directory.CreateDirectory(folder);
        List<string> words = [.. Environment.IsPrivilegedProcess ? As(Account) : [], "sh", "-c", Script, "sh"];
        script = Process.Start(new ProcessStartInfo(words[0],
            [.. words.Skip(1), Programs(), folder, .. settings.SelectMany(set => (string[])["-c", set])])
        {
            RedirectStandardInput = true, WorkingDirectory = folder,
        })!;
        WaitUntilItAnswers();
    }

    /// <summary>The server that tests share; each makes a schema of its own.</summary>
    public static PostgresServer Shared => shared.Value;

    /// <summary>Words that lead to it.</summary>
    public string Connection => $"Host={folder};Database=postgres;Username=annona";

    /// <summary>What the server logged.</summary>
    public string Log => File.ReadAllText(Path.Combine(folder, "log"));

    /// <summary>Its folder, in which its socket lies.</summary>
    public string Folder => folder;

    /// <summary>A place for a new journal.</summary>
    public PostgresPlace NewPlace() => PostgresPlace.For(Connection, Guid.NewGuid());

    /// <summary>Ends the server as a power cut would, then lets it start again and mend itself.</summary>
    public void KillAndRestart()
    {
        var id = int.Parse(File.ReadAllText(Path.Combine(folder, "pid")), null);
        using (var server = Process.GetProcessById(id))
            server.Kill();
        script.StandardInput.WriteLine("restart");
        script.StandardInput.Flush();
        WaitUntilItAnswers();
    }

    /// <summary>Runs a statement as the server's administrator.</summary>
    public void Run(string sql)
    {
        using var connection = new NpgsqlConnection(Connection + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        script.StandardInput.Close();
        script.WaitForExit();
        script.Dispose();
    }

    string[] As(string account)
    {
        using var owner = Process.Start("chown", [account, folder]);
        owner.WaitForExit();
        Assert.Equal(0, owner.ExitCode);
        return ["setpriv", $"--reuid={account}", $"--regid={account}", "--init-groups"];
    }

    /// <summary>The folder of the server's programs: the newest that is installed.</summary>
    static string Programs()
    {
        IEnumerable<string> places =
        [
            .. Folders("/usr/lib/postgresql"), .. Folders("/opt/homebrew/opt"), .. Folders("/usr/local/opt"),
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
        ];
        return places.FirstOrDefault(place =>
                File.Exists(Path.Combine(place, "initdb")) && File.Exists(Path.Combine(place, "postgres")))
            ?? throw new InvalidOperationException(
                "There is no PostgreSQL server on this machine: run ./test, which installs it, or install it yourself "
                + "(Debian: apt-get install postgresql; macOS: brew install postgresql).");
    }

    static IEnumerable<string> Folders(string under) => !Directory.Exists(under)
        ? []
        : Directory.EnumerateDirectories(under).OrderDescending(StringComparer.Ordinal)
            .SelectMany(folder => (string[])[Path.Combine(folder, "bin")]);

    void WaitUntilItAnswers()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection(Connection + ";Pooling=false;Timeout=2");
                connection.Open();
                return;
            }
            catch (NpgsqlException) when (TimeProvider.System.GetElapsedTime(began) < StartMax && !script.HasExited)
            {
                Thread.Sleep(20);
            }
        }
    }
}
