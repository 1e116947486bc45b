using System.Globalization;

namespace Annona.Values;

/// <summary>
/// Short codes that officers type: a letter and the order of arrival, such as <c>P7</c> for the seventh promise.
/// </summary>
public static class Codes
{
    /// <summary>Reads the number of a code.</summary>
    /// <param name="text">What was typed, in either case.</param>
    /// <param name="letters">The code's letter or letters, in upper case.</param>
    /// <param name="count">How many there are: the highest number.</param>
    /// <param name="number">From 1 to <paramref name="count"/>.</param>
    public static bool TryNumber(string text, string letters, int count, out int number)
    {
        number = 0;
        var trimmed = text.AsSpan().Trim();
        return trimmed.StartsWith(letters, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(trimmed[letters.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number >= 1 && number <= count;
    }
}
