using System.CommandLine;
using Annona.Aid;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.People;
using Annona.Places;
using Annona.Values;

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
        var who = new WhoOptions();
        var synthetic = Words.Synthetic();
        var command = new Command("plan",
            "Plan a programme. Example: annona aid plan \"Food in March\" --ration \"1 food-parcel per household\" "
            + "--promise P1 --cycle 2026-03-01..2026-03-31")
        {
            name, modality, ration, promise, group, cycle, synthetic,
        };
        who.AddTo(command);
        return shell.Writing(command, (desk, parsed) =>
        {
            var amounts = new Amounts(desk);
            var rule = new GrantRule(
                who.Read(desk, parsed), [.. parsed.GetValue(ration)!.Select(typed => Ration(amounts, typed))]);
            var ask = new PlanProgramme(parsed.GetValue(name)!, parsed.GetValue(modality), rule)
            {
                Intent = Desk.NewIntent(),
                Cycles = [.. parsed.GetValue(cycle)!.Select(Cycle)],
                Promises =
                    [.. (parsed.GetValue(promise) ?? []).Select(typed => AidCommands.Promise(desk, typed)!.Value)],
                Group = parsed.GetValue(group) is { } whom
                    ? Desk.Found(desk.Answer(new FindGroup(whom)), "group", whom, "group list").Id
                    : null,
                Synthetic = parsed.GetValue(synthetic),
            };
            desk.Record(ask);
            var made = AidCommands.Programme(desk, new Id<Programme>(Ids.From(ask.Intent, "programme")).ToString());
            desk.Terminal.Line($"{made.Code} {made.Name}: {made.Rule}.");
            desk.Terminal.Line($"Next: annona aid grant {made.Code} --cycle 1 --dry-run");
            return Exit.Ok;
        });
    }

    static Ration Ration(Amounts amounts, string typed)
    {
        var words = typed.Split(" per ", 2, StringSplitOptions.TrimEntries);
        return words.Length == 2 && Enum.TryParse<RationPer>(words[1], ignoreCase: true, out var per)
            ? new(amounts.Declared(words[0]), per)
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

/// <summary>The options that say which households a rule is for.</summary>
sealed class WhoOptions
{
    readonly Option<string?> place = Words.Option<string?>("--only-at", "Only households that are in this place now.");
    readonly Option<string?> list = Words.Option<string?>("--only-list", "Only households that came with this list.");
    readonly Option<int?> sizeMin = Words.Option<int?>("--size-min", "Only households of at least so many people.");
    readonly Option<int?> sizeMax = Words.Option<int?>("--size-max", "Only households of at most so many people.");
    readonly Option<string?> arrivedFrom =
        Words.Option<string?>("--arrived-from", "Only households that arrived on this day or later.");

    readonly Option<string?> arrivedTo =
        Words.Option<string?>("--arrived-to", "Only households that arrived on this day or earlier.");

    readonly Option<string?> needs = Words.Option<string?>(
        "--needs", "Only households with one of these needs: CR, SC, WR, ER, SP, DS, SM, FU, LP, with commas.");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[place, list, sizeMin, sizeMax, arrivedFrom, arrivedTo, needs])
            command.Options.Add(option);
    }

    public Eligibility Read(Desk desk, ParseResult parsed) => new()
    {
        Place = parsed.GetValue(place) is { } at
            ? Desk.Found(desk.Answer(new FindPlace(at)), "place", at, "place list").Id
            : null,
        List = parsed.GetValue(list) is { } from
            ? Desk.Found(desk.Answer(new FindList(from)), "list", from, "people lists").Id
            : null,
        SizeMin = parsed.GetValue(sizeMin),
        SizeMax = parsed.GetValue(sizeMax),
        ArrivedFrom = Desk.Date(parsed.GetValue(arrivedFrom), "--arrived-from"),
        ArrivedTo = Desk.Date(parsed.GetValue(arrivedTo), "--arrived-to"),
        Needs = NeedsOf(parsed.GetValue(needs)),
    };

    static Needs NeedsOf(string? typed) => NeedsCodes.TryParse(typed, out var needs)
        ? needs
        : throw new InputException("aid.bad-needs", $"'{typed}' has a code that is not one of ours.",
            "Use CR, SC, WR, ER, SP, DS, SM, FU or LP, with commas between.");
}
