using System.CommandLine;
using Annona.Access;
using Annona.Aid;
using Annona.Cli.Shell;
using Annona.Journal;

namespace Annona.Cli.Aid;

/// <summary>
/// <c>annona aid discrepancies|resolve|assign</c>: what does not fit in a handover, until a person says why.
/// </summary>
static class AidDiscrepancyCommands
{
    public static Command List(CommandShell shell)
    {
        var all = Words.Option<bool>("--all", "Also those that are resolved.");
        var json = CommandShell.JsonOption();
        var command = new Command("discrepancies",
            "Handovers that do not fit, with their age. Example: annona aid discrepancies --json") { all, json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var found = desk.Answer(new ListAidDiscrepancies(
                parsed.GetValue(all) ? DiscrepanciesShown.All : DiscrepanciesShown.Open));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(found.Select(Json));
            else
                desk.Terminal.Table(
                    ["", "What", "#How much", "Household", "Programme", "Since", "#Days", "Owner", "Resolved"],
                    found.Select(row => (IReadOnlyList<string>)[
                        row.Code, row.What, Amounts.Text(row.Amount), row.Household, row.Programme,
                        Terminal.Date(row.Since), $"{row.AgeDays}{(row.OverLimit ? " over the limit" : "")}",
                        row.OwnerName ?? row.Owner.ToString(), row.Resolution ?? ""]));
            return Exit.Ok;
        }, Opening.PersonalParts);
    }

    public static object Json(AidDiscrepancyRecord row) => new
    {
        id = row.Code,
        kind = row.Kind,
        what = row.What,
        amount = Amounts.Json(row.Amount),
        handover = row.Handover,
        household = row.Household,
        programme = row.Programme,
        since = row.Since,
        recordedOn = row.RecordedOn,
        ageDays = row.AgeDays,
        overLimit = row.OverLimit,
        owner = row.Owner.ToString(),
        resolved = row.Resolution,
        synthetic = row.Synthetic,
    };

    public static Command Resolve(CommandShell shell)
    {
        var discrepancies = new Argument<string[]>("DISCREPANCIES")
        {
            Description = "Codes such as XH3.", Arity = ArgumentArity.OneOrMore,
        };
        var reason = Words.Required<string>("--reason", "What was found, in a sentence; it is kept for ever.");
        var command = new Command("resolve",
            "Close discrepancies of handovers with the reason; nothing is taken from the household. "
            + "Example: annona aid resolve XH1 --reason \"Two families had joined.\"")
        {
            discrepancies, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            foreach (var row in parsed.GetValue(discrepancies)!.Select(typed => Find(desk, typed)).ToList())
            {
                desk.Record(new ResolveAidDiscrepancy(row.Id, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
                desk.Terminal.Line($"{row.Code} is resolved.");
            }
            return Exit.Ok;
        });
    }

    public static Command Assign(CommandShell shell)
    {
        var discrepancy = Words.Argument("DISCREPANCY", "A code such as XH3.");
        var owner = Words.Argument("OFFICER", "The name or id of an officer.");
        var command = new Command("assign",
            "Let another officer look into a discrepancy of a handover. Example: annona aid assign XH1 \"Davit M.\"")
        {
            discrepancy, owner,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = Find(desk, parsed.GetValue(discrepancy)!);
            var typed = parsed.GetValue(owner)!;
            var officer = Desk.Found(desk.Answer(new FindOfficer(typed)), "officer", typed, "officer list");
            desk.Record(new AssignAidDiscrepancy(row.Id, officer.Id) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{row.Code} is with {(officer.Name.Length > 0 ? officer.Name : officer.Code)}.");
            return Exit.Ok;
        }, Opening.PersonalParts);
    }

    static Known<AidDiscrepancy> Find(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindAidDiscrepancy(typed)), "discrepancy", typed, "aid discrepancies");
}
