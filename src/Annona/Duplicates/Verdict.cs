using System.Text.Json.Serialization;
using Annona.People;
using Annona.Values;

namespace Annona.Duplicates;

/// <summary>What two records of a pair are.</summary>
public enum PairKind
{
    /// <summary>Two persons.</summary>
    Persons,

    /// <summary>Two households: asked when persons of different households turned out to be one.</summary>
    Households,
}

/// <summary>What a person decided about a pair.</summary>
public enum Verdict
{
    /// <summary>Nobody decided yet.</summary>
    Open,

    /// <summary>The two records mean one.</summary>
    Same,

    /// <summary>They mean two. The pair is not proposed again unless the evidence changes.</summary>
    Different,

    /// <summary>Somebody has to ask first. The pair stays in the list of open reviews.</summary>
    Later,

    /// <summary>The question fell away: what it followed from was undone.</summary>
    Withdrawn,
}

/// <summary>How sure the machine is. It never decides.</summary>
public enum ReviewZone
{
    /// <summary>Somebody has to look.</summary>
    Ask,

    /// <summary>Very likely one person; still decided by a person.</summary>
    Likely,
}

/// <summary>Two records, the lower id first, so that a pair has one name on every device.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Low">The lower id.</param>
/// <param name="High">The higher id.</param>
public readonly record struct Pair(PairKind Kind, Guid Low, Guid High)
{
    /// <summary>The pair's own id, derived from the two.</summary>
    [JsonIgnore]
    public Id<Review> Id => new(Ids.From(Low, $"pair/{High:n}"));

    /// <summary>Two persons in either order.</summary>
    public static Pair Of(Id<Person> one, Id<Person> other) => Of(PairKind.Persons, one.Value, other.Value);

    /// <summary>Two households in either order.</summary>
    public static Pair Of(Id<Household> one, Id<Household> other) => Of(PairKind.Households, one.Value, other.Value);

    static Pair Of(PairKind kind, Guid one, Guid other) =>
        one.CompareTo(other) < 0 ? new(kind, one, other) : new(kind, other, one);
}

/// <summary>A pair that somebody has to look at.</summary>
public sealed record Review;

/// <summary>An officer's proposal to decide many likely pairs at once, which a second officer confirms.</summary>
public sealed record BulkDecision;
