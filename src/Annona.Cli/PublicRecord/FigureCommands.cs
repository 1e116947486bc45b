using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.PublicRecord;
using Annona.Values;

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
            var lines = desk.Answer(new ListFigures());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(lines.Select(AsJson));
            else
                desk.Terminal.Table(
                    ["", "Counts", "Says", "How", "Where", "From", "To", "Who says it", "In"], lines.Select(Row));
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
            var compared = desk.Answer(new CompareFigures(
                RecordFinder.Figure(desk, parsed.GetValue(first)!).Id,
                RecordFinder.Figure(desk, parsed.GetValue(second)!).Id))!;
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(compared);
            else
                desk.Terminal.Line($"{EnumWords.Of(compared.Outcome)}: {compared.Sentence}");
            if (!parsed.GetValue(json) && compared.RuleOut.Length > 0)
                desk.Terminal.Line(compared.RuleOut);
            return Exit.Ok;
        });
    }

    static IReadOnlyList<string> Row(StatedFigure line) =>
    [
        line.Code, line.Terms.Counted, $"{line.Terms.Value}",
        $"{EnumWords.Of(line.Terms.Unit)}, {EnumWords.Of(line.Terms.Over)}", line.Place ?? "",
        Terminal.Date(line.Terms.From), Terminal.Date(line.Terms.To), line.Terms.Speaker?.Name ?? "",
        line.StatementCode ?? line.SourceCode,
    ];

    static object AsJson(StatedFigure line) => new
    {
        id = line.Code,
        subject = line.Terms.Subject,
        counted = line.Terms.Counted,
        value = AmountJson.Of(line.Terms.Value),
        unit = line.Terms.Unit,
        over = line.Terms.Over,
        group = line.Group,
        place = line.Place,
        from = line.Terms.From,
        to = line.Terms.To,
        speaker = line.Terms.Speaker?.Name,
        occasion = line.Terms.Occasion,
        definition = line.Terms.Definition,
        source = line.SourceCode,
        statement = line.StatementCode,
        synthetic = line.Synthetic,
    };
}

/// <summary><c>annona figure add</c>.</summary>
sealed class AddFigure
{
    readonly Argument<string> counted = Words.Argument("COUNTED", "What is counted, such as 'injured civilians'.");
    readonly Option<string> value = Words.Required<string>("--value", "Such as \"at least 53,000\".");
    readonly Option<FigureSubject> subject = EnumWords.Option("--subject", "What sort of thing.", FigureSubject.People);
    readonly Option<CountedIn> unit = EnumWords.Option("--unit", "In what it counts.", CountedIn.NotSaid);
    readonly Option<CountedOver> over = EnumWords.Option("--over", "Over what time.", CountedOver.AsOf);
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
            var intent = Desk.NewIntent();
            desk.Record(new RecordFigure(Terms(desk, parsed))
            {
                Intent = intent, Synthetic = parsed.GetValue(synthetic),
            });
            var made = RecordFinder.Figure(desk, new Id<Figure>(Ids.From(intent, "figure")).ToString());
            desk.Terminal.Line($"{made.Code} is on record.");
            return Exit.Ok;
        });
    }

    FigureTerms Terms(Desk desk, ParseResult parsed)
    {
        var said = parsed.GetValue(statement) is { } typed ? RecordFinder.Statement(desk, typed) : null;
        var line = said is null ? null : desk.Answer(new ShowStatement(said.Id))!;
        var found = (line?.SourceCode ?? parsed.GetValue(source)) is { } code
            ? RecordFinder.Source(desk, code)
            : throw new InputException(
                "cli.figure-without-source", "It is not said where the figure is found.",
                "Name the statement with --statement, or the source with --source.");
        return new(
            parsed.GetValue(subject), parsed.GetValue(counted)!, RecordFinder.Amount(parsed.GetValue(value)!),
            parsed.GetValue(unit), parsed.GetValue(over), found.Id)
        {
            Statement = said?.Id,
            Speaker = parsed.GetValue(by) is { } name ? RecordFinder.Speaker(desk, name) : null,
            Occasion = parsed.GetValue(occasion) ?? line?.Content.Occasion?.Exact,
            Group = RecordFinder.Group(desk, parsed.GetValue(group)),
            Place = RecordFinder.Place(desk, parsed.GetValue(place)),
            From = Desk.Date(parsed.GetValue(from), "--from"),
            To = Desk.Date(parsed.GetValue(to), "--to"),
            Definition = parsed.GetValue(definition),
        };
    }
}
