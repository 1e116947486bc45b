using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Places;
using Annona.Values;

namespace Annona.Cli.Places;

/// <summary><c>annona place add|list</c> and <c>annona group add|list</c>.</summary>
static class PlaceCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        new("place", "Places with their names, codes and parents") { AddPlace(shell), ListPlaces(shell) },
        new("group", "Population groups: whom somebody speaks of or promises to")
        {
            AddGroup(shell), ListGroups(shell),
        },
    ];

    static Command AddPlace(CommandShell shell)
    {
        var name = Words.Argument("NAME", "The name as people there use it.");
        var level = Words.Option("--level", "How fine it is.", PlaceLevel.Unknown);
        var parent = Words.Option<string?>("--in", "The place around it.");
        var names = Words.Option<string[]>("--also", "Another name, in any script; may be repeated.");
        var codes = Words.Option<string[]>("--code", "A published code as SYSTEM=CODE; may be repeated.");
        var synthetic = Words.Synthetic();
        var command = new Command("add",
            "Put a place on record. Example: annona place add Lusavan --level Settlement --code P-code=XX0101")
        {
            name, level, parent, names, codes, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            desk.Record(new AddPlace(parsed.GetValue(level), parsed.GetValue(name)!)
            {
                Intent = Desk.NewIntent(),
                Synthetic = parsed.GetValue(synthetic),
                Names = parsed.GetValue(names) ?? [],
                Codes = [.. (parsed.GetValue(codes) ?? []).Select(Code)],
                Parent = Place(desk, parsed.GetValue(parent)),
            });
            desk.Terminal.Line($"{desk.Now.Places.All[^1].Code} {parsed.GetValue(name)} is on record.");
            return Exit.Ok;
        });
    }

    static Command ListPlaces(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        return shell.Reading(new("list", "List the places on record. Example: annona place list") { json },
            (desk, parsed) =>
        {
            string? ParentOf(PlaceRow row) => row.Parent is { } parent ? desk.Now.Places.Find(parent)?.Name : null;
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(desk.Now.Places.All.Select(row => new
                {
                    id = row.Code, name = row.Name, level = row.Level, names = row.Names, codes = row.Codes,
                    parent = ParentOf(row),
                    synthetic = row.Synthetic,
                }));
            else
                desk.Terminal.Table(["", "Name", "Level", "In", "Also", "Codes"], desk.Now.Places.All.Select(
                    row => (IReadOnlyList<string>)[row.Code, row.Name, $"{row.Level}", ParentOf(row) ?? "",
                        string.Join(", ", row.Names),
                        string.Join(", ", row.Codes.Select(code => $"{code.System} {code.Code}"))]));
            return Exit.Ok;
        });
    }

    static Command AddGroup(CommandShell shell)
    {
        var name = Words.Argument("NAME", "Such as 'people who stayed'.");
        var place = Words.Option<string?>("--at", "Where they are.");
        var coverage = Words.Option("--coverage",
            "Whether our register covers them; only then is anybody countable as reached.", Coverage.NotRegistered);
        var definition = Words.Option("--definition", "Who belongs to it, in a sentence.", "");
        var synthetic = Words.Synthetic();
        var command = new Command("add",
            "Put a population group on record. Example: annona group add \"people who crossed\" --coverage Registered")
        {
            name, place, coverage, definition, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            desk.Record(new DefineGroup(
                parsed.GetValue(name)!, Place(desk, parsed.GetValue(place)), parsed.GetValue(coverage),
                    parsed.GetValue(definition)!)
            {
                Intent = Desk.NewIntent(), Synthetic = parsed.GetValue(synthetic),
            });
            desk.Terminal.Line($"{desk.Now.Places.Groups[^1].Code} {parsed.GetValue(name)} is on record.");
            return Exit.Ok;
        });
    }

    static Command ListGroups(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        return shell.Reading(
            new("list", "List the population groups on record. Example: annona group list") { json },
            (desk, parsed) =>
        {
            string? PlaceOf(GroupRow row) => row.Place is { } place ? desk.Now.Places.Find(place)?.Name : null;
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(desk.Now.Places.Groups.Select(row => new
                {
                    id = row.Code, name = row.Name, place = PlaceOf(row), coverage = row.Coverage,
                    definition = row.Definition,
                    synthetic = row.Synthetic,
                }));
            else
                desk.Terminal.Table(["", "Name", "Where", "Our register", "Who"], desk.Now.Places.Groups.Select(
                    row => (IReadOnlyList<string>)[row.Code, row.Name, PlaceOf(row) ?? "", $"{row.Coverage}",
                        row.Definition]));
            return Exit.Ok;
        });
    }

    static PlaceCode Code(string typed) => typed.Split('=', 2) is [{ Length: > 0 } system, { Length: > 0 } code]
        ? new(system, code)
        : throw new InputException("cli.bad-place-code", $"'{typed}' is not a place code.",
            "Write SYSTEM=CODE, such as P-code=AM05.");

    static Id<Place>? Place(Desk desk, string? typed) =>
        typed is null ? null : Desk.Found(desk.Now.Places.Find(typed), "place", typed, "place list").Id;
}
