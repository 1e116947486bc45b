using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Journal;
using Annona.People;
using Annona.Storage.Folder;
using Annona.Values;

namespace Annona.Cli.People;

/// <summary>
/// The options under which a listing shows names: who gets them, for what and on what basis is recorded first.
/// </summary>
sealed class DisclosureWords
{
    readonly Option<bool> show = Words.Option<bool>("--show-names", "Show names; the disclosure is recorded first.");
    readonly Option<string?> purpose = Words.Option<string?>("--purpose", "What the names are for.");
    readonly Option<string?> recipient = Words.Option<string?>("--recipient", "Who gets the names.");
    readonly Option<string> basis = Words.Option("--basis", "On what legal basis.", "own task");

    public void AddTo(Command command)
    {
        foreach (var option in (IReadOnlyList<Option>)[show, purpose, recipient, basis])
            command.Options.Add(option);
    }

    /// <summary>Whether names were asked for.</summary>
    public bool Asked(ParseResult parsed) => parsed.GetValue(show);

    /// <summary>Only a listing with names takes the right to write, and opens names at all.</summary>
    public Command Command(CommandShell shell, Command command, Func<Desk, ParseResult, int> work) =>
        shell.Alone(command, (parsed, cancel) =>
        {
            var named = parsed.GetValue(show);
            using var running = shell.Open(
                parsed, named ? FolderUse.Write : FolderUse.Read, named ? Opening.PersonalParts : Opening.OpenParts);
            return work(new(running, shell.Terminal, cancel), parsed);
        });

    /// <summary>The listing that was asked for: masked, or with names after the disclosure is on record.</summary>
    public PeopleListing Ask(Desk desk, ParseResult parsed, ListPeople masked, PersonFields fields)
    {
        var page = desk.Answer(masked);
        if (!parsed.GetValue(show))
            return page;
        // What is recorded is what is shown: of a page, the persons of the page.
        var filter = page.Rows.Count == page.Total
            ? masked.Filter
            : new PeopleFilter { Persons = [.. page.Rows.Select(row => row.Person)], WithLeft = true };
        var shown = desk.Answer(new ListDisclosed(Record(desk, parsed, filter, fields), 0, int.MaxValue));
        return shown with { Total = page.Total };
    }

    /// <summary>Names and numbers of some persons, by their ids, after the disclosure is on record.</summary>
    public IReadOnlyDictionary<Id<Person>, PersonalDetails> Of(
        Desk desk, ParseResult parsed, IReadOnlyList<Id<Person>> persons, PersonFields fields)
    {
        if (!parsed.GetValue(show) || persons.Count == 0)
            return new Dictionary<Id<Person>, PersonalDetails>();
        var filter = new PeopleFilter { Persons = [.. persons.Distinct()], WithLeft = true };
        return desk.Answer(new ListDisclosed(Record(desk, parsed, filter, fields), 0, int.MaxValue)).Rows
            .Where(row => row.Details is not null).ToDictionary(row => row.Person, row => row.Details!);
    }

    /// <summary>Records a disclosure to whom and for what the options say.</summary>
    Id<Disclosure> Record(Desk desk, ParseResult parsed, PeopleFilter filter, PersonFields fields)
    {
        if (parsed.GetValue(purpose) is not { } why || parsed.GetValue(recipient) is not { } whom)
            throw new InputException("cli.no-purpose", "Names are shown for a purpose and a recipient only.",
                "Add --purpose TEXT and --recipient TEXT; both are recorded.");
        return Record(desk, new(whom, why, parsed.GetValue(basis)!, fields, filter) { Intent = Desk.NewIntent() });
    }

    /// <summary>Records a disclosure before anybody sees it, and says so.</summary>
    public static Id<Disclosure> Record(Desk desk, DisclosePersons ask)
    {
        var disclosed = (PersonsDisclosed)desk.Record(ask).Events[0];
        desk.Terminal.Say($"Disclosure of {Said.Count(disclosed.Count, "person")} to '{ask.Recipient}' "
            + $"for '{ask.Purpose}' is recorded.");
        return disclosed.Disclosure;
    }
}
