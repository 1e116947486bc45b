using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Annona.Journal;

namespace Annona.Storage.Keys;

/// <summary>Makes the verifier that fits a key.</summary>
public static class NoteVerifiers
{
    /// <summary>The verifier for a key written as <c>name+id+base64</c>.</summary>
    /// <returns>False when the text is not such a key, its type is unknown or its public key cannot be one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out INoteVerifier? verifier)
    {
        verifier = NoteKey.TryParse(text, out var key) ? Find(key) : null;
        return verifier is not null;
    }

    /// <summary>The verifier for a key of a ring that was opened.</summary>
    /// <exception cref="ArgumentException">The key's type is unknown.</exception>
    public static INoteVerifier For(NoteKey key) =>
        Find(key) ?? throw new ArgumentException("No verifier for this type of key.", nameof(key));

    static INoteVerifier? Find(NoteKey key)
    {
        try
        {
            return key.Type switch
            {
                NoteKey.Ed25519Type => new Ed25519NoteVerifier(key),
                NoteKey.EcdsaType => new P256NoteVerifier(key),
                _ => null,
            };
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
