using System.CommandLine;
using Annona.Access;
using Annona.Aid;
using Annona.Cli.Shell;
using Annona.Journal;
using Annona.Ledger;
using Annona.Trace;

namespace Annona.Cli.Ledger;

/// <summary>
/// <c>annona book discrepancies|assign|resolve</c>: what does not fit, in the books and in handovers, until a person
/// says why.
/// </summary>
static class DiscrepancyCommands
{
    public static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var all = Words.Option<bool>("--all", "Also those that are resolved.");
        var command = new Command("discrepancies",
            "What does not fit, with its age and owner. Codes with X are of the books, with XH of handovers. "
            + "Example: annona book discrepancies") { json, all };
        return shell.Reading(command, (desk, parsed) =>
        {
            var found = desk.Answer(new ListDiscrepancies(parsed.GetValue(all)));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(found.Select(row => new
                {
                    id = row.Code, kind = row.Kind, account = row.Where, amount = BookWords.Value(row.Amount),
                    commodity = row.Amount.Commodity.Code, since = row.Since, ageDays = row.AgeDays,
                    overLimit = row.OverLimit, owner = row.Owner, resolved = row.Resolution,
                    synthetic = row.Synthetic,
                }));
            else
                desk.Terminal.Table(["", "What", "Where", "#How much", "Since", "#Days", "Owner", "Resolved"],
                    found.Select(row => (IReadOnlyList<string>)[
                        row.Code, row.What, row.Where, BookWords.Of(row.Amount), Terminal.Date(row.Since),
                        $"{row.AgeDays}{(row.OverLimit ? ", over the limit" : "")}", row.Owner ?? "nobody yet",
                        row.Resolution ?? ""]));
            return Exit.Ok;
        }, Opening.PersonalParts);
    }

    public static Command Assign(CommandShell shell)
    {
        var code = Words.Argument("DISCREPANCY", "A code such as X3 or XH3.");
        var officer = Words.Argument("OFFICER", "Who looks into it: a name or an id.");
        var command = new Command("assign",
            "Say who looks into a discrepancy. Example: annona book assign X3 \"Davit M.\"") { code, officer };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = Found(desk, parsed.GetValue(code)!);
            var typed = parsed.GetValue(officer)!;
            var owner = Desk.Found(desk.Answer(new FindOfficer(typed)), "officer", typed, "officer list").Id;
            desk.Record(found.OfBooks is { } ofBooks
                ? new AssignDiscrepancy(ofBooks, owner) { Intent = Desk.NewIntent() }
                : new AssignAidDiscrepancy(found.OfAid!.Value, owner) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{found.Code} is looked into by {typed}.");
            return Exit.Ok;
        }, Opening.PersonalParts);
    }

    public static Command Resolve(CommandShell shell)
    {
        var code = Words.Argument("DISCREPANCY", "A code such as X3 or XH3.");
        var reason = Words.Required<string>("--reason", "What was found, in a sentence.");
        var command = new Command("resolve",
            "Close a discrepancy with the reason. Example: annona book resolve X3 --reason \"Counted twice.\"")
        {
            code, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = Found(desk, parsed.GetValue(code)!);
            var why = parsed.GetValue(reason)!;
            desk.Record(found.OfBooks is { } ofBooks
                ? new ResolveDiscrepancy(ofBooks, why) { Intent = Desk.NewIntent() }
                : new ResolveAidDiscrepancy(found.OfAid!.Value, why) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{found.Code} is resolved.");
            return Exit.Ok;
        });
    }

    static FoundDiscrepancy Found(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindDiscrepancy(typed)), "discrepancy", typed, "book discrepancies");
}
