namespace Annona.Exchange.Sheets;

/// <summary>
/// One row, or one cell of it, cannot be used; the rest of the file can. It never carries the cell's value, because
/// error files are passed around and values are personal.
/// </summary>
/// <param name="File">The file's name, without its folder.</param>
/// <param name="Row">The row as a person sees it in the file, counted from 1 with the header.</param>
/// <param name="Column">The column's name; null when the row as a whole is meant.</param>
/// <param name="Reason">What is wrong, as a sentence.</param>
/// <param name="Remedy">What to do, as a sentence.</param>
public sealed record RowError(string File, int Row, string? Column, string Reason, string Remedy);
