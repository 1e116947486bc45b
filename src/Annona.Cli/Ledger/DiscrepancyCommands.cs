using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Ledger;

namespace Annona.Cli.Ledger;

/// <summary><c>annona book discrepancies|resolve</c>: what does not fit, until a person says why.</summary>
static class DiscrepancyCommands
{
    public static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var all = Words.Option<bool>("--all", "Also those that are resolved.");
        var command = new Command("discrepancies",
            "What does not fit, with its age. Example: annona book discrepancies") { json, all };
        return shell.Reading(command, (desk, parsed) =>
        {
            var today = DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime);
            var rows = desk.Now.Ledger.Discrepancies.All
                .Where(row => parsed.GetValue(all) || row.Resolution is null).ToList();
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(rows.Select(row => new
                {
                    id = row.Code, kind = row.Kind, account = $"{row.Account}", amount = $"{row.Amount}", since =
                        row.Since,
                    ageDays = row.AgeDays(today), overLimit = row.OverLimit(today), resolved = row.Resolution?.Reason,
                    synthetic = row.Synthetic,
                }));
            else
                desk.Terminal.Table(["", "Kind", "Where", "#How much", "Since", "#Days", "Resolved"], rows.Select(
                    row => (IReadOnlyList<string>)[row.Code, $"{row.Kind}", $"{row.Account}", $"{row.Amount}",
                        Terminal.Date(row.Since),
                            $"{row.AgeDays(today)}{(row.OverLimit(today) ? " over the limit" : "")}",
                        row.Resolution?.Reason ?? ""]));
            return Exit.Ok;
        });
    }

    public static Command Resolve(CommandShell shell)
    {
        var code = Words.Argument("DISCREPANCY", "A code such as X3.");
        var reason = Words.Required<string>("--reason", "What was found, in a sentence.");
        var command = new Command("resolve",
            "Close a discrepancy with the reason. Example: annona book resolve X3 --reason \"Counted twice.\"")
        {
            code, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var typed = parsed.GetValue(code)!;
            var row =
                Desk.Found(desk.Now.Ledger.Discrepancies.Find(typed), "discrepancy", typed, "book discrepancies");
            desk.Record(new ResolveDiscrepancy(row.Id, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{row.Code} is resolved.");
            return Exit.Ok;
        });
    }
}
