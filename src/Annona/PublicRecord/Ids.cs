namespace Annona.PublicRecord;

/// <summary>An archived document.</summary>
public sealed record Source;

/// <summary>A verbatim passage of a source, with its speaker.</summary>
public sealed record Statement;

/// <summary>Who undertakes what for which group by when.</summary>
public sealed record Promise;

/// <summary>A stated number about people, money, arms or damage, with place and time.</summary>
public sealed record Figure;

/// <summary>What two officers sign about a promise.</summary>
public sealed record Verdict;
