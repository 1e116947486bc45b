using System.CommandLine;
using Annona.Aid;
using Annona.Cli.Shell;

namespace Annona.Cli.Aid;

/// <summary><c>annona aid grant</c>: a cycle for everybody whom the rule names, or a dry run of it.</summary>
static class GrantCommand
{
    public static Command Make(CommandShell shell)
    {
        var programme = Words.Argument("PROGRAMME", "A code such as B1, or a name.");
        var cycle = Words.Option("--cycle", "Which cycle.", 1);
        var dryRun = Words.Option<bool>("--dry-run", "Say who would be in, who out and why; record nothing.");
        var list = Words.Option<bool>("--list", "With --dry-run: household by household, by code.");
        var json = CommandShell.JsonOption();
        var command = new Command("grant",
            "Grant a cycle to every household that the rule names. "
            + "Example: annona aid grant B1 --cycle 1 --dry-run --list")
        {
            programme, cycle, dryRun, list, json,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = AidCommands.Programme(desk, parsed.GetValue(programme)!);
            var number = parsed.GetValue(cycle);
            var households = parsed.GetValue(list) ? desk.Answer(new ListDryRun(row.Id, number)) : null;
            if (desk.Answer(new DryRunCycle(row.Id, number)) is { } plan)
            {
                if (parsed.GetValue(json))
                    desk.Terminal.AsJson(Json(row, plan, households));
                else
                    Print(desk.Terminal, row, plan, households);
            }
            if (parsed.GetValue(dryRun))
                return Exit.Ok;
            desk.Record(new GrantCycle(row.Id, number) { Intent = Desk.NewIntent(), Synthetic = row.Synthetic });
            if (!parsed.GetValue(json))
                desk.Terminal.Line($"Cycle {number} of {row.Code} {row.Name} is granted.");
            return Exit.Ok;
        });
    }

    static void Print(
        Terminal terminal, ListedProgramme row, CycleDryRun plan, IReadOnlyList<JudgedHousehold>? households)
    {
        terminal.Line($"Rule: {row.Rule}.");
        terminal.Line(
            $"In: {Terminal.Number(plan.Households)} households, {Terminal.Number(plan.People)} people: "
            + $"{Amounts.Text(plan.Amounts)}.");
        if (plan.Out.Count > 0)
            terminal.Table(["Out because", "#Households", "#People"], plan.Out.Select(
                reason => (IReadOnlyList<string>)[AidWords.Of(reason.Reason), Terminal.Number(reason.Households),
                    Terminal.Number(reason.People)]));
        if (households is not null)
            terminal.Table(["Household", "#People", "May collect", "Out because"], households.Select(
                home => (IReadOnlyList<string>)[home.Household, $"{home.People}", Amounts.Text(home.Amounts),
                    AidWords.Of(home.Reason)]));
    }

    static object Json(ListedProgramme row, CycleDryRun plan, IReadOnlyList<JudgedHousehold>? households) => new
    {
        programme = row.Code,
        cycle = plan.Cycle,
        rule = row.Rule,
        ruleVersion = plan.RuleVersion,
        households = plan.Households,
        people = plan.People,
        amounts = plan.Amounts.Select(Amounts.Json),
        @out = plan.Out.Select(reason => new
        {
            reason = reason.Reason,
            text = AidWords.Of(reason.Reason),
            households = reason.Households,
            people = reason.People,
        }),
        list = households?.Select(home => new
        {
            household = home.Household,
            people = home.People,
            isIn = home.Reason == OutReason.None,
            reason = home.Reason == OutReason.None ? null : AidWords.Of(home.Reason),
            amounts = home.Amounts.Select(Amounts.Json),
        }),
    };
}
