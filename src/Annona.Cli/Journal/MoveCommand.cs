using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Move;

namespace Annona.Cli.Journal;

/// <summary><c>annona move</c>: the journal between its file and a database server.</summary>
static class MoveCommand
{
    public static Command Make(CommandShell shell)
    {
        var folder = Words.Optional("DIR", "The data folder, if --data does not name it.");
        var toServer = new Option<string?>("--to-postgres")
        {
            Description = "Words for the server, such as \"Host=db.example;Database=annona;Username=annona\", "
                + "without a password.",
            HelpName = "WORDS",
        };
        var toFile = Words.Option<bool>("--to-file", "From the server to a file in the data folder.");
        var deleteOld = Words.Option<bool>("--delete-old", "Remove the old copy instead of setting it aside.");
        var command = new Command("move",
            "Move the journal to a PostgreSQL server, or back to a file, while nobody records. "
            + "Example: annona move lusavan --to-postgres \"Host=db.example;Database=annona;Username=annona\"")
        {
            folder, toServer, toFile, deleteOld,
        };
        return shell.Alone(command, (parsed, cancel) =>
        {
            var paths = OperationPaths.For(
                parsed.GetValue(folder) ?? parsed.GetValue(shell.Data)!, parsed.GetValue(shell.Keys));
            var words = parsed.GetValue(toServer);
            if (words is null != parsed.GetValue(toFile))
                throw new InputException("cli.move-where", "It is not said where the journal goes.",
                    "Give --to-postgres WORDS or --to-file, and only one of them.");
            var old = parsed.GetValue(deleteOld) ? OldCopy.Delete : OldCopy.SetAside;
            var move = new JournalMove(paths, old, Watch(shell.Terminal, SizeOf(paths), cancel));
            Say(shell.Terminal, words is null ? move.ToFile() : move.ToServer(words), old);
            return Exit.Ok;
        });
    }

    static void Say(Terminal terminal, Moved moved, OldCopy old)
    {
        terminal.Line(moved.Verified is { } verified
            ? $"{Terminal.Number(verified.Size)} entries moved, verified and compared with the old copy, keys, "
                + $"documents and notes too. Root {verified.Root}."
            : "The journal was moved before; what that left behind is cleaned up.");
        if (moved.Kept is { } kept)
            terminal.Line(
                $"The old copy is set aside as {kept}. Whoever is erased from now on lives on in it: remove it soon.");
        else if (old == OldCopy.Delete)
            terminal.Line("The old copy is removed. Backups, and the logs of a server, may still have it for a while.");
    }

    static long SizeOf(OperationPaths paths)
    {
        var (store, _) = OperationFolder.OpenSealed(paths);
        using (store)
            return store.Head.Size;
    }

    static CopyWatch Watch(Terminal terminal, long total, CancellationToken cancel)
    {
        return new(At("Copying"), At("Verifying"));

        Action<long> At(string what)
        {
            // Its clock runs from the first entry on.
            Progress? progress = null;
            return done =>
            {
                cancel.ThrowIfCancellationRequested();
                (progress ??= new(terminal, what, total)).At(done);
            };
        }
    }
}
