using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Annona.Tests.Tidy;

/// <summary>What goes through an operation's two doors: values made for one purpose, never a register's row.</summary>
static class DoorRules
{
    /// <summary>Answers that hold a type whose name ends in Row, at any depth of our own records.</summary>
    public static IEnumerable<Finding> RowsStayInside(IReadOnlyCollection<Source> sources)
    {
        var types = sources.SelectMany(source => source.Nodes<TypeDeclarationSyntax>())
            .GroupBy(type => type.Identifier.Text)
            .ToDictionary(same => same.Key, same => same.ToList());
        foreach (var source in sources)
            foreach (var question in source.Nodes<RecordDeclarationSyntax>())
                if (AnswerOf(question) is { } answer && PathToRow(answer, types, []) is { } path)
                    yield return source.Found(
                        "row-outside", question, question.Identifier.Text,
                        $"the answer to {question.Identifier.Text} carries a row: {path}");
    }

    static TypeSyntax? AnswerOf(RecordDeclarationSyntax question) =>
        question.BaseList?.Types
            .Select(of => of.Type)
            .OfType<GenericNameSyntax>()
            .FirstOrDefault(of => of.Identifier.Text == "Question")
            ?.TypeArgumentList.Arguments[0];

    static string? PathToRow(
        TypeSyntax type, Dictionary<string, List<TypeDeclarationSyntax>> types, IReadOnlyList<string> way)
    {
        foreach (var name in type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(at => at.Identifier.Text))
        {
            if (way.Contains(name))
                continue;
            if (name.EndsWith("Row", StringComparison.Ordinal))
                return string.Join(" > ", [.. way, name]);
            foreach (var member in types.GetValueOrDefault(name, []).SelectMany(Members))
                if (PathToRow(member, types, [.. way, name]) is { } found)
                    return found;
        }
        return null;
    }

    static IEnumerable<TypeSyntax> Members(TypeDeclarationSyntax type) =>
        (type.ParameterList?.Parameters.Select(parameter => parameter.Type) ?? [])
            .Concat(type.Members.OfType<PropertyDeclarationSyntax>()
                .Where(property => property.AccessorList is not null
                    && property.Modifiers.Any(word => word.Text == "public"))
                .Select(property => property.Type))
            .OfType<TypeSyntax>();
}
