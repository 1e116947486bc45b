using System.Collections.Immutable;
using System.Formats.Cbor;

namespace Annona.Journal;

/// <summary>Reads one envelope field by field; anything unexpected is a <see cref="FormatException"/>.</summary>
sealed class EnvelopeReader(ReadOnlyMemory<byte> bytes)
{
    readonly CborReader reader = new(bytes, CborConformanceMode.Canonical);

    public Envelope Read()
    {
        var fields = reader.ReadStartMap();
        if (fields is not (14 or 15 or 16))
            throw new FormatException("An envelope has 14 fields, and one for bases and one for the erased.");
        if (Integer(1) != Envelope.Version)
            throw new FormatException("This envelope was written by a newer Annona.");
        var operation = Id(2);
        var sequence = Integer(3);
        var previous = Digest(4);
        var clock = Integer(5);
        Key(6);
        var kind = reader.ReadTextString();
        var version = checked((int)Integer(7));
        var intent = Id(8);
        var actor = Id(9);
        var open = Digest(10);
        var seen = ReadSeen();
        var personal = ReadPersonal();
        var bases = fields > 14 ? ReadBases() : default;
        // The bases are passed over where the field after the persons is the device already.
        var device = bases.IsDefault && fields > 14 ? Guid() : Id(14);
        Key(15);
        var request = reader.ReadTextString();
        var erased = fields == (bases.IsDefault ? 15 : 16) ? ReadErased() : [];
        reader.ReadEndMap();
        if (reader.BytesRemaining > 0)
            throw new FormatException("Bytes follow the envelope.");
        if (kind.Length > Envelope.KindLengthMax || request.Length > Envelope.KindLengthMax)
            throw new FormatException("The name of the kind or of the request is too long.");
        return new(operation, device, sequence, previous, clock, kind, version, intent, actor, open, seen, personal)
        {
            Request = request, Bases = bases.IsDefault ? [] : bases, Erased = erased,
        };
    }

    ImmutableArray<Guid> ReadErased()
    {
        Key(16);
        var count = reader.ReadStartArray() ?? throw new FormatException("A list of unknown length.");
        if (count == 0)
            throw new FormatException("An entry that erases nobody has no list of the erased.");
        var erased = ImmutableArray.CreateBuilder<Guid>(Math.Min(count, 1_000));
        for (var i = 0; i < count; i++)
            erased.Add(Guid());
        reader.ReadEndArray();
        return erased.ToImmutable();
    }

    Seen ReadSeen()
    {
        Key(11);
        reader.ReadStartArray();
        var seen = new Seen(reader.ReadInt64(), reader.ReadUInt64());
        reader.ReadEndArray();
        return seen;
    }

    ImmutableArray<PersonalRef> ReadPersonal()
    {
        Key(12);
        var count = reader.ReadStartArray() ?? throw new FormatException("A list of unknown length.");
        var parts = ImmutableArray.CreateBuilder<PersonalRef>(Math.Min(count, 1_000));
        for (var i = 0; i < count; i++)
        {
            reader.ReadStartArray();
            parts.Add(new(Guid(), ReadHash()));
            reader.ReadEndArray();
        }
        reader.ReadEndArray();
        return parts.ToImmutable();
    }

    /// <summary>The bases; <c>default</c> when the next field is that of the device.</summary>
    ImmutableArray<Guid> ReadBases()
    {
        switch (reader.ReadInt32())
        {
            case 13:
                break;
            case 14:
                return default;
            default:
                throw new FormatException("Field 14 is missing.");
        }
        var count = reader.ReadStartArray() ?? throw new FormatException("A list of unknown length.");
        if (count is 0 or > Envelope.BasesMax)
            throw new FormatException($"An envelope has no bases, or 1 to {Envelope.BasesMax}.");
        var bases = ImmutableArray.CreateBuilder<Guid>(count);
        for (var i = 0; i < count; i++)
            bases.Add(Guid());
        reader.ReadEndArray();
        return bases.MoveToImmutable();
    }

    void Key(int expected)
    {
        if (reader.ReadInt32() != expected)
            throw new FormatException($"Field {expected} is missing.");
    }

    long Integer(int key)
    {
        Key(key);
        return reader.ReadInt64();
    }

    Guid Id(int key)
    {
        Key(key);
        return Guid();
    }

    Hash Digest(int key)
    {
        Key(key);
        return ReadHash();
    }

    Guid Guid()
    {
        var id = reader.ReadDefiniteLengthByteString();
        return id.Length == 16
            ? new Guid(id.Span, bigEndian: true)
            : throw new FormatException("An id has 16 bytes.");
    }

    Hash ReadHash()
    {
        var hash = reader.ReadDefiniteLengthByteString();
        return hash.Length == Hash.Length
            ? Hash.FromBytes(hash.Span)
            : throw new FormatException("A hash has 32 bytes.");
    }
}
