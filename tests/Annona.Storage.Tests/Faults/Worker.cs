using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// The process that <see cref="WorkKillTests"/> kills: this very program, told by its environment to do a longer work
/// in a folder. It prints <c>! ID</c> for what was acknowledged. At the write that it was told it prints <c>at</c> and
/// stands still, in the middle of its work, until it is killed; when it comes to its end it prints how many writes
/// there were.
/// </summary>
static class Worker
{
    const string Variable = "ANNONA_TEST_WORK";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Runs before the test runner's own Main, which is generated.
    [ModuleInitializer]
    public static void Begin()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('\n') is not [var name, var root, var at])
            return;
        Environment.SetEnvironmentVariable(Variable, null);
        // Other threads may not enter an assembly that is still being initialised, and the disk calls back on them: a
        // second copy of it does the work.
        var copy = new AssemblyLoadContext("worker").LoadFromAssemblyPath(typeof(Worker).Assembly.Location);
        copy.GetType(typeof(Worker).FullName!)!.GetMethod(nameof(Work))!.Invoke(null, [name, root, at]);
        Environment.Exit(0);
    }

    public static void Work(string name, string root, string at)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        var work = FolderWork.Of(name);
        using var disk = FaultyDisk.Under(root);
        using var desk = new WorkDesk(WorkDesk.Below(root), work.Passphrase)
        {
            Heard = id => output.WriteLine($"! {id}"),
        };
        disk.FailsAt = int.Parse(at, CultureInfo.InvariantCulture);
        disk.Reached = () =>
        {
            output.WriteLine("at");
            // Whoever holds the other end kills this process; when that one is gone, it ends by itself.
            Console.In.ReadToEnd();
            Environment.FailFast("Nobody killed this process.");
        };
        work.Do(desk);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"end {disk.Changes}"));
    }

    /// <summary>Lets a process do a work to its end, and says how many writes there were.</summary>
    public static int WritesOf(string work, string root) =>
        int.Parse(Told(work, root, at: 0, kill: null)[^1].Split(' ')[1], CultureInfo.InvariantCulture);

    /// <summary>Lets a process do a work, kills it before one of its writes, and says what was acknowledged.</summary>
    public static IReadOnlyList<Guid> KilledAt(int write, string work, string root) =>
        [.. Ids(Told(work, root, write, line => line == "at"))];

    /// <summary>Kills it once it acknowledged so many ids, while it goes on.</summary>
    public static IReadOnlyList<Guid> KilledAfter(int ids, string work, string root)
    {
        var heard = 0;
        return [.. Ids(Told(work, root, at: 0, line => line[0] == '!' && ++heard == ids))];
    }

    static IEnumerable<Guid> Ids(IEnumerable<string> lines) =>
        lines.Where(line => line[0] == '!').Select(line => Guid.Parse(line[2..]));

    /// <summary>Every whole line that it said.</summary>
    static List<string> Told(string work, string root, int at, Func<string, bool>? kill)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Worker).Assembly.Location])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
            Environment = { [Variable] = string.Create(CultureInfo.InvariantCulture, $"{work}\n{root}\n{at}") },
        })!;
        using var late = new Timer(_ => process.Kill(), null, Patience, Timeout.InfiniteTimeSpan);
        var lines = new List<string>();
        var isKilled = false;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            lines.Add(line);
            if (isKilled || kill?.Invoke(line) != true)
                continue;
            process.Kill();
            isKilled = true;
        }
        process.WaitForExit();
        Assert.Equal(kill is not null, isKilled);
        Assert.Equal(isKilled, process.ExitCode != 0);
        // A line that was cut off was not heard.
        Assert.All(lines.SkipLast(1), line => Assert.Matches("^(! [0-9a-f-]{36}|at|end [0-9]+)$", line));
        return [.. lines.Where(line => line.Length == 38 || line.StartsWith("end ", StringComparison.Ordinal))];
    }
}
