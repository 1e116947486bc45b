using System.Text.Json;
using Annona.Journal;
using Annona.Storage.Move;
using Annona.Storage.Postgres;
using Annona.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Folder;

/// <summary>Where the journal of a data folder is kept.</summary>
interface IJournalHome
{
    /// <summary>Makes an empty journal, which must not exist.</summary>
    IJournalStore Make();

    /// <summary>Opens the journal.</summary>
    IJournalStore Open(FolderUse use);

    /// <summary>The right to append to it, not yet taken.</summary>
    ILease Lease();
}

/// <summary>Finds out where the journal of a data folder is kept: there in a file, or at a database server.</summary>
static class JournalHome
{
    /// <summary>The home of the journal, as the folder says; null if there is none.</summary>
    /// <exception cref="StoreException">The folder, or the file that names the server, cannot be read.</exception>
    public static IJournalHome? Of(OperationPaths paths)
    {
        if (File.Exists(paths.Server))
            return new ServerHome(paths, ReadPlace(paths.Server));
        if (File.Exists(paths.Journal))
            return new FileHome(paths);
        FolderRights.CheckReadable(paths.Data);
        return null;
    }

    /// <summary>Says in the folder that the journal is at a server, durably.</summary>
    public static void KeepPlace(OperationPaths paths, PostgresPlace place)
    {
        WholeFile.Write(paths.Server, JsonSerializer.SerializeToUtf8Bytes(place));
        FolderSync.Flush(paths.Data);
    }

    /// <summary>The server that the folder names.</summary>
    public static PostgresPlace ReadPlace(string path)
    {
        try
        {
            if (JsonSerializer.Deserialize<PostgresPlace>(File.ReadAllBytes(path))
                is { Connection: not null, Schema: not null } place)
                return place.Checked();
        }
        catch (JsonException)
        {
            throw NotOurs(path);
        }
        throw NotOurs(path);
    }

    static StoreException NotOurs(string path) => new(
        $"The file {path} does not say where the journal is.",
        "Restore it from a backup of the data folder; it holds the words for the server and the name of the schema.");
}

/// <summary>One SQLite file in the data folder.</summary>
sealed class FileHome(OperationPaths paths) : IJournalHome
{
    public IJournalStore Make() => SqliteStore.Open(paths.Journal, SqliteOpenMode.ReadWriteCreate);

    public IJournalStore Open(FolderUse use) => SqliteStore.Open(
        paths.Journal, use == FolderUse.Read ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite);

    public ILease Lease() => new FileLease(paths);
}

/// <summary>A schema at a PostgreSQL server.</summary>
sealed class ServerHome(OperationPaths paths, PostgresPlace place) : IJournalHome
{
    public IJournalStore Make() => PostgresStore.Open(place, PostgresUse.Make);

    public IJournalStore Open(FolderUse use) =>
        PostgresStore.Open(place, use == FolderUse.Read ? PostgresUse.Read : PostgresUse.Write);

    public ILease Lease() => new PostgresLease(place, paths.Holder)
    {
        Taken = () =>
        {
            // A move away from here was interrupted, and this folder still leads here: it goes on here.
            if (MoveNote.Read(paths) is { } note && note.From == place)
                PostgresMove.LiftFence(place);
        },
    };
}
