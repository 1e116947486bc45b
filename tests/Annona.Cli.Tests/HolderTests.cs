using Annona.Journal;
using Annona.Parties;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Cli.Tests;

/// <summary>A long-running process holds an operation, and officers go on typing commands beside it.</summary>
public sealed class HolderTests : IDisposable
{
    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Commands_record_and_read_while_another_process_holds_the_operation()
    {
        shell.Done("init op");
        var paths = OperationPaths.For(shell.PathOf("op"), keys: null);
        var officer = OfficerKeyFile.Unlock(OfficerKeyFile.FilesIn(paths.Keys)[0], Shell.Passphrase);
        using var holder = OperationFolder.Open(paths, officer, FolderUse.Write, Opening.PersonalParts);

        var added = shell.Done("party add Office --data op");
        var twice = shell.Run("party add Office --data op");
        var listed = shell.Done("party list --data op");

        Assert.Contains("A1", added.Out, StringComparison.Ordinal);
        Assert.Equal(1, twice.Exit);
        Assert.Contains("party.already-there", twice.Error, StringComparison.Ordinal);
        Assert.Contains("Office", listed.Out, StringComparison.Ordinal);
        var known = holder.Operation.Answer(new FindParty("Office"), holder.Actor, CancellationToken.None);
        Assert.NotNull(known);
        Assert.StartsWith("2 entries", shell.Done("verify --data op").Out, StringComparison.Ordinal);
    }
}
