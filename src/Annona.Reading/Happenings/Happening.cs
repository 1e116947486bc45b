using Annona.Reading.Text;

namespace Annona.Reading.Happenings;

/// <summary>Something that happened, as a noun names it.</summary>
/// <param name="Id">"e1", "e2" … in the order of the text; mentions with one kind and date share one.</param>
/// <param name="Kind">The lexicon's kind: "attack", "flight", "ceasefire".</param>
/// <param name="Name">The words of the first mention.</param>
/// <param name="Date">Id of the date beside it, or null.</param>
/// <param name="Mentions">Where; in order.</param>
public sealed record Happening(string Id, string Kind, string Name, string? Date, IReadOnlyList<TextSpan> Mentions);

/// <summary>An occasion on which something was said or done: a meeting, a post, a visit.</summary>
/// <param name="Id">"o1", "o2" … in the order of the text.</param>
/// <param name="Kind">The lexicon's kind: "meeting", "note", "visit".</param>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">After the last code unit.</param>
/// <param name="Exact">The text's slice.</param>
/// <param name="Date">Id of the date beside it, or null.</param>
public sealed record Occasion(string Id, string Kind, int Start, int End, string Exact, string? Date)
{
    /// <summary>Where it stands.</summary>
    public TextSpan Span => new(Start, End);
}
