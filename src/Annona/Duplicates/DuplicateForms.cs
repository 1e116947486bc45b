using System.Text.Json.Serialization;

namespace Annona.Duplicates;

/// <summary>Stored forms of this room.</summary>
public static class DuplicateForms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<StoredForm> All { get; } =
    [
        new("duplicates.review-opened", 1, DuplicateJson.Default.ReviewOpened),
        new("duplicates.decided", 1, DuplicateJson.Default.PairDecided),
        new("duplicates.merged", 1, DuplicateJson.Default.RecordsMerged),
        new("duplicates.unmerged", 1, DuplicateJson.Default.RecordsUnmerged),
        new("duplicates.review-withdrawn", 1, DuplicateJson.Default.ReviewWithdrawn),
        new("duplicates.bulk-proposed", 1, DuplicateJson.Default.BulkProposed),
    ];
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ReviewOpened))]
[JsonSerializable(typeof(PairDecided))]
[JsonSerializable(typeof(RecordsMerged))]
[JsonSerializable(typeof(RecordsUnmerged))]
[JsonSerializable(typeof(ReviewWithdrawn))]
[JsonSerializable(typeof(BulkProposed))]
sealed partial class DuplicateJson : JsonSerializerContext;
