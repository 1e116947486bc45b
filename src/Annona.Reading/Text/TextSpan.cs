namespace Annona.Reading.Text;

/// <summary>
/// A half-open stretch of a text, counted in UTF-16 code units as .NET strings are. <see cref="CodePoints"/>
/// translates for formats that count code points.
/// </summary>
/// <param name="Start">Index of the first code unit, from 0.</param>
/// <param name="End">Index after the last code unit; never before <paramref name="Start"/>.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>Number of code units.</summary>
    public int Length => End - Start;

    /// <summary>The slice of the text that this span names.</summary>
    public string In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text[Start..End];
    }

    /// <summary>Whether the other span lies wholly inside this one.</summary>
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    /// <summary>Whether the two spans share at least one code unit.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>The smallest span that holds both.</summary>
    public TextSpan Union(TextSpan other) => new(Math.Min(Start, other.Start), Math.Max(End, other.End));
}
