using System.CommandLine;
using Annona.Cli.People;
using Annona.Cli.Shell;
using Annona.Journal;
using Annona.Privacy;

namespace Annona.Cli.Privacy;

/// <summary><c>annona reads</c>: who looked at whom, and whether that log is whole.</summary>
static class ReadsCommands
{
    public static Command All(CommandShell shell) => new("reads", "Who looked at persons: the read log")
    {
        List(shell), Verify(shell),
    };

    public static void Print(Terminal terminal, IReadOnlyList<ReadListed> reads) => terminal.Table(
        ["When", "Officer", "What", "For", "#Persons", ""], reads.Select(read => (IReadOnlyList<string>)[
            SubjectPrinter.Moment(read.At), Said.Plain(read.Officer), read.Kind, Said.Plain(read.Purpose),
            Terminal.Number(read.Persons),
            string.Join(", ", read.Codes) + (read.Persons > read.Codes.Count ? ", ..." : "")]));

    public static object Json(ReadListed read) => new
    {
        at = read.At, officer = read.Officer, kind = read.Kind, purpose = read.Purpose, persons = read.Persons,
        first = read.Codes,
    };

    static Command List(CommandShell shell)
    {
        var person = Words.Option<string?>("--person", "Only who looked at this person, such as N12.");
        // --officer names whose key is used, so who looked has another word.
        var by = Words.Option<string?>("--by", "Only what this officer looked at: a name or an id.");
        var json = CommandShell.JsonOption();
        var command = new Command("list",
            "List who looked at persons by name, oldest first: for coordinators and auditors. "
            + "Example: annona reads list --person N12") { person, by, json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var reads = desk.Answer(new ListReads(parsed.GetValue(person), parsed.GetValue(by)));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(reads.Select(Json));
            else
                Print(desk.Terminal, reads);
            return Exit.Ok;
        }, Opening.PersonalParts);
    }

    static Command Verify(CommandShell shell) => shell.Reading(new("verify",
        "Check that the read log is whole and unchanged, and name its first bad read. "
        + "Example: annona reads verify"), (desk, _) =>
    {
        var found = desk.Reads!.Check();
        desk.Terminal.Line($"{Said.Count(found.To.Reads - found.From.Reads, "read")} kept, from number "
            + $"{Terminal.Number(found.From.Reads + 1)} on.");
        if (found.Fault is { } fault)
        {
            desk.Terminal.Complain(fault.What, "Keep a copy as it is, and restore the folder 'reads' from its own.");
            return Exit.NotVerified;
        }
        desk.Terminal.Line($"All are sound. The chain ends with {found.To.Chain}: who notes that down can check later "
            + "that nothing before it was changed.");
        return Exit.Ok;
    });
}
