using System.Text.Json.Serialization;

namespace Annona.Aid;

/// <summary>Stored forms of this room.</summary>
public static class AidForms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<StoredForm> All { get; } =
    [
        new("aid.programme-planned", 1, AidJson.Default.ProgrammePlanned),
        new("aid.rule-changed", 1, AidJson.Default.RuleChanged),
        new("aid.cycle-granted", 1, AidJson.Default.CycleGranted),
        new("aid.distribution-planned", 1, AidJson.Default.DistributionPlanned),
        new("aid.given", 1, AidJson.Default.AidGiven),
        new("aid.taken-back", 1, AidJson.Default.AidTakenBack),
        new("aid.day-closed", 1, AidJson.Default.DayClosed),
        new("aid.cash-list-sent", 1, AidJson.Default.CashListSent),
        new("aid.cash-reconciled", 1, AidJson.Default.CashReconciled),
        new("aid.discrepancy-assigned", 1, AidJson.Default.AidDiscrepancyAssigned),
        new("aid.discrepancy-resolved", 1, AidJson.Default.AidDiscrepancyResolved),
    ];
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ProgrammePlanned))]
[JsonSerializable(typeof(RuleChanged))]
[JsonSerializable(typeof(CycleGranted))]
[JsonSerializable(typeof(DistributionPlanned))]
[JsonSerializable(typeof(AidGiven))]
[JsonSerializable(typeof(AidTakenBack))]
[JsonSerializable(typeof(DayClosed))]
[JsonSerializable(typeof(CashListSent))]
[JsonSerializable(typeof(CashReconciled))]
[JsonSerializable(typeof(AidDiscrepancyAssigned))]
[JsonSerializable(typeof(AidDiscrepancyResolved))]
sealed partial class AidJson : JsonSerializerContext;
