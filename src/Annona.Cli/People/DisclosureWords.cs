using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Journal;
using Annona.People;
using Annona.Storage.Folder;

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
    public PeopleListing Ask(Desk desk, ParseResult parsed, PeopleFilter filter, int skip, int take)
    {
        if (!parsed.GetValue(show))
            return desk.Answer(new ListPeople(filter, skip, take));
        if (parsed.GetValue(purpose) is not { } why || parsed.GetValue(recipient) is not { } whom)
            throw new InputException("cli.no-purpose", "Names are shown for a purpose and a recipient only.",
                "Add --purpose TEXT and --recipient TEXT; both are recorded.");
        var accepted = desk.Record(new DisclosePersons(
            whom, why, parsed.GetValue(basis)!, PersonFields.Personal, filter)
        {
            Intent = Desk.NewIntent(),
        });
        var disclosed = (PersonsDisclosed)accepted.Events[0];
        desk.Terminal.Say($"Disclosure of {disclosed.Count} persons to '{whom}' for '{why}' is recorded.");
        return desk.Answer(new ListDisclosed(disclosed.Disclosure, skip, take));
    }
}
