using System.CommandLine;
using System.CommandLine.Help;
using Annona.Cli.Aid;
using Annona.Cli.Demo;
using Annona.Cli.Duplicates;
using Annona.Cli.Journal;
using Annona.Cli.Ledger;
using Annona.Cli.Observations;
using Annona.Cli.Parties;
using Annona.Cli.People;
using Annona.Cli.Places;
using Annona.Cli.Privacy;
using Annona.Cli.PublicRecord;
using Annona.Cli.Shell;
using Annona.Cli.Trace;

Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var terminal = new Terminal(
    Console.Out, Console.Error, isTerminal: !Console.IsOutputRedirected,
    Terminal.ColumnsFrom(Environment.GetEnvironmentVariable("COLUMNS")));
var passphrases = new Passphrases(
    Console.Error, Environment.GetEnvironmentVariable, keyboard: !Console.IsInputRedirected);
var shell = new CommandShell(terminal, passphrases);
// Not the root command of the library: that one takes its name from the program file.
var root = new Command(
    "annona",
    "Annona follows aid from promise to person: sources, lists, pledges and deliveries go in; out comes, for every "
    + "promise, how much of it reached how many different people.")
{
    shell.Data, shell.Keys, shell.Officer, shell.PassphraseFile, new HelpOption(), new VersionOption(),
};
foreach (var command in (IReadOnlyList<Command>)
[
    .. JournalCommands.All(shell),
    .. PartyCommands.All(shell),
    .. PlaceCommands.All(shell),
    .. PublicRecordCommands.All(shell),
    PeopleCommands.All(shell, DuplicateCommands.All(shell)),
    EraseCommands.Erase(shell),
    SubjectCommand.Make(shell),
    ReadsCommands.All(shell),
    RetentionCommands.All(shell),
    FilesCommands.All(shell),
    .. BookCommands.All(shell),
    .. AidCommands.All(shell),
    .. ObserveCommands.All(shell),
    .. TraceCommands.All(shell),
    DemoCommand.Make(shell),
])
    root.Subcommands.Add(command);
root.Subcommands.Add(CommandsPage.Make(shell, root));
return await shell.Run(root, args);
