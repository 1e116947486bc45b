using System.Diagnostics;
using System.Globalization;
using Annona.Storage.Tests.Stores;

namespace Annona.Cli.Tests;

/// <summary>A process holds an operation for the others, and another one waits to take its place.</summary>
public sealed class HoldTests : IDisposable
{
    static readonly TimeSpan LineMax = TimeSpan.FromSeconds(60);

    readonly Shell shell = new();
    readonly List<Process> started = [];

    public void Dispose()
    {
        foreach (var process in started)
        {
            if (!process.HasExited)
                process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
        shell.Dispose();
    }

    [Fact]
    public void Commands_record_through_a_holder_and_a_follower_takes_its_place()
    {
        shell.Done("init op --name Lusavan");
        var first = Start("hold --data op");
        Assert.Equal(
            $"Lusavan is held by process {first.Id}. Other commands record through it. End with Ctrl-C.", Line(first));

        shell.Done("party add Office --data op");
        var refused = shell.Run("hold --data op");
        var second = Start("hold --follow --data op");
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
        var third = Start("hold --follow --data op");
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
        var first = Start("hold --data op");
        Assert.StartsWith($"Lusavan is held by process {first.Id}.", Line(first), StringComparison.Ordinal);
        shell.Done("party add Office --data op");
        var second = Start("hold --follow --data op");
        Assert.Contains($"(number {first.Id} on ", Line(second), StringComparison.Ordinal);

        first.Kill();

        Assert.StartsWith($"Lusavan is taken over by process {second.Id}.", Line(second), StringComparison.Ordinal);
        shell.Done("party add Depot --data op");
        Assert.Equal((0, ""), Ended(second));
        Assert.StartsWith("3 entries", shell.Done("verify --data op").Out, StringComparison.Ordinal);
    }

    Process Start(string line)
    {
        var process = shell.Start(line);
        started.Add(process);
        return process;
    }

    static string Line(Process process)
    {
        var line = process.StandardOutput.ReadLineAsync();
        Assert.True(line.Wait(LineMax), "Nothing was printed.");
        return line.Result ?? $"It ended: {process.StandardError.ReadToEnd()}";
    }

    /// <summary>Ends it as a system does that shuts down; how it ended, and what it still printed.</summary>
    static (int Exit, string Out) Ended(Process process)
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        Assert.True(process.WaitForExit(LineMax), "It did not end.");
        return (process.ExitCode, process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd());
    }
}
