using System.Text.Json;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Postgres;

namespace Annona.Storage.Move;

/// <summary>
/// Says in the data folder that its journal is being moved, from the first step to the last: whoever finds it knows
/// what an interrupted move left behind. Which copy is in use the folder itself says, whatever stands here.
/// </summary>
/// <param name="From">The server it comes from; null for the file.</param>
/// <param name="To">The server it goes to; null for the file.</param>
sealed record MoveNote(PostgresPlace? From, PostgresPlace? To)
{
    /// <summary>What an officer hears who opens the operation meanwhile.</summary>
    public const string Warning =
        "A move of the journal was interrupted. Run 'annona move' again: it removes or sets aside what was "
        + "left behind.";

    /// <summary>The note; null when there is none.</summary>
    /// <exception cref="StoreException">It is something else, or cut off.</exception>
    public static MoveNote? Read(OperationPaths paths)
    {
        if (!File.Exists(paths.Moving))
            return null;
        try
        {
            return JsonSerializer.Deserialize<MoveNote>(File.ReadAllBytes(paths.Moving));
        }
        catch (JsonException e)
        {
            throw new StoreException(
                $"The file {paths.Moving} does not say which move of the journal was interrupted.",
                "Move it away: the folder goes on with the copy that it leads to. What the interrupted move left "
                + "elsewhere has to be removed by hand.", e);
        }
    }

    public void Keep(OperationPaths paths)
    {
        WholeFile.Write(paths.Moving, JsonSerializer.SerializeToUtf8Bytes(this));
        FolderSync.Flush(paths.Data);
    }

    public static void Remove(OperationPaths paths)
    {
        File.Delete(paths.Moving);
        FolderSync.Flush(paths.Data);
    }
}
