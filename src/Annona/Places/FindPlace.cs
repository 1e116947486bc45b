using Annona.Access;

namespace Annona.Places;

/// <summary>The place that somebody means; null if there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindPlace(string Typed) : Question<Known<Place>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<Place>? Answer(Registers now, Moment moment) =>
        now.Places.Find(Typed) is { } row ? new(row.Id, row.Code, row.Name) : null;
}

/// <summary>The population group that somebody means; null if there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindGroup(string Typed) : Question<Known<PopulationGroup>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<PopulationGroup>? Answer(Registers now, Moment moment) =>
        now.Places.FindGroup(Typed) is { } row ? new(row.Id, row.Code, row.Name) : null;
}
