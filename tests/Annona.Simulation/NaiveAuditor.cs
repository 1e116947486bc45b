using Annona.Aid;
using Annona.Journal;
using Annona.Ledger;
using Annona.People;
using Annona.Values;

namespace Annona.Simulation;

/// <summary>
/// Works out with plain dictionaries what must be true, from what workers wrote and from when the journal says that it
/// came. It believes a verdict of the hub, and nothing that a fold made of it.
/// </summary>
sealed class NaiveAuditor(IReadOnlyList<Tablet> tablets, IJournalStore store, Registers now, History history)
{
    /// <summary>Fields that devices edit in a run.</summary>
    public static IReadOnlyList<(FormKind Kind, PersonFields Field)> Fields { get; } =
        [(FormKind.Birth, PersonFields.BirthYear), (FormKind.Move, PersonFields.Household)];


    readonly List<Arrived> arrived = [];
    readonly Dictionary<long, long> knownBy = [];

    public string? Fault(HashSet<string> seen)
    {
        ReadJournal();
        foreach (var entry in arrived)
            seen.Add($"{entry.Verdict}");
        return MissingFault() ?? ForkFault() ?? VerdictFault() ?? StockFault() ?? HandoverFault() ?? PeopleFault()
            ?? OverFault() ?? EditFault(seen);
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
    static (long Milliseconds, long Counter) Believed(Written entry, long earliest, long received)
    {
        var (milliseconds, counter) = (entry.Clock >> 16, entry.Clock & 0xffff);
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

    /// <summary>Whatever does not follow the one before it is a branch, and so is all of its device after it.</summary>
    string? ForkFault()
    {
        var last = new Dictionary<Guid, Guid>();
        var forked = new HashSet<Guid>();
        foreach (var entry in arrived)
        {
            var device = entry.Entry.Device;
            if (entry.Entry.Previous != last.GetValueOrDefault(device))
                forked.Add(device);
            if (forked.Contains(device) != (entry.Verdict == Verdict.Forked))
                return $"Entry {entry.Entry.Sequence} of {device} is taken for {entry.Verdict}.";
            last[device] = entry.Entry.Id;
        }
        var reported = now.Chains.All.Where(chain => chain.End.IsForked).Select(chain => chain.Device);
        return forked.SetEquals(reported) ? null : "The forks that the hub reports are not those that there are.";
    }

    /// <summary>Each form happened once, as it was written when it was first booked.</summary>
    string? StockFault()
    {
        var left = Handovers(verdict => verdict is Verdict.Accepted or Verdict.Forked or Verdict.NoRole
            or Verdict.DeviceEnded);
        var expected = Scene.Parcels - left.Values.Sum(entry => entry.Entry.Form.Number);
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
                used += form.Number;
                if (Math.Min(form.Number, used - 1) is > 0 and var over)
                    expected.Add((Ids.From(form.Id, "handover"), over));
            }
        }
        var reported = now.Aid.Discrepancies.Open.Where(row => row.Kind == AidDiscrepancyKind.OverEntitlement)
            .Select(row => (row.Handover.Value, row.Over.Units)).ToHashSet();
        return expected.SetEquals(reported) ? null : "Another handover is entitled than the first one.";
    }

    static int FamilyOf(Id<Household> household) => Scene.Shared.Families.ToList().IndexOf(household.Value);

    static IEnumerable<Arrived> InOrder(IEnumerable<Arrived> family) => family
        .OrderBy(entry => entry.Clock).ThenBy(entry => entry.Entry.Device).ThenBy(entry => entry.Entry.Sequence)
        .ThenBy(entry => entry.Entry.Id);

    /// <summary>
    /// What an officer who left, or a device whose enrolment ended, recorded after that is not accepted; what they
    /// recorded before, or in good faith, is.
    /// </summary>
    string? VerdictFault()
    {
        foreach (var entry in arrived)
        {
            var fault = entry.Verdict switch
            {
                Verdict.Accepted when HasLeft(entry) => "was accepted of an officer who had left",
                Verdict.Accepted when HasEnded(entry) => "was accepted of a device that had ended",
                Verdict.NoRole when !HasLeft(entry) => "was not accepted of an officer who may",
                Verdict.DeviceEnded when !HasEnded(entry) => "was not accepted of a device that may",
                _ => null,
            };
            if (fault is not null)
                return $"Entry {entry.Entry.Sequence} of {entry.Entry.Device} {fault}.";
        }
        return null;
    }

    bool HasLeft(Arrived entry)
    {
        if (!Scene.Workers.Contains(entry.Entry.Officer))
            return true;
        if (!history.Left.TryGetValue(entry.Entry.Officer, out var left) || entry.Position < left.Position)
            return false;
        var grace = left.At.AddHours(72).ToUnixTimeMilliseconds();
        return entry.Entry.Seen >= left.Position || entry.Clock.CompareTo((grace, 0)) > 0;
    }

    bool HasEnded(Arrived entry)
    {
        if (history.Revoked.TryGetValue(entry.Entry.Device, out var revoked) && entry.Position > revoked)
            return true;
        var end = history.EndOf[entry.Entry.Device].AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var ended = new DateTimeOffset(end).ToUnixTimeMilliseconds();
        // A clock that runs ahead is no witness; then what the device had seen is.
        var runsAhead = (entry.Entry.Clock >> 16, entry.Entry.Clock & 0xffff).CompareTo(entry.Clock) > 0;
        var seen = entry.Entry.Seen == 0 ? 0 : knownBy[entry.Entry.Seen];
        return (runsAhead ? seen : entry.Clock.Milliseconds) >= ended;
    }

    /// <summary>Of each field the best founded of the edits that nobody replaced wins, of these the latest.</summary>
    string? EditFault(HashSet<string> seen)
    {
        foreach (var edits in arrived.Where(entry => entry is { Verdict: Verdict.Accepted, Entry.Form.Edits: not null })
            .GroupBy(entry => entry.Entry.Form.Edits!.Value))
        {
            var replaced = edits.SelectMany(edit => edit.Entry.Bases).ToHashSet();
            var live = edits.Where(edit => !replaced.Contains(edit.Entry.Id)).ToList();
            var number = InOrder(live).OrderBy(edit => edit.Entry.Form.Evidence).Last().Entry.Form.Number;
            var isContested = live.Select(edit => edit.Entry.Form.Number).Distinct().Count() > 1;
            if (isContested)
                seen.Add($"contested/{edits.Key.Field}");
            if (replaced.Count > 0)
                seen.Add($"replaced/{edits.Key.Field}");
            var person = now.People.Find(new Id<Person>(Scene.Shared.Persons[edits.Key.Family]));
            var stands = edits.Key.Field == FormKind.Birth
                ? now.People.Person(person).Facts.BirthYear
                : FamilyOf(now.People.HouseholdId(now.People.Row(person).Household));
            var field = Fields.First(it => it.Kind == edits.Key.Field).Field;
            if (stands != number)
                return $"{field} of family {edits.Key.Family} is {stands}, and {number} must win.";
            if (now.People.Edits.ContestedOf(person).HasFlag(field) != isContested)
                return $"{field} of family {edits.Key.Family} is contested or not, against what was written.";
        }
        return null;
    }

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

/// <summary>What the hub's officers did in a run, as they remember it.</summary>
sealed class History
{
    /// <summary>The last day of each enrolment.</summary>
    public Dictionary<Guid, DateOnly> EndOf { get; } = [];

    /// <summary>Size of the journal with the revocation of a device.</summary>
    public Dictionary<Guid, long> Revoked { get; } = [];

    /// <summary>Officers who left: position of the entry, and when.</summary>
    public Dictionary<Guid, (long Position, DateTimeOffset At)> Left { get; } = [];
}
