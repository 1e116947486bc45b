using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>What stands after a cue: where the content starts, in which frame, and who it was said to.</summary>
readonly record struct Following(int Content, Pattern Pattern, TokenRange? Audience)
{
    public bool IsStrong => Pattern is Pattern.SpeakerThenQuotation or Pattern.ThatClause;
}

/// <summary>Looks right of a cue for its content.</summary>
sealed class ContentFinder(PlainText text, Lexicon lexicon, SubjectFinder subjects)
{
    // "promised this Wednesday, September 27, to the head of the agency, NAME, that" is the longest detour worth
    // following.
    const int DetourTokensMax = 32;

    // "commits another 12.6 million dollars", but "committed crimes"
    const int NumberReachTokens = 5;

    static readonly HashSet<string> questionWords = ["whether", "how", "why", "what", "when", "where", "who", "if"];

    /// <summary>The content that follows the cue's last word, or null.</summary>
    public Following? After(VerbChain chain, Sentence sentence)
    {
        var at = SkipAdverbs(chain.Last, sentence.Last);
        TokenRange? audience = null;
        var entry = chain.Cue.Entry;
        if (entry.TakesAudience && AudienceAt(at, sentence.Last) is { } found)
        {
            audience = found;
            at = SkipAdverbs(found.Last, sentence.Last);
        }
        if (Direct(entry, at, sentence, audience) is { } direct)
            return direct;
        if (Detour(at, sentence) is { } target)
        {
            audience ??= AddressedIn(at, target);
            return Direct(entry, target, sentence, audience) ?? Loose(entry, at, target, sentence, audience);
        }
        return Loose(entry, at, at, sentence, audience);
    }

    /// <summary>Whom the cue speaks to: "told reporters"; null where it names nobody.</summary>
    public TokenRange? Addressed(VerbChain chain, Sentence sentence) => After(chain, sentence)?.Audience
        ?? (chain.Cue.Entry.Class == CueClass.Tell
            ? AudienceAt(SkipAdverbs(chain.Last, sentence.Last), sentence.Last)
            : null);

    /// <summary>
    /// Where a content that starts at the token ends: the sentence's end, less what the narrator adds.
    /// </summary>
    public TextSpan Clause(int first, Sentence sentence, Pattern pattern = Pattern.ThatClause)
    {
        var endsWithClause = pattern is Pattern.Object or Pattern.Infinitive;
        var last = sentence.Last;
        for (var i = first + 1; i + 1 < last; i++)
            if (!text.IsQuoted(i) && !text.IsQuoted(i + 1) && (text.Tokens[i].Is(",")
                ? NarratorStarts(i + 1, sentence.Last) || (endsWithClause && ClauseStarts(i + 1, sentence))
                : endsWithClause && text.Tokens[i].Is("and") && text.Tokens[i + 1].Lower is "which" or "who"))
            {
                last = i;
                break;
            }
        return WithWholeQuotation(Trimmed(first, last), last);
    }

    // A quotation of several sentences belongs to the cue as a whole.
    TextSpan WithWholeQuotation(TextSpan span, int last) =>
        text.IsQuoted(last - 1) && text.Quotations[text.QuotationAt(last - 1)].Outer is var outer
            && outer.End > span.End
            ? span with { End = outer.End } : span;

    // "signed an agreement, and the lorries were counted": an object cannot go on with a clause of its own.
    // In "Sweden pledged 20 million, Norway 10 million" the second sum is another's.
    bool ClauseStarts(int at, Sentence sentence) => (text.Tokens[at].Lower is "and" or "but"
        && at + 1 < sentence.Last && HasFiniteVerb(at, sentence))
        || (at + 1 < sentence.Last && text.Tokens[at].IsWord && text.Tokens[at].IsCapital
            && text.Tokens[at + 1].IsNumber && !lexicon.Months.ContainsKey(text.Tokens[at].Lower)
            && !lexicon.Currencies.ContainsKey(text.Tokens[at].Lower));

    /// <summary>The tokens as a span, without the marks that close a sentence.</summary>
    public TextSpan Trimmed(int first, int last)
    {
        while (last > first + 1 && text.Tokens[last - 1].Lower is "." or "," or ";" or ":" or "—" or "–" or "-"
            && !text.IsQuoted(last - 1))
            last--;
        return text.SpanOf(first, last);
    }

    Following? Direct(CueEntry entry, int at, Sentence sentence, TokenRange? audience)
    {
        if (at >= sentence.Last)
            return null;
        var word = text.Tokens[at].Lower;
        if (word is "," or ":" or ",:" && at + 1 < sentence.Last && text.IsQuoted(at + 1))
            at++;
        if (text.IsQuoted(at) && IsQuotationStart(at))
            return new(at, Pattern.SpeakerThenQuotation, audience);
        if (word == ":" && entry.TakesQuotation && at + 2 < sentence.Last)
            return new(at + 1, Pattern.SpeakerThenQuotation, audience);
        if (word == "that" && entry.TakesClause && at + 2 < sentence.Last)
            return new(at, Pattern.ThatClause, audience);
        if (questionWords.Contains(word) && (entry.TakesClause || entry.TakesObject) && at + 2 < sentence.Last
            && !text.Tokens[at + 1].Is(","))
            return new(at, word is "if" or "when" or "where" ? Pattern.BareClause : Pattern.ThatClause, audience);
        return null;
    }

    // The content is not marked by "that" or by quotation marks.
    Following? Loose(CueEntry entry, int at, int target, Sentence sentence, TokenRange? audience)
    {
        if (at + 1 >= sentence.Last)
            return null;
        var token = text.Tokens[at];
        if (token.Is("not") && entry.TakesInfinitive && at + 2 < sentence.Last && text.IsWordAt(at + 1, "to"))
            return new(at, Pattern.Infinitive, audience);
        if (token.Is("to") && entry.TakesInfinitive && text.Tokens[at + 1].IsWord
            && !lexicon.Is(text.Tokens[at + 1].Lower,
            WordClass.Determiner | WordClass.Pronoun) && !text.Tokens[at + 1].IsCapital)
            return new(at, Pattern.Infinitive, audience);
        if (entry.Prepositions.Contains(token.Lower, StringComparer.Ordinal) && token.IsWord)
            return new(at + 1, Pattern.Object, audience);
        if (target != at)
            (at, token) = (target, text.Tokens[Math.Min(target, text.Tokens.Count - 1)]);
        if (at + 1 >= sentence.Last
            || !(token.IsWord || token.IsNumber || lexicon.Currencies.ContainsKey(token.Lower)))
            return null;
        if (entry.TakesGerund)
            return token.Lower.EndsWith("ing", StringComparison.Ordinal) ? new(at, Pattern.Object, audience) : null;
        if (lexicon.Is(token.Lower, WordClass.Preposition) && !lexicon.Is(token.Lower, WordClass.Subordinator)
            && !(entry.TakesClause && HasFiniteVerb(at, sentence)))
            return null;
        if (token.Lower is "and" or "but" or "or" or "as" or "than")
            return null;
        if (entry.TakesClause && HasFiniteVerb(at, sentence)
            && (token.IsNumber || subjects.StartingAt(at, sentence.Last) is not null))
            return new(at, Pattern.BareClause, audience);
        if (audience is not null && entry.TakesInfinitive && token.Is("to"))
            return new(at, Pattern.Infinitive, audience);
        if (entry.TakesNumber && !Enumerable.Range(at, Math.Min(NumberReachTokens, sentence.Last - at))
            .Any(i => text.Tokens[i].IsNumber))
            return null;
        return (entry.TakesObject || entry.TakesNumber) && audience is null ? new(at, Pattern.Object, audience) : null;
    }

    bool HasFiniteVerb(int first, Sentence sentence)
    {
        for (var i = first + 1; i < sentence.Last && i < first + 18; i++)
        {
            var word = text.Tokens[i].Lower;
            if (lexicon.Is(word, WordClass.Auxiliary) && word != "'s")
                return true;
            if (text.Tokens[i].IsWord && !text.Tokens[i].IsCapital && i > first
                && (lexicon.IsPast(word) || lexicon.Cues[word].Any(cue => !cue.MayBeNoun)
                    || lexicon.Undertakings.ContainsKey(word) || subjects.IsPronoun(i - 1)))
                return true;
        }
        return false;
    }

    bool IsQuotationStart(int token) =>
        text.Quotations[text.QuotationAt(token)].Outer.Start == text.Tokens[token].Start;

    int SkipAdverbs(int at, int last)
    {
        while (at < last && !(text.Tokens[at].Is("not") && text.IsWordAt(at + 1, "to")) && IsAdverb(text.Tokens[at]))
            at++;
        return at;
    }

    bool IsAdverb(Token token) => (lexicon.ClassOf(token.Lower) & (WordClass.Adverb | WordClass.Pronoun
            | WordClass.Determiner | WordClass.Subordinator)) == WordClass.Adverb
        || (token.Lower.EndsWith("ly", StringComparison.Ordinal) && !token.IsCapital);

    TokenRange? AudienceAt(int at, int last)
    {
        if (at >= last || text.IsQuoted(at) || !text.Tokens[at].IsWord || text.Tokens[at].Lower is "that" or "to"
            or "how" or "what")
            return null;
        if (text.Tokens[at].Lower is "him" or "her" or "them" or "us" or "me" or "you" or "it" or "reporters"
            or "journalists")
            return new(at, at + 1);
        if (lexicon.Is(text.Tokens[at].Lower, WordClass.Preposition | WordClass.Pronoun))
            return null;
        return subjects.StartingAt(at, Math.Min(last, at + 14));
    }

    // Time and place phrases between the cue and its content; the target is a "that" or a quotation further on.
    int? Detour(int at, Sentence sentence)
    {
        if (at >= sentence.Last || !IsDetourStart(at))
            return null;
        // "announced on Tuesday $11.5 million … that": the sum is the content, not the clause behind it.
        if (AfterTime(at, sentence) is { } afterTime && (text.Tokens[afterTime].IsNumber
            || lexicon.Currencies.ContainsKey(text.Tokens[afterTime].Lower)))
            return afterTime;
        var limit = Math.Min(sentence.Last, at + DetourTokensMax);
        for (var i = at; i < limit; i++)
        {
            if (text.IsQuoted(i))
                return IsQuotationStart(i) ? i : null;
            var word = text.Tokens[i].Lower;
            if (word == "that" && i > at && !lexicon.Is(text.Tokens[i - 1].Lower, WordClass.Preposition))
                return i;
            if (word is ":" or ";" || (i > at && lexicon.Cues[word].Any(cue => !cue.MayBeNoun)))
                return word == ":" ? i : AfterTime(at, sentence);
        }
        return AfterTime(at, sentence);
    }

    bool IsDetourStart(int at)
    {
        var word = text.Tokens[at].Lower;
        return lexicon.Weekdays.ContainsKey(word) || word is "yesterday" or "today" or "this" or "last" or "in"
            or "on" or "at"
            or "during" or "to" or "with" or "via" or "through" or "after" or "before" or "of" or "from" or "late"
                or "early";
    }

    // "said Tuesday he would": the words of time are over where something else begins.
    int? AfterTime(int at, Sentence sentence)
    {
        var i = at;
        while (i < sentence.Last
            && (IsDayOrYear(i) || text.Tokens[i].Lower is "on" or "this" or "last" or "late" or "early"
            or "yesterday" or "today" or "night" or "morning" or "afternoon" or "evening" or "week" or "month"
            || lexicon.Weekdays.ContainsKey(text.Tokens[i].Lower) || lexicon.Months.ContainsKey(text.Tokens[i].Lower)
            || (text.Tokens[i].Is(",") && i > at && i + 1 < sentence.Last && text.Tokens[i + 1].IsNumber)))
            i++;
        var isTime = i > at && Enumerable.Range(at, i - at)
            .Any(k => lexicon.Weekdays.ContainsKey(text.Tokens[k].Lower)
            || lexicon.Months.ContainsKey(text.Tokens[k].Lower)
            || text.Tokens[k].Lower is "yesterday" or "today" or "week" or "month" or "night" or "morning");
        return isTime && i < sentence.Last ? i : null;
    }

    // In "on Monday 8.4 million" the number is no part of the date.
    bool IsDayOrYear(int i) => text.Tokens[i].IsNumber && i > 0
        && (lexicon.Months.ContainsKey(text.Tokens[i - 1].Lower) || text.Tokens[i].Span.Length == 4
            || (i + 1 < text.Tokens.Count && lexicon.Months.ContainsKey(text.Tokens[i + 1].Lower)));

    TokenRange? AddressedIn(int first, int last)
    {
        for (var i = first; i + 1 < last; i++)
            if (text.Tokens[i].Is("to") && !text.IsQuoted(i))
            {
                var end = last;
                while (end > i + 1 && text.Tokens[end - 1].Lower is "," or ":")
                    end--;
                return end > i + 1 ? new(i + 1, end) : null;
            }
        return null;
    }

    // ", which …", ", where …" and ", adding …" are no part of what was said.
    bool NarratorStarts(int at, int last)
    {
        var word = text.Tokens[at].Lower;
        if (word is "which" or "where" or "who" or "whose")
            return true;
        if (word == "according")
            return true;
        // "…, bringing the total to 25 million" adds up what others gave before.
        if (word is "bringing" or "raising" or "taking" && at + 1 < last
            && text.Tokens[at + 1].Lower is "the" or "its" or "total" or "their")
            return true;
        if (word is "a" or "an" && Enumerable.Range(at + 1, 3)
            .Any(i => i < last && text.Tokens[i].Lower is "that" or "which"))
            return true;
        return lexicon.Cues[word].Any(cue =>
            cue.Form == VerbForm.Ing && cue.Entry.Class is CueClass.Say or CueClass.Add
            && cue.Entry.Particle.Length == 0);
    }
}
