using System.CommandLine;
using Annona.Cli.Shell;
using Annona.PublicRecord;
using Read = Annona.Reading;

namespace Annona.Cli.PublicRecord;

/// <summary><c>annona read FILE</c>: what a text says, without an operation and without recording anything.</summary>
static class ReadCommand
{
    /// <summary>Up to here a report is printed before anybody wonders; a news report has a few thousand.</summary>
    const int LongText = 200_000;

    public static Command Make(CommandShell shell)
    {
        var file = Words.Argument("FILE", "An article, release or note as plain text in UTF-8.");
        var date = Words.Option<string?>("--date", "The day it was published, yyyy-MM-dd; else the text's date line.");
        var publisher = Words.Option<string?>("--publisher", "Who published it.");
        var json = CommandShell.JsonOption();
        var command = new Command(
            "read",
            "Print who said what to whom in a text, with which force, where and when, each with its exact words. "
            + "Example: annona read report.txt --date 2026-03-03 --publisher \"Lusavan Daily\"")
        {
            file, date, publisher, json,
        };
        return shell.Alone(command, (parsed, _) =>
        {
            var text = TextFile.Read(parsed.GetValue(file)!);
            if (text.Text.Length > LongText)
                shell.Terminal.Say($"Reading {Terminal.Number(text.Text.Length)} characters; this may take a moment.");
            var reading = Read.Reader.Read(text.Text, new()
            {
                PublishedOn = Desk.Date(parsed.GetValue(date), "--date"),
                Publisher = parsed.GetValue(publisher),
            });
            if (parsed.GetValue(json))
                shell.Terminal.AsJson(AsJson(text, reading, parsed.GetValue(date) is not null));
            else
                new ReadingReport(shell.Terminal, reading).Print(text.Path, parsed.GetValue(date) is not null);
            return Exit.Ok;
        });
    }

    /// <summary>How the day of publication is known, in words.</summary>
    public static string? HowDated(Read.Reading reading, bool given) =>
        given ? "given with the command"
        : reading is { PublishedOn: not null, DateLine: { } line } ? $"from the date line \"{line.In(reading.Text)}\""
        : null;

    static object AsJson(TextFile file, Read.Reading reading, bool given)
    {
        var proposals = new Proposals(reading);
        var json = new StatementJson(
            reading.Text, (name, _) => reading.Parties.FirstOrDefault(party => party.Name == name)?.Id);
        var contents = proposals.Statements();
        var ids = reading.Statements.Select(said => said.Id).ToList();
        return new
        {
            file = file.Path,
            sha256 = Annona.Journal.Hash.Of(file.Bytes).ToString(),
            textSha256 = PlainTextDocument.HashOf(file.Text).ToString(),
            normaliser = PlainTextDocument.Normaliser,
            offsets = "Offsets count code points of the normalised text.",
            publisher = reading.Publisher,
            wire = reading.Parties.FirstOrDefault(party => party.Id == reading.Wire)?.Name,
            published = reading.PublishedOn,
            publishedHow = HowDated(reading, given),
            reader = Proposals.With,
            statements = contents.Select((content, at) => json.Of(ids[at], file.Path, content, confirmed: false)),
            parties = reading.Parties.Select(party => new
            {
                id = party.Id, kind = party.Kind, name = party.Name, role = party.Role, aliases = party.Aliases,
                mentions = party.Mentions.Select(json.Span),
            }),
            groups = reading.Groups.Select(group => new
            {
                id = group.Id, words = group.Words, mentions = group.Mentions.Select(json.Span),
            }),
            places = reading.Places.Select(place => new
            {
                id = place.Id, name = place.Name, country = place.Country, mentions = place.Mentions.Select(json.Span),
            }),
            events = reading.Events.Select(happening => new
            {
                id = happening.Id, kind = happening.Kind, name = happening.Name, date = happening.Date,
                mentions = happening.Mentions.Select(json.Span),
            }),
            occasions = reading.Occasions.Select(occasion => new
            {
                id = occasion.Id, kind = occasion.Kind, start = json.At(occasion.Start), end = json.At(occasion.End),
                exact = occasion.Exact, date = occasion.Date,
            }),
            promises = contents.Select((content, at) => json.Promise(ids[at], content)).OfType<object>(),
            figures = reading.Figures.Select(figure =>
                json.Figure(figure.Id, proposals.Quantity(figure), figure.StatementId)),
            dates = reading.Dates.Select(date => Date(date, json)),
            terms = proposals.Terms().Select(json.Term),
        };
    }

    static object Date(Read.Dates.DateMention date, StatementJson json) => new
    {
        id = date.Id,
        start = json.At(date.Start),
        end = json.At(date.End),
        exact = date.Exact,
        from = date.From,
        to = date.To,
        how = date.How,
        others = date.Others.Select(other => new { from = other.From, to = other.To, why = other.Why }),
    };
}
