using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Annona.Access;
using Annona.Aid;
using Annona.Duplicates;
using Annona.Journal;
using Annona.Ledger;
using Annona.Observations;
using Annona.Parties;
using Annona.People;
using Annona.Places;
using Annona.Privacy;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona;

/// <summary>How one kind of event is stored. A form never changes: a new version is a new form.</summary>
/// <param name="Kind">Stored name without version, such as <c>aid.given</c>.</param>
/// <param name="Version">From 1.</param>
/// <param name="Json">Reads and writes the open part.</param>
public sealed record StoredForm(string Kind, int Version, JsonTypeInfo Json);

/// <summary>Every stored form of every room, by name and by type.</summary>
public static class StoredForms
{
    /// <summary>All forms, in order of the rooms.</summary>
    public static IReadOnlyList<StoredForm> All { get; } =
    [
        .. AccessForms.All,
        .. PartyForms.All,
        .. PlaceForms.All,
        .. PublicRecordForms.All,
        .. PeopleForms.All,
        .. DuplicateForms.All,
        .. LedgerForms.All,
        .. AidForms.All,
        .. ObservationForms.All,
        .. PrivacyForms.All,
    ];

    static readonly FrozenDictionary<(string, int), StoredForm> ByName =
        All.ToFrozenDictionary(form => (form.Kind, form.Version));

    static readonly FrozenDictionary<Type, StoredForm> ByType = All.ToFrozenDictionary(form => form.Json.Type);

    /// <summary>Whether this version reads a kind. What it does not know is kept, and not folded.</summary>
    public static bool Knows(string kind, int version) => ByName.ContainsKey((kind, version));

    /// <summary>The event as a fact for the journal.</summary>
    public static Fact Write(Event fact, Guid intent, Guid officer)
    {
        var form = ByType[fact.GetType()];
        return new(
            form.Kind, form.Version, intent, officer, JsonSerializer.SerializeToUtf8Bytes(fact, form.Json),
            [.. fact.Personal.Select(part => new PersonalPlain(part.Subject, Write(part.Details)))])
        {
            Erased = fact.Erased,
        };
    }

    /// <summary>
    /// The event of an entry; an <see cref="UnknownEvent"/> for a form that this version does not know.
    /// </summary>
    /// <exception cref="DamagedEntryException">The part is sealed correctly but is not of its form.</exception>
    public static Recorded Read(Entry entry) => OpenedEvent.Plain(entry, ReadEvent(entry));

    /// <summary>
    /// The same on its way into the registers: a device's entry gets its place among competing facts.
    /// </summary>
    /// <exception cref="DamagedEntryException">The part is sealed correctly but is not of its form.</exception>
    public static Recorded Read(Entry entry, Registers before) => Open(entry).In(before);

    /// <summary>The event of an entry, before it is known what came before it. Any thread may ask.</summary>
    /// <exception cref="DamagedEntryException">The part is sealed correctly but is not of its form.</exception>
    internal static OpenedEvent Open(Entry entry) => new(
        entry,
        // What no device may send was kept unread; nothing of it is folded.
        entry.SignedId is not null && entry.Verdict == Journal.Verdict.Quarantined
            ? new UnknownEvent($"{entry.Envelope.Kind}.{entry.Envelope.KindVersion}")
            : ReadEvent(entry));

    static Event ReadEvent(Entry entry)
    {
        var envelope = entry.Envelope;
        // A kind that is not known here erases all the same. No device does.
        IReadOnlyList<Guid> erased = entry.SignedId is null ? [.. envelope.Erased] : [];
        if (!ByName.TryGetValue((envelope.Kind, envelope.KindVersion), out var form))
            return new UnknownEvent($"{envelope.Kind}.{envelope.KindVersion}") { Erased = erased };
        try
        {
            var fact = (Event)JsonSerializer.Deserialize(entry.Open, form.Json)!;
            return entry.Personal.Count == 0 && erased.Count == 0
                ? fact
                : fact with { Personal = [.. entry.Personal.Select(ReadPart)], Erased = erased };
        }
        catch (JsonException e)
        {
            throw new DamagedEntryException(entry.Position,
                $"it is not a {envelope.Kind}.{envelope.KindVersion}: {e.Message}");
        }
    }

    static PersonalPart ReadPart(PersonalPlain part) => new(
        part.Subject, part.Plain is null ? null : JsonSerializer.Deserialize(
            part.Plain, ValuesJson.Default.PersonalDetails));

    static byte[]? Write(PersonalDetails? details) =>
        details is null ? null : JsonSerializer.SerializeToUtf8Bytes(details, ValuesJson.Default.PersonalDetails);
}

/// <summary>An entry and the event it holds.</summary>
readonly record struct OpenedEvent(Entry Entry, Event Event)
{
    /// <summary>In its place after these registers.</summary>
    public Recorded In(Registers before)
    {
        var recorded = Plain(Entry, Event);
        if (Entry.SignedId is not { } id)
            return recorded;
        var envelope = Entry.Envelope;
        return recorded with
        {
            Sent = new(
                new(envelope.Device, envelope.Sequence, id, Entry.Position), envelope.Clock, envelope.Seen.Size,
                envelope.Bases, Entry.Verdict)
            {
                Effective = before.Chains.EffectiveOf(envelope, id, Entry.RecordedAt),
            },
        };
    }

    /// <summary>As an entry of the hub.</summary>
    public static Recorded Plain(Entry entry, Event fact) =>
        new(entry.Position, entry.RecordedAt, entry.Envelope.Intent, entry.Envelope.Actor, fact);
}
