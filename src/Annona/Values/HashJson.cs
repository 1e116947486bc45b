using System.Text.Json;
using System.Text.Json.Serialization;
using Annona.Journal;

namespace Annona.Values;

/// <summary>Writes hashes as 64 hexadecimal digits. Named in the context of each room that stores a hash.</summary>
sealed class HashJsonConverter : JsonConverter<Hash>
{
    public override Hash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Hash.TryParse(reader.GetString(), out var hash) ? hash : throw new JsonException("Not a SHA-256.");

    public override void Write(Utf8JsonWriter writer, Hash value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
