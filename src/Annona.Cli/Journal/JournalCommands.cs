using System.CommandLine;
using Annona.Cli.People;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Storage.Folder;

namespace Annona.Cli.Journal;

/// <summary><c>annona init|checkpoint|export journal</c>: an operation's beginning, its head and its copy.</summary>
static class JournalCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        Init(shell), VerifyCommand.Make(shell), Checkpoint(shell),
        new("export", "Write data out") { ExportJournal(shell), ExportPersons.Make(shell) },
        .. OfficerCommands.All(shell),
    ];

    static Command Init(CommandShell shell)
    {
        var folder = Words.Argument("DIR", "The new data folder; the keys go beside it in DIR.keys.");
        var name = Words.Option<string?>("--name", "What the operation is called.");
        var officer = Words.Option("--as", "The first officer's name.", "First officer");
        var command = new Command("init",
            "Make an operation. Example: annona init lusavan --name \"Lusavan 2026\" --as \"Ani K.\"")
        {
            folder, name, officer,
        };
        return shell.Alone(command, (parsed, _) =>
        {
            var paths = OperationPaths.For(parsed.GetValue(folder)!, parsed.GetValue(shell.Keys));
            var title = parsed.GetValue(name) ?? Path.GetFileName(paths.Data);
            var passphrase = shell.Passphrases.AskNew(PassphraseSource.Own, parsed.GetValue(shell.PassphraseFile));
            var (running, shares) = OperationFolder.Create(paths, title, parsed.GetValue(officer)!, passphrase);
            using (running)
            {
                shell.Terminal.Line($"{title} is ready in {paths.Data}. Its keys are in {paths.Keys}.");
                shell.Terminal.Line();
                shell.Terminal.Line(
                    "Recovery shares. Any two of them open the operation when the keys are lost.");
                shell.Terminal.Line("Print them now, give each to another person, and keep none on this machine.");
                foreach (var share in shares)
                    shell.Terminal.Line($"  {share}");
                return Exit.Ok;
            }
        });
    }

    static Command Checkpoint(CommandShell shell)
    {
        var command = new Command("checkpoint",
            "Print the signed head of the journal, to keep elsewhere. "
            + "Example: annona checkpoint > checkpoint-2026-03-31.txt");
        return shell.Alone(command, (parsed, _) =>
        {
            var (store, _) = OperationFolder.OpenSealed(shell.Paths(parsed));
            using (store)
            {
                shell.Terminal.Out.Write(store.Head.Checkpoint);
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
            if (File.Exists(path))
                throw new InputException("cli.file-exists", $"There is a file '{path}' already.",
                    "Name another: nothing is overwritten.");
            var (store, card) = OperationFolder.OpenSealed(shell.Paths(parsed));
            using (store)
            {
                var count = WriteWhole(path, output =>
                {
                    var progress = new Progress(shell.Terminal, "Writing the journal", store.Head.Size);
                    return JournalExport.Write(store, card, output, done =>
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

    /// <summary>Writes beside the file first, so that an interrupted export leaves no half file under its
    /// name.</summary>
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
