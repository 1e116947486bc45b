using Annona.Cli.People;
using Annona.Cli.PublicRecord;
using Annona.Cli.Shell;
using Annona.Privacy;
using Annona.Reading.Text;

namespace Annona.Cli.Privacy;

/// <summary>What is due, in bars for people and as JSON for programs; persons by their codes only.</summary>
static class DuePrinter
{
    const int BarLength = 12;

    /// <summary>More are named by a command that lists them.</summary>
    const int NamedMax = 8;

    public static void Print(Desk desk, IReadOnlyList<DueKind> due, DateOnly on, bool isProposed)
    {
        desk.Terminal.Heading($"Due on {on:yyyy-MM-dd}");
        desk.Terminal.Table(["Kind", "#Due", "", "Since", "#Kept", "#Not yet", "#Days", "Ground"], due.Select(kind =>
            (IReadOnlyList<string>)[
                Choices.Of(kind.Rule.Kind), Terminal.Number(kind.Items.Count), Bar(kind),
                kind.Items.Count == 0 ? "–" : Terminal.Date(kind.Items[0].Since), Terminal.Number(kind.Kept.Count),
                Terminal.Number(kind.NotYet), Terminal.Number(kind.Rule.Days), kind.Rule.Ground]));
        List(desk.Terminal, [.. due.SelectMany(kind => kind.Kept)
            .Select(kept => $"{kept.Code} is kept until {kept.Until:yyyy-MM-dd}: {Said.Plain(kept.Reason)}")]);
        if (due.Any(kind => kind.Rule.Kind == RetentionKind.Reads && kind.Items.Count > 0))
            desk.Terminal.Line("Reads go by themselves, with the first read of a month.");
        if (!isProposed)
            desk.Terminal.Line("That day has not come: nothing of this is to be erased yet.");
        else if (due.All(kind => kind.Items.Count == 0 || kind.Rule.Kind == RetentionKind.Reads))
            desk.Terminal.Line("Nothing is to be erased.");
        else
        {
            desk.Terminal.Heading("What to do");
            foreach (var kind in due)
                List(desk.Terminal, [.. Commands(kind, desk).Select(command => $"  {command}")]);
        }
    }

    public static object Json(DueKind kind, Desk desk, bool isProposed) => new
    {
        kind = Choices.Of(kind.Rule.Kind),
        days = kind.Rule.Days,
        ground = kind.Rule.Ground,
        due = kind.Items.Select(item => new { code = item.Code.Length == 0 ? null : item.Code, since = item.Since }),
        kept = kind.Kept.Select(kept => new { code = kept.Code, reason = kept.Reason, until = kept.Until }),
        notYet = kind.NotYet,
        commands = isProposed ? Commands(kind, desk) : [],
    };

    static void List(Terminal terminal, IReadOnlyList<string> lines)
    {
        foreach (var line in lines.Take(NamedMax))
            terminal.Line(line);
        if (lines.Count > NamedMax)
            terminal.Line($"and {Terminal.Number(lines.Count - NamedMax)} more: annona retention due --json");
    }

    static IEnumerable<string> Commands(DueKind kind, Desk desk)
    {
        if (kind.Items.Count == 0)
            return [];
        return kind.Rule.Kind switch
        {
            RetentionKind.Persons => [Erase(kind)],
            RetentionKind.Cases =>
                kind.Items.Select(item => $"annona observe erase-text {item.Code} --reason retention"),
            RetentionKind.Sources => kind.Items.SelectMany(item => Destroy(item, desk)),
            RetentionKind.Files => kind.Items.Select(item => FileWords.ToRemove(item.Code)),
            RetentionKind.Epochs => ["annona keys turn"],
            _ => [],
        };
    }

    /// <summary>
    /// Without the words of sources and cases that name them: those may be evidence, so erasing tells where they stand
    /// and whoever erases decides.
    /// </summary>
    static string Erase(DueKind kind)
    {
        var whom = kind.Items.Count <= NamedMax
            ? string.Join(' ', kind.Items.Select(item => item.Code))
            : "$(annona retention due --codes persons)";
        return $"annona erase {whom} --reason retention";
    }

    static IEnumerable<string> Destroy(DueItem item, Desk desk)
    {
        var points = new CodePoints(RecordFinder.Text(desk, RecordFinder.Source(desk, item.Code)));
        return item.Where.Select(where => $"annona source mask {item.Code} {points.At(where.Start)} "
            + $"{points.At(where.End)} --destroy --reason retention");
    }

    /// <summary>Of all that is kept: what is due, what a hold keeps, and what has time.</summary>
    static string Bar(DueKind kind)
    {
        var whole = kind.Items.Count + kind.Kept.Count + kind.NotYet;
        if (whole == 0)
            return "";
        var due = Cells(kind.Items.Count, whole);
        var kept = Math.Max(due, Cells(kind.Items.Count + kind.Kept.Count, whole));
        return new string('▓', due) + new string('▒', kept - due) + new string('·', BarLength - kept);
    }

    /// <summary>One at least for what is not nothing: one person in a million is seen.</summary>
    static int Cells(int count, int whole) =>
        count == 0 ? 0 : (int)Math.Clamp((long)count * BarLength / whole, 1, BarLength);
}
