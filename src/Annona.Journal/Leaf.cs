using System.Formats.Cbor;

namespace Annona.Journal;

/// <summary>How the hub took an entry in.</summary>
public enum Verdict
{
    /// <summary>Decided here, or received and in order.</summary>
    Accepted = 0,

    /// <summary>Received and kept, but not folded until a person has looked: no device sends such a fact.</summary>
    Quarantined = 1,

    /// <summary>Received and kept for its chain: the same intent with the same content was accepted before.</summary>
    Repeated = 2,

    /// <summary>Quarantined: two entries claim one number of the device's chain, or did before.</summary>
    Forked = 3,

    /// <summary>Quarantined: something else was accepted under the same intent before.</summary>
    Contradicted = 4,

    /// <summary>Quarantined: the officer's role did not reach so far, or not any more.</summary>
    NoRole = 5,

    /// <summary>Quarantined: the device's enrolment had ended or was taken back.</summary>
    DeviceEnded = 6,

    /// <summary>Quarantined: it speaks of somebody whose registration was not folded.</summary>
    Orphaned = 7,
}

/// <summary>What follows from a verdict.</summary>
public static class Verdicts
{
    /// <summary>Whether a person has to look at the entry.</summary>
    public static bool IsQuarantined(this Verdict verdict) =>
        verdict is not (Verdict.Accepted or Verdict.Repeated);

    /// <summary>
    /// Whether goods are booked all the same: somebody of ours handed them over, whatever is wrong with the rest.
    /// </summary>
    public static bool BooksGoods(this Verdict verdict) =>
        verdict is Verdict.Accepted or Verdict.Forked or Verdict.NoRole or Verdict.DeviceEnded;
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

    /// <summary>The envelope, bare or signed by a device.</summary>
    /// <param name="id">The event's id when a device signed it; null for the hub's own.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    public Envelope ReadEnvelope(out Hash? id)
    {
        id = null;
        if (!SignedEnvelope.IsSigned(Envelope.Span))
            return Journal.Envelope.Decode(Envelope);
        var signed = SignedEnvelope.Decode(Envelope);
        id = signed.Id;
        return signed.Envelope;
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
