using System.Globalization;
using Annona.Reading.Lexicons;

namespace Annona.Reading.Text;

/// <summary>
/// The day of publication at the head of a text: "date 2023-09-27", "Published on 3 October 2023", "(as of 18:00, 29
/// September 2023)", "GORIS, Armenia (AP) - Oct. 1, 2023". The span runs from the first word of the line to where the
/// story begins. A headline that tells of a dated event is none.
/// </summary>
readonly record struct Header(DateOnly Day, TextSpan Span)
{
    // A date further in belongs to the story.
    const int LinesMax = 8;
    const int LengthMax = 800;
    const int LineTokensMax = 24;
    const int DateLength = 10;

    static readonly HashSet<string> labels =
    [
        "date", "dated", "published", "publication", "posted", "updated", "issued", "released", "release", "on", "as",
        "of", "at", "last", "modified", "time", "by", "utc", "gmt", "am", "pm", "h", "hrs", "local",
    ];

    public static Header? Of(string text, Lexicon lexicon)
    {
        var head = text.Length <= LengthMax ? text : text[..LengthMax];
        var tokens = Tokenizer.Cut(head, lexicon.Currencies);
        var first = 0;
        for (var line = 0; line < LinesMax && first < tokens.Count; line++)
        {
            var last = first + 1;
            while (last < tokens.Count && head.AsSpan(tokens[last - 1].End, tokens[last].Start - tokens[last - 1].End)
                .IndexOfAny('\n', '\r') < 0)
                last++;
            // A line that the limit cuts through may go on with anything.
            if (last == tokens.Count && head.Length < text.Length)
                return null;
            if (InLine(head, tokens, first, last, lexicon) is { } header)
                return header;
            first = last;
        }
        return null;
    }

    static Header? InLine(string text, List<Token> tokens, int first, int last, Lexicon lexicon)
    {
        for (var i = first; i < last && i - first < LineTokensMax; i++)
            if (DateAt(text, tokens, i, last, lexicon) is { } found)
            {
                var ends = Enumerable.Range(found.Last, last - found.Last)
                    .All(k => IsFiller(tokens[k]) || labels.Contains(tokens[k].Lower));
                if (IsLabelled(tokens, first, i, lexicon))
                    return new(found.Day, new(
                        tokens[first].Start, ends ? tokens[last - 1].End : EndOf(tokens, found.Last, last)));
                if (ends && last - first <= LineTokensMax && IsSetOff(tokens, first, i, lexicon))
                    return new(found.Day, new(tokens[first].Start, tokens[last - 1].End));
                // "GORIS, Armenia, Oct. 1, 2023 (AP) — The story"
                return IsDateline(text, tokens, first, i)
                    ? new(found.Day, new(tokens[first].Start, EndOf(tokens, found.Last, last))) : null;
            }
        return null;
    }

    // "Published on:", "(as of 18:00,", "Tuesday,", or nothing at all.
    static bool IsLabelled(List<Token> tokens, int first, int at, Lexicon lexicon) =>
        Enumerable.Range(first, at - first).All(k => IsFiller(tokens[k]) || labels.Contains(tokens[k].Lower)
            || lexicon.Weekdays.ContainsKey(tokens[k].Lower));

    // "Flash update 3 (as of 29 September 2023)", "WFP Armenia | Situation report | 29 September 2023"
    static bool IsSetOff(List<Token> tokens, int first, int at, Lexicon lexicon)
    {
        var k = at - 1;
        while (k > first && (tokens[k].IsNumber || tokens[k].Lower is ":" or "utc" or "gmt" or "at"
            || lexicon.Weekdays.ContainsKey(tokens[k].Lower) || (tokens[k].Is(",") && tokens[k - 1].IsNumber)))
            k--;
        return tokens[k].Lower is "|" or "–" or "—" or "-" or "(" or "·" or "•" or "/"
            || (tokens[k].Is("of") && k > first && tokens[k - 1].Is("as"))
            || tokens[k].Lower is "published" or "updated" or "issued"
            || (tokens[k].Is("on") && k > first && tokens[k - 1].Lower is "published" or "updated" or "issued");
    }

    // A city in capitals, its country, an agency in brackets.
    static bool IsDateline(string text, List<Token> tokens, int first, int at) =>
        tokens[first].IsWord && tokens[first].Span.Length > 2
            && text.AsSpan(tokens[first].Start, tokens[first].Span.Length).IndexOfAnyInRange('a', 'z') < 0
            && Enumerable.Range(first, at - first).All(k => tokens[k].IsCapital
                || tokens[k].Lower is "," or "(" or ")" or "/" or "-" or "–" or "—" or "." or ":");

    static bool IsFiller(Token token) => token.Kind == TokenKind.Mark && token.Lower is not ("“" or "\"" or "«" or "„")
        || token.IsNumber || token.Lower is "utc" or "gmt" or "am" or "pm";

    static int EndOf(List<Token> tokens, int at, int last)
    {
        var end = at;
        while (end < last && (tokens[end].Lower is ")" or "(" or "." or "-" or "–" or "—" or ":" or "/" or "|"
            || (tokens[end].IsCapital && tokens[end - 1].Is("(") && end + 1 < last && tokens[end + 1].Is(")"))))
            end++;
        return tokens[end - 1].End;
    }

    static (DateOnly Day, int Last)? DateAt(string text, List<Token> tokens, int i, int last, Lexicon lexicon)
    {
        if (tokens[i].IsNumber && tokens[i].Span.Length == 4)
            return Iso(text, tokens, i, last);
        if (tokens[i].IsNumber && tokens[i].Span.Length <= 2 && Month(i + 1) is { } after
            && YearAt(after.Last) is { } year)
            return On(year.Year, after.Number, tokens[i].Lower, year.Last);
        if (tokens[i].IsCapital && Month(i) is { } month && month.Last < last && tokens[month.Last].IsNumber
            && tokens[month.Last].Span.Length <= 2 && YearAt(month.Last + 1) is { } behind)
            return On(behind.Year, month.Number, tokens[month.Last].Lower, behind.Last);
        return null;

        (int Number, int Last)? Month(int at)
        {
            while (at < last && tokens[at].Lower is "st" or "nd" or "rd" or "th" or "of")
                at++;
            if (at >= last || !lexicon.Months.TryGetValue(tokens[at].Lower, out var number))
                return null;
            return (number, at + 1 < last && tokens[at + 1].Is(".") ? at + 2 : at + 1);
        }

        (int Year, int Last)? YearAt(int at)
        {
            while (at < last && tokens[at].Lower is "," or "st" or "nd" or "rd" or "th")
                at++;
            return at < last && tokens[at].IsNumber && tokens[at].Span.Length == 4
                && int.TryParse(tokens[at].Lower, NumberStyles.None, CultureInfo.InvariantCulture, out var found)
                && found is >= 1900 and <= 2199 ? (found, at + 1) : null;
        }

        static (DateOnly, int)? On(int year, int month, string day, int end) =>
            int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= 1 && number <= CultureInfo.InvariantCulture.Calendar.GetDaysInMonth(year, month)
                ? (new(year, month, number), end) : null;
    }

    static (DateOnly, int)? Iso(string text, List<Token> tokens, int i, int last)
    {
        var start = tokens[i].Start;
        if (i + 4 >= last || start + DateLength > text.Length || tokens[i + 4].End != start + DateLength
            || !DateOnly.TryParseExact(text.AsSpan(start, DateLength), "yyyy-MM-dd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var day))
            return null;
        return (day, i + 5);
    }
}
