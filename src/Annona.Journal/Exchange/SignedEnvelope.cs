using System.Buffers.Binary;
using System.Formats.Cbor;

namespace Annona.Journal;

/// <summary>
/// Signs a device's envelopes. The private key stays where it is: in a file, or in a browser's key store.
/// </summary>
public interface IEnvelopeSigner
{
    /// <summary>The first 8 bytes of the SHA-256 of the public key as SubjectPublicKeyInfo.</summary>
    ulong KeyId { get; }

    /// <summary>The signature over a COSE Sig_structure, for ES256: r and s of 32 bytes each.</summary>
    byte[] Sign(ReadOnlySpan<byte> signedBytes);
}

/// <summary>Checks what devices signed. Safe for use by many threads.</summary>
public interface IEnvelopeVerifier
{
    /// <summary>Whether a COSE_Sign1 was signed with the other half of a public key.</summary>
    /// <param name="signed">The whole message, as it was sent.</param>
    /// <param name="publicKey">As SubjectPublicKeyInfo.</param>
    bool Verify(ReadOnlyMemory<byte> signed, ReadOnlyMemory<byte> publicKey);
}

/// <summary>
/// An envelope as a device sends it: COSE_Sign1 (RFC 9052, tag 18) with the algorithm ES256 and the key's id in the
/// protected header, and the canonical envelope as payload.
/// </summary>
/// <remarks>
/// Its id is the SHA-256 of the bytes that are signed, never of the signature: a signature can be made again, and then
/// looks different, over the same fact.
/// </remarks>
/// <param name="Envelope">What is signed.</param>
/// <param name="KeyId">See <see cref="IEnvelopeSigner.KeyId"/>.</param>
/// <param name="Id">SHA-256 of the Sig_structure.</param>
public sealed record SignedEnvelope(Envelope Envelope, ulong KeyId, Hash Id)
{
    const int SignatureLength = 64;
    const byte Tag = 0xd2;

    /// <summary>{1: -7, 4: h'...8 bytes...'} up to the key's id.</summary>
    static ReadOnlySpan<byte> ProtectedStart => [0xa2, 0x01, 0x26, 0x04, 0x48];

    /// <summary>An array of four, "Signature1", the protected header as a byte string, and no external data.</summary>
    static readonly byte[] StructureStart = [0x84, 0x6a, .. "Signature1"u8];

    /// <summary>How entries name this one as their base: the first 16 bytes of its id.</summary>
    public Guid ShortId => ShortOf(Id);

    /// <summary>The first 16 bytes of an id.</summary>
    public static Guid ShortOf(Hash id)
    {
        Span<byte> bytes = stackalloc byte[Hash.Length];
        id.CopyTo(bytes);
        return new(bytes[..16], bigEndian: true);
    }

    /// <summary>Whether the bytes of a leaf's envelope begin like a signed one; a bare one begins with a map.</summary>
    public static bool IsSigned(ReadOnlySpan<byte> envelope) => envelope is [Tag, ..];

    /// <summary>Signs an envelope.</summary>
    /// <param name="envelope">What to sign.</param>
    /// <param name="signer">With which key.</param>
    /// <param name="id">The event's id.</param>
    public static byte[] Sign(Envelope envelope, IEnvelopeSigner signer, out Hash id)
    {
        var payload = envelope.Encode();
        Span<byte> header = stackalloc byte[ProtectedStart.Length + sizeof(ulong)];
        WriteProtected(header, signer.KeyId);
        var signedBytes = Structure(header, payload);
        id = Hash.Of(signedBytes);
        var signature = signer.Sign(signedBytes);
        if (signature.Length != SignatureLength)
            throw new InvalidOperationException($"An ES256 signature has {SignatureLength} bytes.");
        var writer = new CborWriter(
            CborConformanceMode.Canonical, convertIndefiniteLengthEncodings: false,
            initialCapacity: payload.Length + 96);
        writer.WriteTag((CborTag)18);
        writer.WriteStartArray(4);
        writer.WriteByteString(header);
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteByteString(payload);
        writer.WriteByteString(signature);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Reads what <see cref="Sign"/> wrote, and nothing else. The signature is not checked here.</summary>
    /// <exception cref="FormatException">The bytes are not one COSE_Sign1 of this form over one envelope.</exception>
    public static SignedEnvelope Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new CborReader(bytes, CborConformanceMode.Canonical);
            if (reader.ReadTag() != (CborTag)18 || reader.ReadStartArray() != 4)
                throw new FormatException("Not a COSE_Sign1.");
            var header = reader.ReadDefiniteLengthByteString();
            if (reader.ReadStartMap() != 0)
                throw new FormatException("Nothing stands beside the protected header.");
            reader.ReadEndMap();
            var payload = reader.ReadDefiniteLengthByteString();
            if (reader.ReadDefiniteLengthByteString().Length != SignatureLength)
                throw new FormatException($"A signature has {SignatureLength} bytes.");
            reader.ReadEndArray();
            if (reader.BytesRemaining > 0)
                throw new FormatException("Bytes follow the signed envelope.");
            if (header.Length != ProtectedStart.Length + sizeof(ulong)
                || !header.Span[..ProtectedStart.Length].SequenceEqual(ProtectedStart))
                throw new FormatException("The protected header is not {ES256, key id}.");
            return new(
                Envelope.Decode(payload), BinaryPrimitives.ReadUInt64BigEndian(header.Span[ProtectedStart.Length..]),
                Hash.Of(Structure(header.Span, payload.Span)));
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            throw new FormatException($"Not a signed envelope: {e.Message}", e);
        }
    }

    static void WriteProtected(Span<byte> header, ulong keyId)
    {
        ProtectedStart.CopyTo(header);
        BinaryPrimitives.WriteUInt64BigEndian(header[ProtectedStart.Length..], keyId);
    }

    /// <summary>The Sig_structure of RFC 9052, section 4.4, in its one deterministic encoding.</summary>
    static byte[] Structure(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var head = payload.Length < 24 ? 1 : payload.Length < 256 ? 2 : payload.Length < 65_536 ? 3 : 5;
        var bytes = new byte[StructureStart.Length + 1 + header.Length + 1 + head + payload.Length];
        var at = bytes.AsSpan();
        StructureStart.CopyTo(at);
        at = at[StructureStart.Length..];
        at[0] = (byte)(0x40 | header.Length);
        header.CopyTo(at[1..]);
        at = at[(1 + header.Length)..];
        at[0] = 0x40;
        at = at[1..];
        switch (head)
        {
            case 1:
                at[0] = (byte)(0x40 | payload.Length);
                break;
            case 2:
                (at[0], at[1]) = (0x58, (byte)payload.Length);
                break;
            case 3:
                at[0] = 0x59;
                BinaryPrimitives.WriteUInt16BigEndian(at[1..], (ushort)payload.Length);
                break;
            default:
                at[0] = 0x5a;
                BinaryPrimitives.WriteUInt32BigEndian(at[1..], (uint)payload.Length);
                break;
        }
        payload.CopyTo(at[head..]);
        return bytes;
    }
}
