using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.PublicRecord;

namespace Annona.Cli.PublicRecord;

/// <summary><c>annona promise verdict propose|confirm|revoke</c>.</summary>
static class VerdictCommands
{
    public static Command All(CommandShell shell) => new("verdict", "What two officers sign about a promise")
    {
        Propose(shell), Confirm(shell), Revoke(shell),
    };

    static Command Propose(CommandShell shell)
    {
        var promise = Words.Argument("PROMISE", "A code such as P2.");
        var state = Words.Required<VerdictState>("--state", "What is to be said.");
        var anchor = Words.Required<string>(
            "--anchor", "On what it rests: a source, a confirmed statement or an observation (S2, T5, O4).");
        var scope = Words.Option<string?>("--scope", "What it covers and what it does not.");
        var reason = Words.Required<string>("--reason", "Why.");
        var command = new Command(
            "propose",
            "Propose a verdict; another officer must confirm it. Example: annona promise verdict propose P1 "
            + "--state fulfilledWithLimits --anchor S2 --scope \"One day, city only.\" "
            + "--reason \"The mission's report.\"")
        {
            promise, state, anchor, scope, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = RecordFinder.Promise(desk, parsed.GetValue(promise)!);
            desk.Record(new ProposeVerdict(
                row.Id, parsed.GetValue(state), parsed.GetValue(scope), Anchor(desk, parsed.GetValue(anchor)!),
                parsed.GetValue(reason)!)
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line(
                $"Proposed for {row.Code}: {EnumWords.Of(parsed.GetValue(state))}. Another officer confirms it with: "
                + $"annona promise verdict confirm {row.Code}");
            return Exit.Ok;
        });
    }

    static Command Confirm(CommandShell shell)
    {
        var promise = Words.Argument("PROMISE", "A code such as P2.");
        var command = new Command(
            "confirm", "Sign, as a second officer, the verdict that waits. Example: annona promise verdict confirm P1")
        {
            promise,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = RecordFinder.Promise(desk, parsed.GetValue(promise)!);
            var open = row.OpenVerdict ?? throw NoVerdict(row, "waits for a second officer");
            desk.Record(new ConfirmVerdict(open.Id) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{row.Code}: {EnumWords.Of(open.State)}, signed by two officers.");
            return Exit.Ok;
        });
    }

    static Command Revoke(CommandShell shell)
    {
        var promise = Words.Argument("PROMISE", "A code such as P2.");
        var reason = Words.Required<string>("--reason", "Why it no longer stands.");
        var command = new Command(
            "revoke",
            "Take back the verdict that waits, or else the one that stands. "
            + "Example: annona promise verdict revoke P1 --reason \"The report was corrected.\"")
        {
            promise, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = RecordFinder.Promise(desk, parsed.GetValue(promise)!);
            var verdict = row.OpenVerdict ?? row.Verdict ?? throw NoVerdict(row, "can be revoked");
            desk.Record(new RevokeVerdict(verdict.Id, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{row.Code}: {EnumWords.Of(verdict.State)} is revoked.");
            return Exit.Ok;
        });
    }

    static InputException NoVerdict(PromiseRow row, string what) => new(
        "cli.no-verdict", $"No verdict on {row.Code} {what}.", "Propose one with: annona promise verdict propose");

    static VerdictAnchor Anchor(Desk desk, string typed) =>
        char.ToUpperInvariant(typed.Length > 0 ? typed[0] : ' ') switch
        {
            'S' => new(RecordFinder.Source(desk, typed).Id, null, null),
            'T' => new(null, RecordFinder.Statement(desk, typed).Id, null),
            _ => new(null, null, typed.ToUpperInvariant()),
        };
}
