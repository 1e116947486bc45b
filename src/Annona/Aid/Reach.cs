using Annona.Access;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Aid;

/// <summary>How a delivery is shown.</summary>
/// <param name="Amount">How much was delivered: handed over, credited or collected.</param>
/// <param name="Confirmed">Of it, collected against a signature or token, or collected from a provider.</param>
public sealed record Delivered(Amount Amount, Amount Confirmed);

/// <summary>Whom aid reached. Every number is a count of different ones; a merged record counts once.</summary>
/// <param name="Households">Different households that something was delivered to.</param>
/// <param name="ConfirmedHouseholds">Of them, those with at least one confirmed delivery.</param>
/// <param name="Persons">Different persons on record in them when it was handed over, also those who left
/// since.</param>
/// <param name="HeadCountOnly">Further people in them who were only counted so far.</param>
/// <param name="Handovers">How many handovers and payments.</param>
/// <param name="First">Day of the first; null when there is none.</param>
/// <param name="Last">Day of the last; null when there is none.</param>
/// <param name="ByCommodity">What was delivered, by code of the commodity.</param>
public sealed record Reached(
    int Households, int ConfirmedHouseholds, int Persons, int HeadCountOnly, int Handovers, DateOnly? First,
    DateOnly? Last, IReadOnlyList<Delivered> ByCommodity)
{
    /// <summary>Nobody.</summary>
    public static Reached Nobody { get; } = new(0, 0, 0, 0, 0, null, null, []);
}

/// <summary>Which deliveries are meant. All conditions that are set must hold.</summary>
public sealed record ReachFilter
{
    /// <summary>With goods or money that carry this promise; a service, by its programme.</summary>
    public Id<Promise>? Promise { get; init; }

    /// <summary>Of this programme.</summary>
    public Id<Programme>? Programme { get; init; }

    /// <summary>Of this cycle of the programme.</summary>
    public int? Cycle { get; init; }

    /// <summary>At distributions in this place; leaves out cash through providers.</summary>
    public Id<Place>? Place { get; init; }

    /// <summary>From this day on.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Up to this day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The made-up ones instead of the real ones; they are never counted together.</summary>
    public bool Synthetic { get; init; }
}

/// <summary>Asks whom aid reached. Counted from open parts only: erasing names changes nothing.</summary>
public sealed record CountReached(ReachFilter Filter) : Question<Reached>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Reached Answer(Registers now, Moment moment)
    {
        var pass = new ReachPass(now, new(now), Filter, Filter.Promise is null ? ReachBy.Delivery : ReachBy.Promise);
        return pass.Of(Filter.Promise ?? default).Summary();
    }
}
