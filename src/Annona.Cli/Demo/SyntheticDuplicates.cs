using Annona.Cli.Shell;
using Annona.Duplicates;
using Annona.People;
using Annona.Values;

namespace Annona.Cli.Demo;

/// <summary>
/// People who stand on two lists are found and decided, as an office would in some weeks: likely pairs in bulk, which a
/// second officer confirms; others one by one, after asking; some nobody suspected come to light at the desk. A stated
/// few stay open, so that there is something to review.
/// </summary>
/// <param name="truths">Who is who in truth, in order of registration.</param>
sealed class SyntheticDuplicates(Story story, IReadOnlyList<int> truths)
{
    /// <summary>As many as a team decides in a morning.</summary>
    const int OpenMax = 300;

    /// <summary>One in so many likely pairs stays open in a demo that has fewer.</summary>
    const int OpenOf = 10;

    static readonly string AskedBoth = "Asked both families.";

    /// <summary>Pairs of persons left open.</summary>
    public int Open { get; private set; }

    public void Decide()
    {
        var found = story.Desk.Answer(new FindDuplicates()).New;
        foreach (var chunk in found.Chunk(OpenReviews.FoundMax))
            story.RecordAll([new OpenReviews(chunk) { Intent = Desk.NewIntent() }], _ => { });
        var reviews = Reviews();
        // Those to ask about stay open first; where there are too few of them, likely ones do, too.
        var open = reviews.OrderBy(review => review.Zone == ReviewZone.Ask ? 0 : 1)
            .Take(Math.Min(OpenMax, (truths.Count - truths.Distinct().Count()) / OpenOf)).ToHashSet();
        var rest = reviews.Where(review => !open.Contains(review)).ToList();
        DecideInBulk([.. rest.Where(review => review.Zone == ReviewZone.Likely && IsOne(review))]);
        DecideEach([.. rest.Where(review => review.Zone == ReviewZone.Ask || !IsOne(review))]);
        MergeAtTheDesk([.. open]);
        // A merge of persons asks whether their households are one too: here they always are.
        DecideEach([.. Reviews().Where(review => review.Pair.Kind == PairKind.Households)]);
        Open = Reviews().Count(review => review.Pair.Kind == PairKind.Persons);
    }

    IReadOnlyList<ReviewShown> Reviews() =>
        story.Desk.Answer(new ListReviews(Zone: null, WithDecided: false, Skip: 0, Take: int.MaxValue)).Rows;

    /// <summary>Nobody is merged unattended: one officer proposes, another signs.</summary>
    void DecideInBulk(IReadOnlyList<ReviewShown> likely)
    {
        var (progress, done) = (Progress("Confirming likely pairs", likely.Count), 0);
        foreach (var part in likely.Select(review => review.Pair).Chunk(ProposeBulk.PairsMax))
        {
            var intent = Desk.NewIntent();
            story.RecordAll([new ProposeBulk(part, "Same name, birth and family.") { Intent = intent }], _ => { });
            story.RecordAsSecond(
                new ConfirmBulk(new(Ids.From(intent, "bulk"))) { Intent = Desk.NewIntent(), Synthetic = true });
            progress.At(done += part.Length);
        }
        progress.End(done);
    }

    void DecideEach(List<ReviewShown> reviews)
    {
        var progress = Progress("Deciding pairs", reviews.Count);
        story.RecordAll(
            reviews.Select(review => new DecidePair(
                review.Pair, IsOne(review) ? Verdict.Same : Verdict.Different, AskedBoth)
            {
                Intent = Desk.NewIntent(),
            }),
            progress.At);
        progress.End(reviews.Count);
    }

    /// <summary>Records of one person that no comparison found, because too much was written differently.</summary>
    /// <param name="open">Pairs that stay open.</param>
    void MergeAtTheDesk(IReadOnlyList<ReviewShown> open)
    {
        var kept = open.Where(IsOne).Select(TruthOf).ToHashSet();
        var merged = Reviewed();
        var missed = truths.Index().GroupBy(record => record.Item)
            .Where(person => person.Count() == 2 && !merged.Contains(person.Key) && !kept.Contains(person.Key))
            .Select(person => person.Select(record => IdOf(record.Index)).ToArray())
            .ToList();
        story.RecordAll(
            missed.Select(pair => new MergeRecords(Pair.Of(pair[0], pair[1]), "Found at the help desk.")
            {
                Intent = Desk.NewIntent(),
            }),
            _ => { });
    }

    /// <summary>People whose two records were found to be one.</summary>
    HashSet<int> Reviewed() =>
    [
        .. story.Desk.Answer(new ListReviews(Zone: null, WithDecided: true, Skip: 0, Take: int.MaxValue)).Rows
            .Where(review => review.Merged && review.Pair.Kind == PairKind.Persons).Select(TruthOf),
    ];

    Id<Person> IdOf(int registered) => story.Desk.Answer(new FindPerson($"N{registered + 1}"))!.Id;

    bool IsOne(ReviewShown review) => review.Pair.Kind == PairKind.Households
        || TruthAt(review.Left) == TruthAt(review.Right);

    int TruthOf(ReviewShown review) => TruthAt(review.Left);

    /// <summary>Codes of persons count in order of registration, and nobody else is registered in a demo.</summary>
    int TruthAt(ReviewSide side) =>
        truths[int.Parse(side.Code.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) - 1];

    Progress Progress(string what, int total) => new(story.Desk.Terminal, what, total);
}
