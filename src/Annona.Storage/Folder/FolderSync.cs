using System.Runtime.InteropServices;

namespace Annona.Storage.Folder;

/// <summary>
/// Makes the names in a folder durable. A file that was written and renamed is on the disk, but after a power cut it
/// may still have its old name, unless the folder was flushed too. Windows keeps names by itself.
/// </summary>
static class FolderSync
{
    const int ReadOnly = 0;

    /// <summary>Waits until the disk has the names; an old file system that cannot do it is left alone.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folderHandle = Open(folder, ReadOnly);
        if (folderHandle < 0)
            return;
        _ = Sync(folderHandle);
        _ = Close(folderHandle);
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Close(int handle);
}
