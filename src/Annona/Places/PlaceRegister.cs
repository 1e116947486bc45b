using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Annona.Journal;
using Annona.Values;

namespace Annona.Places;

/// <summary>A place as the register has it.</summary>
public sealed record PlaceRow(
    Id<Place> Id, int Number, PlaceLevel Level, string Name, ImmutableArray<OtherName> Names,
    ImmutableArray<PlaceCode> Codes, Id<Place>? Parent, bool Synthetic)
{
    /// <summary>What officers type: <c>L3</c> for the third place (location) on record.</summary>
    public string Code => $"L{Number}";
}

/// <summary>A population group as the register has it.</summary>
public sealed record GroupRow(
    Id<PopulationGroup> Id, int Number, string Name, Id<Place>? Place, Coverage Coverage, string Definition,
    bool Synthetic)
{
    /// <summary>What officers type: <c>G3</c> for the third group on record.</summary>
    public string Code => $"G{Number}";
}

/// <summary>Places, nested, and the groups of people somebody speaks of.</summary>
public sealed record PlaceRegister : IRegister<PlaceRegister>
{
    ImmutableList<PlaceRow> places = [];
    ImmutableDictionary<Id<Place>, int> placeById = ImmutableDictionary<Id<Place>, int>.Empty;
    ImmutableDictionary<string, int> placeByName = Names;
    ImmutableList<GroupRow> groups = [];
    ImmutableDictionary<Id<PopulationGroup>, int> groupById = ImmutableDictionary<Id<PopulationGroup>, int>.Empty;
    ImmutableDictionary<string, int> groupByName = Names;

    PlaceRegister()
    {
    }

    static ImmutableDictionary<string, int> Names { get; } =
        ImmutableDictionary<string, int>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>Nothing on record.</summary>
    public static PlaceRegister Empty { get; } = new();

    /// <summary>All places in order of arrival.</summary>
    public IReadOnlyList<PlaceRow> All => places;

    /// <summary>All groups in order of arrival.</summary>
    public IReadOnlyList<GroupRow> Groups => groups;

    /// <summary>The place with an id, or null.</summary>
    public PlaceRow? Find(Id<Place> place) => placeById.TryGetValue(place, out var at) ? places[at] : null;

    /// <summary>The place with a code (<c>L3</c>), a name, a published code or an id as text, or null.</summary>
    public PlaceRow? Find(string text) =>
        placeByName.TryGetValue(text.Trim(), out var at) ? places[at]
        : Codes.TryNumber(text, "L", places.Count, out var number) ? places[number - 1]
        : Id<Place>.TryParse(text, out var id) ? Find(id)
        : null;

    /// <summary>The group with an id, or null.</summary>
    public GroupRow? Find(Id<PopulationGroup> group) => groupById.TryGetValue(group, out var at) ? groups[at] : null;

    /// <summary>The group with a code (<c>G3</c>), a name or an id as text, or null.</summary>
    public GroupRow? FindGroup(string text) =>
        groupByName.TryGetValue(text.Trim(), out var at) ? groups[at]
        : Codes.TryNumber(text, "G", groups.Count, out var number) ? groups[number - 1]
        : Id<PopulationGroup>.TryParse(text, out var id) ? Find(id)
        : null;

    /// <summary>Whether <paramref name="inner"/> is <paramref name="outer"/> or lies in it by explicit
    /// parents.</summary>
    public bool LiesIn(Id<Place> inner, Id<Place> outer)
    {
        // Decisions refuse a circle, but two devices may each have made half of one: no chain is longer than the list.
        var at = Find(inner);
        for (var step = 0; at is not null && step <= places.Count; step++)
        {
            if (at.Id == outer)
                return true;
            at = at.Parent is { } parent ? Find(parent) : null;
        }
        return false;
    }

    /// <inheritdoc/>
    public PlaceRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        PlaceAdded added when placeById.ContainsKey(added.Place) => this,
        GroupDefined defined when groupById.ContainsKey(defined.Group) => this,
        PlaceAdded added => After(added),
        PlaceNamed named => After(named),
        PlaceMoved moved when placeById.TryGetValue(moved.Place, out var at) =>
            this with { places = places.SetItem(at, places[at] with { Parent = moved.Parent }) },
        GroupDefined defined => After(defined),
        _ => this,
    };

    PlaceRegister After(PlaceAdded added)
    {
        if (placeById.ContainsKey(added.Place))
            return this;
        var row = new PlaceRow(
            added.Place, places.Count + 1, added.Level, added.Name, [.. added.Names], [.. added.Codes], added.Parent,
            added.Synthetic);
        var names = added.Names.Select(name => name.Text).Prepend(added.Name)
            .Concat(added.Codes.Select(code => code.Code));
        return this with
        {
            places = places.Add(row),
            placeById = placeById.SetItem(added.Place, places.Count),
            placeByName = placeByName.SetItems(names.Select(name => KeyValuePair.Create(name, places.Count))),
        };
    }

    PlaceRegister After(PlaceNamed named)
    {
        if (!placeById.TryGetValue(named.Place, out var at))
            return this;
        var row = places[at];
        if (named.Name is not null)
            row = row with { Names = row.Names.Add(named.Name) };
        if (named.Code is not null)
            row = row with { Codes = row.Codes.Add(named.Code) };
        var names = new[] { named.Name?.Text, named.Code?.Code }.OfType<string>();
        return this with
        {
            places = places.SetItem(at, row),
            placeByName = placeByName.SetItems(names.Select(name => KeyValuePair.Create(name, at))),
        };
    }

    PlaceRegister After(GroupDefined defined) => groupById.ContainsKey(defined.Group) ? this
        : this with
        {
            groups = groups.Add(new(
                defined.Group, groups.Count + 1, defined.Name, defined.Place, defined.Coverage, defined.Definition,
                defined.Synthetic)),
            groupById = groupById.SetItem(defined.Group, groups.Count),
            groupByName = groupByName.SetItem(defined.Name, groups.Count),
        };
}

/// <summary>Stored forms of this room.</summary>
public static class PlaceForms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<StoredForm> All { get; } =
    [
        new("place.added", 1, PlaceJson.Default.PlaceAdded),
        new("place.named", 1, PlaceJson.Default.PlaceNamed),
        new("place.moved", 1, PlaceJson.Default.PlaceMoved),
        new("group.defined", 1, PlaceJson.Default.GroupDefined),
    ];
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PlaceAdded))]
[JsonSerializable(typeof(PlaceNamed))]
[JsonSerializable(typeof(PlaceMoved))]
[JsonSerializable(typeof(GroupDefined))]
sealed partial class PlaceJson : JsonSerializerContext;
