namespace Annona.Exchange.Sheets;

/// <summary>What a person says about a file because the file cannot say it itself.</summary>
public sealed record SheetOptions
{
    /// <summary>The sheet of a workbook by name; null takes the first visible one.</summary>
    public string? SheetName { get; init; }

    /// <summary>
    /// A character encoding by name (utf-8, utf-16, windows-1251, windows-1252, iso-8859-1, iso-8859-5), or
    /// <see cref="GuessEncoding"/>; null takes UTF-8 and UTF-16 only and refuses the rest, because a wrong guess
    /// spoils names without anybody noticing.
    /// </summary>
    public string? Encoding { get; init; }

    /// <summary>The delimiter of a text file; null finds it in the first rows.</summary>
    public char? Delimiter { get; init; }

    /// <summary>
    /// The row in which the header stands, as a person sees it, from 1; null takes the first row that is not blank.
    /// </summary>
    public int? HeaderRow { get; init; }

    /// <summary>The value of <see cref="Encoding"/> that allows to guess between the legacy code pages.</summary>
    public const string GuessEncoding = "guess";
}
