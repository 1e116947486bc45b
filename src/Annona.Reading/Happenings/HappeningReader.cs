using Annona.Reading.Dates;
using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Happenings;

/// <summary>Finds nouns of events and occasions, with the date that stands beside them.</summary>
sealed class HappeningReader(PlainText text, Lexicon lexicon, IReadOnlyList<DateMention> dates)
{
    const int DateReachTokens = 8;

    public List<Happening> Events()
    {
        var found = new List<Happening>();
        foreach (var (span, token, kind) in Nouns(lexicon.Events))
        {
            var date = DateAfter(token);
            // One kind on one day is one event; without a date a later mention joins the first of its kind.
            var same = found.FindIndex(one =>
                one.Kind == kind && (date is null || one.Date is null || Same(one.Date, date)));
            if (same < 0)
                found.Add(new($"e{found.Count + 1}", kind, span.In(text.Source), date, [span]));
            else
                found[same] = found[same] with
                {
                    Date = found[same].Date ?? date,
                    Mentions = [.. found[same].Mentions, span],
                };
        }
        return found;
    }

    public List<Occasion> Occasions() => [.. Nouns(lexicon.Occasions)
        .Where(noun => lexicon.Is(Before(noun.Token), WordClass.Determiner | WordClass.Preposition)
            || noun.Span.Length > text.Tokens[noun.Token].Span.Length || Before(noun.Token) == "'s")
        .Select((noun, n) => new Occasion(
            $"o{n + 1}", noun.Kind, noun.Span.Start, noun.Span.End, noun.Span.In(text.Source), DateAfter(noun.Token)))];

    string Before(int token) => token > 0 ? text.Tokens[token - 1].Lower : "";

    IEnumerable<(TextSpan Span, int Token, string Kind)> Nouns(Dictionary<string, string> words)
    {
        foreach (var sentence in text.Sentences)
            for (var i = sentence.First; i < sentence.Last; i++)
                if (words.TryGetValue(text.Tokens[i].Lower, out var kind))
                {
                    var first = i;
                    while (first > sentence.First && i - first < 3 && IsAttribute(first - 1))
                        first--;
                    yield return (text.SpanOf(first, i + 1), i, kind);
                }
    }

    // "military offensive", "anti-terrorist operation": the words that belong to the noun.
    bool IsAttribute(int i) => text.Tokens[i].IsWord && lexicon.ClassOf(text.Tokens[i].Lower) == WordClass.None
        && !lexicon.Cues.Contains(text.Tokens[i].Lower)
        && !text.Tokens[i].Lower.EndsWith("ed", StringComparison.Ordinal)
        && !text.Tokens[i].Lower.EndsWith("'s", StringComparison.Ordinal);

    string? DateAfter(int token)
    {
        if (text.SentenceAt(text.Tokens[token].Start) is not { } sentence)
            return null;
        var limit = Math.Min(sentence.Last - 1, token + DateReachTokens);
        return dates.FirstOrDefault(date =>
            date.Start > text.Tokens[token].Start && date.Start <= text.Tokens[limit].Start
            && date.From is not null)?.Id;
    }

    bool Same(string one, string other)
    {
        var (first, second) = (dates.First(date => date.Id == one), dates.First(date => date.Id == other));
        return first.From == second.From && first.To == second.To;
    }
}
