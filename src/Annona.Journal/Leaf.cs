using System.Formats.Cbor;

namespace Annona.Journal;

/// <summary>How the hub took an entry in.</summary>
public enum Verdict
{
    /// <summary>Decided here, or received and in order.</summary>
    Accepted = 0,

    /// <summary>Received and kept, but not folded until a person has looked.</summary>
    Quarantined = 1,
}

/// <summary>
/// What the tree commits to: when the hub took the entry in, its verdict and the envelope. Canonical CBOR
/// <c>[recorded-at, verdict, envelope]</c>; an entry from a device carries its COSE_Sign1 in place of the bare
/// envelope.
/// </summary>
/// <param name="RecordedAt">UTC, to the millisecond.</param>
/// <param name="Verdict">How it was taken in.</param>
/// <param name="Envelope">The encoded envelope.</param>
public sealed record Leaf(DateTimeOffset RecordedAt, Verdict Verdict, ReadOnlyMemory<byte> Envelope)
{
    /// <summary>The leaf as canonical CBOR.</summary>
    public byte[] Encode()
    {
        var writer = new CborWriter(
            CborConformanceMode.Canonical, convertIndefiniteLengthEncodings: false, initialCapacity: Envelope.Length
                + 16);
        writer.WriteStartArray(3);
        writer.WriteInt64(RecordedAt.ToUnixTimeMilliseconds());
        writer.WriteInt32((int)Verdict);
        writer.WriteByteString(Envelope.Span);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Reads a leaf back.</summary>
    /// <exception cref="FormatException">The bytes are not one canonical leaf.</exception>
    public static Leaf Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new CborReader(bytes, CborConformanceMode.Canonical);
            if (reader.ReadStartArray() != 3)
                throw new FormatException("A leaf has 3 fields.");
            var recorded = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64());
            var verdict = (Verdict)reader.ReadInt32();
            var envelope = reader.ReadDefiniteLengthByteString();
            reader.ReadEndArray();
            return reader.BytesRemaining == 0
                ? new(recorded, verdict, envelope)
                : throw new FormatException("Bytes follow the leaf.");
        }
        catch (Exception e) when (
            e is CborContentException or InvalidOperationException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new FormatException($"Not a leaf: {e.Message}", e);
        }
    }
}
