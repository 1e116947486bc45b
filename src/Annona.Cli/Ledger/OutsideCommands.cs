using System.CommandLine;
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
            var doubted = new List<FtsFlow>();
            foreach (var flow in FtsReader.Flows(sheet, errors.Add))
            {
                var mark = totals.Add(flow);
                if (mark == FtsMark.First)
                    flows.Add(flow);
                else if (mark == FtsMark.Contradicting)
                    doubted.Add(flow);
            }
            if (errors.Count > 0)
                throw new InputException("book.bad-flow-row",
                    $"{BookWords.Count(errors.Count, "row")} cannot be read, the first in "
                    + $"{errors[0].File}, row {errors[0].Row}, column {errors[0].Column}: {errors[0].Reason}",
                    errors[0].Remedy);
            Print(desk.Terminal, flows, totals, doubted);
            Tell(desk.Terminal, flows.Chunk(ImportOutsideFlows.ChunkMax).Sum(chunk => Recorded(desk, sheet, chunk)));
            return Exit.Ok;
        });
    }

    /// <summary>How many of a chunk are new.</summary>
    static int Recorded(Desk desk, Sheet sheet, FtsFlow[] chunk)
    {
        var decided = desk.Record(new ImportOutsideFlows("FTS", sheet.ContentHash, [.. chunk.Select(Flow)])
        {
            Intent = Desk.NewIntent(),
            Name = sheet.File,
        });
        return decided.Events.OfType<OutsideFlowsReported>().Sum(reported => reported.Flows.Count);
    }

    static void Tell(Terminal terminal, int recorded) => terminal.Line(recorded == 0
        ? "This file is on record already. Nothing is new."
        : $"{BookWords.Count(recorded, "flow")} of this file recorded as reported by others.");

    static OutsideFlow Flow(FtsFlow flow) =>
        new($"{flow.Id}", Enum.Parse<FlowStatus>($"{flow.Status}"), new(Usd, checked(flow.AmountUsd * 100)),
            flow.SourceOrganization, flow.DestinationOrganization)
        {
            Date = flow.DecisionDate ?? flow.Date,
            Boundary = Word(flow.Boundary),
            Shared = flow.IsShared,
            Description = flow.Description,
        };

    static void Print(Terminal terminal, List<FtsFlow> flows, FtsTotals totals, List<FtsFlow> doubted)
    {
        terminal.Table(["Boundary", "Status", "#Flows", "#USD", "#Shared", "#USD shared"],
            flows.GroupBy(flow => (flow.Boundary, flow.Status)).OrderBy(group => group.Key)
                .Select(group => (IReadOnlyList<string>)[
                    Word(group.Key.Boundary), Word(group.Key.Status), Terminal.Number(group.Count()),
                    Terminal.Number(group.Sum(flow => flow.AmountUsd)),
                    Terminal.Number(group.Count(flow => flow.IsShared)),
                    Terminal.Number(group.Where(flow => flow.IsShared).Sum(flow => flow.AmountUsd))]));
        if (flows.Any(flow => flow.IsShared))
            terminal.Line("Shared flows also lie beyond the boundary: not all of their money is for it.");
        if (totals.RepeatedRows > 0)
            terminal.Line($"{BookWords.Count(totals.RepeatedRows, "row")} that repeat a flow are counted once.");
        foreach (var flow in doubted)
            terminal.Say($"{flow.File}, row {flow.Row}: flow {flow.Id} stands above with another amount or status; "
                + "the first is kept. Ask FTS which is right.");
    }

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("list",
            "Totals by file, boundary and status; they are never summed. Example: annona book outside list") { json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var totals = desk.Answer(new ListOutsideFlows());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(totals.Select(total => new
                {
                    feed = total.Feed, file = total.File, boundary = total.Boundary, status = total.Status,
                    flows = total.Flows, amount = BookWords.Value(total.Amount),
                    commodity = total.Amount.Commodity.Code, sharedFlows = total.SharedFlows,
                    sharedAmount = BookWords.Value(total.SharedAmount),
                }));
            else
                desk.Terminal.Table(
                    ["Feed", "File", "Boundary", "Status", "#Flows", "#Amount", "#Shared", "#Amount shared"],
                    totals.Select(total => (IReadOnlyList<string>)[
                        total.Feed, total.File, total.Boundary ?? "–", Word(total.Status),
                        Terminal.Number(total.Flows), BookWords.Of(total.Amount), Terminal.Number(total.SharedFlows),
                        BookWords.Number(total.SharedAmount)]));
            return Exit.Ok;
        });
    }

    static string Word(Enum value) => $"{value}".ToLowerInvariant();

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
