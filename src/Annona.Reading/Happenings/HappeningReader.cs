using Annona.Reading.Dates;
using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Happenings;

/// <summary>Finds nouns of events and occasions, with the date that stands beside them.</summary>
sealed class HappeningReader(PlainText text, Lexicon lexicon, IReadOnlyList<DateMention> dates)
{
    const int DateReachTokens = 8;

    readonly SpanIndex<DateMention> byPlace = new(dates.Select(date => (date.Span, date)));
    readonly Dictionary<string, DateMention> byId = dates.ToDictionary(date => date.Id, StringComparer.Ordinal);

    public List<Happening> Events()
    {
        var found = new List<(Happening First, List<TextSpan> Mentions)>();
        var ofKind = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var (span, token, kind) in Nouns(lexicon.Events))
        {
            var date = DateAfter(token);
            if (!ofKind.TryGetValue(kind, out var known))
                ofKind[kind] = known = [];
            // One kind on one day is one event; without a date a later mention joins the first of its kind.
            var same = known.FindIndex(i =>
                date is null || found[i].First.Date is not { } other || Same(other, date)) is var at && at >= 0
                    ? known[at] : -1;
            if (same < 0)
            {
                known.Add(found.Count);
                found.Add((new($"e{found.Count + 1}", kind, span.In(text.Source), date, []), [span]));
                continue;
            }
            found[same] = (found[same].First with { Date = found[same].First.Date ?? date }, found[same].Mentions);
            found[same].Mentions.Add(span);
        }
        return found.ConvertAll(pair => pair.First with { Mentions = pair.Mentions });
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
        return byPlace.Overlapping(new(text.Tokens[token].End, text.Tokens[limit].Start + 1)).Find(date =>
            date.Start > text.Tokens[token].Start && date.From is not null)?.Id;
    }

    bool Same(string one, string other)
    {
        var (first, second) = (byId[one], byId[other]);
        return first.From == second.From && first.To == second.To;
    }
}
