using Annona.Storage.Tests.Stores;

namespace Annona.Cli.Tests;

/// <summary>An operation whose journal is at a database server, from the command line.</summary>
public sealed class PostgresTests : IDisposable
{
    static readonly PostgresServer server = PostgresServer.Shared;

    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void An_operation_at_a_server_is_made_and_used_like_any_other()
    {
        var made = shell.Done($"init op --postgres \"{server.Connection}\"");
        shell.Done("party add \"City of Lusavan\" --data op");

        Assert.Contains("with its journal at the database server", made.Out, StringComparison.Ordinal);
        Assert.Contains("City of Lusavan", shell.Done("party list --data op").Out, StringComparison.Ordinal);
        Assert.StartsWith("2 entries", shell.Done("verify --data op").Out, StringComparison.Ordinal);
        shell.Done("promises --data op");
        Assert.False(File.Exists(shell.PathOf("op/journal.db")));
    }

    [Fact]
    public void Every_command_of_the_guide_to_servers_does_what_the_guide_says()
    {
        var ran = Guide.Run(shell, "docs/guides/postgresql.md",
            "Host=db.example;Database=annona;Username=annona", server.Connection);

        Assert.True(ran.Exit == 0, ran.Out + ran.Error);
        Assert.Contains("2 entries moved, verified and compared", ran.Out, StringComparison.Ordinal);
        Assert.Contains("is set aside as", ran.Out, StringComparison.Ordinal);
        Assert.Contains("The old copy is removed.", ran.Out, StringComparison.Ordinal);
        Assert.Contains("2 entries are back in", ran.Out, StringComparison.Ordinal);
        Assert.Contains("The journal is at the database server", ran.Out, StringComparison.Ordinal);
        var key = Directory.GetFiles(shell.PathOf("small.keys"), "officer-*.key.json")[0];
        var twice = shell.Run($"restore backups/small again --key-file {key} --postgres \"{server.Connection}\"");
        Assert.Equal(3, twice.Exit);
        Assert.Contains("has a journal of this operation already", twice.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(shell.PathOf("again")));
    }

    [Fact]
    public void What_cannot_be_made_at_a_server_says_why_and_leaves_nothing()
    {
        server.Run("CREATE ROLE guest LOGIN");

        var secret = shell.Run($"init op --postgres \"{server.Connection};Password=secret\"");
        var away = shell.Run("init op --postgres \"Host=/nowhere;Database=annona\"");
        var noDatabase = shell.Run($"init op --postgres \"Host={server.Folder};Database=none;Username=annona\"");
        var noRight = shell.Run($"init op --postgres \"Host={server.Folder};Database=postgres;Username=guest\"");

        Assert.Equal((3, 3, 3, 3), (secret.Exit, away.Exit, noDatabase.Exit, noRight.Exit));
        Assert.Contains("hold a password", secret.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", secret.Error + secret.Out, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", away.Error, StringComparison.Ordinal);
        Assert.Contains("no such database", noDatabase.Error, StringComparison.Ordinal);
        Assert.Contains("may not make a schema", noRight.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(shell.PathOf("op")) || Directory.Exists(shell.PathOf("op.keys")));
    }
}
