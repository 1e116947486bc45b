using System.CommandLine;
using System.Globalization;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Storage.Backup;
using Annona.Storage.Folder;

namespace Annona.Cli.Journal;

/// <summary>
/// <c>annona keys recover|shares|turn</c>: how nobody is locked out, and how erased names stay unreadable in old
/// copies.
/// </summary>
static class KeyCommands
{
    public static Command All(CommandShell shell) =>
        new("keys", "The keys of the operation") { Recover(shell), ShareCommand.Make(shell), Turn(shell) };

    /// <summary>Recovery shares as they were typed, or from a file with one a line.</summary>
    public static IReadOnlyList<string> Shares(string[]? typed, string? file) => file is not null
        ? [.. File.ReadLines(file).Where(line => line.Trim().Length > 0)]
        : typed ?? [];

    static Command Recover(CommandShell shell)
    {
        var share = Words.Option<string[]>("--share", "A recovery share as printed; give two.");
        var shareFile = Words.File("--share-file", "A file with one share a line, instead of --share.");
        var name = Words.Option("--as", "The name on the new key.", "Recovered officer");
        var backupKeys = BackupCommands.Folder("--backup-keys",
            "The folder of a backup's key part, when the epochs of the keys are lost with the keys folder.");
        var command = new Command("recover",
            "Make a new key file from recovery shares. Example: annona keys recover --share \"1-…\" --share \"3-…\"")
        {
            share, shareFile, name, backupKeys,
        };
        return shell.Alone(command, (parsed, _) =>
        {
            var given = Shares(parsed.GetValue(share), parsed.GetValue(shareFile));
            if (given.Count == 0)
                throw new InputException("cli.no-shares", "No recovery share was given.",
                    "Give two with --share, or a file with --share-file.");
            var keyFile = OperationFolder.Recover(
                shell.Paths(parsed), given, new(Guid.CreateVersion7(), parsed.GetValue(name)!),
                shell.Passphrases.AskNew(PassphraseSource.Own, parsed.GetValue(shell.PassphraseFile)),
                parsed.GetValue(backupKeys) is { } folder ? BackupPaths.For(folder, folder).KeyPart : null);
            shell.Terminal.Line($"The operation opens again with {keyFile}.");
            shell.Terminal.Line(
                "Every officer sees in 'annona officer list' that it was recovered, and with which shares. If a lost "
                + "key may be in strange hands, remove its officer: annona officer remove NAME");
            return Exit.Ok;
        });
    }

    static Command Turn(CommandShell shell)
    {
        var now = Words.Option<bool>("--now", "Although the last turn-over is less than a month ago.");
        var days = Words.Option<int?>("--retention-days",
            "How long a key is kept after another took its place: as long as you keep backups. As the rule says, "
            + "unless given; see: annona retention list");
        var command = new Command("turn",
            "Wrap everybody's keys with a new one, each month, and destroy the old ones whose time is over: then no "
            + "old copy opens an erased name. For coordinators; it is recorded. Example: annona keys turn")
        {
            now, days,
        };
        return shell.Alone(command, (parsed, cancel) =>
        {
            if (parsed.GetValue(days) < 1)
                throw new InputException("cli.bad-retention", "A retention is a day at least.",
                    "Give the days that you keep backups, such as --retention-days 35.");
            var paths = shell.Paths(parsed);
            var progress = new Progress(shell.Terminal, "Wrapping keys", total: null);
            var done = KeyTurn.Run(
                paths, shell.Unlock(paths, parsed),
                new(parsed.GetValue(now),
                    parsed.GetValue(days) is { } kept ? TimeSpan.FromDays(kept) : null),
                new(TimeProvider.System, seen =>
                {
                    cancel.ThrowIfCancellationRequested();
                    progress.At(seen);
                }));
            progress.End(done.Rewrapped);
            Say(shell.Terminal, done);
            return Exit.Ok;
        });
    }

    static void Say(Terminal terminal, TurnDone done)
    {
        if (done.IsTurned)
            terminal.Line(
                $"Epoch {done.Epoch}: {Terminal.Number(done.Rewrapped)} persons' keys are wrapped with a new key.");
        foreach (var epoch in done.Destroyed)
            terminal.Line(
                $"The key of epoch {epoch} is destroyed: no copy of the journal from its time opens a name any more.");
        if (!done.IsTurned && done.Destroyed.Count == 0)
            terminal.Line(string.Create(CultureInfo.InvariantCulture,
                $"Nothing is due: epoch {done.Epoch} began on {done.Since:yyyy-MM-dd}. The next turn-over is due on "
                + $"{done.Since + KeyTurn.Period:yyyy-MM-dd}; --now does not wait for it."));
        if (!done.IsSwept)
            terminal.Line("Another process still reads an older state; its pages go when it ends.");
        if (done.IsTurned)
            terminal.Line(
                "Copies of the file operation.epochs hold older keys: destroy those that are older than your "
                + "retention.");
    }
}
