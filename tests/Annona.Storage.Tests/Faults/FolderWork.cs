using System.Buffers.Binary;
using System.Text;
using Annona.Journal;
using Annona.Parties;
using Annona.People;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Tests.Golden;
using Annona.Storage.Tests.Stores;
using Annona.Values;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// A longer work on an operation that a process can be killed in, or a disk fail in. Done again, it goes on with the
/// same intents, as whoever heard no answer does.
/// </summary>
abstract class FolderWork
{
    static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow();

    public static IReadOnlyList<string> Names { get; } = ["import", "snapshot", "erasure", "keys", "upgrade"];

    public virtual string Passphrase => MadeOperation.Passphrase;

    public static FolderWork Of(string name) => name switch
    {
        "import" => new ImportWork(),
        "snapshot" => new SnapshotWork(),
        "erasure" => new ErasureWork(),
        "keys" => new KeyTurnWork(),
        "upgrade" => new UpgradeWork(),
        _ => throw new ArgumentException($"'{name}' names no work.", nameof(name)),
    };

    /// <summary>Makes the folders that the work begins with.</summary>
    public virtual void Prepare(OperationPaths paths)
    {
        var (running, _) = OperationFolder.Create(paths, "Lusavan 2026", "Amal Test", Passphrase);
        using (running)
        {
            foreach (var at in Enumerable.Range(0, 30))
                Ask(running, Person(at));
            running.Operation.KeepSnapshot();
        }
        OnPrepared(paths);
    }

    /// <summary>Does it all, or what is left of it.</summary>
    public abstract void Do(WorkDesk desk);

    /// <summary>Whether what was acknowledged under an id is there.</summary>
    public virtual bool IsThere(RunningOperation running, Guid id) =>
        running.Operation.Now.People.FindPerson($"{id}") >= 0
        || MadeOperation.Names(running).Contains($"{id:N}");

    /// <summary>What must hold once somebody opened the folder again, whatever became of the work.</summary>
    public virtual void CheckAfterFault(WorkDesk desk, OperationPaths paths)
    {
        // A half snapshot has names of people who may be erased next.
        Assert.Empty(Directory.GetFiles(paths.Data, "*.new"));
        Assert.Empty(Directory.GetFiles(paths.Keys, "operation.head*new"));
    }

    /// <summary>What must hold once the work is done.</summary>
    public virtual void CheckDone(RunningOperation running)
    {
        Assert.Equal(30 + Added, running.Operation.Now.People.PersonCount);
        var texts = running.Operation.Now.People.TextsInMemory.ToList();
        Assert.Equal(30, texts.Count(text => text.StartsWith("Kanarienvogel", StringComparison.Ordinal)));
    }

    /// <summary>What must be in no file once the work is done.</summary>
    public virtual void CheckGone(OperationPaths paths) => Assert.Empty(Directory.GetFiles(paths.Keys, "*.new"));

    protected virtual int Added => 0;

    protected virtual void OnPrepared(OperationPaths paths)
    {
    }

    protected static string Canary(int at) => $"Kanarienvogel{at:D4}";

    /// <summary>The same id for the same step, in every process.</summary>
    protected static Guid IdOf(string what, int at) =>
        new(Hash.Of(Encoding.UTF8.GetBytes($"{what} {at}")).ToBytes().AsSpan(0, 16));

    protected static IReadOnlyList<Event> Ask(RunningOperation running, Request ask) =>
        running.Record(ask, CancellationToken.None).GetAwaiter().GetResult() switch
        {
            Decision.Accepted accepted => accepted.Events,
            var other => throw new Xunit.Sdk.XunitException($"{ask.GetType().Name}: {other}"),
        };

    protected static void Party(RunningOperation running, WorkDesk desk, Guid id)
    {
        Ask(running, StoredWorld.Party($"{id:N}") with { Intent = id });
        desk.Hear(id);
    }

    /// <summary>As a process does between batches: one that cannot be kept costs time, nothing else.</summary>
    protected static bool KeepSnapshot(RunningOperation running)
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

    protected static TurnDone Turn(WorkDesk desk, int afterDays) => KeyTurn.Run(
        desk.Paths, desk.Officer(), TurnWish.WhenDue, new(new StillClock(Start.AddDays(afterDays)), _ => { }));

    static RegisterPerson Person(int at) =>
        new(null, PersonFacts.None, new() { Name = [new(NameRole.Whole, Canary(at))] })
        {
            Intent = IdOf("registered", at),
        };

    /// <summary>A list of people comes in, chunk by chunk.</summary>
    sealed class ImportWork : FolderWork
    {
        const int Chunks = 6;
        const int Rows = 40;

        protected override int Added => Chunks * Rows;

        public override void Do(WorkDesk desk)
        {
            using var running = desk.Open(desk.Paths, FolderUse.Write);
            Ask(running, new AddParty(PartyKind.Government, "Registry office", [], []) { Intent = IdOf("owner", 0) });
            var owner = running.Operation.Now.Parties.All[0].Id;
            Ask(running, new OpenList(
                owner, "Arrivals", new(2026, 2, 1), "agreement", "aid", "hash", IdOf("list", 0))
            {
                Intent = IdOf("list", 0),
            });
            var list = running.Operation.Now.People.Lists.All[0].Id;
            for (var chunk = 0; chunk < Chunks; chunk++)
            {
                var rows = Enumerable.Range(chunk * Rows, Rows).Select(at => new ListedPerson(
                    2 + at, $"r{at}", PersonFields.Name, PersonFacts.None,
                    new() { Name = [new(NameRole.Whole, $"Other {at}")] })).ToList();
                var events = Ask(running, new ImportRows(list, 1, rows) { Intent = IdOf("chunk", chunk) });
                foreach (var registered in events.OfType<PersonRegistered>())
                    desk.Hear(registered.Person.Value);
                if (chunk % 2 == 1)
                    KeepSnapshot(running);
            }
        }
    }

    /// <summary>Something is recorded, and a snapshot takes the place of the one before, again and again.</summary>
    sealed class SnapshotWork : FolderWork
    {
        public override void Do(WorkDesk desk)
        {
            using var running = desk.Open(desk.Paths, FolderUse.Write);
            for (var at = 0; at < 4; at++)
            {
                Party(running, desk, IdOf("party", at));
                KeepSnapshot(running);
            }
        }
    }

    /// <summary>People are erased, with their keys, their sealed parts and the snapshots that name them.</summary>
    sealed class ErasureWork : FolderWork
    {
        const int Batches = 3;
        const int Together = 4;
        const int Traced = sizeof(ulong);

        readonly HashSet<ulong> traces = [];

        public override void Do(WorkDesk desk)
        {
            using var running = desk.Open(desk.Paths, FolderUse.Write);
            var people = running.Operation.Now.People;
            for (var batch = 0; batch < Batches; batch++)
            {
                Id<Person>[] some =
                    [.. Enumerable.Range(batch * Together, Together).Select(people.PersonId)];
                Ask(running, new ErasePersons(some, ErasureGround.ConsentWithdrawn, "asked-at-desk")
                {
                    Intent = IdOf("erased", batch),
                });
                foreach (var person in some)
                    desk.Hear(person.Value);
                KeepSnapshot(running);
            }
        }

        public override bool IsThere(RunningOperation running, Guid id) =>
            running.Operation.Now.People.Erasures.Has(id);

        public override void CheckAfterFault(WorkDesk desk, OperationPaths paths)
        {
            base.CheckAfterFault(desk, paths);
            using var running = desk.Open(paths, FolderUse.Read);
            Assert.True(
                !File.Exists(Path.Combine(paths.Data, "snapshot.names"))
                    || running.Operation.SnapshotAt >= running.Operation.Now.People.Erasures.LastEntry,
                "A snapshot is left that names who was erased.");
        }

        public override void CheckDone(RunningOperation running)
        {
            var people = running.Operation.Now.People;
            Assert.Equal(30, people.PersonCount);
            Assert.Equal(
                Enumerable.Range(0, Batches * Together),
                Enumerable.Range(0, people.PersonCount).Where(at => people.Person(at).Erased));
            Assert.Equal(
                Enumerable.Range(Batches * Together, 30 - Batches * Together).Select(Canary),
                people.TextsInMemory.Where(text => text.StartsWith("Kanarien", StringComparison.Ordinal)).Order());
        }

        public override void CheckGone(OperationPaths paths)
        {
            base.CheckGone(paths);
            foreach (var file in Directory.GetFiles(paths.Data).Concat(Directory.GetFiles(paths.Keys)))
            {
                ReadOnlySpan<byte> bytes = File.ReadAllBytes(file);
                for (var at = 0; at + Traced <= bytes.Length; at++)
                    Assert.False(traces.Contains(BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..])),
                        $"{Path.GetFileName(file)} has bytes of an erased person.");
            }
        }

        protected override void OnPrepared(OperationPaths paths)
        {
            var (store, _) = OperationFolder.OpenSealed(paths);
            using (store)
            using (var view = store.View())
            {
                // The first entry enrols the officer; then come the people who are erased.
                foreach (var entry in view.Read(2).Take(Batches * Together))
                {
                    var subject = JournalReader.Decode(entry).Envelope.Personal[0].Subject;
                    Trace(view.FindSubjectKey(subject)!);
                    foreach (var part in entry.PersonalParts)
                        Trace(part);
                }
            }
            Assert.Equal(4 * Batches * Together, traces.Count);
        }

        void Trace(byte[] secret)
        {
            traces.Add(BinaryPrimitives.ReadUInt64LittleEndian(secret));
            traces.Add(BinaryPrimitives.ReadUInt64LittleEndian(secret.AsSpan(secret.Length - Traced)));
        }
    }

    /// <summary>The keys are turned over twice, and the first epoch is destroyed.</summary>
    sealed class KeyTurnWork : FolderWork
    {
        public override void Do(WorkDesk desk)
        {
            Turn(desk, 31);
            using (var running = desk.Open(desk.Paths, FolderUse.Write))
            {
                Party(running, desk, IdOf("party", 0));
                KeepSnapshot(running);
            }
            Turn(desk, 31 + 36);
        }

        public override void CheckDone(RunningOperation running)
        {
            base.CheckDone(running);
            var keys = running.Keys!;
            Assert.All(keys.Store.SubjectKeys(), key => Assert.Equal(3, PartSealer.EpochOf(key.Wrapped)));
            var epochs = EpochFile.Read(keys.Paths.Epochs).Epochs;
            Assert.Equal([true, false, false], epochs.Select(epoch => epoch.IsGone));
            Assert.Distinct(new JournalReader(keys.Ring.Parts).Open(keys.Store.Read(1), _ => null, Opening.OpenParts)
                .Select(opened => StoredForms.Read(opened.Entry).Event).OfType<Access.KeysTurned>()
                .Select(turned => $"{turned.Epoch}: {string.Join(' ', turned.Destroyed)}"));
        }
    }

    /// <summary>A journal of the first release is opened by this version, gets its first epoch, and goes on.</summary>
    sealed class UpgradeWork : FolderWork
    {
        static readonly string Kept = Path.Combine(GoldenJournal.Folder, "0.1.0");

        public override string Passphrase => File.ReadAllText(Path.Combine(Kept, "keys", "passphrase.txt")).Trim();

        public override void Prepare(OperationPaths paths)
        {
            Disk.Copy(Path.Combine(Kept, "data"), paths.Data);
            Disk.Copy(Path.Combine(Kept, "keys"), paths.Keys);
        }

        public override void Do(WorkDesk desk)
        {
            using (var running = desk.Open(desk.Paths, FolderUse.Write))
            {
                Party(running, desk, IdOf("party", 0));
                KeepSnapshot(running);
            }
            Turn(desk, 0);
            using (var running = desk.Open(desk.Paths, FolderUse.Write))
                Party(running, desk, IdOf("party", 1));
        }

        public override void CheckDone(RunningOperation running)
        {
            var store = running.Keys!.Store;
            var released = JournalExport.Read(Path.Combine(Kept, "journal.jsonl")).Entries.Select(Words).ToList();
            Assert.Equal(released, store.Read(1).Take(released.Count).Select(Words));
            // Two parties, and the turn-over between them.
            Assert.Equal(released.Count + 3, store.Head.Size);
            Assert.All(store.SubjectKeys(), key => Assert.Equal(1, PartSealer.EpochOf(key.Wrapped)));
        }

        static string Words(StoredEntry entry) => Convert.ToHexString(entry.LeafBytes)
            + Convert.ToHexString(entry.OpenPart) + string.Join('/', entry.PersonalParts.Select(Convert.ToHexString));
    }
}
