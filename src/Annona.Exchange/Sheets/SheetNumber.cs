using System.Globalization;

namespace Annona.Exchange.Sheets;

/// <summary>Numbers of a workbook as text, with a point and without an exponent.</summary>
static class SheetNumber
{
    // Spreadsheet programs show 15 digits; what they store beyond is the noise of binary fractions.
    const int DigitsShown = 15;

    public static string Text(string raw)
    {
        if (raw.Length <= DigitsShown && !raw.Contains('E', StringComparison.OrdinalIgnoreCase))
            return raw;
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !decimal.TryParse(
                number.ToString($"G{DigitsShown}", CultureInfo.InvariantCulture),
                NumberStyles.Float, CultureInfo.InvariantCulture, out var shown))
            return raw;
        return shown.ToString("0.#############################", CultureInfo.InvariantCulture);
    }
}
