using System.Globalization;
using System.Text;
using Annona.Storage.Folder;

namespace Annona.Storage.Holder;

/// <summary>Where the process that holds an operation listens, and where it says so.</summary>
static class HolderAddress
{
    /// <summary>The shortest limit of any system for the path of a socket, less its last zero: macOS has 104.</summary>
    const int PathLengthMax = 103;

    /// <summary>
    /// Beside the keys, where only the operation's own account comes; where that path is too long for a socket, in a
    /// folder of this account's own among the temporary ones.
    /// </summary>
    public static string Make(OperationPaths paths)
    {
        var beside = Path.Combine(paths.Keys, "operation.socket");
        if (Encoding.UTF8.GetByteCount(beside) > PathLengthMax)
            return Path.Combine(Directory.CreateTempSubdirectory("annona-").FullName, Elsewhere);
        // Of a holder that was killed: nobody else may have one while the lock is held.
        File.Delete(beside);
        return beside;
    }

    /// <summary>
    /// Takes the socket away, and the folder that was made for it. Where another process holds the operation by now,
    /// the one beside the keys is that one's.
    /// </summary>
    public static void Remove(string address, string holder)
    {
        var isOfOneProcess = Path.GetFileName(address) == Elsewhere;
        if (isOfOneProcess || Read(holder).Number == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            File.Delete(address);
        if (isOfOneProcess)
            Directory.Delete(Path.GetDirectoryName(address)!);
    }

    /// <summary>What the holder wrote about itself: its number, and its address if it listens.</summary>
    public static (string Number, string? Address) Read(string path)
    {
        try
        {
            var lines = File.ReadAllLines(path);
            return (lines is [{ Length: > 0 } number, ..] ? number : NotKnown,
                lines is [_, { Length: > 0 } address, ..] ? address : null);
        }
        catch (IOException)
        {
            return (NotKnown, null);
        }
    }

    /// <summary>
    /// Says which process holds the operation, and where it listens. Only a courtesy: a full disk does not take the
    /// right to write away.
    /// </summary>
    public static void Write(string path, string? address)
    {
        try
        {
            File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{address}"));
        }
        catch (IOException)
        {
            File.Delete(path);
        }
    }

    const string NotKnown = "not known";

    const string Elsewhere = "holder";
}
