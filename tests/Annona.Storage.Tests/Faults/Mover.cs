using System.Diagnostics;
using System.Runtime.CompilerServices;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Move;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// A process that moves a journal and is killed after one step: this very program, told by its environment.
/// </summary>
static class Mover
{
    const string Variable = "ANNONA_TEST_MOVE";

    [ModuleInitializer]
    public static void Begin()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('\n') is not [var folder, var words, var step])
            return;
        var move = new JournalMove(OperationPaths.For(folder, keys: null), OldCopy.SetAside, CopyWatch.None)
        {
            Reached = reached =>
            {
                if ($"{reached}" != step)
                    return;
                using var self = Process.GetCurrentProcess();
                self.Kill();
                Thread.Sleep(Timeout.Infinite);
            },
        };
        _ = words.Length == 0 ? move.ToFile() : move.ToServer(words);
        Environment.Exit(0);
    }

    /// <summary>Lets a process move a journal, to a file without words, and be killed after a step.</summary>
    public static void KillAfter(MoveStep step, OperationPaths paths, string words)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Mover).Assembly.Location])
        {
            Environment = { [Variable] = $"{paths.Data}\n{words}\n{step}" },
        })!;
        process.WaitForExit();
        Assert.NotEqual(0, process.ExitCode);
    }
}
