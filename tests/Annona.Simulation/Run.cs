using Annona.Access;
using Annona.Journal;

namespace Annona.Simulation;

/// <summary>
/// One seed: a hub, some devices, a network that loses, repeats, cuts and reorders, and power that fails.
/// </summary>
sealed class Run : IDisposable
{
    const int Steps = 60;
    readonly Chance chance;
    readonly Mutant mutant;
    readonly SetClock clock = new() { Now = Scene.Start.AddHours(1) };
    readonly SimulatedStore store;
    readonly List<Tablet> tablets = [];
    readonly List<Message> flying = [];
    readonly List<(Tablet Tablet, Form Form, Guid Officer)> saved = [];
    Operation hub;

    public Run(long seed, Mutant mutant = Mutant.None)
    {
        (chance, this.mutant) = (new(seed), mutant);
        store = new(Scene.Shared.NewStore(), mutant == Mutant.AcknowledgesEarly);
        hub = Scene.Open(clock, store);
        for (var count = chance.Between(2, 5); count > 0; count--)
            tablets.Add(new(chance, mutant));
        foreach (var tablet in tablets)
            Enrol(tablet);
    }

    public void Dispose() => store.Dispose();

    /// <summary>What happened, for the counters.</summary>
    public HashSet<string> Seen { get; } = [];

    /// <summary>The first thing that is wrong; null when all is well.</summary>
    public string? Fault()
    {
        for (var step = 0; step < Steps; step++)
            Step();
        if (Heal() is { } stuck)
            return stuck;
        return ReplayFault() ?? new NaiveAuditor(mutant, tablets, store, hub.Now).Fault(Seen);
    }

    void Step()
    {
        clock.Now += TimeSpan.FromMinutes(chance.Percent(3) ? -1 : chance.Below(20));
        var tablet = chance.Pick(tablets);
        Action act = chance.Below(100) switch
        {
            < 34 => () => Save(tablet),
            < 39 => SaveAgain,
            < 57 => () => Send(tablet),
            < 79 => Arrive,
            < 84 => () => Pull(tablet),
            < 88 => tablet.KeepImage,
            < 90 => () => Restore(tablet),
            < 92 => () => ChangeClock(tablet),
            < 95 => CrashHub,
            < 96 => () => Revoke(tablet),
            _ => FailNextCommit,
        };
        act();
    }

    void Save(Tablet tablet)
    {
        var kind = chance.Below(100) switch
        {
            < 68 => FormKind.Handover,
            < 90 => FormKind.Person,
            < 95 => FormKind.Edit,
            _ => FormKind.Withdrawal,
        };
        var form = new Form(chance.Id(), kind, chance.Below(Scene.Shared.Families.Count), chance.Between(1, 3));
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
            tablet.Save(form with { Parcels = form.Parcels + 1 }, officer, clock.Now);
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
        Deliver(message.Tablet, message.Device, entries, isHeard: !chance.Percent(15));
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
            tablet.EnrolAnew();
            Enrol(tablet);
        }
        foreach (var journal in tablet.Journals.ToList())
            tablet.Change(journal.Device, it => it.After(new Seen(hub.Tree.Size, 0)));
    }

    void Enrol(Tablet tablet)
    {
        store.NextFault = StoreFault.None;
        Ask(new EnrolDevice(new(tablet.Journal.Device), tablet.Key, "Goris", Scene.Monday.AddDays(60))
        {
            Intent = chance.Id(),
        });
    }

    void Restore(Tablet tablet)
    {
        if (tablet.Restore())
            Seen.Add("restored");
    }

    void ChangeClock(Tablet tablet)
    {
        tablet.ClockKind = (ClockKind)chance.Below(5);
        tablet.SetStuck(clock.Now);
        Seen.Add($"clock/{tablet.ClockKind}");
    }

    void Revoke(Tablet tablet)
    {
        if (chance.Percent(50))
            Ask(new RevokeDevice(new(tablet.Journal.Device), "lost") { Intent = chance.Id() });
    }

    void FailNextCommit() =>
        store.NextFault = chance.Percent(50) ? StoreFault.BeforeCommit : StoreFault.AfterCommit;

    void CrashHub()
    {
        Seen.Add("hub-crashed");
        store.Crash();
        hub = Scene.Open(clock, store);
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
