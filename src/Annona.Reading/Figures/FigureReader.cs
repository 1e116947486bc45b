using System.Globalization;
using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Figures;

/// <summary>
/// Finds stated numbers with their qualifier, currency and counted noun. Numbers inside dates are left alone.
/// </summary>
sealed class FigureReader(PlainText text, Lexicon lexicon, IReadOnlyList<TextSpan> dates)
{
    // Longer numbers than these do not occur in reports; they are codes.
    const int DigitsMax = 15;

    // "pieces of heavy weapons, light weapons": the counted noun stands within these many words.
    const int UnitTokensMax = 7;

    public List<Figure> All()
    {
        var found = new List<Figure>();
        foreach (var sentence in text.Sentences)
            for (var i = sentence.First; i < sentence.Last; i++)
                if (At(i, sentence) is { } figure)
                {
                    found.Add(figure with { Id = $"f{found.Count + 1}" });
                    i = Math.Max(i, text.TokenFrom(figure.End) - 1);
                }
        return found;
    }

    Figure? At(int at, Sentence sentence)
    {
        var first = at;
        var currency = CurrencyBefore(ref at, sentence);
        if (Quantity(at, sentence) is not { } quantity || dates.Any(date => date.Overlaps(text.Tokens[at].Span)))
            return null;
        var (low, high, kind, last) = quantity;
        currency ??= CurrencyAfter(ref last, sentence);
        var isShare = currency is null && Percent(ref last, sentence);
        var (qualifierFirst, qualifier) = QualifierBefore(first, sentence);
        if (kind == "many")
            qualifier = Qualifier.Many;
        else if (low != high)
            qualifier = Qualifier.Between;
        else if (qualifier == Qualifier.Between)
            qualifier = Qualifier.Exact;
        var unitFirst = last;
        var (unitLast, unitClass) = currency is null && !isShare ? Unit(last, sentence) : (last, FigureClass.Other);
        var figureClass = currency is not null ? FigureClass.Money : isShare ? FigureClass.Share : unitClass;
        // "one" and "two" count only when they count something.
        if (kind == "unit" && figureClass == FigureClass.Other
            || (figureClass == FigureClass.Other && IsNoQuantity(at, low)))
            return null;
        var span = text.SpanOf(qualifierFirst, unitLast);
        (low, high) = (WithoutTrailingZeros(low), WithoutTrailingZeros(high));
        var (from, to) = Ends(low, high, qualifier);
        return new("", span.Start, span.End, span.In(text.Source), qualifier, low == high ? low : null, from, to,
            figureClass, currency, unitLast > unitFirst ? text.SpanOf(unitFirst, unitLast).In(text.Source) : null,
            Per(unitLast, sentence), null);
    }

    // "8.4 million" is 8400000, not 8400000.0: a decimal remembers the zeros.
    static decimal WithoutTrailingZeros(decimal value) => value / 1.000000000000000000000000000000m;

    static (decimal?, decimal?) Ends(decimal low, decimal high, Qualifier qualifier) => qualifier switch
    {
        Qualifier.About => (WithoutTrailingZeros(low * 0.9m), WithoutTrailingZeros(high * 1.1m)),
        Qualifier.MoreThan or Qualifier.AtLeast => (low, null),
        Qualifier.UpTo or Qualifier.LessThan => (null, high),
        _ => (low, high),
    };

    // A bare number without a noun is a year, a score or a label more often than a count.
    bool IsNoQuantity(int at, decimal value) => value < 100 || (value is >= 1000 and <= 2200
        && text.Tokens[at].Span.Length == 4)
        || (at > 0 && text.Tokens[at - 1].Lower is "-" or "/" or ":" or "no" or "#");

    string? CurrencyBefore(ref int at, Sentence sentence)
    {
        var token = text.Tokens[at];
        // "US$" comes as a word and a mark.
        if (token.Lower is "us" or "u.s." && at + 1 < sentence.Last && text.Tokens[at + 1].Is("$"))
        {
            at += 2;
            return at < sentence.Last ? "USD" : null;
        }
        var isSign = lexicon.Currencies.TryGetValue(token.Lower, out var code)
            && at + 1 < sentence.Last && text.Tokens[at + 1].IsNumber;
        at += isSign ? 1 : 0;
        return isSign ? code : null;
    }

    string? CurrencyAfter(ref int last, Sentence sentence)
    {
        var at = last;
        if (at < sentence.Last && text.Tokens[at].Lower is "u.s." or "us" or "armenian" or "-")
            at++;
        if (at >= sentence.Last || !lexicon.Currencies.TryGetValue(text.Tokens[at].Lower, out var code))
            return null;
        last = at + 1;
        return code;
    }

    bool Percent(ref int last, Sentence sentence)
    {
        if (last < sentence.Last && text.Tokens[last].Lower is "%" or "percent" or "percentage")
        {
            last++;
            return true;
        }
        if (last + 1 < sentence.Last && text.Tokens[last].Is("per") && text.Tokens[last + 1].Is("cent"))
        {
            last += 2;
            return true;
        }
        return false;
    }

    (decimal Low, decimal High, string Kind, int Last)? Quantity(int at, Sentence sentence)
    {
        if (Single(at, sentence) is not { } first)
            return null;
        // "50 to 1,000", "40,000-50,000", "between 50 and 1,000"
        var joint = first.Last;
        if (joint + 1 >= sentence.Last || first.Kind == "many")
            return first;
        var word = text.Tokens[joint].Lower;
        var isRange = word is "-" or "–" or "to" || (word == "and" && text.IsWordAt(at - 1, "between"));
        return isRange && text.Tokens[joint + 1].IsNumber && Single(joint + 1, sentence) is { } second
            && second.Low > first.Low
            ? (first.Low, second.Low, "range", second.Last)
            : first;
    }

    (decimal Low, decimal High, string Kind, int Last)? Single(int at, Sentence sentence)
    {
        if (at >= sentence.Last)
            return null;
        var token = text.Tokens[at];
        if (token.IsNumber)
            return Digits(token.Lower) is { } digits ? Scaled(digits, digits, "digits", at + 1, sentence) : null;
        if (!token.IsWord || !lexicon.Numbers.TryGetValue(token.Lower, out var word))
            return null;
        if (word.Kind == "many")
            return text.IsWordAt(at + 1, "of") ? Many(word, at, sentence) : null;
        if (word.Kind == "scale")
            return at > sentence.First && text.Tokens[at - 1].Lower is "a" or "one" && word.Low >= 12
                ? Scaled(word.Low, word.Low, "digits", at + 1, sentence) : null;
        return Scaled(word.Low, word.High, "unit", at + 1, sentence);
    }

    // "hundreds of thousands of people"
    (decimal, decimal, string, int)? Many(NumberWord word, int at, Sentence sentence)
    {
        var next = at + 2;
        if (next < sentence.Last && lexicon.Numbers.TryGetValue(text.Tokens[next].Lower, out var scale)
            && scale.Kind == "many"
            && text.IsWordAt(next + 1, "of"))
        {
            var unit = scale.Low / 2;
            return (word.Low * unit, (word.High + 1) * unit - 1, "many", next + 2);
        }
        return (word.Low, word.High, "many", next);
    }

    (decimal, decimal, string, int) Scaled(decimal low, decimal high, string kind, int at, Sentence sentence)
    {
        while (at < sentence.Last && lexicon.Numbers.TryGetValue(text.Tokens[at].Lower, out var word)
            && word.Kind is "scale" && low * word.Low < 1_000_000_000_000_000m)
        {
            (low, high, kind) = (low * word.Low, high * word.Low, "digits");
            at++;
        }
        return (low, high, kind, at);
    }

    static decimal? Digits(string written)
    {
        if (written.Length > DigitsMax)
            return null;
        var grouped = written.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(grouped, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value : null;
    }

    (int First, Qualifier Qualifier) QualifierBefore(int first, Sentence sentence)
    {
        for (var words = 4; words >= 1; words--)
        {
            var from = first - words;
            if (from < sentence.First)
                continue;
            var phrase = string.Join(' ', Enumerable.Range(from, words).Select(i => text.Tokens[i].Lower));
            if (lexicon.Qualifiers.TryGetValue(phrase, out var qualifier))
                return (from, Enum.Parse<Qualifier>(qualifier, ignoreCase: true));
        }
        return (first, Qualifier.Exact);
    }

    (int Last, FigureClass Class) Unit(int at, Sentence sentence)
    {
        var limit = Math.Min(sentence.Last, at + UnitTokensMax);
        for (var i = at; i < limit; i++)
        {
            var token = text.Tokens[i];
            if (token.Kind == TokenKind.Mark || token.IsNumber)
                break;
            if (lexicon.Units.TryGetValue(token.Lower, out var found))
                return (IsUnit(i + 1, sentence) ? i + 2 : i + 1, Class(found));
            var word = lexicon.ClassOf(token.Lower);
            if (token.Lower != "of" && word != WordClass.None && (word & WordClass.Determiner) == 0)
                break;
        }
        return (at, FigureClass.Other);
    }

    // "10 civilian deaths" counts deaths, and civilian says whose.
    bool IsUnit(int at, Sentence sentence) => at < sentence.Last && lexicon.Units.ContainsKey(text.Tokens[at].Lower);

    static FigureClass Class(string unit) => Enum.TryParse<FigureClass>(unit, ignoreCase: true, out var found)
        ? found : FigureClass.Other;

    string? Per(int at, Sentence sentence)
    {
        if (at >= sentence.Last)
            return null;
        var word = text.Tokens[at].Lower;
        if (word is "monthly" or "apiece" || (word == "each" && !IsPerWord(at + 1, sentence)))
            return text.Tokens[at].Span.In(text.Source);
        return word is "per" or "a" or "each" && IsPerWord(at + 1, sentence)
            ? text.SpanOf(at, at + 2).In(text.Source) : null;
    }

    bool IsPerWord(int at, Sentence sentence) => at < sentence.Last && text.Tokens[at].Lower is
        "person" or "family" or "household" or "month" or "head" or "week" or "day" or "child";
}
