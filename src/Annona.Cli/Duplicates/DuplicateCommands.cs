using System.CommandLine;
using Annona.Cli.People;
using Annona.Cli.Shell;
using Annona.Duplicates;
using Annona.Exchange;
using Annona.People;
using Annona.Values;
using Opening = Annona.Journal.Opening;

namespace Annona.Cli.Duplicates;

/// <summary>
/// The parts of <c>annona people</c> that find, decide and count persons who stand in the register twice.
/// </summary>
static class DuplicateCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        Dedupe(shell), Reviews(shell), Decide(shell), DecideBulk(shell), ConfirmBulk(shell), Merge(shell),
        Unmerge(shell),
        Counts(shell),
    ];

    static Command Dedupe(CommandShell shell)
    {
        var dryRun = Words.Option<bool>("--dry-run", "Only say how many pairs there are.");
        var command = new Command("dedupe",
            "Find persons who may be registered twice, and put them before people. Example: annona people dedupe")
        {
            dryRun,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = desk.Answer(new FindDuplicates());
            desk.Terminal.Line(
                $"{Terminal.Number(found.Compared)} persons compared: {Of(found, ReviewZone.Likely)} likely pairs, "
                + $"{Of(found, ReviewZone.Ask)} to ask about, {Terminal.Number(found.Remembered)} known before.");
            if (parsed.GetValue(dryRun))
                return Exit.Ok;
            foreach (var chunk in found.New.Chunk(OpenReviews.FoundMax))
                desk.Record(new OpenReviews(chunk) { Intent = Desk.NewIntent() });
            desk.Terminal.Line("Nobody is merged: decide with annona people reviews and annona people decide.");
            return Exit.Ok;
        }, Opening.PersonalParts);
    }

    static string Of(FoundDuplicates found, ReviewZone zone) =>
        Terminal.Number(found.New.Count(pair => pair.Zone == zone));

    static Command Reviews(CommandShell shell)
    {
        var zone = Words.Option<ReviewZone?>("--zone", "Only Likely, or only Ask.");
        var decided = Words.Option<bool>("--with-decided", "Also those that were decided.");
        var bulk = Words.Option<bool>("--bulk", "The bulk decisions that wait for a second officer.");
        var take = Words.Option("--take", "How many at most.", 50);
        var json = CommandShell.JsonOption();
        var command = new Command("reviews",
            "List the pairs that somebody has to decide, best first. Example: annona people reviews --zone Likely")
        {
            zone, decided, bulk, take, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            if (parsed.GetValue(bulk))
                return PrintBulk(desk, parsed.GetValue(json));
            var listing = desk.Answer(new ListReviews(
                parsed.GetValue(zone), parsed.GetValue(decided), 0, parsed.GetValue(take)));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(new { total = listing.Total, rows = listing.Rows.Select(AsJson) });
            else
            {
                desk.Terminal.Table(["", "Zone", "#Score", "One", "Other", "Evidence", "Decided"], listing.Rows.Select(
                    row => (IReadOnlyList<string>)
                    [
                        row.Code, $"{row.Zone}", $"{row.Score:0.00}", Side(row.Left), Side(row.Right), row.Evidence,
                        row.Verdict == Verdict.Open ? "" : $"{row.Verdict}",
                    ]));
                desk.Terminal.Line($"{listing.Rows.Count} of {Terminal.Number(listing.Total)} shown.");
            }
            return Exit.Ok;
        });
    }

    static int PrintBulk(Desk desk, bool json)
    {
        var waiting = desk.Now.Duplicates.Bulks.Where(bulk => !bulk.Confirmed).Select(bulk => new
        {
            id = $"{bulk.Fact.Bulk}", pairs = bulk.Fact.Pairs.Count, reason = bulk.Fact.Reason,
        }).ToList();
        if (json)
            desk.Terminal.AsJson(waiting);
        else
            desk.Terminal.Table(["", "#Pairs", "Reason"],
                waiting.Select(bulk => (IReadOnlyList<string>)[bulk.id, $"{bulk.pairs}", bulk.reason]));
        return Exit.Ok;
    }

    static Command Decide(CommandShell shell)
    {
        var review = Words.Argument("REVIEW", "A code such as R1.");
        var verdict = new Argument<Verdict>("VERDICT") { Description = "same, different or later." };
        var reason = Reason();
        var command = new Command("decide",
            "Say what a pair is. Example: annona people decide R1 same --reason asked-both")
        {
            review, verdict, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = ReviewOf(desk, parsed.GetValue(review)!);
            desk.Record(new DecidePair(found.Pair, parsed.GetValue(verdict), parsed.GetValue(reason)!)
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line($"{found.Code} is decided: {$"{parsed.GetValue(verdict)}".ToLowerInvariant()}.");
            return Exit.Ok;
        });
    }

    static Command DecideBulk(CommandShell shell)
    {
        var reason = Reason();
        var command = new Command("decide-likely",
            "Propose that all likely pairs be one; a second officer confirms. Example: annona people decide-likely "
            + "--reason same-list-twice") { reason };
        return shell.Writing(command, (desk, parsed) =>
        {
            var likely = desk.Answer(new ListReviews(ReviewZone.Likely, WithDecided: false, 0, ProposeBulk.PairsMax));
            desk.Record(new ProposeBulk([.. likely.Rows.Select(row => row.Pair)], parsed.GetValue(reason)!)
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line($"{likely.Rows.Count} of {Terminal.Number(likely.Total)} likely pairs wait for a second "
                + "officer: annona people reviews --bulk");
            return Exit.Ok;
        });
    }

    static Command ConfirmBulk(CommandShell shell)
    {
        var which = Words.Argument("ID", "The id that annona people reviews --bulk prints.");
        var command = new Command("confirm",
            "Confirm another officer's bulk decision. Example: annona people confirm 5d0c...") { which };
        return shell.Writing(command, (desk, parsed) =>
        {
            var typed = parsed.GetValue(which)!;
            if (!Id<BulkDecision>.TryParse(typed, out var bulk))
                throw new InputException("cli.bad-bulk", $"'{typed}' is not the id of a bulk decision.",
                    "Find one with: annona people reviews --bulk");
            var done = desk.Record(new ConfirmBulk(bulk) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{done.Events.Count(made => made is PairDecided)} pairs are one now.");
            return Exit.Ok;
        });
    }

    static Command Merge(CommandShell shell)
    {
        var (one, other, reason) = (Words.Argument("ONE", "Such as N1."), Words.Argument("OTHER", "Such as N2."),
            Reason());
        var command = new Command("merge",
            "Two records mean one person. Example: annona people merge N1 N2 --reason same-passport")
        {
            one, other, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var pair = PairOf(desk, parsed.GetValue(one)!, parsed.GetValue(other)!);
            desk.Record(new MergeRecords(pair, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line("The two count as one person. Undo it with: annona people unmerge");
            if (desk.Answer(new ListReviews(null, WithDecided: false, 0, int.MaxValue)).Rows
                .FirstOrDefault(row => row.Pair.Kind == PairKind.Households) is { } homes)
                desk.Terminal.Line($"Are {homes.Left.Code} and {homes.Right.Code} one household? Decide {homes.Code}.");
            return Exit.Ok;
        });
    }

    static Command Unmerge(CommandShell shell)
    {
        var (one, other, reason) = (Words.Argument("ONE", "Such as N1."), Words.Argument("OTHER", "Such as N2."),
            Reason());
        var command = new Command("unmerge",
            "Undo a merge. Example: annona people unmerge N1 N2 --reason two-sisters") { one, other, reason };
        return shell.Writing(command, (desk, parsed) =>
        {
            var pair = PairOf(desk, parsed.GetValue(one)!, parsed.GetValue(other)!);
            desk.Record(new UnmergeRecords(pair, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line("The two count as two persons again.");
            return Exit.Ok;
        });
    }

    static Command Counts(CommandShell shell)
    {
        var by = Words.Option<CountBy[]>("--by", "Place, Sex, AgeBand, List or Origin; may be repeated.");
        var on = Words.Option<string?>("--on", "The day on which ages are counted, yyyy-MM-dd; today unless named.");
        var list = Words.Option<string?>("--list", "Only whom this list brought.");
        var synthetic = Words.Option<bool>("--synthetic", "Count the made-up people instead of the real ones.");
        var json = CommandShell.JsonOption();
        var command = new Command("counts",
            "Count different people. Example: annona people counts --by Sex --by AgeBand")
        {
            by, on, list, synthetic, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var asked = (parsed.GetValue(by) ?? []).Aggregate(CountBy.None, (all, one) => all | one);
            var day = Desk.Date(parsed.GetValue(on),
                "--on") ?? DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime);
            var counts = desk.Answer(new CountPeople(asked, day, parsed.GetValue(synthetic))
            {
                List = parsed.GetValue(list) is { } typed
                    ? Desk.Found(desk.Now.People.Lists.Find(typed), "list", typed, "people lists").Id : null,
            });
            CountPrinter.Print(desk.Terminal, counts, asked, parsed.GetValue(json));
            return Exit.Ok;
        });
    }

    static Option<string> Reason() => Words.Option("--reason", "Why, in a word; never a name.", "desk");

    static PairRecord ReviewOf(Desk desk, string typed) =>
        Desk.Found(desk.Now.Duplicates.Find(typed), "review", typed, "people reviews");

    static Pair PairOf(Desk desk, string one, string other)
    {
        var people = desk.Now.People;
        return Pair.Of(
            people.PersonId(PeopleCommands.PersonAt(desk, one)), people.PersonId(PeopleCommands.PersonAt(desk, other)));
    }

    static string Side(ReviewSide side) => string.Join(", ", new[]
    {
        side.Code, side.Household == side.Code ? null : side.Household,
        side.Sex is null or Sex.Unknown ? null : $"{side.Sex}",
        side.BirthYear is { } year ? $"{year}" : null, side.Origin, $"{side.Size} in household",
    }.OfType<string>());

    static object AsJson(ReviewShown row) => new
    {
        id = row.Code, kind = row.Pair.Kind, zone = row.Zone, score = row.Score, evidence = row.Evidence,
        one = row.Left, other = row.Right, verdict = row.Verdict, merged = row.Merged,
    };
}
