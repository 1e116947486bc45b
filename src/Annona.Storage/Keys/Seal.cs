using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Annona.Storage.Keys;

/// <summary>
/// AES-256-GCM under one key. What is sealed is a random nonce of 12 bytes, the ciphertext and a tag of 16 bytes.
/// </summary>
/// <remarks>
/// Nonces are random and never counted: a restored backup would count the same numbers twice. With random nonces one
/// key is good for 2^32 seals (NIST SP 800-38D, section 8.3), a thousand times a large operation.
/// Safe for use by many threads.
/// </remarks>
sealed class Seal : IDisposable
{
    public const int KeyLength = 32;

    const int NonceLength = 12;
    const int TagLength = 16;

    public const int Overhead = NonceLength + TagLength;

    // One AesGcm must not be used by two threads at once, and making one costs as much as sealing a small part.
    readonly ConcurrentBag<AesGcm> idle = [];
    readonly byte[] key;
    volatile bool isDisposed;

    public Seal(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyLength)
            throw new ArgumentException($"A key has {KeyLength} bytes.", nameof(key));

        this.key = SecretBytes.Copy(key);
    }

    public byte[] Close(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var aes = Rent();
        try
        {
            return Close(aes, plain, associated);
        }
        finally
        {
            idle.Add(aes);
        }
    }

    public bool TryOpen(ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated, out byte[] plain)
    {
        var aes = Rent();
        try
        {
            return TryOpen(aes, sealedBytes, associated, out plain);
        }
        finally
        {
            idle.Add(aes);
        }
    }

    /// <summary>For a key that is used once: no pool, and the key is not copied.</summary>
    public static byte[] CloseOnce(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        using var aes = new AesGcm(key, TagLength);
        return Close(aes, plain, associated);
    }

    /// <summary>For a key that is used once: no pool, and the key is not copied.</summary>
    public static bool TryOpenOnce(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated, out byte[] plain)
    {
        using var aes = new AesGcm(key, TagLength);
        return TryOpen(aes, sealedBytes, associated, out plain);
    }

    /// <summary>
    /// For a key that is sealed itself: it comes into an array that the collector does not move, so that whoever wipes
    /// it leaves no copy behind.
    /// </summary>
    public static bool TryOpenKey(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedKey, ReadOnlySpan<byte> associated, out byte[] opened)
    {
        opened = [];
        if (sealedKey.Length < Overhead)
            return false;

        using var aes = new AesGcm(key, TagLength);
        var secret = SecretBytes.Empty(sealedKey.Length - Overhead);
        if (!TryOpen(aes, sealedKey, associated, secret))
            return false;

        opened = secret;
        return true;
    }

    public void Dispose()
    {
        isDisposed = true;
        CryptographicOperations.ZeroMemory(key);
        while (idle.TryTake(out var aes))
            aes.Dispose();
    }

    AesGcm Rent()
    {
        // The key is all zeroes by then: nothing may ever be sealed with that.
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return idle.TryTake(out var aes) ? aes : new AesGcm(key, TagLength);
    }

    static byte[] Close(AesGcm aes, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var sealedBytes = new byte[Overhead + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        Nonces.Next(nonce);
        aes.Encrypt(
            nonce, plain, sealedBytes.AsSpan(NonceLength, plain.Length), sealedBytes.AsSpan(^TagLength..), associated);
        return sealedBytes;
    }

    static bool TryOpen(
        AesGcm aes, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated, out byte[] plain)
    {
        plain = [];
        if (sealedBytes.Length < Overhead)
            return false;

        var opened = new byte[sealedBytes.Length - Overhead];
        if (!TryOpen(aes, sealedBytes, associated, opened))
            return false;

        plain = opened;
        return true;
    }

    static bool TryOpen(
        AesGcm aes, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated, Span<byte> opened)
    {
        try
        {
            var cipher = sealedBytes[NonceLength..^TagLength];
            aes.Decrypt(sealedBytes[..NonceLength], cipher, sealedBytes[^TagLength..], opened, associated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
