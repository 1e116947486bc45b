using Annona.Cli.Aid;
using Annona.Cli.People;
using Annona.Cli.Shell;
using Annona.People;
using Annona.Privacy;

namespace Annona.Cli.Privacy;

/// <summary>Prints a subject report, for a person who may not read tables every day.</summary>
static class SubjectPrinter
{
    public static void Print(Terminal terminal, SubjectReport report)
    {
        foreach (var record in report.Records)
            Print(terminal, record);
        foreach (var home in report.Households)
        {
            terminal.Heading($"Household {home.Code}");
            foreach (var line in PeoplePrinter.LinesOf(home))
                terminal.Line(line);
        }
        foreach (var aid in report.Aid)
            HelpDeskCommands.Print(terminal, aid);
        if (report.Pairs.Count > 0)
        {
            terminal.Heading("Compared with other records");
            terminal.Table(["", "One", "Other", "Decided"], report.Pairs.Select(pair => (IReadOnlyList<string>)
                [pair.Code, pair.Left.Code, pair.Right.Code, $"{pair.Verdict}".ToLowerInvariant()]));
        }
        PrintReceivers(terminal, report);
        PrintWords(terminal, report);
        terminal.Heading("Entries that name the person or the household");
        terminal.Table(["#Entry", "Recorded", "Kind", "By", "Sealed part"], report.Entries.Select(entry =>
            (IReadOnlyList<string>)[
                Terminal.Number(entry.Position), Moment(entry.At), entry.Kind, Said.Plain(entry.Officer),
                entry.HasDetails ? "kept" : ""]));
    }

    static void Print(Terminal terminal, SubjectRecord record)
    {
        terminal.Heading($"Record {record.Shown.Code}");
        if (record.ErasedBy is { } entry)
            terminal.Line($"Names, contacts and notes were erased by entry {Terminal.Number(entry)}. What is left, "
                + "counts are made of.");
        if (record.Hold is { } hold)
            terminal.Line($"Not erased before {Said.Day(hold.Until.AddDays(1))}: {Said.Plain(hold.Reason)}.");
        if (record.Shown.ObjectedOn is { } objected)
            terminal.Line($"Objected on {Said.Day(objected)}: stays out of every disclosure.");
        if (record.Shown.LeftOn is { } left)
            terminal.Line($"Left on {Said.Day(left)}: {Said.Reason(record.Shown.LeftBecause)}.");
        terminal.Table(["Field", "Value", "", "From", "#Entry", "Recorded"], record.Fields.Select(field =>
            (IReadOnlyList<string>)[
                field.Field, field.Value is { } value ? Said.Plain(value) : "erased",
                field.Stands || field.Value is null ? "" : "earlier", Said.Plain(field.From),
                Terminal.Number(field.Entry), Moment(field.At)]));
    }

    static void PrintReceivers(Terminal terminal, SubjectReport report)
    {
        terminal.Heading("Who received it");
        if (report.Disclosures.Count == 0)
            terminal.Line("Nobody outside, as far as it is recorded.");
        else
            terminal.Table(["When", "Recipient", "For", "Basis", "Fields", "Whom"], report.Disclosures.Select(one =>
                (IReadOnlyList<string>)[
                    Moment(one.At), Said.Plain(one.Recipient), Said.Plain(one.Purpose), Said.Plain(one.Basis),
                    FieldWords.Text(one.Fields), one.IsSure ? one.Whom : $"{one.Whom}; perhaps"]));
        terminal.Heading("Who looked");
        if (report.Reads.Count == 0)
            terminal.Line("Nobody, as far as reads are kept.");
        else
            ReadsCommands.Print(terminal, report.Reads);
    }

    static void PrintWords(Terminal terminal, SubjectReport report)
    {
        foreach (var mention in report.Mentions)
            terminal.Line($"{mention.Where} names the person {Said.Count(mention.Times, "time")}.");
        if (report.SealedCases > 0)
            terminal.Line($"{Said.Count(report.SealedCases, "case")} referred to others: only their owners and a "
                + "coordinator can tell whether they name the person.");
    }

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString(
        "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
