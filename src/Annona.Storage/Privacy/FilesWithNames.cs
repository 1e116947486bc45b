using System.Security.Cryptography;
using Annona.Access;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Values;

namespace Annona.Storage.Privacy;

/// <summary>
/// The register of files outside the operation that have names: those that Annona wrote, and lists that it took in. A
/// file stands in it before its first byte is written, so that an erasure knows where to look. It lies beside the
/// journal, one sealed record a file, and neither a name nor a path stands there in clear.
/// </summary>
/// <remarks>
/// Each record is replaced whole, so processes need no lock, and a damaged one costs no other. It is in no backup:
/// paths belong to a machine.
/// </remarks>
public sealed class FilesWithNames
{
    /// <summary>So long a removed file is remembered: as long as the looks at persons.</summary>
    public const int RemovedDays = ReadLogFolder.RetentionDays;

    readonly OperationPaths paths;
    readonly FileRecordSealer sealer;

    /// <param name="paths">Where the operation is.</param>
    /// <param name="operation">Its id.</param>
    /// <param name="parts">Seals with the register's key.</param>
    public FilesWithNames(OperationPaths paths, Guid operation, PartSealer parts)
    {
        this.paths = paths;
        sealer = new(operation, parts);
    }

    /// <summary>The folder of the records.</summary>
    string Folder => Path.Combine(paths.Data, "files");

    /// <summary>A file is about to be written or taken in. What was kept of another one of its name goes.</summary>
    /// <exception cref="StoreException">It cannot be kept; so nothing may be written.</exception>
    public FileWithNames Begin(
        string path, FileContent content, Id<Officer> officer, FileShape shape, string? purpose = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var file = new FileWithNames(
            Guid.CreateVersion7(now), Path.GetFullPath(path), content, now, officer.Value, shape)
        {
            Purpose = purpose,
        };
        return Try(() => Begun(file, now));
    }

    FileWithNames Begun(FileWithNames file, DateTimeOffset now)
    {
        OwnerOnly.MakeFolder(Folder);
        var all = Find().All;
        Write(file, PersonRows.None, PersonRows.None);
        foreach (var known in all)
        {
            // What a process left beside a record that was ended while it wrote.
            WholeFile.RemoveLeft(PathOf(known.Id));
            if (known.Path == file.Path || known.RemovedAt < now.AddDays(-RemovedDays))
                File.Delete(PathOf(known.Id));
        }
        return file;
    }

    /// <summary>A file is written, as it stands on the disk now.</summary>
    /// <param name="file">Which.</param>
    /// <param name="rows">How many rows of data it has.</param>
    /// <param name="persons">Who stands in them.</param>
    /// <exception cref="StoreException">It cannot be kept.</exception>
    public void Written(FileWithNames file, int rows, PersonRows persons) =>
        Keep(file with { Rows = rows, Sha256 = Sha256Of(file.Path) }, persons);

    /// <summary>Keeps what is known of the bytes that a file was written with.</summary>
    /// <exception cref="StoreException">It cannot be kept.</exception>
    public void Keep(FileWithNames file, PersonRows persons) => Try(() =>
    {
        Write(file with { OtherSha256 = null, IsRewriting = false }, persons, PersonRows.None);
        return 0;
    });

    /// <summary>Keeps whom a search found in the bytes to which somebody changed a file.</summary>
    /// <exception cref="StoreException">It cannot be kept.</exception>
    public void KeepFound(FileWithNames file, string sha256, PersonRows found) => Try(() =>
    {
        Write(file with { OtherSha256 = sha256, IsRewriting = false }, RecordOf(file).Written, found);
        return 0;
    });

    /// <summary>Every file that was written or taken in and is not forgotten, oldest first.</summary>
    /// <exception cref="StoreException">The folder cannot be read.</exception>
    public FilesFound Find() => Try(() =>
    {
        if (!Directory.Exists(Folder))
            return new FilesFound([], []);
        List<FileWithNames> all = [];
        List<DamagedFileRecord> damaged = [];
        foreach (var path in Directory.EnumerateFiles(Folder, "*" + FileRecordSealer.Ending).Order())
            if (sealer.TryRead(path, out var record))
                all.Add(record.File);
            else if (File.Exists(path))
                damaged.Add(new(path, FileRecordSealer.TimeIn(path)));
        return new FilesFound(all, damaged);
    });

    /// <summary>Files that were written or taken in before a moment and are still there, oldest first.</summary>
    /// <exception cref="StoreException">The folder cannot be read.</exception>
    public IReadOnlyList<FileWithNames> WrittenBefore(DateTimeOffset before) =>
        [.. Find().All.Where(file => file.RemovedAt is null && file.At < before && File.Exists(file.Path))];

    /// <summary>A registered file; null when there is none of that path.</summary>
    public FileWithNames? Find(string path) =>
        Find().All.LastOrDefault(known => known.Path == Path.GetFullPath(path));

    /// <summary>What became of a file since it was written. Reads all of it.</summary>
    public FileNow Look(FileWithNames file)
    {
        var (written, other) = RecordOf(file);
        if (file.RemovedAt is not null)
            return new(FileState.Removed, null, PersonRows.None, IsKnown: true);
        if (!File.Exists(file.Path))
            return new(FileState.NotThere, null, written, IsKnown: false);
        try
        {
            var now = Sha256Of(file.Path);
            return now == file.Sha256 ? new(FileState.AsWritten, now, written, IsKnown: true)
                : now != file.OtherSha256
                    ? new(file.Sha256 is null ? FileState.Unfinished : FileState.Changed, now, written, IsKnown: false)
                : new(file.IsRewriting ? FileState.AsWritten : FileState.Changed, now, other, IsKnown: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(FileState.Unreadable, null, written, IsKnown: false);
        }
    }

    /// <summary>
    /// Rewrites a file, and knows at every moment which of the two its bytes are: a process that is ended here leaves
    /// the old file or the new one.
    /// </summary>
    /// <param name="file">Which.</param>
    /// <param name="now">How it is now, with whom it has; other bytes than these are not replaced.</param>
    /// <param name="rows">How many rows of data the new one has.</param>
    /// <param name="write">Writes the new bytes, and says who stands in their rows.</param>
    /// <exception cref="IOException">It cannot be rewritten, or changed meanwhile: it is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be rewritten: it is as it was.</exception>
    /// <exception cref="StoreException">The register cannot be written: the file is as it was.</exception>
    public void Rewrite(FileWithNames file, FileNow now, int rows, Func<Stream, PersonRows> write)
    {
        var (sha256, persons) = ("", PersonRows.None);
        ReplacedFile.Replace(file.Path, aside =>
        {
            persons = write(aside);
            aside.Flush();
            sha256 = Sha256Of(aside.Name);
            // Before it gets its name: a process that is ended in between leaves bytes that are known.
            Try(() =>
            {
                var both = file with { Sha256 = now.Sha256, OtherSha256 = sha256, IsRewriting = true };
                Write(both, now.Rows, persons);
                return 0;
            });
            if (Sha256Of(file.Path) != now.Sha256)
                throw new IOException("Another program changed it meanwhile.");
        });
        Keep(file with { Rows = rows, Sha256 = sha256 }, persons);
    }

    /// <summary>Overwrites and deletes a file, as far as it is there, and notes that it is gone.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be removed.</exception>
    /// <exception cref="StoreException">The register cannot be written.</exception>
    public void Remove(FileWithNames file)
    {
        ReplacedFile.Remove(file.Path);
        Keep(file with { RemovedAt = TimeProvider.System.GetUtcNow(), Rows = 0, Sha256 = null }, PersonRows.None);
    }

    static string Sha256Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    (PersonRows Written, PersonRows Other) RecordOf(FileWithNames file) =>
        sealer.TryRead(PathOf(file.Id), out var record) ? (record.Written, record.Other)
        : throw new StoreException(
            $"The record '{FileRecordSealer.NameOf(file.Id)}' of the files with names is gone or damaged.",
            "Do it again; 'annona files list' says which files are known.");

    void Write(FileWithNames file, PersonRows written, PersonRows other)
    {
        var record = sealer.Seal(new(file, written, other));
        WholeFile.Write(PathOf(file.Id), record, OwnerOnly.OfFile);
        FolderSync.Flush(Folder);
    }

    string PathOf(Guid id) => Path.Combine(Folder, FileRecordSealer.NameOf(id));

    T Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"The register of files with names cannot be used, so no such file is written or changed: {e.Message}",
                $"Give yourself the right to write in '{Folder}', and some free space.", e);
        }
    }
}
