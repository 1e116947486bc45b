using Annona.Reading.Text;

namespace Annona.Reading.Dates;

/// <summary>How a date phrase stands to the days it names.</summary>
public enum DateRelation
{
    /// <summary>On or in the named time.</summary>
    In,

    /// <summary>From the named day to the day of publication.</summary>
    Since,

    /// <summary>Up to the named day.</summary>
    Until,
}

/// <summary>Another reading of the same words.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Why">What speaks for it, as a sentence.</param>
public sealed record OtherDate(DateOnly From, DateOnly To, string Why);

/// <summary>Words of time.</summary>
/// <param name="Id">"d1", "d2" … in the order of the text.</param>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">After the last code unit.</param>
/// <param name="Exact">The text's slice.</param>
/// <param name="From">First day, or null when unknown or vague.</param>
/// <param name="To">Last day, or null when unknown, open or vague.</param>
/// <param name="Relation">How the phrase stands to the days.</param>
/// <param name="How">How the days were found, as a sentence.</param>
/// <param name="Others">Other readings that were not chosen; empty when the words allow one only.</param>
public sealed record DateMention(
    string Id, int Start, int End, string Exact, DateOnly? From, DateOnly? To, DateRelation Relation, string How,
    IReadOnlyList<OtherDate> Others)
{
    /// <summary>Whether the words allow more than one reading.</summary>
    public bool IsAmbiguous => Others.Count > 0;

    /// <summary>Where it stands.</summary>
    public TextSpan Span => new(Start, End);
}
