using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Annona.Cli.Shell;

/// <summary>
/// <c>annona commands-page</c>: docs/guides/command-line.md, written from the commands themselves. A hidden command, so
/// that the page can be written and compared without a second copy of the tree.
/// </summary>
static class CommandsPage
{
    const string Head = """
        # The command line

        Generated from the commands: change the words where they are made, then run the tests of the command line with
        `ANNONA_WRITE_DOCS=1`. Words in capitals are yours to fill in; what stands in brackets may be left out.

        ## What the exit code says

        | code | meaning |
        |---|---|

        """;

    public static Command Make(CommandShell shell, Command root) => shell.Alone(
        new("commands-page", "Print docs/guides/command-line.md.") { Hidden = true },
        (_, _) =>
        {
            shell.Terminal.Out.Write(Write(root));
            return Exit.Ok;
        });

    static string Write(Command root)
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var (code, means) in Exit.All)
            page.Append(CultureInfo.InvariantCulture, $"| {code} | {means} |\n");
        page.Append("\n## Options of every command\n\n");
        WriteOptions(page, root.Options);
        foreach (var command in root.Subcommands.Where(command => !command.Hidden))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {command.Name}\n");
            Write(page, command, $"{root.Name} {command.Name}");
        }
        return page.ToString();
    }

    static void Write(StringBuilder page, Command command, string path)
    {
        if (command.Subcommands.Count == 0 || command.Action is not null)
            WriteOne(page, command, path);
        foreach (var inner in command.Subcommands.Where(inner => !inner.Hidden))
            Write(page, inner, $"{path} {inner.Name}");
    }

    static void WriteOne(StringBuilder page, Command command, string path)
    {
        var words = string.Concat(command.Arguments.Select(argument =>
            argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.Name}]" : $" {argument.Name}"));
        page.Append(CultureInfo.InvariantCulture, $"\n### {path}{words}\n\n{command.Description}\n\n");
        foreach (var argument in command.Arguments)
            page.Append(CultureInfo.InvariantCulture, $"- `{argument.Name}`: {argument.Description}\n");
        WriteOptions(page, command.Options);
    }

    static void WriteOptions(StringBuilder page, IEnumerable<Option> options)
    {
        foreach (var option in options.Where(option => !option.Hidden))
        {
            var value = option.ValueType == typeof(bool) || option.HelpName is null ? "" : $" {option.HelpName}";
            var must = option.Required ? " (must be given)" : "";
            page.Append(CultureInfo.InvariantCulture, $"- `{option.Name}{value}`{must}: {option.Description}\n");
        }
    }
}
