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
            var close = ClosingMark(text, at, paragraph);
            var end = close < 0 ? paragraph.End : close + 1;
            into.Add(new(new(at, end), new(at + 1, close < 0 ? paragraph.End : close), close >= 0));
            at = end;
        }
    }

    static bool Opens(string text, int at, TextSpan paragraph) => text[at] switch
    {
        '“' or '«' or '„' => true,
        '"' => at == paragraph.Start || !char.IsLetterOrDigit(text[at - 1]),
        _ => false,
    };

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
