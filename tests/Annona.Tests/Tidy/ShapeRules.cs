using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Annona.Tests.Tidy;

/// <summary>How types and statements are written.</summary>
static partial class ShapeRules
{
    static readonly string[] Generators =
        ["JsonSerializable", "GeneratedRegex", "LoggerMessage", "LibraryImport", "JSImport", "JSExport"];

    static readonly string[] MutableCollections =
    [
        "Dictionary", "List", "HashSet", "SortedDictionary", "SortedList", "SortedSet", "Queue", "Stack",
        "LinkedList", "PriorityQueue", "OrderedDictionary", "ConcurrentDictionary", "ConcurrentBag",
        "ConcurrentQueue", "ConcurrentStack", "IDictionary", "IList", "ICollection", "ISet", "Memory",
    ];

    /// <summary>
    /// The default is not written out: <c>private</c> only before an accessor, <c>internal</c> only on a member of a
    /// public type that others must not see.
    /// </summary>
    public static IEnumerable<Finding> Keywords(Source source) =>
        source.Root.DescendantTokens()
            .Where(token => token.Kind() switch
            {
                SyntaxKind.PrivateKeyword => token.Parent is not AccessorDeclarationSyntax,
                SyntaxKind.InternalKeyword => !HidesFromOutside(token.Parent),
                _ => false,
            })
            .Select(token => source.Found(
                "keyword", token, token.Text, $"'{token.Text}' is written where it says nothing"));

    public static IEnumerable<Finding> Sealing(IReadOnlyCollection<Source> sources)
    {
        var types = sources.SelectMany(source => source.Nodes<TypeDeclarationSyntax>()
            .Where(type => type.Kind() is SyntaxKind.ClassDeclaration or SyntaxKind.RecordDeclaration)
            .Select(type => (source, type, key: KeyOf(source, type)))).ToList();
        var closed = types.Where(part => IsClosed(part.type)).Select(part => part.key).ToHashSet();
        return types
            .Where(part => !closed.Contains(part.key))
            .Select(part => part.source.Found(
                "sealed", part.type, part.type.Identifier.Text,
                $"{part.type.Identifier.Text} is neither sealed nor static nor abstract"));
    }

    public static IEnumerable<Finding> LocalTime(Source source) =>
        source.Nodes<IdentifierNameSyntax>()
            .Where(name => name.Identifier.Text == "DateTime")
            .Select(name => source.Found(
                "date-time", name, "DateTime", "DateTime is neither a day nor a moment: DateOnly or DateTimeOffset"));

    /// <summary>A catch names a type and does something; one that cleans up and throws on may be nameless.</summary>
    public static IEnumerable<Finding> Catches(Source source) =>
        source.Nodes<CatchClauseSyntax>()
            .Where(clause => clause.Block.Statements is not [.., ThrowStatementSyntax { Expression: null }])
            .Where(clause => clause.Declaration is null || clause.Block.Statements.Count == 0)
            .Select(clause => source.Found(
                "catch", clause, "catch", "a catch that names no type or does nothing swallows a fault"));

    public static IEnumerable<Finding> Unfinished(Source source) =>
        source.Root.DescendantTrivia()
            .Where(trivia => Later.IsMatch(trivia.ToString()))
            .Select(trivia => source.Found("unfinished", trivia.Token, "", $"left for later: {trivia}"))
            .Concat(source.Nodes<IdentifierNameSyntax>()
                .Where(name => name.Identifier.Text is nameof(NotImplementedException))
                .Where(name => name.Parent is ObjectCreationExpressionSyntax)
                .Select(name => source.Found("unfinished", name, "", "nothing stands here yet")));

    /// <summary>A flag in a call is named, or is an enum; a value that is written down is no flag.</summary>
    public static IEnumerable<Finding> BareFlags(Source source) =>
        source.Nodes<ArgumentSyntax>()
            .Where(argument => source.IsProduct && argument.NameColon is null && argument.Parent is ArgumentListSyntax)
            .Where(argument => argument.Expression.Kind()
                is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression)
            .Where(argument => !CalledName(argument).StartsWith("Write", StringComparison.Ordinal)
                && CalledName(argument) != "ConfigureAwait")
            .Select(argument => source.Found(
                "bare-flag", argument, CalledName(argument), $"a bare '{argument}': name it, or make it an enum"));

    /// <summary>Every way to silence the compiler, and every type in parts that no generator asks for.</summary>
    public static IEnumerable<Finding> Silencing(Source source)
    {
        foreach (var trivia in source.Root.DescendantTrivia(descendIntoTrivia: true))
        {
            if (trivia.Kind() is SyntaxKind.PragmaWarningDirectiveTrivia or SyntaxKind.NullableDirectiveTrivia)
                yield return source.Found("pragma", trivia.Token, trivia.ToString().Trim(), trivia.ToString().Trim());
        }

        foreach (var tag in source.Nodes<AttributeSyntax>())
        {
            if (LastName(tag.Name) is "SuppressMessage" or "UnconditionalSuppressMessage")
                yield return source.Found("suppress", tag, "SuppressMessage", tag.ToString());
        }

        foreach (var type in source.Nodes<TypeDeclarationSyntax>())
        {
            if (type.Modifiers.Any(SyntaxKind.PartialKeyword) && !IsGenerated(type))
            {
                yield return source.Found(
                    "partial", type, type.Identifier.Text, $"{type.Identifier.Text} is in parts by hand");
            }
        }
    }

    /// <summary>Readers hold a register's root and never lock, so nothing under it may move.</summary>
    public static IEnumerable<Finding> Registers(Source source) =>
        source.Nodes<TypeDeclarationSyntax>()
            .Where(type => source.Path.StartsWith("src/Annona/", StringComparison.Ordinal) && IsRegister(type))
            .SelectMany(type => MembersOf(type)
                .Where(member => member.Type is not null && IsMutable(member.Type))
                .Select(member => source.Found(
                    "register", member.At, $"{type.Identifier.Text}.{member.Name}",
                    $"{type.Identifier.Text}.{member.Name} is a mutable {member.Type}: use a Table")));

    static IEnumerable<(SyntaxNode At, string Name, TypeSyntax? Type)> MembersOf(TypeDeclarationSyntax type)
    {
        foreach (var member in type.Members)
        {
            if (member is PropertyDeclarationSyntax property)
                yield return (property, property.Identifier.Text, property.Type);
            else if (member is FieldDeclarationSyntax field)
                yield return (field, field.Declaration.Variables[0].Identifier.Text, field.Declaration.Type);
        }

        foreach (var parameter in type.ParameterList?.Parameters ?? [])
            yield return (parameter, parameter.Identifier.Text, parameter.Type);
    }

    static bool IsRegister(TypeDeclarationSyntax type) =>
        type.Identifier.Text.EndsWith("Register", StringComparison.Ordinal) && type is not InterfaceDeclarationSyntax
        || type.BaseList?.Types.Any(of => LastName(of.Type) == "IRegister") == true;

    static bool IsMutable(TypeSyntax type) =>
        type.DescendantNodesAndSelf().Any(part => part is ArrayTypeSyntax
            || (part is GenericNameSyntax name && MutableCollections.Contains(name.Identifier.Text)));

    static bool IsClosed(TypeDeclarationSyntax type) =>
        type.Modifiers.Any(word => word.Kind()
            is SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword);

    static bool IsGenerated(TypeDeclarationSyntax type) =>
        type.DescendantNodes().OfType<AttributeSyntax>().Any(tag => Generators.Contains(LastName(tag.Name)));

    static bool HidesFromOutside(SyntaxNode? member) =>
        member is AccessorDeclarationSyntax
        || (member?.Parent is TypeDeclarationSyntax owner && owner.AncestorsAndSelf()
            .OfType<TypeDeclarationSyntax>()
            .All(type => type is ExtensionBlockDeclarationSyntax || type.Modifiers.Any(SyntaxKind.PublicKeyword)));

    /// <summary>Parts of one type share the folder, the name and the types around them.</summary>
    static string KeyOf(Source source, TypeDeclarationSyntax type) => string.Join('/',
        [
            .. source.Segments.SkipLast(1),
            .. type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Select(outer => outer.Identifier.Text).Reverse(),
        ]);

    static string CalledName(ArgumentSyntax argument) => argument.Parent?.Parent switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.Text,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier.Text,
        ObjectCreationExpressionSyntax made => LastName(made.Type),
        _ => "new",
    };

    static string LastName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax name => name.Right.Identifier.Text,
        AliasQualifiedNameSyntax name => name.Name.Identifier.Text,
        SimpleNameSyntax name => name.Identifier.Text,
        _ => type.ToString(),
    };

    // Written so that a plain search for these words finds only real ones.
    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K|XX[X])\b")]
    static partial Regex Later { get; }
}
