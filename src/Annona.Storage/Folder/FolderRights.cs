using Annona.Journal;

namespace Annona.Storage.Folder;

/// <summary>Who may get at an operation's folders, as sentences with the way back.</summary>
static class FolderRights
{
    const UnixFileMode Others =
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.GroupWrite;

    const UnixFileMode GroupToo = Others | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    /// <summary>A sentence for each folder that other accounts get at, or that is another account's.</summary>
    public static IEnumerable<string> Warnings(OperationPaths paths) =>
    [
        .. Warnings("data", paths.Data, Others),
        // A group may read sealed entries; nobody but the officer's account has any business with the keys.
        .. Warnings("keys", paths.Keys, GroupToo),
    ];

    /// <summary>A folder that is there and may not be read is not the same as none.</summary>
    /// <exception cref="StoreException">It may not be read.</exception>
    public static void CheckReadable(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                _ = Directory.EnumerateFileSystemEntries(folder).Any();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreException($"The folder {folder} may not be read by this account.",
                "Run annona as the account that made the folder, or give the folder to this account.", e);
        }
    }

    static IEnumerable<string> Warnings(string what, string folder, UnixFileMode tooWide)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
            yield break;
        var rights = File.GetUnixFileMode(folder);
        if (!IsOurs(folder, rights))
            yield return $"The {what} folder belongs to another account of this machine. Run annona as that account, "
                + $"or: chown -R $(id -u) '{folder}'";
        else if ((rights & tooWide) != 0)
            yield return $"Other accounts of this machine get at the {what} folder. Run: chmod 700 '{folder}'";
    }

    /// <summary>Only the owner of a folder, or the administrator, may set its rights, even to what they are.</summary>
    static bool IsOurs(string folder, UnixFileMode rights)
    {
        if (OperatingSystem.IsWindows())
            return true;
        try
        {
            File.SetUnixFileMode(folder, rights);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        // A write-protected disk: whose it is cannot be asked so.
        catch (IOException)
        {
            return true;
        }
    }
}
