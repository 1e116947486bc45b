using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Cli.Journal;

/// <summary><c>annona backup</c> and <c>annona restore</c>: a copy that can be put back, and putting it back.</summary>
static class BackupCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) => [Backup(shell), Restore(shell)];

    static Command Backup(CommandShell shell)
    {
        var to = Words.Argument("TO", "The folder of the backup; it is made.");
        var keysTo = Folder("--keys-to", "The folder of its key part; TO.keys unless named. Keep it apart.");
        var command = new Command("backup",
            "Copy the operation, sealed as it is, while others go on working; it needs no passphrase. "
            + "Example: annona backup /media/disk/2026-03-31 --keys-to /media/stick/2026-03-31")
        {
            to, keysTo,
        };
        return shell.Alone(command, (parsed, cancel) =>
        {
            var paths = shell.Paths(parsed);
            var backup = BackupPaths.For(parsed.GetValue(to)!, parsed.GetValue(keysTo));
            var made = OperationBackup.Make(paths, backup, Watch(shell.Terminal, "Copying", cancel));
            shell.Terminal.Line(
                $"{Terminal.Number(made.Verified.Size)} entries and {Terminal.Number(made.Documents)} documents are in "
                + $"{backup.Journal} ({Terminal.Number(made.Bytes)} bytes), read back and verified.");
            shell.Terminal.Line($"Root {made.Verified.Root}.");
            shell.Terminal.Line(
                $"The keys above persons' keys are in {backup.KeyPart}: keep this file apart, and destroy it when its "
                + "time is over. Officers' key files are not in the backup; keep a copy of them, or two recovery "
                + "shares.");
            return Exit.Ok;
        });
    }

    static Command Restore(CommandShell shell)
    {
        var from = Words.Argument("FROM", "The folder of the backup.");
        var to = Words.Argument("DIR", "The new data folder.");
        var backupKeys = Folder("--backup-keys", "The folder of the backup's key part; FROM.keys unless named.");
        var keyFile = Words.File("--key-file", "An officer's key file, if it is not in the keys folder.");
        var share = Words.Option<string[]>("--share", "A recovery share, when no key file is left; give two.");
        var shareFile = Words.File("--share-file", "A file with one share a line, instead of --share.");
        var name = Words.Option("--as", "With shares: the name on the new key.", "Recovered officer");
        var older = Words.Option<bool>("--older",
            "Put it back although entries that came later are known to be lost.");
        var erasures = Words.File("--erasures",
            "A list of who was erased since (operation.erased), if it is not in the keys folder.");
        var server = new Option<string?>("--postgres")
        {
            Description = "Put the journal back at a PostgreSQL server: words such as "
                + "\"Host=db.example;Database=annona;Username=annona\", without a password.",
            HelpName = "WORDS",
        };
        var command = new Command("restore",
            "Put a backup back into a new folder and verify it. "
            + "Example: annona restore /media/disk/2026-03-31 lusavan --key-file officer-ani.key.json")
        {
            from, to, backupKeys, keyFile, share, shareFile, name, older, erasures, server,
        };
        return shell.Alone(command, (parsed, cancel) =>
        {
            var backup = BackupPaths.For(parsed.GetValue(from)!, parsed.GetValue(backupKeys));
            var paths = OperationPaths.For(parsed.GetValue(to)!, parsed.GetValue(shell.Keys));
            var job = new RestoreJob(
                backup, paths, parsed.GetValue(older) ? OlderCopy.Accept : OlderCopy.Refuse,
                parsed.GetValue(erasures), Watch(shell.Terminal, "Putting back", cancel))
            {
                Server = parsed.GetValue(server),
            };
            var shares = KeyCommands.Shares(parsed.GetValue(share), parsed.GetValue(shareFile));
            if (shares.Count == 0)
                return WithKeyFile(shell, parsed, job, parsed.GetValue(keyFile));
            if (parsed.GetValue(keyFile) is not null)
                throw new InputException("cli.key-and-shares", "Both a key file and recovery shares were given.",
                    "Give one of them.");
            return WithShares(shell, parsed, job, shares, parsed.GetValue(name)!);
        });
    }

    static int WithKeyFile(CommandShell shell, ParseResult parsed, RestoreJob job, string? named)
    {
        var asked = parsed.GetValue(shell.Officer) ?? shell.Passphrases.Variable("ANNONA_OFFICER");
        var (file, name) = named is null
            ? new KeyFiles(job.Paths.Keys, shell.Terminal).For(asked)
            : (named, OfficerKeyFile.Describe(named).Officer.Name);
        using var officer = OfficerKeyFile.Unlock(file, shell.Passphrases.Ask(
            PassphraseSource.Own, $"Passphrase of {name}: ", parsed.GetValue(shell.PassphraseFile)));
        Say(shell.Terminal, job, officer.Root, officer.Officer.Id);
        var kept = Path.Combine(job.Paths.Keys, Path.GetFileName(file));
        if (!File.Exists(kept))
            File.Copy(file, kept);
        return Exit.Ok;
    }

    static int WithShares(
        CommandShell shell, ParseResult parsed, RestoreJob job, IReadOnlyList<string> shares, string name)
    {
        var passphrase = shell.Passphrases.AskNew(PassphraseSource.Own, parsed.GetValue(shell.PassphraseFile));
        var officer = new OfficerIdentity(Guid.CreateVersion7(), name);
        using (var root = RecoveryShares.Combine(shares))
            Say(shell.Terminal, job, root, officer.Id);
        var keyFile = OperationFolder.Recover(job.Paths, shares, officer, passphrase);
        shell.Terminal.Line($"The operation opens with {keyFile}.");
        return Exit.Ok;
    }

    static void Say(Terminal terminal, RestoreJob job, RootKey root, Guid by)
    {
        var (verified, erasedAgain, sourcesAgain) = OperationRestore.Restore(
            new(job.From, job.Paths, root, job.Older)
            {
                By = by, Erasures = job.Erasures, Server = job.Server,
            }, job.Watch);
        terminal.Line(
            $"{Terminal.Number(verified.Size)} entries are back in {job.Paths.Data}. Chain, tree, "
            + $"{Terminal.Number(verified.Checkpoints)} signed checkpoints and every sealed part: right.");
        terminal.Line($"Root {verified.Root}.");
        if (job.Server is not null)
            terminal.Line("The journal is at the database server; the folder leads there.");
        if (erasedAgain > 0)
            terminal.Line(
                $"{Terminal.Number(erasedAgain)} {(erasedAgain == 1 ? "person was" : "persons were")} erased after the "
                + "backup and erased again in it, with entries of their own.");
        if (sourcesAgain > 0)
            terminal.Line(
                $"Words that were destroyed after the backup in {Terminal.Number(sourcesAgain)} "
                + $"{(sourcesAgain == 1 ? "source" : "sources")} are destroyed again in it.");
        terminal.Line(
            "What was recorded after the backup is not in it. Compare with a checkpoint kept elsewhere: "
            + "annona verify --against FILE");
    }

    static CopyWatch Watch(Terminal terminal, string what, CancellationToken cancel)
    {
        var copied = new Progress(terminal, what, total: null);
        var verified = new Progress(terminal, "Reading back", total: null);
        return new(At(copied), At(verified));

        Action<long> At(Progress progress) => done =>
        {
            cancel.ThrowIfCancellationRequested();
            progress.At(done);
        };
    }

    public static Option<string?> Folder(string name, string description) =>
        new(name) { Description = description, HelpName = "DIR" };

    /// <summary>What is put back where.</summary>
    sealed record RestoreJob(
        BackupPaths From, OperationPaths Paths, OlderCopy Older, string? Erasures, CopyWatch Watch)
    {
        public string? Server { get; init; }
    }
}
