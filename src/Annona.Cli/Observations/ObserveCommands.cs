using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Journal;
using Annona.Observations;
using Annona.Parties;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.Observations;

/// <summary>
/// <c>annona observe list|show|withdraw</c>; <see cref="ObserveAdd"/> records, and <see cref="CaseCommands"/> work on
/// cases.
/// </summary>
static class ObserveCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        new("observe", "What somebody saw on the ground")
        {
            ObserveAdd.Make(shell), List(shell), Show(shell), Withdraw(shell), CaseCommands.Refer(shell),
            CaseCommands.Assign(shell), CaseCommands.Answer(shell), CaseCommands.EraseText(shell),
        },
    ];

    public static Id<Party>? Party(Desk desk, string? typed) =>
        typed is null ? null : Desk.Found(desk.Answer(new FindParty(typed)), "party", typed, "party list").Id;

    public static Id<Place>? Place(Desk desk, string? typed) =>
        typed is null ? null : Desk.Found(desk.Answer(new FindPlace(typed)), "place", typed, "place list").Id;

    public static Id<Promise> Promise(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindPromise(typed)), "promise", typed, "promise list").Id;

    public static Known<Observation> Found(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindObservation(typed)), "observation", typed, "observe list");

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var kind = Words.Option<string?>("--kind", $"Only one kind: {ObservationWords.Kinds}.");
        var promise = Words.Option<string?>("--promise", "Only what bears on this promise.");
        var at = Words.Option<string?>("--at", "Only in this place or what lies in it.");
        var withdrawn = Words.Option<bool>("--withdrawn", "Also what was withdrawn.");
        var command = new Command("list", "What was seen. Example: annona observe list --promise P4 --kind passage")
        {
            kind, promise, at, withdrawn, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var listing = desk.Answer(new ListObservations
            {
                Kind = parsed.GetValue(kind) is { } word ? ObservationWords.KindOf(word) : null,
                Promise = parsed.GetValue(promise) is { } typed ? Promise(desk, typed) : null,
                Place = Place(desk, parsed.GetValue(at)),
                WithWithdrawn = parsed.GetValue(withdrawn),
            });
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(listing.Seen.Select(ObservationWords.AsJson));
            else
                desk.Terminal.Table(
                    ["", "When", "Place", "What", "Learned from", "Bears on", "Status"], listing.Seen.Select(Cells));
            if (listing.CasesOfOthers > 0)
                desk.Terminal.Say(listing.CasesOfOthers == 1
                    ? "1 case is read by its owner and coordinators only."
                    : $"{listing.CasesOfOthers} cases are read by their owners and coordinators only.");
            return Exit.Ok;
        });
    }

    static IReadOnlyList<string> Cells(ListedObservation seen) =>
    [
        seen.Code, ObservationWords.When(seen), seen.Place ?? "", seen.Text, ObservationWords.Origin(seen),
        string.Join("; ", seen.Promises.Select(ObservationWords.Bearing)), ObservationWords.Status(seen),
    ];

    static Command Show(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var code = Words.Argument("OBSERVATION", "A code such as O3.");
        var command = new Command("show",
            "One observation in full. The words of a case are shown to its owner and to coordinators. "
            + "Example: annona observe show O3") { code, json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var file = desk.Answer(new ReadObservation(Found(desk, parsed.GetValue(code)!).Id))!;
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(new { observation = ObservationWords.AsJson(file.Seen), texts = file.Texts });
            else
                Print(desk.Terminal, file);
            return Exit.Ok;
        }, Opening.PersonalParts);
    }

    static void Print(Terminal terminal, ObservationFile file)
    {
        var seen = file.Seen;
        terminal.Heading($"{seen.Code}: {seen.Text}");
        Line("When", ObservationWords.When(seen));
        Line("Place", seen.Place);
        Line("Source", seen.Source);
        Line("Seen by", seen.Observer);
        Line("Group", seen.Group);
        Line("Readers", seen.Audience switch
        {
            Audience.Public => "everybody",
            Audience.CaseOwner => "the case's owner and coordinators",
            _ => "officers",
        });
        foreach (var bears in seen.Promises)
            Line("Bears", ObservationWords.Bearing(bears) + (bears.Scope is { } scope ? $": {scope}" : ""));
        Line("Due", seen.Seen.DueOn is { } due ? Terminal.Date(due) : null);
        Line("Status", ObservationWords.Status(seen));
        foreach (var text in file.Texts)
            Line("Sealed", text.ReplaceLineEndings("\n         "));

        void Line(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                terminal.Line($"{name,-8} {value}");
        }
    }

    static Command Withdraw(CommandShell shell)
    {
        var code = Words.Argument("OBSERVATION", "A code such as O3.");
        var reason = Words.Required<string>("--reason", "Why it does not count any more; sealed for a case.");
        var command = new Command("withdraw",
            "Say that an observation does not count any more; it stays on record. "
            + "Example: annona observe withdraw O3 --reason \"Another village.\"") { code, reason };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = Found(desk, parsed.GetValue(code)!);
            desk.Record(new WithdrawObservation(found.Id, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{found.Code} is withdrawn.");
            return Exit.Ok;
        });
    }
}
