using System.Text;

namespace Annona.Exchange.Sheets;

/// <summary>Reads amounts as lists write them into whole smallest units.</summary>
public static class AmountText
{
    const int GroupDigits = 3;
    const string NotANumber = "The text is not an amount; write it with digits and a point, as 12500.50.";
    const string Ambiguous =
        "It is not clear whether the sign before the last three digits is a decimal sign; write 12500 or 12.5.";

    /// <summary>
    /// Takes spaces and apostrophes as marks between groups. Of a point and a comma in one amount the last is the
    /// decimal sign; a sign that occurs twice groups. One sign alone is the decimal sign, except before exactly three
    /// digits: there a comma groups (12,500) and a point is refused as ambiguous, unless <paramref name="scale"/> is
    /// 3 or more, where a point is the decimal sign (12.500 kg) and a comma is refused. After a single 0 either is a
    /// decimal sign.
    /// </summary>
    /// <param name="text">A minus sign in front gives negative units; whether they make sense the caller knows.</param>
    /// <param name="scale">Decimals of the smallest unit: 2 for dollars and cents, 0 for parcels; 0 to 9.</param>
    /// <param name="units">The amount times ten to the scale.</param>
    /// <param name="reason">What is wrong, as a sentence without the value; null when nothing is.</param>
    public static bool TryParse(string text, int scale, out long units, out string? reason)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)scale, 9u, nameof(scale));
        units = 0;
        var negative = text.TrimStart() is ['-' or '\u2212', ..];
        var digits = Plain(negative ? text.TrimStart()[1..] : text);
        if (digits.Length == 0 || !char.IsAsciiDigit(digits[0]) || !char.IsAsciiDigit(digits[^1]))
        {
            reason = NotANumber;
            return false;
        }
        reason = Split(digits, scale, out var whole, out var decimals);
        if (reason is null && decimals.Length > scale)
            reason = scale == 0
                ? "Only whole units are possible here."
                : $"There are more decimals than the {scale} that are possible here.";
        if (reason is not null)
            return false;
        var all = (whole + decimals.PadRight(scale, '0')).TrimStart('0');
        if (all.Length > 18)
        {
            reason = "The amount is too large.";
            return false;
        }
        foreach (var digit in all)
            units = (units * 10) + (digit - '0');
        units = negative ? -units : units;
        return true;
    }

    /// <summary>Without the marks that only group, and with digits of every script as 0 to 9.</summary>
    static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Trim())
        {
            if (char.IsDigit(letter))
                plain.Append((char)('0' + (int)char.GetNumericValue(letter)));
            else if (letter is '\u066B' or '\u066C')
                plain.Append(letter == '\u066B' ? '.' : '\'');
            else if (letter is not (' ' or '\u00A0' or '\u202F' or '\u2009' or '\'' or '\u2019'))
                plain.Append(letter);
        }
        return plain.Replace("'", "").ToString();
    }

    static string? Split(string digits, int scale, out string whole, out string decimals)
    {
        (whole, decimals) = (digits, "");
        if (digits.Any(letter => !char.IsAsciiDigit(letter) && letter is not ('.' or ',')))
            return NotANumber;
        var last = digits.AsSpan().LastIndexOfAny('.', ',');
        if (last < 0)
            return null;
        var sign = digits[last];
        var signs = digits.Count(letter => letter == sign);
        var both = digits.AsSpan(0, last).Contains(sign == '.' ? ',' : '.');
        var after = digits.Length - last - 1;
        var single = signs == 1 && !both;
        if (single && after == GroupDigits && last <= GroupDigits && digits[0] != '0')
        {
            // A comma groups money; a point parts kilograms from grams.
            if (sign != (scale >= GroupDigits ? '.' : ','))
                return Ambiguous;
            if (sign == ',')
                return Grouped(digits, sign, out whole);
        }
        if (signs > 1)
            return both ? NotANumber : Grouped(digits, sign, out whole);
        (whole, decimals) = (digits[..last], digits[(last + 1)..]);
        return both ? Grouped(whole, sign == '.' ? ',' : '.', out whole) : null;
    }

    static string? Grouped(string digits, char mark, out string whole)
    {
        whole = digits.Replace(mark.ToString(), "", StringComparison.Ordinal);
        var groups = digits.Split(mark);
        return groups[0].Length is > 0 and <= GroupDigits && groups.Skip(1).All(group => group.Length == GroupDigits)
            ? null
            : NotANumber;
    }
}
