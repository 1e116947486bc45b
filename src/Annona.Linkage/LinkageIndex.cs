using Annona.Linkage.Compare;
using Annona.Linkage.Names;

namespace Annona.Linkage;

/// <summary>
/// A register made searchable by name, birth, phone and document, in any script. One writer at a time; nobody may
/// search while somebody adds, and a search counts as a writer: it borrows the pools, and gives everything back.
/// </summary>
public sealed class LinkageIndex
{
    /// <summary>The most records that one search weighs in full.</summary>
    const int WeighedMax = 400;

    readonly Roll roll = new();
    readonly Dictionary<string, List<int>> places = new(StringComparer.Ordinal);
    readonly HashSet<int> keys = [];
    readonly PairScorer scorer;

    /// <summary>An empty index.</summary>
    public LinkageIndex() => scorer = new(roll);

    /// <summary>An index of these records.</summary>
    /// <exception cref="ArgumentException">Two records have the same key.</exception>
    public LinkageIndex(IEnumerable<LinkageRecord> people)
        : this()
    {
        foreach (var person in people)
        {
            Add(person);
        }
    }

    /// <summary>How many records it holds.</summary>
    public int Count => roll.Count;

    /// <summary>Adds a record; the next search finds it.</summary>
    /// <exception cref="ArgumentException">The key is already in the index.</exception>
    public void Add(LinkageRecord record)
    {
        if (!keys.Add(record.Key))
        {
            throw new ArgumentException($"The index already has a record with the key {record.Key}.", nameof(record));
        }
        var place = roll.Add(record);
        foreach (var clue in CluesOf(roll[place]).Distinct(StringComparer.Ordinal))
        {
            places.TryAdd(clue, []);
            places[clue].Add(place);
        }
    }

    /// <summary>The most similar records, best first; a name alone, or a part of one, is enough.</summary>
    /// <param name="record">What is known about the person asked for; its key is the left key of the answers.</param>
    /// <param name="top">How many to return at most; 1 or more.</param>
    /// <param name="options">Thresholds; null for the defaults.</param>
    /// <returns>
    /// Pairs of every zone, also <see cref="Zone.Leave"/>; members of the record's own form are left out.
    /// </returns>
    public IReadOnlyList<CandidatePair> Find(LinkageRecord record, int top, LinkageOptions? options = null)
    {
        options ??= LinkageOptions.Default;
        try
        {
            var asked = roll.Ask(record);
            var weighed = Gather(asked)
                .Select(place => (Place: place, Score: scorer.Score(asked, roll[place], others: 0)))
                .OrderByDescending(each => each.Score)
                .ThenBy(each => roll[each.Place].Key)
                .Take(top);
            return [.. weighed.Select(each => Answer(asked, roll[each.Place], each.Score, options))];
        }
        finally
        {
            // What a clerk typed is not the register's business and must not stay in memory.
            roll.Forget();
        }
    }

    CandidatePair Answer(in Row asked, in Row found, double exactScore, LinkageOptions options)
    {
        var score = Math.Round(exactScore, 4);
        var reasons = scorer.Explain(asked, found, others: 0);
        return new(asked.Key, found.Key, score, Linker.ZoneOf(score, options), reasons);
    }

    /// <summary>The places that share the most, and the rarest, clues with the person asked for.</summary>
    IEnumerable<int> Gather(Row asked)
    {
        var points = new double[roll.Count];
        var touched = new List<int>();
        foreach (var clue in CluesOf(asked).Distinct(StringComparer.Ordinal))
        {
            if (places.TryGetValue(clue, out var found))
            {
                // A rare clue says more than a common one, as in any text search.
                var worth = Math.Log2((roll.Count + 1.0) / found.Count) + 0.1;
                foreach (var place in found)
                {
                    if (points[place] == 0)
                    {
                        touched.Add(place);
                    }
                    points[place] += worth;
                }
            }
        }
        return touched
            .Where(place => asked.Form is null || roll[place].Form != asked.Form)
            .OrderByDescending(place => points[place])
            .ThenBy(place => place)
            .Take(WeighedMax);
    }

    /// <summary>
    /// The clues of a row: the skeletons of every word of its names, the same with one class left out (so that one
    /// slip does not hide a name), birth, phone, document.
    /// </summary>
    IEnumerable<string> CluesOf(Row row)
    {
        foreach (var form in (NameForm[])[roll.Givens[row.Given], roll.Families[row.Family]])
        {
            foreach (var skeleton in form.Words.Append(form).SelectMany(SkeletonsOf))
            {
                yield return "n" + skeleton;
                for (var at = 0; at < skeleton.Length && skeleton.Length > 2; at++)
                {
                    yield return "n" + skeleton.Remove(at, 1);
                }
            }
        }
        foreach (var skeleton in SkeletonsOf(roll.Fathers[row.Father]))
        {
            yield return "f" + skeleton;
        }
        if (row.Birth.IsDay)
        {
            yield return $"b{row.Birth.Year}-{row.Birth.Month}-{row.Birth.Day}";
        }
        if (row.Birth.IsKnown)
        {
            yield return $"y{row.Birth.Year}";
        }
        if (row.Phone > 0)
        {
            yield return $"p{row.Phone}";
        }
        if (row.Document > 0)
        {
            yield return $"d{row.Document}";
        }
    }

    static IEnumerable<string> SkeletonsOf(NameForm form) => form.Skeletons.Where(skeleton => skeleton.Length > 0);
}
