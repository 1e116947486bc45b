namespace Annona.Linkage.Compare;

/// <summary>
/// The second look. Where one member of two registrations is surely the same person, all their members are
/// compared, each pair with the evidence of the others. Within two registrations a person is one person only:
/// the best pairs are fixed first, and a pair that competes with a fixed one loses.
/// </summary>
sealed class HouseholdPass(Roll roll, PairScorer scorer)
{
    /// <summary>From this score on, a pair is evidence for the other members.</summary>
    const double SureFrom = 0.90;

    /// <summary>
    /// A pair that competes with a better one keeps this share of its score: two people can share a form's line.
    /// </summary>
    const double CompetingShare = 0.2;

    /// <summary>
    /// Camps entered as one form would cost the square of their size: larger forms get no second look.
    /// </summary>
    const int MembersMax = 40;

    /// <summary>
    /// All pairs of the first look, rescored where two registrations belong together, and the new ones.
    /// </summary>
    public List<ScoredPair> Run(IReadOnlyList<ScoredPair> firstLook)
    {
        var members = MembersByForm();
        var sure = new SortedDictionary<(int, int), List<ScoredPair>>();
        foreach (var pair in firstLook)
        {
            if (pair.Score >= SureFrom && FormsOf(pair) is { } forms
                && members[forms.Item1].Count <= MembersMax && members[forms.Item2].Count <= MembersMax)
            {
                sure.TryAdd(forms, []);
                sure[forms].Add(pair);
            }
        }
        var result = firstLook.Where(pair => FormsOf(pair) is not { } forms || !sure.ContainsKey(forms)).ToList();
        foreach (var (forms, pairs) in sure)
        {
            AddMembers(result, members[forms.Item1], members[forms.Item2], pairs);
        }
        return result;
    }

    Dictionary<int, List<int>> MembersByForm()
    {
        var members = new Dictionary<int, List<int>>();
        for (var place = 0; place < roll.Count; place++)
        {
            if (roll[place].Form is { } form)
            {
                members.TryAdd(form, []);
                members[form].Add(place);
            }
        }
        return members;
    }

    (int, int)? FormsOf(in ScoredPair pair) =>
        roll[pair.Left].Form is { } one && roll[pair.Right].Form is { } other
            ? (Math.Min(one, other), Math.Max(one, other))
            : null;

    void AddMembers(List<ScoredPair> result, List<int> ours, List<int> theirs, List<ScoredPair> sure)
    {
        var all = new List<ScoredPair>(ours.Count * theirs.Count);
        foreach (var one in ours)
        {
            foreach (var other in theirs)
            {
                var (left, right) = (Math.Min(one, other), Math.Max(one, other));
                var others = OthersAmong(sure, left, right);
                all.Add(new(left, right, scorer.Score(roll[left], roll[right], others), others));
            }
        }
        var taken = new HashSet<int>();
        foreach (var pair in all.OrderBy(pair => (-pair.Score, pair.Left, pair.Right)))
        {
            var free = !taken.Contains(pair.Left) && !taken.Contains(pair.Right);
            if (free && pair.Score >= 0.5)
            {
                taken.Add(pair.Left);
                taken.Add(pair.Right);
            }
            result.Add(free ? pair : pair with { Score = pair.Score * CompetingShare });
        }
    }

    /// <summary>
    /// How many other people of the two registrations are surely the same: at most as many as distinct members.
    /// </summary>
    static int OthersAmong(List<ScoredPair> sure, int left, int right)
    {
        var ours = new HashSet<int>();
        var theirs = new HashSet<int>();
        foreach (var pair in sure)
        {
            if (pair.Left != left && pair.Right != right && pair.Left != right && pair.Right != left)
            {
                ours.Add(pair.Left);
                theirs.Add(pair.Right);
            }
        }
        return Math.Min(ours.Count, theirs.Count);
    }
}
