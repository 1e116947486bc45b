using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>Reads amounts as officers type them.</summary>
public static partial class StatedAmountText
{
    /// <summary>
    /// Reads <c>40</c>, <c>about 5,000</c>, <c>more than 11.5 million USD</c>, <c>up to 60 food-parcel</c>,
    /// <c>between 50 and 60</c> and <c>50 to 60</c>. Currencies have their decimal places after ISO 4217; other
    /// things as many as are typed.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out StatedAmount? amount)
    {
        amount = null;
        var match = Shape.Match(text?.Trim() ?? "");
        if (!match.Success || !TryScaled(match, out var first, out var second, out var commodity))
            return false;
        if (QualifierOf(match) is not { } qualifier)
            return false;
        amount = qualifier switch
        {
            Qualifier.Between => new(qualifier, first, second, commodity),
            Qualifier.MoreThan or Qualifier.AtLeast => new(qualifier, first, null, commodity),
            Qualifier.UpTo or Qualifier.LessThan => new(qualifier, null, first, commodity),
            _ => new(qualifier, first, first, commodity),
        };
        return amount.IsSound;
    }

    static Qualifier? QualifierOf(Match match)
    {
        var isRange = match.Groups["second"].Success;
        return match.Groups["words"].Value.ToLowerInvariant() switch
        {
            "" or "exactly" => isRange ? match.Groups["words"].Success ? null : Qualifier.Between : Qualifier.Exact,
            "between" => isRange ? Qualifier.Between : null,
            _ when isRange => null,
            "about" or "around" => Qualifier.About,
            "nearly" or "almost" => Qualifier.Nearly,
            "more than" or "over" => Qualifier.MoreThan,
            "at least" => Qualifier.AtLeast,
            "up to" or "at most" => Qualifier.UpTo,
            _ => Qualifier.LessThan,
        };
    }

    static bool TryScaled(Match match, out long first, out long second, out Commodity? commodity)
    {
        (first, second, commodity) = (0, 0, null);
        var code = match.Groups["code"].Value;
        if (!TryNumber(match, "first", out var one) || !TryNumber(match, "second", out var two))
            return false;
        if (code.Length > 0 && !Commodity.IsCode(code))
            return false;
        var scale = Currencies.IsCode(code) ? Currencies.ScaleOf(code)
            : code.Length > 0 ? Math.Max(one.Scale, two.Scale)
            : 0;
        if (scale > Commodity.ScaleMax)
            return false;
        commodity = code.Length > 0 ? new(code, scale) : null;
        var per = new Commodity(code, scale).UnitsPerWhole;
        return TryUnits(one * per, out first) && TryUnits(two * per, out second);
    }

    /// <summary>The number with its word of size; nothing for the second number of what is no range.</summary>
    static bool TryNumber(Match match, string group, out decimal number)
    {
        number = 0;
        if (!match.Groups[group].Success)
            return true;
        var digits = match.Groups[group].Value.Replace(",", "", StringComparison.Ordinal);
        if (digits.Length > 15 || !decimal.TryParse(
            digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
            return false;
        number *= match.Groups["size"].Value.ToLowerInvariant() switch
        {
            "thousand" => 1_000m,
            "million" => 1_000_000m,
            "billion" => 1_000_000_000m,
            _ => 1m,
        };
        // Without trailing zeroes the scale says how many decimal places are really there.
        number /= 1.0000000000000000000000000000m;
        return true;
    }

    static bool TryUnits(decimal number, out long units)
    {
        var whole = number == decimal.Truncate(number) && number < long.MaxValue;
        units = whole ? (long)number : 0;
        return whole;
    }

    [GeneratedRegex(
        """
        ^((?<words>exactly|about|nearly|almost|around|more\ than|over|at\ least|up\ to|at\ most|fewer\ than|less\ than
            |between)\ +)?
        (?<first>[0-9][0-9,]*(\.[0-9]+)?)
        (\ +(to|and)\ +(?<second>[0-9][0-9,]*(\.[0-9]+)?))?
        (\ +(?<size>thousand|million|billion))?
        (\ +(?<code>[A-Za-z][A-Za-z0-9-]*))?$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    static partial Regex Shape { get; }
}
