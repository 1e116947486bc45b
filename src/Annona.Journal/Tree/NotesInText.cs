namespace Annona.Journal;

/// <summary>
/// Finds signed notes in whatever was kept: a file of several, a mail that quotes one, a report that prints one.
/// </summary>
public static class NotesInText
{
    const string SignaturePrefix = "\u2014 ";

    /// <summary>
    /// Every passage that looks like a checkpoint with its signature lines, as a note; nothing is verified. White space
    /// and marks of quotation at the beginning of lines are passed over.
    /// </summary>
    /// <param name="text">Any text; lines end in any of the usual ways.</param>
    public static IReadOnlyList<string> In(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(Bare).ToList();
        List<string> notes = [];
        for (var at = 1; at < lines.Count; at++)
        {
            if (!IsSignature(lines[at]) || lines[at - 1].Length > 0)
                continue;
            var end = at;
            while (end < lines.Count && IsSignature(lines[end]))
                end++;
            // A heading may stand right above it: the second of a checkpoint's three lines is a number.
            var first = at - 2;
            while (first >= 0 && lines[first].Length > 0 && !IsSizeAfter(lines, first, at))
                first--;
            if (first >= 0 && lines[first].Length > 0)
                notes.Add(string.Join('\n', [.. lines[first..end], ""]));
        }
        return notes;
    }

    static bool IsSizeAfter(List<string> lines, int first, int end) =>
        first + 2 < end - 1 && lines[first + 1].Length > 0 && lines[first + 1].All(char.IsAsciiDigit);

    static bool IsSignature(string line) => line.StartsWith(SignaturePrefix, StringComparison.Ordinal);

    static string Bare(string line) => line.Trim().TrimStart('>', '|').Trim();
}
