using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Annona.Values;

/// <summary>
/// A date of which perhaps only the year or the month is known, and which may be an estimate: births, mostly.
/// <c>default</c> is not known.
/// </summary>
/// <param name="Year">1 to 9999; 0 when nothing is known.</param>
/// <param name="Month">1 to 12; 0 when not known.</param>
/// <param name="Day">1 to 31; 0 when not known.</param>
/// <param name="Estimated">Somebody guessed it.</param>
[JsonConverter(typeof(PartialDateJsonConverter))]
public readonly record struct PartialDate(short Year, byte Month, byte Day, bool Estimated)
{
    /// <summary>True for <c>default</c>.</summary>
    public bool IsNone => Year == 0;

    /// <summary>A whole date.</summary>
    public static PartialDate Of(DateOnly date) =>
        new((short)date.Year, (byte)date.Month, (byte)date.Day, Estimated: false);

    /// <summary>The first and the last day it can be.</summary>
    /// <exception cref="InvalidOperationException">Nothing is known.</exception>
    public (DateOnly First, DateOnly Last) Range()
    {
        if (IsNone)
            throw new InvalidOperationException("Nothing is known of this date.");
        if (Month == 0)
            return (new(Year, 1, 1), new(Year, 12, 31));
        var last = DateOnly.FromDayNumber(new DateOnly(Year, Month, 1).AddMonths(1).DayNumber - 1);
        return Day == 0 ? (new(Year, Month, 1), last) : (new(Year, Month, Day), new(Year, Month, Day));
    }

    /// <summary>
    /// Reads <c>1956</c>, <c>1956-03</c>, <c>1956-03-01</c>, each with a leading <c>~</c> when estimated.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PartialDate date)
    {
        date = default;
        if (string.IsNullOrEmpty(text))
            return false;
        var estimated = text[0] == '~';
        var parts = text.AsSpan(estimated ? 1 : 0).ToString().Split('-');
        if (parts.Length > 3 || parts[0].Length != 4 || !TryNumber(parts[0], out var year) || year == 0)
            return false;
        var (month, day) = (0, 0);
        if (parts.Length > 1 && (!TryNumber(parts[1], out month) || month is 0 or > 12))
            return false;
        if (parts.Length > 2 && (!TryNumber(parts[2], out day) || day == 0 || day > DaysIn(year, month)))
            return false;
        date = new((short)year, (byte)month, (byte)day, estimated);
        return true;
    }

    /// <summary>What <see cref="TryParse"/> reads; empty for <c>default</c>.</summary>
    public override string ToString() => (IsNone, Month, Day) switch
    {
        (true, _, _) => "",
        (_, 0, _) => $"{Mark}{Year:0000}",
        (_, _, 0) => $"{Mark}{Year:0000}-{Month:00}",
        _ => $"{Mark}{Year:0000}-{Month:00}-{Day:00}",
    };

    string Mark => Estimated ? "~" : "";

    static int DaysIn(int year, int month) => new DateOnly(year, month, 1).AddMonths(1).AddDays(-1).Day;

    static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

/// <summary>Writes partial dates as text.</summary>
sealed class PartialDateJsonConverter : JsonConverter<PartialDate>
{
    public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is not { Length: > 0 } text ? default
        : PartialDate.TryParse(text, out var date) ? date
        : throw new JsonException("Not a partial date.");

    public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
