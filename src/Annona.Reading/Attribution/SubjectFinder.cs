using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>
/// Finds the noun phrase that is the subject of a verb, by looking left (or right, where the order is turned).
/// </summary>
sealed class SubjectFinder(PlainText text, Lexicon lexicon)
{
    // A longer subject is nearly always two clauses read as one.
    const int SubjectTokensMax = 24;

    /// <summary>The noun phrase that ends right before the token, or null.</summary>
    public TokenRange? EndingAt(int end, Sentence sentence)
    {
        end = WithoutTime(end, sentence.First);
        var first = end;
        while (first > sentence.First && end - first < SubjectTokensMax
            && Step(first - 1, end, sentence.First) is { } next)
        {
            var stop = IsPhraseStart(first - 1, sentence.First);
            first = next;
            if (stop)
                break;
        }
        var range = WithoutLeadingPreposition(new(first, end));
        return !range.IsEmpty && CanSpeak(range) ? range : null;
    }

    /// <summary>
    /// The noun phrase that starts at the token and runs to a mark, a clause word or a preposition of time.
    /// </summary>
    public TokenRange? StartingAt(int first, int last)
    {
        var at = first;
        while (at < last && at - first < SubjectTokensMax && !text.IsQuoted(at) && ContinuesRight(at, first, last))
            at++;
        var range = new TokenRange(first, at);
        return !range.IsEmpty && CanSpeak(range) ? range : null;
    }

    /// <summary>The likely subject of the sentence's first clause: what "saying" and "adding" lean on.</summary>
    public TokenRange? OfSentence(Sentence sentence)
    {
        var first = sentence.First;
        if (lexicon.Is(Word(first), WordClass.Preposition) || (lexicon.Is(Word(first), WordClass.Subordinator)
            && !lexicon.Is(Word(first), WordClass.Determiner)))
        {
            if (Word(first) is "and" or "but")
                first++;
            else
                while (first < sentence.Last && !text.Tokens[first++].Is(","))
                {
                }
        }
        var at = first;
        while (at < sentence.Last && at - first < 8 && !text.IsQuoted(at) && ContinuesRight(at, first, sentence.Last)
            && !lexicon.Cues.Contains(Word(at)) && !IsFunctionVerb(at) && (at == first || LooksNominal(at, first)))
            at++;
        var range = new TokenRange(first, at);
        return !range.IsEmpty && CanSpeak(range) ? range : null;
    }

    // "WHO" and "US" are names.
    public bool IsPronoun(int token) => !text.Tokens[token].IsAcronym(text.Source) && text.Tokens[token].Lower is
        "he" or "she" or "they" or "i" or "we" or "you" or "it" or "who";

    bool LooksNominal(int at, int first) =>
        text.Tokens[at].IsCapital || lexicon.Is(Word(first), WordClass.Determiner) || Word(at) is "of" or "the";

    bool IsFunctionVerb(int at) => lexicon.Is(Word(at), WordClass.Auxiliary);

    string Word(int token) => token < text.Tokens.Count ? text.Tokens[token].Lower : "";

    // Returns the new first token when the one at k can belong to the phrase, or null when the phrase stops before
    // it.
    int? Step(int k, int end, int sentenceFirst)
    {
        var token = text.Tokens[k];
        if (text.IsQuoted(k))
            return null;
        if (token.Kind == TokenKind.Mark)
            return StepOverMark(k, sentenceFirst);
        if (token.Is("'s"))
            return k + 1 < end ? k : null;
        if (token.Lower is "and" or "or" or "&")
            return k + 1 < end && k > sentenceFirst && text.Tokens[k + 1].IsCapital && text.Tokens[k - 1].IsCapital
                && !lexicon.Is(Word(k + 1), WordClass.Pronoun) ? k : null;
        var word = token.IsAcronym(text.Source) ? WordClass.None : lexicon.ClassOf(token.Lower);
        if ((word & WordClass.Preposition) != 0)
            return k > sentenceFirst && k + 1 < end && IsContentWord(k - 1) ? k : null;
        if ((word & WordClass.Auxiliary) != 0)
            return null;
        if ((word & WordClass.Determiner) != 0 || (word & WordClass.Pronoun) != 0)
            return token.Lower == "that" ? null : k;
        if ((word & WordClass.Subordinator) != 0)
            return null;
        return IsOtherVerb(k, sentenceFirst) ? null : k;
    }

    int? StepOverMark(int k, int sentenceFirst)
    {
        var token = text.Tokens[k];
        if (token.Is(")") && k > sentenceFirst)
        {
            var open = k - 1;
            while (open > sentenceFirst && !text.Tokens[open].Is("(") && k - open < 8)
                open--;
            return text.Tokens[open].Is("(") && open > sentenceFirst ? open : null;
        }
        if (token.Lower is "$" or "%" or "/" or "&" or "’" or "'")
            return k;
        // The full stop of "Sen." or of an initial belongs to the name.
        var isAbbreviation = token.Is(".") && k > sentenceFirst && text.Tokens[k - 1].End == token.Start
            && (lexicon.Abbreviations.Contains(Word(k - 1)) || text.Tokens[k - 1].Span.Length == 1);
        return isAbbreviation ? k : null;
    }

    bool IsPhraseStart(int k, int sentenceFirst)
    {
        var word = lexicon.ClassOf(Word(k));
        if ((word & WordClass.Pronoun) != 0 && (word & WordClass.Determiner) == 0 && IsPronoun(k))
            return true;
        if ((word & WordClass.Determiner) == 0)
            return false;
        var joined = k - 2 >= sentenceFirst && lexicon.Is(Word(k - 1), WordClass.Preposition) && IsContentWord(k - 2);
        return !joined && !(k > sentenceFirst && lexicon.Is(Word(k - 1), WordClass.Determiner));
    }

    bool IsContentWord(int k) =>
        text.Tokens[k] is { IsWord: true } or { IsNumber: true } && lexicon.ClassOf(Word(k)) == WordClass.None
        && !IsOtherVerb(k, 0);

    // A cue form that cannot be a noun is the verb of another clause, and so is any past form right after a name.
    bool IsOtherVerb(int k, int sentenceFirst) => k > sentenceFirst && !text.Tokens[k].IsCapital
        && (lexicon.Cues[Word(k)].Any(cue => !cue.MayBeNoun && (cue.Form & (VerbForm.Past | VerbForm.Third)) != 0)
            || (lexicon.IsPast(Word(k))
            && ((text.Tokens[k - 1].IsCapital && lexicon.ClassOf(Word(k - 1)) == WordClass.None)
                || IsPronoun(k - 1) || IsFunctionVerb(k - 1))));

    int WithoutTime(int end, int sentenceFirst)
    {
        while (end - 1 > sentenceFirst)
        {
            var word = Word(end - 1);
            if (lexicon.Is(word, WordClass.Adverb)
                || (word.EndsWith("ly", StringComparison.Ordinal) && !text.Tokens[end - 1].IsCapital))
                end--;
            else if (lexicon.Weekdays.ContainsKey(word) && end - 2 > sentenceFirst && Word(end - 2) is "on" or "last"
                or "this")
                end -= 2;
            else if (lexicon.Weekdays.ContainsKey(word) && end - 2 > sentenceFirst)
                end--;
            else
                break;
        }
        return end;
    }

    // "In an interview Trump said": only the last name after the adverbial speaks.
    TokenRange WithoutLeadingPreposition(TokenRange range)
    {
        while (!range.IsEmpty
            && (lexicon.ClassOf(Word(range.First)) & (WordClass.Preposition | WordClass.Adverb)) != 0
            && !lexicon.Is(Word(range.First), WordClass.Determiner))
        {
            var last = range.Last - 1;
            while (last > range.First
                && (text.Tokens[last].IsCapital || text.Tokens[last].Is("'s") || text.Tokens[last].Is("."))
                && !lexicon.Weekdays.ContainsKey(Word(last)) && !lexicon.Months.ContainsKey(Word(last)))
                last--;
            if (last == range.Last - 1)
                return new(range.First, range.First);
            range = new(last + 1, range.Last);
        }
        return range;
    }

    bool ContinuesRight(int at, int first, int last)
    {
        var token = text.Tokens[at];
        if (token.Kind == TokenKind.Mark)
            return token.Is("(") || token.Is(")") || token.Is("-") || (token.Is(".") && at > first && at + 1 < last
                && (lexicon.Abbreviations.Contains(Word(at - 1)) || text.Tokens[at - 1].Span.Length == 1));
        if (at == first)
            return true;
        if (IsPronoun(first))
            return false;
        var word = lexicon.ClassOf(token.Lower);
        if (token.Lower is "of" or "for" or "'s" or "the")
            return true;
        if (token.Lower is "and")
            return at + 1 < last && text.Tokens[at + 1].IsCapital && text.Tokens[at - 1].IsCapital;
        return (word & (WordClass.Preposition | WordClass.Subordinator | WordClass.Auxiliary | WordClass.Pronoun)) == 0
            && !lexicon.Weekdays.ContainsKey(token.Lower) && !lexicon.Is(token.Lower, WordClass.Adverb);
    }

    // Names, pronouns, and nouns with a determiner speak; bare lower-case words speak only in the plural
    // ("officials").
    bool CanSpeak(TokenRange range)
    {
        var head = text.Tokens[range.Last - 1];
        if (IsPronoun(range.Last - 1))
            return true;
        if (head.Kind == TokenKind.Number)
            return false;
        for (var i = range.First; i < range.Last; i++)
            if (text.Tokens[i].IsWord && text.Tokens[i].IsCapital
                && (lexicon.ClassOf(Word(i)) == WordClass.None || text.Tokens[i].IsAcronym(text.Source))
                && !lexicon.Weekdays.ContainsKey(Word(i)) && !lexicon.Months.ContainsKey(Word(i)))
                return true;
        if (lexicon.Is(Word(range.First), WordClass.Determiner))
            return range.Count > 1 || Word(range.First) is "some" or "many" or "others" or "most" or "several";
        return head.Lower.EndsWith('s') || head.Lower is "police" or "people" or "others" or "everyone" or "women"
            or "men";
    }
}
