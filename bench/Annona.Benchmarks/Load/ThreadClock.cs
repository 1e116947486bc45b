using System.Globalization;

namespace Annona.Benchmarks.Load;

/// <summary>
/// Processor time of one thread of this process, by its name. Linux tells it in <c>/proc</c>; elsewhere it is not
/// known.
/// </summary>
static class ThreadClock
{
    const string Tasks = "/proc/self/task";

    /// <summary>How long the threads with a name have run so far; null when it is not known.</summary>
    public static TimeSpan? Of(string name)
    {
        if (!Directory.Exists(Tasks))
            return null;
        var nanoseconds = 0L;
        foreach (var task in Directory.EnumerateDirectories(Tasks))
            if (Read(task, "comm") == name && Read(task, "schedstat") is { } spent)
                nanoseconds += long.Parse(spent.Split(' ')[0], CultureInfo.InvariantCulture);
        return nanoseconds == 0 ? null : TimeSpan.FromMicroseconds(nanoseconds / 1_000.0);
    }

    /// <summary>A thread may end while it is looked at.</summary>
    static string? Read(string task, string what)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, what)).Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
