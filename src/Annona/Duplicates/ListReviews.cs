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

/// <summary>Asks which pairs are before people.</summary>
/// <param name="Zone">Only of this zone; null for both.</param>
/// <param name="WithDecided">Also those that were decided.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many at most.</param>
public sealed record ListReviews(ReviewZone? Zone, bool WithDecided, int Skip, int Take) : Question<ReviewListing>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override ReviewListing Answer(Registers now, Moment moment)
    {
        var matches = Enumerable.Range(0, now.Duplicates.Count)
            .Select(at => now.Duplicates[at])
            .Where(pair => (WithDecided || pair.IsOpen) && (Zone is null || pair.Zone == Zone))
            .OrderByDescending(pair => pair.Score)
            .ThenBy(pair => pair.Number)
            .ToList();
        return new([.. matches.Skip(Skip).Take(Take).Select(pair => Reviews.Shown(now, pair))], matches.Count);
    }
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
            Sex = row.Sex,
            BirthYear = row.BirthYear,
            Origin = row.Origin,
            Present = row.Present,
            List = row.List,
            Row = row.Row,
        };
    }
}
