using System.Diagnostics;

namespace Annona.Storage.Tests.Stores;

/// <summary>A temporary folder, gone with the test.</summary>
public sealed class Disk : IDisposable
{
    bool isMounted;

    public Disk() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"annona-stores-{Guid.NewGuid():N}");

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Makes this folder a disk of its own of so many bytes, where this account may do that.</summary>
    public bool TryLimit(int bytes) => isMounted =
        TryRun("mount", "-t", "tmpfs", "-o", $"size={bytes}", "none", Folder);

    /// <summary>
    /// Protects the folder against writing: as the administrator, whom rights do not bind, with a mount.
    /// </summary>
    public void Protect()
    {
        if (isMounted || TryRun("mount", "--bind", Folder, Folder))
        {
            isMounted = true;
            Assert.True(TryRun("mount", "-o", "remount,ro,bind", Folder));
            return;
        }
        foreach (var folder in Folders())
        {
            if (OperatingSystem.IsWindows())
                continue;
            foreach (var file in Directory.GetFiles(folder))
                File.SetUnixFileMode(file, UnixFileMode.UserRead);
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public void Dispose()
    {
        if (isMounted)
            TryRun("umount", Folder);
        foreach (var folder in Folders())
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Copies a folder with everything in it, for this account alone.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    List<string> Folders() => [Folder, .. Directory.GetDirectories(Folder, "*", SearchOption.AllDirectories)];

    static bool TryRun(string program, params IEnumerable<string> words)
    {
        if (!Environment.IsPrivilegedProcess)
            return false;
        using var process = Process.Start(new ProcessStartInfo(program, words)
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}
