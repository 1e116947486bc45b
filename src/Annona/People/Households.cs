using Annona.Access;
using Annona.Values;

namespace Annona.People;

/// <summary>A household as it is shown, without names.</summary>
/// <param name="Household">Its id.</param>
/// <param name="Code">The same for officers, such as <c>H3</c>.</param>
/// <param name="Members">Codes of those registered in it who did not leave.</param>
/// <param name="Left">Codes of those who left.</param>
public sealed record HouseholdShown(
    Id<Household> Household, string Code, IReadOnlyList<string> Members, IReadOnlyList<string> Left)
{
    /// <summary>Number of the form.</summary>
    public string? Form { get; init; }

    /// <summary>Code of the representative; null when none is stated.</summary>
    public string? Head { get; init; }

    /// <summary>How many were counted in it; null when nobody counted heads.</summary>
    public int? Counted { get; init; }

    /// <summary>The head count by sex and age band.</summary>
    public IReadOnlyList<HeadCount> HeadCounts { get; init; } = [];

    /// <summary>Name of the place of origin; null when not known.</summary>
    public string? Origin { get; init; }

    /// <summary>Name of the present place; null when not known.</summary>
    public string? Present { get; init; }

    /// <summary>Day of arrival, local.</summary>
    public DateOnly? Arrived { get; init; }

    /// <summary>Name of the shelter it lives in.</summary>
    public string? Shelter { get; init; }

    /// <summary>The first day there.</summary>
    public DateOnly? ShelteredSince { get; init; }

    /// <summary>On what grounds its data are kept, oldest first.</summary>
    public IReadOnlyList<LegalGround> Bases { get; init; } = [];

    /// <summary>When and in which language it was told what is kept, oldest first.</summary>
    public IReadOnlyList<NoticeTold> Notices { get; init; } = [];

    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }
}

/// <summary>A page of households.</summary>
/// <param name="Rows">In order of arrival.</param>
/// <param name="Total">How many match.</param>
public sealed record HouseholdListing(IReadOnlyList<HouseholdShown> Rows, int Total);

/// <summary>Asks for one household; null when there is none.</summary>
/// <param name="Typed">A code or an id as text.</param>
public sealed record ShowHousehold(string Typed) : Question<HouseholdShown?>
{
    /// <inheritdoc/>
    public override Roles MayAsk =>
        Roles.Registrar | Roles.Planner | Roles.Coordinator | Roles.Storekeeper | Roles.Auditor;

    /// <inheritdoc/>
    public override HouseholdShown? Answer(Registers now, Moment moment) =>
        now.People.FindHousehold(Typed) is >= 0 and var at ? HouseholdListings.Shown(now, at) : null;
}

/// <summary>Asks which households there are.</summary>
/// <param name="OnlyCounted">Only those in which nobody is registered by name yet.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many at most.</param>
public sealed record ListHouseholds(bool OnlyCounted, int Skip, int Take) : Question<HouseholdListing>
{
    /// <inheritdoc/>
    public override Roles MayAsk =>
        Roles.Registrar | Roles.Planner | Roles.Coordinator | Roles.Storekeeper | Roles.Auditor;

    /// <inheritdoc/>
    public override HouseholdListing Answer(Registers now, Moment moment)
    {
        var matches = Enumerable.Range(0, now.People.HouseholdCount)
            .Where(at => !OnlyCounted || now.People.HouseholdRowOf(at) is { Members: 0, Stated: > 0 })
            .ToList();
        return new([.. matches.Skip(Skip).Take(Take).Select(at => HouseholdListings.Shown(now, at))], matches.Count);
    }
}

/// <summary>Puts households together for answers.</summary>
static class HouseholdListings
{
    public static HouseholdShown Shown(Registers now, int at)
    {
        var home = now.People.Household(at);
        var members = home.Members.ToLookup(member => now.People.Row(member).Is(PeopleFlags.Left));
        var (bases, notices) = now.People.GroundsOf(at);
        return new(home.Id, home.Code, [.. members[false].Select(PeopleCodes.Person)],
            [.. members[true].Select(PeopleCodes.Person)])
        {
            Form = home.Form,
            Head = home.Head is { } head ? PeopleCodes.Person(head) : null,
            Counted = home.Stated == 0 ? null : home.Stated,
            HeadCounts = home.HeadCounts,
            Origin = PeopleListings.NameOf(now, home.Origin),
            Present = PeopleListings.NameOf(now, home.Present),
            Arrived = home.Arrived,
            Shelter = home.Shelter is { } site ? now.Places.Find(site)?.Name : null,
            ShelteredSince = home.ShelteredSince,
            Bases = bases,
            Notices = notices,
            Synthetic = home.Synthetic,
        };
    }
}
