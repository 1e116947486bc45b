using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Journal;
using Annona.Observations;

namespace Annona.Cli.Observations;

/// <summary><c>annona observe refer|assign|answer|erase-text</c>: what becomes of a case.</summary>
static class CaseCommands
{
    public static Command Refer(CommandShell shell)
    {
        var code = Words.Argument("CASE", "A code such as O3.");
        var to = Words.Required<string>("--to", "The party it is handed to.");
        var date = Words.Required<string>("--date", "The day, yyyy-MM-dd.");
        var command = new Command("refer",
            "Hand a case on. Example: annona observe refer O3 --to \"Lusavan Relief\" --date 2026-03-09")
        {
            code, to, date,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = ObserveCommands.Found(desk, parsed.GetValue(code)!);
            var referral = new Referral(
                ObserveCommands.Party(desk, parsed.GetValue(to))!.Value,
                Desk.Date(parsed.GetValue(date), "--date")!.Value);
            desk.Record(new ReferCase(found.Id, referral) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{found.Code} is referred.");
            return Exit.Ok;
        });
    }

    public static Command Assign(CommandShell shell)
    {
        var code = Words.Argument("CASE", "A code such as O3.");
        var to = Words.Required<string>("--to", "The officer who looks after it from now on: a name or an id.");
        var command = new Command("assign",
            "Make an officer look after a case; only they and coordinators read it. "
            + "Example: annona observe assign O3 --to Davit") { code, to };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = ObserveCommands.Found(desk, parsed.GetValue(code)!);
            var typed = parsed.GetValue(to)!;
            var owner = Desk.Found(desk.Answer(new FindCaseOwner(typed)), "single officer", typed, "officer list");
            desk.Record(new AssignCase(found.Id, owner.Id) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{found.Code} is looked after by {owner.Name}.");
            return Exit.Ok;
        }, Opening.PersonalParts);
    }

    public static Command EraseText(CommandShell shell)
    {
        var code = Words.Argument("CASE", "A code such as O3.");
        var reason = Words.Required<string>("--reason", "Why, in a word such as person-erased; never a name.");
        var command = new Command("erase-text",
            "Destroy the words of a case for ever; what it was about, its days and every count stay. Only a "
            + "coordinator may. Example: annona observe erase-text O3 --reason person-erased") { code, reason };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = ObserveCommands.Found(desk, parsed.GetValue(code)!);
            desk.Record(new EraseCaseText(found.Id, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"The words of {found.Code} are destroyed. Words that are added later are not kept.");
            return Exit.Ok;
        });
    }

    public static Command Answer(CommandShell shell)
    {
        var code = Words.Argument("COMPLAINT", "A code such as O3.");
        var text = Words.Argument("TEXT", "The answer; it is sealed with the case.");
        var date = Words.Required<string>("--date", "The day, yyyy-MM-dd.");
        var told = Words.Option<bool>("--told", "The complainant heard it.");
        var command = new Command("answer",
            "Answer a complaint. Example: annona observe answer O3 \"Replaced.\" --date 2026-03-09 --told")
        {
            code, text, date, told,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = ObserveCommands.Found(desk, parsed.GetValue(code)!);
            var day = Desk.Date(parsed.GetValue(date), "--date")!.Value;
            var heard = parsed.GetValue(told);
            desk.Record(new AnswerComplaint(found.Id, day, parsed.GetValue(text)!, ToldComplainant: heard)
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line($"{found.Code} is answered.");
            return Exit.Ok;
        });
    }
}
