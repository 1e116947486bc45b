using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Promises;

/// <summary>
/// The verbs of one passage as far as they say whether something is done, will be done, or may be done.
/// </summary>
sealed class VerbGroups
{
    static readonly HashSet<string> future = ["will", "shall", "'ll", "would", "wo"];
    static readonly HashSet<string> must = ["must", "should", "ought"];
    static readonly HashSet<string> movement =
        ["leave", "return", "cross", "pass", "go", "stay", "enter", "travel", "exit", "depart", "come", "remain",
            "move"];

    const int HeadlineTokensMax = 8;
    const int ClauseTokensMin = 4;

    readonly PlainText text;
    readonly Lexicon lexicon;
    readonly int first;
    readonly int last;
    bool assertsFirst;

    public VerbGroups(PlainText text, Lexicon lexicon, TextSpan content)
    {
        this.text = text;
        this.lexicon = lexicon;
        first = text.TokenFrom(content.Start);
        last = text.TokenFrom(content.End);
        for (var i = first; i < last; i++)
            Look(i);
        Ongoing = OngoingParts();
        var isRefrained = text.IsWordAt(first, "not") && text.IsWordAt(first + 1, "to");
        IsForward |= text.IsWordAt(first, "to") || isRefrained;
        IsNegated |= isRefrained;
        HeadlineSubject = Headline();
    }

    /// <summary>The subject before a "will" with a verb of undertaking; null when there is none.</summary>
    public TextSpan? FutureSubject { get; private set; }

    /// <summary>"will be respected": the subject is not the one who acts.</summary>
    public bool IsFuturePassive { get; private set; }

    /// <summary>"UNHCR to distribute blankets": the subject of a headline; null for none.</summary>
    public TextSpan? HeadlineSubject { get; }

    /// <summary>
    /// Whether the passage can be what is promised: it looks ahead, allows something, or names a thing.
    /// </summary>
    public bool Leads => IsForward || Modal is "can" or "could" or "may" or "might"
        || (!assertsFirst && !text.IsWordAt(first, "that"));

    /// <summary>"to send", or "send" behind a cue that holds its own "to".</summary>
    public bool IsInfinitive => text.IsWordAt(first, "to") || text.IsWordAt(first, "not")
        || (first < last && lexicon.Undertakings.TryGetValue(text.Tokens[first].Lower, out var verb)
            && (verb.Form & VerbForm.Plain) != 0);

    /// <summary>"can freely leave": the clause that allows it.</summary>
    public TextSpan? Permission { get; private set; }

    /// <summary>"is ready to", "plans to".</summary>
    public Force? Readiness { get; private set; }

    public IReadOnlyList<TextSpan> Ongoing { get; }
    public bool IsForward { get; private set; }
    public bool IsPast { get; private set; }
    public bool IsNegated { get; private set; }
    public bool HasCondition { get; private set; }
    public bool IsAssertive { get; private set; }
    public bool IsStance { get; private set; }
    public string? Modal { get; private set; }

    /// <summary>The words before a part that "is doing" something; null where it begins the passage.</summary>
    public TextSpan? SubjectOf(TextSpan part)
    {
        var verb = text.TokenFrom(part.Start);
        var start = SubjectStart(verb);
        return start < verb ? text.SpanOf(start, verb) : null;
    }

    /// <summary>The main clause and the reason behind "because" or "since"; null when there is none.</summary>
    public (TextSpan Main, TextSpan Why)? Reason
    {
        get
        {
            var at = MainVerbLimit();
            if (at - first < ClauseTokensMin || last - at <= ClauseTokensMin || text.IsQuoted(at)
                || text.Tokens[at].Lower is not ("because" or "since") || text.IsWordAt(at + 1, "of"))
                return null;
            var end = at;
            while (end > first + 1 && text.Tokens[end - 1].Is(",") && !text.IsQuoted(end - 1))
                end--;
            return (text.SpanOf(first, end), text.SpanOf(at + 1, last));
        }
    }

    /// <summary>"by the Red Cross": who is to act where the verb is passive; null where nobody is named.</summary>
    public TextSpan? PassiveAgent
    {
        get
        {
            for (var i = first; IsFuturePassive && i + 1 < last; i++)
            {
                if (!text.Tokens[i].Is("by"))
                    continue;
                var start = text.IsWordAt(i + 1, "the") ? i + 2 : i + 1;
                var end = start;
                while (end < last && text.Tokens[end].IsWord && text.Tokens[end].IsCapital
                    && !lexicon.Weekdays.ContainsKey(text.Tokens[end].Lower)
                    && !lexicon.Months.ContainsKey(text.Tokens[end].Lower))
                    end++;
                if (end > start)
                    return text.SpanOf(start, end);
            }
            return null;
        }
    }

    /// <summary>What stands before the part, when it is a clause of its own.</summary>
    public TextSpan? Before(TextSpan part)
    {
        var end = text.TokenFrom(part.Start);
        while (end > first && (text.Tokens[end - 1].Lower is "," or "and" or "which" or "after" or "while" or "but"))
            end--;
        return end - first >= ClauseTokensMin ? text.SpanOf(first, end) : null;
    }

    void Look(int i)
    {
        // "May 14" is a date; "If" opens a sentence.
        if (text.Tokens[i].IsCapital && i > first && text.Tokens[i - 1].Kind != TokenKind.Mark)
            return;
        var word = text.Tokens[i].Lower;
        if (future.Contains(word) || must.Contains(word) || word is "can" or "may" or "could" or "might")
            Modal ??= word;
        HasCondition |= IsCondition(i);
        if (future.Contains(word))
            LookAhead(i);
        // A plan or a prediction can be checked only later: it is no assertion of fact.
        IsStance |= lexicon.Stances.Contains(word) || (Modal is not null && !IsAssertive);
        if (word is "can" or "may" or "free" && Movement(i) && Permission is null)
            Permission = ClauseAround(i);
        if (text.IsWordAt(i + 1, "to") && i > first)
            Readiness ??= word switch
            {
                "ready" or "willing" or "prepared" or "offers" or "offered" => Force.Offer,
                "plans" or "intends" or "intend" or "aims" or "hopes" or "planning" => Force.Intention,
                _ => null,
            };
        var isAuxiliary = lexicon.Is(word, WordClass.Auxiliary);
        var asserts = isAuxiliary && !future.Contains(word) && !must.Contains(word) || IsPastVerb(i);
        IsAssertive |= asserts;
        assertsFirst |= asserts && i < MainVerbLimit();
        IsNegated |= word is "no" or "nobody" or "none" or "nothing" && i < MainVerbLimit();
        // Only the first verb of the passage says whether the whole is denied or over.
        if (isAuxiliary && i < MainVerbLimit())
        {
            IsPast |= word is "was" or "were" or "did" or "had" or "didn't" && Modal is null;
            IsNegated |= word.EndsWith("n't", StringComparison.Ordinal) || word == "cannot"
                || text.IsWordAt(i + 1, "not")
                || text.IsWordAt(i + 1, "never");
        }
    }

    // "if the road is open", "once the road is open", "subject to funding", "as soon as the road is open"
    bool IsCondition(int i) => text.Tokens[i].Lower switch
    {
        "if" or "unless" or "pending" or "depending" => true,
        "provided" or "condition" => text.IsWordAt(i + 1, "that"),
        "subject" => text.IsWordAt(i + 1, "to"),
        "exchange" or "return" => text.IsWordAt(i - 1, "in") && text.IsWordAt(i + 1, "for"),
        "once" => i + 1 < last && text.Tokens[i + 1].IsWord
            && text.Tokens[i + 1].Lower is not ("a" or "per" or "every" or "again" or "more" or "and"),
        "soon" => text.IsWordAt(i - 1, "as") && text.IsWordAt(i + 1, "as") && !text.IsWordAt(i + 2, "possible"),
        _ => false,
    };

    // A reason or an aside after the main clause says nothing about whether the whole is denied.
    int MainVerbLimit()
    {
        // “If the road is open, we will …” begins with its condition.
        for (var i = first + 2; i < last; i++)
            if (text.Tokens[i].Lower is "since" or "because" or "although" or "though" or "while" or "which" or "who"
                or "if" or "unless" or "but" or ";" || (text.Tokens[i].Is("and") && text.Tokens[i - 1].Is(",")))
                return i;
        return last;
    }

    void LookAhead(int i)
    {
        IsForward = true;
        for (var k = i + 1; k < last && k <= i + 5; k++)
        {
            var word = text.Tokens[k].Lower;
            // "but the Union will not pay", "it will have to pay", "they will be left behind"
            if (lexicon.Is(word, WordClass.Negation) || (word == "left" && text.IsWordAt(k - 1, "be"))
                || (word is "have" or "need" && text.IsWordAt(k + 1, "to")))
                return;
            if (lexicon.Undertakings.TryGetValue(word, out var verb)
                && (verb.Form & (VerbForm.Plain | VerbForm.Participle)) != 0)
            {
                var subject = SubjectStart(i);
                // "asked whether the state would send" undertakes nothing.
                if (subject > first && text.Tokens[subject - 1].Lower is "whether" or "if" or "how" or "why" or "when"
                    or "what" or "unless" or "until")
                    return;
                if (subject < i && FutureSubject is null)
                {
                    FutureSubject = text.SpanOf(subject, i);
                    IsFuturePassive = text.IsWordAt(k - 1, "be") || (text.IsWordAt(k - 2, "be") && k - 2 > i);
                }
                return;
            }
            if (!lexicon.Is(word, WordClass.Adverb | WordClass.Auxiliary) && word is not ("to" or "continue")
                && !word.EndsWith("ly", StringComparison.Ordinal))
                return;
        }
    }

    // "The Red Cross Society and UNHCR will"
    bool JoinsNames(int i) => text.Tokens[i].Is("and") && i - 1 >= first && i + 1 < last
        && text.Tokens[i - 1].IsCapital && text.Tokens[i + 1].IsCapital;

    TextSpan? Headline()
    {
        for (var i = first + 1; i + 1 < last && i - first < HeadlineTokensMax; i++)
            if (text.Tokens[i].Is("to"))
                return text.Tokens[first].IsCapital && lexicon.Undertakings.TryGetValue(text.Tokens[i + 1].Lower,
                    out var verb) && (verb.Form & VerbForm.Plain) != 0 ? text.SpanOf(first, i) : null;
            else if (!text.Tokens[i].IsCapital)
                return null;
        return null;
    }

    int SubjectStart(int verb)
    {
        // "the rights of A, as well as of B, will be respected": the comma before the verb closes an insertion.
        if (verb - 1 > first && text.Tokens[verb - 1].Is(","))
            return text.IsWordAt(first, "that") ? first + 1 : first;
        var i = verb;
        while (i > first && (JoinsNames(i - 1) || !StopsSubject(i - 1)))
            i--;
        return i;
    }

    bool StopsSubject(int i) => text.Tokens[i].Kind == TokenKind.Mark
        ? text.Tokens[i].Lower is not ("(" or ")")
        : text.Tokens[i].Lower is "that" or "and" or "but" or "whether" or "if" or "how" or "why" or "when" or "what"
            or "unless" or "until";

    bool Movement(int i)
    {
        for (var k = i + 1; k < last && k <= i + 4; k++)
            if (movement.Contains(text.Tokens[k].Lower))
                return true;
            else if (!lexicon.Is(text.Tokens[k].Lower, WordClass.Adverb)
                && text.Tokens[k].Lower is not ("freely" or "safely" or "to"))
                return false;
        return false;
    }

    TextSpan ClauseAround(int i)
    {
        var start = i;
        while (start > first && text.Tokens[start - 1].Lower is not ("," or ";" or "which" or "that" or "and"))
            start--;
        var end = i;
        while (end < last && text.Tokens[end].Lower is not ("," or ";"))
            end++;
        return text.SpanOf(start, end);
    }

    // "are sending aid …, cooperating with … and rebuilding …" are three claims that share a subject.
    List<TextSpan> OngoingParts()
    {
        var starts = new List<int>();
        for (var i = first; i + 1 < last; i++)
        {
            var isBe = text.Tokens[i].Lower is "is" or "are" or "been" or "'re" or "'m" or "am";
            if (starts.Count == 0 ? isBe && IsUndertakingIng(NextWord(i)) : IsJoint(i)
                && IsUndertakingIng(NextWord(i)))
                starts.Add(starts.Count == 0 ? i : NextWord(i));
        }
        return [.. starts.Select((start, n) =>
            text.SpanOf(start, EndOf(n + 1 < starts.Count ? starts[n + 1] : last)))];
    }

    bool IsJoint(int i) => text.Tokens[i].Lower is "," or "and" or "as";

    int NextWord(int i)
    {
        var k = i + 1;
        while (k < last - 1 && (lexicon.Is(text.Tokens[k].Lower, WordClass.Adverb) || text.Tokens[k].Lower is "and"
            || text.Tokens[k].Lower.EndsWith("ly", StringComparison.Ordinal)))
            k++;
        return k;
    }

    bool IsUndertakingIng(int i) => i < last && lexicon.Undertakings.TryGetValue(text.Tokens[i].Lower, out var verb)
        && (verb.Form & VerbForm.Ing) != 0;

    int EndOf(int next)
    {
        while (next > first + 1 && text.Tokens[next - 1].Lower is "," or "and" or ".")
            next--;
        return next;
    }

    bool IsPastVerb(int i) => text.Tokens[i].IsWord && !text.Tokens[i].IsCapital && i > first
        && (lexicon.IsPast(text.Tokens[i].Lower)
            || lexicon.Cues[text.Tokens[i].Lower].Any(cue =>
            (cue.Form & (VerbForm.Past | VerbForm.Third)) != 0 && !cue.MayBeNoun));
}
