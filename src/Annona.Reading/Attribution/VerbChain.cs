using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>A cue verb with the auxiliaries and adverbs before it: "has not yet said".</summary>
readonly record struct VerbChain(
    CueWord Cue, int First, int Verb, int Last, bool IsNegated, string? Modal, bool IsFinite)
{
    static readonly HashSet<string> be =
        ["is", "are", "was", "were", "been", "be", "being", "'re", "'m", "get", "got", "gets", "isn't", "wasn't",
            "aren't", "weren't"];

    static readonly HashSet<string> modals =
        ["will", "would", "can", "could", "may", "might", "must", "shall", "should", "'ll", "'d"];

    /// <summary>The cue at a token when it is used as an active verb there, or null.</summary>
    public static VerbChain? At(int verb, PlainText text, Lexicon lexicon, Sentence sentence)
    {
        if (Pick(verb, text, lexicon, sentence) is not { } picked)
            return null;
        var (cue, last) = picked;
        var first = verb;
        var negated = false;
        string? modal = null, nearest = null;
        while (first > sentence.First && !text.IsQuoted(first - 1))
        {
            var word = text.Tokens[first - 1].Lower;
            var isAdverb = lexicon.Is(word, WordClass.Adverb)
                || (word.Length > 4 && word.EndsWith("ly", StringComparison.Ordinal)
                && !text.Tokens[first - 1].IsCapital);
            var isAuxiliary = lexicon.Is(word, WordClass.Auxiliary)
                && !(word == "'s" && (cue.Form & VerbForm.Ing) == 0
                && (cue.Form & VerbForm.Participle) == 0);
            if (!isAdverb && !isAuxiliary)
                break;
            negated |= lexicon.Is(word, WordClass.Negation);
            nearest ??= isAuxiliary ? word : null;
            modal ??= modals.Contains(word) ? word : null;
            first--;
        }
        var chain = new VerbChain(cue, first, verb, last, negated, modal,
            nearest is not null || (cue.Form & (VerbForm.Past | VerbForm.Third | VerbForm.Plain)) != 0);
        return chain.IsActive(nearest, text, lexicon, sentence) ? chain : null;
    }

    // Of "call", "call for" and "call on" the one whose particle follows is meant.
    static (CueWord Cue, int Last)? Pick(int verb, PlainText text, Lexicon lexicon, Sentence sentence)
    {
        (CueWord, int)? bare = null;
        // "States" in the middle of a sentence is a name.
        if (text.Tokens[verb].IsCapital && verb > sentence.First)
            return null;
        foreach (var cue in lexicon.Cues[text.Tokens[verb].Lower])
        {
            if (cue.Entry.Particle.Length == 0)
            {
                bare = (cue, verb + 1);
                continue;
            }
            var at = verb + 1;
            var particles = cue.Entry.Particle.Split(' ');
            if (at < sentence.Last && lexicon.Is(text.Tokens[at].Lower, WordClass.Adverb)
                && !text.Tokens[at].Is(particles[0]))
                at++;
            if (at + particles.Length <= sentence.Last
                && particles.Select((word, i) => text.Tokens[at + i].Is(word)).All(same => same))
                return (cue, at + particles.Length);
        }
        return bare;
    }

    bool IsActive(string? auxiliary, PlainText text, Lexicon lexicon, Sentence sentence)
    {
        var before = First > sentence.First && !text.IsQuoted(First - 1)
            ? text.Tokens[First - 1] : new(default, "", TokenKind.Mark, IsCapital: false);
        var previous = before.Lower;
        if (previous == "to" || (auxiliary is null && IsAfterDeterminer(previous, text, lexicon)))
            return false;
        if (Last < sentence.Last && text.Tokens[Last].Is("by") && (Cue.Form & VerbForm.Past) != 0
            && auxiliary is null)
            return false;
        if (auxiliary is not null)
            return be.Contains(auxiliary) ? (Cue.Form & VerbForm.Ing) != 0
                : auxiliary is "have" or "has" or "had" or "'ve" or "having" ? (Cue.Form & VerbForm.Participle) != 0
                : auxiliary == "'s" ? (Cue.Form & (VerbForm.Ing | VerbForm.Participle)) != 0
                : auxiliary == "'d" ? (Cue.Form & (VerbForm.Participle | VerbForm.Plain)) != 0
                : (Cue.Form & VerbForm.Plain) != 0;
        if (Cue.Form == VerbForm.Ing)
            return previous is "," or "—" or "–" || First == sentence.First || IsNounBefore(before, lexicon);
        if (Cue.Form == VerbForm.Plain && previous is "he" or "she" or "it")
            return false;
        // "will open a school and hopes that": a clause behind it makes it a verb.
        if (previous is "and" or "but" && (Cue.Form & VerbForm.Third) != 0 && Last < sentence.Last
            && text.Tokens[Last].Lower is "that")
            return true;
        return !Cue.MayBeNoun || IsSubjectBefore(before, previous, lexicon);
    }

    static bool IsNounBefore(Token before, Lexicon lexicon) =>
        before.IsWord && lexicon.ClassOf(before.Lower) == WordClass.None;

    static bool IsAfterDeterminer(string previous, PlainText text, Lexicon lexicon) =>
        lexicon.Is(previous, WordClass.Determiner)
            && previous is not ("that" or "this" or "some" or "many" or "most" or "all" or "both" or "several"
            or "few" or "her"
                or "others" or "one" or "another");

    // "claims" and "plans" are verbs only with a subject at their elbow.
    bool IsSubjectBefore(Token before, string previous, Lexicon lexicon)
    {
        var isThird = (Cue.Form & VerbForm.Third) != 0;
        if (previous is "he" or "she" or "it" or "who")
            return isThird;
        if (previous is "they" or "we" or "i" or "you")
            return !isThird;
        if (!before.IsWord)
            return false;
        return isThird ? before.IsCapital || !before.Lower.EndsWith('s')
            && lexicon.ClassOf(previous) == WordClass.None
            : before.Lower.EndsWith('s') && lexicon.ClassOf(previous) == WordClass.None;
    }
}
