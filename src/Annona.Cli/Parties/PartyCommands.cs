using System.CommandLine;
using System.Globalization;
using Annona.Cli.PublicRecord;
using Annona.Cli.Shell;
using Annona.Parties;
using Annona.Values;

namespace Annona.Cli.Parties;

/// <summary><c>annona party add|list|show|alias|office|office-end</c>.</summary>
static class PartyCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        new("party", "Organisations and office-holders")
        {
            Add(shell), List(shell), Show(shell), Alias(shell), Held(shell), Ended(shell),
        },
    ];

    static Command Add(CommandShell shell)
    {
        var name = Words.Argument("NAME", "The name as it is published.");
        var kind = EnumWords.Option("--kind", "What sort of actor.", PartyKind.Other);
        var alias = Words.Option<string[]>("--alias", "Another name, in any script; may be repeated.");
        var synthetic = Words.Synthetic();
        var command = new Command("add",
            "Put a party on record. Example: annona party add \"City of Lusavan\" --kind localAuthority")
        {
            name, kind, alias, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var intent = Desk.NewIntent();
            desk.Record(new AddParty(
                parsed.GetValue(kind), parsed.GetValue(name)!,
                [.. (parsed.GetValue(alias) ?? []).Select(other => new OtherName(other))], [])
            {
                Intent = intent, Synthetic = parsed.GetValue(synthetic),
            });
            var made = Find(desk, new Id<Party>(Ids.From(intent, "party")).ToString());
            desk.Terminal.Line($"{made.Code} {made.Name} is on record.");
            return Exit.Ok;
        });
    }

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        return shell.Reading(
            new("list", "List the parties on record. Example: annona party list --json") { json },
            (desk, parsed) =>
            {
                var lines = desk.Answer(new ListParties());
                if (parsed.GetValue(json))
                    desk.Terminal.AsJson(lines.Select(AsJson));
                else
                    desk.Terminal.Table(
                        ["", "Name", "Kind", "Also known as", "Office"],
                        lines.Select(line => (IReadOnlyList<string>)
                        [
                            line.Code, line.Name, EnumWords.Of(line.Kind), OtherNames.Joined(line.Aliases),
                            string.Join("; ", line.Offices.Select(Said)),
                        ]));
                return Exit.Ok;
            });
    }

    static Command Show(CommandShell shell)
    {
        var party = Words.Argument("PARTY", "A code such as A3, or a name.");
        var json = CommandShell.JsonOption();
        return shell.Reading(
            new("show", "Show one party with its names and offices. Example: annona party show A3") { party, json },
            (desk, parsed) =>
            {
                var line = desk.Answer(new ShowParty(Find(desk, parsed.GetValue(party)!).Id))!;
                if (parsed.GetValue(json))
                    desk.Terminal.AsJson(AsJson(line));
                else
                    Print(desk.Terminal, line);
                return Exit.Ok;
            });
    }

    static Command Alias(CommandShell shell)
    {
        var party = Words.Argument("PARTY", "A code such as A3, or a name.");
        var alias = Words.Argument("NAME", "The other name, in any script.");
        var language = Words.Option<string?>("--language", "Its language, such as 'hy'.");
        var kind = EnumWords.Option("--kind", "What sort of name.", NameKind.NotSaid);
        var command = new Command(
            "alias", "Note another name of a party. Example: annona party alias A3 UN --kind short")
        {
            party, alias, language, kind,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var known = Find(desk, parsed.GetValue(party)!);
            var name = new OtherName(parsed.GetValue(alias)!, parsed.GetValue(language), parsed.GetValue(kind));
            desk.Record(new AmendParty(known.Id, name, null) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{known.Code} {known.Name} is also known as {name.Text}.");
            return Exit.Ok;
        });
    }

    static Command Held(CommandShell shell)
    {
        var party = Words.Argument("PARTY", "A code such as A3, or a name.");
        var title = Words.Argument("TITLE", "The office, such as 'head of the aid agency'.");
        var of = Words.Option<string?>("--of", "The organisation.");
        var from = Words.Option<string?>("--from", "First day, yyyy-MM-dd.");
        var to = Words.Option<string?>("--to", "Last day, yyyy-MM-dd.");
        var command = new Command(
            "office",
            "Note that a party holds or held an office. "
            + "Example: annona party office A3 President --of A1 --from 2026-01-01")
        {
            party, title, of, from, to,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var known = Find(desk, parsed.GetValue(party)!);
            var office = new Office(
                parsed.GetValue(title)!, parsed.GetValue(of) is { } typed ? Find(desk, typed).Id : null,
                Desk.Date(parsed.GetValue(from), "--from"), Desk.Date(parsed.GetValue(to), "--to"));
            desk.Record(new AmendParty(known.Id, null, office) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{known.Code} {known.Name}: {office.Title}.");
            return Exit.Ok;
        });
    }

    static Command Ended(CommandShell shell)
    {
        var party = Words.Argument("PARTY", "A code such as A3, or a name.");
        var title = Words.Argument("TITLE", "The office, as it is on record.");
        var on = Words.Required<string>("--on", "Its last day, yyyy-MM-dd.");
        var command = new Command(
            "office-end", "Note that an office is over. Example: annona party office-end A3 President --on 2026-05-31")
        {
            party, title, on,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var known = Find(desk, parsed.GetValue(party)!);
            var day = Desk.Date(parsed.GetValue(on), "--on")!.Value;
            desk.Record(new EndOffice(known.Id, parsed.GetValue(title)!, day) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{known.Code} {known.Name}: {parsed.GetValue(title)} until {Terminal.Date(day)}.");
            return Exit.Ok;
        });
    }

    static Known<Party> Find(Desk desk, string typed) => RecordFinder.Party(desk, typed);

    static void Print(Terminal terminal, PartyLine line)
    {
        terminal.Heading($"{line.Code}  {line.Name}");
        terminal.Line($"{EnumWords.Of(line.Kind)}{(line.Synthetic ? ", made up" : "")}");
        if (line.Aliases.Count > 0)
            terminal.Line($"Also known as {OtherNames.Joined(line.Aliases)}.");
        foreach (var office in line.Offices)
            terminal.Line($"{Said(office)}.");
    }

    static string Said(OfficeLine office) => string.Concat(
        office.Title,
        office.Of is { } of ? $" ({of})" : "",
        office.From is { } from ? string.Create(CultureInfo.InvariantCulture, $", from {from:yyyy-MM-dd}") : "",
        office.To is { } to ? string.Create(CultureInfo.InvariantCulture, $", until {to:yyyy-MM-dd}") : "");

    static object AsJson(PartyLine line) => new
    {
        id = line.Code,
        name = line.Name,
        kind = line.Kind,
        aliases = line.Aliases.Select(OtherNames.AsJson),
        offices = line.Offices.Select(office => new
        {
            title = office.Title, of = office.OfCode, organisation = office.Of, from = office.From, to = office.To,
        }),
        synthetic = line.Synthetic,
    };
}

/// <summary>Other names of parties and places, printed.</summary>
static class OtherNames
{
    public static string Joined(IReadOnlyList<OtherName> names) => string.Join(", ", names.Select(name =>
        name switch
        {
            { Language: { } language, Kind: not NameKind.NotSaid } =>
                $"{name.Text} ({language}, {EnumWords.Of(name.Kind)})",
            { Language: { } language } => $"{name.Text} ({language})",
            { Kind: not NameKind.NotSaid } => $"{name.Text} ({EnumWords.Of(name.Kind)})",
            _ => name.Text,
        }));

    public static object AsJson(OtherName name) => new
    {
        name = name.Text,
        language = name.Language,
        kind = name.Kind == NameKind.NotSaid ? (NameKind?)null : name.Kind,
    };
}
