using System.Diagnostics;
using System.Globalization;

namespace Annona.Cli.Shell;

/// <summary>Long work shows how far it is: count, rate and time left, on standard error.</summary>
sealed class Progress(Terminal terminal, string what, long? total)
{
    static readonly TimeSpan EveryTerminal = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan EveryPipe = TimeSpan.FromSeconds(5);

    /// <summary>Nobody can say how far it is: the seconds are told in place of a count.</summary>
    public bool IsTime { get; init; }

    readonly Stopwatch since = Stopwatch.StartNew();
    TimeSpan last;

    /// <summary>So much is done by now. Prints only now and then.</summary>
    public void At(long done)
    {
        if (since.Elapsed - last < (terminal.IsTerminal ? EveryTerminal : EveryPipe))
            return;
        last = since.Elapsed;
        Print(done);
    }

    /// <summary>Prints the last state for good.</summary>
    public void End(long done)
    {
        if (last == default)
            return;
        Print(done);
        if (terminal.IsTerminal)
            terminal.Error.WriteLine();
    }

    void Print(long done)
    {
        var line = IsTime ? $"{what}: {Terminal.Number(done)} seconds so far" : Counted(done);
        if (terminal.IsTerminal)
            terminal.Error.Write($"\r{line}   ");
        else
            terminal.Error.WriteLine(line);
    }

    string Counted(long done)
    {
        var rate = done / Math.Max(since.Elapsed.TotalSeconds, 0.001);
        var left = total is { } all && rate > 0 ? $", {TimeSpan.FromSeconds((all - done) / rate):m\\:ss} left" : "";
        var of = total is { } count ? $" of {Terminal.Number(count)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{what}: {done:N0}{of}, {rate:N0} a second{left}");
    }
}
