using System.Collections.Immutable;

namespace Annona.Journal;

/// <summary>An entry that the device made and may still have to send.</summary>
/// <param name="Intent">The form it came from: a form that is saved twice is one entry.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Entry">What is sent.</param>
/// <param name="Position">Where the hub keeps it; 0 as long as the hub did not say.</param>
public sealed record OutboxEntry(Guid Intent, Hash Id, SentEntry Entry, long Position);

/// <summary>
/// A device's own journal: the end of its chain, and the outbox of what no checkpoint vouches for yet. It is a value:
/// the host keeps the next one durably, and only then says "saved". What an image of the device holds is exactly such a
/// value, so a restored device is one that went on from an older one.
/// </summary>
public sealed record DeviceJournal
{
    /// <summary>A device that has recorded nothing.</summary>
    /// <param name="operation">The operation it is enrolled in.</param>
    /// <param name="device">Its id; made anew at each enrolment.</param>
    public DeviceJournal(Guid operation, Guid device) => (Operation, Device) = (operation, device);

    /// <summary>The operation.</summary>
    public Guid Operation { get; }

    /// <summary>The device.</summary>
    public Guid Device { get; }

    /// <summary>How many entries its chain has.</summary>
    public long Sequence { get; private init; }

    /// <summary>Id of the last one.</summary>
    public Hash Last { get; private init; }

    /// <summary>The hybrid clock of the last one. It never runs back, whatever the device's clock does.</summary>
    public long Clock { get; private init; }

    /// <summary>The newest checkpoint that it has seen.</summary>
    public Seen Seen { get; private init; }

    /// <summary>
    /// The hub knows more of this chain than the device does: it was restored from an old image, or cloned. It must be
    /// enrolled anew before it records anything.
    /// </summary>
    public bool IsBehindItself { get; private init; }

    /// <summary>Entries that no seen checkpoint vouches for, oldest first.</summary>
    public ImmutableList<OutboxEntry> Outbox { get; private init; } = [];

    /// <summary>Records a fact: the next link of the chain. A form that was saved before stays what it was.</summary>
    /// <param name="fact">What happened.</param>
    /// <param name="bases">What it replaces; see <see cref="Envelope.Bases"/>.</param>
    /// <param name="at">The device's clock, right or wrong.</param>
    /// <param name="keys">Seals and signs.</param>
    public DeviceJournal Record(Fact fact, ImmutableArray<Guid> bases, DateTimeOffset at, DeviceKeys keys)
    {
        if (Outbox.Exists(kept => kept.Intent == fact.Intent))
            return this;
        if (JournalWriter.WhyTooLarge(fact) is { } tooLarge)
            throw new ArgumentException(tooLarge, nameof(fact));
        var clock = Math.Max(Clock + 1, Effective.ClockAt(at));
        var bare = new Envelope(
            Operation, Device, Sequence + 1, Last, clock, fact.Kind, fact.KindVersion, fact.Intent, fact.Actor, default,
            Seen, [])
        {
            Request = fact.Request, Bases = bases,
        };
        var associated = bare.AssociatedData();
        var open = keys.Sealer.SealOpen(fact.Open, associated);
        var personal = new byte[fact.Personal.Count][];
        var references = ImmutableArray.CreateBuilder<PersonalRef>(personal.Length);
        var fresh = new List<SubjectKey>();
        for (var i = 0; i < personal.Length; i++)
        {
            var subject = fact.Personal[i].Subject;
            var wrapped = keys.KeyOf(subject);
            if (wrapped is null)
                fresh.Add(new(subject, wrapped = keys.Sealer.NewSubjectKey(subject)));
            personal[i] = keys.Sealer.SealPersonal(new(subject, wrapped), fact.Personal[i].Plain, associated);
            references.Add(new(subject, Hash.Of(personal[i])));
        }
        var whole = bare with { OpenPart = Hash.Of(open), Personal = references.MoveToImmutable() };
        var signed = SignedEnvelope.Sign(whole, keys.Signer, out var id);
        return this with
        {
            Sequence = Sequence + 1,
            Last = id,
            Clock = clock,
            Outbox = Outbox.Add(new(fact.Intent, id, new(signed, open, personal, fresh), Position: 0)),
        };
    }

    /// <summary>What to send next: the oldest that the hub does not have, in order of the chain.</summary>
    /// <param name="count">At most so many; halve it when a batch does not get through.</param>
    public IReadOnlyList<OutboxEntry> Next(int count) => [.. Outbox.Where(kept => kept.Position == 0).Take(count)];

    /// <summary>With the hub's answer to one entry. Nothing is deleted before a checkpoint vouches for it.</summary>
    public DeviceJournal After(Hash id, Receipt receipt)
    {
        var at = receipt.IsKept ? Outbox.FindIndex(kept => kept.Id == id) : -1;
        if (at < 0)
            return this;
        // An answer that was lost may come again after the checkpoint that vouches for its entry.
        return receipt.Position <= Seen.Size
            ? this with { Outbox = Outbox.RemoveAt(at) }
            : this with { Outbox = Outbox.SetItem(at, Outbox[at] with { Position = receipt.Position }) };
    }

    /// <summary>With a checkpoint whose signature was checked: what it covers need not be kept here any more.</summary>
    /// <param name="checkpoint">Size and root prefix.</param>
    public DeviceJournal After(Seen checkpoint) => checkpoint.Size <= Seen.Size ? this : this with
    {
        Seen = checkpoint,
        Outbox = Outbox.RemoveAll(kept => kept.Position > 0 && kept.Position <= checkpoint.Size),
    };

    /// <summary>With what the hub says about this chain: the first thing that two who meet tell each other.</summary>
    /// <param name="sequence">The last number that the hub has.</param>
    /// <param name="last">Its id.</param>
    /// <param name="isForked">The hub has two entries for one number.</param>
    public DeviceJournal Met(long sequence, Hash last, bool isForked) => this with
    {
        IsBehindItself = IsBehindItself || isForked || sequence > Sequence || (sequence == Sequence && last != Last),
    };
}

/// <summary>What a device seals and signs with.</summary>
/// <param name="Sealer">Seals parts with the register's and persons' keys.</param>
/// <param name="Signer">Signs envelopes with the device's key.</param>
/// <param name="KeyOf">The wrapped key of a person, or null if the device knows none.</param>
public sealed record DeviceKeys(ISealer Sealer, IEnvelopeSigner Signer, Func<Guid, byte[]?> KeyOf);
