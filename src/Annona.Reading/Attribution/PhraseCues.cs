using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>
/// Cues that are no verbs: "according to", "expressed his willingness to", "her claim that", "is ready to".
/// </summary>
sealed class PhraseCues(PlainText text, Lexicon lexicon, SubjectFinder subjects, ContentFinder contents)
{
    const int PledgeTokensMax = 20;

    public Finding? At(int token, Sentence sentence) => text.Tokens[token].Lower switch
    {
        "according" => According(token, sentence),
        var word when lexicon.CueAdjectives.TryGetValue(word, out var held) => Adjective(token, held, sentence),
        var word when lexicon.CueNouns.TryGetValue(word, out var carried) => Possessed(token, carried, sentence),
        _ => PledgedBy(token, sentence),
    };

    /// <summary>"reiterated his offer to": the verb repeats what the noun says.</summary>
    public bool Repeats(VerbChain chain, Sentence sentence)
    {
        var at = chain.Last;
        if (chain.Cue.Entry.Lemma is not ("reiterate" or "repeat" or "reaffirm" or "renew" or "confirm")
            || at + 2 >= sentence.Last || text.Tokens[at].Lower is not ("his" or "her" or "its" or "their"))
            return false;
        for (var i = at + 1; i < at + 3 && i + 1 < sentence.Last; i++)
            if (lexicon.CueNouns.TryGetValue(text.Tokens[i].Lower, out var carried))
                return carried is CueClass.Promise or CueClass.Offer or CueClass.Intend
                    && text.Tokens[i + 1].Lower is "to" or "that" or "of";
        return false;
    }

    // "11.5 million dollars pledged by NAME", "has been promised by NAME"
    Finding? PledgedBy(int token, Sentence sentence)
    {
        if (!text.IsWordAt(token + 1, "by") || token + 2 >= sentence.Last || token == sentence.First)
            return null;
        var cue = lexicon.Cues[text.Tokens[token].Lower].FirstOrDefault(one => one.Entry.Particle.Length == 0
            && (one.Form & VerbForm.Participle) != 0
            && one.Entry is { Class: CueClass.Promise, TakesInfinitive: true } or { Class: CueClass.Announce });
        if (cue.Entry is null || subjects.StartingAt(token + 2, sentence.Last) is not { } source)
            return null;
        var end = token;
        while (end > sentence.First && (lexicon.Is(text.Tokens[end - 1].Lower, WordClass.Auxiliary | WordClass.Adverb)))
            end--;
        if (Promised(end, sentence) is not { } content)
            return null;
        return new()
        {
            Pattern = Pattern.Object,
            Class = cue.Entry.Class,
            Lemma = cue.Entry.Lemma,
            Cue = new(end, token + 2),
            Sentence = sentence,
            Source = source,
            Content = [content],
            IsCueNegated = Enumerable.Range(end, token - end).Any(i =>
                lexicon.Is(text.Tokens[i].Lower, WordClass.Negation)),
        };
    }

    // The sum or thing that ends before the token: back to a mark or a verb, and only with a number in it.
    TextSpan? Promised(int end, Sentence sentence)
    {
        var first = end;
        while (first > sentence.First && end - first < PledgeTokensMax && IsPledged(first - 1))
            first--;
        return first < end && Enumerable.Range(first, end - first).Any(i => text.Tokens[i].IsNumber)
            ? text.SpanOf(first, end) : null;
    }

    bool IsPledged(int i)
    {
        var token = text.Tokens[i];
        if (text.IsQuoted(i) || (token.Kind == TokenKind.Mark && !lexicon.Currencies.ContainsKey(token.Lower))
            || lexicon.Is(token.Lower, WordClass.Auxiliary | WordClass.Subordinator | WordClass.Pronoun))
            return false;
        return token.Lower is not ("with" or "from" or "to" or "by" or "on" or "under" or "after")
            && !lexicon.IsPast(token.Lower);
    }

    /// <summary>
    /// "expressed his willingness to", "voiced concern about": the noun says what kind of statement it is.
    /// </summary>
    public Finding? Expressed(VerbChain chain, Sentence sentence)
    {
        for (var i = chain.Last; i < sentence.Last && i < chain.Last + 5 && !text.IsQuoted(i); i++)
        {
            if (!lexicon.CueNouns.TryGetValue(text.Tokens[i].Lower, out var carried))
                continue;
            if (subjects.EndingAt(chain.First, sentence) is not { } subject || i + 2 >= sentence.Last)
                return null;
            var start = i + 1;
            if (lexicon.Is(text.Tokens[start].Lower, WordClass.Preposition) && !text.Tokens[start].Is("to"))
                start++;
            return new()
            {
                Pattern = text.Tokens[i + 1].Is("that") ? Pattern.ThatClause : Pattern.Infinitive,
                Class = carried,
                Lemma = chain.Cue.Entry.Lemma + " " + text.Tokens[i].Lower,
                Cue = new(chain.Verb, i + 1),
                Sentence = sentence,
                Source = subject,
                Content = [contents.Clause(start, sentence, Pattern.Infinitive)],
                IsCueNegated = chain.IsNegated,
                CueModal = chain.Modal,
            };
        }
        return null;
    }

    Finding? According(int token, Sentence sentence)
    {
        if (!text.IsWordAt(token + 1, "to") || token + 2 >= sentence.Last)
            return null;
        var end = token + 2;
        while (end < sentence.Last && !text.IsQuoted(end) && end - token < 30
            && text.Tokens[end].Lower is not ("," or ";" or "." or "that" or "which" or "—" or "–"))
            end++;
        while (end < sentence.Last && text.Tokens[end].Is(".") && end + 1 < sentence.Last)
            end++;
        var isFirst = token - sentence.First <= 1;
        if (end == token + 2 || (isFirst && end + 3 >= sentence.Last))
            return null;
        var content = isFirst ? contents.Trimmed(end + 1, sentence.Last) : Before(token, sentence);
        return content is not { } found ? null : new()
        {
            Pattern = Pattern.AccordingTo,
            Class = CueClass.Say,
            Lemma = "according to",
            Cue = new(token, token + 2),
            Sentence = sentence,
            Source = new(token + 2, end),
            Content = [found],
        };
    }

    TextSpan? Before(int token, Sentence sentence)
    {
        var first = text.Tokens[sentence.First].Lower is "and" or "but" ? sentence.First + 1 : sentence.First;
        return token - first < 3 ? null : contents.Trimmed(first, token);
    }

    // "is ready to", "was confident that"
    Finding? Adjective(int token, CueClass held, Sentence sentence)
    {
        var next = token + 1 < sentence.Last ? text.Tokens[token + 1].Lower : "";
        if (next is not ("to" or "that") || token + 3 >= sentence.Last)
            return null;
        var verb = token - 1;
        var negated = false;
        while (verb > sentence.First && lexicon.Is(text.Tokens[verb].Lower, WordClass.Adverb))
            negated |= lexicon.Is(text.Tokens[verb--].Lower, WordClass.Negation);
        if (verb <= sentence.First
            || text.Tokens[verb].Lower is not ("is" or "are" or "was" or "were" or "'s" or "'re" or "am" or "'m"
            or "remains"))
            return null;
        return subjects.EndingAt(verb, sentence) is not { } subject ? null : new()
        {
            Pattern = Pattern.Adjective,
            Class = held,
            Lemma = "be " + text.Tokens[token].Lower,
            Cue = new(verb, token + 1),
            Sentence = sentence,
            Source = subject,
            Content = [contents.Clause(token + 1, sentence)],
            IsCueNegated = negated,
        };
    }

    // "her claim that", "the minister's promise to"
    Finding? Possessed(int token, CueClass carried, Sentence sentence)
    {
        var next = token + 1 < sentence.Last ? text.Tokens[token + 1].Lower : "";
        if (!(next == "that" || (next == "to" && carried is CueClass.Promise or CueClass.Offer or CueClass.Intend))
            || token + 4 >= sentence.Last)
            return null;
        var owner = token - 1;
        if (owner > sentence.First && text.Tokens[owner].IsWord
            && lexicon.ClassOf(text.Tokens[owner].Lower) == WordClass.None)
            owner--;
        if (owner < sentence.First)
            return null;
        var source = text.Tokens[owner].Lower switch
        {
            "his" or "her" or "their" => new TokenRange(owner, owner + 1),
            "'s" => subjects.EndingAt(owner, sentence),
            _ => null,
        };
        return source is null ? null : new()
        {
            Pattern = Pattern.NounThat,
            Class = carried,
            Lemma = text.Tokens[token].Lower,
            Cue = new(token, token + 1),
            Sentence = sentence,
            Source = source,
            Content = [contents.Clause(token + 1, sentence)],
        };
    }
}
