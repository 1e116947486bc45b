using Annona.Parties;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Observations;

/// <summary>
/// What was seen, in its parts, with names instead of ids. A kind has only its own parts; all others are null.
/// </summary>
/// <param name="Kind">Which kind.</param>
public sealed record ListedSighting(ObservationKind Kind)
{
    /// <summary>A visit or aid given: by which party.</summary>
    public string? By { get; init; }

    /// <summary>A visit: what was found.</summary>
    public IReadOnlyList<string>? Findings { get; init; }

    /// <summary>Works or aid given, in words.</summary>
    public string? What { get; init; }

    /// <summary>Works: how far.</summary>
    public WorksStage? Stage { get; init; }

    /// <summary>Works: 0 to 100 as stated.</summary>
    public int? Percent { get; init; }

    /// <summary>Aid given: how much, as stated.</summary>
    public StatedAmount? Amount { get; init; }

    /// <summary>Aid given: to how many households, as stated.</summary>
    public StatedAmount? Households { get; init; }

    /// <summary>Aid given: to how many people, as stated.</summary>
    public StatedAmount? People { get; init; }

    /// <summary>Passage and arms: so far, or new.</summary>
    public Counting? Counting { get; init; }

    /// <summary>Passage: went through.</summary>
    public StatedAmount? Crossed { get; init; }

    /// <summary>Passage: were not let through.</summary>
    public StatedAmount? Stopped { get; init; }

    /// <summary>Passage: were detained.</summary>
    public StatedAmount? Detained { get; init; }

    /// <summary>Passage: came back.</summary>
    public StatedAmount? Returned { get; init; }

    /// <summary>Arms: which class.</summary>
    public ArmsClass? Class { get; init; }

    /// <summary>Arms: how many pieces.</summary>
    public StatedAmount? Count { get; init; }

    /// <summary>Arms: the third party who was there.</summary>
    public string? Witness { get; init; }

    /// <summary>A meeting: who met.</summary>
    public IReadOnlyList<string>? Parties { get; init; }

    /// <summary>A meeting: what was agreed.</summary>
    public IReadOnlyList<string>? Commitments { get; init; }

    /// <summary>An incident or a complaint: what it is about.</summary>
    public CaseCategory? Category { get; init; }

    /// <summary>A complaint: how it came.</summary>
    public ComplaintChannel? Channel { get; init; }

    /// <summary>A complaint: by when it is to be answered.</summary>
    public DateOnly? DueOn { get; init; }

    internal static ListedSighting Of(Sighting seen, PartyRegister parties)
    {
        string? Name(Id<Party>? party) => party is { } id ? parties.Find(id)?.Name : null;
        var listed = new ListedSighting(seen.Kind);
        return seen switch
        {
            Visit visit => listed with { By = Name(visit.By), Findings = visit.Findings },
            Works works => listed with { What = works.What, Stage = works.Stage, Percent = works.Percent },
            DeliveredByOthers aid => listed with
            {
                By = Name(aid.By),
                What = aid.What,
                Amount = aid.Amount,
                Households = aid.Households,
                People = aid.People,
            },
            Passage passage => listed with
            {
                Counting = passage.Counting,
                Crossed = passage.Crossed,
                Stopped = passage.Stopped,
                Detained = passage.Detained,
                Returned = passage.Returned,
            },
            ArmsHandedIn arms => listed with
            {
                Class = arms.Class,
                Count = arms.Count,
                Counting = arms.Counting,
                Witness = Name(arms.Witness),
            },
            Dialogue meeting => listed with
            {
                Parties = [.. meeting.Parties.Select(party => Name(party) ?? "")],
                Commitments = meeting.Commitments,
            },
            Incident incident => listed with { Category = incident.Category },
            Complaint complaint => listed with
            {
                Category = complaint.Category,
                Channel = complaint.Channel,
                DueOn = complaint.DueOn,
            },
            _ => listed,
        };
    }
}
