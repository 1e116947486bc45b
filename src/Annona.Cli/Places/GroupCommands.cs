using System.CommandLine;
using Annona.Cli.PublicRecord;
using Annona.Cli.Shell;
using Annona.Places;
using Annona.Values;

namespace Annona.Cli.Places;

/// <summary><c>annona group add|list|show</c>.</summary>
static class GroupCommands
{
    public static Command All(CommandShell shell) =>
        new("group", "Population groups: whom somebody speaks of or promises to")
        {
            Add(shell), List(shell), Show(shell),
        };

    static Command Add(CommandShell shell)
    {
        var name = Words.Argument("NAME", "Such as 'people who stayed'.");
        var place = Words.Option<string?>("--at", "Where they are.");
        var coverage = EnumWords.Option(
            "--coverage", "Whether our register covers them; only then is anybody countable as reached.",
            Coverage.NotRegistered);
        var definition = Words.Option("--definition", "Who belongs to it, in a sentence.", "");
        var synthetic = Words.Synthetic();
        var command = new Command(
            "add",
            "Put a population group on record. Example: annona group add \"people who crossed\" --coverage registered")
        {
            name, place, coverage, definition, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var intent = Desk.NewIntent();
            desk.Record(new DefineGroup(
                parsed.GetValue(name)!, RecordFinder.Place(desk, parsed.GetValue(place)), parsed.GetValue(coverage),
                parsed.GetValue(definition)!)
            {
                Intent = intent, Synthetic = parsed.GetValue(synthetic),
            });
            var made = Find(desk, new Id<PopulationGroup>(Ids.From(intent, "group")).ToString());
            desk.Terminal.Line($"{made.Code} {made.Name} is on record.");
            return Exit.Ok;
        });
    }

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        return shell.Reading(
            new("list", "List the population groups on record. Example: annona group list") { json },
            (desk, parsed) =>
            {
                var lines = desk.Answer(new ListGroups());
                if (parsed.GetValue(json))
                    desk.Terminal.AsJson(lines.Select(AsJson));
                else
                    desk.Terminal.Table(
                        ["", "Name", "Where", "Our register", "Who"],
                        lines.Select(line => (IReadOnlyList<string>)
                        [
                            line.Code, line.Name, line.Place ?? "", EnumWords.Of(line.Coverage), line.Definition,
                        ]));
                return Exit.Ok;
            });
    }

    static Command Show(CommandShell shell)
    {
        var group = Words.Argument("GROUP", "A code such as G2, or a name.");
        var json = CommandShell.JsonOption();
        return shell.Reading(
            new("show", "Show one population group. Example: annona group show G2") { group, json },
            (desk, parsed) =>
            {
                var line = desk.Answer(new ShowGroup(Find(desk, parsed.GetValue(group)!).Id))!;
                if (parsed.GetValue(json))
                    desk.Terminal.AsJson(AsJson(line));
                else
                    Print(desk.Terminal, line);
                return Exit.Ok;
            });
    }

    static Known<PopulationGroup> Find(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindGroup(typed)), "population group", typed, "group list");

    static void Print(Terminal terminal, GroupLine line)
    {
        terminal.Heading($"{line.Code}  {line.Name}");
        foreach (var sentence in new[]
        {
            line.Definition,
            line.Place is { } place ? $"At {line.PlaceCode} {place}." : "",
            $"Our register: {EnumWords.Of(line.Coverage)}.",
            line.Synthetic ? "Made up." : "",
        })
            if (sentence.Length > 0)
                terminal.Line(sentence);
    }

    static object AsJson(GroupLine line) => new
    {
        id = line.Code,
        name = line.Name,
        place = line.PlaceCode,
        placeName = line.Place,
        coverage = line.Coverage,
        definition = line.Definition,
        synthetic = line.Synthetic,
    };
}
