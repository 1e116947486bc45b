using Annona.Reading.Lexicons;

namespace Annona.Reading.Text;

/// <summary>Lines that are not part of the story: an agency's signature and captions.</summary>
static class Margins
{
    // A caption is a line, not a paragraph.
    const int CaptionTokensMax = 16;

    /// <summary>
    /// The last line when it is only the name of a known news agency or one acronym, or a dateline "CITY (Agency)" at
    /// the start.
    /// </summary>
    public static TextSpan? Signature(PlainText text, Lexicon lexicon)
    {
        if (text.Paragraphs.Count < 2)
            return null;
        var last = text.Paragraphs[^1];
        var trimmed = last;
        while (trimmed.Length > 0 && !char.IsLetterOrDigit(text.Source[trimmed.Start]))
            trimmed = trimmed with { Start = trimmed.Start + 1 };
        while (trimmed.Length > 0 && !char.IsLetterOrDigit(text.Source[trimmed.End - 1]))
            trimmed = trimmed with { End = trimmed.End - 1 };
        var first = text.TokenFrom(trimmed.Start);
        var isAcronym = first < text.Tokens.Count && text.Tokens[first].Span == trimmed
            && text.Tokens[first].IsAcronym(text.Source);
        return isAcronym || IsAgency(trimmed.In(text.Source), lexicon) ? trimmed : InDateline(text, lexicon);
    }

    static TextSpan? InDateline(PlainText text, Lexicon lexicon)
    {
        var limit = Math.Min(text.Tokens.Count, 14);
        for (var i = 0; i + 2 < limit; i++)
            if (text.Tokens[i].Is("(") && text.Tokens[i + 2].Is(")")
                && IsAgency(text.Tokens[i + 1].Span.In(text.Source), lexicon))
                return text.Tokens[i + 1].Span;
        return null;
    }

    /// <summary>
    /// Single short lines in the body without a full stop: they say what a picture shows, not what somebody said.
    /// </summary>
    public static List<TextSpan> Captions(PlainText text, TextSpan? signature)
    {
        var found = new List<TextSpan>();
        for (var p = 1; p < text.Paragraphs.Count; p++)
        {
            var span = text.Paragraphs[p];
            if (span.Length == 0 || signature is { } signed && signed.Overlaps(span))
                continue;
            var tokens = text.TokenFrom(span.End) - text.TokenFrom(span.Start);
            if (tokens is > 0 and <= CaptionTokensMax && char.IsLetterOrDigit(text.Source[span.End - 1])
                && !span.In(text.Source).AsSpan().ContainsAny('“', '"', '”'))
                found.Add(span);
        }
        return found;
    }

    static bool IsAgency(string name, Lexicon lexicon) =>
        lexicon.Acronyms.TryGetValue(name, out var known) && known.Kind == "agency";
}
