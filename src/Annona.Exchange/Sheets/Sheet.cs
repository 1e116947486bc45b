using System.Text;

namespace Annona.Exchange.Sheets;

/// <summary>
/// A file of rows under a header: text with a delimiter, or one sheet of a workbook. Rows stream; memory does not grow
/// with the file. One enumeration at a time.
/// </summary>
public abstract class Sheet : IDisposable
{
    readonly FileStream stream;

    protected Sheet(FileStream stream, string file, string contentHash)
    {
        this.stream = stream;
        File = file;
        ContentHash = contentHash;
    }

    /// <summary>The file's name, without its folder.</summary>
    public string File { get; }

    /// <summary>SHA-256 of the file's bytes, 64 hex digits in lower case.</summary>
    public string ContentHash { get; }

    public abstract SheetColumns Columns { get; }

    /// <summary>Where the header stands in the file, from 1.</summary>
    public abstract int HeaderRow { get; }

    /// <summary>The sheet of a workbook that is read; null for a text file.</summary>
    public abstract string? SheetName { get; }

    /// <summary>How a text file's characters are stored; null for a workbook.</summary>
    public abstract Encoding? Encoding { get; }

    /// <summary>What stands between the cells of a text file; null for a workbook.</summary>
    public abstract char? Delimiter { get; }

    public long LengthBytes => stream.Length;

    /// <summary>How far the current enumeration has come in the file; for showing progress.</summary>
    public long BytesRead => stream.Position;

    /// <summary>
    /// All rows below the header, from the start at each call; blank rows are left out. A row that does not fit the
    /// header is left out and told to <paramref name="onRowError"/>; without one it ends the reading.
    /// </summary>
    /// <exception cref="InputException">The rest of the file cannot be read.</exception>
    public abstract IEnumerable<SheetRow> Rows(Action<RowError>? onRowError = null);

    /// <summary>
    /// Every row below the header as it stands, also one that does not fit: for whoever looks for words in it.
    /// </summary>
    /// <exception cref="InputException">The rest of the file cannot be read.</exception>
    public abstract IEnumerable<RowText> Texts();

    public void Dispose()
    {
        stream.Dispose();
        Close();
        GC.SuppressFinalize(this);
    }

    protected virtual void Close()
    {
    }

    protected void Report(Action<RowError>? onRowError, RowError error)
    {
        if (onRowError is null)
            throw new InputException(
                "exchange.row-does-not-fit",
                $"Row {error.Row} of {File}: {error.Reason}",
                $"{error.Remedy}");
        onRowError(error);
    }
}
