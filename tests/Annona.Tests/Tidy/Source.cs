using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Annona.Tests.Tidy;

/// <summary>One C# file: its path from the root with forward slashes, its text and its syntax tree.</summary>
sealed class Source(string path, string text)
{
    static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14, DocumentationMode.Parse);

    readonly Lazy<SyntaxNode> root = new(() => CSharpSyntaxTree.ParseText(text, Language, path).GetRoot());

    public string Path { get; } = path;

    public SyntaxNode Root => root.Value;

    public IReadOnlyList<string> Lines { get; } = text.TrimEnd('\n').Split('\n');

    /// <summary>The folders and the file: <c>src</c>, <c>Annona</c>, <c>Aid</c>, <c>Give.cs</c>.</summary>
    public string[] Segments => Path.Split('/');

    public bool IsProduct => Path.StartsWith("src/", StringComparison.Ordinal);

    public IEnumerable<T> Nodes<T>() where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    public static int LineOf(SyntaxNodeOrToken node) =>
        node.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>How many lines a declaration takes, without its attributes and comments.</summary>
    public static int HeightOf(SyntaxNode node)
    {
        var first = node.ChildNodesAndTokens().First(child => !child.IsKind(SyntaxKind.AttributeList));
        var span = node.SyntaxTree.GetLineSpan(TextSpan.FromBounds(first.SpanStart, node.Span.End));
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    /// <summary>What a rule found here; <paramref name="subject"/> is the name by which an exception is made.</summary>
    public Finding Found(string rule, SyntaxNodeOrToken at, string subject, string what) =>
        new(rule, Path, LineOf(at), subject, what);
}
