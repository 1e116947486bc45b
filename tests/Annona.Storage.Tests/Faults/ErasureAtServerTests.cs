using Annona.Storage.Folder;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// A thousand people are erased under load from a journal at a server. Afterwards no table file of the server has a
/// byte of what was sealed for them, and its own log has none when it was cut as the guide says.
/// </summary>
public sealed class ErasureAtServerTests : IDisposable
{
    /// <summary>A log of four segments at most between two checkpoints, and of two afterwards.</summary>
    static readonly string[] small = ["min_wal_size=32MB", "max_wal_size=64MB"];

    readonly Disk disk = new();
    readonly OperationPaths paths;

    public ErasureAtServerTests() => paths = OperationPaths.For(disk["op"], keys: null);

    public void Dispose() => disk.Dispose();

    /// <summary>
    /// With <c>off</c> a segment that is done with is removed, as the guide advises. With <c>on</c>, as servers come,
    /// it becomes a coming one with its bytes, and each must have been the present one since.
    /// </summary>
    [Theory]
    [InlineData("off", 1)]
    [InlineData("on", 6)]
    [Trait("Suite", "faults")]
    public void Of_a_thousand_people_who_are_erased_under_load_the_server_keeps_no_word_and_no_sealed_byte(
        string recycle, int segments)
    {
        using var server = new PostgresServer([.. small, $"wal_recycle={recycle}"]);
        var (running, _) = OperationFolder.Create(
            paths, "Lusavan 2026", "Amal Test", MadeOperation.Passphrase, server.Connection);
        using (running)
        {
            var canaries = ErasureLoad.Registered(running);
            var traces = ErasureLoad.TracesOf(paths, canaries);
            Assert.Equal(4 * ErasureLoad.Canaries, traces.Count);
            server.Run("CHECKPOINT");
            // They are in the tables and in the log, or this test shows nothing.
            Assert.NotEmpty(With(traces, TablesOf(server)));
            Assert.NotEmpty(With(traces, LogOf(server)));

            ErasureLoad.EraseUnderLoad(running, canaries);
            MadeOperation.Record(running, "Party at the end");
            server.Run("CHECKPOINT");

            Assert.Empty(With(traces, TablesOf(server)));
            Assert.DoesNotContain(
                With(traces, LogOf(server)), found => found.Contains("a word", StringComparison.Ordinal));
            for (var segment = 0; segment < segments; segment++)
            {
                server.Run("SELECT pg_switch_wal()");
                server.Run("CHECKPOINT");
            }
            Assert.Empty(With(traces, LogOf(server)));
            Assert.Empty(With(traces, Directory.EnumerateFiles(disk.Folder, "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".socket", StringComparison.Ordinal))));
        }
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    static IEnumerable<string> TablesOf(PostgresServer server) => FilesOf(server).Where(file => !IsLog(file));

    static IEnumerable<string> LogOf(PostgresServer server) => FilesOf(server).Where(IsLog);

    static bool IsLog(string file) => file.Contains("/pg_wal/", StringComparison.Ordinal);

    /// <summary>Everything in its folder, what it reports too; a socket is no file.</summary>
    static IEnumerable<string> FilesOf(PostgresServer server) => Directory
        .EnumerateFiles(server.Folder, "*", SearchOption.AllDirectories)
        .Where(file => !Path.GetFileName(file).StartsWith(".s.PGSQL", StringComparison.Ordinal));

    static List<string> With(HashSet<ulong> traces, IEnumerable<string> files) =>
    [
        .. files.Select(file => (file, Found: ErasureLoad.FoundIn(BytesOf(file), traces)))
            .Where(found => found.Found is not null).Select(found => $"{found.file}: {found.Found}"),
    ];

    static byte[] BytesOf(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        // The server removed it meanwhile.
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
