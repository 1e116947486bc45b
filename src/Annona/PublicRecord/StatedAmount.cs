using System.Globalization;
using System.Text.Json.Serialization;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>What the words around a number say about its ends.</summary>
public enum Qualifier
{
    /// <summary>As it stands: low and high are the number.</summary>
    Exact,

    /// <summary>"about": low and high are the number; ten percent either way is our convention.</summary>
    About,

    /// <summary>
    /// "nearly": low and high are the number, and nobody says that it was reached; from ten percent below, which is
    /// our convention.
    /// </summary>
    Nearly,

    /// <summary>"more than": low is the number, excluded; open above.</summary>
    MoreThan,

    /// <summary>"at least": low is the number, included; open above.</summary>
    AtLeast,

    /// <summary>"up to": high is the number, included; from nothing.</summary>
    UpTo,

    /// <summary>"fewer than": high is the number, excluded; from nothing.</summary>
    LessThan,

    /// <summary>"50 to 60", and "hundreds" as its convention has it: both ends included.</summary>
    Between,
}

/// <summary>
/// An amount as it was said, in whole smallest units. "More than 11.5 million dollars" keeps its open end: it is never
/// rounded to a number that nobody said.
/// </summary>
/// <param name="Qualifier">What the words say about the ends.</param>
/// <param name="Low">The number below; null for "up to" and "fewer than".</param>
/// <param name="High">The number above; null for "more than" and "at least".</param>
/// <param name="Commodity">Currency or goods; null for people, houses and other things that are only counted.</param>
public sealed record StatedAmount(Qualifier Qualifier, long? Low, long? High, Commodity? Commodity)
{
    /// <summary>Exactly this amount.</summary>
    public static StatedAmount Exactly(Amount amount) =>
        new(Qualifier.Exact, amount.Units, amount.Units, amount.Commodity);

    /// <summary>Exactly so many.</summary>
    public static StatedAmount Exactly(long count) => new(Qualifier.Exact, count, count, null);

    /// <summary>
    /// The least and the most that the words allow, both included, in smallest units. "More than 5" is from 6, because
    /// units are whole; a null end is open.
    /// </summary>
    [JsonIgnore]
    public (long Least, long? Most) Interval => Qualifier switch
    {
        Qualifier.About => (Low!.Value - Low.Value / 10, High!.Value + High.Value / 10),
        Qualifier.Nearly => (Low!.Value - Low.Value / 10, High!.Value),
        Qualifier.MoreThan => (checked(Low!.Value + 1), null),
        Qualifier.AtLeast => (Low!.Value, null),
        Qualifier.UpTo => (0, High!.Value),
        Qualifier.LessThan => (0, High!.Value - 1),
        _ => (Low!.Value, High!.Value),
    };

    /// <summary>Whether the ends are there that the qualifier asks for, in order, none below nothing.</summary>
    [JsonIgnore]
    public bool IsSound => HasItsEnds && (Commodity is not { } commodity
        || Values.Commodity.IsCode(commodity.Code) && commodity.Scale is >= 0 and <= Values.Commodity.ScaleMax);

    bool HasItsEnds => Qualifier switch
    {
        Qualifier.Exact or Qualifier.About or Qualifier.Nearly => Low is >= 0 && High == Low,
        Qualifier.MoreThan or Qualifier.AtLeast => Low is >= 0 and < long.MaxValue && High is null,
        Qualifier.UpTo => Low is null && High is >= 0,
        Qualifier.LessThan => Low is null && High is > 0,
        Qualifier.Between => Low is >= 0 && High > Low,
        _ => false,
    };

    /// <summary>Whether both count the same thing, whatever its smallest unit.</summary>
    public bool IsLike(StatedAmount other) => Commodity?.Code == other.Commodity?.Code;

    /// <summary>Whether no number fits both. Only for amounts that are alike.</summary>
    public bool IsDisjointFrom(StatedAmount other) => LiesBelow(other) || other.LiesBelow(this);

    /// <summary>Whether every number that fits this one is below every number that fits the other.</summary>
    public bool LiesBelow(StatedAmount other)
    {
        var scale = Math.Max(Commodity?.Scale ?? 0, other.Commodity?.Scale ?? 0);
        return At(scale).Interval.Most is { } most && most < other.At(scale).Interval.Least;
    }

    /// <summary>Whether both say the same number in the same words, whatever its smallest unit.</summary>
    public bool SaysTheSameAs(StatedAmount other) => IsLike(other) && At(ScaleOf(other)) == other.At(ScaleOf(other));

    /// <summary>
    /// Whether this claims more than <paramref name="said"/>: a higher floor, a higher ceiling, a firmer number, or a
    /// number that does not fit the words at all. Only for amounts that are alike.
    /// </summary>
    public bool ClaimsMoreThan(StatedAmount said)
    {
        var scale = ScaleOf(said);
        var (mine, its) = (At(scale).Interval, said.At(scale).Interval);
        return mine.Least > its.Least
            || its.Most is { } most && (mine.Most is not { } claimed || claimed > most)
            || IsDisjointFrom(said);
    }

    int ScaleOf(StatedAmount other) => Math.Max(Commodity?.Scale ?? 0, other.Commodity?.Scale ?? 0);

    /// <summary>The same amount in smaller units, or itself where it has such units already.</summary>
    /// <param name="scale">Decimal places; fewer than the amount has change nothing.</param>
    /// <exception cref="OverflowException">It does not fit 64 bits in these units.</exception>
    public StatedAmount At(int scale)
    {
        if (Commodity is not { } commodity || scale <= commodity.Scale)
            return this;
        var finer = commodity with { Scale = scale };
        var times = finer.UnitsPerWhole / commodity.UnitsPerWhole;
        return this with { Low = checked(Low * times), High = checked(High * times), Commodity = finer };
    }

    /// <summary>As one would say it: <c>more than 11,500,000 USD</c>.</summary>
    public override string ToString() => Qualifier switch
    {
        Qualifier.About => $"about {Number(Low)}{Unit}",
        Qualifier.Nearly => $"nearly {Number(Low)}{Unit}",
        Qualifier.MoreThan => $"more than {Number(Low)}{Unit}",
        Qualifier.AtLeast => $"at least {Number(Low)}{Unit}",
        Qualifier.UpTo => $"up to {Number(High)}{Unit}",
        Qualifier.LessThan => $"fewer than {Number(High)}{Unit}",
        Qualifier.Between => $"{Number(Low)} to {Number(High)}{Unit}",
        _ => $"{Number(Low)}{Unit}",
    };

    string Unit => Commodity is { } commodity ? $" {commodity.Code}" : "";

    /// <summary>Grouped; money without cents where there are none, other things with all their decimals.</summary>
    string Number(long? units)
    {
        var number = (units ?? 0) / (decimal)(Commodity?.UnitsPerWhole ?? 1);
        var places = Commodity is not { } commodity
            || Currencies.IsCode(commodity.Code) && number == decimal.Truncate(number)
                ? 0
                : commodity.Scale;
        return number.ToString($"N{places}", CultureInfo.InvariantCulture);
    }
}
