using Annona.Access;
using Annona.Journal;

namespace Annona;

/// <summary>
/// Asks to take in what devices signed, in the order in which it stands here. Whoever carries it, over a network or as
/// a file on a stick, only carries it: each entry names its own officer and is signed by its device. Sending again is
/// harmless; the decision is a <see cref="Decision.Received"/>.
/// </summary>
/// <param name="Entries">At most <see cref="EntriesMax"/>; of one device in order of its chain.</param>
public sealed record ReceiveEntries(IReadOnlyList<SentEntry> Entries) : Request
{
    /// <summary>Entries of one request: with bodies some 500 kB.</summary>
    public const int EntriesMax = 500;

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        throw new InvalidOperationException("The operation takes entries in by itself.");
}

/// <summary>
/// Takes entries of devices in, one by one, each on what the ones before it left. It decides how an entry is kept,
/// never whether its fact happened: what is signed by a device of ours, complete and readable, is kept.
/// </summary>
sealed class Intake(Guid operation, OperationParts parts, JournalWriter writer, Opening opening)
{
    /// <summary>Takes one entry in.</summary>
    /// <param name="entry">As it was sent.</param>
    /// <param name="at">UTC now.</param>
    /// <param name="now">The registers; after it when it was kept.</param>
    /// <param name="edit">The draft.</param>
    public Receipt Take(SentEntry entry, DateTimeOffset at, ref Registers now, Edit edit)
    {
        if (TryRead(entry) is not { } signed)
            return Refused("not-readable");
        var envelope = signed.Envelope;
        if (envelope.Operation != operation)
            return Refused("other-operation");
        if (now.Access.FindDevice(envelope.Device) is not { } device)
            return Refused("unknown-device");
        var link = now.Chains.Judge(envelope, signed.Id);
        if (link == Link.Known)
            return new(Outcome.Duplicate, now.Chains.Find(signed.ShortId), "");
        if (parts.Devices?.Verify(entry.Signed, device.PublicKey) != true)
            return Refused("not-signed");
        if (!IsWhole(entry, envelope))
            return Refused("damaged-on-the-way");
        if (link == Link.Early)
            return Held("predecessor-missing");
        if (!parts.Sealer.TryOpen(entry.OpenPart, envelope.AssociatedData(), out var open))
            return Refused("not-sealed-for-us");
        var before = now;
        if (link == Link.Next && envelope.Bases.Any(id => before.Chains.Find(id) == 0))
            return Held("base-missing");
        var kept = WithoutErased(entry, envelope, now.People.IsErased);
        return Keep(new(kept, signed, open, link), device, at, ref now, edit);
    }

    Receipt Keep(Arrival arrival, DeviceRow device, DateTimeOffset at, ref Registers now, Edit edit)
    {
        if (WithKeys(arrival.Entry, arrival.Signed.Envelope) is not { } entry)
            return Refused("no-key");
        if (Personal(entry, arrival.Signed.Envelope) is not { } personal)
            return Refused("other-key");
        var opened = new Entry(now.Position + 1, at, arrival.Signed.Envelope, arrival.Open, personal)
        {
            SignedId = arrival.Signed.Id,
        };
        var recorded = Read(opened, now);
        var verdict = VerdictOn(recorded, arrival, device, now);
        if (writer.Take(entry with { Keys = NewKeys(entry) }, verdict, at) != now.Position + 1)
            throw new InvalidOperationException("The writer and the registers are not at the same entry.");
        now = now.After(Folded(recorded, verdict), edit);
        return verdict switch
        {
            Verdict.Accepted => new(Outcome.Accepted, now.Position, ""),
            Verdict.Repeated => new(Outcome.Duplicate, now.Position, "same-intent"),
            _ => new(Outcome.Quarantined, now.Position, WhyOf(verdict)),
        };
    }

    Verdict VerdictOn(Recorded recorded, Arrival arrival, DeviceRow device, Registers now)
    {
        var sent = recorded.Sent!;
        if (arrival.Link == Link.Fork)
            return Verdict.Forked;
        if (device.IsRevoked || HasEnded(device, sent, now))
            return Verdict.DeviceEnded;
        if (recorded.Event is UnknownEvent)
            return sent.Verdict;
        if (!arrival.Signed.Envelope.Erased.IsEmpty)
            return Verdict.Quarantined;
        if (FieldFacts.RolesFor(recorded.Event) is not { } roles || FieldFacts.IsMalformed(recorded.Event, now))
            return Verdict.Quarantined;
        if (!now.Access.MayHaveRecorded(new(recorded.Officer), roles, sent))
            return Verdict.NoRole;
        // Its bases are here, so whoever it speaks of cannot come any more: to hold it would hold its device for ever.
        if (FieldFacts.SpeaksOfNobody(recorded.Event, now.People))
            return Verdict.Orphaned;
        return now.Intents.Find(recorded.Intent) is not { } before ? Verdict.Accepted
            : SaysTheSame(before, arrival) ? Verdict.Repeated
            : Verdict.Contradicted;
    }

    /// <summary>
    /// A clock that runs ahead of the hub's is no witness that the enrolment had ended: then only what the device had
    /// seen is.
    /// </summary>
    static bool HasEnded(DeviceRow device, Sent sent, Registers now)
    {
        var ended = Effective.ClockAt(new(device.Until.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero));
        var seen = Effective.ClockAt(now.Chains.RecordedAt(sent.Seen));
        return (sent.Clock > sent.Effective.Clock ? seen : sent.Effective.Clock) >= ended;
    }

    /// <summary>What is not of a known form is kept unread.</summary>
    static Recorded Read(Entry opened, Registers now)
    {
        try
        {
            return StoredForms.Read(opened, now);
        }
        catch (DamagedEntryException)
        {
            return StoredForms.Read(opened with { Verdict = Verdict.Quarantined }, now);
        }
    }

    Recorded Folded(Recorded recorded, Verdict verdict)
    {
        var fact = recorded.Event;
        // As it will be read back: what no device may send is not folded, and is read as nothing.
        if (verdict == Verdict.Quarantined && fact is not UnknownEvent)
            fact = new UnknownEvent("");
        if (opening == Opening.OpenParts)
            fact = fact.WithoutDetails();
        return recorded with { Event = fact, Sent = recorded.Sent! with { Verdict = verdict } };
    }

    /// <summary>Whether one of the entries that an intent led to before says exactly this.</summary>
    bool SaysTheSame((long First, int Count) before, Arrival arrival)
    {
        for (var position = before.First; position < before.First + before.Count; position++)
        {
            var kept = writer.FindPending(position) ?? parts.Store.Read(position).First();
            var envelope = JournalReader.Decode(kept).Envelope;
            if (envelope.Actor == arrival.Signed.Envelope.Actor && envelope.Kind == arrival.Signed.Envelope.Kind
                && parts.Sealer.TryOpen(kept.OpenPart, envelope.AssociatedData(), out var open)
                && open.AsSpan().SequenceEqual(arrival.Open)
                && HasSamePersons(new([], [], kept.PersonalParts, []), envelope, arrival))
                return true;
        }
        return false;
    }

    bool HasSamePersons(SentEntry kept, Envelope envelope, Arrival arrival)
    {
        var (before, after) = (Personal(kept, envelope), Personal(arrival.Entry, arrival.Signed.Envelope));
        return before is not null && after is not null && before.Length == after.Length
            && before.Zip(after).All(pair => pair.First.Subject == pair.Second.Subject
                && pair.First.Plain.AsSpan().SequenceEqual(pair.Second.Plain));
    }

    static SignedEnvelope? TryRead(SentEntry entry)
    {
        try
        {
            return SignedEnvelope.Decode(entry.Signed);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    static bool IsWhole(SentEntry entry, Envelope envelope)
    {
        if (Hash.Of(entry.OpenPart) != envelope.OpenPart || entry.OpenPart.Length > JournalWriter.OpenPartSizeMax
            || entry.PersonalParts.Count != envelope.Personal.Length
            || entry.PersonalParts.Count > JournalWriter.PersonsMax)
            return false;
        for (var i = 0; i < entry.PersonalParts.Count; i++)
            if (Hash.Of(entry.PersonalParts[i]) != envelope.Personal[i].Sealed)
                return false;
        return true;
    }

    /// <summary>
    /// Of who was erased the entry keeps its header alone: the part is dropped, and no key may be made anew.
    /// </summary>
    static SentEntry WithoutErased(SentEntry entry, Envelope envelope, Func<Guid, bool> isErased) =>
        !envelope.Personal.Any(part => isErased(part.Subject)) ? entry : entry with
        {
            PersonalParts =
            [
                .. entry.PersonalParts.Select((part, at) => isErased(envelope.Personal[at].Subject) ? [] : part),
            ],
            Keys = [.. entry.Keys.Where(key => !isErased(key.Subject))],
        };

    /// <summary>With the keys of everybody it names: ours, and only where we have none the device's.</summary>
    SentEntry? WithKeys(SentEntry entry, Envelope envelope)
    {
        if (envelope.Personal.IsEmpty)
            return entry;
        var keys = new List<SubjectKey>(envelope.Personal.Length);
        for (var i = 0; i < envelope.Personal.Length; i++)
        {
            if (entry.PersonalParts[i].Length == 0)
                continue;
            var subject = envelope.Personal[i].Subject;
            var wrapped = KeyOf(subject) ?? entry.Keys.FirstOrDefault(key => key.Subject == subject).Wrapped;
            if (wrapped is null)
                return null;
            keys.Add(new(subject, wrapped));
        }
        return entry with { Keys = keys };
    }

    IReadOnlyList<SubjectKey> NewKeys(SentEntry entry) =>
        entry.Keys.Count == 0 ? entry.Keys
        : [.. entry.Keys.Where(key => KeyOf(key.Subject) is null).DistinctBy(key => key.Subject)];

    byte[]? KeyOf(Guid subject) => writer.FindNewKey(subject) ?? parts.Store.FindSubjectKey(subject);

    /// <summary>The personal parts in clear; null when one does not open with its person's key.</summary>
    PersonalPlain[]? Personal(SentEntry entry, Envelope envelope)
    {
        if (envelope.Personal.IsEmpty)
            return [];
        var associated = envelope.AssociatedData();
        var opened = new PersonalPlain[envelope.Personal.Length];
        for (var i = 0; i < opened.Length; i++)
        {
            var subject = envelope.Personal[i].Subject;
            opened[i] = new(subject, null);
            if (entry.PersonalParts[i].Length == 0)
                continue;
            var key = KeyOf(subject) ?? entry.Keys.FirstOrDefault(known => known.Subject == subject).Wrapped;
            if (key is null
                || !parts.Sealer.TryOpenPersonal(new(subject, key), entry.PersonalParts[i], associated, out var plain))
                return null;
            opened[i] = new(subject, plain);
        }
        return opened;
    }

    static string WhyOf(Verdict verdict) => verdict switch
    {
        Verdict.Forked => "forked",
        Verdict.Contradicted => "other-content",
        Verdict.NoRole => "no-role",
        Verdict.DeviceEnded => "device-ended",
        Verdict.Orphaned => "person-missing",
        _ => "not-for-devices",
    };

    static Receipt Refused(string why) => new(Outcome.Refused, Position: 0, why);

    static Receipt Held(string why) => new(Outcome.Held, Position: 0, why);

    sealed record Arrival(SentEntry Entry, SignedEnvelope Signed, byte[] Open, Link Link);
}
