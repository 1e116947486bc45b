using System.CommandLine;
using Annona.Cli.Privacy;
using Annona.Cli.Shell;
using Annona.Journal;
using Annona.People;
using Annona.Privacy;
using Annona.Storage.Folder;

namespace Annona.Cli.People;

/// <summary>
/// <c>annona erase</c>, and <c>annona people hold|release</c>: names, contacts and notes of persons are destroyed, and
/// what became of them is read back from the journal itself.
/// </summary>
static class EraseCommands
{
    public static Command Erase(CommandShell shell)
    {
        var which = new Argument<string[]>("PERSON")
        {
            Description = "A code such as N12; several may be named.", Arity = ArgumentArity.OneOrMore,
        };
        var reason = Words.Required<string>(
            "--reason", "Why, in a word such as asked-at-desk; it stands in the open part, so never a name.");
        var ground = Words.Option("--ground", "On what ground (EU regulation 2016/679, article 17).",
            ErasureGround.NoLongerNeeded);
        var maskSources = Words.Option<bool>(
            "--mask-sources", "Also destroy the words that name them in archived sources.");
        var eraseCases = Words.Option<bool>("--erase-cases", "Also destroy the words of cases that name them.");
        var cleanImports = Words.Option<bool>(
            "--clean-imports", "Also take their rows out of the files of lists that were taken in.");
        var command = new Command("erase",
            "Destroy names, contacts and notes of persons for ever; counts, books and proofs stay. Only a coordinator "
            + "may. Records that were decided to be one person go together. "
            + "Example: annona erase N12 --reason asked-at-desk --ground consent-withdrawn")
        {
            which, reason, ground, maskSources, eraseCases, cleanImports,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var asked = parsed.GetValue(which)!.Select(typed => RegisterCommands.PersonOf(desk, typed).Id).ToList();
            var named = new NamedPlaces(desk, desk.Answer(new FindNamed(asked)));
            var files = new FileSearch(desk, asked, parsed.GetValue(reason)!);
            files.Run();
            var accepted = desk.Record(new EraseEverywhere(asked, parsed.GetValue(ground), parsed.GetValue(reason)!)
            {
                Intent = Desk.NewIntent(),
                Passages = parsed.GetValue(maskSources) ? named.Passages : [],
                Cases = parsed.GetValue(eraseCases) ? named.Cases : [],
            });
            var erased = accepted.Events.OfType<PersonErased>().Select(fact => fact.Person.Value).ToHashSet();
            foreach (var fact in accepted.Events.OfType<PersonErased>())
                desk.Terminal.Line($"{RegisterCommands.PersonOf(desk, $"{fact.Person}").Code} is erased.");
            named.Print(accepted, parsed.GetValue(reason)!);
            CleanFiles(desk, files, parsed.GetValue(cleanImports)
                ? CleaningReach.ImportSources
                : CleaningReach.WrittenHere);
            return Report(shell, desk, shell.Paths(parsed), erased);
        }, Opening.PersonalParts);
    }

    /// <summary>The erasure is durable by now: what hinders this is told, and the rest goes on.</summary>
    static void CleanFiles(Desk desk, FileSearch searched, CleaningReach reach)
    {
        try
        {
            var cleaning = new FileCleaning(desk, reach);
            cleaning.Run(desk.Files.Find());
            cleaning.TellMissed(searched.Missed);
        }
        catch (StoreException register)
        {
            desk.Terminal.Complain(register.Message, $"{register.Remedy} Then run: annona files clean");
        }
    }

    public static Command Hold(CommandShell shell)
    {
        var which = Words.Argument("PERSON", "A code such as N12.");
        var reason = Words.Required<string>("--reason", "Which case, in a word such as fraud-case-7; never a name.");
        var until = Words.Required<string>("--until", "The last day of the hold, yyyy-MM-dd.");
        var command = new Command("hold",
            "Keep a person from being erased for an open case. The hold ends by itself after its day. "
            + "Example: annona people hold N12 --reason fraud-case-7 --until 2026-05-31") { which, reason, until };
        return shell.Writing(command, (desk, parsed) =>
        {
            var person = RegisterCommands.PersonOf(desk, parsed.GetValue(which)!);
            var day = Desk.Date(parsed.GetValue(until), "--until")!.Value;
            desk.Record(new HoldErasure(person.Id, parsed.GetValue(reason)!, day) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{person.Code} is not erased before {day.AddDays(1):yyyy-MM-dd}.");
            return Exit.Ok;
        });
    }

    public static Command Release(CommandShell shell)
    {
        var which = Words.Argument("PERSON", "A code such as N12.");
        var reason = Words.Required<string>("--reason", "Why, in a word such as case-closed; never a name.");
        var command = new Command("release",
            "End a hold before its day: only a coordinator may. "
            + "Example: annona people release N12 --reason case-closed") { which, reason };
        return shell.Writing(command, (desk, parsed) =>
        {
            var person = RegisterCommands.PersonOf(desk, parsed.GetValue(which)!);
            desk.Record(new ReleaseErasure(person.Id, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"Nothing holds the erasure of {person.Code} back.");
            return Exit.Ok;
        });
    }

    /// <summary>What is left of the persons, read back from the store, and the signed head.</summary>
    static int Report(CommandShell shell, Desk desk, OperationPaths paths, HashSet<Guid> erased)
    {
        var (store, _) = OperationFolder.OpenSealed(paths);
        using (store)
        using (var view = store.View())
        {
            var (gone, left) = (0, 0);
            foreach (var entry in view.Read(1))
            {
                var named = JournalReader.Decode(entry).Envelope.Personal;
                for (var at = 0; at < named.Length; at++)
                    if (erased.Contains(named[at].Subject))
                        (gone, left) = entry.PersonalParts[at].Length == 0 ? (gone + 1, left) : (gone, left + 1);
            }
            var keys = erased.Count(subject => view.FindSubjectKey(subject) is not null);
            desk.Terminal.Line($"Read back from the journal: {Terminal.Number(gone)} sealed parts destroyed, "
                + $"{Terminal.Number(left)} left; {Terminal.Number(erased.Count - keys)} keys destroyed, "
                + $"{Terminal.Number(keys)} left.");
            if (!desk.Operation.IsSwept)
                shell.Terminal.Say("Somebody still sees an older state, so its bytes are kept. They go with the next "
                    + "entry after that reader has ended.");
            desk.Terminal.Line("Backups made before hold what was sealed then, and copies of files what they had; "
                + "docs/guides/erasure.md says what to do with them.");
            desk.Terminal.Line("Signed head of the journal that says so:");
            desk.Terminal.Line(view.Head.Checkpoint.TrimEnd());
            return left + keys == 0 ? Exit.Ok : Exit.NotVerified;
        }
    }
}
