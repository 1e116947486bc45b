using System.CommandLine;
using Annona.Access;
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
        var against = Words.Option<string[]>("--against",
            "A file with checkpoints kept elsewhere: one, several, a report that prints one, or an older export; "
            + "may be repeated.");
        var export = Words.File("--export", "Verify an export instead of the data folder.");
        var proof = Words.File("--proof", "Verify a proof that 'annona proof' wrote, and nothing else.");
        var publicKeys = PublicKeysOption();
        var sealedOnly = Words.Option<bool>("--sealed", "Hashes and signatures only: needs no passphrase.");
        var json = CommandShell.JsonOption();
        var command = new Command("verify",
            "Verify the journal. Example: annona verify --against checkpoint-2026-03-31.txt")
        {
            against, export, proof, publicKeys, sealedOnly, json,
        };
        return shell.Alone(command, (parsed, cancel) =>
        {
            var paths = shell.Paths(parsed);
            var asked = new Asked(
                parsed.GetValue(publicKeys) ?? paths.PublicKeys,
                (parsed.GetValue(against) ?? []).SelectMany(KeptElsewhere.Read).ToList(),
                parsed.GetValue(export));
            if (parsed.GetValue(proof) is { } proofFile)
                return ProofCommands.Verify(shell.Terminal, proofFile, ReadKeys(asked.PublicKeys), asked.Against);
            var report = new VerifyReport(shell.Terminal, asked, parsed.GetValue(json));
            var run = new VerifyRun(shell.Terminal, asked, cancel);
            var (verified, remedy) = asked.Export is { } file ? run.OfExport(file) : run.OfFolder(paths);
            report.Sealed(verified, remedy);
            if (verified.Fault is null && asked.Export is null && !parsed.GetValue(sealedOnly))
                Open(shell, parsed, run, report);
            return report.End();
        });
    }

    public static Option<string?> PublicKeysOption() => Words.File("--public-keys",
        "The operation's public keys; operation.pub in the keys folder unless named.");

    /// <summary>Opens and folds everything with the officer's key, and asks the books.</summary>
    static void Open(CommandShell shell, ParseResult parsed, VerifyRun run, VerifyReport report)
    {
        try
        {
            using var running = shell.Open(parsed, FolderUse.Read, Opening.PersonalParts);
            var desk = new Desk(running, shell.Terminal, CancellationToken.None);
            report.Opened(desk.Answer(new CheckFolds()));
            if (report.FromDevices > 0)
                report.OfDevices(run.OfFolder(shell.Paths(parsed), desk.Answer(new ListDevices())).Verified);
        }
        catch (DamagedEntryException damaged)
        {
            report.Add(new(damaged.Position, damaged.Message), damaged.Remedy ?? Backup);
        }
        catch (Exception e) when (e is KeyException or RefusedException or InputException)
        {
            // What needs no passphrase was verified all the same: say so before the reason why there is no more.
            report.End();
            throw;
        }
    }

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
}

/// <summary>What was asked to be verified, and what does not come from the copy that is verified.</summary>
/// <param name="PublicKeys">The file of the public keys.</param>
/// <param name="Against">Checkpoints kept elsewhere.</param>
/// <param name="Export">An export; null for the data folder.</param>
sealed record Asked(string PublicKeys, IReadOnlyList<string> Against, string? Export);

/// <summary>Checkpoints that were kept elsewhere, in whatever file they lie.</summary>
static class KeptElsewhere
{
    /// <summary>The signed notes in a file; the file itself where there is none, so that it is named as none.</summary>
    public static IReadOnlyList<string> Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException("cli.no-checkpoint-file", $"There is no checkpoint file '{path}'.",
                "Check the path.");
        if (JournalExport.IsOne(path))
            return [.. JournalExport.Read(path).Checkpoints.Select(head => head.Checkpoint)];
        var text = File.ReadAllText(path);
        return NotesInText.In(text) is { Count: > 0 } notes ? notes : [text];
    }
}

/// <summary>Verifies without any secret key, with progress, until somebody stops it.</summary>
sealed class VerifyRun(Terminal terminal, Asked asked, CancellationToken cancel)
{
    readonly IReadOnlyCollection<INoteVerifier> keys = VerifyCommand.ReadKeys(asked.PublicKeys);

    /// <summary>What verifies one view of a journal in its folder.</summary>
    /// <param name="card">Whose journal.</param>
    /// <param name="keys">The public keys.</param>
    /// <param name="keptWithKeys">The newest head as it was kept with the keys.</param>
    /// <param name="view">The journal.</param>
    /// <param name="devices">Devices with the keys that were enrolled; null when that is not known yet.</param>
    public static JournalVerifier VerifierFor(
        OperationCard card, IReadOnlyCollection<INoteVerifier> keys, string? keptWithKeys, IJournalView view,
        IReadOnlyList<DeviceListed>? devices = null) =>
        new(Operation.OriginOf(card.Id), keys)
        {
            KeptWithKeys = keptWithKeys,
            PersonsWithKeys = view.SubjectKeys().Select(key => key.Subject),
            Knows = StoredForms.Knows,
            Devices = new Es256Verifier(),
            DeviceKeys = devices?.ToDictionary(device => Guid.Parse(device.Id), device => device.PublicKey),
        };

    public (Verification Verified, string Remedy) OfFolder(
        OperationPaths paths, IReadOnlyList<DeviceListed>? devices = null)
    {
        // The head first: whoever writes meanwhile keeps a head after the commit, never before it.
        var kept = OperationFolder.KeptHead(paths);
        var last = 0L;
        try
        {
            var (store, card) = OperationFolder.OpenSealed(paths);
            using (store)
            using (var view = store.View())
            {
                var verifier = VerifierFor(card, keys, kept, view, devices);
                var entries = Watched(view.Read(1), view.Head.Size).Select(entry =>
                {
                    last = entry.Position;
                    return entry;
                });
                var verified = verifier.Verify(entries, view.Checkpoints(), asked.Against);
                var isOlder = kept is not null && verifier.Read(kept).Tree is { } witness
                    && witness.Size > verified.Size;
                return (verified, isOlder ? OperationFolder.RestoredRemedy(paths) : VerifyCommand.Backup);
            }
        }
        // Not the entry but the file around it: what the database keeps of its own pages.
        catch (StoreException damaged) when (damaged.IsDamage)
        {
            return (Unread(last), VerifyCommand.Backup);
        }
    }

    public (Verification Verified, string Remedy) OfExport(string path)
    {
        var (card, entries, checkpoints) = JournalExport.Read(path);
        var total = checkpoints.Count == 0 ? 0 : checkpoints[^1].Size;
        var verified = new JournalVerifier(Operation.OriginOf(card.Id), keys) { Knows = StoredForms.Knows }
            .Verify(Watched(entries, total), checkpoints, asked.Against);
        return (verified, VerifyCommand.Backup);
    }

    static Verification Unread(long last) => new(
        last, default, Checkpoints: 0, Parts: 0, Quarantined: 0,
        new(last + 1, $"The journal file is damaged and cannot be read from entry {last + 1} on."));

    IEnumerable<StoredEntry> Watched(IEnumerable<StoredEntry> entries, long total)
    {
        var progress = new Progress(terminal, "Verifying", total > 0 ? total : null);
        var last = 0L;
        foreach (var entry in entries)
        {
            cancel.ThrowIfCancellationRequested();
            progress.At(last = entry.Position);
            yield return entry;
        }
        progress.End(last);
    }
}
