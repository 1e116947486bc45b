using System.Globalization;
using Annona.Reading.Attribution;
using Document = Annona.Reading.Reading;

namespace Annona.Tests.Reading;

/// <summary>
/// Writes a reading as the rows of the hand-made tables, so that a difference shows as one changed row.
/// </summary>
static class TableOfReading
{
    /// <summary>paragraph | cue | speaker | audience | kind | what | mode | through | words</summary>
    public static IEnumerable<string> Statements(Document reading)
    {
        foreach (var one in reading.Statements)
            yield return string.Join(" | ", Paragraph(reading.Text, one.Start), one.Cue?.Exact ?? "-",
                one.Speaker.Name,
                one.Audience?.Name ?? "-", Kind(one), What(one), one.Mode.ToString().ToLowerInvariant(), Through(one),
                Ends(one.Exact));
    }

    /// <summary>words | class | qualifier | low | high | currency</summary>
    public static IEnumerable<string> Figures(Document reading) => reading.Figures.Select(one => string.Join(" | ",
        one.Exact, one.Class.ToString().ToLowerInvariant(), one.Qualifier.ToString().ToLowerInvariant(),
            Number(one.Low),
        Number(one.High), one.Currency ?? "-"));

    /// <summary>words | from | to | other days the words allow</summary>
    public static IEnumerable<string> Dates(Document reading) => reading.Dates.Select(one => string.Join(" | ",
        one.Exact, Day(one.From), Day(one.To), one.IsAmbiguous
            ? string.Join(", ", one.Others.Select(other => Day(other.From))) : "-"));

    /// <summary>term | stance | by | whose words</summary>
    public static IEnumerable<string> Terms(Document reading) => reading.Terms.Select(one => string.Join(" | ",
        one.Exact, one.Stance.ToString().ToLowerInvariant(), one.By.Name, one.WordsOf?.Name ?? "-"));

    /// <summary>The rows of one table of a Markdown document, without heading and rule.</summary>
    public static IEnumerable<string> Rows(string markdown, string heading) => markdown.Split('\n')
        .SkipWhile(line => line.Trim() != "## " + heading).Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith('|')).Skip(2).Select(line => line.Trim().Trim('|').Trim());

    static string Kind(Statement one) => (one.Kind, one.Force) switch
    {
        (StatementKind.Ongoing, _) => "under way",
        (StatementKind.Promise, { } force) => force.ToString().ToLowerInvariant(),
        _ => one.Kind.ToString().ToLowerInvariant() + (one.Negated ? " (denied)" : ""),
    } + (one.Cue is { Negated: true } ? " (not said)" : "");

    static string What(Statement one) => one.Undertaking is not { } undertaking ? "-"
        : undertaking.Kind.ToString().ToLowerInvariant()
            + (undertaking.Due is { } due ? $", {due}{(undertaking.DueDate is null ? " (no date)" : "")}" : "");

    // "~" marks a link that the reader carried over from a neighbouring statement.
    static string Through(Statement one)
    {
        // The innermost speaker has a column of its own; whoever told it through stands here.
        var links = one.Chain.Where((link, at) => link.Kind != LinkKind.Speaker || at < one.Chain.Count - 1)
            .Select(link => (link.Inferred ? "~" : "") + link.Name);
        return string.Join(" > ", links);
    }

    static string Ends(string exact)
    {
        var words = exact.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= 4 ? exact : $"{words[0]} {words[1]} … {words[^1]}";
    }

    static int Paragraph(string text, int offset) =>
        text[..offset].Split("\n\n").Length;

    static string Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "open";

    static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";
}
