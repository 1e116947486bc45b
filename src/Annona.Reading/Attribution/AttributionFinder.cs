using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>
/// Proposes who said what, without a parser: cue verbs and nouns from the lexicon, the noun phrase beside them, and
/// the quotation or clause on the other side. A proposal is made only in a frame that the cue takes, since each false
/// one costs a person's time.
/// </summary>
sealed class AttributionFinder
{
    readonly PlainText text;
    readonly Lexicon lexicon;
    readonly SubjectFinder subjects;
    readonly ContentFinder contents;
    readonly PhraseCues phrases;
    readonly Tangle tangle;

    public AttributionFinder(PlainText text, Lexicon lexicon)
    {
        this.text = text;
        this.lexicon = lexicon;
        subjects = new(text, lexicon);
        contents = new(text, lexicon, subjects);
        tangle = new(text);
        phrases = new(text, lexicon, subjects, contents);
    }

    /// <summary>All findings in the order of the text.</summary>
    public List<Finding> All()
    {
        var all = new List<Finding>();
        foreach (var sentence in text.Sentences)
        {
            var here = InSentence(sentence);
            all.AddRange(tangle.Untie(here));
        }
        return QuotationsContinued.Join(text, all);
    }

    List<Finding> InSentence(Sentence sentence)
    {
        var found = new List<Finding>();
        for (var i = sentence.First; i < sentence.Last; i++)
        {
            if (text.IsQuoted(i) || !text.Tokens[i].IsWord)
                continue;
            var finding = VerbChain.At(i, text, lexicon, sentence) is { } chain
                ? AtVerb(chain, sentence, found)
                : phrases.At(i, sentence);
            if (finding is null)
                continue;
            found.Add(finding);
            i = Math.Max(i, finding.Cue.Last - 1);
        }
        return found;
    }

    Finding? AtVerb(VerbChain chain, Sentence sentence, List<Finding> before)
    {
        var entry = chain.Cue.Entry;
        if (entry.Class == CueClass.Express || phrases.Repeats(chain, sentence))
            return phrases.Expressed(chain, sentence);
        // "an adviser who asked not to be named"
        if (text.IsWordAt(chain.Last, "not") && text.IsWordAt(chain.Last + 1, "to")
            && text.IsWordAt(chain.Last + 2, "be")
            && entry.Class is CueClass.Urge or CueClass.Want)
            return null;
        if (entry.TakesQuotation && Inverted(chain, sentence) is { } inverted)
            return inverted;
        var subject = SubjectOf(chain, sentence, before);
        if (subject is null)
            return null;
        if (Reported(chain, subject.Value, sentence) is { } reported)
            return reported;
        var following = contents.After(chain, sentence);
        if (following is not { IsStrong: true } && entry.TakesQuotation
            && BeforeSpeaker(chain, subject.Value, sentence) is { } left)
            return left;
        if (following is not { } right || !IsCredible(chain, right, subject.Value))
            return null;
        return Finding(chain, sentence) with
        {
            Pattern = right.Pattern,
            Source = subject,
            Audience = right.Audience,
            Content = Right(right, subject.Value, chain, sentence),
        };
    }

    IReadOnlyList<TextSpan> Right(Following right, TokenRange subject, VerbChain chain, Sentence sentence)
    {
        var span = contents.Clause(right.Content, sentence, right.Pattern);
        // “A”, she said, “B”: both halves are one statement.
        if (right.Pattern == Pattern.SpeakerThenQuotation
            && LeftContent(Math.Min(subject.First, chain.First), sentence) is { } left
                && left.Overlaps(span) is false)
            return [left, span];
        return [span];
    }

    static Finding Finding(VerbChain chain, Sentence sentence) => new()
    {
        Pattern = Pattern.Object,
        Class = chain.Cue.Entry.Class,
        Lemma = chain.Cue.Entry.Particle.Length == 0
            ? chain.Cue.Entry.Lemma
            : chain.Cue.Entry.Lemma + " " + chain.Cue.Entry.Particle,
        Cue = new(chain.Verb, chain.Last),
        Sentence = sentence,
        Content = [],
        IsCueNegated = chain.IsNegated || chain.Cue.Entry.Class == CueClass.Avoid,
        CueModal = chain.Modal,
    };

    TokenRange? SubjectOf(VerbChain chain, Sentence sentence, List<Finding> before)
    {
        var at = chain.First - 1;
        if (at < sentence.First)
            return null;
        var word = text.Tokens[at].Lower;
        if (chain.Cue.Form == VerbForm.Ing && !chain.IsFinite)
            return word is "," or "—" or "–" ? Shared(sentence, before, chain.First)
                : subjects.EndingAt(chain.First, sentence);
        // "efforts to restore links and clarify the fate": a bare verb goes on with an infinitive, not with a subject.
        if (word is "and" or "or" && chain.Cue.Form == VerbForm.Plain && chain.First == chain.Verb && before.Count == 0)
            return null;
        if (word is "and" or "but" or "or" || (word is "," && chain.Cue.Form != VerbForm.Plain && before.Count > 0
            && Apposition(at, sentence) is null))
            return Shared(sentence, before, chain.First);
        if (word is "who" or "which" && !text.IsQuoted(at) && !text.Tokens[at].IsAcronym(text.Source))
            return Antecedent(at, sentence);
        if (word is ",")
            return Apposition(at, sentence);
        return text.IsQuoted(at) ? null : subjects.EndingAt(chain.First, sentence);
    }

    TokenRange? Shared(Sentence sentence, List<Finding> before, int at) =>
        before.LastOrDefault(finding => finding.Source is not null && finding.Cue.Last <= at)?.Source
            ?? (subjects.OfSentence(sentence) is { } first && first.Last <= at ? first : null);

    // "NAME, who said" and "NAME, head of the office, who said"
    TokenRange? Antecedent(int relative, Sentence sentence)
    {
        var end = relative;
        if (end > sentence.First && text.Tokens[end - 1].Is(","))
        {
            if (Apposition(end - 1, sentence) is { } named)
                return named;
            end--;
        }
        return subjects.EndingAt(end, sentence);
    }

    // "NAME, head of the office, said": the name stands before the other comma.
    TokenRange? Apposition(int comma, Sentence sentence)
    {
        for (var i = comma - 1; i > sentence.First && comma - i < 24; i--)
        {
            if (text.IsQuoted(i)
                || (!text.Tokens[i].IsCapital && lexicon.Cues[text.Tokens[i].Lower].Any(cue => !cue.MayBeNoun)
                && !lexicon.Is(text.Tokens[i - 1].Lower, WordClass.Subordinator)))
                return null;
            if (!text.Tokens[i].Is(",") || subjects.EndingAt(i, sentence) is not { } named)
                continue;
            // "the local ombudsman, NAME, said": the name may stand between the commas.
            var isNamed = Enumerable.Range(named.First, named.Count)
                .Any(k => text.Tokens[k].IsCapital && k > named.First)
                || text.Tokens[named.First].IsCapital
                || Enumerable.Range(i + 1, comma - i - 1).All(k => text.Tokens[k].IsCapital);
            if (isNamed)
                return new(named.First, comma);
        }
        return null;
    }

    // "As NAME reported on its website, …"
    Finding? Reported(VerbChain chain, TokenRange subject, Sentence sentence)
    {
        if (subject.First != sentence.First + 1 || !text.Tokens[sentence.First].Is("as")
            || !chain.Cue.Entry.TakesClause)
            return null;
        for (var i = chain.Last; i + 3 < sentence.Last && i - chain.Last < 12; i++)
            if (text.Tokens[i].Is(","))
                return Finding(chain, sentence) with
                {
                    Pattern = Pattern.AsReported,
                    Source = subject,
                    Content = [contents.Clause(i + 1, sentence)],
                };
        return null;
    }

    bool IsCredible(VerbChain chain, Following right, TokenRange subject)
    {
        if (chain.Cue.Form == VerbForm.Ing && !chain.IsFinite && right.Pattern is Pattern.Object)
            return false;
        // "schools shall admit pupils", "the state must recognise them": a duty, and nobody's words.
        if (chain.Modal is "shall" or "must" && !right.IsStrong)
            return false;
        if (lexicon.MuteNouns.Contains(text.Tokens[subject.Last - 1].Lower)
            && !right.IsStrong && chain.Cue.Entry.Class is CueClass.Judge or CueClass.Urge or CueClass.Show
            or CueClass.Want or CueClass.Promise)
            return false;
        var isIt = subject.Count == 1 && text.Tokens[subject.First].Lower is "it" or "you";
        return !isIt || right.Pattern is Pattern.ThatClause or Pattern.SpeakerThenQuotation;
    }

    // “…,” said NAME.
    Finding? Inverted(VerbChain chain, Sentence sentence)
    {
        // "NAME, 69, told the paper": what follows "told" is never its speaker.
        if (chain.Cue.Entry.Class == CueClass.Tell)
            return null;
        if (chain.First != chain.Verb || chain.Verb == sentence.First
            || (chain.Cue.Form & (VerbForm.Past | VerbForm.Third
            | VerbForm.Plain)) == 0)
            return null;
        var isAfterQuotation = text.IsQuoted(chain.Verb - 1);
        if (!isAfterQuotation && !text.Tokens[chain.Verb - 1].Is(","))
            return null;
        // "…, NAME, said on X": what follows is a place or a time.
        if (chain.Last >= sentence.Last || lexicon.Is(text.Tokens[chain.Last].Lower, WordClass.Preposition))
            return null;
        if (subjects.StartingAt(chain.Last, sentence.Last) is not { } speaker
            || LeftContent(chain.Verb, sentence) is not { } left)
            return null;
        var next = speaker.Last < sentence.Last ? text.Tokens[speaker.Last] : default;
        var closes = speaker.Last >= sentence.Last || next.Kind == TokenKind.Mark
            || lexicon.Is(next.Lower, WordClass.Preposition)
            || lexicon.Weekdays.ContainsKey(next.Lower) || next.Is("who");
        if (!closes)
            return null;
        return Finding(chain, sentence) with
        {
            Pattern = isAfterQuotation ? Pattern.QuotationThenSpeaker : Pattern.ClauseThenSpeaker,
            Source = speaker,
            Content = WithRest(left, speaker.Last, sentence),
        };
    }

    // “…,” NAME said. and Clause, NAME said.
    Finding? BeforeSpeaker(VerbChain chain, TokenRange subject, Sentence sentence)
    {
        // "…, NAME said, and promised not to": what the second verb takes stands behind it.
        if (chain.First > sentence.First && text.Tokens[chain.First - 1].Lower is "and" or "but" or "or")
            return null;
        var first = Math.Min(subject.First, chain.First);
        if (first <= sentence.First || subject.First >= chain.First && subject.Last > chain.Verb)
            return null;
        if (LeftContent(first, sentence) is not { } left)
            return null;
        if (!text.IsQuoted(first - 1) && !EndsAfter(chain, sentence))
            return null;
        return Finding(chain, sentence) with
        {
            Pattern = text.IsQuoted(first - 1) ? Pattern.QuotationThenSpeaker : Pattern.ClauseThenSpeaker,
            Source = subject,
            Audience = contents.Addressed(chain, sentence),
            Content = WithRest(left, chain.Last, sentence),
        };
    }

    // The rest of the sentence after "said" may place and date it, but not say anything new.
    bool EndsAfter(VerbChain chain, Sentence sentence)
    {
        var next = chain.Last < sentence.Last ? text.Tokens[chain.Last] : default;
        return chain.Last >= sentence.Last || next.Kind == TokenKind.Mark
            || lexicon.Is(next.Lower, WordClass.Preposition)
            || lexicon.Weekdays.ContainsKey(next.Lower) || next.Lower is "yesterday" or "today" or "last" or "this"
            || lexicon.Is(next.Lower, WordClass.Adverb) || chain.Cue.Entry.TakesAudience;
    }

    TextSpan? LeftContent(int end, Sentence sentence)
    {
        if (end <= 0)
            return null;
        if (text.IsQuoted(end - 1))
        {
            var quotation = text.Quotations[text.QuotationAt(end - 1)];
            var words = WithoutConjunction(sentence);
            return text.Tokens[words].IsWord && !text.IsQuoted(words) && quotation.Outer.Start > sentence.Span.Start
                && quotation.Outer.End <= text.Tokens[end].Start ? contents.Trimmed(words, end) : quotation.Outer;
        }
        var first = WithoutConjunction(sentence);
        if (end - 1 <= sentence.First || !text.Tokens[end - 1].Is(",") || end - 1 - first < 3)
            return null;
        return IsAdverbial(first, end - 1) ? null : contents.Trimmed(first, end - 1);
    }

    int WithoutConjunction(Sentence sentence) =>
        text.Tokens[sentence.First].Lower is "and" or "but" ? sentence.First + 1 : sentence.First;

    // "On Tuesday, she said" has no content before the comma.
    bool IsAdverbial(int first, int last) =>
        lexicon.Is(text.Tokens[first].Lower, WordClass.Preposition | WordClass.Subordinator | WordClass.Adverb)
            && !Enumerable.Range(first, last - first).Any(i => text.Tokens[i].Is(","))
        || last - first < 4;

    // “A,” she said, “B”: the second half follows the cue in the same sentence.
    IReadOnlyList<TextSpan> WithRest(TextSpan left, int after, Sentence sentence)
    {
        for (var i = after; i < sentence.Last; i++)
            if (text.IsQuoted(i) && text.Tokens[i].Start >= left.End)
                return [left, contents.Trimmed(i, sentence.Last)];
        return [left];
    }
}
