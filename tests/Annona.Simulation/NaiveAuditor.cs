using Annona.Aid;
using Annona.Journal;
using Annona.Ledger;
using Annona.Values;

namespace Annona.Simulation;

/// <summary>
/// Works out with plain dictionaries what must be true, from what workers wrote and from when the journal says that it
/// came. It believes a verdict of the hub, and nothing that a fold made of it.
/// </summary>
sealed class NaiveAuditor(Mutant mutant, IReadOnlyList<Tablet> tablets, IJournalStore store, Registers now)
{
    readonly List<Arrived> arrived = [];
    readonly Dictionary<long, long> knownBy = [];

    public string? Fault(HashSet<string> seen)
    {
        ReadJournal();
        foreach (var entry in arrived)
            seen.Add($"{entry.Verdict}");
        return MissingFault() ?? ForkFault() ?? StockFault() ?? HandoverFault() ?? PeopleFault() ?? OverFault();
    }

    void ReadJournal()
    {
        var written = tablets.SelectMany(tablet => tablet.Wrote).DistinctBy(entry => entry.Id)
            .ToDictionary(entry => entry.Id);
        var latest = 0L;
        foreach (var stored in store.Read(1))
        {
            var (leaf, envelope, id) = JournalReader.DecodeSigned(stored);
            var received = leaf.RecordedAt.ToUnixTimeMilliseconds();
            if (id is { } signed)
            {
                var entry = written[SignedEnvelope.ShortOf(signed)];
                var earliest = entry.Seen == 0 ? 0 : knownBy[entry.Seen];
                arrived.Add(new(entry, leaf.Verdict, stored.Position, Believed(entry, earliest, received)));
            }
            knownBy[stored.Position] = latest = Math.Max(latest, received);
        }
    }

    /// <summary>Not before what the device knew, not after it came.</summary>
    (long Milliseconds, long Counter) Believed(Written entry, long earliest, long received)
    {
        var (milliseconds, counter) = (entry.Clock >> 16, entry.Clock & 0xffff);
        if (mutant == Mutant.NoClamp)
            return (milliseconds, counter);
        if (milliseconds < earliest)
            (milliseconds, counter) = (earliest, 0);
        return milliseconds > received ? (received, 0xffff) : (milliseconds, counter);
    }

    string? MissingFault()
    {
        var ids = arrived.Select(entry => entry.Entry.Id).ToHashSet();
        // Of a device that was restored, what it had not sent went with it.
        var alive = tablets.SelectMany(tablet => tablet.Journals).ToDictionary(it => it.Device, it => it.Sequence);
        var last = tablets.SelectMany(tablet => tablet.Wrote).GroupBy(entry => (entry.Device, entry.Sequence))
            .Select(branch => branch.Last());
        foreach (var entry in last)
            if (entry.Sequence <= alive[entry.Device] && !ids.Contains(entry.Id))
                return $"Entry {entry.Sequence} of {entry.Device} left its outbox, and the hub does not have it.";
        return null;
    }

    string? ForkFault()
    {
        var forked = arrived.GroupBy(entry => (entry.Entry.Device, entry.Entry.Sequence))
            .Where(number => number.Count() > 1).Select(number => number.Key.Device).Distinct().Order();
        var reported = now.Chains.All.Where(chain => chain.End.IsForked).Select(chain => chain.Device).Order();
        return forked.SequenceEqual(reported) ? null : "The forks that the hub reports are not those that there are.";
    }

    /// <summary>Each form happened once, as it was written when it was first booked.</summary>
    string? StockFault()
    {
        var left = Handovers(verdict => verdict is Verdict.Accepted or Verdict.Forked or Verdict.NoRole
            or Verdict.DeviceEnded);
        var expected = Scene.Parcels - left.Values.Sum(entry => entry.Entry.Form.Parcels);
        var stock = now.Ledger.BalanceOf(Scene.Point, Scene.Parcel).Units;
        return stock == expected ? null : $"The point has {stock} parcels, and {expected} must be left.";
    }

    string? HandoverFault()
    {
        var expected = Handovers(verdict => verdict == Verdict.Accepted).Count;
        var counted = now.Aid.HandoverCount;
        return counted == expected ? null : $"There are {counted} handovers, and {expected} happened.";
    }

    string? PeopleFault()
    {
        var people = arrived.Where(entry => entry.Verdict == Verdict.Accepted)
            .Where(entry => entry.Entry.Form.Kind == FormKind.Person).Select(entry => entry.Entry.Form.Id).Distinct()
            .Count() + Scene.Shared.Persons.Count;
        return (now.People.PersonCount, now.People.HouseholdCount) == (people, people)
            ? null
            : $"There are {now.People.PersonCount} persons, and {people} were registered.";
    }

    string? OverFault()
    {
        var expected = new HashSet<(Guid, long)>();
        foreach (var family in Handovers(verdict => verdict == Verdict.Accepted).Values
            .GroupBy(entry => entry.Entry.Form.Family))
        {
            var used = 0L;
            foreach (var entry in InOrder(family))
            {
                var form = entry.Entry.Form;
                used += form.Parcels;
                if (Math.Min(form.Parcels, used - 1) is > 0 and var over)
                    expected.Add((Ids.From(form.Id, "handover"), over));
            }
        }
        var reported = now.Aid.Discrepancies.Open.Where(row => row.Kind == AidDiscrepancyKind.OverEntitlement)
            .Select(row => (row.Handover.Value, row.Over.Units)).ToHashSet();
        return expected.SetEquals(reported) ? null : "Another handover is entitled than the first one.";
    }

    IEnumerable<Arrived> InOrder(IEnumerable<Arrived> family) => mutant switch
    {
        Mutant.OrderOfArrival => family.OrderBy(entry => entry.Position),
        Mutant.NoTieBreak => family.OrderBy(entry => entry.Clock).ThenBy(entry => entry.Position),
        _ => family.OrderBy(entry => entry.Clock).ThenBy(entry => entry.Entry.Device)
            .ThenBy(entry => entry.Entry.Sequence).ThenBy(entry => entry.Entry.Id),
    };

    Dictionary<Guid, Arrived> Handovers(Func<Verdict, bool> counts)
    {
        var once = new Dictionary<Guid, Arrived>();
        foreach (var entry in arrived)
            if (entry.Entry.Form.Kind == FormKind.Handover && counts(entry.Verdict))
                once.TryAdd(entry.Entry.Form.Id, entry);
        return once;
    }

    sealed record Arrived(Written Entry, Verdict Verdict, long Position, (long Milliseconds, long Counter) Clock);
}
