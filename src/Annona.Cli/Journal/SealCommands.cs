using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Storage.Folder;
using Annona.Storage.Holder;
using Annona.Storage.Keys;
using Annona.Values;

namespace Annona.Cli.Journal;

/// <summary>
/// <c>annona hold --sealed</c>, <c>annona unseal</c> and <c>annona seal</c>: a process that holds an operation gets its
/// keys from an officer after it was started, and gives them up again.
/// </summary>
static class SealCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) => [Unseal(shell), Seal(shell)];

    /// <summary>Holds the operation without keys until Ctrl-C.</summary>
    public static int Hold(CommandShell shell, OperationPaths paths, bool isFollowing, CancellationToken cancel)
    {
        new SealedHolder(paths, isFollowing, new Teller(shell.Terminal)).Run(cancel);
        return Exit.Ok;
    }

    static Command Unseal(CommandShell shell) => shell.Alone(
        new("unseal", "Give the process that holds the operation its keys, after your passphrase. "
            + "Example: annona unseal --officer \"Ani K.\""),
        (parsed, cancel) =>
        {
            var paths = shell.Paths(parsed);
            var talk = new SealTalk(paths);
            var standing = talk.Ask(cancel);
            if (standing.SealedSince is null)
            {
                shell.Terminal.Line($"Process {standing.Number} has its keys already, and takes requests.");
                return Exit.Ok;
            }
            using var officer = Unlocked(shell, paths, parsed, talk, cancel);
            shell.Terminal.Line(talk.Unseal(officer, cancel)
                ? $"Process {standing.Number} has its keys, and takes requests. Take them away with: annona seal"
                : $"Process {standing.Number} has its keys already, and takes requests.");
            return Exit.Ok;
        });

    static UnlockedOfficer Unlocked(
        CommandShell shell, OperationPaths paths, ParseResult parsed, SealTalk talk, CancellationToken cancel)
    {
        try
        {
            return shell.Unlock(paths, parsed);
        }
        catch (KeyException wrong) when (wrong.Fault == KeyFault.WrongPassphrase)
        {
            talk.TellWrong(cancel);
            throw;
        }
    }

    static Command Seal(CommandShell shell) => shell.Alone(
        new("seal", "Take the keys away from the process that holds the operation; it finishes what is in line first. "
            + "Needs no passphrase. Example: annona seal"),
        (parsed, cancel) =>
        {
            var now = new SealTalk(shell.Paths(parsed)).Seal(cancel);
            shell.Terminal.Line(
                $"Process {now.Number} is sealed since {UtcText.Of(now.SealedSince!.Value)}. Give it its keys "
                + "with: annona unseal");
            return Exit.Ok;
        });

    /// <summary>A line whenever something changes: with ids, never names, because such lines go into a log.</summary>
    sealed class Teller(Terminal terminal) : ISealedTeller
    {
        string? waitsFor;
        Progress? reading;

        public void Waits(OperationCard card, string holder)
        {
            if (waitsFor != holder)
                terminal.Line($"{card.Name} is held by another process ({holder}). Process {Environment.ProcessId} "
                    + "waits, without keys, and takes over when that one ends. End with Ctrl-C.");
            waitsFor = holder;
        }

        public void Sealed(OperationCard card, DateTimeOffset since)
        {
            waitsFor = null;
            terminal.Line($"{card.Name} is held by process {Environment.ProcessId}, sealed since "
                + $"{UtcText.Of(since)}. Unseal it with: annona unseal");
        }

        public void Refused(string why) => terminal.Say($"Not unsealed: {why}");

        public void Reads(long position) =>
            (reading ??= new(terminal, "Reading the journal", total: null)).At(position);

        public void Unsealed(RunningOperation running, CancellationToken cancel)
        {
            reading?.End(running.Operation.Tree.Size);
            reading = null;
            terminal.Line($"{running.Card.Name} is unsealed by officer {running.Actor.Officer} and held by process "
                + $"{Environment.ProcessId}. Other commands record through it.");
            var watch = new HoldWatch(terminal, running);
            if (running.TakesRequests)
                watch.IsToldToHold();
            watch.Until(cancel);
            watch.SayWarnings();
        }
    }
}
