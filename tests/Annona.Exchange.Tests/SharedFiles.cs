namespace Annona.Exchange.Tests;

/// <summary>Public data beside the checkout; tests that want it skip where it is absent.</summary>
static class SharedFiles
{
    public static string Path(params string[] parts)
    {
        var path = Folder() is { } folder ? System.IO.Path.Combine([folder, .. parts]) : null;
        Assert.SkipUnless(File.Exists(path), $"The public data file {string.Join('/', parts)} is not here.");
        return path!;
    }

    static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("ANNONA_DATA") is { Length: > 0 } told)
            return told;
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
        {
            var folder = System.IO.Path.Combine(up.FullName, "shared", "data");
            if (Directory.Exists(folder))
                return folder;
        }
        return null;
    }
}
