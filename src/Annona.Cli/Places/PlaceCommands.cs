using System.CommandLine;
using Annona.Cli.Parties;
using Annona.Cli.PublicRecord;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Places;
using Annona.Values;

namespace Annona.Cli.Places;

/// <summary><c>annona place add|list|show|name|code|parent</c>.</summary>
static class PlaceCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        new("place", "Places with their names, codes and parents")
        {
            Add(shell), List(shell), Show(shell), Name(shell), Code(shell), Parent(shell),
        },
        GroupCommands.All(shell),
    ];

    static Command Add(CommandShell shell)
    {
        var name = Words.Argument("NAME", "The name as people there use it.");
        var level = EnumWords.Option("--level", "How fine it is.", PlaceLevel.Unknown);
        var parent = Words.Option<string?>("--in", "The place around it.");
        var names = Words.Option<string[]>("--also", "Another name, in any script; may be repeated.");
        var codes = Words.Option<string[]>("--code", "A published code as SYSTEM=CODE; may be repeated.");
        var synthetic = Words.Synthetic();
        var command = new Command("add",
            "Put a place on record. Example: annona place add Lusavan --level settlement --code P-code=XX0101")
        {
            name, level, parent, names, codes, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var intent = Desk.NewIntent();
            desk.Record(new AddPlace(parsed.GetValue(level), parsed.GetValue(name)!)
            {
                Intent = intent,
                Synthetic = parsed.GetValue(synthetic),
                Names = [.. (parsed.GetValue(names) ?? []).Select(other => new OtherName(other))],
                Codes = [.. (parsed.GetValue(codes) ?? []).Select(Typed)],
                Parent = RecordFinder.Place(desk, parsed.GetValue(parent)),
            });
            var made = Find(desk, new Id<Place>(Ids.From(intent, "place")).ToString());
            desk.Terminal.Line($"{made.Code} {made.Name} is on record.");
            return Exit.Ok;
        });
    }

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        return shell.Reading(
            new("list", "List the places on record. Example: annona place list") { json }, (desk, parsed) =>
            {
                var lines = desk.Answer(new ListPlaces());
                if (parsed.GetValue(json))
                    desk.Terminal.AsJson(lines.Select(AsJson));
                else
                    desk.Terminal.Table(
                        ["", "Name", "Level", "In", "Also", "Codes"],
                        lines.Select(line => (IReadOnlyList<string>)
                        [
                            line.Code, line.Name, EnumWords.Of(line.Level), line.Parent ?? "",
                            OtherNames.Joined(line.Names), Joined(line.Codes),
                        ]));
                return Exit.Ok;
            });
    }

    static Command Show(CommandShell shell)
    {
        var place = Words.Argument("PLACE", "A code such as L3, a name or a published code.");
        var json = CommandShell.JsonOption();
        return shell.Reading(
            new("show", "Show one place with its names and codes. Example: annona place show L3") { place, json },
            (desk, parsed) =>
            {
                var line = desk.Answer(new ShowPlace(Find(desk, parsed.GetValue(place)!).Id))!;
                if (parsed.GetValue(json))
                    desk.Terminal.AsJson(AsJson(line));
                else
                    Print(desk.Terminal, line);
                return Exit.Ok;
            });
    }

    static Command Name(CommandShell shell)
    {
        var place = Words.Argument("PLACE", "A code such as L3, or a name.");
        var name = Words.Argument("NAME", "The other name, in any script.");
        var language = Words.Option<string?>("--language", "Its language, such as 'hy'.");
        var kind = EnumWords.Option("--kind", "What sort of name.", NameKind.NotSaid);
        var command = new Command(
            "name", "Note another name of a place. Example: annona place name L3 Լուսավան --language hy --kind local")
        {
            place, name, language, kind,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var known = Find(desk, parsed.GetValue(place)!);
            var other = new OtherName(parsed.GetValue(name)!, parsed.GetValue(language), parsed.GetValue(kind));
            desk.Record(new NamePlace(known.Id, other, null) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{known.Code} {known.Name} is also known as {other.Text}.");
            return Exit.Ok;
        });
    }

    static Command Code(CommandShell shell)
    {
        var place = Words.Argument("PLACE", "A code such as L3, or a name.");
        var code = Words.Argument("CODE", "A published code as SYSTEM=CODE.");
        var command = new Command(
            "code", "Note a published code of a place. Example: annona place code L3 P-code=XX0101") { place, code };
        return shell.Writing(command, (desk, parsed) =>
        {
            var known = Find(desk, parsed.GetValue(place)!);
            var published = Typed(parsed.GetValue(code)!);
            desk.Record(new NamePlace(known.Id, null, published) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{known.Code} {known.Name} has the code {published.System} {published.Code}.");
            return Exit.Ok;
        });
    }

    static Command Parent(CommandShell shell)
    {
        var place = Words.Argument("PLACE", "A code such as L3, or a name.");
        var parent = Words.Optional("PARENT", "The place around it; none when it is left out.");
        var command = new Command(
            "parent", "Say in which place a place lies. Example: annona place parent L3 L1") { place, parent };
        return shell.Writing(command, (desk, parsed) =>
        {
            var known = Find(desk, parsed.GetValue(place)!);
            var around = parsed.GetValue(parent) is { } typed ? Find(desk, typed) : null;
            desk.Record(new MovePlace(known.Id, around?.Id) { Intent = Desk.NewIntent() });
            desk.Terminal.Line(around is null
                ? $"{known.Code} {known.Name} lies in no place on record."
                : $"{known.Code} {known.Name} lies in {around.Code} {around.Name}.");
            return Exit.Ok;
        });
    }

    static Known<Place> Find(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindPlace(typed)), "place", typed, "place list");

    static void Print(Terminal terminal, PlaceLine line)
    {
        terminal.Heading($"{line.Code}  {line.Name}");
        terminal.Line($"{EnumWords.Of(line.Level)}{(line.Synthetic ? ", made up" : "")}");
        if (line.Parent is { } parent)
            terminal.Line($"In {line.ParentCode} {parent}.");
        if (line.Names.Count > 0)
            terminal.Line($"Also known as {OtherNames.Joined(line.Names)}.");
        if (line.Codes.Count > 0)
            terminal.Line($"Codes: {Joined(line.Codes)}.");
    }

    static string Joined(IReadOnlyList<PlaceCode> codes) =>
        string.Join(", ", codes.Select(code => $"{code.System} {code.Code}"));

    static PlaceCode Typed(string typed) => typed.Split('=', 2) is [{ Length: > 0 } system, { Length: > 0 } code]
        ? new(system, code)
        : throw new InputException("cli.bad-place-code", $"'{typed}' is not a place code.",
            "Write SYSTEM=CODE, such as P-code=AM05.");

    static object AsJson(PlaceLine line) => new
    {
        id = line.Code,
        name = line.Name,
        level = line.Level,
        names = line.Names.Select(OtherNames.AsJson),
        codes = line.Codes,
        parent = line.ParentCode,
        parentName = line.Parent,
        synthetic = line.Synthetic,
    };
}
