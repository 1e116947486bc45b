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
                && (IsAgency(text.Tokens[i + 1].Span.In(text.Source), lexicon) || IsDateline(text, i)))
                return text.Tokens[i + 1].Span;
        return null;
    }

    // "DORN, Karsia (NWA) -": a city in capitals, and a dash behind the brackets.
    static bool IsDateline(PlainText text, int open) =>
        text.Tokens[0].Span.Length > 2 && text.Tokens[open + 1].IsAcronym(text.Source)
            && text.Tokens[0].IsWord && text.Source.AsSpan(text.Tokens[0].Start, text.Tokens[0].Span.Length)
                .IndexOfAnyInRange('a', 'z') < 0
            && open + 3 < text.Tokens.Count && text.Tokens[open + 3].Lower is "-" or "–" or "—";

    /// <summary>
    /// Single short lines in the body without a full stop: they say what a picture shows, not what somebody said.
    /// </summary>
    public static List<TextSpan> Captions(PlainText text, Lexicon lexicon, TextSpan? signature)
    {
        var found = new List<TextSpan>();
        for (var p = 1; p < text.Paragraphs.Count; p++)
        {
            var span = text.Paragraphs[p];
            if (span.Length == 0 || signature is { } signed && signed.Overlaps(span))
                continue;
            var tokens = text.TokenFrom(span.End) - text.TokenFrom(span.Start);
            if (tokens is > 0 and <= CaptionTokensMax
                && (char.IsLetterOrDigit(text.Source[span.End - 1]) || text.Source[span.End - 1] == ')')
                && !Announces(text, lexicon, span) && !span.In(text.Source).AsSpan().ContainsAny('“', '"', '”'))
                found.Add(span);
        }
        return found;
    }

    // "UNHCR to distribute 3,000 blankets": a line that tells what somebody will do is no caption.
    static bool Announces(PlainText text, Lexicon lexicon, TextSpan span)
    {
        for (var i = text.TokenFrom(span.Start); i + 1 < text.Tokens.Count && text.Tokens[i + 1].End <= span.End; i++)
            if (text.Tokens[i].Lower is "to" or "will" && lexicon.Undertakings.ContainsKey(text.Tokens[i + 1].Lower))
                return true;
        return false;
    }

    static bool IsAgency(string name, Lexicon lexicon) =>
        lexicon.Acronyms.TryGetValue(name, out var known) && known.Kind == "agency";
}
