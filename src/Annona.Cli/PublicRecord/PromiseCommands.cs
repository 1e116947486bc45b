using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.PublicRecord;

namespace Annona.Cli.PublicRecord;

/// <summary><c>annona promise add|list|link|revise|verdict</c>.</summary>
static class PromiseCommands
{
    public static Command All(CommandShell shell) => new("promise", "Who undertakes what for which group by when")
    {
        new AddPromise().Make(shell), List(shell), Link(shell), Revise(shell), VerdictCommands.All(shell),
    };

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("list", "List the promises. Example: annona promise list --json") { json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var lines = desk.Answer(new ListPromises());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(lines.Select(line => AsJson(desk, line)));
            else
                desk.Terminal.Table(
                    ["", "Who", "For whom", "What", "Kind", "Force", "Amount", "Made", "Due", "Verdict", "In"],
                    lines.Select(Row));
            return Exit.Ok;
        });
    }

    static Command Link(CommandShell shell)
    {
        var promise = Words.Argument("PROMISE", "A code such as P2.");
        var relation = new Argument<PromiseRelation>("RELATION")
        {
            Description = "narrows, widens, retells, supersedes, corrects or splits.",
        };
        var target = Words.Argument("TARGET", "The other promise, statement or source: P1, T3, S2.");
        var remark = Words.Option<string?>("--remark", "What is different, in a sentence.");
        var command = new Command(
            "link", "Say how promises stand to each other. Example: annona promise link P2 narrows P1")
        {
            promise, relation, target, remark,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = RecordFinder.Promise(desk, parsed.GetValue(promise)!);
            var other = parsed.GetValue(target)!;
            desk.Record(new LinkPromise(row.Id, parsed.GetValue(relation), Target(desk, other), parsed.GetValue(remark))
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line($"{row.Code} {EnumWords.Of(parsed.GetValue(relation))} {other.ToUpperInvariant()}.");
            return Exit.Ok;
        });
    }

    static Command Revise(CommandShell shell)
    {
        var promise = Words.Argument("PROMISE", "A code such as P2.");
        var rule = new Option<string>("--rule") { Description = PromiseWords.RuleShape, Required = true };
        var replaces = Words.Option<int?>("--replaces", "The version that it takes the place of.");
        var source = Words.Required<string>("--source", "Where it was announced.");
        var reason = Words.Required<string>("--reason", "What changed.");
        var command = new Command(
            "revise",
            "Record a new rule of an entitlement; the old one stays countable. Example: annona promise revise P2 "
            + "--rule \"40000 AMD monthly from 2026-05-01: who has no other home\" --replaces 1 --source S3 "
            + "--reason \"Narrowed.\"")
        {
            promise, rule, replaces, source, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = RecordFinder.Promise(desk, parsed.GetValue(promise)!);
            var read = PromiseWords.Rule(parsed.GetValue(rule)!) with { Replaces = parsed.GetValue(replaces) };
            desk.Record(new RevisePromise(
                row.Id, read, RecordFinder.Source(desk, parsed.GetValue(source)!).Id, parsed.GetValue(reason)!)
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line($"{row.Code} has rule {RecordFinder.Promise(desk, row.Code).Rules.Length}.");
            return Exit.Ok;
        });
    }

    static LinkTarget Target(Desk desk, string typed) => char.ToUpperInvariant(typed.Length > 0 ? typed[0] : ' ') switch
    {
        'P' => LinkTarget.To(RecordFinder.Promise(desk, typed).Id),
        'T' => LinkTarget.To(RecordFinder.Statement(desk, typed).Id),
        'S' => LinkTarget.To(RecordFinder.Source(desk, typed).Id),
        _ => throw new InputException(
            "cli.bad-link-target", $"'{typed}' is no promise, statement or source.",
            "Give a code such as P1, T3 or S2."),
    };

    static IReadOnlyList<string> Row(PromiseLine line)
    {
        var terms = line.Row.Terms;
        return
        [
            line.Row.Code, line.Promiser, line.Beneficiary ?? "not said", line.Text, EnumWords.Of(terms.Kind),
            EnumWords.Of(terms.Force), $"{terms.Promised}", Terminal.Date(terms.Made),
            terms.Due is { } due ? Terminal.Date(due) : terms.DueText ?? "–",
            line.Row.Verdict is { } verdict ? EnumWords.Of(verdict.State)
                : line.Row.OpenVerdict is { } open ? $"({EnumWords.Of(open.State)}, one signature)"
                : "–",
            line.StatementCode ?? line.SourceCode,
        ];
    }

    static object AsJson(Desk desk, PromiseLine line) => new
    {
        id = line.Row.Code,
        kind = line.Row.Terms.Kind,
        force = line.Row.Terms.Force,
        text = line.Text,
        verbatim = line.Row.Terms.Verbatim,
        promiser = line.Promiser,
        speaker = line.Row.Terms.Speaker?.Name,
        beneficiary = line.Beneficiary,
        made = line.Row.Terms.Made,
        due = line.Row.Terms.Due,
        dueText = line.Row.Terms.DueText,
        condition = line.Row.Terms.Condition,
        place = line.Row.Terms.Place is { } place ? desk.Now.Places.Find(place)?.Name : null,
        occasion = line.Row.Terms.Occasion,
        source = line.SourceCode,
        statement = line.StatementCode,
        chain = line.Row.Terms.Chain.Select(link => link.Name),
        promised = AmountJson.Of(line.Row.Terms.Promised),
        parts = line.Row.Terms.Parts.Select(part => new
        {
            payer = part.Payer, amount = AmountJson.Of(part.Amount), scope = part.Scope,
        }),
        rules = line.Row.Rules,
        links = line.Row.Links.Select(link => new
        {
            relation = link.Relation, to = Code(desk.Now.PublicRecord, link.Target), remark = link.Remark,
        }),
        standing = line.Row.IsStanding,
        verdict = Verdict(line.Row.Verdict),
        openVerdict = Verdict(line.Row.OpenVerdict),
        synthetic = line.Row.Synthetic,
    };

    static object? Verdict(VerdictRow? verdict) => verdict is null ? null : new
    {
        state = verdict.State, scope = verdict.Proposed.Scope, reason = verdict.Proposed.Reason,
        proposedAt = verdict.ProposedAt, confirmedAt = verdict.ConfirmedAt,
    };

    static string? Code(PublicRecordRegister record, LinkTarget target) =>
        target.Promise is { } promise ? record.Promises.Find(promise)?.Code
        : target.Statement is { } statement ? record.Statements.Find(statement)?.Code
        : target.Source is { } source ? record.Sources.Find(source)?.Code
        : null;
}
