namespace Annona.Storage.Folder;

/// <summary>
/// Writes a file whole or not at all: aside, to the disk, then under its name. A power cut leaves the file before or
/// the file after; which of them is certain only once its folder is flushed too (<see cref="FolderSync"/>).
/// </summary>
static class WholeFile
{
    const int BufferSize = 1 << 18;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Its name; what stands there is replaced, unless <paramref name="isNew"/>.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="rights">Who may read it, from its first byte on; null for what the process gives files.</param>
    /// <param name="isNew">Whether a file of this name is an error.</param>
    /// <exception cref="IOException">The disk said no; no file is left aside.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static void Write(string path, Action<Stream> write, UnixFileMode? rights = null, bool isNew = false)
    {
        // A name of its own: several processes may write the same file at once, and the last one wins.
        var aside = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = BufferSize,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = rights;
        FileSteps.Take(path);
        try
        {
            using (var file = new FileStream(aside, options))
            {
                write(file);
                FileSteps.Take(path);
                file.Flush(flushToDisk: true);
            }

            FileSteps.Take(path);
            File.Move(aside, path, overwrite: !isNew);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>Writes a file; see the other overload.</summary>
    public static void Write(string path, byte[] content, UnixFileMode? rights = null, bool isNew = false) =>
        Write(path, file => file.Write(content), rights, isNew);

    /// <summary>Files aside that a process left which was ended while it wrote; none that is being written.</summary>
    public static IEnumerable<string> LeftAside(string path) => Directory
        .EnumerateFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.*.new").Where(IsLeft);

    /// <summary>Removes what an ended process left aside. False: some of it is still there.</summary>
    public static bool RemoveLeft(string path)
    {
        try
        {
            foreach (var left in LeftAside(path))
                File.Delete(left);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static bool IsLeft(string aside)
    {
        try
        {
            using var alone = new FileStream(aside, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        // Somebody writes it, or has given it its name by now.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
