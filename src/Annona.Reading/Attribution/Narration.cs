using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>
/// What the publisher tells in its own voice: sentences without attribution, and clauses hung on to one.
/// </summary>
static class Narration
{
    const double WholeSentence = 0.8;
    const double HungOnClause = 0.6;

    // A shorter rest is an adverbial, not a clause.
    const int ClauseTokensMin = 4;

    public static IEnumerable<(TextSpan Span, double Confidence)> Beside(
        IReadOnlyList<Finding> findings, PlainText text, Lexicon lexicon, IReadOnlyList<TextSpan> captions)
    {
        var margin = new SpanIndex<TextSpan>(captions.Select(caption => (caption, caption)));
        var told = new SpanIndex<Finding>(findings.SelectMany(finding =>
            finding.Content.Append(finding.Sentence.Span).Select(span => (span, finding))));
        foreach (var sentence in text.Sentences)
        {
            if (margin.Overlapping(sentence.Span).Count > 0
                || sentence.Last - sentence.First < ClauseTokensMin || !HasWord(sentence, text))
                continue;
            var here = told.Overlapping(sentence.Span).Distinct().ToList();
            if (here.Count == 0)
                yield return (sentence.Span, WholeSentence);
            else
                foreach (var clause in Clauses(here, sentence, text, lexicon))
                    yield return (clause, HungOnClause);
        }
    }

    static bool HasWord(Sentence sentence, PlainText text)
    {
        for (var i = sentence.First; i < sentence.Last; i++)
            if (text.Tokens[i].IsWord)
                return true;
        return false;
    }

    static IEnumerable<TextSpan> Clauses(List<Finding> here, Sentence sentence, PlainText text, Lexicon lexicon)
    {
        var start = sentence.First;
        for (var i = sentence.First; i <= sentence.Last; i++)
        {
            if (i < sentence.Last && !here.Exists(finding => Covers(finding, i, text)))
                continue;
            if (Clause(start, i, text, lexicon) is { } clause)
                yield return clause;
            start = i + 1;
        }
    }

    // In "Tolland travelled with Pell, who condemned …" the narrator's clause holds the source.
    static bool Covers(Finding finding, int token, PlainText text) =>
        finding.Content.Any(part => part.Contains(text.Tokens[token].Span))
            || (finding.Source is { } source && source.First <= token && token < source.Last
            && !IsRelative(finding, text))
            || (finding.Cue.First <= token && token < finding.Cue.Last)
            || (finding.Audience is { } audience && audience.First <= token && token < audience.Last);

    static bool IsRelative(Finding finding, PlainText text) =>
        text.IsWordAt(finding.Cue.First - 1, "who") || text.IsWordAt(finding.Cue.First - 1, "which");

    // "in a statement published on its website": it says where, and tells nothing of its own.
    static bool IsAdverbial(int first, int last, PlainText text, Lexicon lexicon) =>
        lexicon.Is(text.Tokens[first].Lower, WordClass.Preposition)
            && !lexicon.Is(text.Tokens[first].Lower, WordClass.Subordinator)
            && !Enumerable.Range(first, last - first).Any(i => text.Tokens[i].Is(",")
                || (lexicon.Is(text.Tokens[i].Lower, WordClass.Auxiliary) && !text.Tokens[i].Is("'s")));

    static TextSpan? Clause(int first, int last, PlainText text, Lexicon lexicon)
    {
        while (first < last && text.Tokens[first].Lower is "," or "." or ";" or "and" or "but" or "—" or "–")
            first++;
        while (last > first && text.Tokens[last - 1].Lower is "," or "." or ";" or "and" or "but" or "—" or "–"
            or "that" or "who"
            or "which")
            last--;
        if (last - first < ClauseTokensMin || IsAdverbial(first, last, text, lexicon))
            return null;
        for (var i = first; i < last; i++)
        {
            var word = text.Tokens[i].Lower;
            var isVerb = (lexicon.Is(word, WordClass.Auxiliary) && word != "'s" && !text.Tokens[i].IsCapital)
                || (i > first && !text.Tokens[i].IsCapital && (lexicon.IsPast(word)
                    || text.Tokens[first].Lower is "which" or "where" or "who" or "a" or "an"));
            if (isVerb)
                return text.SpanOf(first, last);
        }
        return null;
    }
}
