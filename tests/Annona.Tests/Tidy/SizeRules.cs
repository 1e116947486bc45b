using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Annona.Tests.Tidy;

/// <summary>A limit is a question: which second idea lives here?</summary>
static class SizeRules
{
    public const int FileLinesMax = 500;
    public const int MethodLinesMax = 60;
    public const int LineLengthMax = 120;
    public const int ParametersMax = 5;

    public static IEnumerable<Finding> Files(Source source)
    {
        if (source.Lines.Count > FileLinesMax)
        {
            yield return new(
                "file-length", source.Path, 1, "", $"{source.Lines.Count} lines, {FileLinesMax} at most");
        }
    }

    /// <summary>A stored form in a golden test is one long line, because it is stored so.</summary>
    public static IEnumerable<Finding> Lines(Source source) =>
        source.Lines.Index()
            .Where(line => line.Item.Length > LineLengthMax && !IsGolden(source, line.Item))
            .Select(line => new Finding(
                "line-length", source.Path, line.Index + 1, "",
                $"{line.Item.Length} characters, {LineLengthMax} at most"));

    public static IEnumerable<Finding> Methods(Source source) =>
        source.Nodes<SyntaxNode>()
            .Where(IsMethod)
            .Select(method => (method, height: Source.HeightOf(method)))
            .Where(tall => tall.height > MethodLinesMax)
            .Select(tall => source.Found(
                "method-length", tall.method, NameOf(tall.method),
                $"{NameOf(tall.method)} has {tall.height} lines, {MethodLinesMax} at most"))
            .Concat(TopLevel(source));

    /// <summary>Records are tables of named values and theories are rows of a table: both may be wide.</summary>
    public static IEnumerable<Finding> Parameters(Source source) =>
        source.Nodes<ParameterListSyntax>()
            .Where(list => list.Parameters.Count > ParametersMax && list.Parent is { } owner && IsOurs(owner))
            .Select(list => source.Found(
                "parameters", list, NameOf(list.Parent!),
                $"{NameOf(list.Parent!)} has {list.Parameters.Count} parameters, {ParametersMax} at most"));

    static bool IsGolden(Source source, string line) =>
        !source.IsProduct && line.TrimStart().TrimStart('$', '"').StartsWith('{');

    static IEnumerable<Finding> TopLevel(Source source)
    {
        var statements = source.Nodes<GlobalStatementSyntax>().ToList();
        if (statements.Count == 0)
            yield break;
        var height = Source.LineOf(statements[^1].GetLastToken()) - Source.LineOf(statements[0]) + 1;
        if (height > MethodLinesMax)
        {
            yield return source.Found(
                "method-length", statements[0], "", $"{height} lines of program, {MethodLinesMax} at most");
        }
    }

    static bool IsMethod(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
            or PropertyDeclarationSyntax { ExpressionBody: not null };

    static bool IsOurs(SyntaxNode owner) => owner switch
    {
        RecordDeclarationSyntax or LambdaExpressionSyntax => false,
        MethodDeclarationSyntax method =>
            !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
            && method.ExplicitInterfaceSpecifier is null
            && !method.AttributeLists.SelectMany(list => list.Attributes).Any(tag => tag.Name.ToString() == "Theory"),
        _ => true,
    };

    static string NameOf(SyntaxNode node)
    {
        var own = node switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            LocalFunctionStatementSyntax local => local.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax of } accessor =>
                $"{of.Identifier.Text}.{accessor.Keyword.Text}",
            ConstructorDeclarationSyntax => "new",
            DelegateDeclarationSyntax of => of.Identifier.Text,
            BaseTypeDeclarationSyntax of => of.Identifier.Text,
            _ => node.Kind().ToString(),
        };
        var type = node.Ancestors().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault();
        return type is null ? own : $"{type.Identifier.Text}.{own}";
    }
}
