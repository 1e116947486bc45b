using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Annona.Storage.Keys;

namespace Annona.Storage.Privacy;

/// <summary>A read as it is sealed.</summary>
sealed record ReadForm
{
    public required DateTimeOffset At { get; init; }

    public required Guid Officer { get; init; }

    public required string Kind { get; init; }

    public required string Purpose { get; init; }

    public required byte[] Persons { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReadForm))]
sealed partial class ReadJson : JsonSerializerContext;

/// <summary>
/// Seals reads with the register's key, each for its place in the chain of one operation: moved to another it does not
/// open.
/// </summary>
sealed class ReadSealer(Guid operation, PartSealer sealer)
{
    public byte[] Seal(PersonsRead read, ReadMark before)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(
            new()
            {
                At = read.At,
                Officer = read.Officer.Value,
                Kind = read.Kind,
                Purpose = read.Purpose,
                Persons = read.Persons.ToBytes(),
            },
            ReadJson.Default.ReadForm);
        return sealer.SealOpen(plain, PlaceOf(before));
    }

    /// <summary>The read, or null when it was not sealed for this place.</summary>
    public PersonsRead? TryOpen(byte[] sealedRead, ReadMark before)
    {
        if (!sealer.TryOpen(sealedRead, PlaceOf(before), out var plain))
            return null;
        var form = JsonSerializer.Deserialize(plain, ReadJson.Default.ReadForm)!;
        return new(form.At, new(form.Officer), form.Kind, form.Purpose, PersonSet.Read(form.Persons));
    }

    byte[] PlaceOf(ReadMark before) =>
    [
        .. Encoding.ASCII.GetBytes($"annona-reads.1\n{operation:n}\n"), .. ReadMark.NumberBytes(before.Reads + 1),
        .. before.Chain.ToBytes(),
    ];
}
