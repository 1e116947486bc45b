using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Postgres;

namespace Annona.Storage.Backup;

/// <summary>
/// Where a backup is put back before anybody finds it: a file in a folder aside, or a marked schema at a server, to
/// which that folder leads in the end.
/// </summary>
sealed class RestoreTarget
{
    readonly OperationPaths aside;
    readonly PostgresPlace? place;
    readonly IJournalHome home;
    bool isMade;

    RestoreTarget(OperationPaths aside, PostgresPlace? place) =>
        (this.aside, this.place, home) =
            (aside, place, place is null ? new FileHome(aside) : new ServerHome(aside, place));

    /// <param name="words">Words for a server; null for a file.</param>
    /// <param name="aside">The folder that gets its name later.</param>
    /// <param name="operation">Whose journal it is.</param>
    /// <exception cref="StoreException">The words cannot be read, or hold a password.</exception>
    public static RestoreTarget For(string? words, OperationPaths aside, Guid operation) =>
        new(aside, words is null ? null : PostgresPlace.For(words, operation));

    /// <summary>Makes the empty journal.</summary>
    /// <exception cref="StoreException">The server says no, or has a journal of this operation.</exception>
    public IJournalStore Make()
    {
        if (place is null)
            return home.Make();
        var store = PostgresRestore.Make(place);
        isMade = true;
        return store;
    }

    public IJournalStore Open(FolderUse use) => home.Open(use);

    /// <summary>The newest checkpoint in it.</summary>
    public string HeadNote()
    {
        using var store = Open(FolderUse.Read);
        return store.Head.Checkpoint;
    }

    /// <summary>
    /// The folder leads there from now on. Unmarked first: a journal that a folder leads to must never look like half
    /// of a restore.
    /// </summary>
    public void Finish()
    {
        if (place is null)
            return;
        PostgresRestore.MarkWhole(place);
        JournalHome.KeepPlace(aside, place);
    }

    /// <summary>The folder has its name: the journal is in use from now on.</summary>
    public void Place() => isMade = false;

    /// <summary>Removes what no folder leads to, where the server can be reached; else the next restore does.</summary>
    public void Undo()
    {
        if (!isMade)
            return;
        isMade = false;
        try
        {
            PostgresStore.Remove(place!);
        }
        // The first failure is the one to tell.
        catch (StoreException)
        {
            isMade = true;
        }
    }
}
