using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>
/// Quotations that go on without a new cue: the rest of a paragraph after “…,” she said, and whole paragraphs of
/// speech.
/// </summary>
static class QuotationsContinued
{
    public static List<Finding> Join(PlainText text, List<Finding> found)
    {
        var joined = new List<Finding>(found.OrderBy(finding => finding.Hull.Start));
        var taken = new SpanIndex<Finding>(
            found.SelectMany(finding => finding.Content.Select(part => (part, finding))));
        foreach (var quotation in text.Quotations)
        {
            if (taken.Overlapping(quotation.Outer).Count > 0
                || text.SentenceAt(quotation.Outer.Start) is not { } sentence
                || !IsWholeSpeech(text, quotation, sentence))
                continue;
            if (LastBefore(joined, quotation.Outer.Start) is not { } last)
                continue;
            var previous = joined[last];
            var near = previous.Sentence.Paragraph;
            if (near == sentence.Paragraph && !IsSpeech(previous) && previous.Pattern is Pattern.Object
                or Pattern.Infinitive)
                joined.Insert(last + 1, Next(previous, quotation, sentence));
            else if (near == sentence.Paragraph)
                joined[last] = previous with { Content = [.. previous.Content, quotation.Outer] };
            else if (sentence.Paragraph - near == 1 && IsSpeech(previous))
                joined.Insert(last + 1, Next(previous, quotation, sentence));
        }
        return joined;
    }

    static Finding Next(Finding previous, Quotation quotation, Sentence sentence) => previous with
    {
        Pattern = Pattern.Continued,
        Sentence = sentence,
        Audience = null,
        Content = [quotation.Outer],
    };

    static bool IsSpeech(Finding finding) =>
        finding.Pattern is Pattern.QuotationThenSpeaker or Pattern.SpeakerThenQuotation
        or Pattern.Continued || finding.Content.Count > 1;

    // The quotation opens its sentence, and nothing unquoted follows it there.
    static bool IsWholeSpeech(PlainText text, Quotation quotation, Sentence sentence)
    {
        if (quotation.Outer.Start != sentence.Span.Start || quotation.Outer.Length < 12)
            return false;
        var after = text.TokenFrom(quotation.Outer.End);
        return after >= text.Tokens.Count || text.SentenceAt(text.Tokens[after].Start) is not { } next
            || next.Span.Start >= quotation.Outer.End;
    }

    static int? LastBefore(List<Finding> found, int offset)
    {
        int low = 0, high = found.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (found[middle].Content[0].Start < offset)
                low = middle + 1;
            else
                high = middle;
        }
        var index = low - 1;
        return index < 0 || found[index].Class is CueClass.Avoid ? null : index;
    }
}
