using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Annona.Journal;

/// <summary>Signs notes with one key. The host makes it; the pure projects only call it.</summary>
public interface INoteSigner
{
    /// <summary>Who signs; see <see cref="NoteKey.Name"/>.</summary>
    string Name { get; }

    /// <summary>Which key signs; see <see cref="NoteKey.KeyId"/>.</summary>
    uint KeyId { get; }

    /// <summary>Signs the text of a note, its last newline included.</summary>
    byte[] Sign(ReadOnlySpan<byte> text);
}

/// <summary>Checks signatures of one key. The host makes it; the pure projects only call it.</summary>
public interface INoteVerifier
{
    /// <summary>Whose signatures; see <see cref="NoteKey.Name"/>.</summary>
    string Name { get; }

    /// <summary>Which key; see <see cref="NoteKey.KeyId"/>.</summary>
    uint KeyId { get; }

    /// <summary>Whether the key made this signature over this text. Never throws for a malformed signature.</summary>
    bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature);
}

/// <summary>One signature line of a note.</summary>
/// <param name="Name">Who says to have signed.</param>
/// <param name="KeyId">Which key is said to have signed.</param>
/// <param name="Bytes">The signature as its type defines it, without the key id. One byte at least.</param>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Bytes);

/// <summary>How a note stands to the keys one knows.</summary>
public enum NoteCheck
{
    /// <summary>No known key signed it: its text proves nothing.</summary>
    NotSigned,

    /// <summary>
    /// A line names a known key, but that key did not make the signature: the note is forged or damaged.
    /// </summary>
    WrongSignature,

    /// <summary>At least one known key signed it, and every line of a known key is right.</summary>
    Verified,
}

/// <summary>
/// A text with signature lines, in the form of the C2SP signed-note specification: the text, an empty line, and for
/// each signature an em dash, the signer's name and base64 of key id and signature.
/// </summary>
public sealed class SignedNote
{
    /// <summary>
    /// Longest note that is read, in bytes. The specification asks for 16 signatures of up to 5 kB; ours have 100
    /// bytes.
    /// </summary>
    public const int LengthMax = 256 * 1024;

    /// <summary>Most signature lines that are read; checking a signature costs more than making up a line.</summary>
    public const int SignaturesMax = 64;

    const string SignaturePrefix = "\u2014 ";
    const int KeyIdLength = 4;

    readonly byte[] textBytes;

    SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        Text = text;
        textBytes = StrictText.Utf8Bytes(text);
        Signatures = signatures;
    }

    /// <summary>What is signed: its last letter is a newline, and no other control character stands in it.</summary>
    public string Text { get; }

    /// <summary>The signature lines in their order, checked or not. At least one.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Signs a text with every one of the signers.</summary>
    /// <exception cref="ArgumentException">The text cannot stand in a note, or there is no signer.</exception>
    public static SignedNote Sign(string text, params IReadOnlyList<INoteSigner> signers)
    {
        if (!IsText(text))
            throw new ArgumentException("A note ends in a newline and holds no other control character.",
                nameof(text));
        if (signers.Count == 0)
            throw new ArgumentException("A note needs a signature.", nameof(signers));

        var bytes = StrictText.Utf8Bytes(text);
        return new(text, [.. signers.Select(by => new NoteSignature(by.Name, by.KeyId, by.Sign(bytes)))]);
    }

    /// <summary>Reads a note. Nothing is verified: see <see cref="Check"/>.</summary>
    /// <returns>
    /// False when the bytes are not a note to the letter: too long, not UTF-8, a control character, no empty line
    /// before the signatures, no or too many signatures, or a signature line not in the one permitted form.
    /// </returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedNote? note)
    {
        note = null;
        if (bytes.Length > LengthMax || !StrictText.TryUtf8(bytes, out var whole) || !IsText(whole))
            return false;

        // The text may hold empty lines of its own: the last one parts it from the signatures.
        var blank = whole.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0)
            return false;

        var lines = whole[(blank + 2)..].Split('\n');
        List<NoteSignature> signatures = [];
        foreach (var line in lines.SkipLast(1))
        {
            if (signatures.Count == SignaturesMax || !TryParseSignature(line, out var signature))
                return false;

            signatures.Add(signature);
        }

        if (signatures.Count == 0)
            return false;

        note = new(whole[..(blank + 1)], signatures);
        return true;
    }

    /// <summary>
    /// Checks the lines of the keys one knows. Lines of other keys are passed over, as the specification demands:
    /// that is how keys change and how witnesses are added.
    /// </summary>
    /// <param name="known">Keys that were given on a trusted way, not by the note's sender.</param>
    public NoteCheck Check(params IReadOnlyCollection<INoteVerifier> known)
    {
        var result = NoteCheck.NotSigned;
        foreach (var signature in Signatures)
        {
            foreach (var key in known.Where(key => key.Name == signature.Name && key.KeyId == signature.KeyId))
            {
                if (!key.Verify(textBytes, signature.Bytes))
                    return NoteCheck.WrongSignature;

                result = NoteCheck.Verified;
            }
        }

        return result;
    }

    /// <summary>The note as text; in UTF-8 these are the bytes that <see cref="TryParse"/> reads.</summary>
    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        Span<byte> keyId = stackalloc byte[KeyIdLength];
        foreach (var signature in Signatures)
        {
            BinaryPrimitives.WriteUInt32BigEndian(keyId, signature.KeyId);
            var encoded = Convert.ToBase64String([.. keyId, .. signature.Bytes]);
            note.Append(SignaturePrefix).Append(signature.Name).Append(' ').Append(encoded).Append('\n');
        }

        return note.ToString();
    }

    /// <summary>The note in UTF-8.</summary>
    public byte[] ToBytes() => StrictText.Utf8Bytes(ToString());

    static bool IsText(string text) => text.EndsWith('\n') && !text.Any(letter => letter < ' ' && letter != '\n');

    static bool TryParseSignature(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (!line.StartsWith(SignaturePrefix, StringComparison.Ordinal))
            return false;
        if (line[SignaturePrefix.Length..].Split(' ') is not [var name, var encoded] || !NoteKey.IsName(name))
            return false;
        if (!StrictText.TryBase64(encoded, out var bytes) || bytes.Length <= KeyIdLength)
            return false;

        signature = new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[KeyIdLength..]);
        return true;
    }
}
