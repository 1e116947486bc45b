namespace Annona.Storage.Privacy;

/// <summary>What a file with names is.</summary>
public enum FileContent
{
    /// <summary>Rows of a list that could not be read: where and why.</summary>
    Errors,

    /// <summary>Old and new values of the changed rows of a list.</summary>
    Review,

    /// <summary>Persons for a recipient.</summary>
    Export,

    /// <summary>Payments for a provider, by household.</summary>
    CashList,

    /// <summary>The sheet of a distribution, by household; who collected may be written in by hand.</summary>
    Sheet,

    /// <summary>A list that was taken in. It is its owner's, and only read.</summary>
    ImportSource,
}

/// <summary>How a file is read again.</summary>
/// <param name="Encoding">Its characters, by name; null for a workbook.</param>
/// <param name="Delimiter">What stands between its cells; null for a workbook.</param>
/// <param name="SheetName">The sheet of a workbook; null for the first.</param>
/// <param name="HeaderRow">Where its header stands; null for the first row that is not blank.</param>
public sealed record FileShape(string? Encoding, char? Delimiter, string? SheetName, int? HeaderRow);

/// <summary>A file that has, or may get, names of persons.</summary>
/// <param name="Id">Its number in the register.</param>
/// <param name="Path">Where it is, absolute.</param>
/// <param name="Content">What it is.</param>
/// <param name="At">When it was written or read, UTC.</param>
/// <param name="Officer">By whom: an officer's id.</param>
/// <param name="Shape">How it is read again.</param>
public sealed record FileWithNames(
    Guid Id, string Path, FileContent Content, DateTimeOffset At, Guid Officer, FileShape Shape)
{
    /// <summary>What for, as the officer said; null where nobody was asked.</summary>
    public string? Purpose { get; init; }

    /// <summary>How many rows of data it had.</summary>
    public int Rows { get; init; }

    /// <summary>SHA-256 of its bytes, 64 hex digits in lower case; null: writing it was interrupted.</summary>
    public string? Sha256 { get; init; }

    /// <summary>
    /// SHA-256 of other bytes that it may have: of what it is being rewritten to, or of what it was changed to when it
    /// was searched. Null: of none.
    /// </summary>
    public string? OtherSha256 { get; init; }

    /// <summary>The other bytes are those of a rewriting.</summary>
    public bool IsRewriting { get; init; }

    /// <summary>When it was removed, UTC; null while it is kept.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Annona wrote it; else it is somebody's own.</summary>
    public bool IsWrittenHere => Content != FileContent.ImportSource;
}

/// <summary>What became of a file since it was written.</summary>
public enum FileState
{
    /// <summary>The same bytes.</summary>
    AsWritten,

    /// <summary>Other bytes.</summary>
    Changed,

    /// <summary>Writing it was interrupted, so nobody knows which bytes it should have.</summary>
    Unfinished,

    /// <summary>No file of that name.</summary>
    NotThere,

    /// <summary>There, but it may not be read.</summary>
    Unreadable,

    /// <summary>It was removed on purpose.</summary>
    Removed,
}

/// <summary>A file as it is now.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Sha256">Of its bytes; null where there are none to read.</param>
/// <param name="Rows">Who stands in which row: of these bytes, or as it was written.</param>
/// <param name="IsKnown">The rows are those of these bytes.</param>
public sealed record FileNow(FileState State, string? Sha256, PersonRows Rows, bool IsKnown);

/// <summary>The register of files with names, as far as it can be read.</summary>
/// <param name="All">Oldest first.</param>
/// <param name="Damaged">Records that do not open: nobody knows which file each stood for.</param>
public sealed record FilesFound(IReadOnlyList<FileWithNames> All, IReadOnlyList<DamagedFileRecord> Damaged);

/// <summary>A record that does not open.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="At">When its file was written, UTC, as the name of the record says; null when it says nothing.</param>
public sealed record DamagedFileRecord(string Path, DateTimeOffset? At);
