namespace Annona.Exchange.Sheets;

/// <summary>Where a file stops being a list of people or goods and starts being a mistake or an attack.</summary>
public static class SheetLimits
{
    /// <summary>Registration forms have up to a few hundred questions; a wider file is turned on its side.</summary>
    public const int Columns = 1_000;

    /// <summary>Characters in one cell. An unclosed quotation mark swallows the file: this stops it early.</summary>
    public const int CellLength = 1 << 20;

    /// <summary>Bytes that all parts of a workbook may expand to; a million rows of 10 columns take 0.5 GB.</summary>
    public const long ExpandedBytes = 2L << 30;

    /// <summary>Bytes that the text table of a workbook may expand to, because it is held in memory.</summary>
    public const long TextTableBytes = 256L << 20;

    /// <summary>Real sheets shrink 5 to 60 times; files made to fill memory shrink 1,000 times.</summary>
    public const int ExpansionRatio = 200;

    /// <summary>Below this size the ratio is not judged: an empty template shrinks well too.</summary>
    public const long RatioJudgedFromBytes = 32L << 20;

    /// <summary>Parts in one workbook; real ones have tens.</summary>
    public const int WorkbookParts = 10_000;
}
