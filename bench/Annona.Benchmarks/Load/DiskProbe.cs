using System.Diagnostics;

namespace Annona.Benchmarks.Load;

/// <summary>How fast the disk itself is: small appends to a file, each made durable before the next.</summary>
static class DiskProbe
{
    const int Appends = 400;
    const int AppendLength = 4_096;

    /// <summary>Durable appends a second, and how long the middle one took.</summary>
    public static (double PerSecond, TimeSpan Median) Measure(string folder)
    {
        var path = Path.Combine(folder, "fsync.probe");
        var block = new byte[AppendLength];
        var times = new List<TimeSpan>(Appends);
        var since = Stopwatch.StartNew();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            for (var i = 0; i < Appends; i++)
            {
                var before = since.Elapsed;
                file.Write(block);
                file.Flush(flushToDisk: true);
                times.Add(since.Elapsed - before);
            }
        var perSecond = Appends / since.Elapsed.TotalSeconds;
        File.Delete(path);
        times.Sort();
        return (perSecond, times[Appends / 2]);
    }
}
