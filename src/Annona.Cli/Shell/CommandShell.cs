using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Annona.Exchange;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Cli.Shell;

/// <summary>
/// What all commands share: the options that name an operation, opening it, and turning every failure into a
/// sentence, a remedy and an exit code.
/// </summary>
sealed class CommandShell(Terminal terminal, Passphrases passphrases)
{
    /// <summary>So long a command that stays may take to end in order: a talk that is under way is finished first.
    /// </summary>
    static readonly TimeSpan EndingMax = TimeSpan.FromMinutes(2);

    readonly HashSet<Command> staying = [];

    public Terminal Terminal { get; } = terminal;

    public Option<string> Data { get; } = new("--data")
    {
        Description = "The operation's data folder.", HelpName = "DIR", Recursive = true,
        DefaultValueFactory = _ => "./annona-data",
    };

    public Option<string?> Keys { get; } = new("--keys")
    {
        Description = "The folder of the keys; beside the data folder, DIR.keys, unless named.", HelpName = "DIR",
        Recursive = true,
    };

    public Option<string?> Officer { get; } = new("--officer")
    {
        Description = "Whose key to use, when there are several: a name, an id or a key file; or set ANNONA_OFFICER.",
        HelpName = "NAME", Recursive = true,
    };

    public Option<string?> PassphraseFile { get; } = new("--passphrase-file")
    {
        Description = "A file with the passphrase, for scripts; or set ANNONA_PASSPHRASE.", HelpName = "FILE",
        Recursive = true,
    };

    public Passphrases Passphrases { get; } = passphrases;

    /// <summary>A new <c>--json</c> option; each listing has its own.</summary>
    public static Option<bool> JsonOption() => new("--json") { Description = "Print JSON instead of a table." };

    /// <summary>A command that only asks. Others may write meanwhile.</summary>
    public Command Reading(Command command, Func<Desk, ParseResult, int> work, Opening opening = Opening.OpenParts) =>
        With(command, FolderUse.Read, opening, work);

    /// <summary>A command that records.</summary>
    public Command Writing(Command command, Func<Desk, ParseResult, int> work, Opening opening = Opening.OpenParts) =>
        With(command, FolderUse.Write, opening, work);

    /// <summary>A command that needs no operation.</summary>
    public Command Alone(Command command, Func<ParseResult, CancellationToken, int> work)
    {
        command.SetAction((parsed, cancel) =>
            Task.Run(() => Guard(() => work(parsed, cancel)), CancellationToken.None));
        return command;
    }

    /// <summary>A command that stays until somebody ends it, and then gets the time to end in order.</summary>
    public Command Staying(Command command, Func<ParseResult, CancellationToken, int> work)
    {
        staying.Add(command);
        return Alone(command, work);
    }

    /// <summary>Runs the command that the words name. Words that name none are bad input, with a hint.</summary>
    public async Task<int> Run(Command root, IReadOnlyList<string> words)
    {
        // No words at all: somebody looks around. That is no mistake.
        var parsed = root.Parse(words.Count == 0 ? ["--help"] : words);
        if (parsed.Action is not ParseErrorAction wrong)
            return await parsed.InvokeAsync(staying.Contains(parsed.CommandResult.Command)
                ? new() { ProcessTerminationTimeout = EndingMax }
                : new());
        // The whole help would bury the one line that says what is wrong.
        wrong.ShowHelp = false;
        await parsed.InvokeAsync(new() { Output = Terminal.Error, Error = Terminal.Error });
        var path = Ancestry(parsed.CommandResult).Reverse().Select(result => result.Command.Name);
        Terminal.Say($"See: {string.Join(' ', [.. path, "--help"])}");
        return Exit.BadInput;
    }

    public OperationPaths Paths(ParseResult parsed) =>
        OperationPaths.For(parsed.GetValue(Data)!, parsed.GetValue(Keys));

    /// <summary>Opens the operation that the options name, for the officer whose passphrase fits.</summary>
    public RunningOperation Open(ParseResult parsed, FolderUse use, Opening opening)
    {
        var paths = Paths(parsed);
        return Open(paths, Unlock(paths, parsed), use, opening);
    }

    /// <summary>Opens an operation for an officer who is unlocked already; the operation disposes of the key.</summary>
    public RunningOperation Open(OperationPaths paths, UnlockedOfficer officer, FolderUse use, Opening opening)
    {
        if (officer.Warning is { } warning)
            Terminal.Say(warning);
        var progress = new Progress(Terminal, "Reading the journal", total: null);
        var running = OperationFolder.Open(paths, officer, use, opening, progress.At);
        progress.End(running.Operation.Tree.Size);
        if (running.Operation.UnknownKinds is > 0 and var unknown)
            Terminal.Say($"{Terminal.Number(unknown)} {(unknown == 1 ? "entry is" : "entries are")} of kinds that this "
                + "version does not know: kept, and not counted. A newer Annona reads them.");
        return running;
    }

    /// <summary>The officer's key, opened with the passphrase.</summary>
    public UnlockedOfficer Unlock(OperationPaths paths, ParseResult parsed)
    {
        if (!OperationFolder.IsThere(paths))
            throw new StoreException(
                $"There is no operation in {paths.Data}.",
                "Make one with: annona init DIR, or name its folder with --data DIR.");
        var asked = parsed.GetValue(Officer) ?? Passphrases.Variable("ANNONA_OFFICER");
        var (file, name) = new KeyFiles(paths.Keys, Terminal).For(asked);
        return OfficerKeyFile.Unlock(file,
            Passphrases.Ask(PassphraseSource.Own, $"Passphrase of {name}: ", parsed.GetValue(PassphraseFile)));
    }

    static IEnumerable<CommandResult> Ancestry(CommandResult command)
    {
        for (SymbolResult? at = command; at is CommandResult result; at = at.Parent)
            yield return result;
    }

    Command With(Command command, FolderUse use, Opening opening, Func<Desk, ParseResult, int> work) =>
        Alone(command, (parsed, cancel) =>
        {
            var running = Open(parsed, use, opening);
            int exit;
            using (running)
                exit = work(new(running, Terminal, cancel), parsed);
            foreach (var warning in running.Warnings)
                Terminal.Say(warning);
            return exit;
        });

    /// <summary>
    /// Every failure that a person can act on ends here, as a sentence and an exit code. A bug rises.
    /// </summary>
    int Guard(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (RefusedException refused)
        {
            Terminal.Complain(refused.Why.Message, refused.Why.Remedy, refused.Why.Code);
            return Exit.Refused;
        }
        catch (InputException bad)
        {
            Terminal.Complain(bad.Message, bad.Remedy, bad.Code);
            return Exit.BadInput;
        }
        catch (StoreException store)
        {
            Terminal.Complain(store.Message, store.Remedy);
            return Exit.Store;
        }
        catch (StaleHeadException)
        {
            Terminal.Complain("Another process recorded something meanwhile; nothing of this was recorded.",
                "Do it again.");
            return Exit.Store;
        }
        catch (KeyException key)
        {
            Terminal.Complain(key.Message, key.Remedy);
            return Exit.Keys;
        }
        catch (DamagedEntryException damaged)
        {
            var where = damaged.Position > 0 ? $"First bad position: {Terminal.Number(damaged.Position)}. " : "";
            Terminal.Complain(damaged.Message, where
                + (damaged.Remedy ?? "Keep a copy as it is, run 'annona verify', and restore the last backup."));
            return Exit.NotVerified;
        }
        catch (OperationCanceledException)
        {
            Terminal.Complain("Stopped.", "What was recorded before is safe. Run the same command again to go on.");
            return Exit.Interrupted;
        }
        catch (Exception file) when (file is IOException or UnauthorizedAccessException)
        {
            Terminal.Complain(file.Message, "Check the path, the disk and your rights, then do it again.");
            return Exit.BadInput;
        }
    }
}
