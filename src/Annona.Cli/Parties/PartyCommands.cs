using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Parties;
using Annona.Values;

namespace Annona.Cli.Parties;

/// <summary><c>annona party add|list|show|held</c>.</summary>
static class PartyCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        new("party", "Organisations and office-holders") { Add(shell), List(shell), Show(shell), Held(shell) },
    ];

    static Command Add(CommandShell shell)
    {
        var name = Words.Argument("NAME", "The name as it is published.");
        var kind = Words.Option("--kind", "What sort of actor.", PartyKind.Other);
        var alias = Words.Option<string[]>("--alias", "Another name, in any script; may be repeated.");
        var synthetic = Words.Synthetic();
        var command = new Command("add",
            "Put a party on record. Example: annona party add \"City of Lusavan\" --kind LocalAuthority")
        {
            name, kind, alias, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            desk.Record(new AddParty(parsed.GetValue(kind), parsed.GetValue(name)!, parsed.GetValue(alias) ?? [], [])
            {
                Intent = Desk.NewIntent(), Synthetic = parsed.GetValue(synthetic),
            });
            desk.Terminal.Line($"{desk.Now.Parties.All[^1].Code} {parsed.GetValue(name)} is on record.");
            return Exit.Ok;
        });
    }

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        return shell.Reading(new("list", "List the parties on record. Example: annona party list --json") { json },
            (desk, parsed) =>
        {
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(desk.Now.Parties.All.Select(AsJson));
            else
                desk.Terminal.Table(["", "Name", "Kind", "Also known as", "Office"], desk.Now.Parties.All.Select(
                    row => (IReadOnlyList<string>)[row.Code, row.Name, $"{row.Kind}", string.Join(", ", row.Aliases),
                        string.Join("; ", row.Offices.Select(office => office.Title))]));
            return Exit.Ok;
        });
    }

    static Command Show(CommandShell shell)
    {
        var party = Words.Argument("PARTY", "A code such as A3, or a name.");
        return shell.Reading(new("show", "Show one party as JSON. Example: annona party show A3") { party },
            (desk, parsed) =>
        {
            desk.Terminal.AsJson(AsJson(Find(desk, parsed.GetValue(party)!)));
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
        var command = new Command("held",
            "Note that a party held an office. Example: annona party held A3 President --from 2026-01-01")
        {
            party, title, of, from, to,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = Find(desk, parsed.GetValue(party)!);
            Id<Party>? organisation = parsed.GetValue(of) is { } text ? Find(desk, text).Id : null;
            var office = new Office(parsed.GetValue(title)!, organisation,
                Desk.Date(parsed.GetValue(from), "--from"), Desk.Date(parsed.GetValue(to), "--to"));
            if (office is { From: { } first, To: { } last } && last < first)
                throw new InputException("cli.dates-reversed", "The last day is before the first.",
                    "Change --from or --to.");
            desk.Record(new AmendParty(row.Id, null, office) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{row.Code} {row.Name}: {office.Title}.");
            return Exit.Ok;
        });
    }

    static PartyRow Find(Desk desk, string typed) =>
        Desk.Found(desk.Now.Parties.Find(typed), "party", typed, "party list");

    static object AsJson(PartyRow row) => new
    {
        id = row.Code,
        name = row.Name,
        kind = row.Kind,
        aliases = row.Aliases,
        offices = row.Offices.Select(office => new { title = office.Title, from = office.From, to = office.To }),
        synthetic = row.Synthetic,
    };
}
