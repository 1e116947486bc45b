using Annona.Journal;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Annona.Storage.Keys;

/// <summary>
/// Signs notes with Ed25519, which every outside verifier of C2SP notes reads. The framework has no Ed25519.
/// </summary>
public sealed class Ed25519NoteSigner : INoteSigner
{
    /// <summary>Length of the seed in bytes; the seed is the private key of RFC 8032.</summary>
    public const int SeedLength = 32;

    readonly Ed25519PrivateKeyParameters key;

    /// <summary>A signer with a private key that was made before.</summary>
    /// <exception cref="ArgumentException">The seed has not 32 bytes, or the name cannot stand in a note.</exception>
    public Ed25519NoteSigner(string name, ReadOnlySpan<byte> seed)
    {
        key = new(seed);
        Key = NoteKey.Ed25519(name, key.GeneratePublicKey().GetEncoded());
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
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, key);
        signer.BlockUpdate(text);
        return signer.GenerateSignature();
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
