using System.CommandLine;
using System.Globalization;
using Annona.Cli.Shell;
using Annona.PublicRecord;
using Annona.Reading.Text;

namespace Annona.Cli.PublicRecord;

/// <summary><c>annona statement list|confirm|reject</c>.</summary>
static class StatementCommands
{
    public static Command All(CommandShell shell) => new("statement", "Who said what, proposed and confirmed")
    {
        List(shell), Confirm(shell), Reject(shell),
    };

    /// <summary>A statement as a row of a table.</summary>
    public static IReadOnlyList<string> Row(StatementLine line, CodePoints points)
    {
        var content = line.Row.Content;
        return
        [
            line.Row.Code, State(line), EnumWords.Of(content.Kind), EnumWords.Of(content.Force), content.Speaker.Name,
            string.Join(' ', content.Passage.Exact.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{points.At(content.Passage.Start)}–{points.At(content.Passage.End)}"),
        ];
    }

    public static object AsJson(StatementLine line, StatementJson json) => json.Of(
        line.Row.Code, line.SourceCode, line.Row.Content, line.Row.State == StatementState.Confirmed);

    static Command List(CommandShell shell)
    {
        var source = Words.Option<string?>("--source", "Of one source, such as S1.");
        var state = Words.Option<StatementState?>("--state", "Proposed, confirmed or rejected.");
        var kind = Words.Option<StatementKind?>("--kind", "Promise, ongoing, figure, assertion or position.");
        var json = CommandShell.JsonOption();
        var command = new Command("list", "List the statements. Example: annona statement list --source S1 --json")
        {
            source, state, kind, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var only = parsed.GetValue(source) is { } typed ? RecordFinder.Source(desk, typed) : null;
            var lines = desk.Answer(new ListStatements(only?.Id, parsed.GetValue(state), parsed.GetValue(kind)));
            var texts = lines.Select(line => line.Row.Source).Distinct().ToDictionary(
                id => id, id => RecordFinder.Text(desk, desk.Now.PublicRecord.Sources.Find(id)!));
            var points = texts.ToDictionary(pair => pair.Key, pair => new CodePoints(pair.Value));
            var writers = texts.ToDictionary(
                pair => pair.Key, pair => new StatementJson(pair.Value, RecordFinder.PartyCode(desk)));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(lines.Select(line => AsJson(line, writers[line.Row.Source])));
            else
                desk.Terminal.Table(
                    ["", "State", "Kind", "Force", "Speaker", "Words", "#At", "In"],
                    lines.Select(line => (IReadOnlyList<string>)
                        [.. Row(line, points[line.Row.Source]), line.SourceCode]));
            return Exit.Ok;
        });
    }

    static Command Confirm(CommandShell shell)
    {
        var statements = new Argument<string[]>("STATEMENTS")
        {
            Description = "Codes such as T1 T4.", Arity = ArgumentArity.OneOrMore,
        };
        var force = Words.Option<Force?>("--as", "With a weaker force than proposed, such as intention.");
        var synthetic = Words.Synthetic();
        var command = new Command(
            "confirm", "Take statements on record: the text says this. Example: annona statement confirm T1 T4")
        {
            statements, force, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var rows = parsed.GetValue(statements)!.Select(typed => RecordFinder.Statement(desk, typed)).ToList();
            desk.Record(new ConfirmStatements([.. rows.Select(row => row.Id)])
            {
                Intent = Desk.NewIntent(), As = parsed.GetValue(force), Synthetic = parsed.GetValue(synthetic),
            });
            desk.Terminal.Line($"{string.Join(", ", rows.Select(row => row.Code))} on record.");
            return Exit.Ok;
        });
    }

    static Command Reject(CommandShell shell)
    {
        var statement = Words.Argument("STATEMENT", "A code such as T1.");
        var reason = Words.Required<string>("--reason", "What is wrong with it.");
        var command = new Command(
            "reject", "Reject a proposal. Example: annona statement reject T2 --reason \"The speaker is another.\"")
        {
            statement, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = RecordFinder.Statement(desk, parsed.GetValue(statement)!);
            desk.Record(new RejectStatement(row.Id, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{row.Code} is rejected.");
            return Exit.Ok;
        });
    }

    static string State(StatementLine line) => line switch
    {
        { Withdrawn: true } => "source withdrawn",
        { Row: { State: StatementState.Confirmed, AcceptedAll: true } } => "accepted unread",
        _ => EnumWords.Of(line.Row.State),
    };
}
