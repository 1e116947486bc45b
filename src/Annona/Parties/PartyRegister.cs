using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Annona.Journal;
using Annona.Values;

namespace Annona.Parties;

/// <summary>A party as the register has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Kind">What sort of actor.</param>
/// <param name="Name">The name used here.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Offices">In order of arrival.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record PartyRow(
    Id<Party> Id, int Number, PartyKind Kind, string Name, ImmutableArray<OtherName> Aliases,
    ImmutableArray<Office> Offices, bool Synthetic)
{
    /// <summary>What officers type: <c>A3</c> for the third party (actor) on record.</summary>
    public string Code => $"A{Number}";

    /// <summary>The newest office with this title that is not over, or null.</summary>
    public Office? Held(string title) => Offices.LastOrDefault(office => office.To is null
        && string.Equals(office.Title, title.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is the organisation itself, or held an office of it on a day.</summary>
    public bool SpeaksFor(Id<Party> party, DateOnly day) =>
        Id == party || Offices.Any(office => office.Of == party && office.IsHeldOn(day));
}

/// <summary>Who is who.</summary>
public sealed record PartyRegister : IRegister<PartyRegister>
{
    ImmutableList<PartyRow> rows = [];
    ImmutableDictionary<Id<Party>, int> byId = ImmutableDictionary<Id<Party>, int>.Empty;
    ImmutableDictionary<string, int> byName =
        ImmutableDictionary<string, int>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    PartyRegister()
    {
    }

    /// <summary>Nobody on record.</summary>
    public static PartyRegister Empty { get; } = new();

    /// <summary>All parties in order of arrival.</summary>
    public IReadOnlyList<PartyRow> All => rows;

    /// <summary>The party with an id, or null.</summary>
    public PartyRow? Find(Id<Party> party) => byId.TryGetValue(party, out var at) ? rows[at] : null;

    /// <summary>The party with a code (<c>A3</c>), a name, an alias or an id as text, or null.</summary>
    public PartyRow? Find(string text) =>
        byName.TryGetValue(text.Trim(), out var at) ? rows[at]
        : Codes.TryNumber(text, "A", rows.Count, out var number) ? rows[number - 1]
        : Id<Party>.TryParse(text, out var id) ? Find(id)
        : null;

    /// <inheritdoc/>
    public PartyRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        PartyAdded added when byId.ContainsKey(added.Party) => this,
        PartyAdded added => Added(added),
        PartyAliasAdded named =>
            Changed(named.Party, row => row with { Aliases = row.Aliases.Add(named.Alias) }, named.Alias.Text),
        OfficeEnded ended => Changed(ended.Party, row => Ended(row, ended)),
        OfficeHeld held => Changed(held.Party, row => row with { Offices = row.Offices.Add(held.Office) }),
        _ => this,
    };

    static PartyRow Ended(PartyRow row, OfficeEnded ended) =>
        row.Held(ended.Title) is { } office
            ? row with { Offices = row.Offices.Replace(office, office with { To = ended.To }) }
            : row;

    PartyRegister Added(PartyAdded added)
    {
        if (byId.ContainsKey(added.Party))
            return this;
        var names = added.Aliases.Select(alias => alias.Text).Prepend(added.Name);
        var row = new PartyRow(
            added.Party, rows.Count + 1, added.Kind, added.Name, [.. added.Aliases], [], added.Synthetic);
        return this with
        {
            rows = rows.Add(row),
            byId = byId.SetItem(added.Party, rows.Count),
            byName = byName.SetItems(names.Select(name => KeyValuePair.Create(name, rows.Count))),
        };
    }

    PartyRegister Changed(Id<Party> party, Func<PartyRow, PartyRow> change, string? name = null) =>
        !byId.TryGetValue(party, out var at) ? this
        : this with
        {
            rows = rows.SetItem(at, change(rows[at])),
            byName = name is null ? byName : byName.SetItem(name, at),
        };
}

/// <summary>Stored forms of this room.</summary>
public static class PartyForms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<StoredForm> All { get; } =
    [
        new("party.added", 1, PartyJson.Default.PartyAdded),
        new("party.office-held", 1, PartyJson.Default.OfficeHeld),
        new("party.office-ended", 1, PartyJson.Default.OfficeEnded),
        new("party.alias-added", 1, PartyJson.Default.PartyAliasAdded),
    ];
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PartyAdded))]
[JsonSerializable(typeof(OfficeHeld))]
[JsonSerializable(typeof(OfficeEnded))]
[JsonSerializable(typeof(PartyAliasAdded))]
sealed partial class PartyJson : JsonSerializerContext;
