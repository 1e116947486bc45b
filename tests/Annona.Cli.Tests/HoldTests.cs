using System.Globalization;
using Annona.Storage.Tests.Stores;
using static Annona.Cli.Tests.HolderProcesses;

namespace Annona.Cli.Tests;

/// <summary>A process holds an operation for the others, and another one waits to take its place.</summary>
public sealed class HoldTests : IDisposable
{
    readonly Shell shell = new();
    readonly HolderProcesses holders;

    public HoldTests() => holders = new(shell);

    public void Dispose()
    {
        holders.Dispose();
        shell.Dispose();
    }

    [Fact]
    public void Commands_record_through_a_holder_and_a_follower_takes_its_place()
    {
        shell.Done("init op --name Lusavan");
        var first = holders.Start("hold --data op");
        Assert.Equal(
            $"Lusavan is held by process {first.Id}. Other commands record through it. End with Ctrl-C.", Line(first));

        shell.Done("party add Office --data op");
        var refused = shell.Run("hold --data op");
        var second = holders.Start("hold --follow --data op");
        var follows = Line(second);

        Assert.Contains("Office", shell.Done("party list --data op").Out, StringComparison.Ordinal);
        Assert.Equal(3, refused.Exit);
        Assert.Contains(first.Id.ToString(CultureInfo.InvariantCulture), refused.Error, StringComparison.Ordinal);
        Assert.Contains("annona hold --follow", refused.Error, StringComparison.Ordinal);
        Assert.Contains($"(number {first.Id})", follows, StringComparison.Ordinal);

        Assert.Equal((0, ""), Ended(first));
        Assert.StartsWith($"Lusavan is taken over by process {second.Id}.", Line(second), StringComparison.Ordinal);
        shell.Done("party add \"City of Lusavan\" --data op");

        // However the holder ends, what was recorded through it is there, and the next one follows.
        var third = holders.Start("hold --follow --data op");
        Assert.Contains($"(number {second.Id})", Line(third), StringComparison.Ordinal);
        second.Kill();
        Assert.StartsWith($"Lusavan is taken over by process {third.Id}.", Line(third), StringComparison.Ordinal);
        shell.Done("party add Depot --data op");

        Assert.Equal((0, ""), Ended(third));
        Assert.StartsWith("4 entries", shell.Done("verify --data op").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_at_a_server_is_taken_over_from_a_holder_that_was_killed()
    {
        shell.Done($"init op --name Lusavan --postgres \"{PostgresServer.Shared.Connection}\"");
        var first = holders.Start("hold --data op");
        Assert.StartsWith($"Lusavan is held by process {first.Id}.", Line(first), StringComparison.Ordinal);
        shell.Done("party add Office --data op");
        var second = holders.Start("hold --follow --data op");
        Assert.Contains($"(number {first.Id} on ", Line(second), StringComparison.Ordinal);

        first.Kill();

        Assert.StartsWith($"Lusavan is taken over by process {second.Id}.", Line(second), StringComparison.Ordinal);
        shell.Done("party add Depot --data op");
        Assert.Equal((0, ""), Ended(second));
        Assert.StartsWith("3 entries", shell.Done("verify --data op").Out, StringComparison.Ordinal);
    }
}
