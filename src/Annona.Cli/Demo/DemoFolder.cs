using Annona.Exchange;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Privacy;

namespace Annona.Cli.Demo;

/// <summary>
/// Where a demo is made. It is built beside its place and moved there when it is whole, so that one that was stopped,
/// or met a full disk, leaves nothing that looks like a demo.
/// </summary>
/// <param name="place">Where it will stand.</param>
sealed class DemoFolder(OperationPaths place)
{
    const string Unfinished = ".unfinished";
    const string PassphraseFile = "demo-passphrase.txt";

    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Where it stands while it is made.</summary>
    public OperationPaths Building { get; } = new(place.Data + Unfinished, place.Keys + Unfinished);

    /// <summary>What opens the finished demo in every command.</summary>
    public string HowToOpen =>
        $"--data {Word(place.Data)}{Keys} --officer First --passphrase-file {Word(Passphrase(place))}";

    string Keys => place.Keys == OperationPaths.For(place.Data, keys: null).Keys ? "" : $" --keys {Word(place.Keys)}";

    /// <summary>Refuses a place that is taken, and clears what a stopped demo left there.</summary>
    public void Begin()
    {
        if (File.Exists(place.Journal))
            throw new InputException("demo.exists", $"There is an operation in {place.Data} already.", File.Exists(
                Passphrase(place))
                ? $"Look at it with: annona promises {HowToOpen}\nOr make another with: annona demo DIR"
                : $"Look at it with: annona promises --data {Word(place.Data)}{Keys}\n"
                    + "Or make the demo in another folder: annona demo DIR");
        foreach (var folder in new[] { place.Data, place.Keys })
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
                throw new InputException("demo.not-empty", $"The folder {folder} is not empty.",
                    "Name another folder: annona demo DIR. Nothing is ever overwritten.");
        if (IsBeingMade())
            throw new InputException("demo.being-made", $"Another process is making a demo in {place.Data}.",
                "Wait until it has finished, or name another folder: annona demo DIR.");
        Clear();
    }

    /// <summary>Keeps the demo's passphrase beside its keys, for its owner only.</summary>
    public void Keep(string passphrase)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new StreamWriter(Passphrase(Building), options);
        file.WriteLine(passphrase);
    }

    /// <summary>The lists that it took in are kept with the paths that they will have when it is finished.</summary>
    public void Rename(FilesWithNames files)
    {
        foreach (var file in files.Find().All)
            if (file.Path.StartsWith(Building.Data + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                files.Keep(
                    file with { Path = place.Data + file.Path[Building.Data.Length..] }, files.Look(file).Rows);
    }

    /// <summary>Moves the whole demo to its place. The journal comes last: with it the demo is there.</summary>
    public void Finish()
    {
        foreach (var (from, to) in new[] { (Building.Keys, place.Keys), (Building.Data, place.Data) })
        {
            if (Directory.Exists(to))
                Directory.Delete(to);
            Directory.Move(from, to);
        }
    }

    /// <summary>Removes what is not finished.</summary>
    public void Clear()
    {
        foreach (var folder in new[] { Building.Data, Building.Keys })
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
    }

    /// <summary>Whatever stopped it, nothing is left, and the sentence says so.</summary>
    public StoreException Failed(Exception why) => new(
        $"The demo could not be written beside {place.Data}: {why.Message}",
        "Make room or get the right to write there, or name another folder: annona demo DIR. Nothing of it is left.",
        why);

    bool IsBeingMade()
    {
        try
        {
            if (File.Exists(Building.Lock))
                using (new FileStream(Building.Lock, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                    return false;
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    static string Passphrase(OperationPaths paths) => Path.Combine(paths.Keys, PassphraseFile);

    /// <summary>A path as one types it from here, in quotes where it has blanks.</summary>
    static string Word(string path)
    {
        var near = Path.GetRelativePath(Environment.CurrentDirectory, path);
        var shown = near.StartsWith("..", StringComparison.Ordinal) ? path : near;
        return shown.Contains(' ', StringComparison.Ordinal) ? $"\"{shown}\"" : shown;
    }
}
