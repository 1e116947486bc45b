using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Privacy;

/// <summary>Words of sources that nobody may see, each with the day on which it was hidden.</summary>
sealed class HiddenWords
{
    readonly Dictionary<Id<Source>, List<(Stretch Where, int Day)>> hidden = [];
    readonly Dictionary<Id<Source>, List<Stretch>> destroyed = [];

    /// <summary>Takes note of a fact; most are none of its business.</summary>
    public void Take(Event fact, int day)
    {
        if (fact is PassageMasked { Where.Part: MaskedPart.Text } masked)
            Of(hidden, masked.Source).Add((masked.Where, day));
        else if (fact is PassagesErased erased)
            Of(destroyed, erased.Source).AddRange(erased.Where);
    }

    /// <summary>Words of a source's text that are hidden and in the archive still, in order of their hiding.</summary>
    public IReadOnlyList<(Stretch Where, DateOnly Day)> In(Id<Source> source)
    {
        var gone = destroyed.GetValueOrDefault(source, []).OrderBy(stretch => stretch.Start).ToList();
        return
        [
            .. hidden.GetValueOrDefault(source, []).Where(mask => !IsGone(mask.Where, gone))
                .Select(mask => (mask.Where, DateOnly.FromDayNumber(mask.Day))),
        ];
    }

    /// <summary>Whether every letter was destroyed, be it in several steps.</summary>
    static bool IsGone(Stretch words, List<Stretch> gone)
    {
        var at = words.Start;
        foreach (var stretch in gone)
            if (stretch.Start <= at && stretch.End > at)
                at = stretch.End;
        return at >= words.End;
    }

    static List<T> Of<T>(Dictionary<Id<Source>, List<T>> lists, Id<Source> source) =>
        lists.TryGetValue(source, out var known) ? known : lists[source] = [];
}
