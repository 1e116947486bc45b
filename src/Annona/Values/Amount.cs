using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Annona.Values;

/// <summary>Anything counted: a currency, a parcel, rice by weight. <c>default</c> is no commodity.</summary>
/// <param name="Code">ISO 4217 for money (<c>USD</c>, <c>AMD</c>), else a short name (<c>food-parcel</c>,
/// <c>rice-kg</c>).</param>
/// <param name="Scale">Decimal places of the smallest unit: 2 for USD, 0 for parcels, 3 for rice-kg counted in
/// grams.</param>
public readonly record struct Commodity(string Code, int Scale)
{
    /// <summary>More decimal places than any currency or scale needs.</summary>
    public const int ScaleMax = 6;

    /// <summary>How many smallest units make one whole: 100 for a scale of 2.</summary>
    [JsonIgnore]
    public long UnitsPerWhole => PowersOfTen[Scale];

    static long[] PowersOfTen { get; } = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    /// <summary>
    /// Whether a code may name a commodity: letters, digits and hyphens, 1 to 32, beginning with a letter.
    /// </summary>
    public static bool IsCode(string code) =>
        code.Length is > 0 and <= 32 && char.IsAsciiLetter(code[0])
        && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <inheritdoc/>
    public override string ToString() => Code;
}

/// <summary>
/// So many smallest units of a commodity. Money, rice and kits obey the same arithmetic; different commodities never
/// add; overflow throws. <c>default</c> is nothing of no commodity.
/// </summary>
/// <param name="Commodity">What is counted.</param>
/// <param name="Units">Whole smallest units, such as cents or grams.</param>
[JsonConverter(typeof(AmountJsonConverter))]
public readonly record struct Amount(Commodity Commodity, long Units) : IComparable<Amount>
{
    /// <summary>Sum of two amounts of one commodity.</summary>
    /// <exception cref="InvalidOperationException">The commodities differ.</exception>
    public static Amount operator +(Amount left, Amount right) =>
        left with { Units = checked(left.Units + right.In(left.Commodity)) };

    /// <summary>Difference of two amounts of one commodity.</summary>
    /// <exception cref="InvalidOperationException">The commodities differ.</exception>
    public static Amount operator -(Amount left, Amount right) =>
        left with { Units = checked(left.Units - right.In(left.Commodity)) };

    /// <summary>So many times this amount.</summary>
    public static Amount operator *(Amount amount, long times) =>
        amount with { Units = checked(amount.Units * times) };

    /// <summary>Orders amounts of one commodity.</summary>
    /// <exception cref="InvalidOperationException">The commodities differ.</exception>
    public int CompareTo(Amount other) => Units.CompareTo(other.In(Commodity));

    /// <summary>Reads <c>12.50 USD</c>; the digits after the point say the scale.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Amount amount)
    {
        amount = default;
        var space = text?.IndexOf(' ', StringComparison.Ordinal) ?? -1;
        if (space <= 0)
            return false;
        var code = text![(space + 1)..];
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var scale = point < 0 || point > space ? 0 : space - point - 1;
        if (!Commodity.IsCode(code) || scale > Commodity.ScaleMax)
            return false;
        var digits = scale == 0 ? text[..space] : text[..point] + text[(point + 1)..space];
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units))
            return false;
        amount = new(new(code, scale), units);
        return true;
    }

    /// <summary>Exact and without grouping: <c>12.50 USD</c>, <c>5.000 rice-kg</c>, <c>40 food-parcel</c>.</summary>
    public override string ToString() => $"{Number} {Commodity.Code}";

    /// <summary>The number alone, with as many decimals as the scale has.</summary>
    [JsonIgnore]
    public string Number => (Units / (decimal)Commodity.UnitsPerWhole).ToString(
        $"F{Commodity.Scale}", CultureInfo.InvariantCulture);

    long In(Commodity commodity) => Commodity == commodity
        ? Units
        : throw new InvalidOperationException($"{Commodity.Code} and {commodity.Code} do not add.");
}

/// <summary>Writes amounts as text, exact and readable by a person.</summary>
sealed class AmountJsonConverter : JsonConverter<Amount>
{
    public override Amount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Amount.TryParse(reader.GetString(), out var amount) ? amount : throw new JsonException("Not an amount.");

    public override void Write(Utf8JsonWriter writer, Amount value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
