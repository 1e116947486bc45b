using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Dates;

/// <summary>
/// Settles "last Tuesday" by the text itself: when an event of the text is dated elsewhere on one of the possible
/// days, that day is meant more likely than the nearer one.
/// </summary>
static class EventDates
{
    // "a military offensive launched on September 19": the noun stands within these many tokens before the date.
    const int ReachTokens = 10;

    public static List<DateMention> Prefer(List<DateMention> dates, PlainText text, Lexicon lexicon)
    {
        var dated = dates.Where(date => !date.IsAmbiguous && date.From is not null && date.From == date.To)
            .Select(date => (date.From!.Value, Event: EventBefore(date, text, lexicon)))
            .Where(pair => pair.Event is not null)
            .GroupBy(pair => pair.Value).ToDictionary(group => group.Key, group => group.First().Event!);
        return dates.ConvertAll(date => Settled(date, dated, text, lexicon));
    }

    static DateMention Settled(
        DateMention date, Dictionary<DateOnly, string> dated, PlainText text, Lexicon lexicon)
    {
        // Only where the sentence speaks of an event can another event's date explain it.
        if (!date.IsAmbiguous || EventBefore(date, text, lexicon) is null)
            return date;
        foreach (var other in date.Others)
            if (dated.TryGetValue(other.From, out var named))
                return date with
                {
                    From = other.From,
                    To = other.To,
                    How = $"The text dates \"{named}\" on this {other.From.DayOfWeek} elsewhere.",
                    Others = [.. date.Others.Where(one => one != other),
                        new(date.From!.Value, date.To!.Value, date.How)],
                };
        return date;
    }

    static string? EventBefore(DateMention date, PlainText text, Lexicon lexicon)
    {
        if (text.SentenceAt(date.Start) is not { } sentence)
            return null;
        var at = text.TokenFrom(date.Start);
        for (var i = at - 1; i >= sentence.First && at - i <= ReachTokens; i--)
            if (lexicon.Events.ContainsKey(text.Tokens[i].Lower))
                return text.Tokens[i].Span.In(text.Source);
        return null;
    }
}
