using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Cli.Journal;

/// <summary><c>annona verify</c>: re-derives what can be re-derived, names the first bad position, and says
/// what it cannot prove.</summary>
static class VerifyCommand
{
    public static Command Make(CommandShell shell)
    {
        var against = Words.Option<string[]>("--against", "A checkpoint kept elsewhere; may be repeated.");
        var export = Words.File("--export", "Verify an export instead of the data folder.");
        var publicKeys = Words.File("--public-keys",
            "The operation's public keys; operation.pub in the keys folder unless named.");
        var sealedOnly = Words.Option<bool>("--sealed", "Hashes and signatures only: needs no passphrase.");
        var command = new Command("verify",
            "Verify the journal. Example: annona verify --against checkpoint-2026-03-31.txt")
        {
            against, export, publicKeys, sealedOnly,
        };
        return shell.Alone(command, (parsed, cancel) =>
        {
            var paths = shell.Paths(parsed);
            var notes = (parsed.GetValue(against) ?? []).Select(ReadNote).ToList();
            var verifiers = ReadKeys(parsed.GetValue(publicKeys) ?? paths.PublicKeys);
            var exported = parsed.GetValue(export);
            var trusted = new Trusted(verifiers, notes);
            var verified = exported is not null
                ? VerifyExport(shell.Terminal, exported, trusted)
                : VerifyFolder(shell.Terminal, paths, trusted);
            if (verified.Fault is { } fault)
                return Bad(shell.Terminal, fault);
            Good(shell.Terminal, verified);
            var opens = exported is null && !parsed.GetValue(sealedOnly);
            var faults = opens ? Fold(shell, parsed) : [];
            foreach (var found in faults)
                shell.Terminal.Say(found);
            if (opens && faults.Count == 0)
                shell.Terminal.Line(
                    "Folds and books: every part and document opens, every fact folds, the books balance.");
            NotProved(shell.Terminal, notes.Count, opens, verified.Erased);
            return faults.Count == 0 ? Exit.Ok : Exit.NotVerified;
        });
    }

    static Verification VerifyFolder(Terminal terminal, OperationPaths paths, Trusted trusted)
    {
        var (store, card) = OperationFolder.OpenSealed(paths);
        using (store)
            return Verify(terminal, new(card, store.Read(1), [.. store.Checkpoints()]), trusted);
    }

    static Verification VerifyExport(Terminal terminal, string path, Trusted trusted)
    {
        var (card, entries, checkpoints) = JournalExport.Read(path);
        return Verify(terminal, new(card, entries, checkpoints), trusted);
    }

    static Verification Verify(Terminal terminal, Copy copy, Trusted trusted)
    {
        var progress = new Progress(
            terminal, "Verifying", copy.Checkpoints.Count == 0 ? null : copy.Checkpoints[^1].Size);
        var watched = copy.Entries.Select(entry =>
        {
            progress.At(entry.Position);
            return entry;
        });
        return new JournalVerifier(Operation.OriginOf(copy.Card.Id), trusted.Keys)
            .Verify(watched, copy.Checkpoints, trusted.Checkpoints);
    }

    static int Bad(Terminal terminal, Fault fault)
    {
        terminal.Complain(
            $"Not verified: {fault.What}",
            fault.Position > 0
                ? $"First bad position: {fault.Position}. "
                    + $"The {Terminal.Number(fault.Position - 1)} entries before it are right. "
                    + "Keep a copy as it is and restore the last backup."
                : "Keep a copy as it is and compare it with a checkpoint kept elsewhere.");
        return Exit.NotVerified;
    }

    static void Good(Terminal terminal, Verification verified)
    {
        terminal.Line($"{Terminal.Number(verified.Size)} entries, root {verified.Root}.");
        terminal.Line(
            $"Chain, tree and sealed parts: right. {Terminal.Number(verified.Checkpoints)} signed checkpoints fit.");
    }

    /// <summary>Opens and folds everything with the officer's key, and asks the books.</summary>
    static IReadOnlyList<string> Fold(CommandShell shell, ParseResult parsed)
    {
        using var running = shell.Open(parsed, FolderUse.Read, Opening.PersonalParts);
        var operation = running.Operation;
        return [.. operation.Now.Faults(), .. DocumentFaults(operation)];
    }

    /// <summary>Archived documents lie beside the entries, under hashes that stand in them.</summary>
    static IEnumerable<string> DocumentFaults(Operation operation) =>
        from source in operation.Now.PublicRecord.Sources.All
        from hash in new[] { source.Archived.Bytes, source.Archived.Text }.Distinct()
        let fault = DocumentFault(operation, hash)
        where fault is not null
        select $"Source {source.Code}: {fault}";

    static string? DocumentFault(Operation operation, Hash hash)
    {
        try
        {
            return operation.Document(hash) is null ? $"the archived document {hash} is missing." : null;
        }
        catch (DamagedEntryException)
        {
            return $"the archived document {hash} is not what its hash says.";
        }
    }

    static void NotProved(Terminal terminal, int against, bool opened, long erased)
    {
        if (erased > 0)
            terminal.Line(
                $"{Terminal.Number(erased)} personal parts are erased; their hashes still stand in the tree.");
        terminal.Line("Not proved:");
        if (against == 0)
            terminal.Line(
                "- that whoever holds the keys has not rewritten or shortened the journal: give a checkpoint "
                + "kept elsewhere with --against FILE.");
        if (!opened)
            terminal.Line(
                "- that the parts say what they should: that needs an officer's passphrase and the data folder.");
        terminal.Line(
            "- that what was recorded is true: a journal shows what was said and that it was not changed after.");
    }

    static string ReadNote(string path) => File.Exists(path)
        ? File.ReadAllText(path)
        : throw new InputException("cli.no-checkpoint-file", $"There is no checkpoint file '{path}'.",
            "Check the path.");

    static IReadOnlyCollection<INoteVerifier> ReadKeys(string path)
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

    /// <summary>
    /// What does not come from the copy that is verified: public keys, and checkpoints kept elsewhere.
    /// </summary>
    sealed record Trusted(IReadOnlyCollection<INoteVerifier> Keys, IReadOnlyList<string> Checkpoints);

    /// <summary>What is verified: the data folder or an export.</summary>
    sealed record Copy(OperationCard Card, IEnumerable<StoredEntry> Entries, IReadOnlyList<Head> Checkpoints);
}
