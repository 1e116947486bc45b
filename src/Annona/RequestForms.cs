using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Annona.Journal;
using Annona.Values;

namespace Annona;

/// <summary>
/// How requests and decisions cross from one process of an operation to another. Both run the same version, so this is
/// no stored form: nothing of it is kept.
/// </summary>
public static class RequestForms
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        // What is computed from the rest, such as who may ask, is computed again.
        IgnoreReadOnlyProperties = true,
        Converters = { new HashJsonConverter() },
    };

    static readonly FrozenDictionary<string, Type> ByName = typeof(Request).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Request)) && !type.IsAbstract)
        .ToFrozenDictionary(type => type.Name);

    /// <summary>The request as its name and its bytes.</summary>
    public static (string Name, byte[] Bytes) Write(Request ask) =>
        (ask.GetType().Name, JsonSerializer.SerializeToUtf8Bytes(ask, ask.GetType(), Json));

    /// <summary>Reads a request back.</summary>
    /// <exception cref="FormatException">There is no such request, or the bytes are none.</exception>
    public static Request Read(string name, ReadOnlySpan<byte> bytes)
    {
        if (!ByName.TryGetValue(name, out var type))
            throw new FormatException($"There is no request {name}.");
        try
        {
            return (Request?)JsonSerializer.Deserialize(bytes, type, Json)
                ?? throw new FormatException($"This is no {name}.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            throw new FormatException($"This is no {name}: {e.Message}", e);
        }
    }

    /// <summary>A decision with its facts and their personal parts; documents stay where they are archived.</summary>
    public static byte[] Write(Decision decision) => JsonSerializer.SerializeToUtf8Bytes(decision switch
    {
        Decision.Accepted accepted => new DecisionForm
        {
            Facts = [.. accepted.Events.Select(FactForm.Of)], Repeated = accepted.Repeated,
        },
        Decision.Refused refused => new DecisionForm { Refused = refused.Why },
        Decision.Received received => new DecisionForm { Receipts = received.Receipts },
        _ => throw new System.Diagnostics.UnreachableException(),
    }, Json);

    /// <summary>Reads a decision back.</summary>
    /// <exception cref="FormatException">The bytes are none.</exception>
    public static Decision ReadDecision(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var form = JsonSerializer.Deserialize<DecisionForm>(bytes, Json);
            return form switch
            {
                { Refused: { } why } => why,
                { Receipts: { } receipts } => new Decision.Received(receipts),
                { Facts: { } facts } => new Decision.Accepted([.. facts.Select(fact => fact.ToEvent())])
                {
                    Repeated = form.Repeated,
                },
                _ => throw new FormatException("This is no decision."),
            };
        }
        catch (JsonException e)
        {
            throw new FormatException($"This is no decision: {e.Message}", e);
        }
    }

    sealed record DecisionForm
    {
        public Refusal? Refused { get; init; }

        public IReadOnlyList<FactForm>? Facts { get; init; }

        public IReadOnlyList<Receipt>? Receipts { get; init; }

        public bool Repeated { get; init; }
    }

    /// <summary>A fact in its stored form, in clear.</summary>
    sealed record FactForm(string Kind, int Version, byte[] Open, IReadOnlyList<PartForm> Personal)
    {
        public static FactForm Of(Event fact)
        {
            var stored = StoredForms.Write(fact, default, default);
            return new(stored.Kind, stored.KindVersion, stored.Open,
                [.. stored.Personal.Select(part => new PartForm(part.Subject, part.Plain))]);
        }

        public Event ToEvent()
        {
            var envelope = new Envelope(
                default, default, Sequence: 0, default, Clock: 0, Kind, Version, default, default, default, default,
                []);
            return StoredForms.Read(new(Position: 0, default, envelope, Open,
                [.. Personal.Select(part => new PersonalPlain(part.Subject, part.Plain))])).Event;
        }
    }

    sealed record PartForm(Guid Subject, byte[]? Plain);
}
