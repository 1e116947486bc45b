using System.Text.Json.Serialization;
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
public sealed record Recorded(long Position, DateTimeOffset RecordedAt, Guid Intent, Guid Officer, Event Event);
