using Annona.Access;
using Annona.Values;

namespace Annona.Places;

/// <summary>The people somebody speaks of or promises to.</summary>
public sealed record PopulationGroup;

/// <summary>Whether the operation's register covers a group: only then can anybody be counted as reached.</summary>
public enum Coverage
{
    /// <summary>We register them: people reached can be counted.</summary>
    Registered,

    /// <summary>We register some of them: people reached is a lower bound.</summary>
    Partly,

    /// <summary>We do not register them: "reached" is not countable.</summary>
    NotRegistered,
}

/// <summary>A group is on record.</summary>
/// <param name="Group">Its id.</param>
/// <param name="Name">Such as <c>people who stayed</c>.</param>
/// <param name="Place">Where they are, if it is known.</param>
/// <param name="Coverage">Whether our register covers them.</param>
/// <param name="Definition">Who belongs to it, in a sentence.</param>
public sealed record GroupDefined(
    Id<PopulationGroup> Group, string Name, Id<Place>? Place, Coverage Coverage, string Definition) : Event;

/// <summary>Asks to put a group on record.</summary>
public sealed record DefineGroup(string Name, Id<Place>? Place, Coverage Coverage, string Definition) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Name))
            return PlaceRefusals.GroupNoName();
        if (Place is { } place && now.Places.Find(place) is null)
            return PlaceRefusals.Unknown(place.ToString());
        if (now.Places.FindGroup(Name) is { } known)
            return PlaceRefusals.GroupAlreadyThere(Name, known.Code);
        return new GroupDefined(new(Ids.From(Intent, "group")), Name, Place, Coverage, Definition);
    }
}
