using System.Text;

namespace Annona.Storage.Folder;

/// <summary>Files and folders that nobody but the account of the process may read: those of keys.</summary>
static class OwnerOnly
{
    /// <summary>Rights of such a file.</summary>
    public const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Rights of such a folder.</summary>
    public const UnixFileMode OfFolder = OfFile | UnixFileMode.UserExecute;

    /// <summary>Makes a folder where there is none.</summary>
    /// <exception cref="IOException">It cannot be made there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made there.</exception>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OfFolder);
    }

    /// <summary>Writes a file of lines, whole or not at all.</summary>
    /// <exception cref="IOException">The disk said no.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written there.</exception>
    public static void WriteLines(string path, IEnumerable<string> lines) =>
        WholeFile.Write(path, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + '\n'))), OfFile);
}
