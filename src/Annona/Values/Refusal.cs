namespace Annona.Values;

/// <summary>A request was not accepted: what is wrong, and what the person can do about it.</summary>
/// <param name="Code">Stable, such as <c>aid.over-entitlement</c>; documented in docs/errors.md.</param>
/// <param name="Message">A sentence that says what is wrong. It never names a person.</param>
/// <param name="Remedy">A sentence that says what to do.</param>
public sealed record Refusal(string Code, string Message, string Remedy)
{
    /// <summary>Message and remedy, as one would say them.</summary>
    public override string ToString() => $"{Message} {Remedy}";
}
