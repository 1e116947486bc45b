using System.Security.Cryptography;
using Annona.Journal;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Annona.Storage.Keys;

/// <summary>
/// Signs notes with Ed25519, which every outside verifier of C2SP notes reads. The framework has no Ed25519.
/// </summary>
public sealed class Ed25519NoteSigner : INoteSigner, IDisposable
{
    /// <summary>Length of the seed in bytes; the seed is the private key of RFC 8032.</summary>
    public const int SeedLength = 32;

    // Not the library's own key object: that one keeps a copy which nobody can wipe.
    readonly byte[] seed;
    readonly byte[] publicKey;
    bool isDisposed;

    /// <summary>A signer with a private key that was made before.</summary>
    /// <exception cref="ArgumentException">The seed has not 32 bytes, or the name cannot stand in a note.</exception>
    public Ed25519NoteSigner(string name, ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength)
            throw new ArgumentException($"A seed has {SeedLength} bytes.", nameof(seed));

        this.seed = SecretBytes.Copy(seed);
        publicKey = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(this.seed, 0, publicKey, 0);
        Key = NoteKey.Ed25519(name, publicKey);
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
        ObjectDisposedException.ThrowIf(isDisposed, this);
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(seed, 0, publicKey, 0, text.ToArray(), 0, text.Length, signature, 0);
        return signature;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isDisposed = true;
        CryptographicOperations.ZeroMemory(seed);
    }
}

/// <summary>Checks Ed25519 signatures of notes. Safe for use by many threads.</summary>
public sealed class Ed25519NoteVerifier : INoteVerifier
{
    readonly Ed25519PublicKeyParameters publicKey;

    /// <summary>A verifier for a key of type <see cref="NoteKey.Ed25519Type"/>.</summary>
    /// <exception cref="ArgumentException">The key is of another type.</exception>
    public Ed25519NoteVerifier(NoteKey key)
    {
        if (key.Type != NoteKey.Ed25519Type)
            throw new ArgumentException("This is not an Ed25519 key.", nameof(key));

        Key = key;
        publicKey = new(key.PublicKey);
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
        var verifier = new Ed25519Signer();
        verifier.Init(forSigning: false, publicKey);
        verifier.BlockUpdate(text);
        return verifier.VerifySignature(signature.ToArray());
    }
}
