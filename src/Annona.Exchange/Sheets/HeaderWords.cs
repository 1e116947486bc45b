using System.Globalization;
using System.Text;

namespace Annona.Exchange.Sheets;

/// <summary>Compares headers by their words; case, accents, punctuation and camelCase do not count.</summary>
static class HeaderWords
{
    /// <summary>Lower-case words with one space between them; accents are taken off in every script alike.</summary>
    public static string Normal(string header)
    {
        var words = new StringBuilder(header.Length);
        var previous = ' ';
        foreach (var letter in header.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
                continue;
            var isWord = char.IsLetterOrDigit(letter) || letter is '№' or '°';
            var newWord = !isWord || (char.IsUpper(letter) && char.IsLower(previous));
            if (newWord && words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
            if (isWord)
                words.Append(char.ToLowerInvariant(letter));
            previous = letter;
        }
        return words.ToString().TrimEnd();
    }

    /// <summary>1 when normal headers are the same; less when the name is part of the header; 0 otherwise.</summary>
    public static double Likeness(string header, string name)
    {
        if (name.Length == 0)
            return 0;
        if (Joined(header) == Joined(name))
            return 1;
        if (!$" {header} ".Contains($" {name} ", StringComparison.Ordinal))
            return 0;
        // "phone" in "phone of a relative abroad" says little: half of the header must be explained.
        var explained = (double)name.Length / header.Length;
        return explained < 0.5 ? 0 : 0.3 + (0.5 * explained);
    }

    /// <summary>Whether a header is, or has in it, a word by which lists name some column.</summary>
    public static bool IsKnown(string header)
    {
        var normal = Normal(header);
        return normal.Length > 0 && Known.Value.Any(name => Likeness(normal, name) > 0);
    }

    static readonly Lazy<IReadOnlyList<string>> Known = new(() =>
    [
        .. ColumnRoles.People.Concat(ColumnRoles.Transfers).SelectMany(role => role.Headers)
            .Select(name => Normal(name.Text)).Distinct(),
    ]);

    static string Joined(string words) => words.Replace(" ", "", StringComparison.Ordinal);
}
