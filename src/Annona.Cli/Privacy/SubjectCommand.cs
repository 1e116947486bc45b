using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Journal;
using Annona.Privacy;

namespace Annona.Cli.Privacy;

/// <summary><c>annona subject PERSON</c>: everything that is kept of somebody, and who received it.</summary>
static class SubjectCommand
{
    public static Command Make(CommandShell shell)
    {
        var which = Words.Argument("PERSON", "A code such as N12.");
        var purpose = Words.Required<string>(
            "--purpose", "What for, such as asked-by-person; never a name. It is kept in the read log.");
        var json = CommandShell.JsonOption();
        var command = new Command("subject",
            "Tell everything that is kept of a person, field by field with the entry that says it, who received it and "
            + "who looked at it. It is kept who asked. Example: annona subject N12 --purpose asked-by-person")
        {
            which, purpose, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var typed = parsed.GetValue(which)!;
            var report = Desk.Found(
                desk.Answer(new ReportSubject(typed, parsed.GetValue(purpose)!)), "person", typed, "people list");
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(SubjectJson.Of(report));
            else
                SubjectPrinter.Print(desk.Terminal, report);
            return Exit.Ok;
        }, Opening.PersonalParts);
    }
}
