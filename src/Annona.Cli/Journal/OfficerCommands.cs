using System.CommandLine;
using Annona.Access;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Cli.Journal;

/// <summary><c>annona officer enrol|list</c> and <c>annona keys recover</c>: who may work here, and how nobody
/// is locked out.</summary>
static class OfficerCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        new("officer", "Who may work with the operation") { Enrol(shell), List(shell) },
        new("keys", "The keys of the operation") { Recover(shell) },
    ];

    static Command Enrol(CommandShell shell)
    {
        var name = Words.Argument("NAME", "The new officer's name.");
        var roles = Words.Option("--roles", "Roles with commas between.", Roles.Reader);
        var file = Words.File("--new-passphrase-file", "A file with the new officer's own passphrase, for scripts.");
        var command = new Command("enrol",
            "Enrol an officer with a key of their own. Example: annona officer enrol \"Davit M.\" --roles Reader")
        {
            name, roles, file,
        };
        return shell.Alone(command, (parsed, _) =>
        {
            var paths = shell.Paths(parsed);
            using var officer = shell.Unlock(paths, parsed);
            using var running = shell.Open(paths, officer, FolderUse.Write, Annona.Journal.Opening.OpenParts);
            var identity = new OfficerIdentity(Guid.CreateVersion7(), parsed.GetValue(name)!);
            var passphrase = shell.Passphrases.AskNew(PassphraseSource.NewOfficer, parsed.GetValue(file));
            var keyFile = officer.Enrol(identity, passphrase);
            try
            {
                new Desk(running, shell.Terminal, CancellationToken.None).Record(new EnrolOfficer(
                    new(identity.Id), parsed.GetValue(roles), OfficerKeyFile.Describe(keyFile).PublicKey,
                        identity.Name)
                {
                    Intent = Desk.NewIntent(),
                });
            }
            catch
            {
                // A key file of somebody who was not enrolled would open the names all the same.
                File.Delete(keyFile);
                throw;
            }
            shell.Terminal.Line($"{identity.Name} is enrolled. Key file: {keyFile}");
            return Exit.Ok;
        });
    }

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        return shell.Reading(new("list", "List the officers. Example: annona officer list") { json },
            (desk, parsed) =>
        {
            var rows = desk.Now.Access.All;
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(rows.Select(row => new
                {
                    id = row.Officer.ToString(), name = row.Name, roles = row.Roles.ToString(),
                }));
            else
                desk.Terminal.Table(["Name", "Roles", "Id"], rows.Select(
                    row => (IReadOnlyList<string>)[row.Name ?? "(erased)", row.Roles.ToString(),
                        row.Officer.ToString()]));
            return Exit.Ok;
        }, Annona.Journal.Opening.PersonalParts);
    }

    static Command Recover(CommandShell shell)
    {
        var share = Words.Option<string[]>("--share", "A recovery share as printed; give two.");
        var shareFile = Words.File("--share-file", "A file with one share a line, instead of --share.");
        var name = Words.Option("--as", "The name on the new key.", "Recovered officer");
        var command = new Command("recover",
            "Make a new key file from recovery shares. Example: annona keys recover --share \"1-…\" --share \"3-…\"")
        {
            share, shareFile, name,
        };
        return shell.Alone(command, (parsed, _) =>
        {
            var shares = parsed.GetValue(shareFile) is { } path
                ? File.ReadLines(path).Where(line => line.Trim().Length > 0)
                : parsed.GetValue(share) ?? [];
            var given = shares.ToList();
            if (given.Count == 0)
                throw new InputException("cli.no-shares", "No recovery share was given.",
                    "Give two with --share, or a file with --share-file.");
            var keyFile = OperationFolder.Recover(
                shell.Paths(parsed), given, new(Guid.CreateVersion7(), parsed.GetValue(name)!),
                shell.Passphrases.AskNew(PassphraseSource.Own, parsed.GetValue(shell.PassphraseFile)));
            shell.Terminal.Line($"The operation opens again with {keyFile}.");
            return Exit.Ok;
        });
    }
}
