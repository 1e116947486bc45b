using System.Globalization;
using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Figures;

/// <summary>How a number is written.</summary>
enum NumberKind
{
    /// <summary>In digits, or with a word of scale.</summary>
    Digits,

    /// <summary>As one word up to ninety: "two".</summary>
    Word,

    /// <summary>"50 to 60".</summary>
    Range,

    /// <summary>"hundreds of".</summary>
    Many,
}

/// <summary>A number with its ends, from its first token up to <c>Last</c>.</summary>
readonly record struct StatedNumber(decimal Low, decimal High, NumberKind Kind, int Last);

/// <summary>
/// Reads numbers: digits with their groups, words, "11.5M", "hundreds of", "50 to 60". What could be read in two
/// ways is no number, since a wrong one does more harm than a missing one.
/// </summary>
sealed class NumberReader(PlainText text, Lexicon lexicon)
{
    // Longer numbers than these do not occur in reports; they are codes.
    const int DigitsMax = 15;

    const decimal ValueMax = 1_000_000_000_000_000m;

    /// <summary>The number that starts at the token, or null.</summary>
    public StatedNumber? At(int at, Sentence sentence, bool isMoney)
    {
        if (Single(at, sentence, isMoney) is not { } first)
            return null;
        // "50 to 1,000", "40,000-50,000", "between 50 and 1,000"
        var joint = first.Last;
        if (joint + 1 >= sentence.Last || first.Kind == NumberKind.Many)
            return first;
        var word = text.Tokens[joint].Lower;
        var isRange = word is "-" or "–" or "to" || (word == "and" && text.IsWordAt(at - 1, "between"));
        if (!isRange || !text.Tokens[joint + 1].IsNumber || Single(joint + 1, sentence, isMoney) is not { } second)
            return first;
        // "10-12 million" and "$10-12M" share the scale of the second number.
        var low = first.Low;
        if (second.Last > joint + 2 && joint == at + 1 && second.Scale > 1 && low < 1000)
            low *= second.Scale;
        return second.Low > low ? new(low, second.Low, NumberKind.Range, second.Last) : first.Number;
    }

    readonly record struct Scaled(StatedNumber Number, decimal Scale)
    {
        public decimal Low => Number.Low;
        public int Last => Number.Last;
        public NumberKind Kind => Number.Kind;

        public static implicit operator StatedNumber(Scaled scaled) => scaled.Number;
    }

    Scaled? Single(int at, Sentence sentence, bool isMoney)
    {
        if (at >= sentence.Last || at < sentence.First)
            return null;
        var token = text.Tokens[at];
        if (token.IsNumber)
            return InDigits(at, sentence, isMoney);
        if (!token.IsWord || !lexicon.Numbers.TryGetValue(token.Lower, out var word))
            return null;
        return word.Kind switch
        {
            "many" => text.IsWordAt(at + 1, "of") ? new(Many(word, at, sentence), 1) : null,
            "scale" => at > sentence.First && text.Tokens[at - 1].Lower is "a" or "one" && word.Low >= 12
                ? WithScale(new(word.Low, word.Low, NumberKind.Digits, at + 1), sentence)
                : null,
            "unit" => WithScale(new(word.Low, word.High, NumberKind.Word, at + 1), sentence),
            _ => null,
        };
    }

    Scaled? InDigits(int at, Sentence sentence, bool isMoney)
    {
        var (written, last) = WithGroups(at, sentence);
        var hasScale = last < sentence.Last && lexicon.Numbers.TryGetValue(text.Tokens[last].Lower, out var next)
            && next.Kind == "scale";
        if (Value(written, hasScale) is not { } value)
            return null;
        var number = new StatedNumber(value, value, NumberKind.Digits, last);
        if (Suffix(last, sentence, isMoney) is { } suffix)
            return value * suffix < ValueMax
                ? new(number with { Low = value * suffix, High = value * suffix, Last = last + 1 }, suffix) : null;
        return IsGlued(last, sentence) && !hasScale ? null : WithScale(number, sentence);
    }

    // "53 000" written with a space between its groups is one number.
    (string Written, int Last) WithGroups(int at, Sentence sentence)
    {
        var last = at + 1;
        if (text.Tokens[at].Span.Length > 3)
            return (text.Tokens[at].Lower, last);
        while (last < sentence.Last && text.Tokens[last].IsNumber && text.Tokens[last].Span.Length == 3
            && text.Tokens[last].Start == text.Tokens[last - 1].End + 1)
            last++;
        return (string.Concat(Enumerable.Range(at, last - at).Select(i => text.Tokens[i].Lower)), last);
    }

    // "11.5M", "5k", "USD 3.2 mln": a letter counts only where it touches the number or money stands before it, and a
    // small "m" without money may be metres.
    decimal? Suffix(int at, Sentence sentence, bool isMoney)
    {
        if (at >= sentence.Last || !lexicon.Numbers.TryGetValue(text.Tokens[at].Lower, out var word)
            || word.Kind is not ("suffix" or "scale"))
            return null;
        var isGlued = text.Tokens[at].Start == text.Tokens[at - 1].End;
        var money = isMoney || (at + 1 < sentence.Last && lexicon.Currencies.ContainsKey(text.Tokens[at + 1].Lower));
        if (word.Kind == "scale")
            return isGlued ? word.Low : null;
        return (isGlued || isMoney) && (money || (isGlued && text.Tokens[at].IsCapital)) ? word.Low : null;
    }

    // "5th", "1990s", "12c": a number with letters on it is something else. "5km" counts kilometres.
    bool IsGlued(int at, Sentence sentence) => at < sentence.Last && text.Tokens[at].IsWord
        && text.Tokens[at].Start == text.Tokens[at - 1].End
        && (!lexicon.Units.ContainsKey(text.Tokens[at].Lower) || text.Tokens[at].Span.Length == 1)
        && !lexicon.Currencies.ContainsKey(text.Tokens[at].Lower);

    // "hundreds of thousands of people"
    StatedNumber Many(NumberWord word, int at, Sentence sentence)
    {
        var next = at + 2;
        if (next < sentence.Last && lexicon.Numbers.TryGetValue(text.Tokens[next].Lower, out var scale)
            && scale.Kind == "many" && text.IsWordAt(next + 1, "of"))
        {
            var unit = scale.Low / 2;
            return new(word.Low * unit, (word.High + 1) * unit - 1, NumberKind.Many, next + 2);
        }
        return new(word.Low, word.High, NumberKind.Many, next);
    }

    Scaled WithScale(StatedNumber number, Sentence sentence)
    {
        var scale = 1m;
        while (number.Last < sentence.Last)
        {
            // "an $11.5-million package"
            var at = text.IsWordAt(number.Last, "-") && number.Last + 1 < sentence.Last ? number.Last + 1 : number.Last;
            if (!lexicon.Numbers.TryGetValue(text.Tokens[at].Lower, out var word) || word.Kind is not "scale"
                || number.Low * word.Low >= ValueMax)
                break;
            number = new(number.Low * word.Low, number.High * word.Low, NumberKind.Digits, at + 1);
            scale *= word.Low;
        }
        return new(number, scale);
    }

    // A comma parts thousands and a full stop decimals; "11,5" and "53.000" are written by other rules and could mean
    // either.
    static decimal? Value(string written, bool hasScale)
    {
        if (written.Length > DigitsMax)
            return null;
        var point = written.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? written : written[..point];
        var groups = whole.Split(',');
        if (groups.Length > 1 && (groups[0].Length > 3 || groups.Skip(1).Any(group => group.Length != 3)))
            return null;
        if (point >= 0 && groups.Length == 1 && written.Length - point == 4 && !hasScale && whole != "0")
            return null;
        return decimal.TryParse(written.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
