using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Observations;
using Annona.PublicRecord;
using Annona.Values;

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
                desk.Terminal.AsJson(AsJson(desk, lines));
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
        var relation = EnumWords.Argument<PromiseRelation>("RELATION", "How it stands to the target.");
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
        var rule = Words.Required<string>("--rule", PromiseWords.RuleShape);
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
            desk.Terminal.Line($"{row.Code} has rule {RecordFinder.Shown(desk, row).Rules[^1].Version} now.");
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
        var terms = line.Terms;
        return
        [
            line.Code, line.Promiser, line.Beneficiary ?? "not said", terms.Text, EnumWords.Of(terms.Kind),
            line.ForceFrom == ForceBasis.Officer
                ? $"{EnumWords.Of(terms.Force)} (as entered)"
                : EnumWords.Of(terms.Force),
            $"{terms.Promised}", Terminal.Date(terms.Made),
            terms.Due is { } due ? Terminal.Date(due) : terms.DueText ?? "–", Verdict(line),
            line.AcceptedUnread ? $"{line.StatementCode} (accepted unread)" : line.StatementCode ?? line.SourceCode,
        ];
    }

    static string Verdict(PromiseLine line) => line switch
    {
        { Verdict: { RevocationProposed: true } doubted } => $"{EnumWords.Of(doubted.State)} (one officer revokes it)",
        { Verdict: { } verdict } => EnumWords.Of(verdict.State),
        { OpenVerdict: { } open } => $"({EnumWords.Of(open.State)}, one signature)",
        _ => "–",
    };

    static IEnumerable<object> AsJson(Desk desk, IReadOnlyList<PromiseLine> lines)
    {
        var chains = new ChainJson(desk);
        return [.. lines.Select(line => AsJson(desk, line, chains))];
    }

    static object AsJson(Desk desk, PromiseLine line, ChainJson chains) => new
    {
        id = line.Code,
        kind = line.Terms.Kind,
        force = line.Terms.Force,
        forceFrom = line.ForceFrom,
        text = line.Terms.Text,
        verbatim = line.Terms.Verbatim,
        promiser = line.Promiser,
        promiserId = line.PromiserCode,
        speaker = line.Terms.Speaker?.Name,
        onBehalf = line.Terms.OnBehalf,
        beneficiary = line.Beneficiary,
        beneficiaryId = line.BeneficiaryCode,
        made = line.Terms.Made,
        due = line.Terms.Due,
        dueText = line.Terms.DueText,
        condition = line.Terms.Condition,
        place = line.Place,
        placeId = line.PlaceCode,
        occasion = line.Terms.Occasion,
        source = line.SourceCode,
        statement = line.StatementCode,
        acceptedUnread = line.AcceptedUnread,
        chain = chains.Of(line.Terms.Chain, line.SourceCode),
        promised = AmountJson.Of(line.Terms.Promised),
        parts = line.Terms.Parts.Select(PartJson.Of),
        rules = line.Rules,
        links = line.Links.Select(link => new { relation = link.Relation, to = link.To, remark = link.Remark }),
        standing = line.IsStanding,
        verdict = Verdict(desk, line.Verdict),
        openVerdict = Verdict(desk, line.OpenVerdict),
        synthetic = line.Synthetic,
    };

    static object? Verdict(Desk desk, VerdictLine? verdict) => verdict is null ? null : new
    {
        state = verdict.State,
        effectiveOn = verdict.EffectiveOn,
        scope = verdict.Scope,
        reason = verdict.Reason,
        anchor = verdict.AnchorObservation is { } seen
            ? desk.Answer(new FindObservation(new Id<Observation>(seen).ToString()))?.Code
            : verdict.AnchorCode,
        proposedAt = verdict.ProposedAt,
        confirmedAt = verdict.ConfirmedAt,
        revocationProposed = verdict.RevocationProposed,
    };
}
