using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Annona.Tests.Tidy;

/// <summary>References point one way, and pure projects say so.</summary>
static partial class ProjectRules
{
    public const string NoWarn = "no-warn";

    /// <summary>Which projects a project may reference. A new one needs a decision record and a line here.</summary>
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Annona.Journal"] = [],
        ["Annona.Linkage"] = [],
        ["Annona.Reading"] = [],
        ["Annona"] = ["Annona.Journal", "Annona.Linkage"],
        ["Annona.Storage"] = ["Annona", "Annona.Journal"],
        ["Annona.Exchange"] = ["Annona", "Annona.Journal", "Annona.Linkage", "Annona.Reading"],
        // Tablets never load Reading.
        ["Annona.App"] = ["Annona", "Annona.Journal", "Annona.Linkage"],
        ["Annona.Server"] =
        [
            "Annona", "Annona.Journal", "Annona.Linkage", "Annona.Reading", "Annona.Storage", "Annona.Exchange",
            "Annona.App",
        ],
        ["Annona.Cli"] =
        [
            "Annona", "Annona.Journal", "Annona.Linkage", "Annona.Reading", "Annona.Storage", "Annona.Exchange",
        ],
    };

    static readonly string[] Pure = ["Annona.Journal", "Annona.Linkage", "Annona.Reading", "Annona"];

    public static IEnumerable<Finding> References(string path, XDocument project)
    {
        if (!path.StartsWith("src/", StringComparison.Ordinal))
            yield break;
        var name = Path.GetFileNameWithoutExtension(path);
        if (!Allowed.TryGetValue(name, out var allowed))
        {
            yield return new("reference", path, 1, name, $"{name} is a new project: which decision record made it?");
            yield break;
        }

        foreach (var reference in Items(project, "ProjectReference"))
        {
            var to = Path.GetFileNameWithoutExtension(Include(reference).Replace('\\', '/'));
            if (!allowed.Contains(to))
                yield return new("reference", path, LineOf(reference), to, $"{name} may not know {to}");
        }
    }

    public static IEnumerable<Finding> Purity(string path, XDocument project)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var isPure = project.Descendants("Pure").Any(word => word.Value == "true");
        if (path.StartsWith("src/", StringComparison.Ordinal) && Pure.Contains(name) != isPure)
        {
            yield return new("pure", path, 1, name, isPure
                ? $"{name} says that it is pure, but is not listed as pure"
                : $"{name} is pure and must say <Pure>true</Pure>");
        }
    }

    /// <summary>Versions stand in one file; a global using of a room would hide who uses whom.</summary>
    public static IEnumerable<Finding> Items(string path, XDocument project)
    {
        foreach (var package in Items(project, "PackageReference"))
        {
            if (package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null)
            {
                yield return new("version", path, LineOf(package), Include(package),
                    $"the version of {Include(package)} belongs in Directory.Packages.props");
            }
        }

        foreach (var use in Items(project, "Using"))
        {
            if (path == "src/Annona/Annona.csproj" && Include(use).StartsWith("Annona.", StringComparison.Ordinal))
                yield return new("using", path, LineOf(use), Include(use), $"a global using of {Include(use)}");
        }
    }

    /// <summary>Every warning that some project or property file of the repository turns off.</summary>
    public static IEnumerable<Finding> Silenced() =>
        Repository.Projects.Select(project => project.Path)
            .Concat(["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            .SelectMany(path => Silencing(path, Repository.Read(path)))
            .DistinctBy(finding => (finding.Path, finding.Line, finding.Subject));

    public static IEnumerable<Finding> Silencing(string path, string text) =>
        from line in text.Split('\n').Index()
        where line.Item.Contains("<NoWarn>", StringComparison.Ordinal)
        from Match code in WarningCode.Matches(line.Item)
        select new Finding(NoWarn, path, line.Index + 1, code.Value, $"{code.Value} is turned off");

    static IEnumerable<XElement> Items(XDocument project, string kind) =>
        project.Descendants(kind).Where(item => item.Attribute("Include") is not null);

    static string Include(XElement item) => item.Attribute("Include")!.Value;

    static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;

    [GeneratedRegex(@"\b[A-Z]{2,}[0-9]{3,5}\b")]
    static partial Regex WarningCode { get; }
}
