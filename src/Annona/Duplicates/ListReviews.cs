using Annona.Access;
using Annona.People;
using Annona.Values;

namespace Annona.Duplicates;

/// <summary>One side of a review: what may be seen of a record without its name.</summary>
/// <param name="Code">Such as <c>N12</c> or <c>H3</c>.</param>
/// <param name="Household">Code of the household.</param>
/// <param name="Size">How many are registered in it.</param>
public sealed record ReviewSide(string Code, string? Household, int Size)
{
    /// <summary>The person; null for a household.</summary>
    public Id<Person>? Person { get; init; }

    /// <summary>As stated; null for a household.</summary>
    public Sex? Sex { get; init; }

    /// <summary>Null when not known, and for a household.</summary>
    public int? BirthYear { get; init; }

    /// <summary>Place of origin; null when not known.</summary>
    public string? Origin { get; init; }

    /// <summary>Present place; null when not known.</summary>
    public string? Present { get; init; }

    /// <summary>Code of the list that brought the person.</summary>
    public string? List { get; init; }

    /// <summary>Row in that list.</summary>
    public int? Row { get; init; }
}

/// <summary>A review as it is shown: names masked, evidence in words.</summary>
/// <param name="Code">Such as <c>R3</c>.</param>
/// <param name="Pair">The two records.</param>
/// <param name="Verdict">What was decided last.</param>
/// <param name="Merged">The two are one at present.</param>
/// <param name="Zone">How sure the machine was.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Evidence">In words.</param>
/// <param name="Left">The record that was registered first.</param>
/// <param name="Right">The other.</param>
public sealed record ReviewShown(
    string Code, Pair Pair, Verdict Verdict, bool Merged, ReviewZone Zone, double Score, string Evidence,
    ReviewSide Left,
    ReviewSide Right);

/// <summary>A page of reviews.</summary>
/// <param name="Rows">Best first.</param>
/// <param name="Total">How many match.</param>
public sealed record ReviewListing(IReadOnlyList<ReviewShown> Rows, int Total);

/// <summary>
/// Asks which pairs are before people. One of which a record was erased is so no longer: nobody can decide on it. It
/// stays open in the counts, which say the same after an erasure as before.
/// </summary>
/// <param name="Zone">Only of this zone; null for both.</param>
/// <param name="WithDecided">Also those that were decided.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many at most.</param>
public sealed record ListReviews(ReviewZone? Zone, bool WithDecided, int Skip, int Take) : Question<ReviewListing>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator | Roles.Auditor;

    /// <summary>Without those that wait for a second officer.</summary>
    public bool NotWaiting { get; init; }

    /// <inheritdoc/>
    public override ReviewListing Answer(Registers now, Moment moment)
    {
        HashSet<Pair> waiting = NotWaiting ? now.Duplicates.WaitingPairs() : [];
        var matches = Enumerable.Range(0, now.Duplicates.Count)
            .Select(at => now.Duplicates[at])
            .Where(pair => (WithDecided || (pair.IsOpen && !Reviews.IsMoot(now, pair.Pair)))
                && (Zone is null || pair.Zone == Zone) && !waiting.Contains(pair.Pair))
            .OrderByDescending(pair => pair.Score)
            .ThenBy(pair => pair.Number)
            .ToList();
        return new([.. matches.Skip(Skip).Take(Take).Select(pair => Reviews.Shown(now, pair))], matches.Count);
    }
}

/// <summary>Asks for one review; null when there is none.</summary>
/// <param name="Typed">A code such as <c>R3</c>, or an id as text.</param>
public sealed record ShowReview(string Typed) : Question<ReviewShown?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override ReviewShown? Answer(Registers now, Moment moment) =>
        now.Duplicates.Find(Typed) is { } pair ? Reviews.Shown(now, pair) : null;
}

/// <summary>What holds between two records at present.</summary>
/// <param name="Review">Code of their review; null when nobody ever asked.</param>
/// <param name="One">They count as one.</param>
/// <param name="Through">Codes of the other records of their group, when they count as one.</param>
public sealed record PairStanding(string? Review, bool One, IReadOnlyList<string> Through);

/// <summary>Asks how two records stand to each other.</summary>
/// <param name="Pair">The two.</param>
public sealed record FindPair(Pair Pair) : Question<PairStanding>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override PairStanding Answer(Registers now, Moment moment)
    {
        var groups = Pair.Kind == PairKind.Persons ? now.Duplicates.Persons : now.Duplicates.Households;
        return new(
            now.Duplicates.Find(Pair)?.Code, groups.CanonicalOf(Pair.Low) == groups.CanonicalOf(Pair.High),
            OneGroups.Through(now, Pair));
    }
}

/// <summary>A bulk decision as it is shown.</summary>
/// <param name="Bulk">Its id.</param>
/// <param name="ProposedBy">The first officer.</param>
/// <param name="Reason">Why.</param>
/// <param name="Pairs">Its pairs, as they stand now.</param>
public sealed record BulkShown(
    Id<BulkDecision> Bulk, Id<Officer> ProposedBy, string Reason, IReadOnlyList<ReviewShown> Pairs);

/// <summary>Asks which bulk decisions wait for a second officer.</summary>
public sealed record ListBulks : Question<IReadOnlyList<BulkShown>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override IReadOnlyList<BulkShown> Answer(Registers now, Moment moment) =>
    [
        .. now.Duplicates.Bulks.Where(bulk => !bulk.Confirmed).OrderBy(bulk => bulk.Fact.Bulk.Value)
            .Select(bulk => new BulkShown(
                bulk.Fact.Bulk, bulk.ProposedBy, bulk.Fact.Reason,
                [.. bulk.Fact.Pairs.Select(now.Duplicates.Find).OfType<PairRecord>()
                    .Select(pair => Reviews.Shown(now, pair))])),
    ];
}

/// <summary>Puts reviews together for answers.</summary>
static class Reviews
{
    public static ReviewShown Shown(Registers now, PairRecord pair)
    {
        var (one, other) = (OrdinalOf(now, pair.Pair, pair.Pair.Low), OrdinalOf(now, pair.Pair, pair.Pair.High));
        return new(
            pair.Code, pair.Pair, pair.Verdict, pair.Merged, pair.Zone, pair.Score / 10_000.0,
            Evidence.Text(pair.Reasons),
            Side(now, pair.Pair.Kind, Math.Min(one, other)), Side(now, pair.Pair.Kind, Math.Max(one, other)));
    }

    /// <summary>
    /// Whether nothing is left of one of the two to compare: the person, or everybody of the household.
    /// </summary>
    public static bool IsMoot(Registers now, Pair pair) =>
        IsErased(now, pair.Kind, pair.Low) || IsErased(now, pair.Kind, pair.High);

    static bool IsErased(Registers now, PairKind kind, Guid id) => kind == PairKind.Persons
        ? now.People.IsErased(id)
        : now.People.Find(new Id<Household>(id)) is >= 0 and var home
            && now.People.Household(home).Members is { Count: > 0 } members
            && members.All(member => now.People.Row(member).Is(PeopleFlags.Erased));

    static int OrdinalOf(Registers now, Pair pair, Guid id) => pair.Kind == PairKind.Persons
        ? now.People.Find(new Id<Person>(id))
        : now.People.Find(new Id<Household>(id));

    /// <summary>A record that is not on record (its entry comes later by sync) has the code of nobody.</summary>
    static ReviewSide Side(Registers now, PairKind kind, int at)
    {
        if (at < 0)
            return new("?", null, 0);
        if (kind == PairKind.Households)
        {
            var home = now.People.Household(at);
            return new(home.Code, home.Code, home.Members.Count)
            {
                Origin = PeopleListings.NameOf(now, home.Origin),
                Present = PeopleListings.NameOf(now, home.Present),
            };
        }
        var row = PeopleListings.Row(now, at, PersonFields.None);
        var size = now.People.Person(at).Household is >= 0 and var own ? now.People.Household(own).Members.Count : 0;
        return new(row.Code, row.Household, size)
        {
            Person = row.Person,
            Sex = row.Sex,
            BirthYear = row.BirthYear,
            Origin = row.Origin,
            Present = row.Present,
            List = row.List,
            Row = row.Row,
        };
    }
}
