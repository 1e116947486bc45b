using System.Text;
using Annona.Access;
using Annona.Journal;
using Annona.Values;

namespace Annona;

/// <summary>An entry read back for who asks what is kept of somebody.</summary>
/// <param name="Position">Place in the journal, from 1.</param>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="Officer">Who recorded it.</param>
/// <param name="Kind">Stored name with version, such as <c>people.changed.1</c>.</param>
/// <param name="Event">The fact, with the details of nobody but those who were asked for.</param>
public sealed record PastEntry(long Position, DateTimeOffset At, Id<Officer> Officer, string Kind, Event Event)
{
    /// <summary>The device that sent it; empty for the hub.</summary>
    public Guid Device { get; init; }

    /// <summary>How the hub took it in; only what was accepted is folded.</summary>
    public Verdict Verdict { get; init; }
}

/// <summary>A fact that was accepted, as far as its open part says it.</summary>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="Fact">The fact, with nobody's details.</param>
/// <param name="HasDetails">It came with sealed parts, whether or not they are there still.</param>
public readonly record struct PastFact(DateTimeOffset At, Event Fact, bool HasDetails);

/// <summary>
/// Entries of the journal that name somebody, for questions that must not miss one. It reads the whole journal, as
/// long as opening it without a snapshot takes.
/// </summary>
public interface IHistory
{
    /// <summary>
    /// Every entry that names one of these ids, in clear or in its open part, of whatever kind. Their own details are
    /// opened where the operation opens personal parts, those of others never.
    /// </summary>
    /// <exception cref="DamagedEntryException">An entry cannot be read back.</exception>
    IReadOnlyList<PastEntry> Naming(IReadOnlyCollection<Guid> ids);

    /// <summary>Every fact that was accepted, oldest first, without anybody's details.</summary>
    /// <exception cref="DamagedEntryException">An entry cannot be read back.</exception>
    IEnumerable<PastFact> Facts();
}

/// <summary>Reads the journal through a view of its own, so that any thread may ask.</summary>
sealed class StoredHistory(IJournalStore store, JournalReader reader, Opening opening) : IHistory
{
    public IReadOnlyList<PastEntry> Naming(IReadOnlyCollection<Guid> ids)
    {
        using var view = store.View();
        var keys = ids.ToDictionary(id => id, view.FindSubjectKey);
        // Ids stand in open parts in one of two ways.
        byte[][] texts =
        [
            .. ids.SelectMany(id => new[] { $"{id:n}", $"{id:d}" }).Select(Encoding.ASCII.GetBytes),
        ];
        return
        [
            .. reader.OpenAhead(view.Read(1), keys.GetValueOrDefault, opening, Parsed)
                .Select(read => read.Parsed).OfType<PastEntry>(),
        ];

        PastEntry? Parsed(Entry entry) => IsNamed(entry, keys, texts) ? Read(entry) : null;
    }

    public IEnumerable<PastFact> Facts()
    {
        using var view = store.View();
        foreach (var (_, opened) in reader.OpenAhead(view.Read(1), _ => null, Opening.OpenParts, StoredForms.Open))
            if (opened.Entry.Verdict == Verdict.Accepted)
                yield return new(opened.Entry.RecordedAt, opened.Event, opened.Entry.Envelope.Personal.Length > 0);
    }

    static bool IsNamed(Entry entry, Dictionary<Guid, byte[]?> ids, byte[][] texts)
    {
        foreach (var part in entry.Personal)
            if (ids.ContainsKey(part.Subject))
                return true;
        foreach (var erased in entry.Envelope.Erased)
            if (ids.ContainsKey(erased))
                return true;
        foreach (var text in texts)
            if (entry.Open.AsSpan().IndexOf(text) >= 0)
                return true;
        return false;
    }

    static PastEntry Read(Entry entry)
    {
        var envelope = entry.Envelope;
        return new(
            entry.Position, entry.RecordedAt, new(envelope.Actor), $"{envelope.Kind}.{envelope.KindVersion}",
            StoredForms.Open(entry).Event)
        {
            Device = entry.SignedId is null ? Guid.Empty : envelope.Device,
            Verdict = entry.Verdict,
        };
    }
}
