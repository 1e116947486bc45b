using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Annona.Storage.Folder;

namespace Annona.Storage.Tests.Faults;

/// <summary>How a disk says no to one write.</summary>
enum DiskFault
{
    /// <summary>There is no space: SQLITE_FULL.</summary>
    Full,

    /// <summary>Half of what should be written is, then the disk fails: SQLITE_IOERR_WRITE.</summary>
    TornWrite,

    /// <summary>The disk fails: SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_TRUNCATE.</summary>
    Broken,

    /// <summary>The power is cut: nothing works from here on, and what was not flushed may be lost.</summary>
    PowerCut,
}

/// <summary>
/// A layer between SQLite and the system (a VFS) whose files lie in one folder. It counts what changes the disk
/// (writes, flushes, truncations, deletions), fails at any one of them, and knows what a cut of power would leave.
/// </summary>
/// <remarks>
/// It copies the table of functions of the system's own VFS and puts its own in the place of some of them, so that
/// locks and shared memory stay the system's. There is one at a time in a process: whoever inserts one is in the
/// collection <see cref="Alone"/>.
/// </remarks>
sealed unsafe class FaultyDisk : IDisposable
{
    public const string Vfs = "annona-faulty";
    public const string Alone = "The faulty disk";

    const int Ok = 0;
    const int InputOutputWrite = 778;
    const int InputOutputSync = 1034;
    const int InputOutputTruncate = 1546;
    const int InputOutputDelete = 2570;
    const int DiskFull = 13;

    // The tables of sqlite3.h in words of eight bytes: sqlite3_vfs and sqlite3_io_methods, as far as version 3.
    const int VfsLength = 21;
    const int VfsNext = 2;
    const int VfsName = 3;
    const int VfsOpen = 5;
    const int VfsDelete = 6;
    const int MethodsLength = 19;
    const int MethodsWrite = 3;
    const int MethodsTruncate = 4;
    const int MethodsSync = 5;

    static readonly Lock Registering = new();
    static readonly ConcurrentDictionary<nint, nint> Patched = [];
    static readonly ConcurrentDictionary<nint, string> Opened = [];
    static FaultyDisk? current;
    static nint* original;
    static nint* registered;
    static nint* system;

    readonly Dictionary<string, SurvivingFile> files = [];
    readonly HashSet<string> deleted = [];
    readonly Lock changing = new();

    readonly string folder;
    readonly bool isDefault;

    FaultyDisk(string folder, bool isDefault)
    {
        this.folder = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        this.isDefault = isDefault;
    }

    /// <summary>Changes of the disk so far.</summary>
    public int Changes { get; private set; }

    /// <summary>The change that fails, counted from 1; 0 as long as the disk is well.</summary>
    public int FailsAt { get; set; }

    /// <summary>How it fails.</summary>
    public DiskFault Fault { get; set; }

    /// <summary>The disk says that it flushed and did not, as cheap ones do.</summary>
    public bool Lies { get; set; }

    /// <summary>Called at the change that fails, before it; may never return.</summary>
    public Action Reached { get; set; } = () => { };

    /// <summary>Whether the change that fails was reached.</summary>
    public bool HasFailed => FailsAt > 0 && Changes >= FailsAt;

    /// <summary>
    /// The change that failed was a flush. SQLite calls that an error of the disk also where a file system finds out
    /// only then that it has no room.
    /// </summary>
    public bool HasFailedFlush { get; private set; }

    /// <summary>
    /// From now on this disk is the one that files of a folder are opened on by <see cref="Address"/>. Files elsewhere
    /// stay well: a test that ran before may have left some open through this layer.
    /// </summary>
    public static FaultyDisk Insert(string folder)
    {
        lock (Registering)
            Register();
        return current = new(folder, isDefault: false);
    }

    /// <summary>
    /// From now on everything under a folder lies on this disk, files beside the journal too; the rest of the process
    /// does not notice.
    /// </summary>
    public static FaultyDisk Under(string folder)
    {
        lock (Registering)
        {
            Register();
            Assert.Equal(Ok, VfsRegister(registered, 1));
        }
        current = new(folder, isDefault: true);
        FileSteps.Taken = current.TakeStep;
        return current;
    }

    /// <summary>The address of a file on this disk, for a connection.</summary>
    public static string Address(string path) => $"{new Uri(path).AbsoluteUri}?vfs={Vfs}";

    /// <summary>The disk is well again.</summary>
    public void Heal() => (FailsAt, Changes, HasFailedFlush) = (0, 0, false);

    /// <summary>
    /// Writes what a cut of power leaves into a folder: what was flushed, and of what came later some sectors and
    /// others not.
    /// </summary>
    public void Survive(string folder, Random chance)
    {
        Directory.CreateDirectory(folder);
        lock (changing)
            foreach (var (path, file) in files)
                File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(path)), file.After(chance));
    }

    public void Dispose()
    {
        if (isDefault)
        {
            FileSteps.Taken = null;
            Assert.Equal(Ok, VfsRegister(original, 1));
        }
        current = null;
    }

    static void Register()
    {
        if (original is not null)
            return;
        original = VfsFind(null);
        var copy = Copied(original, VfsLength);
        copy[VfsNext] = 0;
        copy[VfsName] = Marshal.StringToCoTaskMemUTF8(Vfs);
        copy[VfsOpen] = (nint)(delegate* unmanaged[Cdecl]<nint*, byte*, nint*, int, int*, int>)&Open;
        copy[VfsDelete] = (nint)(delegate* unmanaged[Cdecl]<nint*, byte*, int, int>)&Delete;
        Assert.Equal(Ok, VfsRegister(copy, 0));
        registered = copy;
    }

    static nint* Copied(nint* table, int length)
    {
        var copy = (nint*)NativeMemory.Alloc((nuint)length, (nuint)sizeof(nint));
        new ReadOnlySpan<nint>(table, length).CopyTo(new(copy, length));
        return copy;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Open(nint* vfs, byte* name, nint* file, int flags, int* outFlags)
    {
        var open = (delegate* unmanaged[Cdecl]<nint*, byte*, nint*, int, int*, int>)original[VfsOpen];
        var result = open(vfs, name, file, flags, outFlags);
        if (result != Ok || name is null || file[0] == 0)
            return result;
        system = (nint*)file[0];
        Opened[(nint)file] = Marshal.PtrToStringUTF8((nint)name)!;
        if (On((nint)file) is { } disk)
            disk.Opens((nint)file);
        file[0] = Patched.GetOrAdd(file[0], static methods =>
        {
            var copy = Copied((nint*)methods, MethodsLength);
            copy[MethodsWrite] = (nint)(delegate* unmanaged[Cdecl]<nint*, byte*, int, long, int>)&Write;
            copy[MethodsTruncate] = (nint)(delegate* unmanaged[Cdecl]<nint*, long, int>)&Truncate;
            copy[MethodsSync] = (nint)(delegate* unmanaged[Cdecl]<nint*, int, int>)&Sync;
            return (nint)copy;
        });
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Write(nint* file, byte* bytes, int count, long at)
    {
        if (On((nint)file) is not { } disk)
            return SystemWrite(file, bytes, count, at);
        lock (disk.changing)
        {
            switch (disk.Next())
            {
                case null:
                    disk.FileOf((nint)file).Write(at, new(bytes, count));
                    return SystemWrite(file, bytes, count, at);
                case DiskFault.Full:
                    return DiskFull;
                case DiskFault.TornWrite:
                    disk.FileOf((nint)file).Write(at, new(bytes, count / 2));
                    SystemWrite(file, bytes, count / 2, at);
                    return InputOutputWrite;
                default:
                    return InputOutputWrite;
            }
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Truncate(nint* file, long length)
    {
        if (On((nint)file) is not { } disk)
            return SystemTruncate(file, length);
        lock (disk.changing)
        {
            if (disk.Next() is not null)
                return InputOutputTruncate;
            disk.FileOf((nint)file).Truncate(length);
            return SystemTruncate(file, length);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Sync(nint* file, int flags)
    {
        if (On((nint)file) is not { } disk)
            return SystemSync(file, flags);
        lock (disk.changing)
        {
            if (disk.Next() is not null)
            {
                disk.HasFailedFlush = true;
                return InputOutputSync;
            }
            if (!disk.Lies)
                disk.Flush((nint)file);
            // The files of the tests need not survive this machine.
            return Ok;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Delete(nint* vfs, byte* name, int syncFolder)
    {
        var delete = (delegate* unmanaged[Cdecl]<nint*, byte*, int, int>)original[VfsDelete];
        if (current is not { } disk || !disk.Has(Marshal.PtrToStringUTF8((nint)name)!))
            return delete(vfs, name, syncFolder);
        lock (disk.changing)
        {
            if (disk.Next() is not null)
                return InputOutputDelete;
            disk.deleted.Add(Marshal.PtrToStringUTF8((nint)name)!);
            return delete(vfs, name, syncFolder);
        }
    }

    static int SystemWrite(nint* file, byte* bytes, int count, long at) =>
        ((delegate* unmanaged[Cdecl]<nint*, byte*, int, long, int>)system[MethodsWrite])(file, bytes, count, at);

    static int SystemTruncate(nint* file, long length) =>
        ((delegate* unmanaged[Cdecl]<nint*, long, int>)system[MethodsTruncate])(file, length);

    static int SystemSync(nint* file, int flags) =>
        ((delegate* unmanaged[Cdecl]<nint*, int, int>)system[MethodsSync])(file, flags);

    /// <summary>The disk on which a file lies; null when it is not this one's.</summary>
    static FaultyDisk? On(nint file) => current is { } disk && disk.Has(Opened[file]) ? disk : null;

    bool Has(string path) => path.StartsWith(folder, StringComparison.Ordinal);

    void TakeStep(string path)
    {
        if (!Has(path))
            return;
        lock (changing)
        {
            if (Next() is { } fault)
                throw new IOException($"{fault}: '{Path.GetFileName(path)}'");
        }
    }

    /// <summary>What happens to the next change; null when it goes well.</summary>
    DiskFault? Next()
    {
        Changes++;
        if (FailsAt == 0 || Changes < FailsAt)
            return null;
        if (Changes == FailsAt)
            Reached();
        return Fault == DiskFault.PowerCut || Changes == FailsAt ? Fault : null;
    }

    /// <summary>A journaling file system keeps names in order: what was deleted before a flush stays so.</summary>
    void Flush(nint file)
    {
        FileOf(file).Flush();
        foreach (var path in deleted)
            files.Remove(path);
        deleted.Clear();
    }

    void Opens(nint file)
    {
        lock (changing)
        {
            if (deleted.Remove(Opened[file]))
                files.Remove(Opened[file]);
            FileOf(file);
        }
    }

    SurvivingFile FileOf(nint file)
    {
        var path = Opened[file];
        if (!files.TryGetValue(path, out var known))
            files[path] = known = new(File.Exists(path) ? File.ReadAllBytes(path) : []);
        return known;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    static extern nint* VfsFind(byte* name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    static extern int VfsRegister(nint* vfs, int makeDefault);
}
