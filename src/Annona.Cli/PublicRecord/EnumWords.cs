namespace Annona.Cli.PublicRecord;

/// <summary>Names of enums as one would say them: <c>AccessOrVisit</c> is "access or visit".</summary>
static class EnumWords
{
    public static string Of(Enum? value) => value is null ? "" : string.Concat(
        value.ToString().Select((letter, at) => char.IsUpper(letter)
            ? $"{(at > 0 ? " " : "")}{char.ToLowerInvariant(letter)}"
            : $"{letter}"));
}
