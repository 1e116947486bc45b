using System.Globalization;

namespace Annona.Reading.Text;

/// <summary>A date at the head of a text: "date 2023-09-27", "Published: 2023-09-27".</summary>
readonly record struct Header(DateOnly Day, TextSpan Span)
{
    // A date further in belongs to the story.
    const int LabelLengthMax = 24;
    const int DateLength = 10;

    public static Header? Of(string text)
    {
        var start = 0;
        while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] == '\uFEFF'))
            start++;
        var at = start;
        while (at < text.Length && at - start < LabelLengthMax
            && (char.IsAsciiLetter(text[at]) || text[at] is ' ' or ':' or '\t'))
            at++;
        if (at + DateLength > text.Length || !IsLabel(text.AsSpan(start, at - start))
            || (at + DateLength < text.Length && char.IsAsciiDigit(text[at + DateLength])))
            return null;
        return DateOnly.TryParseExact(text.AsSpan(at, DateLength), "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var day) ? new(day, new(start, at + DateLength)) : null;
    }

    static bool IsLabel(ReadOnlySpan<char> label)
    {
        var word = label.Trim().TrimEnd(':').Trim();
        return word.IsEmpty || word.Equals("date", StringComparison.OrdinalIgnoreCase)
            || word.Equals("published", StringComparison.OrdinalIgnoreCase)
            || word.Equals("published on", StringComparison.OrdinalIgnoreCase)
            || word.Equals("publication date", StringComparison.OrdinalIgnoreCase)
            || word.Equals("updated", StringComparison.OrdinalIgnoreCase);
    }
}
