namespace Annona.Reading.Text;

/// <summary>A sentence with its paragraph (from 1) and its tokens [First, Last).</summary>
readonly record struct Sentence(TextSpan Span, int Paragraph, int First, int Last);

/// <summary>
/// Cuts paragraphs and sentences. Offsets always point into the original text, whatever its line ends.
/// </summary>
static class Splitter
{
    // Nobody writes longer sentences; a text without full stops must not take time that grows with their square.
    const int TokensMax = 300;

    public static List<TextSpan> Paragraphs(string text)
    {
        // Texts with blank lines may be wrapped inside a paragraph; texts without them have a paragraph per line.
        var blankLineSeparates = HasBlankLine(text);
        var found = new List<TextSpan>();
        int start = -1, end = -1, newlines = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
                newlines++;
            if (char.IsWhiteSpace(text[at]))
                continue;
            if (start >= 0 && newlines >= (blankLineSeparates ? 2 : 1))
            {
                found.Add(new(start, end));
                start = -1;
            }
            start = start < 0 ? at : start;
            end = at + 1;
            newlines = 0;
        }
        if (start >= 0)
            found.Add(new(start, end));
        return found;
    }

    static bool HasBlankLine(string text)
    {
        var newlines = 0;
        foreach (var c in text)
        {
            if (c == '\n')
                newlines++;
            else if (!char.IsWhiteSpace(c))
                newlines = 0;
            if (newlines >= 2)
                return true;
        }
        return false;
    }

    /// <summary>Sentences of one paragraph whose tokens are [first, last).</summary>
    public static void Sentences(string text, List<Token> tokens, (int Number, int First, int Last) paragraph,
        IReadOnlySet<string> abbreviations, List<Sentence> into)
    {
        var begin = paragraph.First;
        for (var i = paragraph.First; i < paragraph.Last; i++)
        {
            if (i - begin >= TokensMax)
            {
                Add(tokens, begin, i, paragraph.Number, into);
                begin = i;
            }
            if (!EndsSentence(text, tokens, i, paragraph.Last, abbreviations))
                continue;
            var after = i + 1;
            while (after < paragraph.Last && IsTrailing(text, tokens, after))
                after++;
            if (after < paragraph.Last && !CanBegin(tokens[after], text))
                continue;
            Add(tokens, begin, after, paragraph.Number, into);
            begin = after;
            i = after - 1;
        }
        if (begin < paragraph.Last)
            Add(tokens, begin, paragraph.Last, paragraph.Number, into);
    }

    static void Add(List<Token> tokens, int first, int last, int paragraph, List<Sentence> into) =>
        into.Add(new(new(tokens[first].Start, tokens[last - 1].End), paragraph, first, last));

    static bool EndsSentence(string text, List<Token> tokens, int i, int last, IReadOnlySet<string> abbreviations)
    {
        var token = tokens[i];
        if (token.Is("!") || token.Is("?") || token.Is("…"))
            return true;
        // "… in the U.S. The next" ends a sentence although the full stop belongs to the word.
        if (token.IsWord && token.Span.Length >= 4 && text[token.End - 1] == '.')
            return i + 1 < last && tokens[i + 1].IsCapital && tokens[i + 1].Lower is "the" or "in" or "he" or "she"
                or "but";
        if (!token.Is("."))
            return false;
        if (i == 0 || tokens[i - 1].End != token.Start || !tokens[i - 1].IsWord)
            return true;
        var before = tokens[i - 1];
        return !(before.IsCapital && before.Span.Length == 1) && !abbreviations.Contains(before.Lower);
    }

    static bool IsTrailing(string text, List<Token> tokens, int i) =>
        tokens[i].Start == tokens[i - 1].End && (tokens[i].Lower is "”" or "»" or ")" or "]" or "." or "’" or "'"
            || (tokens[i].Is("\"") && (tokens[i].End == text.Length || !char.IsLetterOrDigit(text[tokens[i].End]))));

    static bool CanBegin(Token token, string text) => token.Kind switch
    {
        TokenKind.Number => true,
        TokenKind.Word => !char.IsLower(text[token.Start]),
        _ => token.Lower is "“" or "«" or "„" or "\"" or "(" or "‘" or "'" or "[" or "—" or "-" or "–" or "•" or "$",
    };
}
