using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Cli.Journal;

/// <summary>
/// <c>annona verify</c>: re-derives what can be re-derived, names the first bad position, and says what it cannot
/// prove.
/// </summary>
static class VerifyCommand
{
    /// <summary>What to do with a journal that does not verify.</summary>
    public const string Backup = "Keep a copy as it is and restore the last backup.";

    public static Command Make(CommandShell shell)
    {
        var against = Words.Option<string[]>("--against", "A checkpoint kept elsewhere; may be repeated.");
        var export = Words.File("--export", "Verify an export instead of the data folder.");
        var publicKeys = PublicKeysOption();
        var sealedOnly = Words.Option<bool>("--sealed", "Hashes and signatures only: needs no passphrase.");
        var command = new Command("verify",
            "Verify the journal. Example: annona verify --against checkpoint-2026-03-31.txt")
        {
            against, export, publicKeys, sealedOnly,
        };
        return shell.Alone(command, (parsed, _) =>
        {
            var paths = shell.Paths(parsed);
            var asked = new Asked(
                parsed.GetValue(publicKeys) ?? paths.PublicKeys,
                (parsed.GetValue(against) ?? []).Select(ReadNote).ToList(),
                parsed.GetValue(export));
            var (verified, remedy) = asked.Export is { } file
                ? VerifyExport(shell.Terminal, file, asked)
                : VerifyFolder(shell.Terminal, paths, asked);
            if (verified.Fault is { } fault)
                return Bad(shell.Terminal, fault, remedy);
            Good(shell.Terminal, verified);
            if (asked.Export is not null || parsed.GetValue(sealedOnly))
            {
                NotProved(shell.Terminal, asked, verified, opened: null);
                return Exit.Ok;
            }
            return Opened(shell, parsed, asked, verified);
        });
    }

    public static Option<string?> PublicKeysOption() => Words.File("--public-keys",
        "The operation's public keys; operation.pub in the keys folder unless named.");

    /// <summary>What verifies one view of a journal in its folder.</summary>
    public static JournalVerifier VerifierFor(
        OperationCard card, IReadOnlyCollection<INoteVerifier> keys, string? keptWithKeys, IJournalView view) =>
        new(Operation.OriginOf(card.Id), keys)
        {
            KeptWithKeys = keptWithKeys, PersonsWithKeys = view.SubjectKeys().Select(key => key.Subject),
        };

    static (Verification Verified, string Remedy) VerifyFolder(Terminal terminal, OperationPaths paths, Asked asked)
    {
        var keys = ReadKeys(asked.PublicKeys);
        // The head first: whoever writes meanwhile keeps a head after the commit, never before it.
        var kept = OperationFolder.KeptHead(paths);
        var last = 0L;
        try
        {
            var (store, card) = OperationFolder.OpenSealed(paths);
            using (store)
            using (var view = store.View())
            {
                var verifier = VerifierFor(card, keys, kept, view);
                var entries = Watched(terminal, view.Read(1), view.Head.Size).Select(entry =>
                {
                    last = entry.Position;
                    return entry;
                });
                var verified = verifier.Verify(entries, view.Checkpoints(), asked.Against);
                var isOlder = kept is not null && verifier.Read(kept).Tree is { } witness
                    && witness.Size > verified.Size;
                return (verified, isOlder ? OperationFolder.RestoredRemedy(paths) : Backup);
            }
        }
        // Not the entry but the file around it: what the database keeps of its own pages.
        catch (StoreException damaged) when (damaged.IsDamage)
        {
            return (Unread(last), Backup);
        }
    }

    static Verification Unread(long last) => new(
        last, default, Checkpoints: 0, Parts: 0, Quarantined: 0,
        new(last + 1, $"The journal file is damaged and cannot be read from entry {last + 1} on."));

    static (Verification Verified, string Remedy) VerifyExport(Terminal terminal, string path, Asked asked)
    {
        var keys = ReadKeys(asked.PublicKeys);
        var (card, entries, checkpoints) = JournalExport.Read(path);
        var total = checkpoints.Count == 0 ? 0 : checkpoints[^1].Size;
        var verified = new JournalVerifier(Operation.OriginOf(card.Id), keys)
            .Verify(Watched(terminal, entries, total), checkpoints, asked.Against);
        return (verified, Backup);
    }

    static IEnumerable<StoredEntry> Watched(Terminal terminal, IEnumerable<StoredEntry> entries, long total)
    {
        var progress = new Progress(terminal, "Verifying", total > 0 ? total : null);
        foreach (var entry in entries)
        {
            progress.At(entry.Position);
            yield return entry;
        }
    }

    /// <summary>Says what is wrong and where it begins.</summary>
    public static int Bad(Terminal terminal, Fault fault, string remedy)
    {
        terminal.Complain($"Not verified: {fault.What}", fault switch
        {
            { Place: FaultPlace.Checkpoint, Position: > 0 } =>
                $"First bad position: {Terminal.Number(fault.Position)}, its checkpoint. Whether entries were changed "
                + "there cannot be told by it. " + remedy,
            { Position: 0 } => "Keep a copy as it is and compare it with a checkpoint kept elsewhere.",
            _ when fault.Through > fault.Position =>
                $"First bad position: somewhere in {Terminal.Number(fault.Position)} to "
                + $"{Terminal.Number(fault.Through)}; {Before(fault.Position)} Checkpoints from in between narrow it. "
                + remedy,
            _ => $"First bad position: {Terminal.Number(fault.Position)}; {Before(fault.Position)} {remedy}",
        });
        return Exit.NotVerified;
    }

    static string Before(long position) => position switch
    {
        1 => "no entry stands before it.",
        2 => "the entry before it is right.",
        _ => $"the {Terminal.Number(position - 1)} entries before it are right.",
    };

    static void Good(Terminal terminal, Verification verified)
    {
        terminal.Line($"{Counted(verified.Size, "entry", "entries")}, root {verified.Root}.");
        terminal.Line(
            $"Chain, tree and {Counted(verified.Parts, "sealed part", "sealed parts")}: right. "
            + $"{Counted(verified.Checkpoints, "signed checkpoint fits", "signed checkpoints fit")}.");
        if (verified.Quarantined > 0)
            terminal.Line($"{Counted(verified.Quarantined, "entry waits", "entries wait")} for a person to look at.");
    }

    /// <summary>Opens and folds everything with the officer's key, and asks the books.</summary>
    static int Opened(CommandShell shell, ParseResult parsed, Asked asked, Verification verified)
    {
        try
        {
            using var running = shell.Open(parsed, FolderUse.Read, Opening.PersonalParts);
            var folds = new Desk(running, shell.Terminal, CancellationToken.None).Answer(new CheckFolds());
            foreach (var fault in folds.Faults)
                Bad(shell.Terminal, fault, Backup);
            if (folds.Faults.Count == 0)
                shell.Terminal.Line(
                    $"Folds and books: every part and {Counted(folds.Documents, "document", "documents")} opened, "
                    + "every fact folds, the books balance.");
            NotProved(shell.Terminal, asked, verified, folds);
            return folds.Faults.Count == 0 ? Exit.Ok : Exit.NotVerified;
        }
        catch (DamagedEntryException damaged)
        {
            return Bad(shell.Terminal, new(damaged.Position, damaged.Message), damaged.Remedy ?? Backup);
        }
        catch (Exception e) when (e is KeyException or RefusedException or InputException)
        {
            // What needs no passphrase was verified all the same: say so before the reason why there is no more.
            NotProved(shell.Terminal, asked, verified, opened: null);
            throw;
        }
    }

    static void NotProved(Terminal terminal, Asked asked, Verification verified, FoldsChecked? opened)
    {
        terminal.Line();
        terminal.Line("Not proved:");
        if (asked.Against.Count == 0)
            terminal.Line(
                "- That the journal was not rewritten or shortened. Shortening needs no key, only the data and the "
                + "keys folder. Keep checkpoints elsewhere, and verify with --against FILE.");
        if (opened is null)
            terminal.Line(
                $"- What is in the {Counted(verified.Parts, "sealed part", "sealed parts")}: none was opened. "
                + "Whether each opens, the books balance and the documents are there is seen with a passphrase.");
        terminal.Line(
            "- Who made an entry. An entry names its officer and a checkpoint vouches for all entries together; "
            + "officers do not sign entries, and every key file opens names.");
        terminal.Line(
            "- That two officers are two people: one person may have made both keys, and no act of two is signed by "
            + "both.");
        terminal.Line(
            $"- That {asked.PublicKeys} is genuine: compare it with a copy from another way.");
        terminal.Line(
            "- What papers say: nobody compared them with the entries."
            + (opened is { NotArchived: > 0 }
                ? $" {Counted(opened.NotArchived, "paper is", "papers are")} named and not archived." : ""));
        if (opened is { Unnamed: > 0 })
            terminal.Line($"- Whose {Counted(opened.Unnamed, "document", "documents")} no entry names.");
        if (opened is { UnknownKinds: > 0 })
            terminal.Line(
                $"- What {Counted(opened.UnknownKinds, "entry says", "entries say")} that a newer Annona wrote: this "
                + "one keeps them and cannot count them.");
        if (opened is { Quarantined: > 0 })
            terminal.Line(
                $"- What {Counted(opened.Quarantined, "entry says", "entries say")} that a person must look at first.");
    }

    static string Counted(long count, string one, string more) =>
        $"{Terminal.Number(count)} {(count == 1 ? one : more)}";

    static string ReadNote(string path) => File.Exists(path)
        ? File.ReadAllText(path)
        : throw new InputException("cli.no-checkpoint-file", $"There is no checkpoint file '{path}'.",
            "Check the path.");

    public static IReadOnlyCollection<INoteVerifier> ReadKeys(string path)
    {
        if (!File.Exists(path))
            throw new InputException("cli.no-public-keys", $"There are no public keys in '{path}'.",
                "Name the file that 'annona init' wrote beside the keys, operation.pub, with --public-keys FILE.");
        return [.. File.ReadLines(path).Where(line => line.Length > 0).Select((line, at) =>
            NoteVerifiers.TryParse(line, out var verifier)
                ? verifier
                : throw new InputException("cli.bad-public-key", $"Line {at + 1} of '{path}' is not a public key.",
                    "Get the file again from a coordinator."))];
    }

    /// <summary>What was asked to be verified, and what does not come from the copy that is verified.</summary>
    /// <param name="PublicKeys">The file of the public keys.</param>
    /// <param name="Against">Checkpoints kept elsewhere.</param>
    /// <param name="Export">An export; null for the data folder.</param>
    sealed record Asked(string PublicKeys, IReadOnlyList<string> Against, string? Export);
}
