using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Annona.Tests.Tidy;

/// <summary>Documents tell the truth about today's tree.</summary>
static partial class DocumentRules
{
    static readonly string[] FileEndings =
        [".md", ".cs", ".csproj", ".props", ".targets", ".slnx", ".json", ".txt", ".bash", ".editorconfig"];

    /// <summary>A line of a document outside fenced code, with its number from 1.</summary>
    public static IEnumerable<(int Number, string Text)> Prose(string document)
    {
        var fenced = false;
        foreach (var (index, line) in document.Split('\n').Index())
        {
            var isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            fenced ^= isFence;
            if (!fenced && !isFence)
                yield return (index + 1, line);
        }
    }

    /// <summary>Links to other files and to headings that are not there.</summary>
    public static IEnumerable<Finding> Links(string path, string document, Func<string, string?> read) =>
        from line in Prose(document)
        from Match link in Link.Matches(InlineCode.Replace(line.Text, ""))
        let to = link.Groups["to"].Value
        where !to.Contains(':', StringComparison.Ordinal) && !Resolves(path, document, to, read)
        select new Finding("link", path, line.Number, to, $"the link {to} leads nowhere");

    /// <summary>Paths and types that stand in backticks but not in the tree.</summary>
    public static IEnumerable<Finding> Tour(
        string path, string document, Func<string, bool> exists, IReadOnlySet<string> types) =>
        from line in Prose(document)
        from Match span in InlineCode.Matches(line.Text)
        let words = span.Groups["code"].Value
        where LooksLikePath(words)
            ? !exists(PathIn(words))
            : TypeName.Match(words) is { Success: true } type && !types.Contains(type.Groups["name"].Value)
        select new Finding("tour", path, line.Number, words, $"`{words}` is not in the tree");

    /// <summary>The names one may speak of: types, projects and the parts of namespaces.</summary>
    public static IReadOnlySet<string> Names(IEnumerable<Source> sources)
    {
        var names = new HashSet<string>();
        foreach (var source in sources)
        {
            names.UnionWith(source.Nodes<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text));
            names.UnionWith(source.Nodes<DelegateDeclarationSyntax>().Select(type => type.Identifier.Text));
            names.UnionWith(source.Nodes<BaseNamespaceDeclarationSyntax>()
                .SelectMany(space => space.Name.ToString().Split('.')));
        }

        return names;
    }

    /// <summary>What every decision record has.</summary>
    public static IEnumerable<Finding> Decision(string path, string document)
    {
        string[] headings = ["## Context", "## Decision", "## Consequences", "## What would show that we were wrong"];
        foreach (var heading in headings)
        {
            if (!document.Contains($"\n{heading}\n", StringComparison.Ordinal))
                yield return new("decision", path, 1, heading, $"the part '{heading}' is missing");
        }

        if (!Status.IsMatch(document))
            yield return new("decision", path, 1, "Status", "no 'Status: proposed', 'accepted' or 'superseded by'");
    }

    static bool Resolves(string path, string document, string to, Func<string, string?> read)
    {
        var (file, anchor) = to.Split('#') switch
        {
            [var name, var heading] => (name, heading),
            [var name] => (name, ""),
            _ => ("", ""),
        };
        var folder = Path.GetDirectoryName(path)!.Replace('\\', '/');
        var target = file.Length == 0 ? document : read(Flat($"{folder}/{file}"));
        return target is not null && (anchor.Length == 0 || Anchors(target).Contains(anchor));
    }

    static string Flat(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part != ".")
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    static IEnumerable<string> Anchors(string document) =>
        Prose(document)
            .Where(line => line.Text.StartsWith('#'))
            .Select(line => NotInAnchors.Replace(line.Text.TrimStart('#').Trim().ToLowerInvariant(), "")
                .Replace(' ', '-'));

    static bool LooksLikePath(string words) =>
        !Pattern.IsMatch(words)
        && (words.StartsWith("./", StringComparison.Ordinal)
            || words.Split(' ')[0].Contains('/', StringComparison.Ordinal)
            || (!words.Contains(' ', StringComparison.Ordinal) && FileEndings.Any(words.EndsWith)));

    static string PathIn(string words)
    {
        var first = words.Split(' ')[0].TrimEnd('/');
        return first.StartsWith("./", StringComparison.Ordinal) ? first[2..] : first;
    }

    [GeneratedRegex(@"\[[^\]]*\]\((?<to>[^)\s]+)\)")]
    static partial Regex Link { get; }

    [GeneratedRegex("`(?<code>[^`]+)`")]
    static partial Regex InlineCode { get; }

    // Two letters at least, one of them small: Id and Amount, but not FILE or a bare T.
    [GeneratedRegex(@"^(?<name>[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(<.*>)?([.(].*)?$")]
    static partial Regex TypeName { get; }

    // Stars, angle brackets and words all in capitals stand for something else.
    [GeneratedRegex(@"[*<>]|\b(NNNN|NAME|DIR|FILE)\b")]
    static partial Regex Pattern { get; }

    [GeneratedRegex(@"[^\w\- ]")]
    static partial Regex NotInAnchors { get; }

    [GeneratedRegex(@"^Status: (proposed|accepted|superseded by \S+)", RegexOptions.Multiline)]
    static partial Regex Status { get; }
}
