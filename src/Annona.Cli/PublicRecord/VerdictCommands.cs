using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Observations;
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
        var state = EnumWords.Required<VerdictState>("--state", "What is to be said.");
        var anchor = Words.Required<string>(
            "--anchor", "On what it rests: a source, a confirmed statement or an observation (S2, T5, O4).");
        var on = Words.Option<string?>("--on", "The first day on which it was so; else the anchor's day.");
        var scope = Words.Option<string?>("--scope", "What it covers and what it does not.");
        var reason = Words.Required<string>("--reason", "Why.");
        var command = new Command(
            "propose",
            "Propose a verdict; another officer must confirm it. Example: annona promise verdict propose P1 "
            + "--state fulfilledWithLimits --anchor S2 --scope \"One day, city only.\" "
            + "--reason \"The mission's report.\"")
        {
            promise, state, anchor, on, scope, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = RecordFinder.Promise(desk, parsed.GetValue(promise)!);
            desk.Record(new ProposeVerdict(
                row.Id, parsed.GetValue(state), Anchor(desk, parsed.GetValue(anchor)!), parsed.GetValue(reason)!)
            {
                Intent = Desk.NewIntent(),
                Scope = parsed.GetValue(scope),
                EffectiveOn = Desk.Date(parsed.GetValue(on), "--on"),
            });
            var open = RecordFinder.Shown(desk, row).OpenVerdict!;
            desk.Terminal.Line(
                $"Proposed for {row.Code}: {EnumWords.Of(open.State)} from {Terminal.Date(open.EffectiveOn)} on. "
                + $"Another officer confirms it with: annona promise verdict confirm {row.Code}");
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
            var open = RecordFinder.Shown(desk, row).OpenVerdict
                ?? throw NoVerdict(row.Code, "waits for a second officer");
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
            "Take back the verdict that waits, or else the one that stands: that takes two officers, too. "
            + "Example: annona promise verdict revoke P1 --reason \"The report was corrected.\"")
        {
            promise, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = RecordFinder.Promise(desk, parsed.GetValue(promise)!);
            var shown = RecordFinder.Shown(desk, row);
            var verdict = shown.OpenVerdict ?? shown.Verdict ?? throw NoVerdict(row.Code, "can be revoked");
            desk.Record(new RevokeVerdict(verdict.Id, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            var stands = RecordFinder.Shown(desk, row).Verdict?.Id == verdict.Id;
            desk.Terminal.Line(stands
                ? $"{row.Code}: {EnumWords.Of(verdict.State)} stands until another officer revokes it, too: "
                    + $"annona promise verdict revoke {row.Code}"
                : shown.OpenVerdict is null ? $"{row.Code}: {EnumWords.Of(verdict.State)} is revoked."
                : $"{row.Code}: the proposal '{EnumWords.Of(verdict.State)}' is taken back."
                    + (shown.Verdict is { } signed ? $" The signed '{EnumWords.Of(signed.State)}' stands." : ""));
            return Exit.Ok;
        });
    }

    static InputException NoVerdict(string code, string what) => new(
        "cli.no-verdict", $"No verdict on {code} {what}.", "Propose one with: annona promise verdict propose");

    static VerdictAnchor Anchor(Desk desk, string typed) =>
        char.ToUpperInvariant(typed.Length > 0 ? typed[0] : ' ') switch
        {
            'S' => new(RecordFinder.Source(desk, typed).Id, null, null),
            'T' => new(null, RecordFinder.Statement(desk, typed).Id, null),
            _ => new(null, null, Desk.Found(
                desk.Answer(new FindObservation(typed)), "source, statement or observation", typed, "observe list")
                .Id.Value),
        };
}
