using System.Security.Cryptography;
using Annona.Journal;

namespace Annona.Storage.Keys;

/// <summary>
/// Signs notes with ECDSA over P-256, which a browser checks without help. The signature is in DER, as the C2SP
/// specification's users write it.
/// </summary>
public sealed class P256NoteSigner : INoteSigner, IDisposable
{
    readonly ECDsa key;
    readonly Lock turn = new();

    /// <summary>A signer with a private key that was made before.</summary>
    /// <param name="pkcs8">The private key as PKCS #8 in DER.</param>
    /// <exception cref="CryptographicException">These are not the bytes of a private key.</exception>
    /// <exception cref="ArgumentException">The key is on another curve, or the name cannot stand in a note.</exception>
    public P256NoteSigner(string name, ReadOnlySpan<byte> pkcs8)
    {
        key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        P256.Check(key);
        Key = NoteKey.Ecdsa(name, key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The public half, for whoever verifies.</summary>
    public NoteKey Key { get; }

    /// <inheritdoc/>
    public string Name => Key.Name;

    /// <inheritdoc/>
    public uint KeyId => Key.KeyId;

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> text)
    {
        lock (turn)
            return key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}

/// <summary>Checks ECDSA signatures of notes over P-256. Safe for use by many threads.</summary>
public sealed class P256NoteVerifier : INoteVerifier, IDisposable
{
    readonly ECDsa publicKey;
    readonly Lock turn = new();

    /// <summary>A verifier for a key of type <see cref="NoteKey.EcdsaType"/>.</summary>
    /// <exception cref="CryptographicException">These are not the bytes of a public key.</exception>
    /// <exception cref="ArgumentException">The key is of another type or on another curve.</exception>
    public P256NoteVerifier(NoteKey key)
    {
        if (key.Type != NoteKey.EcdsaType)
            throw new ArgumentException("This is not an ECDSA key.", nameof(key));

        Key = key;
        publicKey = ECDsa.Create();
        publicKey.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
        P256.Check(publicKey);
    }

    /// <summary>The key whose signatures are checked.</summary>
    public NoteKey Key { get; }

    /// <inheritdoc/>
    public string Name => Key.Name;

    /// <inheritdoc/>
    public uint KeyId => Key.KeyId;

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        lock (turn)
        {
            return publicKey.VerifyData(
                text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => publicKey.Dispose();
}

static class P256
{
    const string ObjectId = "1.2.840.10045.3.1.7";

    public static void Check(ECDsa key)
    {
        if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != ObjectId)
            throw new ArgumentException("The key is not on the curve P-256.", nameof(key));
    }
}
