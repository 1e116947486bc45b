using System.Text;

namespace Annona.Tests.Tidy;

/// <summary>docs/errors.md, written from the source.</summary>
static class ErrorsPage
{
    public const string Path = "docs/errors.md";

    /// <summary>Set to 1, the test writes the page instead of comparing it.</summary>
    public const string Switch = "ANNONA_WRITE_DOCS";

    const string Head = """
        # What Annona may answer when it says no

        Generated from the source: change the sentence where it is made, then run `ANNONA_WRITE_DOCS=1 ./test tidy`.
        Codes never change their meaning. Words in braces are filled in; where one code has several sentences, a slash
        stands between them.

        """;

    public static string Write(IEnumerable<Saying> sayings)
    {
        var page = new StringBuilder(Head);
        foreach (var room in sayings.GroupBy(saying => saying.Code.Split('.')[0]).OrderBy(room => room.Key))
        {
            page.Append('\n').Append("## ").Append(room.Key).Append("\n\n")
                .Append("| code | what it says | what to do | where |\n")
                .Append("|---|---|---|---|\n");
            foreach (var saying in room.OrderBy(saying => saying.Code, StringComparer.Ordinal))
            {
                page.Append("| `").Append(saying.Code).Append("` | ")
                    .Append(Cell(saying.Messages)).Append(" | ")
                    .Append(Cell(saying.Remedies)).Append(" | ")
                    .Append('`').Append(saying.In.Path).Append("` |\n");
            }
        }

        return page.ToString();
    }

    static string Cell(IEnumerable<string> texts) =>
        string.Join(" / ", texts).Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "\\<", StringComparison.Ordinal);
}
