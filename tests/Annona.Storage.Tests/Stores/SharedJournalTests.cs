using Annona.Journal;
using Annona.Parties;
using Annona.Storage.Folder;

namespace Annona.Storage.Tests.Stores;

/// <summary>Several processes at one operation: one records, the others follow, and the next one goes on.</summary>
public abstract class SharedJournalTests
{
    /// <summary>Far longer than anything here takes: what is not there then never comes.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    /// <summary>Folders of an operation with one party.</summary>
    protected abstract OperationPaths Made();

    [Fact]
    public void Who_follows_sees_what_the_other_records_and_records_nothing()
    {
        var paths = Made();
        using var first = MadeOperation.Open(paths);
        using var second = MadeOperation.Open(paths, FolderUse.Follow);

        MadeOperation.Record(first, "Lusavan Daily");

        Await(() => MadeOperation.Names(second).Contains("Lusavan Daily"));
        var refused = Assert.IsType<Decision.Refused>(MadeOperation.Ask(second, StoredWorld.Party("Of the second")));
        Assert.Equal("operation.elsewhere", refused.Why.Code);
        Assert.Contains($"number {Environment.ProcessId}", refused.Why.Message, StringComparison.Ordinal);
        Assert.Equal(first.Operation.Tree, second.Operation.Tree);
    }

    [Fact]
    public void Who_follows_goes_on_when_the_other_ends_and_answers_what_that_one_recorded()
    {
        var paths = Made();
        var ask = StoredWorld.Party("Lusavan Daily");
        var first = MadeOperation.Open(paths);
        var second = MadeOperation.Open(paths, FolderUse.Follow);
        Assert.IsType<Decision.Accepted>(MadeOperation.Ask(first, ask));

        first.Dispose();

        Await(() => MadeOperation.Ask(second, ask) is Decision.Accepted { Repeated: true });
        MadeOperation.Record(second, "Third");
        second.Dispose();
        Assert.Null(MadeOperation.Verify(paths).Fault);
        Assert.Equal(OperationFolder.KeptHead(paths), MadeOperation.Head(paths));
    }

    [Fact]
    public void One_after_another_takes_its_turn_and_the_journal_has_one_end()
    {
        var paths = Made();
        var running = Enumerable.Range(0, 3).Select(_ => MadeOperation.Open(paths, FolderUse.Follow)).ToList();
        var names = new List<string> { "City of Lusavan" };

        while (running.Count > 0)
        {
            var name = $"Party {running.Count}";
            var ask = StoredWorld.Party(name);
            Await(() => running.Exists(one => MadeOperation.Ask(one, ask) is Decision.Accepted { Repeated: false }));
            names.Add(name);
            var has = running.Find(one => MadeOperation.Ask(one, ask) is Decision.Accepted);
            Assert.NotNull(has);
            Assert.Equal(names, MadeOperation.Names(has));
            running.Remove(has);
            has.Dispose();
        }

        var verified = MadeOperation.Verify(paths);
        Assert.Null(verified.Fault);
        Assert.Equal(1 + names.Count, verified.Size);
    }

    [Fact]
    public async Task A_second_writer_in_the_same_folder_sends_its_requests_to_the_first()
    {
        var paths = Made();
        using var first = MadeOperation.Open(paths);
        using var second = MadeOperation.Open(paths);
        var ask = StoredWorld.Party("Lusavan Daily");

        Assert.IsType<Decision.Accepted>(await second.Record(ask, TestContext.Current.CancellationToken));

        Assert.Equal(["City of Lusavan", "Lusavan Daily"], MadeOperation.Names(first));
        Assert.Equal(["City of Lusavan", "Lusavan Daily"], MadeOperation.Names(second));
    }

    protected static void Await(Func<bool> isSo)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Soon, "It did not happen.");
            Thread.Sleep(5);
        }
    }
}

/// <summary>Sharing a file.</summary>
public sealed class SharedFileTests(MadeOperation made) : SharedJournalTests, IClassFixture<MadeOperation>
{
    protected override OperationPaths Made() => made.Copy("shared");
}

/// <summary>Sharing a journal at a server.</summary>
public sealed class SharedServerTests(MadeOperation made) : SharedJournalTests, IClassFixture<MadeOperation>
{
    static readonly PostgresServer server = PostgresServer.Shared;

    protected override OperationPaths Made() => made.AtServer(server.Connection);

    [Fact]
    public void The_folder_of_a_journal_at_a_server_holds_no_password_and_no_entry()
    {
        var paths = Made();

        Assert.False(File.Exists(paths.Journal));
        Assert.Contains(server.Folder, File.ReadAllText(paths.Server), StringComparison.Ordinal);
        using (var running = MadeOperation.Open(paths))
            MadeOperation.Record(running, "Lusavan Daily");
        Assert.False(File.Exists(paths.Journal));
    }

    [Fact]
    public void A_second_writer_in_another_folder_hears_who_writes()
    {
        var paths = Made();
        var elsewhere = made.Nowhere();
        Disk.Copy(paths.Data, elsewhere.Data);
        Disk.Copy(paths.Keys, elsewhere.Keys);
        File.Delete(elsewhere.Holder);
        using var first = MadeOperation.Open(paths);

        var told = Assert.Throws<StoreException>(() => MadeOperation.Open(elsewhere));

        Assert.Equal($"Another annona process (number {Environment.ProcessId} on {Environment.MachineName}) is writing "
            + "to this operation.", told.Message);
        using var reading = MadeOperation.Open(elsewhere, FolderUse.Read);
        Assert.Equal(["City of Lusavan"], MadeOperation.Names(reading));
    }

    [Theory]
    [InlineData("Host=/nowhere")]
    [InlineData("Host=here;Password=secret")]
    [InlineData("nonsense")]
    public void An_operation_at_a_server_that_cannot_be_had_leaves_nothing_behind(string words)
    {
        var paths = made.Nowhere();

        Assert.Throws<StoreException>(() => OperationFolder.Create(
            paths, "Lusavan 2026", "Amal Test", MadeOperation.Passphrase, words));

        Assert.False(Directory.Exists(paths.Data));
        Assert.False(Directory.Exists(paths.Keys));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"Connection":"Host=x","Schema":"a; DROP"}""")]
    public void A_file_that_does_not_say_where_the_journal_is_is_told(string text)
    {
        var paths = Made();
        File.WriteAllText(paths.Server, text);

        Assert.NotEmpty(Assert.Throws<StoreException>(() => MadeOperation.Open(paths)).Remedy);
    }

    [Fact]
    public void A_lease_whose_session_ended_is_taken_again_or_followed()
    {
        var paths = Made();
        using var first = MadeOperation.Open(paths);
        using var second = MadeOperation.Open(paths, FolderUse.Follow);
        MadeOperation.Record(first, "Before");

        server.Run($"""
            SELECT pg_terminate_backend(pid, 5000) FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'advisory' AND (classid::bigint << 32) | objid::bigint
                = hashtextextended('{MadeOperation.SchemaOf(paths)}', 0)
            """);

        foreach (var name in (string[])["After", "Later"])
        {
            var ask = StoredWorld.Party(name);
            Await(() => Accepts(first, ask) || Accepts(second, ask));
        }
        Await(() => MadeOperation.Names(first).Count == 4 && MadeOperation.Names(second).Count == 4);
        Assert.Equal(first.Operation.Tree, second.Operation.Tree);
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    [Fact]
    public void What_the_server_logs_names_nobody()
    {
        using var talkative = new PostgresServer(
            ["log_statement=all", "log_min_duration_statement=0", "log_parameter_max_length=-1",
                "log_parameter_max_length_on_error=-1", "log_error_verbosity=verbose"]);
        var paths = made.AtServer(talkative.Connection);
        using (var running = MadeOperation.Open(paths))
        {
            MadeOperation.Record(running, "Canary of Lusavan");
            talkative.Run($"ALTER TABLE \"{MadeOperation.SchemaOf(paths)}\".checkpoint ADD CHECK (size < 5)");
            MadeOperation.Record(running, "Canary of the valley");
            Assert.Throws<StoreException>(() => MadeOperation.Record(running, "Canary of the hills"));
        }

        var log = talkative.Log;
        Assert.Contains("INSERT INTO entry", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower("Canary"u8), log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Amal", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower("Amal"u8), log, StringComparison.OrdinalIgnoreCase);
    }

    static bool Accepts(RunningOperation running, AddParty ask)
    {
        try
        {
            return MadeOperation.Ask(running, ask) is Decision.Accepted;
        }
        catch (StoreException)
        {
            return false;
        }
    }
}
