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
        var isSealed = Words.Option<bool>(
            "--sealed", "Begin without a passphrase and without keys, and wait for: annona unseal");
        var command = new Command("hold",
            "Hold the operation for writing until Ctrl-C; other commands on this machine record through it. "
            + "Example: annona hold --follow")
        {
            follow, isSealed,
        };
        return shell.Staying(command, (parsed, cancel) =>
        {
            if (parsed.GetValue(isSealed))
                return SealCommands.Hold(shell, shell.Paths(parsed), parsed.GetValue(follow), cancel);
            var use = parsed.GetValue(follow) ? FolderUse.Follow : FolderUse.Hold;
            // Whatever is sent here is decided here, what is about persons too.
            var running = shell.Open(parsed, use, Opening.PersonalParts);
            var watch = new HoldWatch(shell.Terminal, running);
            // What is in line is decided and written when the operation is closed.
            using (running)
                watch.Until(cancel);
            watch.SayWarnings();
            return Exit.Ok;
        });
    }
}
