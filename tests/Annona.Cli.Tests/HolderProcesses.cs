using System.Diagnostics;
using System.Globalization;

namespace Annona.Cli.Tests;

/// <summary>Processes that hold an operation while a test goes on, and end with it.</summary>
sealed class HolderProcesses(Shell shell) : IDisposable
{
    static readonly TimeSpan LineMax = TimeSpan.FromSeconds(60);

    readonly List<Process> started = [];

    public Process Start(string line, string? passphrase = Shell.Passphrase)
    {
        var process = shell.Start(line, passphrase);
        started.Add(process);
        return process;
    }

    /// <summary>The next line that it prints, waited for.</summary>
    public static string Line(Process process)
    {
        var line = process.StandardOutput.ReadLineAsync();
        Assert.True(line.Wait(LineMax), "Nothing was printed.");
        return line.Result ?? $"It ended: {process.StandardError.ReadToEnd()}";
    }

    /// <summary>Ends it as a system does that shuts down; how it ended, and what it still printed.</summary>
    public static (int Exit, string Out) Ended(Process process)
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        Assert.True(process.WaitForExit(LineMax), "It did not end.");
        return (process.ExitCode, process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd());
    }

    public void Dispose()
    {
        foreach (var process in started)
        {
            if (!process.HasExited)
                process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
