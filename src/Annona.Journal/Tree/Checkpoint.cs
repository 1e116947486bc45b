using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Annona.Journal;

/// <summary>
/// What a log vouches for at one moment, in the form of the C2SP tlog-checkpoint specification: its origin, the
/// number of leaves and the root, one line each.
/// </summary>
/// <param name="Origin">Which log; one line, not empty. Usually also the name of the key that signs.</param>
/// <param name="Head">Size and root of its tree.</param>
public sealed record Checkpoint(string Origin, TreeHead Head)
{
    /// <summary>Longest text that is read, in characters: three lines of ours have less than 200.</summary>
    public const int LengthMax = 16 * 1024;

    /// <summary>The three lines that are signed, each with its newline.</summary>
    /// <exception cref="InvalidOperationException">The origin is not one line, or the size is negative.</exception>
    public string ToText()
    {
        if (Origin.Length == 0 || Origin.Any(char.IsControl) || Head.Size < 0)
            throw new InvalidOperationException(
                "A checkpoint needs an origin of one line and a size of zero or more.");

        var size = Head.Size.ToString(CultureInfo.InvariantCulture);
        return $"{Origin}\n{size}\n{Convert.ToBase64String(Head.Root.ToBytes())}\n";
    }

    /// <summary>Reads the text of a checkpoint. Extension lines are passed over.</summary>
    /// <returns>
    /// False when it is too long, a line is missing or empty, the size is not a plain decimal number of at most
    /// 63 bits, or the root is not base64 of 32 bytes.
    /// </returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (text.Length > LengthMax || !text.EndsWith('\n'))
            return false;

        var lines = text[..^1].Split('\n');
        if (lines is not [var origin, var decimalSize, var encodedRoot, ..] || lines.Contains(""))
            return false;
        if (origin.Any(char.IsControl) || !StrictText.TryDecimal(decimalSize, out var size))
            return false;
        if (!StrictText.TryBase64(encodedRoot, out var root) || root.Length != Hash.Length)
            return false;

        checkpoint = new(origin, new(size, Hash.FromBytes(root)));
        return true;
    }

    /// <summary>The checkpoint as a note with the signatures of all signers.</summary>
    public SignedNote Sign(params IReadOnlyList<INoteSigner> signers) => SignedNote.Sign(ToText(), signers);
}
