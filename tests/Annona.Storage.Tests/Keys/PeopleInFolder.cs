using Annona.Journal;
using Annona.People;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Sqlite;
using Annona.Storage.Tests.Golden;
using Annona.Storage.Tests.Stores;
using Annona.Values;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Tests.Keys;

/// <summary>An operation in a folder with people in it, and what somebody with the root key can read of them.</summary>
static class PeopleInFolder
{
    /// <summary>Registers people and hands back who they are.</summary>
    public static IReadOnlyList<Guid> Register(OperationPaths paths, int count, string family = "Canarova")
    {
        using var running = MadeOperation.Open(paths);
        var asked = Enumerable.Range(0, count).Select(number => running.Record(
            StoredWorld.Asking($"{family} {number}"), CancellationToken.None)).ToList();
        return [.. asked.Select(task => ((Decision.Accepted)task.GetAwaiter().GetResult()).Events
            .OfType<PersonRegistered>().Single().Person.Value)];
    }

    public static void Erase(OperationPaths paths, params IEnumerable<Guid> persons)
    {
        using var running = MadeOperation.Open(paths);
        foreach (var chunk in persons.Chunk(100))
            Assert.IsType<Decision.Accepted>(MadeOperation.Ask(running, new ErasePersons(
                [.. chunk.Select(person => new Id<Person>(person))], ErasureGround.ConsentWithdrawn, "asked-at-desk")
            {
                Intent = Guid.NewGuid(),
            }));
    }

    /// <summary>Whom somebody can read who has a copy of the database, the root key and a keys folder.</summary>
    public static HashSet<Guid> Readable(string database, OperationPaths keys)
    {
        using var officer = MadeOperation.Unlocked(keys);
        using var store = SqliteStore.Open(database, SqliteOpenMode.ReadOnly);
        using var ring = KeyRing.Open(store.FindNote("keyring")!, officer.Root);
        ring.Parts.Epochs = EpochKeys.Open(keys.Epochs, officer.Root, ring.Parts);
        var readable = new HashSet<Guid>();
        foreach (var entry in store.Read(1))
        {
            var (_, envelope) = JournalReader.Decode(entry);
            foreach (var (reference, part) in envelope.Personal.Zip(entry.PersonalParts))
                if (store.FindSubjectKey(reference.Subject) is { } key && ring.Parts.TryOpenPersonal(
                    new(reference.Subject, key), part, envelope.AssociatedData(), out _))
                    readable.Add(reference.Subject);
        }
        return readable;
    }

    /// <summary>A copy of the database as it lies there, nobody writing.</summary>
    public static string CopyOfDatabase(OperationPaths paths, Disk disk)
    {
        var copy = disk[$"old-{Guid.NewGuid():N}.db"];
        File.Copy(paths.Journal, copy);
        return copy;
    }

    /// <summary>Turns the keys over so many days from now.</summary>
    public static TurnDone Turn(
        OperationPaths paths, int afterDays, bool isForced = false, Action<Enum>? passed = null) => KeyTurn.Run(
            paths, MadeOperation.Unlocked(paths), TurnWish.WhenDue with { IsForced = isForced },
            new(new StillClock(TimeProvider.System.GetUtcNow().AddDays(afterDays)), _ => { }) { Passed = passed });
}
