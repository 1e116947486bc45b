using Annona.Reading.Attribution;
using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Terms;

/// <summary>
/// Finds contested terms and says whose use each is. Retold words are the reteller's: only quoted ones are the
/// speaker's.
/// </summary>
sealed class TermReader(
    PlainText text, Lexicon lexicon, SpanIndex<Statement> statements, Func<TextSpan, Mention> resolve)
{
    const int LookBackTokens = 6;

    public List<TermUse> All(Mention publisher)
    {
        var found = new List<TermUse>();
        for (var i = 0; i < text.Tokens.Count; i++)
            if (Longest(i) is { } match)
            {
                found.Add(Use(i, match.Last, match.Term, publisher) with { Id = $"t{found.Count + 1}" });
                i = match.Last - 1;
            }
        return found;
    }

    (Term Term, int Last)? Longest(int i)
    {
        (Term Term, int Last)? best = null;
        foreach (var term in lexicon.Terms[text.Tokens[i].Lower])
        {
            var words = term.Text.Split(' ');
            var fits = i + words.Length <= text.Tokens.Count
                && words.Select((word, k) => text.Tokens[i + k].Is(word)).All(same => same);
            if (fits && (best is null || i + words.Length > best.Value.Last))
                best = (term, i + words.Length);
        }
        return best;
    }

    TermUse Use(int first, int last, Term term, Mention publisher)
    {
        var span = text.SpanOf(first, last);
        var holder = statements.Overlapping(span).OrderBy(one => one.Span.Length).FirstOrDefault();
        var isQuoted = text.IsQuoted(first);
        var others = CalledBy(first) ?? UsedBy(last);
        var isSpeakers = holder is { Mode: not StatementMode.Narrated }
            && (isQuoted || holder.Cue is { Negated: true });
        var stance = holder?.Cue is { Negated: true } ? Stance.Avoids
            : others is not null || (isQuoted && !isSpeakers) || text.IsWordAt(first - 1, "so-called") ? Stance.Quotes
            : Stance.Uses;
        var by = isSpeakers || stance == Stance.Avoids ? holder!.Speaker : publisher;
        return new("", span.Start, span.End, span.In(text.Source), term.Text, term.Group, term.Colour, stance, by,
            others, isQuoted);
    }

    // "what the authorities called the “…”"
    Mention? CalledBy(int first)
    {
        for (var i = first - 1; i > 0 && first - i <= LookBackTokens; i--)
        {
            if (text.Tokens[i].Lower is not ("called" or "calls" or "call" or "described" or "termed" or "dubbed"
                or "labelled"))
                continue;
            var start = i;
            while (start > 0 && i - start < LookBackTokens && text.Tokens[start - 1].IsWord
                && text.Tokens[start - 1].Lower != "what")
                start--;
            return start > 0 && start < i && text.Tokens[start - 1].Is("what") ? resolve(text.SpanOf(start, i))
                : null;
        }
        return null;
    }

    // "“…” used by NAME"
    Mention? UsedBy(int last)
    {
        var i = last;
        while (i < text.Tokens.Count && text.Tokens[i].Kind == TokenKind.Mark && i - last < 3)
            i++;
        if (!text.IsWordAt(i, "used") || !text.IsWordAt(i + 1, "by"))
            return null;
        var end = i + 2;
        while (end < text.Tokens.Count && text.Tokens[end].IsWord && end - i < 10)
            end++;
        return end > i + 2 ? resolve(text.SpanOf(i + 2, end)) : null;
    }
}
