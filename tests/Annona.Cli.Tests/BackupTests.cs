namespace Annona.Cli.Tests;

public sealed class BackupTests : IDisposable
{
    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Every_command_of_the_guide_to_backups_does_what_the_guide_says()
    {
        var ran = Guide.Run(shell, "docs/guides/backup.md");

        Assert.True(ran.Exit == 0, ran.Out + ran.Error);
        Assert.Contains("2 entries and 0 documents are in", ran.Out, StringComparison.Ordinal);
        Assert.Contains("2 entries are back in", ran.Out, StringComparison.Ordinal);
        Assert.Contains("City of Lusavan", ran.Out, StringComparison.Ordinal);
        Assert.Contains("recovered with shares 1 and 2", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_of_the_guide_to_keys_does_what_the_guide_says()
    {
        var ran = Guide.Run(shell, "docs/guides/keys.md");

        Assert.True(ran.Exit == 0, ran.Out + ran.Error);
        Assert.Contains("Nothing is due: epoch 1 began on", ran.Out, StringComparison.Ordinal);
        // Canaria, and the officer's own name.
        Assert.Contains("Epoch 2: 2 persons' keys are wrapped with a new key.", ran.Out, StringComparison.Ordinal);
        // Added, and read back after the turn-over and with the keys of the backup.
        Assert.Equal(3, ran.Out.Split("N1").Length - 1);
    }

    [Fact]
    public void What_cannot_be_put_back_says_why_and_leaves_nothing()
    {
        shell.Done("init op");
        shell.Done("backup b --data op");
        var key = Path.GetFileName(Directory.GetFiles(shell.PathOf("op.keys"), "*.key.json").Single());

        var noBackup = shell.Run($"restore nowhere new --key-file op.keys/{key}");
        var noKey = shell.Run("restore b new");
        var wrong = shell.Run($"restore b new --key-file op.keys/{key}", "another passphrase");
        var full = shell.Run($"restore b op --key-file op.keys/{key}");
        var both = shell.Run($"restore b new --key-file op.keys/{key} --share x");
        var again = shell.Run("backup b --data op");

        Assert.Equal((3, 4, 4, 3, 2, 3),
            (noBackup.Exit, noKey.Exit, wrong.Exit, full.Exit, both.Exit, again.Exit));
        Assert.Contains("There is no backup file", noBackup.Error, StringComparison.Ordinal);
        Assert.Contains("There is no key file in", noKey.Error, StringComparison.Ordinal);
        Assert.Contains("is not empty", full.Error, StringComparison.Ordinal);
        Assert.Contains("already", again.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(shell.PathOf("new")));
    }
}
