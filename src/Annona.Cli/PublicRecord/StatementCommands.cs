using System.CommandLine;
using System.Globalization;
using Annona.Cli.Shell;
using Annona.PublicRecord;
using Annona.Reading.Text;

namespace Annona.Cli.PublicRecord;

/// <summary><c>annona statement list|add|confirm|correct|reject</c>.</summary>
static class StatementCommands
{
    public static Command All(CommandShell shell) => new("statement", "Who said what, proposed and confirmed")
    {
        List(shell), new AddStatement().Make(shell), Confirm(shell), new CorrectingStatement().Make(shell),
        Reject(shell),
    };

    /// <summary>The columns of <see cref="Row"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["", "State", "What", "Who", "Words", "#At"];

    /// <summary>A statement as a row of a table.</summary>
    public static IReadOnlyList<string> Row(StatementLine line, CodePoints points)
    {
        var content = line.Content;
        return
        [
            line.Code, State(line), What(content), Who(content),
            string.Join(' ', content.Passage.Exact.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{points.At(content.Passage.Start)}–{points.At(content.Passage.End)}"),
        ];
    }

    static Command List(CommandShell shell)
    {
        var source = Words.Option<string?>("--source", "Of one source, such as S1.");
        var state = EnumWords.Option<StatementState>("--state", "In one state.");
        var kind = EnumWords.Option<StatementKind>("--kind", "Of one kind.");
        var json = CommandShell.JsonOption();
        var command = new Command("list", "List the statements. Example: annona statement list --source S1 --json")
        {
            source, state, kind, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var only = parsed.GetValue(source) is { } typed ? RecordFinder.Source(desk, typed) : null;
            var lines = desk.Answer(new ListStatements(only?.Id, parsed.GetValue(state), parsed.GetValue(kind)));
            var texts = lines.Select(line => line.SourceCode).Distinct().ToDictionary(
                code => code, code => RecordFinder.MaskedText(desk, RecordFinder.Source(desk, code)));
            var points = texts.ToDictionary(pair => pair.Key, pair => new CodePoints(pair.Value));
            var writers = texts.ToDictionary(
                pair => pair.Key, pair => new StatementJson(pair.Value, RecordFinder.PartyCode(desk)));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(lines.Select(line => writers[line.SourceCode].Of(line)));
            else
                desk.Terminal.Table(
                    [.. Columns, "In"],
                    lines.Select(line => (IReadOnlyList<string>)
                        [.. Row(line, points[line.SourceCode]), line.SourceCode]));
            return Exit.Ok;
        });
    }

    static Command Confirm(CommandShell shell)
    {
        var statements = new Argument<string[]>("STATEMENTS")
        {
            Description = "Codes such as T1 T4.", Arity = ArgumentArity.OneOrMore,
        };
        var force = EnumWords.Option<Force>("--as", "With a weaker force than proposed.");
        var synthetic = Words.Synthetic();
        var command = new Command(
            "confirm", "Take statements on record: the text says this. Example: annona statement confirm T1 T4")
        {
            statements, force, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = parsed.GetValue(statements)!.Select(typed => RecordFinder.Statement(desk, typed)).ToList();
            desk.Record(new ConfirmStatements([.. found.Select(one => one.Id)])
            {
                Intent = Desk.NewIntent(), As = parsed.GetValue(force), Synthetic = parsed.GetValue(synthetic),
            });
            desk.Terminal.Line(
                $"{string.Join(", ", found.Select(one => one.Code))} {(found.Count == 1 ? "is" : "are")} on record.");
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
            var found = RecordFinder.Statement(desk, parsed.GetValue(statement)!);
            desk.Record(new RejectStatement(found.Id, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{found.Code} is rejected.");
            return Exit.Ok;
        });
    }

    static string State(StatementLine line) =>
        line.Withdrawn ? "source withdrawn"
        : line.AcceptedUnread ? "accepted unread"
        : EnumWords.Of(line.State);

    /// <summary>Kind, force and polarity: whoever confirms must see that something is said not to be so.</summary>
    static string What(StatementContent content) => string.Join(", ", new[]
    {
        content.Negated ? $"NOT: {EnumWords.Of(content.Kind)}" : EnumWords.Of(content.Kind),
        content.Force is { } force && EnumWords.Of(force) != EnumWords.Of(content.Kind) ? EnumWords.Of(force) : null,
        content.Modal is { } modal ? $"'{modal}'" : null,
        content.Cue is { Negated: true } ? "NOT said" : null,
    }.OfType<string>());

    /// <summary>Speaker, audience, and over whom the words came here.</summary>
    static string Who(StatementContent content)
    {
        var via = content.Chain.Where(link => link.Rank != ChainRank.Speaker)
            .Select(link => link.Inferred ? $"{link.Name}?" : link.Name).Reverse().ToList();
        return string.Concat(
            content.Speaker.Name,
            content.Audience is { } audience ? $" to {audience.Exact}" : "",
            via.Count == 0 || via is [var only] && only == content.Speaker.Name
                ? ""
                : $", via {string.Join(", ", via)}");
    }
}
