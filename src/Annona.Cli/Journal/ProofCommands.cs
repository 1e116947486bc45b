using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Journal;
using Annona.Storage.Folder;

namespace Annona.Cli.Journal;

/// <summary>
/// <c>annona proof entry|growth</c>: small files for somebody outside who holds a checkpoint and no journal.
/// </summary>
static class ProofCommands
{
    public static Command All(CommandShell shell) => new("proof", "Proofs for outsiders, as small files")
    {
        Entry(shell), Growth(shell),
    };

    static Command Entry(CommandShell shell)
    {
        var position = new Argument<long>("POSITION") { Description = "The entry's place in the journal, from 1." };
        var file = Words.RequiredFile("--file", "The file to write; it must not exist.");
        var export = Words.File("--export", "Prove from an export instead of the data folder.");
        var command = new Command("entry",
            "Prove that an entry is in the journal, sealed as it is. "
            + "Example: annona proof entry 4711 --file handover.tlog-proof")
        {
            position, file, export,
        };
        return shell.Alone(command, (parsed, _) =>
        {
            var place = parsed.GetValue(position);
            byte[]? leaf = null;
            var tree = Leaves(shell, parsed, parsed.GetValue(export), entry =>
                leaf = entry.Position == place ? entry.LeafBytes : leaf);
            if (leaf is null || place > tree.Head.Size)
                throw new InputException("cli.no-such-entry",
                    $"There is no entry {place}: the journal has {tree.Head.Size} entries.", "Name one from 1 on.");
            var path = MerkleTree.InclusionProof(at => tree.Leaves[(int)at], place - 1, tree.Head.Size);
            Write(shell.Terminal, parsed.GetValue(file)!,
                new EntryProof(place - 1, leaf, path, tree.Head.Checkpoint).ToText());
            return Exit.Ok;
        });
    }

    static Command Growth(CommandShell shell)
    {
        var since = Words.RequiredFile("--since", "A file with the older checkpoint.");
        var file = Words.RequiredFile("--file", "The file to write; it must not exist.");
        var export = Words.File("--export", "Prove from an export instead of the data folder.");
        var command = new Command("growth",
            "Prove that the journal has only grown since a checkpoint that somebody holds. "
            + "Example: annona proof growth --since checkpoint-2026-03-31.txt --file grown.txt")
        {
            since, file, export,
        };
        return shell.Alone(command, (parsed, _) =>
        {
            var notes = KeptElsewhere.Read(parsed.GetValue(since)!);
            if (notes is not [var note] || OldTree(note) is not { } older)
                throw new InputException("cli.one-checkpoint", "The file does not hold exactly one checkpoint.",
                    "Name a file with the checkpoint that the other side holds.");
            var tree = Leaves(shell, parsed, parsed.GetValue(export), _ => { });
            if (older.Size > tree.Head.Size)
                throw new InputException("cli.newer-checkpoint",
                    $"The checkpoint signs {older.Size} entries, and the journal has {tree.Head.Size}.",
                    "Find out why: annona verify --against FILE names the first missing entry.");
            var path = MerkleTree.ConsistencyProof(at => tree.Leaves[(int)at], older.Size, tree.Head.Size);
            Write(shell.Terminal, parsed.GetValue(file)!,
                new GrowthProof(older.Size, path, tree.Head.Checkpoint).ToText());
            return Exit.Ok;
        });
    }

    /// <summary>Verifies a proof with nothing but the public keys, and for growth the older checkpoint.</summary>
    public static int Verify(
        Terminal terminal, string path, IReadOnlyCollection<INoteVerifier> keys, IReadOnlyList<string> against)
    {
        if (!File.Exists(path))
            throw new InputException("cli.no-proof", $"There is no proof '{path}'.", "Check the path.");
        var text = File.ReadAllText(path);
        var verifier = new JournalVerifier(keys.FirstOrDefault()?.Name ?? "", keys);
        if (EntryProof.TryParse(text, out var entry))
            return VerifyEntry(terminal, verifier, entry);
        return GrowthProof.TryParse(text, out var growth)
            ? VerifyGrowth(terminal, verifier, growth, against)
            : throw new InputException("cli.bad-proof", $"'{path}' is not a proof.",
                "Make one with 'annona proof entry' or 'annona proof growth'.");
    }

    static int VerifyEntry(Terminal terminal, JournalVerifier verifier, EntryProof proof)
    {
        var (tree, why) = verifier.Read(proof.Checkpoint);
        if (tree is not { } head)
            return Wrong(terminal, $"its checkpoint {why}");
        if (!proof.Fits(head))
            return Wrong(terminal, "the entry is not in the tree that the checkpoint signs");
        var leaf = Leaf.Decode(proof.Leaf);
        var envelope = leaf.ReadEnvelope(out _);
        terminal.Line($"Proved: entry {Terminal.Number(proof.Index + 1)} of {Terminal.Number(head.Size)} is a "
            + $"{envelope.Kind}.{envelope.KindVersion}, recorded {leaf.RecordedAt:yyyy-MM-dd HH:mm:ss} UTC by officer "
            + $"{envelope.Actor} ({leaf.Verdict}).");
        terminal.Line($"Its sealed open part has the hash {envelope.OpenPart}.");
        terminal.Line("Not proved: what the sealed parts say, and that this journal is the one that others were shown. "
            + "Compare its checkpoint with one kept elsewhere.");
        return Exit.Ok;
    }

    static int VerifyGrowth(
        Terminal terminal, JournalVerifier verifier, GrowthProof proof, IReadOnlyList<string> against)
    {
        var (tree, why) = verifier.Read(proof.Checkpoint);
        if (tree is not { } newer)
            return Wrong(terminal, $"its checkpoint {why}");
        var older = against.Select(note => verifier.Read(note).Tree)
            .FirstOrDefault(held => held is { } head && head.Size == proof.OldSize);
        if (older is not { } old)
            throw new InputException("cli.no-older-checkpoint",
                $"A proof of growth needs the older checkpoint, here the one of {proof.OldSize} entries.",
                "Name the one that you hold, with --against FILE.");
        if (!proof.Fits(old, newer))
            return Wrong(
                terminal, $"the {newer.Size} entries do not begin with the {old.Size} that were signed before");
        terminal.Line($"Proved: the journal of {Terminal.Number(newer.Size)} entries begins with the "
            + $"{Terminal.Number(old.Size)} that the older checkpoint signs.");
        return Exit.Ok;
    }

    static int Wrong(Terminal terminal, string why)
    {
        terminal.Complain($"Not proved: {why}.", "Ask for the proof again, and keep this one as it is.");
        return Exit.NotVerified;
    }

    static TreeHead? OldTree(string note) =>
        SignedNote.TryParse(System.Text.Encoding.UTF8.GetBytes(note), out var signed)
            && Checkpoint.TryParse(signed.Text, out var checkpoint)
            ? checkpoint.Head
            : null;

    /// <summary>Leaf hashes, 32 bytes an entry, and the newest checkpoint.</summary>
    static (List<Hash> Leaves, Head Head) Leaves(
        CommandShell shell, ParseResult parsed, string? export, Action<StoredEntry> look)
    {
        List<Hash> leaves = [];
        void Take(StoredEntry entry)
        {
            leaves.Add(MerkleTree.LeafHash(entry.LeafBytes));
            look(entry);
        }
        if (export is not null)
        {
            var (_, entries, checkpoints) = JournalExport.Read(export);
            foreach (var entry in entries)
                Take(entry);
            return (leaves, Newest(checkpoints, leaves.Count));
        }
        var (store, _) = OperationFolder.OpenSealed(shell.Paths(parsed));
        using (store)
        using (var view = store.View())
        {
            foreach (var entry in view.Read(1))
                Take(entry);
            return (leaves, Newest([view.Head], leaves.Count));
        }
    }

    static Head Newest(IReadOnlyList<Head> checkpoints, int entries) =>
        checkpoints.Count > 0 && checkpoints[^1].Size == entries
            ? checkpoints[^1]
            : throw new InputException("cli.no-newest-checkpoint", "The journal does not end with a checkpoint.",
                "Find out why with 'annona verify'.");

    static void Write(Terminal terminal, string path, string text)
    {
        JournalCommands.CheckIsNew(path);
        File.WriteAllText(path, text);
        terminal.Line($"The proof is in {path}. Verify it with: annona verify --proof {path}");
    }
}
