using System.Text;

namespace Annona.Reading.Text;

enum TokenKind
{
    Word,
    Number,
    Mark,
}

/// <summary>A word, a number or one mark. <c>Lower</c> is lower case with straight apostrophes.</summary>
readonly record struct Token(TextSpan Span, string Lower, TokenKind Kind, bool IsCapital)
{
    public int Start => Span.Start;
    public int End => Span.End;
    public bool IsWord => Kind == TokenKind.Word;
    public bool IsNumber => Kind == TokenKind.Number;
    public bool Is(string word) => string.Equals(Lower, word, StringComparison.Ordinal);
    public bool IsAcronym(string text) =>
        IsWord && Span.Length is >= 2 and <= 7 && text.AsSpan(Start, Span.Length)
            .IndexOfAnyExceptInRange('A', 'Z') < 0;
}

/// <summary>
/// Cuts a text into tokens by hand: no regular expressions, so the first reading is as fast as the thousandth.
/// </summary>
static class Tokenizer
{
    const int CodeLength = 3;

    static readonly string[] clitics = ["'s", "'ve", "'ll", "'re", "'d", "'m"];

    /// <param name="text">The text.</param>
    /// <param name="currencies">Codes in lower case: "USD11.5" is a code and a number.</param>
    public static List<Token> Cut(string text, IReadOnlyDictionary<string, string> currencies)
    {
        var tokens = new List<Token>(text.Length / 5 + 8);
        var at = 0;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var width);
            if (Rune.IsLetter(rune))
                at = Word(text, at, tokens, currencies);
            else if (char.IsAsciiDigit(text[at]))
                at = Number(text, at, tokens);
            else
            {
                if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
                {
                    var mark = text.Substring(at, width);
                    tokens.Add(new(new(at, at + width), mark, TokenKind.Mark, IsCapital: false));
                }
                at += width;
            }
        }
        return tokens;
    }

    static int Word(string text, int start, List<Token> tokens, IReadOnlyDictionary<string, string> currencies)
    {
        var end = DottedLetters(text, start) ?? LettersAndJoints(text, start);
        if (end > start + CodeLength && char.IsAsciiDigit(text[start + CodeLength])
            && currencies.ContainsKey(text.Substring(start, CodeLength).ToLowerInvariant()))
            end = start + CodeLength;
        var lower = text[start..end].ToLowerInvariant().Replace('’', '\'');
        var capital = char.IsUpper(text[start]);
        foreach (var clitic in clitics)
            if (lower.Length > clitic.Length && lower.EndsWith(clitic, StringComparison.Ordinal))
            {
                var cut = end - clitic.Length;
                tokens.Add(new(new(start, cut), lower[..^clitic.Length], TokenKind.Word, capital));
                tokens.Add(new(new(cut, end), clitic, TokenKind.Word, IsCapital: false));
                return end;
            }
        tokens.Add(new(new(start, end), lower, TokenKind.Word, capital));
        return end;
    }

    // "U.S." and "a.m." are one word; the full stop belongs to it.
    static int? DottedLetters(string text, int start)
    {
        var at = start;
        while (at + 1 < text.Length && char.IsAsciiLetter(text[at]) && text[at + 1] == '.')
            at += 2;
        var dotted = at - start >= 4 && (at >= text.Length || !char.IsLetterOrDigit(text[at]));
        return dotted ? at : null;
    }

    static int LettersAndJoints(string text, int start)
    {
        var at = start;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var width);
            if (Rune.IsLetterOrDigit(rune) || IsCombining(rune))
                at += width;
            else if (text[at] is '-' or '\'' or '’' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]))
                at++;
            else
                break;
        }
        return at;
    }

    static bool IsCombining(Rune rune) => Rune.GetUnicodeCategory(rune) is
        System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    // "11.5", "53,000" and "2023" are numbers; "2023-09-27" is three numbers and two marks, and dates put it
    // together.
    static int Number(string text, int start, List<Token> tokens)
    {
        var at = start;
        while (at < text.Length)
        {
            if (char.IsAsciiDigit(text[at]))
                at++;
            else if (text[at] is '.' or ',' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
                at++;
            else
                break;
        }
        tokens.Add(new(new(start, at), text[start..at], TokenKind.Number, IsCapital: false));
        return at;
    }
}
