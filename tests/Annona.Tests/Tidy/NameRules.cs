using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Annona.Tests.Tidy;

/// <summary>Names say what a thing is; folders are features, never kinds.</summary>
static class NameRules
{
    static readonly string[] EmptySuffixes =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Base", "Impl", "Dto", "Info", "Data"];

    static readonly string[] KindFolders =
    [
        "Models", "Services", "Interfaces", "Helpers", "Common", "Core", "Shared", "Utils", "Utilities", "Managers",
        "Entities", "Enums", "Dtos", "Extensions", "Misc",
    ];

    public static IEnumerable<Finding> Types(Source source) =>
        source.Nodes<MemberDeclarationSyntax>()
            .Select(member => (member, name: TypeName(member)))
            .Where(type => EmptySuffixes.Any(suffix => type.name.EndsWith(suffix, StringComparison.Ordinal)))
            .Select(type => source.Found(
                "type-name", type.member, type.name, $"{type.name} ends in a word that says nothing"));

    public static IEnumerable<Finding> Folders(Source source) =>
        source.Segments.SkipLast(1)
            .Where(KindFolders.Contains)
            .Select(folder => new Finding(
                "folder-name", source.Path, 1, folder, $"the folder {folder} sorts by kind, not by feature"));

    /// <summary>
    /// A file in <c>src/Annona.X/Y</c> has the namespace <c>Annona.X.Y</c> or <c>Annona.X</c>; in a room of the domain
    /// only the first, but the seams in Values may stand in the root namespace.
    /// </summary>
    public static IEnumerable<Finding> Namespaces(Source source)
    {
        if (!source.IsProduct || source.Segments is not [_, var project, .. var folders, _])
            yield break;
        var own = string.Join('.', [project, .. folders]);
        var strict = project == "Annona" && folders is [not "Values", ..];
        foreach (var space in source.Nodes<BaseNamespaceDeclarationSyntax>())
        {
            var name = space.Name.ToString();
            var fits = name == own || (!strict && Contains(name, own) && Contains(project, name));
            if (!fits)
            {
                yield return source.Found(
                    "namespace", space, name, $"namespace {name} in the folder {own.Replace('.', '/')}");
            }
        }
    }

    static bool Contains(string outer, string inner) => $"{inner}.".StartsWith($"{outer}.", StringComparison.Ordinal);

    static string TypeName(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        _ => "",
    };
}
