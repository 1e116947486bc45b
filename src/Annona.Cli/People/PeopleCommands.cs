using System.CommandLine;
using Annona.Cli.Shell;
using Annona.People;
using Annona.Places;
using Annona.Values;

namespace Annona.Cli.People;

/// <summary>
/// <c>annona people</c>: persons, households and lists. Names are shown only under a recorded disclosure.
/// </summary>
static class PeopleCommands
{
    /// <summary>What a listing shows of a person beside what is open anyway.</summary>
    const PersonFields Listed = PersonFields.Name | PersonFields.Born;

    /// <summary>The command with its own parts and those of the room of duplicates.</summary>
    public static Command All(CommandShell shell, IReadOnlyList<Command> duplicates)
    {
        var people = new Command("people", "Persons and households: lists, registrations, counts, duplicates")
        {
            ImportCommand.Make(shell), List(shell), Show(shell), Households(shell), Lists(shell), Close(shell),
            Disclosures(shell), EraseCommands.Hold(shell), EraseCommands.Release(shell),
        };
        foreach (var command in RegisterCommands.All(shell).Concat(duplicates))
            people.Subcommands.Add(command);
        return people;
    }

    static Command List(CommandShell shell)
    {
        var list = Words.Option<string?>("--list", "Only from this list.");
        var place = Words.Option<string?>("--at", "Only those who are now in this place.");
        var left = Words.Option<bool>("--with-left", "Also those who left.");
        var take = Words.Option("--take", "How many at most.", 100);
        var skip = Words.Option("--skip", "How many to pass over.", 0);
        var names = new DisclosureWords();
        var json = CommandShell.JsonOption();
        var command = new Command("list",
            "List persons, names masked. Example: annona people list --list LST1 --take 20")
        {
            list, place, left, take, skip, json,
        };
        names.AddTo(command);
        return names.Command(shell, command, (desk, parsed) =>
        {
            var filter = new PeopleFilter
            {
                List = ListOf(desk, parsed.GetValue(list)),
                Place = PlaceOf(desk, parsed.GetValue(place)),
                WithLeft = parsed.GetValue(left),
            };
            var page = new ListPeople(filter, parsed.GetValue(skip), parsed.GetValue(take));
            PeoplePrinter.Print(desk.Terminal, names.Ask(desk, parsed, page, Listed), parsed.GetValue(json));
            return Exit.Ok;
        });
    }

    static Command Show(CommandShell shell)
    {
        var which = Words.Argument("PERSON", "A code such as N12, or H3 for all of a household.");
        var names = new DisclosureWords();
        var json = CommandShell.JsonOption();
        var command = new Command("show",
            "Show a person or a household, names masked. Example: annona people show N12") { which, json };
        names.AddTo(command);
        return names.Command(shell, command, (desk, parsed) =>
        {
            var typed = parsed.GetValue(which)!;
            var home = desk.Answer(new ShowHousehold(typed));
            var filter = home is not null
                ? new PeopleFilter { Household = home.Household, WithLeft = true }
                : new PeopleFilter { Persons = [RegisterCommands.PersonOf(desk, typed).Id], WithLeft = true };
            var page = new ListPeople(filter, 0, int.MaxValue);
            // A household that was only counted has nobody to show names of.
            var masked = desk.Answer(page);
            var shown = masked.Total == 0 ? masked : names.Ask(desk, parsed, page, PersonFields.Personal);
            home ??= masked.Rows is [{ Household: { } code }] ? desk.Answer(new ShowHousehold(code)) : null;
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(PeopleJsonText.Of(shown, home));
            else
                PeoplePrinter.PrintWhole(desk.Terminal, shown, home);
            return Exit.Ok;
        });
    }

    static Command Households(CommandShell shell)
    {
        var only = Words.Option<bool>("--only-counted", "Only those in which nobody is registered by name yet.");
        var take = Words.Option("--take", "How many at most.", 100);
        var skip = Words.Option("--skip", "How many to pass over.", 0);
        var json = CommandShell.JsonOption();
        var command = new Command("households",
            "List households with their sizes. Example: annona people households --only-counted")
        {
            only, take, skip, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var listing = desk.Answer(new ListHouseholds(
                parsed.GetValue(only), parsed.GetValue(skip), parsed.GetValue(take)));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(new { total = listing.Total, rows = listing.Rows.Select(PeopleJsonText.Of) });
            else
                PeoplePrinter.Print(desk.Terminal, listing);
            return Exit.Ok;
        });
    }

    static Command Lists(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        return shell.Reading(new("lists", "List the lists and their versions. Example: annona people lists") { json },
            (desk, parsed) =>
        {
            var lists = desk.Answer(new ListLists());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(lists.Select(PeopleJsonText.Of));
            else
                desk.Terminal.Table(
                    ["", "Name", "Owner", "#Version", "As of", "Basis", "State", "#Rows", "#Bad", "#New", "#Changed",
                        "#Gone"],
                    lists.SelectMany(list => list.Versions.Select(version => (IReadOnlyList<string>)
                    [
                        list.Code, list.Name, list.Owner, $"{version.Number}", Terminal.Date(version.AsOf),
                        version.Basis, version.IsClosed ? "closed" : "open", Terminal.Number(version.Reading.Rows),
                        Terminal.Number(version.Reading.Bad), Terminal.Number(version.Added),
                        Terminal.Number(version.Changed), Terminal.Number(version.Gone),
                    ])));
            return Exit.Ok;
        });
    }

    static Command Close(CommandShell shell)
    {
        var which = Words.Argument("LIST", "A code such as LST1, or a name.");
        var command = new Command("close",
            "Close the newest version of a list with what was decided so far. Example: annona people close LST1")
        {
            which,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var typed = parsed.GetValue(which)!;
            var list = Desk.Found(desk.Answer(new ShowList(typed)), "list", typed, "people lists");
            var closed = (PeopleListClosed)desk.Record(new CloseList(list.List, list.Newest.Number, Undecided: null)
            {
                Intent = Desk.NewIntent(), Synthetic = list.Synthetic,
            }).Events[0];
            desk.Terminal.Line($"Version {list.Newest.Number} of {list.Code} is closed: "
                + $"{Terminal.Number(closed.Counts.Added)} new, {Terminal.Number(closed.Counts.Changed)} changed and "
                + $"{Terminal.Number(closed.Counts.Gone)} gone are recorded of "
                + $"{Said.Count(closed.Counts.Rows, "row")}.");
            return Exit.Ok;
        });
    }

    static Command Disclosures(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("disclosures",
            "List to whom data of persons were shown or given, for what and on what basis. "
            + "Example: annona people disclosures") { json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var all = desk.Answer(new ListDisclosures());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(all.Select(PeopleJsonText.Of));
            else
                desk.Terminal.Table(["When (UTC)", "Recipient", "Purpose", "Basis", "Fields", "#Persons", "Whom"],
                    all.Select(one => (IReadOnlyList<string>)
                    [
                        one.At.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
                        one.Recipient, one.Purpose, one.Basis, FieldWords.Text(one.Fields),
                        Terminal.Number(one.Count), one.Whom,
                    ]));
            return Exit.Ok;
        });
    }

    /// <summary>A list that must be there, if one was named.</summary>
    public static Id<PeopleList>? ListOf(Desk desk, string? typed) => typed is null
        ? null
        : Desk.Found(desk.Answer(new FindList(typed)), "list", typed, "people lists").Id;

    /// <summary>A place that must be there, if one was named.</summary>
    public static Id<Place>? PlaceOf(Desk desk, string? typed) => typed is null
        ? null
        : Desk.Found(desk.Answer(new FindPlace(typed)), "place", typed, "place list").Id;
}
