using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Annona.Access;
using Annona.Journal;

namespace Annona.Privacy;

/// <summary>What is kept for a time. Its names stand in entries and never change.</summary>
public enum RetentionKind
{
    /// <summary>Names, contacts and notes of persons of whom nothing was heard.</summary>
    Persons,

    /// <summary>Words of cases that are done.</summary>
    Cases,

    /// <summary>Words of sources that are masked and still in the archive.</summary>
    Sources,

    /// <summary>Files with names that Annona wrote.</summary>
    Files,

    /// <summary>Replaced keys, and with them the names in backups and copies from their time.</summary>
    Epochs,

    /// <summary>Who looked at whom.</summary>
    Reads,
}

/// <summary>It was decided how long a kind of data is kept.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Days">How many days.</param>
/// <param name="Reason">On what ground, such as an agreement; never a name.</param>
public sealed record RetentionSet(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] RetentionKind Kind, int Days, string Reason) : Event;

/// <summary>Asks that a kind of data is kept for another time. Nothing goes by that alone.</summary>
/// <param name="Kind">Which; <see cref="RetentionKind.Reads"/> has a fixed time.</param>
/// <param name="Days">From a day to <see cref="DaysMax"/>.</param>
/// <param name="Reason">On what ground.</param>
public sealed record SetRetention(RetentionKind Kind, int Days, string Reason) : Request
{
    /// <summary>Thirty years: who needs more means for ever, and must say so elsewhere.</summary>
    public const int DaysMax = 10_950;

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        string.IsNullOrWhiteSpace(Reason) ? PrivacyRefusals.NoGround()
        : !Enum.IsDefined(Kind) ? PrivacyRefusals.UnknownRetention()
        : Kind == RetentionKind.Reads ? PrivacyRefusals.FixedRetention(RetentionRegister.ReadDays)
        : Days is < 1 or > DaysMax ? PrivacyRefusals.RetentionDays(DaysMax)
        : new RetentionSet(Kind, Days, Reason.Trim());
}

/// <summary>How long a kind of data is kept, and why.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Days">How many days after something was heard of it last.</param>
/// <param name="Ground">On what ground.</param>
/// <param name="SetOn">When that was decided, UTC; null as long as nobody did.</param>
public sealed record RetentionRule(RetentionKind Kind, int Days, string Ground, DateTimeOffset? SetOn);

/// <summary>How long everything is kept.</summary>
public sealed record RetentionRegister : IRegister<RetentionRegister>
{
    /// <summary>Reads are kept so long: who looked must not shorten what tells of it.</summary>
    public const int ReadDays = 365;

    /// <summary>Replaced keys are kept so long unless somebody decides otherwise: as long as backups.</summary>
    public const int EpochDays = 35;

    static readonly ImmutableArray<RetentionRule> Usual =
    [
        new(RetentionKind.Persons, 730, "No longer than it is needed.", null),
        new(RetentionKind.Cases, 730, "No longer than a case can be taken up again.", null),
        new(RetentionKind.Sources, 365, "A name that nobody may see need not be kept.", null),
        new(RetentionKind.Files, 90, "A copy with names is for one use.", null),
        new(RetentionKind.Epochs, EpochDays, "As long as backups are kept.", null),
        new(RetentionKind.Reads, ReadDays, "For one yearly audit; whole months go by themselves.", null),
    ];

    ImmutableDictionary<RetentionKind, RetentionRule> decided =
        ImmutableDictionary<RetentionKind, RetentionRule>.Empty;

    RetentionRegister()
    {
    }

    /// <summary>Nothing was decided.</summary>
    public static RetentionRegister Empty { get; } = new();

    /// <summary>A rule for every kind, in order.</summary>
    public IReadOnlyList<RetentionRule> All => [.. Usual.Select(rule => Of(rule.Kind))];

    /// <summary>The rule for a kind.</summary>
    public RetentionRule Of(RetentionKind kind) =>
        decided.TryGetValue(kind, out var rule) ? rule : Usual.Single(usual => usual.Kind == kind);

    /// <inheritdoc/>
    public RetentionRegister After(Recorded recorded, Edit edit) => recorded.Event is RetentionSet set
        ? this with { decided = decided.SetItem(set.Kind, new(set.Kind, set.Days, set.Reason, recorded.RecordedAt)) }
        : this;
}

/// <summary>Asks how long what is kept.</summary>
public sealed record ListRetention : Question<IReadOnlyList<RetentionRule>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<RetentionRule> Answer(Registers now, Moment moment) => now.Retention.All;
}

/// <summary>Stored forms of this room.</summary>
public static class PrivacyForms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<StoredForm> All { get; } =
    [
        new("retention.set", 1, PrivacyJson.Default.RetentionSet),
    ];
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RetentionSet))]
sealed partial class PrivacyJson : JsonSerializerContext;
