using System.Globalization;

namespace Annona.Values;

/// <summary>A moment as sentences say it, the same in a refusal and at the command line.</summary>
public static class UtcText
{
    /// <summary>To the minute, such as <c>2026-03-31 09:05 UTC</c>.</summary>
    public static string Of(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
