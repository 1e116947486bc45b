namespace Annona.Reading.Text;

/// <summary>
/// Translates UTF-16 offsets into code-point offsets for export. A lone surrogate counts as one code point, as it
/// does in the W3C text position selector's view of a broken string.
/// </summary>
public sealed class CodePoints
{
    // Only texts with characters beyond the basic plane need a table; most news texts have none.
    readonly List<int> secondHalves = [];

    /// <summary>Reads the text once; O(length) time, memory only for characters beyond the basic plane.</summary>
    public CodePoints(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var i = 1; i < text.Length; i++)
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
                secondHalves.Add(i);
    }

    /// <summary>
    /// How many code points stand before the UTF-16 offset; an offset inside a pair counts the pair.
    /// </summary>
    public int At(int utf16Offset)
    {
        var found = secondHalves.BinarySearch(utf16Offset);
        var pairsBefore = found >= 0 ? found : ~found;
        return utf16Offset - pairsBefore;
    }

    /// <summary>The span in code points.</summary>
    public TextSpan Of(TextSpan span) => new(At(span.Start), At(span.End));
}
