using System.CommandLine;
using Annona.Aid;
using Annona.Cli.Ledger;
using Annona.Cli.Shell;
using Annona.Exchange;

namespace Annona.Cli.Aid;

/// <summary><c>annona aid plan NAME</c>: a programme with its rule and cycles.</summary>
static class PlanCommand
{
    public static Command Make(CommandShell shell)
    {
        var name = Words.Argument("NAME", "What officers call it.");
        var modality = Words.Option("--modality", "How aid reaches people.", Modality.InKind);
        var ration =
            Words.Required<string[]>("--ration",
            "What is given, such as '1 food-parcel per household' or '40 USD per person'.");
        var promise = Words.Option<string[]>("--promise", "A promise that it serves; may be repeated.");
        var group = Words.Option<string?>("--group", "The population group it is for.");
        var cycle = Words.Required<string[]>("--cycle", "A cycle as FROM..TO, in order; may be repeated.");
        var place = Words.Option<string?>("--only-at", "Only households that are in this place now.");
        var list = Words.Option<string?>("--only-list", "Only households that came with this list.");
        var sizeMin = Words.Option<int?>("--size-min", "Only households of at least so many people.");
        var sizeMax = Words.Option<int?>("--size-max", "Only households of at most so many people.");
        var synthetic = Words.Synthetic();
        var command = new Command("plan",
            "Plan a programme. Example: annona aid plan \"Food in March\" --ration \"1 food-parcel per household\" "
            + "--promise P1 --cycle 2026-03-01..2026-03-31")
        {
            name, modality, ration, promise, group, cycle, place, list, sizeMin, sizeMax, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var who = new Eligibility
            {
                Place = parsed.GetValue(place) is { } at
                    ? Desk.Found(desk.Now.Places.Find(at), "place", at, "place list").Id
                    : null,
                List = parsed.GetValue(list) is { } from
                    ? Desk.Found(desk.Now.People.Lists.Find(from), "list", from, "people lists").Id
                    : null,
                SizeMin = parsed.GetValue(sizeMin),
                SizeMax = parsed.GetValue(sizeMax),
            };
            var rule = new GrantRule(who, [.. parsed.GetValue(ration)!.Select(typed => Ration(desk, typed))]);
            desk.Record(new PlanProgramme(parsed.GetValue(name)!, parsed.GetValue(modality), rule)
            {
                Intent = Desk.NewIntent(),
                Cycles = [.. parsed.GetValue(cycle)!.Select(Cycle)],
                Promises =
                    [.. (parsed.GetValue(promise) ?? []).Select(typed => BookCommands.Promise(desk, typed)!.Value)],
                Group = parsed.GetValue(group) is { } whom
                    ? Desk.Found(desk.Now.Places.FindGroup(whom), "group", whom, "group list").Id
                    : null,
                Synthetic = parsed.GetValue(synthetic),
            });
            var code = desk.Now.Aid.Programmes[^1].Code;
            desk.Terminal.Line($"{code} {parsed.GetValue(name)}. Next: annona aid grant {code} --cycle 1 --dry-run");
            return Exit.Ok;
        });
    }

    static Ration Ration(Desk desk, string typed)
    {
        var words = typed.Split(" per ", 2, StringSplitOptions.TrimEntries);
        return words.Length == 2 && Enum.TryParse<RationPer>(words[1], ignoreCase: true, out var per)
            ? new(AidCommands.Amount(desk, words[0]), per)
            : throw new InputException("aid.bad-ration", $"'{typed}' is not a ration.",
                "Write how much of what per whom: 1 food-parcel per household, or 40 USD per person.");
    }

    static CycleDates Cycle(string typed, int index)
    {
        var ends = typed.Split("..", 2);
        return ends.Length == 2
            ? new(index + 1, Desk.Date(ends[0], "--cycle")!.Value, Desk.Date(ends[1], "--cycle")!.Value)
            : throw new InputException("aid.bad-cycle", $"'{typed}' is not a cycle.",
                "Write FROM..TO: 2026-03-01..2026-03-31.");
    }
}
