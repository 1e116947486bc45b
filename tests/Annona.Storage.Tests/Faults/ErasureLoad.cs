using System.Buffers.Binary;
using System.Text;
using Annona.Journal;
using Annona.Parties;
using Annona.People;
using Annona.Storage.Folder;
using Annona.Storage.Tests.Stores;
using Annona.Values;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// A thousand people with a word that nobody else has, who are erased while lists come in, officers record and look,
/// and snapshots are made; and a scan that finds them in bytes.
/// </summary>
static class ErasureLoad
{
    /// <summary>How many.</summary>
    public const int Canaries = 1_000;

    /// <summary>The load goes on beside the erasures, but a slow disk must not make it endless.</summary>
    const int StepsMax = 60;

    /// <summary>So many bytes near each end of a secret are looked for; a chance of 1 in 2^64 to meet them.</summary>
    const int Traced = sizeof(ulong);

    /// <summary>The word of one of them.</summary>
    public static string Canary(int at) => $"Kanarienvogel{at:D4}";

    public static bool IsCanary(string text) => text.Contains("Kanarienvogel", StringComparison.Ordinal);

    /// <summary>Registers all of them.</summary>
    public static List<Id<Person>> Registered(RunningOperation running)
    {
        var sent = Enumerable.Range(0, Canaries)
            .Select(at => running.Operation.Record(Asked(at), running.Actor, CancellationToken.None)).ToList();
        return
        [
            .. sent.Select(decided => ((Decision.Accepted)decided.GetAwaiter().GetResult()).Events
                .OfType<PersonRegistered>().Single().Person),
        ];
    }

    public static RegisterPerson Asked(int at) => new(null, PersonFacts.None, new()
    {
        Name = [new(NameRole.Given, Canary(at)), new(NameRole.Family, Canary(at) + new string('x', at % 150))],
        Note = Canary(at),
    })
    {
        Intent = Guid.NewGuid(),
    };

    /// <summary>A stretch near each end of every wrapped key and of every sealed part of some persons.</summary>
    public static HashSet<ulong> TracesOf(OperationPaths paths, List<Id<Person>> persons)
    {
        var asked = persons.Select(person => person.Value).ToHashSet();
        var (store, _) = OperationFolder.OpenSealed(paths);
        using (store)
        using (var view = store.View())
        {
            var secrets = persons.Select(person => view.FindSubjectKey(person.Value)!).ToList();
            foreach (var entry in view.Read(1))
                secrets.AddRange(JournalReader.Decode(entry).Envelope.Personal
                    .Select((reference, part) => (reference.Subject, Sealed: entry.PersonalParts[part]))
                    .Where(part => asked.Contains(part.Subject)).Select(part => part.Sealed));
            // The first bytes of a wrapped key are the same for everybody: its form and its epoch.
            return
            [
                .. secrets.SelectMany(secret => new[]
                {
                    BinaryPrimitives.ReadUInt64LittleEndian(secret.AsSpan(Traced)),
                    BinaryPrimitives.ReadUInt64LittleEndian(secret.AsSpan(secret.Length - Traced)),
                }),
            ];
        }
    }

    /// <summary>Erases them while others work.</summary>
    /// <returns>How many others were registered meanwhile.</returns>
    public static long EraseUnderLoad(RunningOperation running, List<Id<Person>> canaries)
    {
        var (isDone, words) = (false, 0);
        var others = 0L;
        var load = new List<Task>
        {
            Beside(() => others = ImportWhile(running, () => !Volatile.Read(ref isDone))),
            Beside(() => While(() => !Volatile.Read(ref isDone), () =>
            {
                MadeOperation.Record(running, $"Party {Interlocked.Increment(ref words)}");
                Correct(running, canaries[words * 7 % Canaries]);
            })),
            Beside(() => While(() => !Volatile.Read(ref isDone), () => Look(running))),
            Beside(() => While(() => !Volatile.Read(ref isDone), () => TryKeepSnapshot(running))),
        };
        foreach (var some in canaries.Chunk(40))
            Accepted(running, new ErasePersons(some, ErasureGround.ConsentWithdrawn, "asked-at-desk")
            {
                Intent = Guid.NewGuid(),
            });
        Volatile.Write(ref isDone, true);
        Task.WaitAll([.. load]);
        return others;
    }

    /// <summary>As the host does it: an erasure takes away a half snapshot, because it has names.</summary>
    static bool TryKeepSnapshot(RunningOperation running)
    {
        try
        {
            running.Operation.KeepSnapshot();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>On a thread of its own: whoever waits for a commit must not take one from the pool.</summary>
    static Task Beside(Action work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    static void While(Func<bool> goesOn, Action step)
    {
        var steps = 0;
        do
            step();
        while (goesOn() && ++steps < StepsMax);
    }

    static long ImportWhile(RunningOperation running, Func<bool> goesOn)
    {
        var owner = Accepted(running, new AddParty(PartyKind.Government, "Registry office", [], [])
        {
            Intent = Guid.NewGuid(),
        }).OfType<PartyAdded>().Single().Party;
        Accepted(running, new OpenList(owner, "Arrivals", new(2026, 2, 1), "agreement", "aid", "hash", Guid.NewGuid())
        {
            Intent = Guid.NewGuid(),
        });
        var list = running.Operation.Now.People.Lists.All[^1];
        var rows = 0;
        While(goesOn, () =>
        {
            var chunk = Enumerable.Range(rows, 50).Select(Row).ToList();
            Accepted(running, new ImportRows(list.Id, 1, chunk) { Intent = Guid.NewGuid() });
            rows += chunk.Count;
        });
        return rows;
    }

    static ListedPerson Row(int at) => new(
        2 + at, $"r{at}", PersonFields.Name, PersonFacts.None,
        new() { Name = [new(NameRole.Whole, $"Other {at}")] });

    /// <summary>Whoever was erased by then is not corrected; that is an answer, too.</summary>
    static void Correct(RunningOperation running, Id<Person> person) => MadeOperation.Ask(running, new CorrectPerson(
        person, PersonFields.Note, PersonFacts.None, new() { Note = "Kanarienvogel corrected" }, "asked-at-desk")
    {
        Intent = Guid.NewGuid(),
    });

    public static IReadOnlyList<PersonShown> Look(RunningOperation running)
    {
        var disclosed = MadeOperation.Ask(running, new DisclosePersons(
            "Clinic", "vaccination", "consent", PersonFields.Personal, new())
        {
            Intent = Guid.NewGuid(),
        });
        return disclosed is Decision.Accepted { Events: [PersonsDisclosed { Disclosure: var disclosure }] }
            ? running.Operation.Answer(
                new ListDisclosed(disclosure, 0, int.MaxValue), running.Actor, CancellationToken.None).Rows
            : [];
    }

    public static IReadOnlyList<Event> Accepted(RunningOperation running, Request ask) =>
        MadeOperation.Ask(running, ask) switch
        {
            Decision.Accepted accepted => accepted.Events,
            var other => throw new Xunit.Sdk.XunitException($"{ask.GetType().Name}: {other}"),
        };

    /// <summary>What of an erased person a file has, or null.</summary>
    public static string? FoundIn(ReadOnlySpan<byte> bytes, HashSet<ulong> traces)
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
            if (bytes.IndexOf(encoding.GetBytes("Kanarienvogel")) >= 0)
                return $"a word in {encoding.WebName}";
        for (var at = 0; at + Traced <= bytes.Length; at++)
            if (traces.Contains(BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..])))
                return $"sealed bytes at {at}";
        return null;
    }
}
