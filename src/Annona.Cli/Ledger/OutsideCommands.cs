using System.CommandLine;
using System.Globalization;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Fts;
using Annona.Exchange.Sheets;
using Annona.Ledger;
using Annona.Values;

namespace Annona.Cli.Ledger;

/// <summary><c>annona book outside</c>: flows that others report, kept apart from our own books.</summary>
static class OutsideCommands
{
    static readonly Commodity Usd = new("USD", 2);

    public static Command Make(CommandShell shell) =>
        new("outside", "What others report about aid flows; never mixed into our books")
        {
            Import(shell), List(shell), Link(shell),
        };

    static Command Import(CommandShell shell)
    {
        var file = Words.Argument("FILE", "A CSV file of flows as OCHA's Financial Tracking Service publishes it.");
        var command = new Command("import",
            "Take in reported flows as outside evidence. "
            + "Example: annona book outside import fts_incoming_funding_afg.csv")
        {
            file,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            using var sheet = SheetReader.Open(parsed.GetValue(file)!);
            var (totals, flows, errors) = (new FtsTotals(), new List<FtsFlow>(), new List<RowError>());
            foreach (var flow in FtsReader.Flows(sheet, errors.Add))
            {
                if (totals.Add(flow) == FtsMark.First)
                    flows.Add(flow);
            }
            if (errors.Count > 0)
                throw new InputException("book.bad-flow-row",
                    $"{errors.Count} rows cannot be read, the first in "
                    + $"{errors[0].File}, row {errors[0].Row}, column {errors[0].Column}: {errors[0].Reason}",
                    errors[0].Remedy);
            foreach (var chunk in flows.Chunk(ImportOutsideFlows.ChunkMax))
                desk.Record(new ImportOutsideFlows("FTS", sheet.ContentHash, [.. chunk.Select(Flow)])
                {
                    Intent = Desk.NewIntent(),
                });
            Print(desk.Terminal, totals, sheet.File);
            return Exit.Ok;
        });
    }

    static OutsideFlow Flow(FtsFlow flow) =>
        new($"{flow.Id}", Enum.Parse<FlowStatus>($"{flow.Status}"), new(Usd, checked(flow.AmountUsd * 100)),
            flow.SourceOrganization, flow.DestinationOrganization)
        {
            Date = flow.DecisionDate ?? flow.Date,
            Boundary = flow.Boundary.ToString().ToLowerInvariant(),
            Shared = flow.IsShared,
            Description = flow.Description,
        };

    static void Print(Terminal terminal, FtsTotals totals, string file)
    {
        terminal.Table(["Status", "#Flows", "#USD"],
            Enum.GetValues<FtsStatus>().Select(status => totals.InFile(file, status))
            .Zip(Enum.GetValues<FtsStatus>(), (total, status) => (IReadOnlyList<string>)[
                $"{status}", Terminal.Number(total.Flows), total.AmountUsd.ToString(
                    "N0", CultureInfo.InvariantCulture)]));
        terminal.Line($"{Terminal.Number(totals.DistinctFlows)} different flows; "
            + $"{Terminal.Number(totals.RepeatedRows)} rows repeat a flow and are counted once.");
    }

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("list", "Totals by feed and status. Example: annona book outside list") { json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var totals = desk.Now.Outside.Totals();
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(totals.Select(total => new
                {
                    feed = total.Feed, status = total.Status, flows = total.Flows,
                    amount = decimal.Parse(total.Amount.Number, CultureInfo.InvariantCulture),
                    commodity = total.Amount.Commodity.Code,
                }));
            else
                desk.Terminal.Table(["Feed", "Status", "#Flows", "#Amount"], totals.Select(
                    total => (IReadOnlyList<string>)[
                        total.Feed, $"{total.Status}", Terminal.Number(total.Flows), $"{total.Amount}"]));
            return Exit.Ok;
        });
    }

    static Command Link(CommandShell shell)
    {
        var feed = Words.Argument("FEED", "Such as FTS.");
        var flow = Words.Argument("FLOW", "The flow's number in the feed.");
        var promise = Words.Argument("PROMISE", "A code such as P3.");
        var reason = Words.Required<string>("--reason", "Why they belong together.");
        var command = new Command("link",
            "Link a reported flow to a promise. "
            + "Example: annona book outside link FTS 228238 P1 --reason \"Same grant.\"")
        {
            feed, flow, promise, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var id = BookCommands.Promise(desk, parsed.GetValue(promise))!.Value;
            var (from, number) = (parsed.GetValue(feed)!, parsed.GetValue(flow)!);
            desk.Record(new LinkOutsideFlow(from, number, id, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line("Linked, as reported by others.");
            return Exit.Ok;
        });
    }
}
