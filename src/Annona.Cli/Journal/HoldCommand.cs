using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Journal;
using Annona.Storage.Folder;

namespace Annona.Cli.Journal;

/// <summary>
/// <c>annona hold</c>: one process keeps the operation open for writing, and what other commands on this machine record
/// is sent to it, so that none of them has to take its place.
/// </summary>
static class HoldCommand
{
    public static Command Make(CommandShell shell)
    {
        var follow = Words.Option<bool>(
            "--follow", "Where another process holds the operation, wait and take over when that one ends.");
        var command = new Command("hold",
            "Hold the operation for writing until Ctrl-C; other commands on this machine record through it. "
            + "Example: annona hold --follow")
        {
            follow,
        };
        return shell.Staying(command, (parsed, cancel) =>
        {
            var use = parsed.GetValue(follow) ? FolderUse.Follow : FolderUse.Hold;
            // Whatever is sent here is decided here, what is about persons too.
            var running = shell.Open(parsed, use, Opening.PersonalParts);
            var watch = new Watch(shell.Terminal, running);
            // What is in line is decided and written when the operation is closed.
            using (running)
                watch.Until(cancel);
            watch.SayWarnings();
            return Exit.Ok;
        });
    }

    /// <summary>Says a line whenever the turn changes, and every warning once.</summary>
    sealed class Watch(Terminal terminal, RunningOperation running)
    {
        /// <summary>How late a change may be told.</summary>
        static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

        Turn told;
        int warned;

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
}
