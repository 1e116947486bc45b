using System.CommandLine;
using Annona.Access;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Cli.Journal;

/// <summary>
/// <c>annona officer request|enrol|list|remove</c>: who may work here.
/// </summary>
static class OfficerCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        new("officer", "Who may work with the operation")
        {
            Request(shell), Enrol(shell), List(shell), Remove(shell),
        },
        KeyCommands.All(shell),
    ];

    static Command Request(CommandShell shell)
    {
        var name = Words.Argument("NAME", "Your name.");
        var file = Words.RequiredFile("--file", "The request to write; it must not exist.");
        var command = new Command("request",
            "Make your own key under your own passphrase, for a coordinator to enrol. "
            + "Example: annona officer request \"Davit M.\" --file davit.request.json")
        {
            name, file,
        };
        return shell.Alone(command, (parsed, _) =>
        {
            var path = parsed.GetValue(file)!;
            var officer = new OfficerIdentity(Guid.CreateVersion7(), parsed.GetValue(name)!);
            OfficerKeyFile.Request(
                path, officer,
                shell.Passphrases.AskNew(PassphraseSource.Own, parsed.GetValue(shell.PassphraseFile)));
            shell.Terminal.Line($"Send {path} to a coordinator; nothing in it is readable without your passphrase.");
            shell.Terminal.Line($"Key: {Fingerprint(path)}");
            shell.Terminal.Line("Tell these letters by voice: they show that nobody put another key in its place.");
            return Exit.Ok;
        });
    }

    static Command Enrol(CommandShell shell)
    {
        var name = Words.Optional("NAME", "The new officer's name; a request has it already.");
        var roles = Words.Option("--roles", "What the officer may do; several with commas between.", Roles.Reader);
        var request = Words.File("--request", "What the officer made with: annona officer request");
        var file = Words.File("--new-passphrase-file",
            "A file with the new officer's own passphrase, for scripts; not needed with a request.");
        var command = new Command("enrol",
            "Enrol an officer with a key of their own. "
            + "Example: annona officer enrol --request davit.request.json --roles reader,auditor")
        {
            name, roles, request, file,
        };
        return shell.Alone(command, (parsed, _) =>
        {
            var paths = shell.Paths(parsed);
            using var officer = shell.Unlock(paths, parsed);
            var keyFile = parsed.GetValue(request) is { } asked
                ? officer.Grant(asked)
                : NewKey(shell, officer, parsed.GetValue(name), parsed.GetValue(file));
            var (identity, publicKey) = OfficerKeyFile.Describe(keyFile);
            try
            {
                using var running = shell.Open(paths, officer, FolderUse.Write, Annona.Journal.Opening.OpenParts);
                new Desk(running, shell.Terminal, CancellationToken.None).Record(
                    new EnrolOfficer(new(identity.Id), parsed.GetValue(roles), publicKey, identity.Name)
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
            shell.Terminal.Line($"Key: {Fingerprint(keyFile)}");
            return Exit.Ok;
        });
    }

    static string NewKey(CommandShell shell, UnlockedOfficer officer, string? name, string? passphraseFile)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new InputException("cli.no-officer-name", "Nobody was named.",
                "Give the new officer's name, or a request with --request FILE.");
        var passphrase = shell.Passphrases.AskNew(PassphraseSource.NewOfficer, passphraseFile);
        if (OpensOwn(officer, passphrase))
            throw new InputException("cli.same-passphrase",
                "This is your own passphrase: two officers would be one person.",
                "Let the new officer choose one, or make a request: annona officer request NAME --file FILE");
        return officer.Enrol(new(Guid.CreateVersion7(), name), passphrase);
    }

    static bool OpensOwn(UnlockedOfficer officer, string passphrase)
    {
        try
        {
            OfficerKeyFile.Unlock(officer.KeyFile, passphrase).Dispose();
            return true;
        }
        catch (KeyException other) when (other.Fault == KeyFault.WrongPassphrase)
        {
            return false;
        }
    }

    /// <summary>Enough of a hash to be told by voice: eight groups of four.</summary>
    static string Fingerprint(string keyFile) => string.Join(
        ' ', Hash.Of(OfficerKeyFile.Describe(keyFile).PublicKey).ToString()[..32].Chunk(4)
            .Select(group => new string(group)));

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        return shell.Reading(new("list", "List the officers. Example: annona officer list") { json },
            (desk, parsed) =>
        {
            var officers = desk.Answer(new ListOfficers());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(officers);
            else
                desk.Terminal.Table(["Name", "Roles", "Since", "Note", "Id"], officers.Select(
                    officer => (IReadOnlyList<string>)
                    [
                        officer.Name ?? "(not shown)", string.Join(", ", officer.Roles),
                        Terminal.Date(officer.EnrolledOn), Note(officer), officer.Id,
                    ]));
            return Exit.Ok;
        }, Annona.Journal.Opening.PersonalParts);
    }

    static string Note(OfficerListed officer) => string.Join("; ", new[]
    {
        officer.RecoveredWithShares.Count > 0
            ? $"recovered with shares {string.Join(" and ", officer.RecoveredWithShares)}" : null,
        officer.LeftOn is { } left ? $"left {Terminal.Date(left)}" : null,
    }.Where(words => words is not null));

    static Command Remove(CommandShell shell)
    {
        var name = Words.Argument("NAME", "The officer's name or id.");
        var reason = Words.Required<string>("--reason", "Why, without names.");
        var command = new Command("remove",
            "An officer no longer works here. "
            + "Example: annona officer remove \"Davit M.\" --reason \"left the team\"")
        {
            name, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var typed = parsed.GetValue(name)!;
            var fitting = desk.Answer(new ListOfficers()).Where(officer => officer.LeftOn is null
                && (officer.Id == typed || string.Equals(officer.Name, typed, StringComparison.OrdinalIgnoreCase)))
                .ToList();
            if (fitting.Count > 1)
                throw new InputException("cli.several-officers", $"{fitting.Count} officers are called so.",
                    "Give the id instead: annona officer list");
            var officer = Desk.Found(fitting.FirstOrDefault(), "officer", typed, "officer list");
            desk.Record(new RemoveOfficer(new(Guid.Parse(officer.Id)), parsed.GetValue(reason)!)
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line(
                "Removed: the operation no longer opens with this officer's key file. Delete the file everywhere.");
            desk.Terminal.Line(
                "A copy of the file and its passphrase still give the root key, and with it what is sealed. Annona "
                + "cannot change the root key yet: if that is a danger, begin a new operation.");
            return Exit.Ok;
        }, Annona.Journal.Opening.PersonalParts);
    }
}
