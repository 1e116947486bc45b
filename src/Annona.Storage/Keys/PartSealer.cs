using System.Buffers.Binary;
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

    /// <summary>Length in bytes of a person's key that is wrapped without an epoch, as the first version did.</summary>
    public const int WrappedKeyLength = Seal.KeyLength + Seal.Overhead;

    /// <summary>Length in bytes of a person's key that is wrapped with an epoch's.</summary>
    public const int WrappedInEpochLength = MarkLength + WrappedKeyLength;

    const int IdLength = 16;

    // The form, then the number of the epoch.
    const int MarkLength = 1 + sizeof(int);
    const byte InEpoch = 2;

    readonly Seal openParts;
    readonly Seal subjectKeys;
    readonly byte[] withEpochs;

    /// <summary>A sealer for one register.</summary>
    /// <param name="registerKey">32 bytes, copied.</param>
    public PartSealer(ReadOnlySpan<byte> registerKey)
    {
        // Two keys from one: a wrapped key can then never be passed off as an open part, whatever stands beside it.
        openParts = Derived(registerKey, "annona open parts 1"u8);
        subjectKeys = Derived(registerKey, "annona subject keys 1"u8);
        withEpochs = SecretBytes.Empty(Seal.KeyLength);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, registerKey, withEpochs, salt: [], info: "annona epochs 1"u8);
    }

    /// <summary>
    /// The monthly keys that persons' keys are wrapped with; null where there are none, and then the register's key
    /// alone wraps. Disposed of with this.
    /// </summary>
    internal EpochKeys? Epochs { get; set; }

    /// <summary>Seals the open part of an entry.</summary>
    /// <param name="associated">What the part belongs to; opening needs the same bytes.</param>
    public byte[] SealOpen(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated) =>
        openParts.Close(plain, associated);

    /// <summary>Opens what <see cref="SealOpen"/> sealed.</summary>
    /// <returns>False when the key, the associated bytes or one bit of the part is another.</returns>
    public bool TryOpen(
        ReadOnlySpan<byte> sealedPart, ReadOnlySpan<byte> associated, [NotNullWhen(true)] out byte[]? plain) =>
        openParts.TryOpen(sealedPart, associated, out plain);

    /// <summary>
    /// Seals names that lie in no entry with the key of the newest epoch, so that old copies end with it. Before it
    /// stands the epoch's number; 0 where there is none, and then the register's key seals.
    /// </summary>
    public byte[] SealNames(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var epoch = Epochs?.Newest;
        var seal = (epoch?.Names ?? openParts).Close(plain, associated);
        var marked = new byte[sizeof(int) + seal.Length];
        BinaryPrimitives.WriteInt32BigEndian(marked, epoch?.Number ?? 0);
        seal.CopyTo(marked, sizeof(int));
        return marked;
    }

    /// <summary>Opens what <see cref="SealNames"/> sealed.</summary>
    /// <returns>False when the epoch is destroyed, or the register, the associated bytes or a bit is another.</returns>
    public bool TryOpenNames(
        ReadOnlySpan<byte> sealedNames, ReadOnlySpan<byte> associated, [NotNullWhen(true)] out byte[]? plain)
    {
        plain = null;
        if (sealedNames.Length < sizeof(int))
            return false;
        var number = BinaryPrimitives.ReadInt32BigEndian(sealedNames);
        var seal = number == 0 ? openParts : Epochs?.Find(number)?.Names;
        return seal is not null && seal.TryOpen(sealedNames[sizeof(int)..], associated, out plain);
    }

    /// <summary>A new random key for a person, wrapped so that it opens for this person only.</summary>
    /// <returns>
    /// <see cref="WrappedInEpochLength"/> bytes, or <see cref="WrappedKeyLength"/> where there are no epochs, to be
    /// stored outside the journal.
    /// </returns>
    public byte[] NewSubjectKey(Guid subject)
    {
        Span<byte> key = stackalloc byte[Seal.KeyLength];
        RandomNumberGenerator.Fill(key);
        try
        {
            return Wrapped(subject, key);
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
        RandomNumberGenerator.Fill(key);
        try
        {
            wrapped = Wrapped(subject, key);
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
            throw DoesNotOpen(wrapped.Subject);

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

    /// <summary>The same key of a person under the newest epoch; null when it is there already.</summary>
    /// <exception cref="KeyException">The wrapped key does not open.</exception>
    internal byte[]? Rewrapped(SubjectKey wrapped)
    {
        if (EpochOf(wrapped.Wrapped) == Epochs?.Newest?.Number)
            return null;
        if (!TryUnwrap(wrapped, out var key))
            throw DoesNotOpen(wrapped.Subject);

        try
        {
            return Wrapped(wrapped.Subject, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The number of the epoch that wraps a key; null when none does.</summary>
    internal static int? EpochOf(byte[] wrapped) => wrapped is [InEpoch, ..] && wrapped.Length == WrappedInEpochLength
        ? BinaryPrimitives.ReadInt32BigEndian(wrapped.AsSpan(1))
        : null;

    /// <summary>A key for one purpose, which needs the key of an epoch and the register's.</summary>
    internal Seal WithRegister(ReadOnlySpan<byte> epochKey, ReadOnlySpan<byte> purpose) =>
        Derived(epochKey, withEpochs, purpose);

    /// <inheritdoc/>
    public void Dispose()
    {
        Epochs?.Dispose();
        openParts.Dispose();
        subjectKeys.Dispose();
        CryptographicOperations.ZeroMemory(withEpochs);
    }

    byte[] Wrapped(Guid subject, ReadOnlySpan<byte> key)
    {
        Span<byte> marked = stackalloc byte[MarkLength + IdLength];
        WriteId(subject, marked[MarkLength..]);
        if (Epochs?.Newest is not { } epoch)
            return subjectKeys.Close(key, marked[MarkLength..]);

        marked[0] = InEpoch;
        BinaryPrimitives.WriteInt32BigEndian(marked[1..], epoch.Number);
        return [.. marked[..MarkLength], .. epoch.SubjectKeys.Close(key, marked)];
    }

    bool TryUnwrap(SubjectKey wrapped, [NotNullWhen(true)] out byte[]? key)
    {
        key = null;
        Span<byte> marked = stackalloc byte[MarkLength + IdLength];
        WriteId(wrapped.Subject, marked[MarkLength..]);
        if (wrapped.Wrapped is { Length: WrappedKeyLength } old)
            return subjectKeys.TryOpen(old, marked[MarkLength..], out key);
        if (wrapped.Wrapped is null || EpochOf(wrapped.Wrapped) is not { } number
            || Epochs?.Find(number) is not { } epoch)
            return false;

        wrapped.Wrapped.AsSpan(0, MarkLength).CopyTo(marked);
        return epoch.SubjectKeys.TryOpen(wrapped.Wrapped.AsSpan(MarkLength), marked, out key);
    }

    static KeyException DoesNotOpen(Guid subject) => new(
        KeyFault.Damaged,
        $"The key of {subject} does not open: it is damaged, of another person or of another register.",
        "Verify the store. If the key is lost, restore it from a backup that is not older than its erasure.");

    static Seal Derived(ReadOnlySpan<byte> registerKey, ReadOnlySpan<byte> purpose) =>
        Derived(registerKey, salt: [], purpose);

    static Seal Derived(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> purpose)
    {
        Span<byte> key = stackalloc byte[Seal.KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt, purpose);
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
