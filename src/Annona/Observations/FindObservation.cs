using Annona.Access;

namespace Annona.Observations;

/// <summary>The observation that somebody means; null if there is none. It says nothing of what was seen.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindObservation(string Typed) : Question<Known<Observation>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<Observation>? Answer(Registers now, Moment moment) =>
        now.Observations.Find(Typed) is { } row ? new(row.Id, row.Code, "") : null;
}
