using System.CommandLine;
using System.Diagnostics;
using Annona.Access;
using Annona.Cli.Shell;
using Annona.Cli.Trace;
using Annona.Exchange;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Trace;
using Annona.Values;

namespace Annona.Cli.Demo;

/// <summary>
/// <c>annona demo</c>: makes an operation from the examples, in two layers that never mix in a row, and shows
/// the main job:
/// every promise with how far it got and whom it reached.
/// </summary>
static class DemoCommand
{
    public static Command Make(CommandShell shell)
    {
        var people = Words.Option("--people", "How many made-up people.", 53_000);
        var folder = new Argument<string>("DIR")
        {
            Description = "The demo's folder.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ =>
                "./annona-demo",
        };
        var noServe = Words.Option<bool>("--no-serve", "Print to the terminal; there is no app yet.");
        var command = new Command("demo",
            "Make an operation from the examples and show the main job. Example: annona demo --people 2000")
        {
            folder, people, noServe,
        };
        return shell.Alone(command, (parsed, cancel) =>
        {
            var count = parsed.GetValue(people);
            if (count is < 100 or > 1_000_000)
                throw new InputException("demo.people", $"--people {count} is not possible.",
                    "Give a number from 100 to 1,000,000.");
            return new Telling(shell, OperationPaths.For(parsed.GetValue(folder)!, parsed.GetValue(shell.Keys)),
                cancel).Tell(count);
        });
    }

    /// <summary>One run, step by step.</summary>
    sealed class Telling(CommandShell shell, OperationPaths paths, CancellationToken cancel)
    {
        readonly Stopwatch clock = Stopwatch.StartNew();

        Terminal Terminal => shell.Terminal;

        public int Tell(int people)
        {
            var passphrase = $"demo {Guid.NewGuid():n}";
            Step($"Making an operation in {paths.Data}");
            using var running = Create(passphrase);
            File.WriteAllText(Path.Combine(paths.Keys, "demo-passphrase.txt"), passphrase + "\n");
            var second = EnrolSecond(running, passphrase);
            var quiet = new Terminal(TextWriter.Null, Terminal.Error, isTerminal: false);
            var desk = new Desk(running, quiet, cancel);
            var story =
                new Story(desk, second,
                DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-Story.Days));
            Step("Real: summaries of what the sources of the founding case said");
            Record(story, "real", synthetic: false);
            Step($"Made up: {Terminal.Number(people)} people on three partners' lists, one of them corrected");
            TellTheMadeUp(story, people);
            cancel.ThrowIfCancellationRequested();
            Print(new Desk(running, Terminal, cancel));
            return Exit.Ok;
        }

        RunningOperation Create(string passphrase)
        {
            if (File.Exists(paths.Journal))
                throw new InputException("demo.exists", $"There is an operation in {paths.Data} already.",
                    $"Look at it with: annona promises --data {paths.Data}, or name another folder: annona demo DIR.");
            var (running, shares) = OperationFolder.Create(paths, "Demo", "First officer", passphrase);
            Step($"{shares.Count} recovery shares were made; a demo does not need them");
            return running;
        }

        /// <summary>Verdicts and bulk decisions need two people.</summary>
        Actor EnrolSecond(RunningOperation running, string passphrase)
        {
            using var first = OfficerKeyFile.Unlock(OfficerKeyFile.FilesIn(paths.Keys)[0], passphrase);
            var identity = new OfficerIdentity(Guid.CreateVersion7(), "Second officer");
            var keyFile = first.Enrol(identity, passphrase);
            new Desk(running, Terminal, cancel).Record(new EnrolOfficer(
                new(identity.Id), Roles.RecordKeeper | Roles.Registrar | Roles.Coordinator,
                OfficerKeyFile.Describe(keyFile).PublicKey, identity.Name)
            {
                Intent = Desk.NewIntent(),
            });
            return new(new Id<Officer>(identity.Id));
        }

        static RecordLayer Record(Story story, string name, bool synthetic)
        {
            var layer = new RecordLayer(story, Path.Combine(AppContext.BaseDirectory, "examples", name), synthetic);
            layer.Record();
            new ObservationLayer(story, layer).Record();
            return layer;
        }

        void TellTheMadeUp(Story story, int people)
        {
            var layer =
                new RecordLayer(story, Path.Combine(AppContext.BaseDirectory, "examples", "synthetic"),
                synthetic: true);
            // Promises name commodities, and goods follow the register: lists come between the two.
            layer.Record();
            new SyntheticLists(story, layer, Path.Combine(paths.Data, "lists")).Import(people);
            Step("Money, goods, trucks");
            var now = story.Desk.Now.People;
            new SyntheticBooks(story, layer, now.HouseholdCount, now.PersonCount).Record();
            Step("Three distributions and a cash list");
            new SyntheticAid(story, layer).Record();
            new ObservationLayer(story, layer).Record();
        }

        void Print(Desk desk)
        {
            Step("Done");
            Terminal.Line();
            BoardCommands.Print(Terminal, desk.Answer(new PromiseBoard(AsOf: null)),
                BoardCommands.Detail.Board);
            var traced = desk.Now.PublicRecord.Promises.All.First(row => row.Synthetic);
            Terminal.Line();
            TraceCommands.Print(Terminal, desk.Answer(new TraceOfPromise(traced.Id, AsOf: null)));
            Terminal.Line();
            FigureCommands.Print(Terminal, desk.Answer(new FigureTable()));
            Terminal.Line("What to try next (the passphrase of the demo stands beside its keys):");
            var passphrase = Short(Path.Combine(paths.Keys, "demo-passphrase.txt"));
            var how = $"--data {Short(paths.Data)} --officer First --passphrase-file {passphrase}";
            foreach (var next in new[]
            {
                "promises --why", $"trace {traced.Code}", "trace H12", "people reviews", "people counts", "verify",
            })
                Terminal.Line($"  ./annona {next} {how}");
            Terminal.Line("  ./annona read examples/reading/border-crossing.txt");
        }

        static string Short(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);

        void Step(string what) => Terminal.Say($"{clock.Elapsed.TotalSeconds,5:0.0} s  {what}");
    }
}
