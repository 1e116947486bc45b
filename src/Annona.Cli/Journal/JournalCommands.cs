using System.CommandLine;
using Annona.Cli.People;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Storage.Folder;

namespace Annona.Cli.Journal;

/// <summary><c>annona init|checkpoint|export journal</c>: an operation's beginning, its head and its copy.</summary>
static class JournalCommands
{
    const string PostgresWords =
        "Keep the journal at a PostgreSQL server: \"Host=db.example;Database=annona;Username=annona\". No password in "
        + "it; that comes from PGPASSFILE or PGPASSWORD.";

    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        Init(shell), VerifyCommand.Make(shell), Checkpoint(shell), ProofCommands.All(shell),
        new("export", "Write data out") { ExportJournal(shell), ExportPersons.Make(shell) },
        MoveCommand.Make(shell),
        HoldCommand.Make(shell),
        .. SealCommands.All(shell),
        .. BackupCommands.All(shell),
        .. OfficerCommands.All(shell),
    ];

    static Command Init(CommandShell shell)
    {
        var folder = Words.Optional(
            "DIR", "The new data folder, if --data does not name it; the keys go beside it in DIR.keys.");
        var name = Words.Option<string?>("--name", "What the operation is called.");
        var officer = Words.Option("--as", "The first officer's name.", "First officer");
        var postgres = new Option<string?>("--postgres")
        {
            Description = PostgresWords, HelpName = "WORDS",
        };
        var command = new Command("init",
            "Make an operation. Example: annona init lusavan --name \"Lusavan 2026\" --as \"Ani K.\"")
        {
            folder, name, officer, postgres,
        };
        return shell.Alone(command, (parsed, _) =>
        {
            var paths = OperationPaths.For(
                NewFolder(shell, parsed, parsed.GetValue(folder)), parsed.GetValue(shell.Keys));
            var title = parsed.GetValue(name) ?? Path.GetFileName(paths.Data);
            var passphrase = shell.Passphrases.AskNew(PassphraseSource.Own, parsed.GetValue(shell.PassphraseFile));
            var server = parsed.GetValue(postgres);
            var (running, shares) = OperationFolder.Create(
                paths, title, parsed.GetValue(officer)!, passphrase, server);
            using (running)
            {
                var where = server is null ? "" : ", with its journal at the database server";
                shell.Terminal.Line($"{title} is ready in {paths.Data}{where}. Its keys are in {paths.Keys}.");
                shell.Terminal.Line();
                ShareCommand.Print(shell.Terminal, shares, title, paths);
                return Exit.Ok;
            }
        });
    }

    static string NewFolder(CommandShell shell, ParseResult parsed, string? named)
    {
        // Every command has a --data with a usual place; only one that was typed names a folder to be made.
        var data = parsed.GetResult(shell.Data) is { Implicit: false } ? parsed.GetValue(shell.Data) : null;
        if (named is not null && data is not null && Path.GetFullPath(named) != Path.GetFullPath(data))
            throw new InputException("cli.two-folders", $"'{named}' and --data '{data}' name two folders.",
                "Name one.");
        return named ?? data ?? throw new InputException("cli.no-folder", "No folder was named.",
            "Name the new data folder: annona init DIR");
    }

    static Command Checkpoint(CommandShell shell)
    {
        var publicKeys = VerifyCommand.PublicKeysOption();
        var command = new Command("checkpoint",
            "Print the signed head of the journal, to keep elsewhere; the journal is verified first. "
            + "Example: annona checkpoint > checkpoint-2026-03-31.txt")
        {
            publicKeys,
        };
        return shell.Alone(command, (parsed, _) =>
        {
            var paths = shell.Paths(parsed);
            var kept = OperationFolder.KeptHead(paths);
            var keys = VerifyCommand.ReadKeys(parsed.GetValue(publicKeys) ?? paths.PublicKeys);
            var (store, card) = OperationFolder.OpenSealed(paths);
            using (store)
            using (var view = store.View())
            {
                var verified = VerifyRun.VerifierFor(card, keys, kept, view)
                    .Verify(view.Read(1), view.Checkpoints(), []);
                if (verified.Fault is { } fault)
                    return VerifyReport.Bad(shell.Terminal, fault, VerifyCommand.Backup);
                shell.Terminal.Out.Write(view.Head.Checkpoint);
                return Exit.Ok;
            }
        });
    }

    static Command ExportJournal(CommandShell shell)
    {
        var file = Words.Argument("FILE", "The file to write; it must not exist.");
        var command = new Command("journal",
            "Write the whole journal, sealed as it is, for an auditor. Example: annona export journal journal.jsonl")
        {
            file,
        };
        return shell.Alone(command, (parsed, cancel) =>
        {
            var path = parsed.GetValue(file)!;
            CheckIsNew(path);
            var (store, card) = OperationFolder.OpenSealed(shell.Paths(parsed));
            using (store)
            using (var view = store.View())
            {
                var count = WriteWhole(path, output =>
                {
                    var progress = new Progress(shell.Terminal, "Writing the journal", view.Head.Size);
                    return JournalExport.Write(view, card, output, done =>
                    {
                        cancel.ThrowIfCancellationRequested();
                        progress.At(done);
                    });
                });
                shell.Terminal.Line(
                    $"{Terminal.Number(count)} entries are in {path}. Verify it with: annona verify --export {path}");
                return Exit.Ok;
            }
        });
    }

    /// <summary>What is written for others never takes the place of another file.</summary>
    public static void CheckIsNew(string path)
    {
        if (File.Exists(path))
            throw new InputException("cli.file-exists", $"There is a file '{path}' already.",
                "Name another: nothing is overwritten.");
    }

    /// <summary>
    /// Writes beside the file first, so that an interrupted export leaves no half file under its name.
    /// </summary>
    static long WriteWhole(string path, Func<TextWriter, long> write)
    {
        var partial = path + ".partial";
        try
        {
            long count;
            using (var output = new StreamWriter(partial))
                count = write(output);
            File.Move(partial, path);
            return count;
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
