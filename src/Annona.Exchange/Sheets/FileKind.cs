using System.IO.Compression;

namespace Annona.Exchange.Sheets;

/// <summary>Tells by the first bytes what a file is, and refuses by its name what is no sheet.</summary>
static class FileKind
{
    public enum Kind
    {
        Text,
        Workbook,
    }

    const int SignatureLength = 16;

    static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    // The name of the stream that holds a workbook under a password, in the UTF-16 of a compound file's directory.
    static ReadOnlySpan<byte> EncryptedPackage =>
        "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8;

    // The directory lies anywhere in a compound file; workbooks under a password are rarely larger.
    const int SearchedBytes = 64 << 20;

    public static Kind Check(FileStream stream, string file)
    {
        if (stream.Length == 0)
            throw new InputException(
                "exchange.empty-file",
                $"{file} is empty (0 bytes).",
                "Export or copy the file again.");
        Span<byte> buffer = stackalloc byte[SignatureLength];
        var start = buffer[..stream.ReadAtLeast(buffer, SignatureLength, throwOnEndOfStream: false)];
        stream.Position = 0;
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8))
            return CheckZip(stream, file);
        if (start.StartsWith(CompoundFile))
            throw OldOrLocked(stream, file);
        if (NameOf(start) is { } name)
            throw new InputException(
                "exchange.not-a-sheet",
                $"{file} is {name}, not a list of rows.",
                "Give a CSV, TSV or XLSX file.");
        return Kind.Text;
    }

    static string? NameOf(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("%PDF"u8) => "a PDF document",
        _ when start.StartsWith(new byte[] { 0x89, 0x50, 0x4E, 0x47 }) => "an image (PNG)",
        _ when start.StartsWith(new byte[] { 0xFF, 0xD8, 0xFF }) => "an image (JPEG)",
        _ when start.StartsWith("GIF8"u8) => "an image (GIF)",
        _ when start.StartsWith("RIFF"u8) && start.Length > 11 && start[8..].StartsWith("WEBP"u8) => "an image (WebP)",
        _ when start.StartsWith(new byte[] { 0x1F, 0x8B }) => "a compressed file (gzip)",
        _ when start.StartsWith(new byte[] { 0x37, 0x7A, 0xBC, 0xAF }) => "a compressed archive (7z)",
        _ when start.StartsWith("Rar!"u8) => "a compressed archive (RAR)",
        _ when start.StartsWith("PAR1"u8) => "a Parquet file",
        _ when start.StartsWith("SQLite format"u8) => "a SQLite database",
        _ when start.StartsWith("{\\rtf"u8) => "a text document (RTF)",
        _ when start.StartsWith("<!DOC"u8) => "a web page",
        _ when start.StartsWith("<html"u8) || start.StartsWith("<HTML"u8) => "a web page",
        _ when start.StartsWith("<?xml"u8) => "an XML document",
        _ => null,
    };

    static Kind CheckZip(FileStream stream, string file)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.GetEntry("xl/workbook.xml") is null)
                throw new InputException(
                    "exchange.zip-not-xlsx",
                    $"{file} is {ZipName(zip)}, not an XLSX workbook.",
                    "Unpack it, or save the sheet as XLSX or CSV, and give that file.");
            CheckExpansion(zip, file, stream.Length);
        }
        catch (InvalidDataException)
        {
            throw new InputException(
                "exchange.damaged-zip",
                $"{file} begins like an XLSX workbook or a ZIP archive, but is damaged or cut off.",
                "Copy it again from where it came; if it is no workbook at all, save the list as CSV and give that.");
        }
        stream.Position = 0;
        return Kind.Workbook;
    }

    static string ZipName(ZipArchive zip) => zip switch
    {
        _ when zip.GetEntry("xl/workbook.bin") is not null => "a binary workbook (XLSB)",
        _ when zip.GetEntry("word/document.xml") is not null => "a Word document",
        _ when zip.GetEntry("ppt/presentation.xml") is not null => "a slide show",
        _ when zip.GetEntry("META-INF/manifest.xml") is not null => "an OpenDocument file",
        _ => "a ZIP archive",
    };

    static void CheckExpansion(ZipArchive zip, string file, long packedBytes)
    {
        var expanded = zip.Entries.Sum(entry => entry.Length);
        var texts = zip.GetEntry("xl/sharedStrings.xml")?.Length ?? 0;
        var swollen = expanded > SheetLimits.RatioJudgedFromBytes
            && expanded / packedBytes > SheetLimits.ExpansionRatio;
        if (swollen || expanded > SheetLimits.ExpandedBytes || texts > SheetLimits.TextTableBytes
            || zip.Entries.Count > SheetLimits.WorkbookParts)
            throw new InputException(
                "exchange.expands-too-much",
                $"{file} has {packedBytes} bytes but would expand to {expanded}.",
                "Check where the file comes from; if it can be trusted, save the sheet as CSV and give that file.");
    }

    static InputException OldOrLocked(FileStream stream, string file)
    {
        var bytes = new byte[Math.Min(stream.Length, SearchedBytes)];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(EncryptedPackage) >= 0
            ? new InputException(
                "exchange.password-protected",
                $"{file} is protected by a password.",
                "Open it in a spreadsheet program, remove the password, and save it again.")
            : new InputException(
                "exchange.old-excel",
                $"{file} is a workbook of Excel 97 to 2003 (.xls), which is not read.",
                "Open it in a spreadsheet program and save it as XLSX or CSV.");
    }
}
