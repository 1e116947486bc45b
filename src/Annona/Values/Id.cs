using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Annona.Values;

/// <summary>
/// The identity of one <typeparamref name="T"/>: 128 bits, made by whoever records it first, so it is also the key
/// under which sending twice is harmless. <c>default</c> is nobody.
/// </summary>
/// <typeparam name="T">What is identified; never instantiated through the id.</typeparam>
[JsonConverter(typeof(IdJsonConverterFactory))]
public readonly record struct Id<T>(Guid Value)
{
    /// <summary>True for <c>default</c>.</summary>
    public bool IsNone => Value == Guid.Empty;

    /// <summary>Reads what <see cref="ToString"/> writes, and any common form of a GUID.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Id<T> id)
    {
        id = default;
        if (text is null || !Guid.TryParse(text, out var value))
            return false;
        id = new(value);
        return true;
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("n");
}

/// <summary>Writes ids as text.</summary>
sealed class IdJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Id<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(IdJsonConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
}

sealed class IdJsonConverter<T> : JsonConverter<Id<T>>
{
    public override Id<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Id<T>.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not an id.");

    public override void Write(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[32];
        value.Value.TryFormat(text, out _, "n");
        writer.WriteStringValue(text);
    }
}
