using System.Collections.Immutable;
using System.Formats.Cbor;

namespace Annona.Journal;

/// <summary>Where a personal part belongs: its subject, and the SHA-256 of its sealed bytes.</summary>
/// <param name="Subject">The random id of the person whose key seals the part.</param>
/// <param name="Sealed">SHA-256 over nonce, ciphertext and tag.</param>
public readonly record struct PersonalRef(Guid Subject, Hash Sealed);

/// <summary>The tree as the writer saw it: how long it was, and the first 8 bytes of its root.</summary>
/// <param name="Size">Number of leaves before the batch that the entry is part of.</param>
/// <param name="RootPrefix">First 8 bytes of the root at that size, big-endian.</param>
public readonly record struct Seen(long Size, ulong RootPrefix);

/// <summary>
/// What the journal says of a fact without saying the fact: who, when, which kind, after which entry, and the
/// hashes of its sealed parts.
/// It is stored in clear as canonical CBOR (RFC 8949, section 4.2.1) and is at most 2 kB plus 52 bytes a person.
/// </summary>
/// <param name="Operation">The operation; it stops replay into another one.</param>
/// <param name="Device">Whose chain the entry stands in: the hub or a device.</param>
/// <param name="Sequence">Position in that chain, from 1, without gaps.</param>
/// <param name="Previous">In the hub's chain the leaf hash of the entry before it, as the tree has it, so that the
/// chain vouches for the whole leaf; all zeroes for the first.</param>
/// <param name="Clock">Hybrid logical clock: 48 bits of Unix milliseconds and 16 bits of counter. Advice,
/// never a gate.</param>
/// <param name="Kind">Stored name of the event, without its version: <c>aid.given</c>.</param>
/// <param name="KindVersion">Version of the stored form, from 1.</param>
/// <param name="Intent">Made before the request is sent: a double tap and a retry carry the same.</param>
/// <param name="Actor">The officer, by pseudonymous id.</param>
/// <param name="OpenPart">SHA-256 of the sealed open part.</param>
/// <param name="Seen">The tree the writer had seen.</param>
/// <param name="Personal">One reference a person, in the order of the parts.</param>
public sealed record Envelope(
    Guid Operation, Guid Device, long Sequence, Hash Previous, long Clock, string Kind, int KindVersion,
    Guid Intent, Guid Actor, Hash OpenPart, Seen Seen, ImmutableArray<PersonalRef> Personal)
{
    /// <summary>
    /// The name of the request's type, such as <c>AddParty</c>: with the actor it tells a retry from another request
    /// that came under the same intent. It says nothing of what was asked.
    /// </summary>
    public string Request { get; init; } = "";

    /// <summary>
    /// The entries of devices that this one was decided on and replaces, by the first 16 bytes of their event ids.
    /// Where one of them is missing the entry waits. Empty for what the hub decides: it has seen everything before it.
    /// </summary>
    public ImmutableArray<Guid> Bases { get; init; } = [];

    /// <summary>
    /// Persons whose key and parts this entry destroyed. It stands in clear, so that whoever has no key sees which
    /// parts may be gone; an entry that erases nobody does not have the field, and no device may send one.
    /// </summary>
    public ImmutableArray<Guid> Erased { get; init; } = [];

    /// <summary>The version of this layout.</summary>
    public const int Version = 1;

    /// <summary>The longest stored name of a kind or a request, in characters.</summary>
    public const int KindLengthMax = 64;

    /// <summary>Bases of one entry at most: one for each field of a person is more than any form has.</summary>
    public const int BasesMax = 64;

    /// <summary>The whole envelope as canonical CBOR; what chains and leaves hash.</summary>
    public byte[] Encode() => Encode(withParts: true);

    /// <summary>
    /// The envelope without its part hashes: the associated data under which each part is sealed, so that a
    /// sealed part cannot be moved to another entry.
    /// </summary>
    public byte[] AssociatedData() => Encode(withParts: false);

    byte[] Encode(bool withParts)
    {
        // Canonical all the same: the writer makes every number and length as short as it can, and the keys stand in
        // their order below. In canonical mode it would sort them again, at six times the cost.
        var writer = new CborWriter(
            CborConformanceMode.Lax, convertIndefiniteLengthEncodings: false,
            initialCapacity: 384 + 54 * Personal.Length);
        writer.WriteStartMap((withParts ? 14 : 12) + (Bases.IsEmpty ? 0 : 1) + (Erased.IsEmpty ? 0 : 1));
        Write(writer, 1, Version);
        Write(writer, 2, Operation);
        Write(writer, 3, Sequence);
        Write(writer, 4, Previous);
        Write(writer, 5, Clock);
        writer.WriteInt32(6);
        writer.WriteTextString(Kind);
        Write(writer, 7, KindVersion);
        Write(writer, 8, Intent);
        Write(writer, 9, Actor);
        if (withParts)
            Write(writer, 10, OpenPart);
        WriteSeen(writer);
        if (withParts)
            WritePersonal(writer);
        if (!Bases.IsEmpty)
            WriteBases(writer);
        Write(writer, 14, Device);
        writer.WriteInt32(15);
        writer.WriteTextString(Request);
        if (!Erased.IsEmpty)
            WriteErased(writer);
        writer.WriteEndMap();
        return writer.Encode();
    }

    void WriteErased(CborWriter writer)
    {
        writer.WriteInt32(16);
        writer.WriteStartArray(Erased.Length);
        foreach (var subject in Erased)
            WriteGuid(writer, subject);
        writer.WriteEndArray();
    }

    void WriteSeen(CborWriter writer)
    {
        writer.WriteInt32(11);
        writer.WriteStartArray(2);
        writer.WriteInt64(Seen.Size);
        writer.WriteUInt64(Seen.RootPrefix);
        writer.WriteEndArray();
    }

    void WritePersonal(CborWriter writer)
    {
        writer.WriteInt32(12);
        writer.WriteStartArray(Personal.Length);
        foreach (var part in Personal)
        {
            writer.WriteStartArray(2);
            WriteGuid(writer, part.Subject);
            WriteHash(writer, part.Sealed);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    void WriteBases(CborWriter writer)
    {
        writer.WriteInt32(13);
        writer.WriteStartArray(Bases.Length);
        foreach (var id in Bases)
            WriteGuid(writer, id);
        writer.WriteEndArray();
    }

    static void Write(CborWriter writer, int key, long value)
    {
        writer.WriteInt32(key);
        writer.WriteInt64(value);
    }

    static void Write(CborWriter writer, int key, Guid value)
    {
        writer.WriteInt32(key);
        WriteGuid(writer, value);
    }

    static void Write(CborWriter writer, int key, Hash value)
    {
        writer.WriteInt32(key);
        WriteHash(writer, value);
    }

    static void WriteGuid(CborWriter writer, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        writer.WriteByteString(bytes);
    }

    static void WriteHash(CborWriter writer, Hash value)
    {
        Span<byte> bytes = stackalloc byte[Hash.Length];
        value.CopyTo(bytes);
        writer.WriteByteString(bytes);
    }

    /// <summary>Reads an envelope back.</summary>
    /// <exception cref="FormatException">The bytes are not one canonical envelope of a known version.</exception>
    public static Envelope Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return new EnvelopeReader(bytes).Read();
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            throw new FormatException($"Not an envelope: {e.Message}", e);
        }
    }
}
