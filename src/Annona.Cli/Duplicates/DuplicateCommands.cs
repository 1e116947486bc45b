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
        Dedupe(shell), .. ReviewCommands.All(shell), Decide(shell), DecideBulk(shell), ConfirmBulk(shell),
        Merge(shell), Unmerge(shell), CountCommand.Make(shell),
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
            var found = desk.AnswerInTime(new FindDuplicates(), "Comparing persons");
            desk.Terminal.Line($"{Said.Count(found.Compared, "person")} compared: "
                + $"{Said.Count(Of(found, ReviewZone.Likely), "likely pair")}, "
                + $"{Terminal.Number(Of(found, ReviewZone.Ask))} to ask about, "
                + $"{Terminal.Number(found.Remembered)} known before.");
            if (parsed.GetValue(dryRun))
                return Exit.Ok;
            var sending = new Progress(desk.Terminal, "Recording pairs", found.New.Count);
            var done = 0;
            foreach (var chunk in found.New.Chunk(OpenReviews.FoundMax))
            {
                desk.Cancel.ThrowIfCancellationRequested();
                desk.Record(new OpenReviews(chunk) { Intent = Desk.NewIntent() });
                sending.At(done += chunk.Length);
            }
            sending.End(done);
            desk.Terminal.Line("Nobody is merged: decide with annona people reviews and annona people decide.");
            return Exit.Ok;
        }, Opening.PersonalParts);
    }

    static int Of(FoundDuplicates found, ReviewZone zone) => found.New.Count(pair => pair.Zone == zone);

    static Command Decide(CommandShell shell)
    {
        var review = Words.Argument("REVIEW", "A code such as R1.");
        var verdict = Words.Argument("VERDICT", "same, different or later.");
        var reason = Reason();
        var command = new Command("decide",
            "Say what a pair is. Example: annona people decide R1 same --reason asked-both")
        {
            review, verdict, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = ReviewCommands.ReviewOf(desk, parsed.GetValue(review)!);
            var said = VerdictOf(parsed.GetValue(verdict)!);
            var done = desk.Record(new DecidePair(found.Pair, said, parsed.GetValue(reason)!)
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line($"{found.Code} is decided: {ReviewCommands.Said(said)}.");
            TellHouseholds(desk, done);
            return Exit.Ok;
        });
    }

    static Verdict VerdictOf(string typed) => typed.ToLowerInvariant() switch
    {
        "same" => Verdict.Same,
        "different" => Verdict.Different,
        "later" => Verdict.Later,
        _ => throw new InputException("cli.bad-verdict", $"'{typed}' is not a decision.",
            "Write same, different or later."),
    };

    static Command DecideBulk(CommandShell shell)
    {
        var reason = Reason();
        var command = new Command("decide-likely",
            "Propose that all likely pairs be one; a second officer confirms. Example: annona people decide-likely "
            + "--reason same-list-twice") { reason };
        return shell.Writing(command, (desk, parsed) =>
        {
            var likely = desk.Answer(new ListReviews(ReviewZone.Likely, WithDecided: false, 0, int.MaxValue)
            {
                NotWaiting = true,
            });
            if (likely.Rows.Count == 0)
                throw new InputException("cli.nothing-likely",
                    "No likely pair is open that does not wait for a second officer already.",
                    "See those that wait with: annona people reviews --bulk");
            var bulks = 0;
            foreach (var pairs in likely.Rows.Select(row => row.Pair).Chunk(ProposeBulk.PairsMax))
            {
                desk.Record(new ProposeBulk(pairs, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
                bulks++;
            }
            desk.Terminal.Line($"{People.Said.Count(likely.Rows.Count, "likely pair")} "
                + $"{(likely.Rows.Count == 1 ? "waits" : "wait")} for a second officer in "
                + $"{People.Said.Count(bulks, "bulk decision")}: annona people reviews --bulk");
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
            var asked = desk.Answer(new ListBulks()).FirstOrDefault(each => each.Bulk == bulk)?.Pairs ?? [];
            var done = desk.Record(new ConfirmBulk(bulk) { Intent = Desk.NewIntent() });
            var decided = done.Events.OfType<PairDecided>().Select(made => made.Pair).ToHashSet();
            desk.Terminal.Line($"{People.Said.Count(decided.Count, "pair")} decided to be one.");
            var passed = asked.Where(pair => !decided.Contains(pair.Pair)).Select(pair => pair.Code).ToList();
            if (passed.Count > 0)
                desk.Terminal.Line("Passed over, because decided meanwhile or joining records that are decided "
                    + $"different: {string.Join(", ", passed)}. Decide them one by one.");
            TellHouseholds(desk, done);
            return Exit.Ok;
        });
    }

    static Command Merge(CommandShell shell)
    {
        var (one, other, reason) = (Words.Argument("ONE", "Such as N1, or H1 for a household."),
            Words.Argument("OTHER", "Such as N2."), Reason());
        var command = new Command("merge",
            "Two records mean one. Example: annona people merge N1 N2 --reason same-passport")
        {
            one, other, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var pair = PairOf(desk, parsed.GetValue(one)!, parsed.GetValue(other)!);
            var done = desk.Record(new MergeRecords(pair, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"The two count as one {NounOf(pair)}. Undo it with: "
                + $"annona people unmerge {parsed.GetValue(one)} {parsed.GetValue(other)}");
            TellHouseholds(desk, done);
            return Exit.Ok;
        });
    }

    static Command Unmerge(CommandShell shell)
    {
        var (one, other, reason) = (Words.Argument("ONE", "Such as N1, or H1 for a household."),
            Words.Argument("OTHER", "Such as N2."), Reason());
        var command = new Command("unmerge",
            "Undo a merge. Example: annona people unmerge N1 N2 --reason two-sisters") { one, other, reason };
        return shell.Writing(command, (desk, parsed) =>
        {
            var pair = PairOf(desk, parsed.GetValue(one)!, parsed.GetValue(other)!);
            var done = desk.Record(new UnmergeRecords(pair, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            var standing = desk.Answer(new FindPair(pair));
            desk.Terminal.Line(standing.One
                ? $"That merge is undone, but the two are still one through {string.Join(", ", standing.Through)}."
                : $"The two count as two {NounOf(pair)}s again.");
            if (done.Events.OfType<ReviewWithdrawn>().FirstOrDefault() is { } withdrawn)
                desk.Terminal.Line($"{desk.Answer(new FindPair(withdrawn.Pair)).Review}, the question about their "
                    + "households, falls away.");
            return Exit.Ok;
        });
    }

    /// <summary>Asks about the households of persons who were just made one: those that this request opened.</summary>
    static void TellHouseholds(Desk desk, Decision.Accepted done)
    {
        foreach (var opened in done.Events.OfType<ReviewOpened>())
            if (desk.Answer(new FindPair(opened.Pair)).Review is { } code
                && desk.Answer(new ShowReview(code)) is { } review)
                desk.Terminal.Line($"Are {review.Left.Code} and {review.Right.Code} one household? Decide {code}.");
    }

    static string NounOf(Pair pair) => pair.Kind == PairKind.Persons ? "person" : "household";

    static Option<string> Reason() => Words.Option(
        "--reason", "Why, in a word such as asked-both; it stands in the open part, so never a name.", "desk");

    static Pair PairOf(Desk desk, string one, string other) =>
        desk.Answer(new FindHousehold(one)) is { } home
            ? Pair.Of(home.Id, RegisterCommands.HouseholdOf(desk, other).Id)
            : Pair.Of(RegisterCommands.PersonOf(desk, one).Id, RegisterCommands.PersonOf(desk, other).Id);
}
