using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Dates;

/// <summary>Finds words of time and resolves them against the day of publication.</summary>
sealed class DateReader(PlainText text, Lexicon lexicon, DateOnly? publishedOn)
{
    readonly RelativeDays relative = new(publishedOn);

    public List<DateMention> All()
    {
        var found = new List<DateMention>();
        foreach (var sentence in text.Sentences)
            for (var i = sentence.First; i < sentence.Last; i++)
                if (At(i, sentence) is { } date)
                {
                    found.Add(date with { Id = $"d{found.Count + 1}" });
                    i = Math.Max(i, text.TokenFrom(date.End) - 1);
                }
        return EventDates.Prefer(found, text, lexicon);
    }

    DateMention? At(int at, Sentence sentence)
    {
        if (Calendar(at, sentence) is { } calendar)
            return Mention(WithLead(at, sentence), calendar.Last, calendar.Days, sentence);
        var word = text.Tokens[at].Lower;
        if (lexicon.Weekdays.TryGetValue(word, out var weekday) && text.Tokens[at].IsCapital)
            return Weekday(at, weekday, sentence);
        if (Period(at, sentence) is { } period)
            return Mention(WithLead(at, sentence), period.Last, period.Days, sentence);
        return Vague(at, sentence);
    }

    // "this Wednesday, September 27": the calendar day decides and the weekday is checked against it.
    DateMention Weekday(int at, DayOfWeek weekday, Sentence sentence)
    {
        var next = at + 1;
        if (next < sentence.Last && text.Tokens[next].Is(","))
            next++;
        var first = WithLead(at, sentence);
        if (next < sentence.Last && Calendar(next, sentence) is { } calendar)
        {
            var days = calendar.Days;
            if (days.From is { } day && day == days.To && day.DayOfWeek != weekday)
                days = days with
                {
                    How = days.How + $" It is a {day.DayOfWeek}, but the text says {weekday}: check it.",
                };
            return Mention(first, calendar.Last, days, sentence);
        }
        var lead = at > sentence.First ? text.Tokens[at - 1].Lower : "";
        return Mention(first, at + 1, relative.Weekday(weekday, lead, LooksAhead(at, sentence)), sentence);
    }

    bool LooksAhead(int at, Sentence sentence)
    {
        for (var i = at - 1; i >= sentence.First && at - i < 12 && !text.Tokens[i].Is(";"); i--)
            if (text.Tokens[i].Lower is "will" or "would" or "'ll" or "shall")
                return true;
            else if (text.Tokens[i].Lower is "promised" or "pledged" && text.IsWordAt(at - 1, "by"))
                return true;
            else if (text.Tokens[i].Lower is "said" or "announced" or "promised" or "told" or "wrote")
                return false;
        return false;
    }

    (int Last, Days Days)? Calendar(int at, Sentence sentence)
    {
        var token = text.Tokens[at];
        if (token.IsNumber && token.Span.Length == 4 && Iso(at, sentence) is { } iso)
            return iso;
        if (token.IsNumber && DayRange(at, sentence) is { } range)
            return range;
        if (token.IsNumber && DayNumber(at) is { } day && MonthAt(at + 1, sentence) is { } month)
            return WithYear(month.Last, day, month.Number, sentence);
        if (!token.IsCapital || MonthAt(at, sentence) is not { } named)
            return null;
        var next = named.Last;
        if (next < sentence.Last && DayNumber(next) is { } after && !IsFollowedByCount(next, sentence))
            return WithYear(SkipOrdinal(next + 1, sentence), after, named.Number, sentence);
        if (token.Is("may") || token.Is("march"))
            return YearAt(next, sentence) is { } monthYear
                ? (monthYear.Last, Days.Month(monthYear.Year, named.Number)) : null;
        if (YearAt(next, sentence) is { } year)
            return (year.Last, Days.Month(year.Year, named.Number));
        return (next, relative.Month(named.Number));
    }

    // "19-20 September", "from 19 to 20 September"
    (int Last, Days Days)? DayRange(int at, Sentence sentence)
    {
        if (DayNumber(at) is not { } first || at + 3 >= sentence.Last
            || text.Tokens[at + 1].Lower is not ("-" or "–" or "to" or "and") || DayNumber(at + 2) is not { } last
            || last <= first || MonthAt(at + 3, sentence) is not { } month
            || (text.Tokens[at + 1].Is("and") && !text.IsWordAt(at - 1, "between")))
            return null;
        return WithYear(month.Last, last, month.Number, sentence) is { Days: { To: { } end } days } found
            ? (found.Last, days with { From = end.AddDays(first - last) }) : null;
    }

    (int Last, Days Days)? Iso(int at, Sentence sentence)
    {
        if (at + 4 >= sentence.Last || text.Tokens[at + 1].Lower is not ("-" or "‑")
            || text.Tokens[at + 3].Lower is not ("-" or "‑"))
            return null;
        return YearOf(at) is { } year && Small(at + 2) is { } month && Small(at + 4) is { } day
            && Days.Valid(year, month, day) is { } date
            ? (at + 5, Days.On(date, "The date is written out.")) : null;
    }

    (int Last, Days Days)? WithYear(int last, int day, int month, Sentence sentence)
    {
        var comma = last < sentence.Last && text.Tokens[last].Is(",") ? last + 1 : last;
        if (YearAt(comma, sentence) is { } year)
            return Days.Valid(year.Year, month, day) is { } exact
                ? (year.Last, Days.On(exact, "The date is written out.")) : null;
        return relative.NearestYear(month, day) is { } found ? (last, found) : null;
    }

    // A "27" that counts something ("September 27 people") is no day.
    bool IsFollowedByCount(int at, Sentence sentence) =>
        at + 1 < sentence.Last && lexicon.Units.ContainsKey(text.Tokens[at + 1].Lower);

    int SkipOrdinal(int at, Sentence sentence) =>
        at < sentence.Last && text.Tokens[at].Lower is "st" or "nd" or "rd" or "th"
            && text.Tokens[at - 1].End == text.Tokens[at].Start
            ? at + 1 : at;

    (int Last, int Number)? MonthAt(int at, Sentence sentence)
    {
        if (at < sentence.Last && text.Tokens[at].Lower is "st" or "nd" or "rd" or "th" or "of")
            at++;
        if (at >= sentence.Last || !lexicon.Months.TryGetValue(text.Tokens[at].Lower, out var number))
            return null;
        var isShort = at + 1 < sentence.Last && text.Tokens[at + 1].Is(".") && text.Tokens[at].Span.Length <= 4;
        return (isShort ? at + 2 : at + 1, number);
    }

    int? DayNumber(int at) =>
        Small(at) is { } day and >= 1 and <= 31 && text.Tokens[at].Span.Length <= 2 ? day : null;

    int? Small(int at) => at < text.Tokens.Count && text.Tokens[at].IsNumber && text.Tokens[at].Span.Length <= 2
        && int.TryParse(text.Tokens[at].Lower, out var value) ? value : null;

    int? YearOf(int at) => at < text.Tokens.Count && text.Tokens[at].IsNumber && text.Tokens[at].Span.Length == 4
        && int.TryParse(text.Tokens[at].Lower, out var year) && year is >= 1900 and <= 2199 ? year : null;

    (int Last, int Year)? YearAt(int at, Sentence sentence) =>
        at < sentence.Last && YearOf(at) is { } year ? (at + 1, year) : null;

    (int Last, Days Days)? Period(int at, Sentence sentence)
    {
        var word = text.Tokens[at].Lower;
        var next = at + 1 < sentence.Last ? text.Tokens[at + 1].Lower : "";
        if (word is "yesterday" or "today" or "tonight" or "tomorrow")
            return (at + 1, relative.Near(word));
        if (word is "last" or "this" or "next" && next is "week" or "month" or "year")
            return (at + 2, relative.Period(word, next));
        if (Ahead(at, sentence) is { } ahead)
            return ahead;
        if (Count(at) is { } count && at + 2 < sentence.Last && text.Tokens[at + 2].Is("ago"))
            return relative.Ago(count, next) is { } ago ? (at + 3, ago) : null;
        // "in 2020" is a year; a bare 2020 may be a count.
        return YearOf(at) is { } year && at > sentence.First && text.Tokens[at - 1].Lower is "in" or "since" or "of"
            or "by" or "until"
            ? (at + 1, new(new(year, 1, 1), new(year, 12, 31), "The year is written out.", [])) : null;
    }

    // "within two weeks", "within the next 48 hours", "in the next six months"
    (int Last, Days Days)? Ahead(int at, Sentence sentence)
    {
        if (text.Tokens[at].Lower is not ("within" or "in" or "over"))
            return null;
        var i = at + 1;
        var isNext = i + 1 < sentence.Last && text.Tokens[i].Is("the")
            && text.Tokens[i + 1].Lower is "next" or "coming";
        i += isNext ? 2 : 0;
        if ((!isNext && !text.Tokens[at].Is("within")) || i + 1 >= sentence.Last || Count(i) is not { } count)
            return null;
        return relative.Ahead(count, text.Tokens[i + 1].Lower) is { } days ? (i + 2, days) : null;
    }

    int? Count(int at) =>
        Small(at) ?? (lexicon.Numbers.TryGetValue(text.Tokens[at].Lower, out var word) && word.Kind == "unit"
        ? (int)word.Low : text.Tokens[at].Is("a") ? 1 : null);

    DateMention? Vague(int at, Sentence sentence)
    {
        foreach (var words in lexicon.VagueTimes[text.Tokens[at].Lower])
            // "as soon as the road is open" is a condition. The longest phrase wins because the list is sorted.
            if (at + words.Length <= sentence.Last && !words.Where((word, i) => !text.Tokens[at + i].Is(word)).Any()
                && !(words is ["soon"] && text.IsWordAt(at - 1, "as")))
                return Mention(at, at + words.Length, new(null, null, "The words name no date.", []), sentence);
        return null;
    }

    int WithLead(int at, Sentence sentence) =>
        at > sentence.First && text.Tokens[at - 1].Lower is "last" or "this" or "next" or "since" or "until"
            or "past" ? at - 1 : at;

    DateMention Mention(int first, int last, Days days, Sentence sentence)
    {
        var span = text.SpanOf(first, last);
        var lead = text.Tokens[first].Lower;
        var before = first > sentence.First ? text.Tokens[first - 1].Lower : "";
        var relation = lead == "since" || before == "since" ? DateRelation.Since
            : lead is "until" or "within" || before is "until" or "by" ? DateRelation.Until : DateRelation.In;
        if (relation == DateRelation.Since && days.From is not null)
            days = days with { To = publishedOn is { } end && end >= days.From ? end : null };
        if (relation == DateRelation.Until)
            days = days with { From = null };
        return new("", span.Start, span.End, span.In(text.Source), days.From, days.To, relation, days.How,
            days.Others);
    }
}
