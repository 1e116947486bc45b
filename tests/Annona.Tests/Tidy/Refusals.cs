using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Annona.Tests.Tidy;

/// <summary>One place in the product where a refusal is made: its code, and what it may say.</summary>
sealed record Saying(string Code, IReadOnlyList<string> Messages, IReadOnlyList<string> Remedies, Source In, int Line);

/// <summary>
/// Finds every refusal in the syntax trees: an object made, or a method called, with a code, a message and a remedy.
/// </summary>
static partial class Refusals
{
    const int VariantsMax = 12;
    const int PlaceholderLengthMax = 40;

    static readonly string[] Types = ["Refusal", "InputException"];

    public static IEnumerable<Saying> In(Source source) =>
        from list in source.Nodes<ArgumentListSyntax>()
        where list.Arguments.Count >= 3
        let code = CodeIn(list.Arguments[0].Expression)
        where code is not null && SaysSomething(list.Arguments[1]) && SaysSomething(list.Arguments[2])
        select new Saying(
            code, Variants(list.Arguments[1].Expression), Variants(list.Arguments[2].Expression),
            source, Source.LineOf(list.Parent!));

    /// <summary>A code that is put together at run time cannot be looked up in errors.md.</summary>
    public static IEnumerable<Finding> WithoutLiteralCode(Source source) =>
        source.Nodes<ObjectCreationExpressionSyntax>()
            .Where(made => Types.Contains(made.Type.ToString()))
            .Where(made => made.ArgumentList?.Arguments is [var first, ..]
                && CodeIn(first.Expression) is null && !PassesOn(first.Expression))
            .Select(made => source.Found(
                "refusal-code", made, made.Type.ToString(),
                "the code is not a literal like \"room.reason-words\""));

    public static IEnumerable<Finding> Twins(IEnumerable<Saying> sayings) =>
        sayings.GroupBy(saying => saying.Code)
            .Where(twins => twins.Count() > 1)
            .SelectMany(twins => twins.Select(saying => new Finding(
                "refusal-twin", saying.In.Path, saying.Line, saying.Code, $"{saying.Code} is made in two places")));

    public static IEnumerable<Finding> Unended(Saying saying) =>
        saying.Messages.Concat(saying.Remedies)
            .Where(text => !Ended.IsMatch(text))
            .Select(text => new Finding(
                "refusal-sentence", saying.In.Path, saying.Line, saying.Code, $"not a whole sentence: {text}"));

    /// <summary>The texts an expression may stand for, with <c>{what is filled in}</c>.</summary>
    public static IReadOnlyList<string> Variants(ExpressionSyntax expression) =>
        [.. All(expression).Take(VariantsMax).Select(text => Spaces.Replace(text, " ").Trim())];

    static IEnumerable<string> All(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) =>
            [literal.Token.ValueText],
        InterpolatedStringExpressionSyntax text => [string.Concat(text.Contents.Select(Part))],
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) =>
            from left in All(sum.Left)
            from right in All(sum.Right)
            select left + right,
        ParenthesizedExpressionSyntax inner => All(inner.Expression),
        ConditionalExpressionSyntax either => All(either.WhenTrue).Concat(All(either.WhenFalse)),
        SwitchExpressionSyntax many => many.Arms.SelectMany(arm => All(arm.Expression)),
        ThrowExpressionSyntax => [],
        _ => [Placeholder(expression)],
    };

    static string Part(InterpolatedStringContentSyntax content) => content switch
    {
        InterpolatedStringTextSyntax text => text.TextToken.ValueText,
        InterpolationSyntax hole => Placeholder(hole.Expression),
        _ => "",
    };

    static string Placeholder(ExpressionSyntax expression)
    {
        var inner = expression is ParenthesizedExpressionSyntax bracket ? bracket.Expression : expression;
        var text = Spaces.Replace(inner.ToString(), " ");
        var simple = inner is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
            && text.Length <= PlaceholderLengthMax && !text.Contains('"', StringComparison.Ordinal);
        return simple ? $"{{{text}}}" : "{...}";
    }

    static string? CodeIn(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax { Token.Value: string text } && Code.IsMatch(text) ? text : null;

    static bool SaysSomething(ArgumentSyntax argument) =>
        argument.Expression is not LiteralExpressionSyntax literal
        || literal.IsKind(SyntaxKind.StringLiteralExpression);

    static bool PassesOn(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Code" };

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")]
    static partial Regex Code { get; }

    // A full stop, something filled in, or a command that is to be copied as it stands.
    [GeneratedRegex(@"[.?!}]$|: (\./)?annona [^.]+$")]
    static partial Regex Ended { get; }

    [GeneratedRegex(@"\s+")]
    static partial Regex Spaces { get; }
}
