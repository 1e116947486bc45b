namespace Annona.Storage.Folder;

/// <summary>
/// The steps in which files beside the journal change, so that a test can say no to each of them as a disk would, or
/// end the process there.
/// </summary>
static class FileSteps
{
    /// <summary>Told the path before each step; null outside tests.</summary>
    public static Action<string>? Taken { get; set; }

    /// <summary>The next change of the file begins.</summary>
    public static void Take(string path) => Taken?.Invoke(path);
}
