using Annona.Access;

namespace Annona.Aid;

/// <summary>The programme that somebody means; null if there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindProgramme(string Typed) : Question<Known<Programme>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<Programme>? Answer(Registers now, Moment moment) =>
        now.Aid.FindProgramme(Typed) is { } row ? new(row.Id, row.Code, row.Name) : null;
}

/// <summary>The distribution that somebody means; null if there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindDistribution(string Typed) : Question<Known<Distribution>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<Distribution>? Answer(Registers now, Moment moment) =>
        now.Aid.FindDistribution(Typed) is { } row ? new(row.Id, row.Code, "") : null;
}

/// <summary>The cash list that somebody means; null if there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindCashList(string Typed) : Question<Known<CashList>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<CashList>? Answer(Registers now, Moment moment) =>
        now.Aid.FindCashList(Typed) is { } row ? new(row.Id, row.Code, "") : null;
}
