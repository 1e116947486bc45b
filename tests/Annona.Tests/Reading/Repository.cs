namespace Annona.Tests.Reading;

/// <summary>Where the project's own files and the shared data lie.</summary>
static class Repository
{
    public static string Root { get; } = Above("Annona.slnx")
        ?? throw new InvalidOperationException("No folder above holds Annona.slnx: run the tests in the repository.");

    /// <summary>A path inside the shared data, or a skipped test where the data is absent.</summary>
    public static string Data(string path)
    {
        var folder = Environment.GetEnvironmentVariable("ANNONA_DATA") ?? Path.Combine(
            Above(Path.Combine("shared", "data")) ?? "", "shared", "data");
        var full = Path.Combine(folder, path);
        Assert.SkipUnless(Path.Exists(full),
            $"{path} is not there: set ANNONA_DATA to the folder of the shared data.");
        return full;
    }

    static string? Above(string landmark)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Exists(Path.Combine(folder.FullName, landmark)))
                return folder.FullName;
        return null;
    }
}
