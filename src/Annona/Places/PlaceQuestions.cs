using Annona.Access;
using Annona.Values;

namespace Annona.Places;

/// <summary>A place as it is shown.</summary>
/// <param name="Code">Such as <c>L3</c>.</param>
/// <param name="Name">The name used here.</param>
/// <param name="Level">How fine it is.</param>
/// <param name="Names">Other names, in order of arrival.</param>
/// <param name="Codes">Published codes, in order of arrival.</param>
/// <param name="ParentCode">The place around it; null for none.</param>
/// <param name="Parent">Its name; null for none.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record PlaceLine(
    string Code, string Name, PlaceLevel Level, IReadOnlyList<OtherName> Names, IReadOnlyList<PlaceCode> Codes,
    string? ParentCode, string? Parent, bool Synthetic);

/// <summary>A population group as it is shown.</summary>
/// <param name="Code">Such as <c>G3</c>.</param>
/// <param name="Name">Who they are.</param>
/// <param name="PlaceCode">Where they are; null when not known.</param>
/// <param name="Place">Its name; null when not known.</param>
/// <param name="Coverage">Whether our register covers them.</param>
/// <param name="Definition">Who belongs to it.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record GroupLine(
    string Code, string Name, string? PlaceCode, string? Place, Coverage Coverage, string Definition, bool Synthetic);

/// <summary>Asks which places are on record, in order of arrival.</summary>
public sealed record ListPlaces : Question<IReadOnlyList<PlaceLine>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<PlaceLine> Answer(Registers now, Moment moment) =>
        [.. now.Places.All.Select(row => Line(row, now.Places))];

    internal static PlaceLine Line(PlaceRow row, PlaceRegister places)
    {
        var parent = row.Parent is { } around ? places.Find(around) : null;
        return new(
            row.Code, row.Name, row.Level, row.Names, row.Codes, parent?.Code, parent?.Name, row.Synthetic);
    }
}

/// <summary>Asks for one place; null if there is none.</summary>
public sealed record ShowPlace(Id<Place> Place) : Question<PlaceLine?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override PlaceLine? Answer(Registers now, Moment moment) =>
        now.Places.Find(Place) is { } row ? ListPlaces.Line(row, now.Places) : null;
}

/// <summary>Asks which population groups are on record, in order of arrival.</summary>
public sealed record ListGroups : Question<IReadOnlyList<GroupLine>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<GroupLine> Answer(Registers now, Moment moment) =>
        [.. now.Places.Groups.Select(row => Line(row, now.Places))];

    internal static GroupLine Line(GroupRow row, PlaceRegister places)
    {
        var place = row.Place is { } at ? places.Find(at) : null;
        return new(row.Code, row.Name, place?.Code, place?.Name, row.Coverage, row.Definition, row.Synthetic);
    }
}

/// <summary>Asks for one population group; null if there is none.</summary>
public sealed record ShowGroup(Id<PopulationGroup> Group) : Question<GroupLine?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override GroupLine? Answer(Registers now, Moment moment) =>
        now.Places.Find(Group) is { } row ? ListGroups.Line(row, now.Places) : null;
}
