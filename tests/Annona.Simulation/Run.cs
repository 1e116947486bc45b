using Annona.Access;
using Annona.Journal;
using Annona.People;
using Annona.Values;

namespace Annona.Simulation;

/// <summary>
/// One seed: a hub, some devices, a network that loses, repeats, cuts and reorders, and power that fails.
/// </summary>
sealed class Run : IDisposable
{
    /// <summary>Steps of a whole run.</summary>
    public const int StepsMax = 60;

    readonly Chance chance;
    readonly Mutant mutant;
    readonly SetClock clock = new() { Now = Scene.Start.AddHours(1) };
    readonly SimulatedStore store;
    readonly KeptSnapshots snapshots = new();
    readonly History history = new();
    readonly List<Tablet> tablets = [];
    readonly List<Message> flying = [];
    readonly List<(Tablet Tablet, Form Form, Guid Officer)> saved = [];
    Operation hub;

    public Run(long seed, Mutant mutant = Mutant.None)
    {
        (chance, this.mutant) = (new(seed), mutant);
        store = new(Scene.Shared.NewStore(), mutant == Mutant.AcknowledgesEarly);
        hub = Scene.Open(clock, store, snapshots);
        for (var count = chance.Between(2, 5); count > 0; count--)
            tablets.Add(new(chance, mutant));
        foreach (var tablet in tablets)
            Enrol(tablet);
    }

    public void Dispose() => store.Dispose();

    /// <summary>What happened, for the counters.</summary>
    public HashSet<string> Seen { get; } = [];

    /// <summary>The first thing that is wrong; null when all is well.</summary>
    /// <param name="steps">How many of its steps are taken before everything is healed.</param>
    public string? Fault(int steps = StepsMax)
    {
        for (var step = 0; step < steps; step++)
            Step();
        if (Heal() is { } stuck)
            return stuck;
        return ReplayFault() ?? new NaiveAuditor(tablets, store, hub.Now, history).Fault(Seen);
    }

    void Step()
    {
        clock.Now += chance.Below(100) switch
        {
            < 3 => TimeSpan.FromMinutes(-1),
            // Nobody works for a night or two.
            < 6 => TimeSpan.FromHours(chance.Between(8, 40)),
            _ => TimeSpan.FromMinutes(chance.Below(20)),
        };
        var tablet = chance.Pick(tablets);
        Action act = chance.Below(100) switch
        {
            < 34 => () => Save(tablet),
            < 39 => SaveAgain,
            < 57 => () => Send(tablet),
            < 79 => Arrive,
            < 84 => () => Pull(tablet),
            < 87 => tablet.KeepImage,
            < 90 => () => Restore(tablet),
            < 92 => () => ChangeClock(tablet),
            < 95 => CrashHub,
            < 96 => () => Revoke(tablet),
            < 97 => RemoveOfficer,
            < 98 => KeepSnapshot,
            _ => FailNextCommit,
        };
        act();
    }

    void Save(Tablet tablet)
    {
        var kind = chance.Below(100) switch
        {
            < 52 => FormKind.Handover,
            < 68 => FormKind.Person,
            < 84 => FormKind.Birth,
            < 91 => FormKind.Move,
            < 95 => FormKind.OfNobody,
            _ => FormKind.Withdrawal,
        };
        var number = kind switch
        {
            FormKind.Birth => chance.Between(1950, 1960),
            FormKind.Move => chance.Below(Scene.Shared.Families.Count),
            _ => chance.Between(1, 3),
        };
        var form = new Form(chance.Id(), kind, chance.Below(Scene.Shared.Families.Count), number)
        {
            Evidence = chance.Below(3),
        };
        var officer = chance.Percent(4) ? chance.Id() : chance.Pick(Scene.Workers);
        tablet.Save(form, officer, clock.Now);
        saved.Add((tablet, form, officer));
    }

    /// <summary>The worker sees no sign that it was saved, or opens an old form and changes it.</summary>
    void SaveAgain()
    {
        if (saved.Count == 0)
            return;
        var (tablet, form, officer) = chance.Pick(saved);
        if (form.Kind == FormKind.Handover && chance.Percent(30))
        {
            Seen.Add("other-content-saved");
            tablet.Save(form with { Number = form.Number + 1 }, officer, clock.Now);
            return;
        }
        Seen.Add("saved-again");
        tablet.Save(form, officer, clock.Now, isRetry: true);
    }

    void Send(Tablet tablet)
    {
        var journal = chance.Pick(tablet.Journals.ToList());
        var batch = journal.Next(chance.Between(1, 6));
        if (batch.Count == 0)
            return;
        flying.Add(new(tablet, journal.Device, batch));
        if (chance.Percent(20))
        {
            Seen.Add("repeated-on-the-way");
            flying.Add(new(tablet, journal.Device, batch));
        }
    }

    /// <summary>Something that was sent arrives, in no order: whole, cut or never.</summary>
    void Arrive()
    {
        if (flying.Count == 0)
            return;
        var at = chance.Below(flying.Count);
        var message = flying[at];
        flying.RemoveAt(at);
        if (at > 0)
            Seen.Add("reordered");
        if (chance.Percent(10))
        {
            Seen.Add("lost");
            return;
        }
        var entries = message.Entries;
        if (entries.Count > 1 && chance.Percent(15))
        {
            Seen.Add("cut");
            entries = [.. entries.Skip(chance.Below(2)).Take(chance.Between(1, entries.Count - 1))];
        }
        if (chance.Percent(6))
        {
            Seen.Add("damaged");
            var hit = chance.Pick(entries);
            entries = [.. entries.Select(entry => entry == hit ? entry with { Entry = Damaged(entry.Entry) } : entry)];
        }
        Deliver(message.Tablet, message.Device, entries, isHeard: !chance.Percent(15));
    }

    /// <summary>
    /// Cut short, signed by nobody, or with another part. One flipped bit of what is signed is not among them: the
    /// cheap signature would not notice, the real one is tested with the keys.
    /// </summary>
    SentEntry Damaged(SentEntry entry) => chance.Below(3) switch
    {
        0 => entry with { Signed = entry.Signed[..chance.Below(entry.Signed.Length)] },
        1 => entry with { Signed = Flipped(entry.Signed, entry.Signed.Length - CheapEnvelopes.SignatureLength) },
        _ => entry with { OpenPart = Flipped(entry.OpenPart, chance.Below(entry.OpenPart.Length)) },
    };

    static byte[] Flipped(byte[] bytes, int at)
    {
        var flipped = bytes.ToArray();
        flipped[at] ^= 1;
        return flipped;
    }

    void Deliver(Tablet tablet, Guid device, IReadOnlyList<OutboxEntry> entries, bool isHeard)
    {
        var decided = Ask(new ReceiveEntries([.. entries.Select(entry => entry.Entry)]) { Intent = chance.Id() });
        if (decided is not Decision.Received received)
            return;
        foreach (var receipt in received.Receipts)
            Seen.Add(receipt.Why is { Length: > 0 } why ? $"{receipt.Outcome}/{why}" : $"{receipt.Outcome}");
        if (!isHeard)
        {
            Seen.Add("answer-lost");
            return;
        }
        foreach (var (entry, receipt) in entries.Zip(received.Receipts))
            tablet.Change(device, journal => journal.After(entry.Id, receipt));
    }

    Decision? Ask(Request request)
    {
        var decided = hub.Record(request, Scene.Shared.Coordinator, CancellationToken.None);
        hub.DecideWaiting();
        try
        {
            return decided.GetAwaiter().GetResult();
        }
        catch (StoreException)
        {
            Seen.Add("commit-failed");
            return null;
        }
    }

    /// <summary>Meets the hub: who knows more of the chain, and the newest checkpoint.</summary>
    void Pull(Tablet tablet)
    {
        var end = hub.Now.Chains.EndOf(tablet.Journal.Device);
        tablet.Journal = tablet.Journal.Met(end.Sequence, end.Last, end.IsForked);
        if (tablet.Journal.IsBehindItself)
        {
            Seen.Add("behind-itself");
            NewName(tablet);
        }
        foreach (var journal in tablet.Journals.ToList())
            tablet.Change(journal.Device, it => it.After(new Seen(hub.Tree.Size, 0)));
        LearnEdits(tablet);
    }

    /// <summary>The worker sees what others wrote of the families.</summary>
    void LearnEdits(Tablet tablet)
    {
        var people = hub.Now.People;
        for (var family = 0; family < Scene.Shared.Persons.Count; family++)
            foreach (var (kind, field) in NaiveAuditor.Fields)
                tablet.Learn(
                    (kind, family),
                    people.Edits.Of(people.Find(new Id<Person>(Scene.Shared.Persons[family])), field)
                        .Select(stated => stated.At.Event));
    }

    void Enrol(Tablet tablet)
    {
        store.NextFault = StoreFault.None;
        var until = DateOnly.FromDateTime(clock.Now.UtcDateTime).AddDays(chance.Between(1, 60));
        history.EndOf[tablet.Journal.Device] = until;
        Ask(new EnrolDevice(new(tablet.Journal.Device), tablet.Key, "Goris", until) { Intent = chance.Id() });
    }

    void Restore(Tablet tablet)
    {
        if (!tablet.Restore())
            return;
        Seen.Add("restored");
        if (!chance.Percent(20))
            return;
        // A careful worker knows that a restored tablet needs a new name. What was just written under the old one
        // may come after what replaces it under the new one.
        var family = chance.Below(Scene.Shared.Families.Count);
        SaveBirth(tablet, family);
        NewName(tablet);
        SaveBirth(tablet, family);
    }

    void SaveBirth(Tablet tablet, int family) => tablet.Save(
        new(chance.Id(), FormKind.Birth, family, chance.Between(1950, 1960)), chance.Pick(Scene.Workers), clock.Now);

    void NewName(Tablet tablet)
    {
        tablet.EnrolAnew();
        Enrol(tablet);
    }

    void ChangeClock(Tablet tablet)
    {
        tablet.ClockKind = (ClockKind)chance.Below(5);
        tablet.SetStuck(clock.Now);
        Seen.Add($"clock/{tablet.ClockKind}");
    }

    void Revoke(Tablet tablet)
    {
        if (!chance.Percent(50))
            return;
        store.NextFault = StoreFault.None;
        if (Ask(new RevokeDevice(new(tablet.Journal.Device), "lost") { Intent = chance.Id() }) is Decision.Accepted)
            history.Revoked.TryAdd(tablet.Journal.Device, hub.Tree.Size);
    }

    /// <summary>A worker leaves, and devices that do not know go on taking what is saved under the name.</summary>
    void RemoveOfficer()
    {
        store.NextFault = StoreFault.None;
        var worker = chance.Pick(Scene.Workers);
        if (Ask(new RemoveOfficer(new(worker), "left") { Intent = chance.Id() }) is not Decision.Accepted)
            return;
        Seen.Add("officer-left");
        history.Left.TryAdd(worker, (hub.Tree.Size, clock.Now));
    }

    void KeepSnapshot()
    {
        // One costs as much as a run without.
        if (!chance.Percent(20))
            return;
        Seen.Add("snapshot");
        hub.KeepSnapshot();
    }

    void FailNextCommit() =>
        store.NextFault = chance.Percent(50) ? StoreFault.BeforeCommit : StoreFault.AfterCommit;

    void CrashHub()
    {
        Seen.Add("hub-crashed");
        store.Crash();
        hub = Scene.Open(clock, store, snapshots);
    }

    /// <summary>Everything works again: what is in the air arrives, and devices send until they have nothing.</summary>
    string? Heal()
    {
        store.NextFault = StoreFault.None;
        foreach (var message in flying)
            Deliver(message.Tablet, message.Device, message.Entries, isHeard: true);
        foreach (var tablet in tablets)
            foreach (var device in tablet.Journals.Select(journal => journal.Device).ToList())
                if (!Drain(tablet, device))
                    return $"An outbox does not get empty: {WhyNot(tablet, device)}.";
        // The last commit may have reached the store though it said that it failed.
        hub.CatchUp();
        return null;
    }

    string WhyNot(Tablet tablet, Guid device)
    {
        var journal = tablet.Journals.First(it => it.Device == device);
        var first = journal.Outbox[0];
        var decided = Ask(new ReceiveEntries([first.Entry]) { Intent = chance.Id() });
        return $"number {SignedEnvelope.Decode(first.Entry.Signed).Envelope.Sequence} of {journal.Sequence}, kept at "
            + $"{first.Position}, is answered {(decided as Decision.Received)?.Receipts[0]}; {journal.Outbox.Count} "
            + $"wait, the hub has {hub.Tree.Size} entries and the device saw {journal.Seen.Size}";
    }

    bool Drain(Tablet tablet, Guid device)
    {
        for (var round = 0; round < 60; round++)
        {
            clock.Now += TimeSpan.FromMinutes(1);
            var journal = tablet.Journals.First(it => it.Device == device);
            if (journal.Outbox.Count == 0)
                return true;
            var batch = journal.Next(20);
            if (batch.Count > 0)
                Deliver(tablet, device, batch, isHeard: true);
            tablet.Change(device, it => it.After(new Seen(hub.Tree.Size, 0)));
        }
        return false;
    }

    string? ReplayFault()
    {
        var (folded, replayed) = (StateOf(hub), StateOf(Scene.Open(clock, store)));
        return folded == replayed ? null : "The hub is not what folding its journal from entry 1 gives.";
    }

    static string StateOf(Operation operation) => string.Join(
        '\n',
        Snapshot.StateOf(operation.Now, Opening.PersonalParts).Select(pair => $"{pair.Section.Name} {pair.State}"));

    sealed record Message(Tablet Tablet, Guid Device, IReadOnlyList<OutboxEntry> Entries);
}
