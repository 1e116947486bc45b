using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Annona.Storage.Folder;

namespace Annona.Storage.Holder;

/// <summary>Where the process that holds an operation listens, and where it says so.</summary>
static class HolderAddress
{
    /// <summary>The shortest limit of any system for the path of a socket, less its last zero: macOS has 104.</summary>
    const int PathLengthMax = 103;

    /// <summary>Connections that wait to be let in.</summary>
    const int WaitingMax = 64;

    /// <summary>Listens where only the operation's own account comes.</summary>
    /// <returns>Null where no socket can be made.</returns>
    public static (Socket Socket, string Address)? Listen(OperationPaths paths)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            var address = Make(paths);
            socket.Bind(new UnixDomainSocketEndPoint(address));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(address, OwnerOnly.OfFile);
            socket.Listen(WaitingMax);
            return (socket, address);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>
    /// Beside the keys, where only the operation's own account comes; where that path is too long for a socket, in a
    /// folder of this account's own among the temporary ones.
    /// </summary>
    static string Make(OperationPaths paths)
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

    /// <summary>What the holder wrote about itself.</summary>
    public static HolderNote Read(string path)
    {
        try
        {
            var lines = File.ReadAllLines(path);
            return new(
                lines is [{ Length: > 0 } number, ..] ? number : NotKnown,
                lines is [_, { Length: > 0 } address, ..] ? address : null,
                lines is [_, _, var since, ..] && DateTimeOffset.TryParseExact(
                    since, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null);
        }
        catch (IOException)
        {
            return new(NotKnown, null, null);
        }
    }

    /// <summary>
    /// Says which process holds the operation, where it listens, and since when it has no keys. Only a courtesy: a full
    /// disk does not take the right to write away.
    /// </summary>
    public static void Write(string path, string? address, DateTimeOffset? sealedSince = null)
    {
        try
        {
            File.WriteAllText(path, string.Create(
                CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{address}\n{sealedSince:O}"));
        }
        catch (IOException)
        {
            File.Delete(path);
        }
    }

    const string NotKnown = "not known";

    const string Elsewhere = "holder";
}

/// <summary>What a process that holds an operation says of itself in the data folder.</summary>
/// <param name="Number">Its number, or that it is not known.</param>
/// <param name="Address">Where it listens; null where it does not.</param>
/// <param name="SealedSince">Since when it holds the operation without keys; null when it has them.</param>
readonly record struct HolderNote(string Number, string? Address, DateTimeOffset? SealedSince);
