using Annona.Reading.Dates;
using Annona.Reading.Figures;
using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Promises;

/// <summary>What a promise is about, for whom, and by when.</summary>
sealed class UndertakingReader(
    PlainText text, Lexicon lexicon, SpanIndex<Figure> figures, SpanIndex<DateMention> dates,
    DateOnly? publishedOn)
{
    const int VerbWeight = 2;
    const int MoneyWeight = 5;

    // "the more than 53,000 refugees who have already left …": the people's noun stands this near the preposition.
    const int ReachTokens = 7;
    const int PhraseTokensMax = 16;

    // "will each be given": so many words may stand between the auxiliary and its verb.
    const int VerbReachTokens = 4;

    /// <summary>Null when no word says what is undertaken.</summary>
    public Undertaking? Read(TextSpan span, Force force)
    {
        if (Kind(span, force) is not { } kind)
            return null;
        var beneficiary = Beneficiary(span, force);
        var due = dates.Inside(span).Find(date => date.Relation != DateRelation.Since
            && !(beneficiary?.Contains(date.Span) ?? false) && IsDue(date, span));
        return new(kind, beneficiary, beneficiary?.In(text.Source), due?.Exact,
            due is { From: null, To: null } ? null : due?.Id);
    }

    // The date of a start, of another sentence or of what is told about people is no date by which anything is due.
    bool IsDue(DateMention date, TextSpan span)
    {
        // "pledged 9 million on Thursday" dates the pledge, and so may a weekday that cannot be resolved.
        if (date.To is { } to ? publishedOn is { } published && to < published
            : lexicon.Weekdays.ContainsKey(text.Tokens[text.TokenFrom(date.End) - 1].Lower))
            return false;
        if (text.SentenceAt(date.Start) is { } sentence && sentence.Span.Start > span.Start)
            return false;
        for (var i = text.TokenFrom(date.Start) - 1; i >= 0 && text.Tokens[i].Start >= span.Start; i--)
        {
            var word = text.Tokens[i].Lower;
            if (word is "who" or "which" or "where" or "from" or "starting" or "starts" or "begins" or "beginning")
                return false;
            if (lexicon.Undertakings.ContainsKey(word))
                return true;
        }
        return true;
    }

    PromiseKind? Kind(TextSpan span, Force force)
    {
        if (force == Force.Permission)
            return PromiseKind.SafePassage;
        var weights = new Dictionary<PromiseKind, int>();
        void Weigh(string kind, int weight)
        {
            if (kind.Length == 0)
                return;
            var parsed = Enum.Parse<PromiseKind>(kind, ignoreCase: true);
            weights[parsed] = weights.GetValueOrDefault(parsed) + weight;
        }
        var verbSeen = false;
        var end = span.End;
        for (var i = text.TokenFrom(span.Start); i < text.Tokens.Count && text.Tokens[i].End <= end; i++)
        {
            var word = text.Tokens[i].Lower;
            if (!verbSeen && lexicon.Undertakings.TryGetValue(word, out var verb))
            {
                Weigh(VerbKind(i, verb), VerbWeight);
                verbSeen = true;
                // What the sentences after it tell is no part of what is undertaken.
                if (text.SentenceAt(text.Tokens[i].Start) is { } sentence)
                    end = Math.Min(end, sentence.Span.End);
            }
            if (word == "take" && text.IsWordAt(i + 1, "in"))
                Weigh(nameof(PromiseKind.Service), VerbWeight);
            if (lexicon.Objects.TryGetValue(word, out var thing))
                Weigh(thing.Kind, thing.Weight);
        }
        foreach (var figure in figures.Inside(span))
            if (figure.Class == FigureClass.Money && figure.End <= end)
                Weigh(figure.Per is null && !IsForEach(span) ? nameof(PromiseKind.Money)
                    : nameof(PromiseKind.PersonEntitlement), MoneyWeight);
        return weights.Count == 0 ? null : weights.MaxBy(pair => (pair.Value, -(int)pair.Key)).Key;
    }

    /// <summary>"Each displaced person will get": people who will be given something.</summary>
    public bool IsReceived(TextSpan subject, TextSpan content)
    {
        var (first, last) = (text.TokenFrom(subject.Start), text.TokenFrom(subject.End));
        if (People(first, last) is null)
            return false;
        var reach = Math.Min(text.TokenFrom(content.End), last + VerbReachTokens);
        for (var i = last; i < reach; i++)
            if (lexicon.Undertakings.TryGetValue(text.Tokens[i].Lower, out var verb))
                return verb.Verb is "receive" or "get"
                    || (text.IsWordAt(i - 1, "be") && verb.Verb is "give" or "provide" or "pay" or "supply"
                        or "reimburse" or "compensate" or "house" or "accommodate" or "shelter" or "evacuate");
        return false;
    }

    // "every registered family will receive", "to each child"
    bool IsForEach(TextSpan span)
    {
        for (var i = text.TokenFrom(span.Start); i < text.Tokens.Count && text.Tokens[i].End <= span.End; i++)
            if (text.Tokens[i].Lower is "each" or "every"
                && People(i + 1, Math.Min(i + 1 + VerbReachTokens, text.TokenFrom(span.End))) is not null)
                return true;
        return false;
    }

    // "sent back" is no delivery, and "left behind" no way out.
    string VerbKind(int i, (string Verb, string Kind, VerbForm Form) verb) => verb.Verb switch
    {
        "send" when text.IsWordAt(i + 1, "back") => nameof(PromiseKind.Rights),
        "leave" when text.IsWordAt(i - 1, "be") => "",
        // Who receives people gives them shelter.
        "receive" when text.IsWordAt(i + 1, "everybody") || text.IsWordAt(i + 1, "everyone")
            || People(i + 1, Math.Min(text.Tokens.Count, i + 1 + VerbReachTokens)) is not null =>
            nameof(PromiseKind.Service),
        _ => verb.Kind,
    };

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
            if (text.IsWordAt(i - 1, "exchange") || text.IsWordAt(i - 1, "return"))
                continue;
            // "to help communities": the verb is not part of the group.
            if (lexicon.Undertakings.ContainsKey(text.Tokens[Math.Min(i + 1, last - 1)].Lower))
                i++;
            else if (text.IsWordAt(i + 1, "take") && text.IsWordAt(i + 2, "in"))
                i += 2;
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
            if (text.Tokens[i].Kind == TokenKind.Mark && !text.Tokens[i].Is("-"))
                first = i + 1;
            else if (lexicon.Undertakings.TryGetValue(text.Tokens[i].Lower, out var verb)
                && verb.Verb is "receive" or "get"
                && People(first, i) is { } noun)
                return text.SpanOf(first, noun);
            else if (text.IsWordAt(i, "be") && People(first, i) is { } given
                && IsReceived(text.SpanOf(first, i), text.SpanOf(first, last)))
                return text.SpanOf(first, given);
        return null;
    }

    int? People(int first, int last)
    {
        for (var i = first; i < last; i++)
            if (IsPeople(i))
            {
                // "each displaced person": the last of them is the noun.
                while (i + 1 < last && IsPeople(i + 1))
                    i++;
                return i + 1;
            }
        return null;
    }

    bool IsPeople(int i) => lexicon.Units.TryGetValue(text.Tokens[i].Lower, out var unit) && unit == "people"
        || (text.Tokens[i].IsCapital && text.Tokens[i].Lower.EndsWith('s') && lexicon.Countries.Any(country =>
            country.Demonyms.Contains(text.Tokens[i].Span.In(text.Source), StringComparer.Ordinal)));

    bool StandsBetween(int first, int noun) => Enumerable.Range(first, noun - 1 - first).Any(i =>
        text.Tokens[i].Lower is "of" or "for" or "to" or "and" or "," or "with" or "by" or "that" or "which" or "in"
            || lexicon.Is(text.Tokens[i].Lower, WordClass.Auxiliary));

    int PhraseEnd(int noun, int last)
    {
        var end = noun;
        var inRelative = false;
        while (end < last && end - noun < PhraseTokensMax)
        {
            var word = text.Tokens[end].Lower;
            if (text.Tokens[end].Kind == TokenKind.Mark || word is "and" or "will" or "would" or "by" or "as"
                or "within" or "until" or "till" or "starting" or "beginning" or "if" or "unless" or "once" or "per")
                break;
            inRelative |= word is "who" or "that";
            if (!inRelative && lexicon.Is(word, WordClass.Auxiliary))
                break;
            end++;
        }
        return end;
    }
}
