namespace Annona.Reading.Text;

/// <summary>A stretch between quotation marks; an unclosed one runs to the end of its paragraph.</summary>
readonly record struct Quotation(TextSpan Outer, TextSpan Inner, bool IsClosed)
{
    /// <summary>Finds outermost quotations of one paragraph; marks nested inside belong to the outer one.</summary>
    public static void Find(string text, TextSpan paragraph, List<Quotation> into)
    {
        var at = paragraph.Start;
        while (at < paragraph.End)
        {
            if (!Opens(text, at, paragraph))
            {
                at++;
                continue;
            }
            var width = IsTypewritten(text, at, paragraph) ? 2 : 1;
            var close = width == 2 ? TypewrittenClose(text, at + 2, paragraph) : ClosingMark(text, at, paragraph);
            var end = close < 0 ? paragraph.End : close + width;
            into.Add(new(new(at, end), new(Math.Min(at + width, end), close < 0 ? end : close), close >= 0));
            at = end;
        }
    }

    static bool Opens(string text, int at, TextSpan paragraph) => text[at] switch
    {
        '“' or '«' or '„' => true,
        '"' => at == paragraph.Start || !char.IsLetterOrDigit(text[at - 1]),
        '\'' => IsTypewritten(text, at, paragraph) && (at == paragraph.Start || !char.IsLetterOrDigit(text[at - 1])),
        _ => false,
    };

    // Some wires send '' for quotation marks.
    static bool IsTypewritten(string text, int at, TextSpan paragraph) =>
        text[at] == '\'' && at + 1 < paragraph.End && text[at + 1] == '\'';

    static int TypewrittenClose(string text, int from, TextSpan paragraph)
    {
        for (var at = from; at + 1 < paragraph.End; at++)
            if (IsTypewritten(text, at, paragraph))
                return at;
        return -1;
    }

    static int ClosingMark(string text, int open, TextSpan paragraph)
    {
        var (deeper, closes) = text[open] switch
        {
            '«' => ('«', "»"),
            '„' => ('„', "“”"),
            '"' => ('\0', "\""),
            _ => ('“', "”"),
        };
        var depth = 1;
        for (var at = open + 1; at < paragraph.End; at++)
        {
            if (closes.Contains(text[at], StringComparison.Ordinal) && --depth == 0)
                return at;
            if (text[at] == deeper && deeper != '\0')
                depth++;
        }
        // Nested marks that never close must not swallow the paragraph: the first closing mark is good enough.
        return depth > 1 ? text.IndexOfAny(closes.ToCharArray(), open + 1, paragraph.End - open - 1) : -1;
    }
}
