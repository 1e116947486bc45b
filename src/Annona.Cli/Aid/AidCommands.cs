using System.CommandLine;
using Annona.Aid;
using Annona.Cli.Ledger;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.People;
using Annona.Values;

namespace Annona.Cli.Aid;

/// <summary>
/// <c>annona aid ...</c>: programmes, entitlements, distributions, handovers, cash lists and the help desk.
/// </summary>
static class AidCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        new("aid", "Programmes, distributions, handovers and cash lists")
        {
            PlanCommand.Make(shell), Grant(shell), Day(shell), GiveCommand.Make(shell), Close(shell),
                CashCommands.Make(shell),
            Show(shell), List(shell),
        },
    ];

    /// <summary>The programme with a code (<c>B3</c>) or a name.</summary>
    public static ProgrammeRow Programme(Desk desk, string typed) =>
        Desk.Found(desk.Now.Aid.FindProgramme(typed), "programme", typed, "aid list");

    /// <summary>The distribution with a code (<c>D3</c>).</summary>
    public static DistributionRow Distribution(Desk desk, string typed) =>
        Desk.Found(desk.Now.Aid.FindDistribution(typed), "distribution", typed, "aid list");

    /// <summary>The household with a code (<c>H3</c>).</summary>
    public static Id<Household> Household(Desk desk, string typed) =>
        desk.Now.People.FindHousehold(typed) is >= 0 and var at
            ? desk.Now.People.HouseholdId(at)
            : throw new InputException("aid.no-household", $"There is no household '{typed}'.",
                "Find households with: annona people list");

    /// <summary>An amount as officers type it: <c>2 food-parcel</c>.</summary>
    public static Amount Amount(Desk desk, string typed)
    {
        var words = typed.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        return words.Length == 2
            ? BookCommands.Amount(desk, words[0], words[1])
            : throw new InputException("aid.bad-amount", $"'{typed}' is not an amount.",
                "Write how much of what: 2 food-parcel.");
    }

    static Command Grant(CommandShell shell)
    {
        var programme = Words.Argument("PROGRAMME", "A code such as B1, or a name.");
        var cycle = Words.Option("--cycle", "Which cycle.", 1);
        var dryRun = Words.Option<bool>("--dry-run", "Say who would be in, who out and why; record nothing.");
        var command = new Command("grant",
            "Grant a cycle to every household that the rule names. Example: annona aid grant B1 --cycle 1 --dry-run")
        {
            programme, cycle, dryRun,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = Programme(desk, parsed.GetValue(programme)!);
            var number = parsed.GetValue(cycle);
            if (desk.Answer(new DryRunCycle(row.Id, number)) is { } plan)
            {
                desk.Terminal.Line(
                    $"In: {Terminal.Number(plan.Households)} households, {Terminal.Number(plan.People)} people: "
                    + string.Join(", ", plan.Amounts));
                desk.Terminal.Table(["Out because", "#Households"], plan.Out.Select(
                    reason => (IReadOnlyList<string>)[$"{reason.Reason}", Terminal.Number(reason.Households)]));
            }
            if (parsed.GetValue(dryRun))
                return Exit.Ok;
            desk.Record(new GrantCycle(row.Id, number) { Intent = Desk.NewIntent(), Synthetic = row.Synthetic });
            desk.Terminal.Line($"Cycle {number} of {row.Code} {row.Name} is granted.");
            return Exit.Ok;
        });
    }

    static Command Day(CommandShell shell)
    {
        var programme = Words.Argument("PROGRAMME", "A code such as B1, or a name.");
        var cycle = Words.Option("--cycle", "Which cycle.", 1);
        var at = Words.Required<string>("--at", "The place.");
        var date = Words.Required<string>("--date", "The day, yyyy-MM-dd.");
        var from = Words.Option<string?>("--from", "The account that the goods leave, such as 'Site:Sports hall'.");
        var promise = Words.Option<string?>("--promise", "The promise that cash in hand carries.");
        var command = new Command("day",
            "Plan a distribution. Example: annona aid day B1 --at \"Sports hall\" --date 2026-03-10 "
            + "--from \"Site:Sports hall\"")
        {
            programme, cycle, at, date, from, promise,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = Programme(desk, parsed.GetValue(programme)!);
            var place = parsed.GetValue(at)!;
            var ask = new PlanDistribution(
                row.Id, parsed.GetValue(cycle), Desk.Found(
                    desk.Now.Places.Find(place), "place", place, "place list").Id,
                Desk.Date(parsed.GetValue(date), "--date")!.Value)
            {
                Intent = Desk.NewIntent(),
                Stock = parsed.GetValue(from) is { } account ? BookCommands.Account(account) : null,
                Earmark = BookCommands.Promise(desk, parsed.GetValue(promise)),
                Synthetic = row.Synthetic,
            };
            desk.Record(ask);
            desk.Terminal.Line($"{desk.Now.Aid.Distributions[^1].Code}: {row.Name} at {place}.");
            return Exit.Ok;
        });
    }

    static Command Close(CommandShell shell)
    {
        var distribution = Words.Argument("DISTRIBUTION", "A code such as D1.");
        var counted = Words.Required<string[]>("--counted", "What is left, such as '12 food-parcel'.");
        var command = new Command("close",
            "Close a distribution's day: opening + received - handed over = counted. "
            + "Example: annona aid close D1 --counted \"12 food-parcel\"")
        {
            distribution, counted,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = Distribution(desk, parsed.GetValue(distribution)!);
            desk.Record(new CloseDay(row.Id, [.. parsed.GetValue(counted)!.Select(typed => Amount(desk, typed))])
            {
                Intent = Desk.NewIntent(),
                Synthetic = row.Synthetic,
            });
            desk.Terminal.Line($"{row.Code} is closed. What does not fit: annona book discrepancies");
            return Exit.Ok;
        });
    }

    static Command Show(CommandShell shell)
    {
        var household = Words.Argument("HOUSEHOLD", "A code such as H12.");
        var command = new Command("show",
            "The help desk: what a household got, may collect, and if not, why. Example: annona aid show H12")
        {
            household,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var aid = desk.Answer(new ShowHouseholdAid(Household(desk, parsed.GetValue(household)!)))!;
            desk.Terminal.Heading($"{aid.Code}, {aid.People} people");
            desk.Terminal.Table(["Programme", "#Cycle", "Granted", "Used", "If not granted, why"],
                aid.Standings.Select(
                standing => (IReadOnlyList<string>)[$"{standing.Programme} {standing.Name}", $"{standing.Cycle}",
                    string.Join(", ", standing.Entitlements.Select(right => right.Granted)),
                    string.Join(", ", standing.Entitlements.Select(right => right.Used)),
                    standing.IsGranted ? "" : $"{standing.WhyNot}"]));
            desk.Terminal.Table(["Date", "Got", "Shown by"], aid.Handovers.Select(given => (IReadOnlyList<string>)[
                Terminal.Date(given.On), string.Join(", ", given.Items.Select(item => item.Amount)),
                    $"{given.Proof}"]));
            foreach (var found in aid.Discrepancies)
                desk.Terminal.Line($"{found.Code}: {found.Kind}, {found.Over}, since {found.Since:yyyy-MM-dd}.");
            return Exit.Ok;
        });
    }

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("list", "Programmes and their days. Example: annona aid list --json") { json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var (programmes, days) = (desk.Now.Aid.Programmes, desk.Now.Aid.Distributions);
            string PromisesOf(ProgrammeRow row) => string.Join(", ", row.Promises.Select(
                promise => desk.Now.PublicRecord.Promises.Find(promise)?.Code));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(programmes.Select(row => new
                {
                    id = row.Code, name = row.Name, modality = row.Modality, cycles = row.Cycles, promises =
                        PromisesOf(row),
                    synthetic = row.Synthetic,
                    days = days.Where(day => day.Plan.Programme == row.Id).Select(day => new
                    {
                        id = day.Code, cycle = day.Plan.Cycle, date = day.Plan.Date,
                        place = desk.Now.Places.Find(day.Plan.Place)?.Name, closed = day.Closed is not null,
                    }),
                }));
            else
            {
                desk.Terminal.Table(["", "Programme", "Modality", "#Cycles", "Promises"], programmes.Select(
                    row => (IReadOnlyList<string>)[row.Code, row.Name, $"{row.Modality}", $"{row.Cycles.Length}",
                        PromisesOf(row)]));
                desk.Terminal.Table(["", "Programme", "#Cycle", "Date", "Place", "Closed"], days.Select(
                    day => (IReadOnlyList<string>)[day.Code, desk.Now.Aid.Find(day.Plan.Programme)?.Code ?? "",
                        $"{day.Plan.Cycle}", Terminal.Date(day.Plan.Date), desk.Now.Places.Find(
                            day.Plan.Place)?.Name ?? "",
                        day.Closed is null ? "" : "yes"]));
            }
            return Exit.Ok;
        });
    }
}
