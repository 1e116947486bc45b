using System.Text;
using Annona.Journal;
using Annona.Storage.Keys;

namespace Annona.Storage.Folder;

/// <summary>
/// The newest signed head of the journal, kept with the keys and so apart from the data: who shortens the journal, or
/// puts an older copy of it back, does not change this file with it.
/// </summary>
/// <remarks>
/// It is written after each commit. A crash between the two leaves it one batch behind, which is no fault; a head that
/// is newer than the journal is.
/// </remarks>
static class HeadFile
{
    /// <summary>The note as it stands in the file; null when there is none.</summary>
    /// <exception cref="KeyException">The file is there and cannot be read.</exception>
    public static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyException(
                KeyFault.NoAccess, $"The head of the journal in '{path}' cannot be read: {e.Message}",
                "Give this account the right to read it.");
        }
    }

    /// <summary>The tree that a kept note signs.</summary>
    /// <exception cref="KeyException">It is not a checkpoint that this operation signed.</exception>
    public static TreeHead TreeOf(string note, string path, JournalVerifier verifier)
    {
        var (tree, why) = verifier.Read(note);
        return tree ?? throw new KeyException(
            KeyFault.Damaged, $"The head of the journal in '{path}' {why}.",
            "Find out who changed it. Verify the journal against a checkpoint kept elsewhere, then move the file away: "
            + "the next time something is recorded, it is written anew.");
    }

    /// <summary>Keeps a note, whole or not at all.</summary>
    /// <returns>Why it could not be kept, or null. What was committed stays committed.</returns>
    public static string? Write(string path, string note)
    {
        try
        {
            WholeFile.Write(path, Encoding.UTF8.GetBytes(note), OwnerOnly.OfFile);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The head of the journal could not be kept with the keys: {e.Message}";
        }
    }
}

/// <summary>
/// Keeps the newest head in its file while an operation records: at once when it has been quiet, else once a second,
/// and at the end. A head that lags a second behind is no fault, and a busy desk does not wait for the disk twice.
/// </summary>
sealed class HeadKeeper(string path, List<string> warnings) : IDisposable
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    long? last;
    string? waiting;
    bool isSaid;

    /// <summary>A head became durable.</summary>
    public void Keep(string note)
    {
        waiting = note;
        if (last is not { } at || TimeProvider.System.GetElapsedTime(at) >= Every)
            Write();
    }

    /// <inheritdoc/>
    public void Dispose() => Write();

    void Write()
    {
        if (waiting is not { } note)
            return;
        (waiting, last) = (null, TimeProvider.System.GetTimestamp());
        // Said once: a keys folder that cannot be written stays so.
        if (HeadFile.Write(path, note) is not { } why || isSaid)
            return;
        isSaid = true;
        warnings.Add(why);
    }
}
