using Annona.Storage.Folder;

namespace Annona.Storage.Privacy;

/// <summary>
/// Replaces or removes a file whose old content is to be gone: it is overwritten with zeroes, as far as the system lets
/// it. A disk may keep old blocks all the same; against that only its own encryption helps.
/// </summary>
static class ReplacedFile
{
    const int ZeroesLength = 1 << 16;

    /// <summary>Writes a file anew, beside itself and then under its name; who may read it stays.</summary>
    /// <exception cref="IOException">The disk said no; the file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the file is as it was.</exception>
    public static void Replace(string path, Action<FileStream> write)
    {
        var real = RealPathOf(path);
        // What a process left beside it that was ended while it rewrote: never a file of somebody's own.
        foreach (var left in WholeFile.LeftAside(real).Where(aside => IsAside(aside, real)))
            File.Delete(left);
        UnixFileMode? rights = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(real);
        // Opened before: under its name stands the new one then. Windows lets nobody replace an open file.
        using var old = OperatingSystem.IsWindows() ? null : OpenToOverwrite(real);
        WholeFile.Write(real, aside => write((FileStream)aside), rights);
        if (rights is { } kept && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(real, kept);
        FolderSync.Flush(Path.GetDirectoryName(real)!);
        if (old is not null)
            Overwrite(old);
    }

    /// <summary>Overwrites and deletes a file; one that is not there is gone already.</summary>
    /// <exception cref="IOException">The disk said no.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Remove(string path)
    {
        if (!File.Exists(path))
            return;
        var real = RealPathOf(path);
        using (var old = OpenToOverwrite(real))
        {
            FileSteps.Take(real);
            Overwrite(old);
        }
        FileSteps.Take(real);
        File.Delete(real);
        File.Delete(path);
        FolderSync.Flush(Path.GetDirectoryName(real)!);
    }

    static bool IsAside(string aside, string real) =>
        Guid.TryParseExact(aside[(real.Length + 1)..^".new".Length], "N", out _);

    static string RealPathOf(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    static FileStream OpenToOverwrite(string path) =>
        new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    static void Overwrite(FileStream old)
    {
        var zeroes = new byte[ZeroesLength];
        for (var left = old.Length; left > 0; left -= zeroes.Length)
            old.Write(zeroes.AsSpan(0, (int)Math.Min(left, zeroes.Length)));
        old.Flush(flushToDisk: true);
    }
}
