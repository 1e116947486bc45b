using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Names;

/// <summary>
/// Finds places: known states and capitals, names beside words such as "region", names after "in" and "from".
/// </summary>
sealed class PlaceFinder(PlainText text, Lexicon lexicon, PartyFinder names, PartyRegister register)
{
    // "Autonomous Republic of" and the like are written with small words between: longer runs name no place.
    const int NameTokensMax = 6;

    public List<Place> All()
    {
        var countries = Countries();
        var found = new Dictionary<string, (string? Country, List<TextSpan> Mentions)>(StringComparer.Ordinal);
        foreach (var sentence in text.Sentences)
            for (var i = sentence.First; i < sentence.Last; i++)
            {
                var end = names.NameEnd(i, sentence.Last);
                if (end == i)
                    continue;
                Note(i, end, sentence, countries, found);
                i = end - 1;
            }
        Again(found);
        return [.. found.OrderBy(pair => pair.Value.Mentions[0].Start)
            .Select((pair, n) => new Place($"l{n + 1}", pair.Key, pair.Value.Country, pair.Value.Mentions))];
    }

    // "Karabakh Armenians": a name that is a place elsewhere in the text is one here too.
    void Again(Dictionary<string, (string? Country, List<TextSpan> Mentions)> found)
    {
        var byFirst = found.Keys.ToLookup(name => name.Split(' ')[0], StringComparer.Ordinal);
        // The second word of "Nagorno Karabakh" is no mention of Karabakh.
        var named = register.Entries.Where(entry => entry.Kind is PartyKind.Person or PartyKind.Organisation)
            .SelectMany(entry => entry.Mentions);
        var taken = found.Values.SelectMany(place => place.Mentions).Select(span => (span.Start, span.End))
            .Concat(named).OrderBy(one => one.Start).ToList();
        var next = 0;
        for (var i = 0; i < text.Tokens.Count; i++)
        {
            var token = text.Tokens[i];
            while (next < taken.Count && taken[next].End <= token.Start)
                next++;
            if (!token.IsCapital || (next < taken.Count && taken[next].Start <= token.Start))
                continue;
            foreach (var name in byFirst[token.Span.In(text.Source)])
                if (string.CompareOrdinal(text.Source, token.Start, name, 0, name.Length) == 0
                    && text.SentenceAt(token.Start) is not null)
                    found[name].Mentions.Add(new(token.Start, token.Start + name.Length));
        }
        foreach (var (_, mentions) in found.Values)
            mentions.Sort((one, other) => one.Start.CompareTo(other.Start));
    }

    Dictionary<string, string> Countries()
    {
        var countries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var country in lexicon.Countries)
        {
            countries[country.Name] = country.Name;
            countries.TryAdd(country.Capital, country.Name);
        }
        return countries;
    }

    void Note(int first, int end, Sentence sentence, Dictionary<string, string> countries,
        Dictionary<string, (string? Country, List<TextSpan> Mentions)> found)
    {
        // "United States" may stand inside a longer run: try every start.
        for (var from = first; from < end; from++)
            for (var to = Math.Min(end, from + NameTokensMax); to > from; to--)
            {
                var span = text.SpanOf(from, to);
                var name = span.In(text.Source);
                var known = countries.GetValueOrDefault(name);
                if (known is null && (from != first || to != Math.Min(end, from + NameTokensMax)
                    || !IsPlace(first, end, sentence, span)))
                    continue;
                if (!found.TryGetValue(name, out var place))
                    found[name] = place = (known, []);
                place.Mentions.Add(span);
                return;
            }
    }

    bool IsPlace(int first, int end, Sentence sentence, TextSpan span)
    {
        if (register.IsNamedAt(span))
            return false;
        var last = text.Tokens[end - 1].Lower;
        if (end < sentence.Last && lexicon.PlaceWords.Contains(text.Tokens[end].Lower)
            || (lexicon.PlaceWords.Contains(last) && end - first > 1))
            return true;
        var before = first > sentence.First ? text.Tokens[first - 1].Lower : "";
        var wider = first > sentence.First + 1 ? text.Tokens[first - 2].Lower : "";
        return before is "in" or "into" or "from" or "near" or "left" or "towards" or "toward"
            || (before == "of" && lexicon.PlaceWords.Contains(wider));
    }
}
