using Annona.Journal;

namespace Annona.Storage.Folder;

/// <summary>
/// Snapshots as files beside the journal, one with names and one without. They are written aside and moved into place,
/// so a power cut leaves the old one or the new one; a half one would not open anyway. A half one that an ended process
/// left has names all the same: it goes where a whole one goes.
/// </summary>
sealed class SnapshotFiles(string folder) : ISnapshots
{
    public Stream? Open(Opening opening)
    {
        try
        {
            return new FileStream(
                PathOf(opening), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize,
                FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Keep(Opening opening, Action<Stream> write)
    {
        try
        {
            WholeFile.RemoveLeft(PathOf(opening));
            WholeFile.Write(PathOf(opening), write);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public bool Discard(Opening opening)
    {
        try
        {
            FileSteps.Take(PathOf(opening));
            File.Delete(PathOf(opening));
            return WholeFile.RemoveLeft(PathOf(opening));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Removes what a process left that was ended while it wrote one.</summary>
    public void RemoveLeft()
    {
        foreach (var opening in Enum.GetValues<Opening>())
            WholeFile.RemoveLeft(PathOf(opening));
    }

    const int BufferSize = 1 << 18;

    string PathOf(Opening opening) =>
        Path.Combine(folder, opening == Opening.PersonalParts ? "snapshot.names" : "snapshot.open");
}
