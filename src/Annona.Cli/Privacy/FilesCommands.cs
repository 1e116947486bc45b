using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Privacy;
using Annona.Storage.Privacy;

namespace Annona.Cli.Privacy;

/// <summary>
/// <c>annona files</c>: files outside the operation that have names of persons: which there are, taking rows of erased
/// persons out of them, and removing them.
/// </summary>
static class FilesCommands
{
    public static Command All(CommandShell shell) => new(
        "files", "Files with names that Annona wrote or took in: exports, error files, lists")
    {
        List(shell), Clean(shell), Remove(shell),
    };

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("list",
            "List files with names, oldest first, and what became of each: for coordinators and auditors. "
            + "Example: annona files list") { json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var erased = desk.Answer(new ListErased(FilesUse.Look)).Select(person => person.Person.Value).ToHashSet();
            var found = desk.Files.Find();
            var files = found.All.Select(file => (File: file, Now: desk.Files.Look(file)))
                .Select(file => (file.File, file.Now.State, Left: file.Now.Rows.Of(erased).Count));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(files.Select(file => Json(file.File, file.State, file.Left)));
            else
                desk.Terminal.Table(["What", "File", "#Rows", "Written", "For", "State", ""], files.Select(file =>
                    (IReadOnlyList<string>)[
                        FileWords.Of(file.File.Content), file.File.Path, Terminal.Number(file.File.Rows),
                        SubjectPrinter.Moment(file.File.At), file.File.Purpose ?? "", FileWords.Of(file.State),
                        file.Left == 0 ? "" : $"has rows of erased persons: {Terminal.Number(file.Left)}"]));
            foreach (var damaged in found.Damaged)
                desk.Terminal.Say(FileWords.OfDamaged(damaged));
            return found.Damaged.Count == 0 ? Exit.Ok : Exit.NotVerified;
        });
    }

    static object Json(FileWithNames file, FileState state, int left) => new
    {
        content = file.Content,
        path = file.Path,
        rows = file.Rows,
        writtenAt = file.At,
        officer = file.Officer.ToString("n"),
        purpose = file.Purpose,
        state,
        rowsOfErased = left,
        removedAt = file.RemovedAt,
    };

    static Command Clean(CommandShell shell)
    {
        var which = Words.Several(
            "FILE", "Files of the list, also lists that were taken in; all that Annona wrote, if none is named.");
        var changed = Words.Option<bool>("--changed",
            "Also files that somebody changed: rows in which an erased person was found go.");
        var command = new Command("clean",
            "Take rows of erased persons out of files with names; every other row stays as it is. An erasure does it "
            + "at once; this does it for files that could not be reached then. Example: annona files clean")
        {
            which, changed,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            desk.Answer(new ListErased(FilesUse.Change));
            var named = parsed.GetValue(which) ?? [];
            if (named.Length == 0 && parsed.GetValue(changed))
                throw new InputException("cli.changed-which", "--changed is for files that are named.",
                    "Write: annona files clean FILE --changed");
            var reach = (named.Length > 0 ? CleaningReach.ImportSources : CleaningReach.WrittenHere)
                | (parsed.GetValue(changed) ? CleaningReach.Changed : CleaningReach.WrittenHere);
            var cleaning = new FileCleaning(desk, reach);
            cleaning.Run(named.Length == 0
                ? desk.Files.Find()
                : new([.. named.Select(typed => Known(desk, typed))], []));
            if (!cleaning.IsComplete)
                return Exit.NotVerified;
            desk.Terminal.Line("No row of an erased person is left, as far as is known.");
            return Exit.Ok;
        });
    }

    static Command Remove(CommandShell shell)
    {
        var which = new Argument<string[]>("FILE")
        {
            Description = "Files of the list.", Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("remove",
            "Overwrite and delete files with names, and note that they are gone. Example: "
            + "annona files remove clinic.csv") { which };
        return shell.Reading(command, (desk, parsed) =>
        {
            desk.Answer(new ListErased(FilesUse.Change));
            var files = parsed.GetValue(which)!.Select(typed => Known(desk, typed)).ToList();
            foreach (var file in files)
            {
                desk.Files.Remove(file);
                desk.Terminal.Line($"{file.Path} is gone.");
            }
            desk.Terminal.Line("It was overwritten first; a disk may keep old blocks all the same, and against that "
                + "only its own encryption helps.");
            return Exit.Ok;
        });
    }

    static FileWithNames Known(Desk desk, string typed) =>
        desk.Files.Find(typed) is { RemovedAt: null } file ? file : throw new InputException(
            "cli.file-not-known", $"{typed} is not among the files with names, so it is left alone.",
            "See which there are with: annona files list");
}
