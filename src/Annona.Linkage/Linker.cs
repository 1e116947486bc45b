using Annona.Linkage.Compare;

namespace Annona.Linkage;

/// <summary>
/// Finds the records of a list that may be one person. Deterministic: no clock, no chance, no training.
/// </summary>
public static class Linker
{
    /// <summary>
    /// Pairs below this score at first look are forgotten, unless their registrations meet otherwise.
    /// </summary>
    const double KeptFrom = 0.05;

    /// <summary>
    /// The pairs of a list that may be one person, ordered by keys. The order of the list does not matter.
    /// About 100,000 records in a few seconds on one core; memory grows with the number of records.
    /// </summary>
    /// <param name="people">The records; keys must differ.</param>
    /// <param name="options">Thresholds; null for the defaults.</param>
    /// <returns>
    /// Pairs in the zones <see cref="Zone.Ask"/> and <see cref="Zone.Likely"/>, never two members of one form.
    /// </returns>
    /// <exception cref="ArgumentException">Two records have the same key.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The options allow blocks of fewer than 2 records.</exception>
    public static IReadOnlyList<CandidatePair> Candidates(
        IReadOnlyList<LinkageRecord> people, LinkageOptions? options = null)
    {
        options ??= LinkageOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BlockMax, 2, nameof(options));
        var roll = RollOf(people);
        var scorer = new PairScorer(roll);
        var firstLook = new List<ScoredPair>();
        foreach (var pair in new Blocks(roll, options.BlockMax).Pairs())
        {
            var (left, right) = ((int)(pair >> 32), (int)(pair & uint.MaxValue));
            var score = scorer.Score(roll[left], roll[right], others: 0);
            if (score >= KeptFrom)
            {
                firstLook.Add(new(left, right, score, 0));
            }
        }
        var found = new List<CandidatePair>();
        foreach (var pair in new HouseholdPass(roll, scorer).Run(firstLook).OrderBy(each => (each.Left, each.Right)))
        {
            var score = Math.Round(pair.Score, 4);
            if (score >= options.AskFrom)
            {
                var (left, right) = (roll[pair.Left], roll[pair.Right]);
                var reasons = scorer.Explain(left, right, pair.Others);
                found.Add(new(left.Key, right.Key, score, ZoneOf(score, options), reasons));
            }
        }
        return found;
    }

    /// <summary>
    /// The records of an index that may be the given person, best first: for a desk that searches before it
    /// registers, and for a few rows that come later. Members of the record's own form are left out, and the other
    /// members of the form give no evidence: a list of thousands is better joined with the register and given to
    /// <see cref="Candidates"/>, which is also a hundred times faster for each row.
    /// </summary>
    /// <param name="index">The register.</param>
    /// <param name="record">The person asked about; it is not added.</param>
    /// <param name="options">Thresholds; null for the defaults.</param>
    /// <returns>Pairs from <see cref="Zone.Ask"/> on, with the record's key on the left; at most 50.</returns>
    public static IReadOnlyList<CandidatePair> CandidatesOf(
        LinkageIndex index, LinkageRecord record, LinkageOptions? options = null)
    {
        const int FoundMax = 50;
        options ??= LinkageOptions.Default;
        return [.. index.Find(record, FoundMax, options).Where(pair => pair.Zone is not Zone.Leave)];
    }

    internal static Zone ZoneOf(double score, LinkageOptions options) =>
        score >= options.LikelyFrom ? Zone.Likely : score >= options.AskFrom ? Zone.Ask : Zone.Leave;

    static Roll RollOf(IReadOnlyList<LinkageRecord> people)
    {
        var roll = new Roll();
        LinkageRecord? before = null;
        foreach (var person in people.OrderBy(each => each.Key))
        {
            if (before?.Key == person.Key)
            {
                throw new ArgumentException(
                    $"Two records have the key {person.Key}; give each its own.", nameof(people));
            }
            roll.Add(person);
            before = person;
        }
        return roll;
    }
}
