using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;

namespace Annona.Cli.Shell;

/// <summary>
/// Choices as officers type them: <c>record-keeper</c> for <c>RecordKeeper</c>, in any case. The one place that turns
/// words into enums, so that every command takes the same spelling and says which words there are.
/// </summary>
static class Choices
{
    /// <summary>The words of an enum, in order; for flags without the word for none.</summary>
    public static IReadOnlyList<string> Of(Type choices) =>
    [
        .. Enum.GetValues(choices).Cast<Enum>()
            .Where(value => !IsFlags(choices) || Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0)
            .Select(Of)
            .Distinct(),
    ];

    /// <summary>The word of one choice.</summary>
    public static string Of(Enum value)
    {
        var word = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsUpper(letter) && word.Length > 0 && word[^1] is not (' ' or '-'))
                word.Append('-');
            word.Append(char.ToLowerInvariant(letter));
        }
        return word.ToString();
    }

    /// <summary>The option, taught to read its words if its type is an enum, and to name them in help.</summary>
    public static Option<T> Understood<T>(Option<T> option)
    {
        var choices = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (!choices.IsEnum)
            return option;
        option.CustomParser = result => Parsed<T>(result, choices, option.Name);
        option.HelpName = string.Join(IsFlags(choices) ? "," : "|", Of(choices));
        return option;
    }

    /// <summary>The argument, taught to read its words, and to name them in help.</summary>
    public static Argument<T> Understood<T>(Argument<T> argument)
        where T : struct, Enum
    {
        argument.CustomParser = result => Parsed<T>(result, typeof(T), argument.Name);
        return argument;
    }

    /// <summary>Reads words with commas between; several only where they can hold together.</summary>
    public static bool TryParse(string typed, Type choices, out object? value)
    {
        var words = typed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        value = null;
        if (words.Length == 0 || (words.Length > 1 && !IsFlags(choices)))
            return false;
        var sum = 0L;
        foreach (var word in words)
        {
            var name = Enum.GetNames(choices).FirstOrDefault(
                name => name.Equals(Plain(word), StringComparison.OrdinalIgnoreCase));
            if (name is null)
                return false;
            sum |= Convert.ToInt64(Enum.Parse(choices, name), CultureInfo.InvariantCulture);
        }
        value = Enum.ToObject(choices, sum);
        return true;
    }

    static T? Parsed<T>(ArgumentResult result, Type choices, string option)
    {
        var typed = string.Join(',', result.Tokens.Select(token => token.Value));
        if (TryParse(typed, choices, out var value))
            return (T)value!;
        result.AddError($"{option} '{typed}' is none of: {string.Join(", ", Of(choices))}.");
        return default;
    }

    static string Plain(string word) => word.Replace("-", "", StringComparison.Ordinal)
        .Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    static bool IsFlags(Type choices) => choices.IsDefined(typeof(FlagsAttribute), inherit: false);
}
