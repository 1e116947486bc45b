namespace Annona.Exchange.Sheets;

/// <summary>Opens a sheet. What the file is decides its content, not its name.</summary>
public static class SheetReader
{
    /// <summary>
    /// Checks the whole file once (signature, encoding, header, hash) before the first row is given out, so that a
    /// file is refused before anything of it is used.
    /// </summary>
    /// <exception cref="InputException">The file is not a usable sheet.</exception>
    public static Sheet Open(string path, SheetOptions? options = null)
    {
        options ??= new();
        var stream = OpenFile(path);
        try
        {
            // A pipe cannot be read twice, and a list is: once to judge it whole, once to take it in.
            if (!stream.CanSeek)
                throw new InputException(
                    "exchange.pipe-not-file",
                    $"{path} is a pipe or a device, not a file.",
                    "Save what comes out of it as a file, and name that.");
            var file = Path.GetFileName(path);
            return FileKind.Check(stream, file) switch
            {
                FileKind.Kind.Workbook => XlsxSheet.Open(stream, file, options),
                _ => CsvSheet.Open(stream, file, options),
            };
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    static FileStream OpenFile(string path)
    {
        if (Directory.Exists(path))
            throw new InputException(
                "exchange.folder-not-file",
                $"{path} is a folder, not a file.",
                "Name one file inside it.");
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(
                "exchange.no-such-file",
                $"There is no file {path}.",
                "Check the name and the folder.");
        }
        catch (IOException busy)
        {
            throw new InputException(
                "exchange.cannot-open",
                $"{path} cannot be opened: {busy.Message.TrimEnd('.')}.",
                "Close it in other programs, and check the disk or the network folder.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new InputException(
                "exchange.not-allowed-to-read",
                $"{path} may not be read by this user.",
                "Ask its owner for the right to read it, or copy it to a folder of yours.");
        }
    }
}
