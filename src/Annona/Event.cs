using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Annona.Journal;
using Annona.Values;

namespace Annona;

/// <summary>
/// A fact: something that happened, in the past tense, in values and ids. Its stored name carries a version and its
/// stored form never changes (see <see cref="StoredForms"/>).
/// </summary>
public abstract record Event
{
    /// <summary>Made up for training or a demonstration. Real and synthetic never mix in a row.</summary>
    public bool Synthetic { get; init; }

    /// <summary>
    /// What only a person's own key opens: one part a person. Folds give the same counts without it.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<PersonalPart> Personal { get; init; } = [];

    /// <summary>
    /// Whose keys and personal parts this fact destroys, in all entries. It stands in the clear part of the entry.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Erased { get; init; } = [];

    /// <summary>The same without the personal parts of these persons.</summary>
    internal Event Without(Func<Guid, bool> isErased) => Personal.Any(part => isErased(part.Subject))
        ? this with { Personal = [.. Personal.Where(part => !isErased(part.Subject))] }
        : this;

    /// <summary>The same as it reads without personal keys: the persons stay, their details are not there.</summary>
    internal Event WithoutDetails() => Personal.Count == 0
        ? this
        : this with { Personal = [.. Personal.Select(part => part with { Details = null })] };

    /// <summary>The details of one person, or null: none given, erased, or not opened here.</summary>
    public PersonalDetails? DetailsOf(Guid subject)
    {
        foreach (var part in Personal)
            if (part.Subject == subject)
                return part.Details;
        return null;
    }
}

/// <summary>An event of a kind that this version does not know. It is kept and relayed, not folded.</summary>
/// <param name="Kind">Its stored name with version, such as <c>aid.given.7</c>.</param>
public sealed record UnknownEvent(string Kind) : Event;

/// <summary>An event in its place: what the folds see.</summary>
/// <param name="Position">Place in the journal, from 1.</param>
/// <param name="RecordedAt">When the hub took it in, UTC.</param>
/// <param name="Intent">The request that led to it.</param>
/// <param name="Officer">Who recorded it.</param>
/// <param name="Event">The fact.</param>
public sealed record Recorded(long Position, DateTimeOffset RecordedAt, Guid Intent, Guid Officer, Event Event)
{
    /// <summary>How it came in from a device; null for what the hub decided.</summary>
    public Sent? Sent { get; init; }

    /// <summary>Where it stands when facts compete.</summary>
    public Effective Effective => Sent?.Effective ?? Effective.OfHub(RecordedAt, Position);
}

/// <summary>What a device said of a fact beside the fact.</summary>
/// <param name="Link">Its place in the device's chain.</param>
/// <param name="Clock">The device's clock as it was signed.</param>
/// <param name="Seen">Size of the last checkpoint that the device had seen.</param>
/// <param name="Bases">The entries of devices that it replaces; see <see cref="Envelope.Bases"/>.</param>
/// <param name="Verdict">How the hub took it in.</param>
public sealed record Sent(Linked Link, long Clock, long Seen, ImmutableArray<Guid> Bases, Verdict Verdict)
{
    /// <summary>Where it stands when facts compete.</summary>
    public required Effective Effective { get; init; }

    /// <summary>How other entries name it as their base.</summary>
    public Guid Id => SignedEnvelope.ShortOf(Link.Id);
}
