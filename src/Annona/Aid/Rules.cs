using Annona.People;
using Annona.Places;
using Annona.Values;

namespace Annona.Aid;

/// <summary>
/// How aid reaches people. Cash that is handed over in a box at a point is in kind as far as its path goes.
/// </summary>
public enum Modality
{
    /// <summary>Goods, or cash in hand, at a distribution.</summary>
    InKind,

    /// <summary>Money through a provider: bank, mobile money, card.</summary>
    Cash,

    /// <summary>Vouchers, handed over like goods.</summary>
    Voucher,

    /// <summary>A service. Nothing leaves a store.</summary>
    Service,
}

/// <summary>What an amount is multiplied by.</summary>
public enum RationPer
{
    /// <summary>Once for each household.</summary>
    Household,

    /// <summary>Once for each person in it.</summary>
    Person,
}

/// <summary>What a household may collect in one cycle, of one commodity.</summary>
public sealed record Ration(Amount Amount, RationPer Per)
{
    /// <summary>The amount for a household of so many people.</summary>
    /// <exception cref="OverflowException">The product does not fit.</exception>
    public Amount For(int people) => Per == RationPer.Person ? Amount * people : Amount;
}

/// <summary>
/// Which households may collect. All conditions that are set must hold; what is not known does not hold, and
/// the dry run says so.
/// An objection to sharing and a suspected duplicate are no conditions: neither takes aid away.
/// </summary>
public sealed record Eligibility
{
    /// <summary>Everybody in the register.</summary>
    public static Eligibility Everybody { get; } = new();

    /// <summary>The household is in this place now.</summary>
    public Id<Place>? Place { get; init; }

    /// <summary>At least one member came with this list.</summary>
    public Id<PeopleList>? List { get; init; }

    /// <summary>Arrived on this day or later.</summary>
    public DateOnly? ArrivedFrom { get; init; }

    /// <summary>Arrived on this day or earlier.</summary>
    public DateOnly? ArrivedTo { get; init; }

    /// <summary>At least so many people; null for any.</summary>
    public int? SizeMin { get; init; }

    /// <summary>At most so many people; null for any.</summary>
    public int? SizeMax { get; init; }

    /// <summary>At least one member has one of these needs; none for any.</summary>
    public Needs Needs { get; init; }
}

/// <summary>Who may collect what. A new version never changes what was granted or given under an old one.</summary>
/// <param name="Who">Which households.</param>
/// <param name="Rations">One for each commodity, at least one.</param>
public sealed record GrantRule(Eligibility Who, IReadOnlyList<Ration> Rations);

/// <summary>When a cycle runs.</summary>
/// <param name="Number">From 1.</param>
/// <param name="From">First day, local.</param>
/// <param name="To">Last day, local.</param>
public sealed record CycleDates(int Number, DateOnly From, DateOnly To);
