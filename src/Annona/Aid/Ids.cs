namespace Annona.Aid;

/// <summary>What is given, to whom, why, and by which rules.</summary>
public sealed record Programme;

/// <summary>A place and a day at which aid of one programme is given.</summary>
public sealed record Distribution;

/// <summary>The giving itself.</summary>
public sealed record Handover;

/// <summary>Payments that a provider was asked to make.</summary>
public sealed record CashList;

/// <summary>A handover and an entitlement that do not fit together, until a person resolves it.</summary>
public sealed record AidDiscrepancy;
