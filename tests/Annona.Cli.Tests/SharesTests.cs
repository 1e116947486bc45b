using System.Text.RegularExpressions;

namespace Annona.Cli.Tests;

/// <summary>A new set of recovery shares beside the first one.</summary>
public sealed partial class SharesTests : IDisposable
{
    const string FaroukSays = "Farouk's own passphrase";

    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Two_of_the_new_shares_open_the_operation_and_two_old_ones_still_do_but_never_one_of_each()
    {
        var old = SharesIn(shell.Done("init op --name Lusavan --as Ani").Out);

        var printed = shell.Done("keys shares --data op");

        var fresh = SharesIn(printed.Out);
        Assert.Equal([3, 3], [old.Count, fresh.Count]);
        Assert.Empty(old.Intersect(fresh));
        Assert.Contains("Share 1 of 3", printed.Out, StringComparison.Ordinal);
        Assert.Contains("operation Lusavan", printed.Out, StringComparison.Ordinal);
        Assert.Contains("Sets that were printed before open the operation as well", printed.Out,
            StringComparison.Ordinal);
        Assert.StartsWith("2 entries", shell.Done("verify --data op").Out, StringComparison.Ordinal);
        File.Delete(Directory.GetFiles(shell.PathOf("op.keys"), "*.key.json").Single());

        var mixed = shell.Run($"keys recover --share {old[0]} --share {fresh[1]} --data op");
        Assert.Equal(4, mixed.Exit);
        Assert.Contains("were not made together", mixed.Error, StringComparison.Ordinal);
        var mistyped = shell.Run($"keys recover --share {fresh[0][..^1]}Z --share {fresh[1]} --data op");
        Assert.Equal(4, mistyped.Exit);
        Assert.Contains("Share 1 of those given is mistyped", mistyped.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(shell.PathOf("op.keys"), "*.key.json"));
        shell.Done($"keys recover --share {fresh[2]} --share {fresh[0]} --as Davit --data op");
        shell.Done($"keys recover --share {old[1]} --share {old[2]} --as Seda --data op");
        shell.Done("party list --officer Davit --data op");
        shell.Done("party list --officer Seda --data op");
    }

    [Fact]
    public void Only_a_coordinator_prints_shares()
    {
        shell.Done("init op --name Lusavan --as Ani");
        Assert.Equal(0, shell.Run(
            "officer enrol Farouk --roles registrar --data op --officer Ani", Shell.Passphrase, FaroukSays).Exit);

        var no = shell.Run("keys shares --data op --officer Farouk", FaroukSays);
        var wrong = shell.Run("keys shares --data op --officer Ani", FaroukSays);
        var nowhere = shell.Run("keys shares --data nowhere");

        Assert.Equal((1, ""), (no.Exit, no.Out));
        Assert.Contains("[access.not-your-role]", no.Error, StringComparison.Ordinal);
        Assert.Equal((4, ""), (wrong.Exit, wrong.Out));
        Assert.Equal((3, ""), (nowhere.Exit, nowhere.Out));
    }

    static List<string> SharesIn(string printed) => [.. Share.Matches(printed).Select(match => match.Value)];

    [GeneratedRegex(@"[0-9A-Z]{6}(-[0-9A-Z]{6}){11}")]
    static partial Regex Share { get; }
}
