using System.CommandLine;
using System.Globalization;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Journal;
using Annona.Parties;
using Annona.PublicRecord;
using Read = Annona.Reading;

namespace Annona.Cli.PublicRecord;

/// <summary><c>annona source add FILE</c>: archives a text and proposes what it says.</summary>
sealed class AddSource
{
    readonly Argument<string> file = Words.Argument("FILE", "The document as plain text in UTF-8.");
    readonly Option<string?> publisher = Words.Option<string?>("--publisher", "Who published it: needed.");
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
        var row = RecordFinder.Source(desk, ArchiveSource.IdOf(Hash.Of(text.Bytes)).ToString());
        var proposals = new Proposals(reading);
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
        return new(new(name, desk.Answer(new FindParty(name))?.Id))
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

    static void Report(
        Terminal terminal, Known<Source> row, IReadOnlyList<StatementContent> statements, bool accepted)
    {
        var undertakings = statements.Count(content => content.Undertaking is not null);
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Code} is archived; {statements.Count} {(statements.Count == 1 ? "statement" : "statements")} "
            + $"proposed, {undertakings} of them promising something or claiming that it is under way."));
        if (statements.Count == 0)
            return;
        terminal.Line(accepted
            ? "All were taken on record without being read one by one, and are marked so."
            : $"Read them with: annona source show {row.Code}. Then confirm what it shows "
                + "with: annona statement confirm CODES");
    }
}
