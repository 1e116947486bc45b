using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Journal;
using Annona.People;
using Annona.Places;
using Annona.Values;

namespace Annona.Cli.People;

/// <summary>
/// The parts of <c>annona people</c> that register and correct persons and households, and note what the law asks for.
/// </summary>
static class RegisterCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        Add(shell), HeadCount(shell), Correct(shell), Left(shell), Basis(shell), Notice(shell), Object(shell),
        Shelter(shell),
    ];

    static Command Add(CommandShell shell)
    {
        var words = new PersonWords();
        var household = Words.Option<string?>("--household", "A household on record, such as H3; else a new one.");
        var form = Words.Option<string?>("--form", "Number of the household's form.");
        var synthetic = Words.Synthetic();
        var command = new Command("add",
            "Register a person. Example: annona people add --given Anna --family Sarg --born 1986 --household H3")
        {
            household, form, synthetic,
        };
        words.AddTo(command);
        return shell.Writing(command, (desk, parsed) =>
        {
            var home = parsed.GetValue(household) is { } typed ? HouseholdOf(desk, typed).Id : (Id<Household>?)null;
            var made = (PersonRegistered)desk.Record(
                new RegisterPerson(home, words.Facts(parsed), words.Details(parsed))
                {
                    Form = parsed.GetValue(form),
                    Intent = Desk.NewIntent(),
                    Synthetic = parsed.GetValue(synthetic),
                }).Events[0];
            desk.Terminal.Line($"{CodeOf(desk, made.Person)} is registered in {CodeOf(desk, made.Household)}.");
            return Exit.Ok;
        });
    }

    static Command HeadCount(CommandShell shell)
    {
        var people = Words.Argument("COUNTS", "Counts as SEX-AGES=NUMBER with commas: f18-59=2,m0-4=1,u=3.");
        var household = Words.Option<string?>("--household", "A household to count again, such as H3.");
        var form = Words.Option<string?>("--form", "Number of the household's form.");
        var origin = Words.Option<string?>("--from", "Place of origin.");
        var present = Words.Option<string?>("--at", "Present place, never a street.");
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
            var home = parsed.GetValue(household) is { } typed ? HouseholdOf(desk, typed).Id : (Id<Household>?)null;
            var made = (HeadCountRegistered)desk.Record(new RegisterHeadCount(home, counted)
            {
                Form = parsed.GetValue(form),
                Origin = PlaceRef.Words(parsed.GetValue(origin)),
                Present = PlaceRef.Words(parsed.GetValue(present)),
                Arrived = Desk.Date(parsed.GetValue(arrived), "--arrived"),
                Intent = Desk.NewIntent(),
                Synthetic = parsed.GetValue(synthetic),
            }).Events[0];
            desk.Terminal.Line($"{CodeOf(desk, made.Household)}: "
                + $"{Said.Count(counted.Sum(line => line.Count), "person")} counted.");
            return Exit.Ok;
        });
    }

    static Command Correct(CommandShell shell)
    {
        var which = Words.Argument("PERSON", "A code such as N12.");
        var words = new PersonWords();
        var household = Words.Option<string?>("--household", "The household the person belongs to, such as H3.");
        var reason = Words.Required<string>(
            "--reason", "Why, in a word such as document-seen; it stands in the open part, so never a name.");
        var command = new Command("correct",
            "Correct what is recorded of a person; only what is named here changes, and \"\" empties a field. "
            + "Example: annona people correct N12 --born 1986-04-30 --reason document-seen")
        {
            which, household, reason,
        };
        words.AddTo(command);
        return shell.Writing(command, (desk, parsed) =>
        {
            var person = PersonOf(desk, parsed.GetValue(which)!);
            var home = parsed.GetValue(household) is { } typed ? HouseholdOf(desk, typed).Id : (Id<Household>?)null;
            var changed = (PersonChanged)desk.Record(new CorrectPerson(
                person.Id, words.Stated(parsed), words.Facts(parsed), words.Details(parsed), parsed.GetValue(reason)!)
            {
                Household = home,
                Intent = Desk.NewIntent(),
                Synthetic = IsSynthetic(desk, person.Id),
            }).Events[0];
            desk.Terminal.Line($"{person.Code} is corrected: {FieldWords.Text(changed.Fields)}.");
            return Exit.Ok;
        }, Opening.PersonalParts);
    }

    static Command Left(CommandShell shell)
    {
        var which = Words.Argument("PERSON", "A code such as N12.");
        var on = Words.Required<string>("--on", "The day, yyyy-MM-dd.");
        var because = Words.Option(
            "--because", "departed, died, or error (should not have been registered).", "departed");
        var command = new Command("left",
            "Note that a person left the register. Example: annona people left N12 --on 2026-03-02 --because departed")
        {
            which, on, because,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var person = PersonOf(desk, parsed.GetValue(which)!);
            var reason = parsed.GetValue(because)!.ToLowerInvariant() switch
            {
                "departed" => LeaveReason.Departed,
                "died" => LeaveReason.Died,
                "error" => LeaveReason.RegisteredInError,
                _ => throw new InputException("cli.bad-leave-reason", "--because is none of the known reasons.",
                    "Write departed, died or error."),
            };
            desk.Record(new RecordDeparture(person.Id, Desk.Date(parsed.GetValue(on), "--on")!.Value, reason)
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line($"{person.Code} left the register. What was given to them stays on record.");
            return Exit.Ok;
        });
    }

    static Command Basis(CommandShell shell)
    {
        var which = Words.Argument("HOUSEHOLD", "A code such as H3.");
        var purpose = Words.Required<string>("--purpose", "What the data are kept for, such as aid.");
        var basis = Words.Required<string>("--basis", "On what legal basis, such as vital-interest or consent.");
        var on = On();
        var command = new Command("basis",
            "Note on what legal basis a household's data are kept for a purpose. "
            + "Example: annona people basis H3 --purpose aid --basis vital-interest")
        {
            which, purpose, basis, on,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var home = HouseholdOf(desk, parsed.GetValue(which)!);
            desk.Record(new RecordLegalBasis(
                home.Id, parsed.GetValue(purpose)!, parsed.GetValue(basis)!, DayOf(parsed.GetValue(on)))
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line($"{home.Code}: {parsed.GetValue(basis)} for {parsed.GetValue(purpose)} is recorded.");
            return Exit.Ok;
        });
    }

    static Command Notice(CommandShell shell)
    {
        var which = Words.Argument("HOUSEHOLD", "A code such as H3.");
        var language = Words.Required<string>("--language", "The language it was told in, such as hy or ru.");
        var on = On();
        var command = new Command("notice",
            "Note that a household was told what is kept about it and why. "
            + "Example: annona people notice H3 --language hy --on 2026-03-02") { which, language, on };
        return shell.Writing(command, (desk, parsed) =>
        {
            var home = HouseholdOf(desk, parsed.GetValue(which)!);
            desk.Record(new GiveNotice(home.Id, parsed.GetValue(language)!, DayOf(parsed.GetValue(on)))
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line($"{home.Code}: the notice in {parsed.GetValue(language)} is recorded.");
            return Exit.Ok;
        });
    }

    static Command Object(CommandShell shell)
    {
        var which = Words.Argument("PERSON", "A code such as N12.");
        var withdrawn = Words.Option<bool>("--withdrawn", "The objection is taken back.");
        var on = On();
        var command = new Command("object",
            "Note that a person objects to disclosure: aid goes on, and no list or export shows them. "
            + "Example: annona people object N12") { which, withdrawn, on };
        return shell.Writing(command, (desk, parsed) =>
        {
            var person = PersonOf(desk, parsed.GetValue(which)!);
            desk.Record(new RecordObjection(person.Id, DayOf(parsed.GetValue(on)), parsed.GetValue(withdrawn))
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line(parsed.GetValue(withdrawn)
                ? $"{person.Code} took the objection back."
                : $"{person.Code} objected and stays out of every disclosure.");
            return Exit.Ok;
        });
    }

    static Command Shelter(CommandShell shell)
    {
        var which = Words.Argument("HOUSEHOLD", "A code such as H3.");
        var site = Words.Optional("SITE", "The shelter, a place on record; leave it out with --none.");
        var none = Words.Option<bool>("--none", "It lives in no shelter any more.");
        var since = Words.Option<string?>("--since", "The first day, yyyy-MM-dd; today unless named.");
        var command = new Command("shelter",
            "Note that a household lives in a shelter. "
            + "Example: annona people shelter H3 \"School 4\" --since 2026-03-02")
        {
            which, site, none, since,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var home = HouseholdOf(desk, parsed.GetValue(which)!);
            if (parsed.GetValue(site) is null != parsed.GetValue(none))
                throw new InputException("cli.shelter-or-none", "Say either a shelter or --none.",
                    "Example: annona people shelter H3 SITE, or annona people shelter H3 --none");
            var place = parsed.GetValue(site) is { } typed
                ? Desk.Found(desk.Answer(new FindPlace(typed)), "place", typed, "place list")
                : null;
            desk.Record(new RecordShelter(home.Id, place?.Id, DayOf(parsed.GetValue(since)))
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line(place is null
                ? $"{home.Code} lives in no shelter any more."
                : $"{home.Code} lives in {place.Name}.");
            return Exit.Ok;
        });
    }

    /// <summary>A person that must be there.</summary>
    public static Known<Person> PersonOf(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindPerson(typed)), "person", typed, "people list");

    /// <summary>A household that must be there.</summary>
    public static Known<Household> HouseholdOf(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindHousehold(typed)), "household", typed, "people households");

    static string CodeOf(Desk desk, Id<Person> person) => PersonOf(desk, person.ToString()).Code;

    static string CodeOf(Desk desk, Id<Household> household) => HouseholdOf(desk, household.ToString()).Code;

    static bool IsSynthetic(Desk desk, Id<Person> person) => desk.Answer(
        new ListPeople(new() { Persons = [person], WithLeft = true }, 0, 1)).Rows.Any(row => row.Synthetic);

    static Option<string?> On() => Words.Option<string?>("--on", "The day, yyyy-MM-dd; today unless named.");

    static DateOnly DayOf(string? typed) =>
        Desk.Date(typed, "--on") ?? DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime);
}
