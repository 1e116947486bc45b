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

    /// <inheritdoc/>
    public byte[] SealOpen(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated) =>
        openParts.Close(plain, associated);

    /// <inheritdoc/>
    public bool TryOpen(ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated, out byte[] plain) =>
        openParts.TryOpen(sealedBytes, associated, out plain);

    /// <inheritdoc/>
    /// <returns>
    /// <see cref="WrappedKeyLength"/> bytes that open for this person only, to be kept outside the journal.
    /// </returns>
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

    /// <inheritdoc/>
    /// <exception cref="KeyException">The wrapped key is damaged, of another person or of another register.</exception>
    public byte[] SealPersonal(SubjectKey key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        if (!TryUnwrap(key, out var unwrapped))
        {
            throw new KeyException(
                KeyFault.Damaged,
                $"The key of {key.Subject} does not open: it is damaged, of another person or of another register.",
                "Verify the store. If the key is lost, restore it from a backup that is not older than its erasure.");
        }

        try
        {
            return Seal.CloseOnce(unwrapped, plain, associated);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(unwrapped);
        }
    }

    /// <inheritdoc/>
    public bool TryOpenPersonal(
        SubjectKey key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated, out byte[] plain)
    {
        plain = [];
        if (!TryUnwrap(key, out var unwrapped))
            return false;

        try
        {
            return Seal.TryOpenOnce(unwrapped, sealedBytes, associated, out plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(unwrapped);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        openParts.Dispose();
        subjectKeys.Dispose();
    }

    bool TryUnwrap(SubjectKey key, out byte[] unwrapped)
    {
        unwrapped = [];
        if (key.Wrapped is not { Length: WrappedKeyLength })
            return false;

        Span<byte> id = stackalloc byte[IdLength];
        WriteId(key.Subject, id);
        return subjectKeys.TryOpen(key.Wrapped, id, out unwrapped);
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
