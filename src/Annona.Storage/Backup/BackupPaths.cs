using Annona.Journal;
using Annona.Storage.Folder;

namespace Annona.Storage.Backup;

/// <summary>Where the two files of a backup lie.</summary>
/// <param name="Folder">The folder of the large file.</param>
/// <param name="Keys">The folder of the small file with the keys; <c>FOLDER.keys</c> unless named.</param>
public sealed record BackupPaths(string Folder, string Keys)
{
    /// <summary>The large file.</summary>
    public string Journal => Path.Combine(Folder, "journal.backup");

    /// <summary>The small file.</summary>
    public string KeyPart => Path.Combine(Keys, "keys.backup");

    /// <summary>The usual places for what was typed.</summary>
    public static BackupPaths For(string folder, string? keys)
    {
        var paths = OperationPaths.For(folder, keys);
        return new(paths.Data, paths.Keys);
    }

    /// <summary>Refuses places where a backup would be no backup.</summary>
    /// <exception cref="StoreException">One of the files is there, or lies where it would be lost or read.</exception>
    public void CheckNew(OperationPaths of)
    {
        if (IsIn(Folder, of.Data) || IsIn(Keys, of.Data))
            throw new StoreException("A backup inside the data folder is lost together with it.",
                "Name a folder on another disk.");
        if (IsIn(Keys, Folder))
            throw new StoreException("The keys of a backup must not lie in the folder of the backup.",
                "Name another place with --keys-to DIR: who has both can read every name when a key file leaks.");
        foreach (var path in (string[])[Journal, KeyPart])
        {
            if (File.Exists(path))
                throw new StoreException($"There is a backup {path} already.",
                    "Name a new folder: nothing is ever overwritten.");
        }
    }

    static bool IsIn(string folder, string other)
    {
        var relative = Path.GetRelativePath(other, folder);
        return relative == "." || !(relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative));
    }
}
