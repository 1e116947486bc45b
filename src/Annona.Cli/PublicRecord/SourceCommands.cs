using System.CommandLine;
using System.Globalization;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Journal;
using Annona.PublicRecord;
using Annona.Reading.Text;
using Read = Annona.Reading;

namespace Annona.Cli.PublicRecord;

/// <summary><c>annona source add|list|show|withdraw|mask</c>.</summary>
static class SourceCommands
{
    public static Command All(CommandShell shell) => new("source", "Archived documents and what was read in them")
    {
        new AddSource().Make(shell), List(shell), Show(shell), Withdraw(shell), Mask(shell),
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
                        line.Row.Code, line.Row.Archived.About.Publisher.Name,
                        Terminal.Date(line.Row.Archived.About.PublishedOn), line.Row.Archived.About.Title ?? "",
                        Terminal.Number(line.Proposed), Terminal.Number(line.Confirmed), Remark(line.Row),
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
            var row = RecordFinder.Source(desk, parsed.GetValue(source)!);
            var text = RecordFinder.Text(desk, row);
            var reading = desk.Answer(new ShowSource(row.Id, text))!;
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(AsJson(desk, reading, text));
            else
                Print(desk.Terminal, reading, new(text));
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
            var row = RecordFinder.Source(desk, parsed.GetValue(source)!);
            desk.Record(new WithdrawSource(row.Id, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{row.Code} is withdrawn.");
            return Exit.Ok;
        });
    }

    static Command Mask(CommandShell shell)
    {
        var source = Words.Argument("SOURCE", "A code such as S1.");
        var start = new Argument<int>("START") { Description = "First character, as shown by source show." };
        var end = new Argument<int>("END") { Description = "The character after the last." };
        var reason = Words.Required<string>("--reason", "Why, without the name.");
        var command = new Command(
            "mask",
            "Show a passage that names a private person as blocks, everywhere. "
            + "Example: annona source mask S1 210 222 --reason \"Names a private person.\"")
        {
            source, start, end, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = RecordFinder.Source(desk, parsed.GetValue(source)!);
            var text = RecordFinder.Text(desk, row);
            var (first, last) = (Utf16(text, parsed.GetValue(start)), Utf16(text, parsed.GetValue(end)));
            desk.Record(new MaskPassage(row.Id, first, last, parsed.GetValue(reason)!)
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line($"{row.Code} shows the passage as blocks from now on.");
            return Exit.Ok;
        });
    }

    /// <summary>The UTF-16 offset of a code point; past the end for numbers that are too large.</summary>
    static int Utf16(string text, int codePoint)
    {
        if (codePoint < 0)
            return codePoint;
        var (at, left) = (0, codePoint);
        while (left-- > 0 && at < text.Length)
            at += char.IsSurrogatePair(text, at) ? 2 : 1;
        return left >= 0 ? text.Length + 1 : at;
    }

    static void Print(Terminal terminal, SourceReading reading, CodePoints points)
    {
        var about = reading.Row.Archived.About;
        terminal.Heading($"{reading.Row.Code}  {about.Publisher.Name}  {Terminal.Date(about.PublishedOn)}");
        foreach (var line in new[] { about.Title, Remark(reading.Row) }.Concat(about.Addresses))
            if (!string.IsNullOrEmpty(line))
                terminal.Line(line);
        terminal.Line();
        foreach (var paragraph in reading.Text.Split('\n'))
            terminal.Line(paragraph);
        terminal.Heading("What was read in it");
        terminal.Table(["", "State", "Kind", "Force", "Speaker", "Words", "#At"], reading.Statements.Select(line =>
            StatementCommands.Row(line, points)));
        if (reading.Terms.Count == 0)
            return;
        terminal.Heading("Contested terms");
        terminal.Table(["Words", "Used by", "Avoided by", "In whose words"], reading.Terms.Select(
            term => (IReadOnlyList<string>)
                [term.Where.Exact, term.UsedBy ?? "", term.AvoidedBy ?? "", term.InWordsOf ?? ""]));
    }

    static string Remark(SourceRow row) => string.Join(' ', new[]
    {
        row.Withdrawn is { } reason ? $"Withdrawn: {reason}" : null,
        row.Archived.About.SummaryOf is { } original
            ? $"Our own words about {original.Publisher}, {Terminal.Date(original.PublishedOn)}."
            : null,
        row.Masks.IsEmpty ? null : $"{row.Masks.Length} passages masked.",
        row.Synthetic ? "Synthetic." : null,
    }.OfType<string>());

    static object AsJson(SourceLine line) => new
    {
        id = line.Row.Code,
        publisher = line.Row.Archived.About.Publisher.Name,
        date = line.Row.Archived.About.PublishedOn,
        title = line.Row.Archived.About.Title,
        wire = line.Row.Archived.About.Wire,
        language = line.Row.Archived.About.Language,
        addresses = line.Row.Archived.About.Addresses,
        rights = line.Row.Archived.About.Rights,
        retrieved = line.Row.Archived.About.RetrievedAt,
        sha256 = line.Row.Archived.Bytes.ToString(),
        textSha256 = line.Row.Archived.Text.ToString(),
        mediaType = line.Row.Archived.MediaType,
        normaliser = line.Row.Archived.Normaliser,
        summaryOf = line.Row.Archived.About.SummaryOf,
        proposed = line.Proposed,
        confirmed = line.Confirmed,
        rejected = line.Rejected,
        masked = line.Row.Masks.Length,
        withdrawn = line.Row.Withdrawn,
        synthetic = line.Row.Synthetic,
    };

    static object AsJson(Desk desk, SourceReading reading, string text)
    {
        var json = new StatementJson(text, RecordFinder.PartyCode(desk));
        return new
        {
            source = AsJson(desk.Answer(new ListSources()).Single(line => line.Row.Id == reading.Row.Id)),
            text = reading.Text,
            statements = reading.Statements.Select(line => StatementCommands.AsJson(line, json)),
            terms = reading.Terms.Select(json.Term),
        };
    }
}

/// <summary><c>annona source add FILE</c>: archives a text and proposes what it says.</summary>
sealed class AddSource
{
    readonly Argument<string> file = Words.Argument("FILE", "The document as plain text in UTF-8.");
    readonly Option<string?> publisher = Words.Option<string?>("--publisher", "Who published it.");
    readonly Option<string?> date = Words.Option<string?>("--date", "The day it was published, yyyy-MM-dd.");
    readonly Option<string[]> urls = Words.Option<string[]>("--url", "Where it was found; may be repeated.");
    readonly Option<string?> title = Words.Option<string?>("--title", "Its headline.");
    readonly Option<string?> wire = Words.Option<string?>("--wire", "The news agency whose copy it is.");
    readonly Option<string?> language = Words.Option<string?>("--language", "Such as 'en'.");
    readonly Option<string?> rights = Words.Option<string?>("--rights", "Licence, or what may be done with it.");
    readonly Option<string?> translationOf = Words.Option<string?>("--translation-of", "The source it translates.");
    readonly Option<string?> summaryOf = Words.Option<string?>(
        "--summary-of", "The text is in our own words; this is who published the original.");

    readonly Option<string?> summaryDate = Words.Option<string?>("--summary-date", "When the original was published.");
    readonly Option<string?> summaryUrl = Words.Option<string?>("--summary-url", "Where the original is found.");
    readonly Option<bool> acceptAll = Words.Option<bool>(
        "--accept-all", "For scripts: take all that is proposed on record, marked as read by nobody.");

    readonly Option<bool> synthetic = Words.Synthetic();

    public Command Make(CommandShell shell)
    {
        var command = new Command(
            "add",
            "Archive a document and propose what it says. "
            + "Example: annona source add report.txt --publisher \"Lusavan Daily\" --date 2026-03-03")
        {
            file, publisher, date, urls, title, wire, language, rights, translationOf, summaryOf, summaryDate,
            summaryUrl, acceptAll, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            Add(desk, parsed, TextFile.Read(parsed.GetValue(file)!));
            return Exit.Ok;
        });
    }

    void Add(Desk desk, ParseResult parsed, TextFile text)
    {
        var reading = Read.Reader.Read(text.Text, new()
        {
            PublishedOn = Desk.Date(parsed.GetValue(date), "--date"),
            Publisher = parsed.GetValue(publisher),
        });
        var made = parsed.GetValue(synthetic);
        desk.Record(new ArchiveSource(
            text.Bytes, text.Text, "text/plain", PlainTextDocument.Normaliser, About(desk, parsed, reading))
        {
            Intent = Desk.NewIntent(), Synthetic = made,
        });
        var row = desk.Now.PublicRecord.Sources.Find(ArchiveSource.IdOf(Hash.Of(text.Bytes)))!;
        var proposals = new Proposals(reading, desk.Now.Parties);
        var (statements, terms) = (proposals.Statements(), proposals.Terms());
        if (statements.Count + terms.Count > 0)
            desk.Record(new ProposeStatements(row.Id, text.Text, Proposals.With, statements, terms)
            {
                Intent = Desk.NewIntent(), Synthetic = made,
            });
        if (parsed.GetValue(acceptAll))
            desk.Record(new AcceptAllStatements(row.Id) { Intent = Desk.NewIntent(), Synthetic = made });
        Report(desk.Terminal, row, statements, parsed.GetValue(acceptAll));
    }

    SourceDescription About(Desk desk, ParseResult parsed, Read.Reading reading)
    {
        var name = parsed.GetValue(publisher)
            ?? throw new InputException(
                "cli.no-publisher", "A source needs a publisher.", "Say who published it with --publisher NAME.");
        return new(new(name, desk.Now.Parties.Find(name)?.Id))
        {
            PublishedOn = reading.PublishedOn,
            Title = parsed.GetValue(title),
            Wire = parsed.GetValue(wire) ?? reading.Parties.FirstOrDefault(party => party.Id == reading.Wire)?.Name,
            RetrievedAt = DateTimeOffset.UtcNow,
            Language = parsed.GetValue(language),
            Addresses = parsed.GetValue(urls) ?? [],
            Rights = parsed.GetValue(rights),
            TranslationOf = parsed.GetValue(translationOf) is { } typed ? RecordFinder.Source(desk, typed).Id : null,
            SummaryOf = parsed.GetValue(summaryOf) is { } original
                ? new(original, Desk.Date(parsed.GetValue(summaryDate), "--summary-date"), parsed.GetValue(summaryUrl))
                : null,
        };
    }

    static string Many(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    static void Report(Terminal terminal, SourceRow row, IReadOnlyList<StatementContent> statements, bool accepted)
    {
        var undertakings = statements.Count(content => content.Undertaking is not null);
        terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"{row.Code} is archived; {Many(statements.Count, "statement")} proposed, of which {undertakings} "
            + $"{(undertakings == 1 ? "promises something or claims" : "promise something or claim")} that it is under "
            + $"way."));
        terminal.Line(accepted
            ? "All were taken on record without being read one by one, and are marked so."
            : $"Read them with: annona source show {row.Code}. Then confirm: annona statement confirm T1 T2 ...");
    }
}
