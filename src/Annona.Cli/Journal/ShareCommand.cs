using System.CommandLine;
using System.Globalization;
using Annona.Access;
using Annona.Cli.Shell;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Cli.Journal;

/// <summary><c>annona keys shares</c>, and how recovery shares are printed.</summary>
static class ShareCommand
{
    public static Command Make(CommandShell shell) => shell.Alone(
        new("shares", "Print a new set of recovery shares, when a sheet of the first ones is lost. For coordinators; "
            + "it is recorded. Example: annona keys shares > shares.txt"),
        (parsed, cancel) =>
        {
            var paths = shell.Paths(parsed);
            var officer = shell.Unlock(paths, parsed);
            var shares = RecoveryShares.Split(officer.Root);
            using var running = shell.Open(paths, officer, FolderUse.Write, Annona.Journal.Opening.OpenParts);
            var desk = new Desk(running, shell.Terminal, cancel);
            // First the entry: a set that nobody knows of is worse than an entry about one that was not printed.
            desk.Record(new NoteSharesPrinted(
                shares[0].Set.ToString("X8", CultureInfo.InvariantCulture), shares[0].Threshold, shares.Count)
            {
                Intent = Desk.NewIntent(),
            });
            Print(shell.Terminal, shares, desk.Card.Name, paths);
            shell.Terminal.Line();
            shell.Terminal.Line(
                "Sets that were printed before open the operation as well, each with two of its own sheets; a sheet of "
                + "this set and one of another give nothing. Collect the old sheets and destroy them.");
            shell.Terminal.Line(
                "If two sheets of one set are in strange hands, no new set helps: the root key cannot be changed yet. "
                + "Begin a new operation.");
            return Exit.Ok;
        });

    /// <summary>Prints shares, so that each can be cut out and given away.</summary>
    public static void Print(
        Terminal terminal, IReadOnlyList<RecoveryShare> shares, string title, OperationPaths paths)
    {
        terminal.Line(
            "Recovery shares. Any two of them open the operation when its key files are lost; names also need "
            + $"{Path.GetFileName(paths.Epochs)}, which every backup copies.");
        terminal.Line("Print them now, give each to another person, and keep none on this machine.");
        foreach (var share in shares)
        {
            terminal.Line($"  Share {share.Number} of {shares.Count} · set {share.Set:X8} · operation {title}");
            terminal.Line($"  {share}");
        }
    }
}
