using System.Diagnostics.CodeAnalysis;

namespace Annona.Journal;

/// <summary>
/// The seam to cryptography. The pure projects seal and open through it; AES, keys and nonces live with the host.
/// A sealer is safe for concurrent use.
/// </summary>
public interface ISealer
{
    /// <summary>Seals an open part or a document with the register's key.</summary>
    byte[] SealOpen(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated);

    /// <summary>
    /// Opens what <see cref="SealOpen"/> made. False: another key, other associated data, or damaged bytes.
    /// </summary>
    bool TryOpen(
        ReadOnlySpan<byte> sealedPart, ReadOnlySpan<byte> associated, [NotNullWhen(true)] out byte[]? plain);

    /// <summary>
    /// Seals what names many persons and is made anew now and then, such as a snapshot: with a key that is destroyed
    /// after a while, where the host has one.
    /// </summary>
    byte[] SealNames(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated) => SealOpen(plain, associated);

    /// <summary>Opens what <see cref="SealNames"/> made. False: its key is gone too.</summary>
    bool TryOpenNames(
        ReadOnlySpan<byte> sealedNames, ReadOnlySpan<byte> associated, [NotNullWhen(true)] out byte[]? plain) =>
        TryOpen(sealedNames, associated, out plain);

    /// <summary>A new key for a person, wrapped by the register's key.</summary>
    byte[] NewSubjectKey(Guid subject);

    /// <summary>Seals a personal part with a person's wrapped key.</summary>
    byte[] SealPersonal(SubjectKey wrapped, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated);

    /// <summary>Seals the first personal part of a person, with a new key that it wraps and hands back.</summary>
    byte[] SealFirst(Guid subject, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated, out byte[] wrapped)
    {
        wrapped = NewSubjectKey(subject);
        return SealPersonal(new(subject, wrapped), plain, associated);
    }

    /// <summary>Opens a personal part. False: another key, other associated data, or damaged bytes.</summary>
    bool TryOpenPersonal(
        SubjectKey wrapped, ReadOnlySpan<byte> sealedPart, ReadOnlySpan<byte> associated,
            [NotNullWhen(true)] out byte[]? plain);
}
