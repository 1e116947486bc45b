using System.CommandLine;
using Annona.Aid;
using Annona.Cli.Shell;
using Annona.Exchange;

namespace Annona.Cli.Aid;

/// <summary>
/// <c>annona aid show</c> and <c>annona aid takeback</c>: what a household got, and undoing what was recorded
/// wrongly.
/// </summary>
static class HelpDeskCommands
{
    public static Command Show(CommandShell shell)
    {
        var household = Words.Argument("HOUSEHOLD", "A code such as H12.");
        var json = CommandShell.JsonOption();
        var command = new Command("show",
            "The help desk: what a household got, may collect, and if not, why. Example: annona aid show H12")
        {
            household, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var aid = desk.Answer(new ShowHouseholdAid(
                AidCommands.Household(desk, parsed.GetValue(household)!).Id))!;
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(Json(aid));
            else
                Print(desk.Terminal, aid);
            return Exit.Ok;
        });
    }

    public static void Print(Terminal terminal, HouseholdAid aid)
    {
        terminal.Heading($"{aid.Code}, {aid.People} {(aid.People == 1 ? "person" : "people")}");
        if (aid.SharesWith.Count > 0)
            terminal.Line($"Confirmed as one with {string.Join(", ", aid.SharesWith)}: they share what follows.");
        terminal.Table(["Programme", "#Cycle", "Granted", "Used", "May still collect", "If not granted, why"],
            aid.Standings.Select(standing => (IReadOnlyList<string>)[
                $"{standing.Programme} {standing.Name}", $"{standing.Cycle}",
                Amounts.Text(standing.Entitlements.Select(right => right.Granted)),
                Amounts.Text(standing.Entitlements.Select(right => right.Used)),
                Amounts.Text(standing.Entitlements.Select(right => right.Left).Where(left => left.Units > 0)),
                Why(standing)]));
        if (aid.Handovers.Count > 0)
            terminal.Table(["", "Date", "At", "Programme", "Got", "Shown by", ""], aid.Handovers.Select(
                given => (IReadOnlyList<string>)[
                    given.Code, Terminal.Date(given.On), given.Distribution, $"{given.Programme}, cycle {given.Cycle}",
                    string.Join(", ", given.Items.Select(Text)), AidWords.Of(given.Proof),
                    given.TakenBackOn is { } day ? $"taken back on {Terminal.Date(day)}" : ""]));
        if (aid.Payments.Count > 0)
            terminal.Table(["Payment", "#Amount", "State", "Since"], aid.Payments.Select(
                payment => (IReadOnlyList<string>)[payment.Reference, Amounts.Text(payment.Amount),
                    AidWords.Of(payment.State), Terminal.Date(payment.On)]));
        foreach (var found in aid.Discrepancies)
            terminal.Line(
                $"{found.Code}: {found.What}, {Amounts.Text(found.Amount)}, since {Terminal.Date(found.Since)}.");
    }

    static string Why(CycleStanding standing) => standing.IsGranted ? ""
        : standing.WhyNot == OutReason.None ? "it would be granted now"
        : AidWords.Of(standing.WhyNot);

    static string Text(GivenItem item) => item.Amount == item.InsteadOf
        ? Amounts.Text(item.Amount)
        : $"{Amounts.Text(item.Amount)} instead of {Amounts.Text(item.InsteadOf)}";

    public static object Json(HouseholdAid aid) => new
    {
        household = aid.Code,
        people = aid.People,
        sharesWith = aid.SharesWith,
        cycles = aid.Standings.Select(standing => new
        {
            programme = standing.Programme,
            name = standing.Name,
            cycle = standing.Cycle,
            granted = standing.IsGranted,
            why = standing.IsGranted ? null : Why(standing),
            rights = standing.Entitlements.Select(right => new
            {
                granted = Amounts.Json(right.Granted),
                used = Amounts.Json(right.Used),
                left = Amounts.Json(right.Left),
            }),
        }),
        handovers = aid.Handovers.Select(given => new
        {
            id = given.Code,
            household = given.Household,
            distribution = given.Distribution,
            programme = given.Programme,
            cycle = given.Cycle,
            date = given.On,
            items = given.Items.Select(item => new
            {
                given = Amounts.Json(item.Amount),
                insteadOf = item.Amount == item.InsteadOf ? null : Amounts.Json(item.InsteadOf),
            }),
            proof = given.Proof,
            where = given.Where,
            alternate = given.Alternate,
            takenBackOn = given.TakenBackOn,
        }),
        payments = aid.Payments.Select(CashLists.Json),
        discrepancies = aid.Discrepancies.Select(AidDiscrepancyCommands.Json),
    };

    public static Command TakeBack(CommandShell shell)
    {
        var distribution = Words.Argument("DISTRIBUTION", "A code such as D1.");
        var household = Words.Argument("HOUSEHOLD", "A code such as H12.");
        var handover = Words.Option<string?>("--handover", "Which one, such as HO3, when there are several.");
        var reason = Words.Required<string>("--reason", "Why it was wrong, in a sentence; it is kept for ever.");
        var date = Words.Option<string?>("--date", "The day of taking it back; today unless given.");
        var command = new Command("takeback",
            "Take back a handover that was recorded wrongly: the goods return to the place, the household may collect "
            + "again. Example: annona aid takeback D1 H12 --reason \"Recorded for the wrong household.\"")
        {
            distribution, household, handover, reason, date,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var at = AidCommands.Distribution(desk, parsed.GetValue(distribution)!);
            var whom = AidCommands.Household(desk, parsed.GetValue(household)!);
            var wrong = Wrong(desk.Answer(new ListStandingHandovers(at.Id, whom.Id)), at.Code, whom.Code,
                parsed.GetValue(handover));
            desk.Record(new TakeBackAid(wrong.Id, parsed.GetValue(reason)!)
            {
                Intent = Desk.NewIntent(),
                On = Desk.Date(parsed.GetValue(date), "--date"),
                Synthetic = wrong.Synthetic,
            });
            desk.Terminal.Line($"{wrong.Code} is taken back: {Amounts.Text(wrong.Items)} of {wrong.Household}.");
            return Exit.Ok;
        });
    }

    static StandingHandover Wrong(
        IReadOnlyList<StandingHandover> standing, string distribution, string household, string? typed)
    {
        var meant = standing.Where(given =>
            typed is null || string.Equals(given.Code, typed.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        return meant switch
        {
            [var only] => only,
            [] => throw new InputException("aid.nothing-to-take-back",
                $"{household} has no such handover at {distribution} that stands.",
                $"See what it got with: annona aid show {household}"),
            _ => throw new InputException("aid.several-handovers",
                $"{household} has {meant.Count} handovers at {distribution}: "
                + $"{string.Join(", ", meant.Select(given => $"{given.Code} ({Amounts.Text(given.Items)})"))}.",
                "Say which one with --handover."),
        };
    }
}
