using System.CommandLine;
using Annona.Cli.Shell;
using Annona.PublicRecord;
using Annona.Reading.Text;

namespace Annona.Cli.PublicRecord;

/// <summary><c>annona source add|list|show|withdraw|mask</c>.</summary>
static class SourceCommands
{
    public static Command All(CommandShell shell) => new("source", "Archived documents and what was read in them")
    {
        new AddSource().Make(shell), List(shell), Show(shell), Withdraw(shell), new MaskSource().Make(shell),
    };

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        return shell.Reading(new("list", "List the sources. Example: annona source list") { json }, (desk, parsed) =>
        {
            var lines = desk.Answer(new ListSources());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(lines.Select(AsJson));
            else
                desk.Terminal.Table(
                    ["", "Publisher", "Date", "Title", "#Proposed", "#Confirmed", "Remark"],
                    lines.Select(line => (IReadOnlyList<string>)
                    [
                        line.Code, line.About.Publisher.Name, Terminal.Date(line.Day), line.About.Title ?? "",
                        Terminal.Number(line.Proposed), Terminal.Number(line.Confirmed), Remark(line),
                    ]));
            return Exit.Ok;
        });
    }

    static Command Show(CommandShell shell)
    {
        var source = Words.Argument("SOURCE", "A code such as S1.");
        var json = CommandShell.JsonOption();
        var command = new Command(
            "show", "Show a source's text with what was read in it. Example: annona source show S1") { source, json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var found = RecordFinder.Source(desk, parsed.GetValue(source)!);
            var reading = desk.Answer(new ShowSource(found.Id)) ?? throw RecordFinder.NotArchived(found);
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(AsJson(desk, reading, reading.Text));
            else
                Print(desk.Terminal, reading, new(reading.Text));
            return Exit.Ok;
        });
    }

    static Command Withdraw(CommandShell shell)
    {
        var source = Words.Argument("SOURCE", "A code such as S1.");
        var reason = Words.Required<string>("--reason", "Why it no longer counts.");
        var command = new Command(
            "withdraw",
            "Let a source count no longer; it stays archived. Example: annona source withdraw S1 --reason \"A hoax.\"")
        {
            source, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = RecordFinder.Source(desk, parsed.GetValue(source)!);
            desk.Record(new WithdrawSource(found.Id, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{found.Code} is withdrawn.");
            return Exit.Ok;
        });
    }

    static void Print(Terminal terminal, SourceReading reading, CodePoints points)
    {
        var about = reading.Source.About;
        terminal.Heading($"{reading.Source.Code}  {about.Publisher.Name}  {Terminal.Date(reading.Source.Day)}");
        foreach (var line in new[] { about.Title, Remark(reading.Source), about.SummaryOf?.Address }
            .Concat(about.Addresses))
            if (!string.IsNullOrEmpty(line))
                terminal.Line(line);
        terminal.Line();
        foreach (var paragraph in reading.Text.Split('\n'))
            terminal.Line(paragraph);
        terminal.Heading("What was read in it");
        terminal.Table(
            StatementCommands.Columns, reading.Statements.Select(line => StatementCommands.Row(line, points)));
        if (reading.Terms.Count == 0)
            return;
        terminal.Heading("Contested terms");
        terminal.Table(["Words", "Used by", "Avoided by", "In whose words"], reading.Terms.Select(
            term => (IReadOnlyList<string>)
                [term.Where.Exact, term.UsedBy ?? "", term.AvoidedBy ?? "", term.InWordsOf ?? ""]));
    }

    static string Remark(SourceLine line) => string.Join(' ', new[]
    {
        line.Withdrawn is { } reason ? $"Withdrawn: {reason}" : null,
        line.About.SummaryOf is { } original
            ? original.PublishedOn is null
                ? $"Our own words about {original.Publisher}."
                : $"Our own words about {original.Publisher}, {Terminal.Date(original.PublishedOn)}."
            : null,
        line.AcceptedUnread > 0 ? $"{Terminal.Number(line.AcceptedUnread)} accepted unread." : null,
        line.Masks switch
        {
            0 => null, 1 => "1 passage masked.", _ => $"{Terminal.Number(line.Masks)} passages masked.",
        },
        line.Synthetic ? "Synthetic." : null,
    }.OfType<string>());

    static object AsJson(SourceLine line) => new
    {
        id = line.Code,
        publisher = line.About.Publisher.Name,
        date = line.Day,
        title = line.About.Title,
        wire = line.About.Wire,
        language = line.About.Language,
        addresses = line.About.Addresses,
        rights = line.About.Rights,
        retrieved = line.About.RetrievedAt,
        sha256 = line.Bytes.ToString(),
        textSha256 = line.Text.ToString(),
        mediaType = line.MediaType,
        normaliser = line.Normaliser,
        summaryOf = line.About.SummaryOf,
        proposed = line.Proposed,
        confirmed = line.Confirmed,
        acceptedUnread = line.AcceptedUnread,
        rejected = line.Rejected,
        masked = line.Masks,
        withdrawn = line.Withdrawn,
        synthetic = line.Synthetic,
    };

    static object AsJson(Desk desk, SourceReading reading, string text)
    {
        var json = new StatementJson(text, RecordFinder.PartyCode(desk));
        return new
        {
            source = AsJson(reading.Source),
            text = reading.Text,
            statements = reading.Statements.Select(json.Of),
            terms = reading.Terms.Select(json.Term),
        };
    }
}
