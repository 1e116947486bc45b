using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using Annona.Journal;

namespace Annona.Storage.Keys;

/// <summary>
/// Signs a device's envelopes with ECDSA over P-256 (ES256). A browser does the same with its own key store.
/// </summary>
public sealed class Es256Signer : IEnvelopeSigner, IDisposable
{
    readonly ECDsa key;
    readonly Lock turn = new();

    /// <summary>A signer with a private key that was made before.</summary>
    /// <param name="pkcs8">The private key as PKCS #8 in DER.</param>
    /// <exception cref="CryptographicException">These are not the bytes of a private key.</exception>
    /// <exception cref="ArgumentException">The key is on another curve.</exception>
    public Es256Signer(ReadOnlySpan<byte> pkcs8)
    {
        key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        P256.Check(key);
        PublicKey = key.ExportSubjectPublicKeyInfo();
        KeyId = Es256Verifier.KeyIdOf(PublicKey);
    }

    /// <summary>The public half, for the enrolment, as SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey { get; }

    /// <inheritdoc/>
    public ulong KeyId { get; }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> signedBytes)
    {
        lock (turn)
            return key.SignData(
                signedBytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}

/// <summary>Checks what devices signed, with the platform's own COSE. Safe for use by many threads.</summary>
public sealed class Es256Verifier : IEnvelopeVerifier
{
    /// <summary>The first 8 bytes of the SHA-256 of a public key.</summary>
    public static ulong KeyIdOf(ReadOnlySpan<byte> publicKey)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(publicKey, digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlyMemory<byte> signed, ReadOnlyMemory<byte> publicKey)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey.Span, out _);
            P256.Check(key);
            return SignedEnvelope.Decode(signed).KeyId == KeyIdOf(publicKey.Span)
                && CoseMessage.DecodeSign1(signed.Span).VerifyEmbedded(key);
        }
        // A key or a message that is none signs nothing.
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return false;
        }
    }
}
