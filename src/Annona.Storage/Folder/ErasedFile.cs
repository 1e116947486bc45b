using System.Text;
using Annona.Storage.Keys;

namespace Annona.Storage.Folder;

/// <summary>
/// The ids of everybody whose key was destroyed, one a line, kept with the keys and so apart from the data: an older
/// copy of the journal that is put back does not know of them. It names nobody.
/// </summary>
static class ErasedFile
{
    const string Format = "annona-erased.1";

    /// <summary>An id and the end of its line.</summary>
    const int LineLength = 33;

    static int HeadLength(Guid operation) => $"{Format} {operation:N}\n".Length;

    /// <summary>The ids; none when there is no file. A line that a power cut left unfinished is passed over.</summary>
    /// <exception cref="KeyException">The file is something else, of another operation, or may not be read.</exception>
    public static IReadOnlyList<Guid> Read(string path, Guid operation)
    {
        try
        {
            if (!File.Exists(path))
                return [];
            var lines = File.ReadAllLines(path);
            if (lines is not [var head, .. var ids] || head != $"{Format} {operation:N}")
                throw new KeyException(
                    KeyFault.Damaged, $"The file '{path}' does not list the erased persons of this operation.",
                    "Use the one from its keys folder, or a copy of that.");
            return [.. ids.Select(line => Guid.TryParseExact(line, "N", out var id) ? id : (Guid?)null).OfType<Guid>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyException(
                KeyFault.NoAccess, $"The list of erased persons in '{path}' cannot be read: {e.Message}",
                "Give this account the right to read it.");
        }
    }

    /// <summary>Whether the file may lack some of so many ids; asked without reading it.</summary>
    public static bool MayLack(string path, Guid operation, int count) =>
        new FileInfo(path) is not { Exists: true } file
        || file.Length < HeadLength(operation) + ((long)count * LineLength);

    /// <summary>Adds ids, durably. A line that a power cut left unfinished is overwritten.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Add(string path, Guid operation, IReadOnlyList<Guid> ids)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly.OfFile;
        FileSteps.Take(path);
        using var file = new FileStream(path, options);
        var head = HeadLength(operation);
        var isNew = file.Length < head;
        file.Position = isNew ? 0 : file.Length - ((file.Length - head) % LineLength);
        var text = new StringBuilder(isNew ? $"{Format} {operation:N}\n" : "");
        foreach (var id in ids)
            text.Append(id.ToString("N")).Append('\n');
        file.Write(Encoding.ASCII.GetBytes(text.ToString()));
        FileSteps.Take(path);
        file.SetLength(file.Position);
        file.Flush(flushToDisk: true);
    }
}

/// <summary>Keeps the list while an operation records: at the start, and after each commit that erased somebody.
/// </summary>
sealed class ErasedKeeper(string path, List<string> warnings)
{
    int known = -1;

    /// <summary>The operation may have erased somebody.</summary>
    public void Keep(Operation operation)
    {
        var count = ErasedKeys.CountIn(operation);
        if (count == known)
            return;
        try
        {
            Write(operation, count);
            known = count;
        }
        // What is erased stays so; the next commit tries again.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or KeyException)
        {
            var said = $"The list of erased persons could not be kept with the keys: {e.Message}";
            if (!warnings.Contains(said))
                warnings.Add(said);
        }
    }

    void Write(Operation operation, int count)
    {
        if (known < 0 && !ErasedFile.MayLack(path, operation.Id, count))
            return;
        // A process that was ended after a commit left its ids out.
        var missing = known < 0
            ? ErasedKeys.From(0, operation).Except(ErasedFile.Read(path, operation.Id)).ToList()
            : ErasedKeys.From(known, operation);
        if (missing.Count > 0)
            ErasedFile.Add(path, operation.Id, missing);
    }
}
