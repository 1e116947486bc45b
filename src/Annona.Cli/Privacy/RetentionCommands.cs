using System.CommandLine;
using Annona.Cli.People;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.People;
using Annona.Privacy;
using Annona.Storage.Folder;
using Annona.Values;

namespace Annona.Cli.Privacy;

/// <summary>
/// <c>annona retention</c>: how long what is kept, and what is to be erased by that. It proposes; a person erases.
/// </summary>
static class RetentionCommands
{
    public static Command All(CommandShell shell) => new("retention", "How long what is kept, and what is due")
    {
        List(shell), Set(shell), Due(shell),
    };

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("list",
            "List how long each kind of data is kept, and on what ground. Example: annona retention list") { json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var rules = desk.Answer(new ListRetention());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(rules.Select(rule => new
                {
                    kind = Choices.Of(rule.Kind), days = rule.Days, ground = rule.Ground, setOn = rule.SetOn,
                }));
            else
                desk.Terminal.Table(["Kind", "#Days", "Set", "Ground"], rules.Select(rule => (IReadOnlyList<string>)[
                    Choices.Of(rule.Kind), Terminal.Number(rule.Days),
                    rule.SetOn is { } at ? UtcText.Of(at) : "as usual", rule.Ground]));
            return Exit.Ok;
        });
    }

    static Command Set(CommandShell shell)
    {
        var kind = Choices.Understood(new Argument<RetentionKind>("KIND")
        {
            Description = $"One of {string.Join(", ", Choices.Of(typeof(RetentionKind)))}; reads have a fixed time.",
        });
        var days = new Argument<int>("DAYS")
        {
            Description = $"How many days after something was heard last, 1 to {SetRetention.DaysMax}.",
        };
        var reason = Words.Required<string>("--reason", "On what ground, such as donor-agreement; never a name.");
        var command = new Command("set",
            "Keep a kind of data for another time; only a coordinator may. Nothing is erased by it. "
            + "Example: annona retention set persons 365 --reason donor-agreement") { kind, days, reason };
        return shell.Writing(command, (desk, parsed) =>
        {
            var (which, most) = (parsed.GetValue(kind), parsed.GetValue(days));
            desk.Record(new SetRetention(which, most, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"From now on {Choices.Of(which)} are kept for {Said.Count(most, "day")}. "
                + "See what is due with: annona retention due");
            return Exit.Ok;
        });
    }

    static Command Due(CommandShell shell)
    {
        var on = Words.Option<string?>("--on", "On another day, yyyy-MM-dd; a later one tells what will be due.");
        var codes = Words.Option<RetentionKind?>("--codes",
            $"Print only the codes of this kind, one a line, {ErasePersons.PersonsMax} at most: for a command.");
        var json = CommandShell.JsonOption();
        var command = new Command("due",
            "Tell what is to be erased by the rules, since when, and how; nothing is erased by it. For coordinators "
            + "and auditors. It goes through the whole journal. Example: annona retention due") { on, codes, json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            var day = Desk.Date(parsed.GetValue(on), "--on") ?? today;
            var only = parsed.GetValue(codes);
            if (only is not null && day > today)
                throw new InputException("cli.not-yet-due", $"{day:yyyy-MM-dd} has not come: nothing is due on it yet.",
                    "Codes are for a command that erases. See what will be due without --codes.");
            var due = WithWhatLiesBeside(
                desk.AnswerInTime(new FindDue(day), "Going through the journal"), desk, shell.Paths(parsed), day);
            if (only is { } kind)
                PrintCodes(desk.Terminal, due, kind);
            else if (parsed.GetValue(json))
                desk.Terminal.AsJson(due.Select(row => DuePrinter.Json(row, desk, isProposed: day <= today)));
            else
                DuePrinter.Print(desk, due, day, isProposed: day <= today);
            return Exit.Ok;
        });
    }

    static void PrintCodes(Terminal terminal, IReadOnlyList<DueKind> due, RetentionKind kind)
    {
        if (kind is RetentionKind.Reads or RetentionKind.Files
            || due.FirstOrDefault(row => row.Rule.Kind == kind) is not { } found)
            throw new InputException("cli.no-codes", $"There are no codes of {Choices.Of(kind)}.",
                "Leave out --codes, or name persons, cases or sources.");
        foreach (var item in found.Items.Take(ErasePersons.PersonsMax))
            terminal.Line(item.Code);
        if (found.Items.Count > ErasePersons.PersonsMax)
            terminal.Say($"These are {ErasePersons.PersonsMax} of {Terminal.Number(found.Items.Count)}. Do it again "
                + "for the others when these are erased.");
    }

    /// <summary>
    /// Files with names and replaced keys lie beside the journal, so their age is known here alone. Lists that were
    /// taken in are their owner's, and not proposed.
    /// </summary>
    static IReadOnlyList<DueKind> WithWhatLiesBeside(
        IReadOnlyList<DueKind> due, Desk desk, OperationPaths paths, DateOnly on) =>
    [
        .. due,
        Beside(desk, RetentionKind.Files,
        [
            .. desk.Files.WrittenBefore(DateTimeOffset.MaxValue).Where(file => file.IsWrittenHere)
                .Select(file => new DueItem(file.Path, DateOnly.FromDateTime(file.At.UtcDateTime))),
        ], on),
        Beside(desk, RetentionKind.Epochs,
        [
            // A key is kept to the minute: only the day after is the time over, whenever somebody comes.
            .. KeyTurn.Replaced(paths).Select(epoch => new DueItem(
                $"{epoch.Epoch}", DateOnly.FromDateTime(epoch.ReplacedAt.UtcDateTime).AddDays(1))),
        ], on),
    ];

    /// <summary>What is due of a kind that lies beside the journal.</summary>
    /// <param name="desk">Knows the rule.</param>
    /// <param name="kind">Which.</param>
    /// <param name="used">All there is of it, each with the day of its last use.</param>
    /// <param name="on">On which day it is asked.</param>
    static DueKind Beside(Desk desk, RetentionKind kind, IReadOnlyList<DueItem> used, DateOnly on) =>
        DueKind.Of(desk.Answer(new ListRetention()).Single(rule => rule.Kind == kind), used, on);
}
