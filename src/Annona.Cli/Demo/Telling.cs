using System.Diagnostics;
using Annona.Access;
using Annona.Cli.Shell;
using Annona.Duplicates;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Values;

namespace Annona.Cli.Demo;

/// <summary>One run of the demo, step by step.</summary>
sealed class Telling(Terminal terminal, DemoFolder place, CancellationToken cancel)
{
    readonly Stopwatch clock = Stopwatch.StartNew();

    public Terminal Terminal { get; } = terminal;

    public void Tell(int people)
    {
        DemoEnding ending;
        using (var running = Create(out var second))
        {
            // The steps of the work are told here; of the work itself only its progress, and only to a person.
            var quiet = new Terminal(
                TextWriter.Null, Terminal.IsTerminal ? Terminal.Error : TextWriter.Null, Terminal.IsTerminal);
            var begins = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-Story.Days);
            var story = new Story(new Desk(running, quiet, cancel), second, begins);
            Step("Real: summaries of what the sources of the founding case said");
            TellTheReal(story);
            Step($"Made up: {Terminal.Number(people)} people on three partners' lists, one of them corrected");
            ending = TellTheMadeUp(story, people);
            cancel.ThrowIfCancellationRequested();
            Step("Done");
            ending.Print(new Desk(running, Terminal, cancel));
            place.Rename(story.Desk.Files);
        }
        cancel.ThrowIfCancellationRequested();
        place.Finish();
        ending.PrintNext(Terminal, place);
    }

    RunningOperation Create(out Actor second)
    {
        var passphrase = $"demo {Guid.NewGuid():n}";
        var (running, shares) = OperationFolder.Create(place.Building, "Demo", "First officer", passphrase);
        try
        {
            place.Keep(passphrase);
            second = EnrolSecond(running, passphrase);
            Step($"An operation is made; a demo does not need its {shares.Count} recovery shares");
            return running;
        }
        catch
        {
            running.Dispose();
            throw;
        }
    }

    /// <summary>Verdicts and bulk decisions need two people.</summary>
    Actor EnrolSecond(RunningOperation running, string passphrase)
    {
        using var first = OfficerKeyFile.Unlock(OfficerKeyFile.FilesIn(place.Building.Keys)[0], passphrase);
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

    static void TellTheReal(Story story)
    {
        var layer = new RecordLayer(story, Folder("real"), synthetic: false);
        layer.Record();
        new ObservationLayer(story, layer).Record();
    }

    DemoEnding TellTheMadeUp(Story story, int people)
    {
        var layer = new RecordLayer(story, Folder("synthetic"), synthetic: true);
        // Promises name commodities, and goods follow the register: lists come between the two.
        layer.Record();
        var lists = new SyntheticLists(story, layer, Path.Combine(place.Building.Data, "lists"));
        lists.Import(people);
        Step("Finding people who stand on two lists, and deciding");
        var duplicates = new SyntheticDuplicates(story, lists.Truths);
        duplicates.Decide();
        new SyntheticShelters(story, layer).Record();
        Step("Money, goods, trucks");
        var counts = story.Desk.Answer(new CountPeople(CountBy.None, story.Day(Story.Days), Synthetic: true));
        new SyntheticBooks(story, layer, counts.Households, counts.Registered).Record();
        Step("Three distributions and a cash list");
        var aid = new SyntheticAid(story, layer);
        aid.Record();
        new ObservationLayer(story, layer).Record();
        return new(layer.Promise("blankets"), aid.Served, people, duplicates.Open);
    }

    static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "examples", name);

    void Step(string what) => Terminal.Say($"{clock.Elapsed.TotalSeconds,5:0.0} s  {what}");
}
