using System.CommandLine;
using Annona.Cli.Shell;
using Annona.People;
using Annona.Values;

namespace Annona.Cli.People;

/// <summary>
/// <c>annona people</c>: persons, households and lists. Names are shown only under a recorded disclosure.
/// </summary>
static class PeopleCommands
{
    /// <summary>The command with its own parts and those of the room of duplicates.</summary>
    public static Command All(CommandShell shell, IReadOnlyList<Command> duplicates)
    {
        var people = new Command("people", "Persons and households: lists, registrations, counts, duplicates")
        {
            ImportCommand.Make(shell), Add(shell), HeadCount(shell), List(shell), Show(shell), Lists(shell),
                Close(shell),
        };
        foreach (var command in duplicates)
            people.Subcommands.Add(command);
        return people;
    }

    static Command Add(CommandShell shell)
    {
        var given = Words.Option<string?>("--given", "Given name, as it is written.");
        var family = Words.Option<string?>("--family", "Family name, as it is written.");
        var father = Words.Option<string?>("--father", "Father's name or patronymic.");
        var name = Words.Option<string?>("--name", "The whole name, where its parts are not known.");
        var born = Words.Option<string?>("--born", "1956, 1956-03 or 1956-03-01; ~ before it for an estimate.");
        var sex = Words.Option("--sex", "As stated.", Sex.Unknown);
        var relation = Words.Option("--relation", "To the household's representative.", Relation.Unknown);
        var household = Words.Option<string?>("--household", "A household on record, such as H3; else a new one.");
        var form = Words.Option<string?>("--form", "Number of the household's form.");
        var origin = Words.Option<string?>("--from", "Place of origin.");
        var present = Words.Option<string?>("--at", "Present place.");
        var phone = Words.Option<string[]>("--phone", "Telephone number; may be repeated.");
        var synthetic = Words.Synthetic();
        var command = new Command("add",
            "Register a person. Example: annona people add --given Anna --family Sarg --born 1986 --household H3")
        {
            given, family, father, name, born, sex, relation, household, form, origin, present, phone, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            (NameRole, string?)[] names =
            [
                (NameRole.Whole, parsed.GetValue(name)), (NameRole.Given, parsed.GetValue(given)),
                (NameRole.Family, parsed.GetValue(family)), (NameRole.Father, parsed.GetValue(father)),
            ];
            var details = new PersonalDetails
            {
                Name = [.. names.Where(part => part.Item2 is not null).Select(part => new NamePart(part.Item1,
                    part.Item2!))],
                Born = Desk.PartialDate(parsed.GetValue(born), "--born"),
                Phones = parsed.GetValue(phone) ?? [],
            };
            var facts = new PersonFacts
            {
                Sex = parsed.GetValue(sex),
                Relation = parsed.GetValue(relation),
                Origin = PlaceRef.Of(parsed.GetValue(origin), desk.Now.Places),
                Present = PlaceRef.Of(parsed.GetValue(present), desk.Now.Places),
            };
            desk.Record(new RegisterPerson(HouseholdOf(desk, parsed.GetValue(household)), facts, details)
            {
                Form = parsed.GetValue(form), Intent = Desk.NewIntent(), Synthetic = parsed.GetValue(synthetic),
            });
            var person = desk.Now.People.Person(desk.Now.People.PersonCount - 1);
            desk.Terminal.Line($"{person.Code} is registered in {person.HouseholdCode}.");
            return Exit.Ok;
        });
    }

    static Command HeadCount(CommandShell shell)
    {
        var people = Words.Argument("COUNTS", "Counts as SEX-AGES=NUMBER with commas: f18-59=2,m0-4=1,u=3.");
        var household = Words.Option<string?>("--household", "A household to count again, such as H3.");
        var form = Words.Option<string?>("--form", "Number of the household's form.");
        var origin = Words.Option<string?>("--from", "Place of origin.");
        var present = Words.Option<string?>("--at", "Present place.");
        var arrived = Words.Option<string?>("--arrived", "Day of arrival, yyyy-MM-dd.");
        var synthetic = Words.Synthetic();
        var command = new Command("headcount",
            "Register a household by counting heads. Example: annona people headcount f18-59=1,u0-4=2")
        {
            people, household, form, origin, present, arrived, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var counted = HeadCountText.Read(parsed.GetValue(people)!);
            var known = HouseholdOf(desk, parsed.GetValue(household));
            desk.Record(new RegisterHeadCount(known, counted)
            {
                Form = parsed.GetValue(form),
                Origin = PlaceRef.Of(parsed.GetValue(origin), desk.Now.Places),
                Present = PlaceRef.Of(parsed.GetValue(present), desk.Now.Places),
                Arrived = Desk.Date(parsed.GetValue(arrived), "--arrived"),
                Intent = Desk.NewIntent(),
                Synthetic = parsed.GetValue(synthetic),
            });
            var at = known is { } again ? desk.Now.People.Find(again) : desk.Now.People.HouseholdCount - 1;
            desk.Terminal.Line($"H{at + 1}: {counted.Sum(line => line.Count)} people counted.");
            return Exit.Ok;
        });
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
                List = parsed.GetValue(list) is { } typed
                    ? Desk.Found(desk.Now.People.Lists.Find(typed), "list", typed, "people lists").Id : null,
                Place = parsed.GetValue(place) is { } at
                    ? Desk.Found(desk.Now.Places.Find(at), "place", at, "place list").Id : null,
                WithLeft = parsed.GetValue(left),
            };
            var listing = names.Ask(desk, parsed, filter, parsed.GetValue(skip), parsed.GetValue(take));
            PeoplePrinter.Print(desk.Terminal, listing, parsed.GetValue(json));
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
            var people = desk.Now.People;
            var filter = people.FindHousehold(typed) is >= 0 and var home
                ? new PeopleFilter { Household = people.HouseholdId(home), WithLeft = true }
                : new PeopleFilter { Persons = [people.PersonId(PersonAt(desk, typed))], WithLeft = true };
            PeoplePrinter.Print(desk.Terminal, names.Ask(desk, parsed, filter, 0, int.MaxValue), parsed.GetValue(json));
            return Exit.Ok;
        });
    }

    static Command Lists(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        return shell.Reading(new("lists", "List the lists and their versions. Example: annona people lists") { json },
            (desk, parsed) =>
        {
            var lists = desk.Now.People.Lists.All;
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(lists.Select(list => new
                {
                    id = list.Code, name = list.Name, owner = desk.Now.Parties.Find(list.Owner)?.Name,
                    synthetic = list.Synthetic,
                    versions = list.Versions.Select(version => new
                    {
                        number = version.Number, asOf = version.AsOf, basis = version.Basis, purpose = version.Purpose,
                        file = version.FileHash, counts = version.Closed,
                    }),
                }));
            else
                desk.Terminal.Table(
                    ["", "Name", "Owner", "#Version", "As of", "Basis", "#Rows", "#New", "#Changed", "#Gone"],
                    lists.SelectMany(list => list.Versions.Select(version => (IReadOnlyList<string>)
                    [
                        list.Code, list.Name, desk.Now.Parties.Find(list.Owner)?.Name ?? "", $"{version.Number}",
                        Terminal.Date(version.AsOf), version.Basis, .. Counts(version.Closed),
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
            var list = Desk.Found(desk.Now.People.Lists.Find(typed), "list", typed, "people lists");
            desk.Record(new CloseList(list.Id, list.Newest.Number, new(0, 0, 0, 0, 0, 0))
            {
                Intent = Desk.NewIntent(), Synthetic = list.Synthetic,
            });
            desk.Terminal.Line($"Version {list.Newest.Number} of {list.Code} is closed.");
            return Exit.Ok;
        });
    }

    /// <summary>Ordinal of a person that must be there.</summary>
    public static int PersonAt(Desk desk, string typed) => desk.Now.People.FindPerson(typed) is >= 0 and var at
        ? at
        : throw new Exchange.InputException("cli.no-person", $"There is no person '{typed}'.",
            "Find one with: annona people list");

    static Id<Household>? HouseholdOf(Desk desk, string? typed) =>
        typed is null ? null
        : desk.Now.People.FindHousehold(typed) is >= 0 and var at ? desk.Now.People.HouseholdId(at)
        : throw new Exchange.InputException("cli.no-household", $"There is no household '{typed}'.",
            "Find one with: annona people list");

    static string[] Counts(ListCounts? counts) => counts is null
        ? ["open", "", "", ""]
        :
        [
            Terminal.Number(counts.Rows), Terminal.Number(counts.Added), Terminal.Number(counts.Changed),
            Terminal.Number(counts.Gone),
        ];
}
