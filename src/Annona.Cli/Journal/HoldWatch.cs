using Annona.Cli.Shell;
using Annona.Storage.Folder;

namespace Annona.Cli.Journal;

/// <summary>Says a line whenever the turn changes, and every warning once.</summary>
sealed class HoldWatch(Terminal terminal, RunningOperation running)
{
    /// <summary>How late a change may be told.</summary>
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    Turn told;
    int warned;

    /// <summary>Somebody said already that this process holds the operation.</summary>
    public void IsToldToHold() => told = Turn.Holds;

    enum Turn
    {
        /// <summary>Who holds the operation is not known yet.</summary>
        Unknown,

        Follows,

        Holds,
    }

    public void Until(CancellationToken cancel)
    {
        do
        {
            Tell();
            SayWarnings();
        }
        while (!cancel.WaitHandle.WaitOne(Every));
    }

    public void SayWarnings()
    {
        // By number: the list may grow meanwhile, and the newest may not be in its place yet.
        while (warned < running.Warnings.Count && running.Warnings[warned] is { } warning)
        {
            terminal.Say(warning);
            warned++;
        }
    }

    void Tell()
    {
        var holder = running.Holder;
        var turn = running.IsHolder ? Turn.Holds : holder is not null ? Turn.Follows : told;
        if (turn == told)
            return;
        var (name, number) = (running.Card.Name, Environment.ProcessId);
        terminal.Line(turn == Turn.Follows
            ? $"{name} is held by another process ({holder}). Process {number} follows it, and takes over when "
                + "that one ends. End with Ctrl-C."
            : $"{name} is {(told == Turn.Follows ? "taken over" : "held")} by process {number}. "
                + (running.TakesRequests
                    ? "Other commands record through it. "
                    : "No local socket can be made here, so other commands cannot record meanwhile. ")
                + "End with Ctrl-C.");
        told = turn;
    }
}
