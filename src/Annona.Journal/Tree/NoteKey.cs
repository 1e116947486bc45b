using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Annona.Journal;

/// <summary>
/// The public half of a key that signs notes, as the C2SP signed-note specification names and writes it:
/// <c>name+id+base64(type and key)</c>.
/// </summary>
public sealed class NoteKey
{
    /// <summary>Signature type of Ed25519 (RFC 8032); the public key is its 32 bytes.</summary>
    public const byte Ed25519Type = 0x01;

    /// <summary>Signature type of ECDSA with SHA-256; the public key is a SubjectPublicKeyInfo in DER.</summary>
    public const byte EcdsaType = 0x02;

    /// <summary>Length of an Ed25519 public key in bytes.</summary>
    public const int Ed25519Length = 32;

    // An ML-DSA key has 1.3 kB; nothing that signs notes comes near this.
    const int TextLengthMax = 8192;

    readonly byte[] publicKey;

    NoteKey(string name, byte type, ReadOnlySpan<byte> publicKey)
    {
        Name = name;
        Type = type;
        this.publicKey = publicKey.ToArray();
        KeyId = IdOf(name, type, publicKey);
    }

    /// <summary>
    /// Who signs, usually the address of the log without <c>https://</c>. Neither spaces nor plus signs.
    /// </summary>
    public string Name { get; }

    /// <summary>The signature type.</summary>
    public byte Type { get; }

    /// <summary>
    /// Together with the name it tells which key made a signature. It is short: it finds a key, it proves nothing.
    /// </summary>
    public uint KeyId { get; }

    /// <summary>The key in the encoding that its type asks for.</summary>
    public ReadOnlySpan<byte> PublicKey => publicKey;

    /// <summary>The key of an Ed25519 signer.</summary>
    /// <param name="publicKey">32 bytes.</param>
    /// <exception cref="ArgumentException">The name cannot stand in a note, or the key has another
    /// length.</exception>
    public static NoteKey Ed25519(string name, ReadOnlySpan<byte> publicKey) => publicKey.Length == Ed25519Length
        ? new(Checked(name), Ed25519Type, publicKey)
        : throw new ArgumentException("An Ed25519 public key has 32 bytes.", nameof(publicKey));

    /// <summary>The key of an ECDSA signer.</summary>
    /// <param name="subjectPublicKeyInfo">The key as SubjectPublicKeyInfo in DER.</param>
    /// <exception cref="ArgumentException">The name cannot stand in a note, or the key is empty.</exception>
    public static NoteKey Ecdsa(string name, ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        subjectPublicKeyInfo.Length > 0
        ? new(Checked(name), EcdsaType, subjectPublicKeyInfo)
        : throw new ArgumentException("The public key is empty.", nameof(subjectPublicKeyInfo));

    /// <summary>
    /// Reads <c>name+id+base64(type and key)</c>. The id must be the one that follows from the rest.
    /// </summary>
    /// <returns>False for any other text. Keys of unknown type are read; there is just no verifier for
    /// them.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoteKey? key)
    {
        key = null;
        // The base64 part may hold plus signs of its own.
        if (text.Length > TextLengthMax || text.Split('+', 3) is not [var name, var id, var material])
            return false;
        if (!IsName(name) || !StrictText.TryBase64(material, out var bytes) || bytes.Length < 2)
            return false;
        if (bytes[0] == Ed25519Type && bytes.Length != 1 + Ed25519Length)
            return false;

        var parsed = new NoteKey(name, bytes[0], bytes.AsSpan(1));
        if (Hex(parsed.KeyId) != id)
            return false;

        key = parsed;
        return true;
    }

    /// <summary>The text that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => $"{Name}+{Hex(KeyId)}+{Convert.ToBase64String([Type, .. publicKey])}";

    /// <summary>
    /// Whether a name can stand in a note: not empty, no white space, no plus sign, no control character.
    /// </summary>
    public static bool IsName(string name)
    {
        foreach (var letter in name)
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter) || letter == '+')
                return false;
        }

        return name.Length > 0;
    }

    static string Checked(string name) => IsName(name)
        ? name
        : throw new ArgumentException($"'{name}' cannot name a key: no spaces and no plus signs.", nameof(name));

    static uint IdOf(string name, byte type, ReadOnlySpan<byte> publicKey)
    {
        // ECDSA keys were in use before the rule of the specification, and keep the id they had.
        var digest = type == EcdsaType
            ? Hash.Of(publicKey)
            : Hash.Of([.. StrictText.Utf8Bytes(name), (byte)'\n', type, .. publicKey]);
        return BinaryPrimitives.ReadUInt32BigEndian(digest.ToBytes());
    }

    static string Hex(uint id) => id.ToString("x8", CultureInfo.InvariantCulture);
}
