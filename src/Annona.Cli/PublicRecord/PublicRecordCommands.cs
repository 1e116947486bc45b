using System.CommandLine;
using Annona.Cli.Shell;

namespace Annona.Cli.PublicRecord;

/// <summary>The commands of the public record.</summary>
static class PublicRecordCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        ReadCommand.Make(shell), SourceCommands.All(shell), StatementCommands.All(shell), PromiseCommands.All(shell),
        FigureCommands.All(shell),
    ];
}
