using Annona.Access;

namespace Annona.Parties;

/// <summary>The party that somebody means; null if there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindParty(string Typed) : Question<Known<Party>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<Party>? Answer(Registers now, Moment moment) =>
        now.Parties.Find(Typed) is { } row ? new(row.Id, row.Code, row.Name) : null;
}
