using System.Security.Cryptography;

namespace Annona.Storage.Keys;

/// <summary>
/// The key from which everything secret in an operation can be opened: 32 random bytes, wiped on <see cref="Dispose"/>.
/// It lives wrapped in officers' key files and split over the printed recovery shares, nowhere else.
/// </summary>
public sealed class RootKey : IDisposable
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    readonly byte[] bytes;
    bool isDisposed;

    RootKey(byte[] bytes) => this.bytes = bytes;

    /// <summary>The secret itself.</summary>
    /// <exception cref="ObjectDisposedException">The key was wiped.</exception>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return bytes;
        }
    }

    /// <summary>A new key for a new operation.</summary>
    public static RootKey Create()
    {
        var bytes = SecretBytes.Empty(Length);
        RandomNumberGenerator.Fill(bytes);
        return new(bytes);
    }

    /// <summary>Copies 32 bytes; wiping the source is the caller's part.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static RootKey FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new(SecretBytes.Copy(bytes))
        : throw new ArgumentException($"A root key has {Length} bytes, not {bytes.Length}.", nameof(bytes));

    /// <inheritdoc/>
    public void Dispose()
    {
        isDisposed = true;
        CryptographicOperations.ZeroMemory(bytes);
    }
}
