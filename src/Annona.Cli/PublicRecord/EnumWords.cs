using System.CommandLine;
using System.CommandLine.Parsing;

namespace Annona.Cli.PublicRecord;

/// <summary>Names of enums as one would say and type them: <c>AccessOrVisit</c> is "access or visit".</summary>
static class EnumWords
{
    public static string Of(Enum? value) => value is null ? "" : string.Concat(
        value.ToString().Select((letter, at) => char.IsUpper(letter)
            ? $"{(at > 0 ? " " : "")}{char.ToLowerInvariant(letter)}"
            : $"{letter}"));

    /// <summary>An option that takes one of an enum's words; null when it is left out.</summary>
    public static Option<T?> Option<T>(string name, string description)
        where T : struct, Enum => new(name)
        {
            Description = With<T>(description), HelpName = "WORD", CustomParser = result => Parsed<T>(result),
        };

    /// <summary>An option that takes one of an enum's words, with what holds when it is left out.</summary>
    public static Option<T> Option<T>(string name, string description, T otherwise)
        where T : struct, Enum => new(name)
        {
            Description = With<T>(description),
            HelpName = "WORD",
            CustomParser = result => Parsed<T>(result) ?? default,
            DefaultValueFactory = _ => otherwise,
        };

    /// <summary>An option that takes one of an enum's words and must be given.</summary>
    public static Option<T> Required<T>(string name, string description)
        where T : struct, Enum => new(name)
        {
            Description = With<T>(description),
            HelpName = "WORD",
            CustomParser = result => Parsed<T>(result) ?? default,
            Required = true,
        };

    /// <summary>An argument that is one of an enum's words.</summary>
    public static Argument<T> Argument<T>(string name, string description)
        where T : struct, Enum => new(name)
        {
            Description = With<T>(description), CustomParser = result => Parsed<T>(result) ?? default,
        };

    static string With<T>(string description)
        where T : struct, Enum => $"{description} One of: {All<T>()}.";

    static string All<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(Typed));

    static string Typed(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    static T? Parsed<T>(ArgumentResult result)
        where T : struct, Enum
    {
        var typed = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        var bare = new string([.. typed.Where(char.IsLetterOrDigit)]);
        foreach (var name in Enum.GetNames<T>())
            if (name.Equals(bare, StringComparison.OrdinalIgnoreCase))
                return Enum.Parse<T>(name);
        result.AddError($"'{typed}' is not one of: {All<T>()}.");
        return null;
    }
}
