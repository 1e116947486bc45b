using System.Xml.Linq;

namespace Annona.Tests.Tidy;

/// <summary>The checkout that these tests were built from, read once.</summary>
static class Repository
{
    static readonly string[] CodeFolders = ["src", "tests", "bench"];
    static readonly string[] NotOurs = ["artifacts", "bin", "obj", "node_modules", ".git"];

    static readonly Lazy<IReadOnlyList<Source>> AllSources = new(() =>
        [.. Files("*.cs", CodeFolders).Select(path => new Source(path, Read(path)))]);

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<Source> Sources => AllSources.Value;

    public static IEnumerable<Source> Product => Sources.Where(source => source.IsProduct);

    /// <summary>Project files, by path from the root.</summary>
    public static IEnumerable<(string Path, XDocument Xml)> Projects =>
        Files("*.csproj", CodeFolders).Select(path => (path, XDocument.Parse(Read(path), LoadOptions.SetLineInfo)));

    /// <summary>Every document in Markdown, by path from the root.</summary>
    public static IEnumerable<string> Documents =>
        Files("*.md", ["."]).Where(path => !path.StartsWith('.'));

    public static string Read(string path) => File.ReadAllText(Full(path)).ReplaceLineEndings("\n");

    public static string Full(string path) => Path.Combine(Root, path);

    public static bool Exists(string path) => Path.Exists(Full(path));

    public static IEnumerable<string> Files(string pattern, IEnumerable<string> folders) =>
        folders.Select(Full).Where(Directory.Exists)
            .SelectMany(folder => Walk(folder, pattern))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    static IEnumerable<string> Walk(string folder, string pattern) =>
        Directory.EnumerateDirectories(folder)
            .Where(inner => !NotOurs.Contains(Path.GetFileName(inner)))
            .SelectMany(inner => Walk(inner, pattern))
            .Concat(Directory.EnumerateFiles(folder, pattern));

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Annona.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Annona.slnx is in no folder above the tests: run them in a checkout.");
    }
}
