using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Journal;
using Annona.Storage.Folder;

namespace Annona.Cli.Demo;

/// <summary>
/// <c>annona demo</c>: makes an operation from the examples, in two layers that never mix in a row, and shows
/// the main job: every promise with how far it got and whom it reached.
/// </summary>
static class DemoCommand
{
    const string UsualFolder = "./annona-demo";
    const int PeopleMin = 20;
    const int PeopleMax = 1_000_000;

    public static Command Make(CommandShell shell)
    {
        var people = Words.Option("--people", "How many made-up people, 20 to 1,000,000.", 53_000);
        var folder = Words.Optional("DIR", $"The demo's folder, {UsualFolder} unless named; --data DIR does the same.");
        var noServe = Words.Option<bool>("--no-serve", "Print to the terminal; there is no app yet.");
        var command = new Command("demo",
            "Make an operation from the examples and show the main job. Example: annona demo --people 2000")
        {
            folder, people, noServe,
        };
        return shell.Alone(command, (parsed, cancel) =>
        {
            var count = parsed.GetValue(people);
            if (count is < PeopleMin or > PeopleMax)
                throw new InputException("demo.people", $"A demo with --people {count} cannot be told.",
                    $"Give a number from {PeopleMin} to {Terminal.Number(PeopleMax)}.");
            // A shell completes a folder's name with a slash, and the demo is made beside it.
            var data = Path.TrimEndingDirectorySeparator(FolderOf(shell, parsed, parsed.GetValue(folder)));
            var place = new DemoFolder(OperationPaths.For(data, parsed.GetValue(shell.Keys)));
            place.Begin();
            return Tell(new(shell.Terminal, place, cancel), place, count);
        });
    }

    /// <summary>DIR, or what --data says; the two must not differ.</summary>
    static string FolderOf(CommandShell shell, ParseResult parsed, string? named)
    {
        var data = parsed.GetResult(shell.Data) is { Implicit: false } ? parsed.GetValue(shell.Data) : null;
        return named is null || data is null || Path.GetFullPath(named) == Path.GetFullPath(data)
            ? named ?? data ?? UsualFolder
            : throw new InputException("demo.two-folders",
                $"Two folders are named: {named} and, with --data, {data}.", "Name the demo's folder once.");
    }

    static int Tell(Telling telling, DemoFolder place, int people)
    {
        try
        {
            telling.Tell(people);
            return Exit.Ok;
        }
        catch (OperationCanceledException)
        {
            place.Clear();
            telling.Terminal.Complain("Stopped. Nothing is kept of a demo that is not finished.",
                "Run the same command again to make it from the beginning.");
            return Exit.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException)
        {
            place.Clear();
            throw place.Failed(e);
        }
        catch
        {
            place.Clear();
            throw;
        }
    }
}
