using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Figures;

/// <summary>Reads for whom and how often a sum is meant: "per person per month", "a month each", "monthly".</summary>
sealed class PeriodReader(PlainText text, Lexicon lexicon)
{
    // "per forcibly displaced person": so many words may describe whom the sum is for.
    const int DescriptionTokensMax = 2;

    // The same sum in another currency.
    const int BracketTokensMax = 5;

    /// <summary>All such words that follow on each other from the token on, as written, or null.</summary>
    public string? After(int at, Sentence sentence)
    {
        at = BehindBrackets(at, sentence);
        var last = at;
        while (Next(last, sentence) is { } next)
            last = next;
        return last == at ? null : text.SpanOf(at, last).In(text.Source);
    }

    // "100,000 drams ($250) per person"
    int BehindBrackets(int at, Sentence sentence)
    {
        if (at < sentence.Last && text.Tokens[at].Is(")"))
            return at + 1;
        if (at < sentence.Last && text.Tokens[at].Is("("))
            for (var i = at + 1; i < sentence.Last && i - at <= BracketTokensMax; i++)
                if (text.Tokens[i].Is(")"))
                    return i + 1;
        return at;
    }

    int? Next(int at, Sentence sentence)
    {
        if (at >= sentence.Last)
            return null;
        var word = text.Tokens[at].Lower;
        if (word is "monthly" or "weekly" or "daily" or "annually" or "yearly" or "apiece")
            return at + 1;
        if (word is "per" or "each" or "every" or "/")
            for (var i = at + 1; i < sentence.Last && i <= at + 1 + DescriptionTokensMax; i++)
                if (IsPerWord(i))
                    return i + 1;
                else if (lexicon.ClassOf(text.Tokens[i].Lower) != WordClass.None || !text.Tokens[i].IsWord)
                    break;
        if (word is "a" or "an" && at + 1 < sentence.Last && IsPerWord(at + 1))
            return at + 2;
        return word == "each" ? at + 1 : null;
    }

    bool IsPerWord(int at) => text.Tokens[at].Lower is
        "person" or "family" or "household" or "head" or "capita" or "child" or "adult" or "individual" or "member"
        or "day" or "week" or "month" or "quarter" or "year" or "refugee" or "pensioner" or "student" or "resident"
        or "beneficiary" or "inhabitant" or "apartment";
}
