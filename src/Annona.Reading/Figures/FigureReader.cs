using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Figures;

/// <summary>
/// Finds stated numbers with their qualifier, currency and counted noun. Numbers inside dates are left alone.
/// </summary>
sealed class FigureReader(PlainText text, Lexicon lexicon, IReadOnlyList<TextSpan> dates)
{
    // "pieces of heavy weapons, light weapons": the counted noun stands within these many words.
    const int UnitTokensMax = 7;

    // "light weapons" in a list of what is counted
    const int ListItemTokensMax = 2;

    // "1 in 3", "7 out of 10": the first number of a share is small.
    const int ShareMax = 10;

    // "The number of injured people among the civilian population exceeds 40"
    const int NumberOfTokens = 12;

    static readonly HashSet<string> damageWords = ["damaged", "destroyed", "burned", "burnt", "hit", "struck", "ruined",
        "lost", "shelled", "flattened", "razed", "collapsed", "flooded", "damage", "destruction", "levelled", "looted"];

    readonly NumberReader numbers = new(text, lexicon);
    readonly PeriodReader periods = new(text, lexicon);

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
        if (numbers.At(at, sentence, currency is not null) is not { } number || IsInDate(text.Tokens[at].Span)
            || IsOneInSome(at, number, sentence))
            return null;
        var last = number.Last;
        currency ??= CurrencyAfter(ref last, sentence);
        var isShare = currency is null && Percent(ref last, sentence);
        var (qualifierFirst, words) = QualifierBefore(first, sentence);
        var qualifier = Judged(number, words);
        var (unitFirst, unitLast, unitClass) =
            currency is null && !isShare ? Counted(first, BehindWhole(number, last, sentence), sentence)
                : (last, last, FigureClass.Other);
        var figureClass = currency is not null ? FigureClass.Money : isShare ? FigureClass.Share : unitClass;
        // "one" and "two" count only when they count something.
        if (number.Kind == NumberKind.Word && figureClass == FigureClass.Other
            || (figureClass == FigureClass.Other && IsNoQuantity(at, number.Low)))
            return null;
        if (figureClass == FigureClass.Damage && !IsDamaged(sentence))
            figureClass = FigureClass.Other;
        var span = text.SpanOf(qualifierFirst, unitLast);
        var (low, high) = (WithoutTrailingZeros(number.Low), WithoutTrailingZeros(number.High));
        var (from, to) = Ends(low, high, qualifier, words);
        if (qualifier == Qualifier.About && IsCounted(figureClass))
            (from, to) = (
                from is { } least ? decimal.Floor(least) : null, to is { } most ? decimal.Ceiling(most) : null);
        return new("", span.Start, span.End, span.In(text.Source), qualifier, low == high ? low : null, from, to,
            figureClass, currency, unitLast > unitFirst ? text.SpanOf(unitFirst, unitLast).In(text.Source) : null,
            periods.After(unitLast, sentence), null);
    }

    bool IsInDate(TextSpan span)
    {
        int low = 0, high = dates.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (dates[middle].End <= span.Start)
                low = middle + 1;
            else
                high = middle;
        }
        return low < dates.Count && dates[low].Overlaps(span);
    }

    // "1 in 3 arrivals" is a share: neither of its numbers counts anybody.
    bool IsOneInSome(int at, StatedNumber number, Sentence sentence)
    {
        var next = text.IsWordAt(number.Last, "out") && text.IsWordAt(number.Last + 1, "of") ? number.Last + 2
            : text.IsWordAt(number.Last, "in") ? number.Last + 1 : sentence.Last;
        if (number.Low <= ShareMax && numbers.At(next, sentence, isMoney: false) is { } whole && whole.Low > number.Low)
            return true;
        var before = text.IsWordAt(at - 1, "in") ? at - 2
            : text.IsWordAt(at - 1, "of") && text.IsWordAt(at - 2, "out") ? at - 3 : -1;
        return before >= sentence.First && numbers.At(before, sentence, isMoney: false) is { } part
            && part.Low <= ShareMax && part.Low < number.Low && part.Last < at;
    }

    static Qualifier Judged(StatedNumber number, string words) => number.Kind switch
    {
        NumberKind.Many => Qualifier.Many,
        _ when number.Low != number.High => Qualifier.Between,
        _ => words switch
        {
            "" or "between" => Qualifier.Exact,
            "nearly" => Qualifier.About,
            _ => Enum.Parse<Qualifier>(words, ignoreCase: true),
        },
    };

    // Half a person is nobody: the ends of what is counted are whole, rounded outwards.
    static bool IsCounted(FigureClass counted) =>
        counted is FigureClass.People or FigureClass.Arms or FigureClass.Damage or FigureClass.Goods;

    // "build 1,000 houses" and "water for four schools" count no damage.
    bool IsDamaged(Sentence sentence)
    {
        for (var i = sentence.First; i < sentence.Last; i++)
            if (damageWords.Contains(text.Tokens[i].Lower))
                return true;
        return false;
    }

    // "8.4 million" is 8400000, not 8400000.0: a decimal remembers the zeros.
    static decimal WithoutTrailingZeros(decimal value) => value / 1.000000000000000000000000000000m;

    static (decimal?, decimal?) Ends(decimal low, decimal high, Qualifier qualifier, string words) => qualifier switch
    {
        // "nearly 300" is not more than 300.
        Qualifier.About when words == "nearly" => (WithoutTrailingZeros(low * 0.9m), high),
        Qualifier.About => (WithoutTrailingZeros(low * 0.9m), WithoutTrailingZeros(high * 1.1m)),
        Qualifier.MoreThan or Qualifier.AtLeast => (low, null),
        Qualifier.UpTo or Qualifier.LessThan => (null, high),
        _ => (low, high),
    };

    // A bare number without a noun is a year, a score or a label more often than a count.
    bool IsNoQuantity(int at, decimal value) => value < 100 || (value is >= 1000 and <= 2200
        && text.Tokens[at].Span.Length == 4)
        || (at > 0 && text.Tokens[at - 1].Lower is "-" or "/" or ":" or "no" or "#" or "flight" or "room" or "article"
            or "page" or "resolution" or "route" or "decree" or "law" or "order" or "section" or "phase" or "update");

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
        // "C$2.5 million" are other dollars.
        if (isSign && token.Is("$") && at > sentence.First && text.Tokens[at - 1].IsWord
            && text.Tokens[at - 1].End == token.Start)
            code = lexicon.Currencies.GetValueOrDefault(text.Tokens[at - 1].Lower + "$", "XXX");
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

    (int First, string Words) QualifierBefore(int first, Sentence sentence)
    {
        for (var words = 4; words >= 1; words--)
            if (first - words >= sentence.First
                && lexicon.Qualifiers.TryGetValue(text.Phrase(first - words, words), out var qualifier))
                return (first - words, qualifier);
        return (first, "");
    }

    // "53,000 refugees", and "13 are children", where the noun stands behind a form of "be".
    (int First, int Last, FigureClass Class) Counted(int first, int at, Sentence sentence)
    {
        var (last, unit) = Unit(at, sentence);
        if (unit == FigureClass.Other && at + 1 < sentence.Last && text.Tokens[at].Lower is "are" or "were"
            && Unit(at + 1, sentence) is (var end, FigureClass.People))
            return (at + 1, end, FigureClass.People);
        return (at, last, unit == FigureClass.Other && last == at ? NumberOf(first, sentence) : unit);
    }

    // "47 of the 120 houses": 47 are counted, and what they are stands behind the whole.
    int BehindWhole(StatedNumber number, int last, Sentence sentence)
    {
        if (!text.IsWordAt(last, "of") || last + 2 >= sentence.Last)
            return last;
        var isNamed = text.Tokens[last + 1].Lower is "the" or "these" or "those" or "its" or "their";
        var whole = isNamed ? last + 2 : last + 1;
        return numbers.At(whole, sentence, isMoney: false) is { } all && all.Low > number.Low
            && Unit(all.Last, sentence).Class != FigureClass.Other ? all.Last : last;
    }

    // "The number of injured people exceeds 40": the noun stands before the number.
    FigureClass NumberOf(int at, Sentence sentence)
    {
        for (var i = at - 1; i > sentence.First && at - i <= NumberOfTokens; i--)
            if (text.Tokens[i].Is("of") && text.Tokens[i - 1].Lower is "number" or "total")
                return Unit(i + 1, sentence).Class;
            else if (text.Tokens[i].Kind == TokenKind.Mark || text.Tokens[i].IsNumber)
                return FigureClass.Other;
        return FigureClass.Other;
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
                return (WithList(IsUnit(i + 1, sentence) ? i + 2 : i + 1, found, sentence), Class(found));
            var word = lexicon.ClassOf(token.Lower);
            if (token.Lower != "of" && word != WordClass.None && (word & WordClass.Determiner) == 0)
                break;
        }
        return (at, FigureClass.Other);
    }

    // "heavy weapons, light weapons and ammunition" are counted together: narrower than said is wrong.
    int WithList(int end, string kind, Sentence sentence)
    {
        var last = end;
        while (last + 1 < sentence.Last && text.Tokens[last].Lower is "," or "and" or "or")
        {
            var closes = !text.Tokens[last].Is(",");
            var i = last + 1;
            while (i < sentence.Last && i - last <= ListItemTokensMax && Describes(text.Tokens[i]))
                i++;
            if (i >= sentence.Last || !lexicon.Units.TryGetValue(text.Tokens[i].Lower, out var other) || other != kind)
                return end;
            last = i + 1;
            if (closes)
                return last;
        }
        return end;
    }

    bool Describes(Token token) => token.IsWord && !token.IsCapital
        && lexicon.ClassOf(token.Lower) == WordClass.None && !lexicon.Cues.Contains(token.Lower)
        && !lexicon.Numbers.ContainsKey(token.Lower) && !lexicon.Units.ContainsKey(token.Lower);

    // "10 civilian deaths" counts deaths, and civilian says whose; "47 artillery pieces" counts pieces.
    bool IsUnit(int at, Sentence sentence) => at < sentence.Last
        && (lexicon.Units.ContainsKey(text.Tokens[at].Lower)
            || text.Tokens[at].Lower is "pieces" or "systems" or "units");

    static FigureClass Class(string unit) => Enum.TryParse<FigureClass>(unit, ignoreCase: true, out var found)
        ? found : FigureClass.Other;
}
