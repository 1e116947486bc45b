using System.CommandLine;
using Annona.Cli.Shell;
using Annona.PublicRecord;

namespace Annona.Cli.PublicRecord;

/// <summary><c>annona figure add|list|compare</c>.</summary>
static class FigureCommands
{
    public static Command All(CommandShell shell) => new(
        "figure", "Stated numbers, with what, where and when they count")
    {
        new AddFigure().Make(shell), List(shell), Compare(shell),
    };

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("list", "List the figures. Example: annona figure list --json") { json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var rows = desk.Now.PublicRecord.Figures.All;
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(rows.Select(row => AsJson(desk, row)));
            else
                desk.Terminal.Table(
                    ["", "Counts", "Says", "How", "Where", "From", "To", "Who says it", "In"],
                    rows.Select(row => Row(desk, row)));
            return Exit.Ok;
        });
    }

    static Command Compare(CommandShell shell)
    {
        var first = Words.Argument("FIRST", "A code such as F1.");
        var second = Words.Argument("SECOND", "A code such as F2.");
        var json = CommandShell.JsonOption();
        var command = new Command(
            "compare", "Say how two figures stand to each other, and why. Example: annona figure compare F1 F2")
        {
            first, second, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var compared = FigureComparison.Of(
                RecordFinder.Figure(desk, parsed.GetValue(first)!).Terms,
                RecordFinder.Figure(desk, parsed.GetValue(second)!).Terms, desk.Now.Places);
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(compared);
            else
                desk.Terminal.Line($"{EnumWords.Of(compared.Outcome)}: {compared.Sentence}");
            if (!parsed.GetValue(json) && compared.Explanations.Count > 0)
                desk.Terminal.Line(
                    $"Rule out first: {string.Join(", ", compared.Explanations.Select(one => EnumWords.Of(one)))}.");
            return Exit.Ok;
        });
    }

    static IReadOnlyList<string> Row(Desk desk, FigureRow row)
    {
        var terms = row.Terms;
        return
        [
            row.Code, terms.Counted, terms.Value.ToString(),
            $"{EnumWords.Of(terms.Unit)}, {EnumWords.Of(terms.Over)}",
            terms.Place is { } place ? desk.Now.Places.Find(place)?.Name ?? "" : "", Terminal.Date(terms.From),
            Terminal.Date(terms.To), terms.Speaker?.Name ?? "",
            desk.Now.PublicRecord.Sources.Find(terms.Source)?.Code ?? "",
        ];
    }

    static object AsJson(Desk desk, FigureRow row) => new
    {
        id = row.Code,
        subject = row.Terms.Subject,
        counted = row.Terms.Counted,
        value = AmountJson.Of(row.Terms.Value),
        unit = row.Terms.Unit,
        over = row.Terms.Over,
        group = row.Terms.Group is { } group ? desk.Now.Places.Find(group)?.Name : null,
        place = row.Terms.Place is { } place ? desk.Now.Places.Find(place)?.Name : null,
        from = row.Terms.From,
        to = row.Terms.To,
        speaker = row.Terms.Speaker?.Name,
        occasion = row.Terms.Occasion,
        definition = row.Terms.Definition,
        source = desk.Now.PublicRecord.Sources.Find(row.Terms.Source)?.Code,
        statement = row.Terms.Statement is { } said ? desk.Now.PublicRecord.Statements.Find(said)?.Code : null,
        synthetic = row.Synthetic,
    };
}

/// <summary><c>annona figure add</c>.</summary>
sealed class AddFigure
{
    readonly Argument<string> counted = Words.Argument("COUNTED", "What is counted, such as 'injured civilians'.");
    readonly Option<string> value = new("--value") { Description = "Such as \"at least 53,000\".", Required = true };
    readonly Option<FigureSubject> subject = Words.Option("--subject", "What sort of thing.", FigureSubject.People);
    readonly Option<CountedIn> unit = Words.Option("--unit", "Persons, households or items.", CountedIn.NotSaid);
    readonly Option<CountedOver> over = Words.Option("--over", "As of a day, new, or cumulative.", CountedOver.AsOf);
    readonly Option<string?> statement = Words.Option<string?>("--statement", "The confirmed statement that says it.");
    readonly Option<string?> source = Words.Option<string?>("--source", "Where it is found, if there is no statement.");
    readonly Option<string?> by = Words.Option<string?>("--by", "Who says it; else the statement's speaker.");
    readonly Option<string?> occasion = Words.Option<string?>("--occasion", "The post or briefing where it was said.");
    readonly Option<string?> group = Words.Option<string?>("--group", "The population group it is about.");
    readonly Option<string?> place = Words.Option<string?>("--place", "Where.");
    readonly Option<string?> from = Words.Option<string?>("--from", "First day, yyyy-MM-dd.");
    readonly Option<string?> to = Words.Option<string?>("--to", "Last day, or the day it is as of.");
    readonly Option<string?> definition = Words.Option<string?>("--definition", "What the speaker counts.");
    readonly Option<bool> synthetic = Words.Synthetic();

    public Command Make(CommandShell shell)
    {
        var command = new Command(
            "add",
            "Put a figure on record. Example: annona figure add arrivals --value \"more than 53,000\" --unit persons "
            + "--over cumulative --to 2026-03-03 --source S1")
        {
            counted, value, subject, unit, over, statement, source, by, occasion, group, place, from, to, definition,
            synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            desk.Record(new RecordFigure(Terms(desk, parsed))
            {
                Intent = Desk.NewIntent(), Synthetic = parsed.GetValue(synthetic),
            });
            desk.Terminal.Line($"{desk.Now.PublicRecord.Figures.All[^1].Code} is on record.");
            return Exit.Ok;
        });
    }

    FigureTerms Terms(Desk desk, ParseResult parsed)
    {
        var said = parsed.GetValue(statement) is { } typed ? RecordFinder.Statement(desk, typed) : null;
        var found = said?.Source ?? RecordFinder.Source(desk, parsed.GetValue(source) ?? "").Id;
        return new(
            parsed.GetValue(subject), parsed.GetValue(counted)!, RecordFinder.Amount(parsed.GetValue(value)!),
            parsed.GetValue(unit), parsed.GetValue(over), found)
        {
            Statement = said?.Id,
            Speaker = parsed.GetValue(by) is { } name
                ? new(name, null, desk.Now.Parties.Find(name)?.Id)
                : said?.Content.Speaker,
            Occasion = parsed.GetValue(occasion) ?? said?.Content.Occasion?.Exact,
            Group = RecordFinder.Group(desk, parsed.GetValue(group)),
            Place = RecordFinder.Place(desk, parsed.GetValue(place)),
            From = Desk.Date(parsed.GetValue(from), "--from"),
            To = Desk.Date(parsed.GetValue(to), "--to"),
            Definition = parsed.GetValue(definition),
        };
    }
}
