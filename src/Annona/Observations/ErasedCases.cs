using Annona.Access;
using Annona.Values;

namespace Annona.Observations;

/// <summary>
/// The words of a case were destroyed with the key that opened them: what was said, answered and decided. Kind, day,
/// place and referral stay, and so does every count. Words that are added later are not kept, either.
/// </summary>
/// <param name="Observation">The case.</param>
/// <param name="Reason">Why, as a code such as <c>person-erased</c>; never a name.</param>
public sealed record CaseTextErased(Id<Observation> Observation, string Reason) : Event;

/// <summary>Asks to destroy the words of a case.</summary>
/// <param name="Observation">The case.</param>
/// <param name="Reason">Why, as a code; never a name.</param>
public sealed record EraseCaseText(Id<Observation> Observation, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        string.IsNullOrWhiteSpace(Reason) ? ObservationRefusals.NoReason()
        : now.Observations.Find(Observation) is not { } row ? ObservationRefusals.Unknown(Observation.ToString())
        : !Cases.IsCase(row.Seen) ? ObservationRefusals.NotACase()
        : row.TextErasedOn is not null ? ObservationRefusals.TextErased(row.Code)
        : ErasedCases.Fact(row, Reason.Trim());
}

/// <summary>Cases whose key is destroyed.</summary>
static class ErasedCases
{
    public static CaseTextErased Fact(ObservationRow row, string reason) => new(row.Id, reason)
    {
        Synthetic = row.Synthetic, Erased = [ObservationRecorded.CaseOf(row.Id)],
    };

    /// <summary>Cases among these keys whose words are there still, as facts that destroy them.</summary>
    public static IEnumerable<Event> Again(Registers now, IReadOnlyList<Guid> subjects, string reason)
    {
        var gone = subjects.ToHashSet();
        return now.Observations.All
            .Where(row => row.TextErasedOn is null && gone.Contains(ObservationRecorded.CaseOf(row.Id)))
            .Select(row => Fact(row, reason));
    }
}
