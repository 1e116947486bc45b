using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Annona.Journal;

namespace Annona.Storage.Keys;

/// <summary>
/// Seals the two kinds of parts of an entry: open parts with the register's key, personal parts with a key of the
/// person. Destroying a person's wrapped key makes all of that person's parts unreadable, in every copy.
/// </summary>
/// <remarks>
/// The form is a random nonce of 12 bytes, the ciphertext and a tag of 16 bytes. Persons' keys are never kept in memory
/// between calls: an erased key must not live on in a cache. Safe for use by many threads.
/// </remarks>
public sealed class PartSealer : ISealer, IDisposable
{
    /// <summary>How many bytes longer a sealed part is than its content.</summary>
    public const int Overhead = Seal.Overhead;

    /// <summary>Length of a person's wrapped key in bytes.</summary>
    public const int WrappedKeyLength = Seal.KeyLength + Seal.Overhead;

    const int IdLength = 16;

    readonly Seal openParts;
    readonly Seal subjectKeys;

    /// <summary>A sealer for one register.</summary>
    /// <param name="registerKey">32 bytes, copied.</param>
    public PartSealer(ReadOnlySpan<byte> registerKey)
    {
        // Two keys from one: a wrapped key can then never be passed off as an open part, whatever stands beside it.
        openParts = Derived(registerKey, "annona open parts 1"u8);
        subjectKeys = Derived(registerKey, "annona subject keys 1"u8);
    }

    /// <summary>Seals the open part of an entry.</summary>
    /// <param name="associated">What the part belongs to; opening needs the same bytes.</param>
    public byte[] SealOpen(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated) =>
        openParts.Close(plain, associated);

    /// <summary>Opens what <see cref="SealOpen"/> sealed.</summary>
    /// <returns>False when the key, the associated bytes or one bit of the part is another.</returns>
    public bool TryOpen(
        ReadOnlySpan<byte> sealedPart, ReadOnlySpan<byte> associated, [NotNullWhen(true)] out byte[]? plain) =>
        openParts.TryOpen(sealedPart, associated, out plain);

    /// <summary>A new random key for a person, wrapped so that it opens for this person only.</summary>
    /// <returns><see cref="WrappedKeyLength"/> bytes, to be stored outside the journal.</returns>
    public byte[] NewSubjectKey(Guid subject)
    {
        Span<byte> key = stackalloc byte[Seal.KeyLength];
        Span<byte> id = stackalloc byte[IdLength];
        RandomNumberGenerator.Fill(key);
        WriteId(subject, id);
        try
        {
            return subjectKeys.Close(key, id);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>
    /// Seals the first part of a person with a new key, which is wrapped but not unwrapped again: an import makes a
    /// million of them.
    /// </summary>
    public byte[] SealFirst(
        Guid subject, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated, out byte[] wrapped)
    {
        Span<byte> key = stackalloc byte[Seal.KeyLength];
        Span<byte> id = stackalloc byte[IdLength];
        RandomNumberGenerator.Fill(key);
        WriteId(subject, id);
        try
        {
            wrapped = subjectKeys.Close(key, id);
            return Seal.CloseOnce(key, plain, associated);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Seals a personal part.</summary>
    /// <param name="wrapped">What <see cref="NewSubjectKey"/> gave for this person.</param>
    /// <param name="associated">What the part belongs to; opening needs the same bytes.</param>
    /// <exception cref="KeyException">The wrapped key is damaged, of another person or of another register.</exception>
    public byte[] SealPersonal(SubjectKey wrapped, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        if (!TryUnwrap(wrapped, out var key))
        {
            throw new KeyException(
                KeyFault.Damaged,
                $"The key of {wrapped.Subject} does not open: it is damaged, of another person or of another register.",
                "Verify the store. If the key is lost, restore it from a backup that is not older than its erasure.");
        }

        try
        {
            return Seal.CloseOnce(key, plain, associated);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Opens what <see cref="SealPersonal"/> sealed.</summary>
    /// <returns>False when a key, the person, the associated bytes or one bit of the part is another.</returns>
    public bool TryOpenPersonal(
        SubjectKey wrapped,
        ReadOnlySpan<byte> sealedPart,
        ReadOnlySpan<byte> associated,
        [NotNullWhen(true)] out byte[]? plain)
    {
        plain = null;
        if (!TryUnwrap(wrapped, out var key))
            return false;

        try
        {
            return Seal.TryOpenOnce(key, sealedPart, associated, out plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        openParts.Dispose();
        subjectKeys.Dispose();
    }

    bool TryUnwrap(SubjectKey wrapped, [NotNullWhen(true)] out byte[]? key)
    {
        key = null;
        if (wrapped.Wrapped is not { Length: WrappedKeyLength })
            return false;

        Span<byte> id = stackalloc byte[IdLength];
        WriteId(wrapped.Subject, id);
        return subjectKeys.TryOpen(wrapped.Wrapped, id, out key);
    }

    static Seal Derived(ReadOnlySpan<byte> registerKey, ReadOnlySpan<byte> purpose)
    {
        Span<byte> key = stackalloc byte[Seal.KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, registerKey, key, salt: [], info: purpose);
        try
        {
            return new Seal(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    static void WriteId(Guid subject, Span<byte> id) => subject.TryWriteBytes(id, bigEndian: true, out _);
}
