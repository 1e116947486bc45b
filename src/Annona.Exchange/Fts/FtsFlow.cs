namespace Annona.Exchange.Fts;

/// <summary>How far the money of a flow is. A pledge is no commitment: totals of the two are never mixed.</summary>
public enum FtsStatus
{
    Pledge,
    Commitment,

    /// <summary>Paid to the receiving organisation, not to a person.</summary>
    Paid,
}

/// <summary>Where a flow runs with respect to the country, plan or year that the file is about.</summary>
public enum FtsBoundary
{
    Incoming,
    Internal,
    Outgoing,
}

/// <summary>One flow as OCHA's Financial Tracking Service publishes it in its flow files.</summary>
/// <param name="Id">The flow's number at FTS; the same in every file that shows it.</param>
/// <param name="AmountUsd">Whole US dollars; 0 for a parked flow that was split since.</param>
/// <param name="IsShared">The flow also belongs to places beyond the boundary, so the amount is not all for it.</param>
public sealed record FtsFlow(
    long Id, FtsBoundary Boundary, FtsStatus Status, long AmountUsd, bool IsShared)
{
    /// <summary>The file's name and row, for finding the flow again.</summary>
    public required string File { get; init; }

    public required int Row { get; init; }

    /// <summary>The amount in the currency that was given, in millionths of it; null when FTS does not say.</summary>
    public long? OriginalAmountMillionths { get; init; }

    /// <summary>ISO 4217; null when FTS does not say.</summary>
    public string? OriginalCurrency { get; init; }

    /// <summary>Units of the original currency for one dollar, in millionths; null when FTS does not say.</summary>
    public long? ExchangeRateMillionths { get; init; }

    public required DateOnly Date { get; init; }

    public DateOnly? DecisionDate { get; init; }

    public DateOnly? FirstReported { get; init; }

    /// <summary>Empty when FTS does not name it, as with the other texts.</summary>
    public required string SourceOrganization { get; init; }

    public required string DestinationOrganization { get; init; }

    public required string DestinationPlanCode { get; init; }

    /// <summary>Standard, Parked, Pass through or Carryover.</summary>
    public required string FlowType { get; init; }

    /// <summary>financial or in kind.</summary>
    public required string ContributionType { get; init; }

    /// <summary>Traditional aid or Cash transfer programming (CTP).</summary>
    public required string Method { get; init; }

    public required string Description { get; init; }

    /// <summary>Words such as Multiyear, separated by commas.</summary>
    public required string Keywords { get; init; }

    /// <summary>The donor's own reference.</summary>
    public required string ReferenceCode { get; init; }

    /// <summary>Whether the money is new; null where the file has no such column, as those of 2020.</summary>
    public bool? IsNewMoney { get; init; }
}
