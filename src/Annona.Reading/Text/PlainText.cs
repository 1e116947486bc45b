using Annona.Reading.Lexicons;

namespace Annona.Reading.Text;

/// <summary>A text cut once into paragraphs, tokens, quotations and sentences; every reader works on it.</summary>
sealed class PlainText
{
    readonly int[] quotationOf;

    public PlainText(string text, TextSpan? header, Lexicon lexicon)
    {
        Source = text;
        Tokens = Tokenizer.Cut(text, lexicon.Currencies);
        var number = 0;
        var next = 0;
        foreach (var found in Splitter.Paragraphs(text))
        {
            var span = header is { } head && head.Overlaps(found) ? AfterHeader(text, head, found) : found;
            Paragraphs.Add(span);
            number++;
            while (next < Tokens.Count && Tokens[next].Start < span.Start)
                next++;
            var first = next;
            while (next < Tokens.Count && Tokens[next].Start < span.End)
                next++;
            Quotation.Find(text, span, Quotations);
            Splitter.Sentences(text, Tokens, (number, first, next), lexicon.Abbreviations, Sentences);
        }
        quotationOf = MarkQuoted();
    }

    public string Source { get; }
    public List<TextSpan> Paragraphs { get; } = [];
    public List<Token> Tokens { get; }
    public List<Quotation> Quotations { get; } = [];
    public List<Sentence> Sentences { get; } = [];

    /// <summary>Index of the quotation that token lies in, marks included, or -1.</summary>
    public int QuotationAt(int token) => quotationOf[token];

    /// <summary>Quotations that overlap the span, in order.</summary>
    public List<Quotation> QuotationsIn(TextSpan span)
    {
        int low = 0, high = Quotations.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Quotations[middle].Outer.End <= span.Start)
                low = middle + 1;
            else
                high = middle;
        }
        var found = new List<Quotation>();
        while (low < Quotations.Count && Quotations[low].Outer.Start < span.End)
            found.Add(Quotations[low++]);
        return found;
    }

    public bool IsQuoted(int token) => quotationOf[token] >= 0;

    public TextSpan SpanOf(int first, int last) => new(Tokens[first].Start, Tokens[last - 1].End);

    /// <summary>First token that starts at or after the offset.</summary>
    public int TokenFrom(int offset)
    {
        int low = 0, high = Tokens.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Tokens[middle].Start < offset)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The sentence that holds the token, or null for a header.</summary>
    public Sentence? SentenceAt(int offset)
    {
        int low = 0, high = Sentences.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Sentences[middle].Span.End <= offset)
                low = middle + 1;
            else
                high = middle;
        }
        return low < Sentences.Count && Sentences[low].Span.Start <= offset ? Sentences[low] : null;
    }

    public bool IsWordAt(int token, string word) => token >= 0 && token < Tokens.Count && Tokens[token].Is(word);

    /// <summary>So many words from the token on in lower case, with a space between them.</summary>
    public string Phrase(int first, int words) => words switch
    {
        1 => Tokens[first].Lower,
        2 => string.Concat(Tokens[first].Lower, " ", Tokens[first + 1].Lower),
        _ => string.Join(' ', Enumerable.Range(first, words).Select(i => Tokens[i].Lower)),
    };

    static TextSpan AfterHeader(string text, TextSpan header, TextSpan paragraph)
    {
        var start = Math.Clamp(header.End, paragraph.Start, paragraph.End);
        while (start < paragraph.End && (char.IsWhiteSpace(text[start]) || text[start] is '-' or '–' or '—' or '.'))
            start++;
        return new(start, paragraph.End);
    }

    int[] MarkQuoted()
    {
        var marks = new int[Tokens.Count];
        Array.Fill(marks, -1);
        for (var q = 0; q < Quotations.Count; q++)
            for (var t = TokenFrom(Quotations[q].Outer.Start); t < Tokens.Count
                && Tokens[t].End <= Quotations[q].Outer.End; t++)
                marks[t] = q;
        return marks;
    }
}
