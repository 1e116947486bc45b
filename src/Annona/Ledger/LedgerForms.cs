using System.Text.Json.Serialization;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>Stored forms of this room.</summary>
public static class LedgerForms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<StoredForm> All { get; } =
    [
        new("ledger.commodity-declared", 1, LedgerJson.Default.CommodityDeclared),
        new("ledger.account-opened", 1, LedgerJson.Default.AccountOpened),
        new("ledger.posted", 1, LedgerJson.Default.LedgerPosted),
        new("ledger.counted", 1, LedgerJson.Default.StockCounted),
        new("ledger.paper-attached", 1, LedgerJson.Default.PaperAttached),
        new("ledger.discrepancy-assigned", 1, LedgerJson.Default.DiscrepancyAssigned),
        new("ledger.discrepancy-resolved", 1, LedgerJson.Default.DiscrepancyResolved),
        new("ledger.outside-flow-reported", 1, LedgerJson.Default.OutsideFlowsReported),
        new("ledger.outside-flow-linked", 1, LedgerJson.Default.OutsideFlowLinked),
    ];
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, Converters = [typeof(HashJsonConverter)])]
[JsonSerializable(typeof(CommodityDeclared))]
[JsonSerializable(typeof(AccountOpened))]
[JsonSerializable(typeof(LedgerPosted))]
[JsonSerializable(typeof(StockCounted))]
[JsonSerializable(typeof(PaperAttached))]
[JsonSerializable(typeof(DiscrepancyAssigned))]
[JsonSerializable(typeof(DiscrepancyResolved))]
[JsonSerializable(typeof(OutsideFlowsReported))]
[JsonSerializable(typeof(OutsideFlowLinked))]
sealed partial class LedgerJson : JsonSerializerContext;
