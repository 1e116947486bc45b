using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Annona.Journal;

/// <summary>
/// Proves to somebody who has nothing else that an entry stands at its place under a signed checkpoint, in the form of
/// the C2SP tlog-proof specification. The extra data that the form permits is the leaf itself.
/// </summary>
/// <param name="Index">Position of the leaf, counted from 0 as the form has it.</param>
/// <param name="Leaf">The encoded leaf.</param>
/// <param name="Path">The hashes beside the way up, lowest first.</param>
/// <param name="Checkpoint">The signed note.</param>
public sealed record EntryProof(long Index, byte[] Leaf, IReadOnlyList<Hash> Path, string Checkpoint)
{
    /// <summary>The first line.</summary>
    public const string Header = "c2sp.org/tlog-proof@v1";

    const string ExtraWord = "extra ";
    const string IndexWord = "index ";

    /// <summary>The file's text.</summary>
    public string ToText() =>
        $"{Header}\n{ExtraWord}{Convert.ToBase64String(Leaf)}\n"
        + string.Create(CultureInfo.InvariantCulture, $"{IndexWord}{Index}\n")
        + ProofText.Of(Path) + $"\n{Checkpoint}";

    /// <summary>Reads a file's text to the letter.</summary>
    /// <returns>False for any other text, and for a proof without its leaf.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out EntryProof? proof)
    {
        proof = null;
        if (!ProofText.TrySplit(text, out var lines, out var checkpoint)
            || lines is not [Header, var extra, var index, .. var path]
            || !extra.StartsWith(ExtraWord, StringComparison.Ordinal)
            || !index.StartsWith(IndexWord, StringComparison.Ordinal)
            || !StrictText.TryBase64(extra[ExtraWord.Length..], out var leaf)
            || !StrictText.TryDecimal(index[IndexWord.Length..], out var number)
            || !ProofText.TryHashes(path, out var hashes))
            return false;
        proof = new(number, leaf, hashes, checkpoint);
        return true;
    }

    /// <summary>Whether the leaf stands at its place in a tree.</summary>
    /// <param name="head">The tree that the checkpoint signs, after its signatures were checked.</param>
    public bool Fits(TreeHead head) => MerkleTree.VerifyInclusion(MerkleTree.LeafHash(Leaf), Index, head, Path);
}

/// <summary>
/// Proves that a journal has only grown since an older checkpoint, in the form in which C2SP witnesses are told of a
/// new one: the older size, the hashes, an empty line, and the newer checkpoint.
/// </summary>
/// <param name="OldSize">Number of leaves of the older tree.</param>
/// <param name="Path">The consistency proof.</param>
/// <param name="Checkpoint">The newer signed note.</param>
public sealed record GrowthProof(long OldSize, IReadOnlyList<Hash> Path, string Checkpoint)
{
    const string OldWord = "old ";

    /// <summary>The file's text.</summary>
    public string ToText() =>
        string.Create(CultureInfo.InvariantCulture, $"{OldWord}{OldSize}\n") + ProofText.Of(Path) + $"\n{Checkpoint}";

    /// <summary>Reads a file's text to the letter.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out GrowthProof? proof)
    {
        proof = null;
        if (!ProofText.TrySplit(text, out var lines, out var checkpoint)
            || lines is not [var old, .. var path]
            || !old.StartsWith(OldWord, StringComparison.Ordinal)
            || !StrictText.TryDecimal(old[OldWord.Length..], out var size)
            || !ProofText.TryHashes(path, out var hashes))
            return false;
        proof = new(size, hashes, checkpoint);
        return true;
    }

    /// <summary>Whether the newer tree begins with the older one.</summary>
    public bool Fits(TreeHead older, TreeHead newer) =>
        older.Size == OldSize && MerkleTree.VerifyConsistency(older, newer, Path);
}

/// <summary>What both forms have: lines, an empty line, a note.</summary>
static class ProofText
{
    /// <summary>63 hashes are enough for any tree; a longer proof is none.</summary>
    const int HashesMax = 63;

    public static string Of(IReadOnlyList<Hash> path) =>
        path.Aggregate(new StringBuilder(), (text, hash) =>
            text.Append(Convert.ToBase64String(hash.ToBytes())).Append('\n')).ToString();

    public static bool TrySplit(string text, out string[] lines, out string checkpoint)
    {
        var blank = text.IndexOf("\n\n", StringComparison.Ordinal);
        (lines, checkpoint) = blank < 0 ? ([], "") : (text[..blank].Split('\n'), text[(blank + 2)..]);
        return blank >= 0;
    }

    public static bool TryHashes(IReadOnlyCollection<string> lines, out IReadOnlyList<Hash> hashes)
    {
        List<Hash> read = [];
        hashes = read;
        foreach (var line in lines)
        {
            if (read.Count == HashesMax || !StrictText.TryBase64(line, out var bytes) || bytes.Length != Hash.Length)
                return false;
            read.Add(Hash.FromBytes(bytes));
        }
        return true;
    }
}
