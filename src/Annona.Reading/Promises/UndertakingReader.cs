using Annona.Reading.Dates;
using Annona.Reading.Figures;
using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Promises;

/// <summary>What a promise is about, for whom, and by when.</summary>
sealed class UndertakingReader(
    PlainText text, Lexicon lexicon, IReadOnlyList<Figure> figures, IReadOnlyList<DateMention> dates)
{
    const int VerbWeight = 2;
    const int MoneyWeight = 5;

    // "the more than 53,000 refugees who have already left …": the people's noun stands this near the preposition.
    const int ReachTokens = 7;
    const int PhraseTokensMax = 16;

    /// <summary>Null when no word says what is undertaken.</summary>
    public Undertaking? Read(TextSpan span, Force force)
    {
        if (Kind(span, force) is not { } kind)
            return null;
        var beneficiary = Beneficiary(span, force);
        var due = dates.FirstOrDefault(date => span.Contains(date.Span) && date.Relation != DateRelation.Since
            && !(beneficiary?.Contains(date.Span) ?? false));
        return new(kind, beneficiary, beneficiary?.In(text.Source), due?.Exact,
            due is { From: null, To: null } ? null : due?.Id);
    }

    PromiseKind? Kind(TextSpan span, Force force)
    {
        if (force == Force.Permission)
            return PromiseKind.SafePassage;
        var weights = new Dictionary<PromiseKind, int>();
        void Weigh(string kind, int weight)
        {
            var parsed = Enum.Parse<PromiseKind>(kind, ignoreCase: true);
            weights[parsed] = weights.GetValueOrDefault(parsed) + weight;
        }
        var verbSeen = false;
        for (var i = text.TokenFrom(span.Start); i < text.Tokens.Count && text.Tokens[i].End <= span.End; i++)
        {
            var word = text.Tokens[i].Lower;
            if (!verbSeen && lexicon.Undertakings.TryGetValue(word, out var verb))
            {
                Weigh(verb.Kind, VerbWeight);
                verbSeen = true;
            }
            if (lexicon.Objects.TryGetValue(word, out var thing))
                Weigh(thing.Kind, thing.Weight);
        }
        foreach (var figure in figures)
            if (figure.Class == FigureClass.Money && span.Contains(figure.Span))
                Weigh(figure.Per is null ? nameof(PromiseKind.Money) : nameof(PromiseKind.PersonEntitlement),
                    MoneyWeight);
        return weights.Count == 0 ? null : weights.MaxBy(pair => (pair.Value, -(int)pair.Key)).Key;
    }

    TextSpan? Beneficiary(TextSpan span, Force force)
    {
        var first = text.TokenFrom(span.Start);
        var last = text.TokenFrom(span.End);
        if (force == Force.Permission && People(first, last) is { } moving)
        {
            var end = moving;
            while (end < last && text.Tokens[end].Lower is not ("can" or "may" or "are"))
                end++;
            return text.SpanOf(first, Math.Max(end, first + 1));
        }
        for (var i = first; i < last; i++)
        {
            if (text.Tokens[i].Lower is not ("for" or "of" or "to" or "among" or "with"))
                continue;
            // "to help communities": the verb is not part of the group.
            if (lexicon.Undertakings.ContainsKey(text.Tokens[Math.Min(i + 1, last - 1)].Lower))
                i++;
            if (People(i + 1, Math.Min(last, i + 1 + ReachTokens)) is { } noun && !StandsBetween(i + 1, noun))
                return text.SpanOf(i + 1, PhraseEnd(noun, last));
        }
        return Receiver(first, last);
    }

    // "every registered family will receive 300 euros"
    TextSpan? Receiver(int first, int last)
    {
        if (text.IsWordAt(first, "that"))
            first++;
        for (var i = first; i < last; i++)
            if (lexicon.Undertakings.TryGetValue(text.Tokens[i].Lower, out var verb) && verb.Verb == "receive"
                && People(first, i) is { } noun)
                return text.SpanOf(first, noun);
        return null;
    }

    int? People(int first, int last)
    {
        for (var i = first; i < last; i++)
            if (IsPeople(i))
                return i + 1;
        return null;
    }

    bool IsPeople(int i) => lexicon.Units.TryGetValue(text.Tokens[i].Lower, out var unit) && unit == "people"
        || (text.Tokens[i].IsCapital && text.Tokens[i].Lower.EndsWith('s') && lexicon.Countries.Any(country =>
            country.Demonyms.Contains(text.Tokens[i].Span.In(text.Source), StringComparer.Ordinal)));

    bool StandsBetween(int first, int noun) => Enumerable.Range(first, noun - 1 - first).Any(i =>
        text.Tokens[i].Lower is "of" or "for" or "to" or "and" or "," or "with" or "by"
            || lexicon.Is(text.Tokens[i].Lower, WordClass.Auxiliary));

    int PhraseEnd(int noun, int last)
    {
        var end = noun;
        var inRelative = false;
        while (end < last && end - noun < PhraseTokensMax)
        {
            var word = text.Tokens[end].Lower;
            if (text.Tokens[end].Kind == TokenKind.Mark || word is "and" or "will" or "would" or "by" or "as"
                or "within")
                break;
            inRelative |= word is "who" or "that";
            if (!inRelative && lexicon.Is(word, WordClass.Auxiliary))
                break;
            end++;
        }
        return end;
    }
}
