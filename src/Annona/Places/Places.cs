using Annona.Access;
using Annona.Values;

namespace Annona.Places;

/// <summary>A place with names, codes and a parent.</summary>
public sealed record Place;

/// <summary>How fine a place is.</summary>
public enum PlaceLevel
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>A region of several countries.</summary>
    Region,

    /// <summary>A country.</summary>
    Country,

    /// <summary>First administrative level below the country.</summary>
    Admin1,

    /// <summary>Second administrative level.</summary>
    Admin2,

    /// <summary>Third administrative level.</summary>
    Admin3,

    /// <summary>A town or village.</summary>
    Settlement,

    /// <summary>A camp, shelter, crossing, warehouse or distribution point.</summary>
    Site,
}

/// <summary>A code in a published system, such as <c>P-code</c> or <c>ISO 3166-2</c>.</summary>
public sealed record PlaceCode(string System, string Code);

/// <summary>A place is on record.</summary>
/// <param name="Place">Its id.</param>
/// <param name="Level">How fine it is; never read off a code.</param>
/// <param name="Name">The name used here.</param>
/// <param name="Names">Other names, in any script.</param>
/// <param name="Codes">Published codes.</param>
/// <param name="Parent">The place around it: an explicit link, because codes do not nest reliably.</param>
public sealed record PlaceAdded(
    Id<Place> Place, PlaceLevel Level, string Name, IReadOnlyList<OtherName> Names, IReadOnlyList<PlaceCode> Codes,
    Id<Place>? Parent) : Event;

/// <summary>A place is also known by another name or code.</summary>
public sealed record PlaceNamed(Id<Place> Place, OtherName? Name, PlaceCode? Code) : Event;

/// <summary>A place lies in another one than was known, or in none.</summary>
/// <param name="Place">Which.</param>
/// <param name="Parent">The place around it; null for none.</param>
public sealed record PlaceMoved(Id<Place> Place, Id<Place>? Parent) : Event;

/// <summary>Asks to put a place on record.</summary>
public sealed record AddPlace(PlaceLevel Level, string Name) : Request
{
    /// <summary>Other names.</summary>
    public IReadOnlyList<OtherName> Names { get; init; } = [];

    /// <summary>Published codes.</summary>
    public IReadOnlyList<PlaceCode> Codes { get; init; } = [];

    /// <summary>The place around it.</summary>
    public Id<Place>? Parent { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var names = Names.Select(name => name.Text).Prepend(Name).Concat(Codes.Select(code => code.Code)).ToList();
        if (names.Any(string.IsNullOrWhiteSpace))
            return PlaceRefusals.NoName();
        if (Parent is { } parent && now.Places.Find(parent) is null)
            return PlaceRefusals.Unknown(parent.ToString());
        foreach (var name in names)
            if (now.Places.Find(name) is { } known)
                return PlaceRefusals.AlreadyThere(name, known.Code);
        return new PlaceAdded(new(Ids.From(Intent, "place")), Level, Name, Names, Codes, Parent);
    }
}

/// <summary>Asks to give a place another name or code.</summary>
public sealed record NamePlace(Id<Place> Place, OtherName? Name, PlaceCode? Code) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Places.Find(Place) is null)
            return PlaceRefusals.Unknown(Place.ToString());
        foreach (var name in new[] { Name?.Text, Code?.Code }.OfType<string>())
            if (string.IsNullOrWhiteSpace(name))
                return PlaceRefusals.NoName();
            else if (now.Places.Find(name) is { } known)
                return PlaceRefusals.AlreadyThere(name, known.Code);
        return new PlaceNamed(Place, Name, Code);
    }
}

/// <summary>Asks to put a place into another one.</summary>
/// <param name="Place">Which.</param>
/// <param name="Parent">The place around it; null for none.</param>
public sealed record MovePlace(Id<Place> Place, Id<Place>? Parent) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Places.Find(Place) is not { } row)
            return PlaceRefusals.Unknown(Place.ToString());
        if (Parent is not { } parent)
            return new PlaceMoved(Place, null);
        if (now.Places.Find(parent) is not { } around)
            return PlaceRefusals.Unknown(parent.ToString());
        return now.Places.LiesIn(parent, Place)
            ? PlaceRefusals.InItself(row.Code, around.Code)
            : new PlaceMoved(Place, Parent);
    }
}
