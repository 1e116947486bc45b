using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Annona.Access;
using Annona.Journal;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Observations;

/// <summary>An observation as the register has it.</summary>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Fact">What was recorded, without its personal part.</param>
/// <param name="RecordedBy">The officer who recorded it.</param>
/// <param name="RecordedAt">When, UTC.</param>
public sealed record ObservationRow(
    int Number, ObservationRecorded Fact, Id<Officer> RecordedBy, DateTimeOffset RecordedAt)
{
    /// <summary>What officers type: <c>O3</c> for the third observation on record.</summary>
    public string Code => $"O{Number}";

    /// <summary>Its id.</summary>
    public Id<Observation> Id => Fact.Observation;

    /// <summary>What was seen.</summary>
    public Sighting Seen => Fact.Seen;

    /// <summary>The day, local; where only a month or some days are known, the last of them.</summary>
    public DateOnly On => Fact.On;

    /// <summary>Where.</summary>
    public Id<Place>? Place => Fact.Place;

    /// <summary>Who may read it.</summary>
    public Audience Audience => Fact.Audience;

    /// <summary>The promises it bears on.</summary>
    public IReadOnlyList<PromiseBearing> Promises => Fact.Promises ?? [];

    /// <summary>Made up.</summary>
    public bool Synthetic => Fact.Synthetic;

    /// <summary>
    /// Why it does not count any more; empty for a case, whose reason is sealed; null while it counts.
    /// </summary>
    public string? Withdrawn { get; init; }

    /// <summary>Who looks after a case: whoever recorded it, until another is named.</summary>
    public Id<Officer> Owner { get; init; } = RecordedBy;

    /// <summary>Whom a case was referred to last.</summary>
    public Referral? Referred { get; init; } = Fact.Referred;

    /// <summary>When a complaint was answered; null while it was not.</summary>
    public DateOnly? AnsweredOn { get; init; }

    /// <summary>The complainant heard the answer.</summary>
    public bool ToldComplainant { get; init; }

    /// <summary>When the words of a case were destroyed, UTC; null while they are kept.</summary>
    public DateTimeOffset? TextErasedOn { get; init; }

    /// <summary>
    /// The sealed texts of a case in order; empty when it has none, they were erased or not opened here.
    /// </summary>
    internal ImmutableArray<string> Texts { get; init; } = [];
}

/// <summary>What was seen on the ground.</summary>
public sealed record ObservationRegister : IRegister<ObservationRegister>
{
    ImmutableList<ObservationRow> rows = [];
    ImmutableDictionary<Id<Observation>, int> byId = ImmutableDictionary<Id<Observation>, int>.Empty;
    ImmutableDictionary<Id<Promise>, ImmutableList<int>> byPromise =
        ImmutableDictionary<Id<Promise>, ImmutableList<int>>.Empty;

    ObservationRegister()
    {
    }

    /// <summary>Nothing seen.</summary>
    public static ObservationRegister Empty { get; } = new();

    /// <summary>
    /// All observations in order of arrival, also those withdrawn. Cases among them are for their readers only.
    /// </summary>
    public IReadOnlyList<ObservationRow> All => rows;

    /// <summary>The observation with an id, or null.</summary>
    public ObservationRow? Find(Id<Observation> observation) =>
        byId.TryGetValue(observation, out var at) ? rows[at] : null;

    /// <summary>The observation with a code (<c>O3</c>) or an id as text, or null.</summary>
    public ObservationRow? Find(string text) =>
        Codes.TryNumber(text, "O", rows.Count, out var number) ? rows[number - 1]
        : Id<Observation>.TryParse(text, out var id) ? Find(id)
        : null;

    /// <summary>What bears on a promise and was not withdrawn, in order of arrival.</summary>
    public IEnumerable<(ObservationRow Row, PromiseBearing Bearing)> Of(Id<Promise> promise) =>
        from at in byPromise.GetValueOrDefault(promise, [])
        let row = rows[at]
        where row.Withdrawn is null
        from bearing in row.Promises
        where bearing.Promise == promise
        select (row, bearing);

    /// <summary>
    /// How many passed each place by the newest observations: the newest count of everything so far, and what was
    /// counted as new after its day. It is one of three counts; those registered and those sheltered are counted
    /// elsewhere.
    /// </summary>
    /// <param name="synthetic">The made-up ones instead of the real ones.</param>
    /// <returns>One for each place, in order of first arrival.</returns>
    public IReadOnlyList<PassageCount> PassageByPlace(bool synthetic) =>
    [
        .. rows.Where(row => row.Withdrawn is null && row.Synthetic == synthetic && row.Seen is Passage)
            .GroupBy(row => row.Place)
            .Select(PassageAtPlaces.Of),
    ];

    /// <inheritdoc/>
    public ObservationRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        ObservationRecorded seen => After(seen, recorded),
        ObservationWithdrawn withdrawn =>
            Changed(withdrawn.Observation, row => row with
            {
                Withdrawn = withdrawn.Reason ?? "",
                Texts = row.Texts.AddRange(TextsOf(withdrawn, withdrawn.Observation)),
            }),
        CaseReferred referred => Changed(referred.Observation, row => row with { Referred = referred.Referral }),
        CaseAssigned assigned => Changed(assigned.Observation, row => row with { Owner = assigned.Owner }),
        ComplaintAnswered answered => Changed(answered.Observation, row => row with
        {
            AnsweredOn = answered.On,
            ToldComplainant = answered.ToldComplainant,
            Texts = row.Texts.AddRange(TextsOf(answered, answered.Observation)),
        }),
        CaseTextErased erased => Changed(
            erased.Observation, row => row with { Texts = [], TextErasedOn = recorded.RecordedAt }),
        _ => this,
    };

    ObservationRegister After(ObservationRecorded seen, Recorded recorded)
    {
        if (byId.ContainsKey(seen.Observation))
            return this;
        var open = seen with { Personal = [] };
        var row = new ObservationRow(rows.Count + 1, open, new(recorded.Officer), recorded.RecordedAt)
        {
            Texts = [.. TextsOf(seen, seen.Observation)],
        };
        return this with
        {
            rows = rows.Add(row),
            byId = byId.Add(seen.Observation, rows.Count),
            byPromise = row.Promises.Select(bearing => bearing.Promise).Distinct().Aggregate(
                byPromise,
                (map, promise) => map.SetItem(promise, map.GetValueOrDefault(promise, []).Add(rows.Count))),
        };
    }

    /// <summary>The same sightings without the texts of cases: as whoever opens no personal part folds them.</summary>
    internal ObservationRegister WithoutTexts() =>
        this with { rows = [.. rows.Select(row => row with { Texts = [] })] };

    ObservationRegister Changed(Id<Observation> observation, Func<ObservationRow, ObservationRow> change) =>
        byId.TryGetValue(observation, out var at) ? this with { rows = rows.SetItem(at, change(rows[at])) } : this;

    static IEnumerable<string> TextsOf(Event fact, Id<Observation> observation) =>
        fact.DetailsOf(ObservationRecorded.CaseOf(observation))?.Note is { } text ? [text] : [];
}

/// <summary>Stored forms of this room.</summary>
public static class ObservationForms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<StoredForm> All { get; } =
    [
        new("observation.recorded", 1, ObservationJson.Default.ObservationRecorded),
        new("observation.withdrawn", 1, ObservationJson.Default.ObservationWithdrawn),
        new("case.referred", 1, ObservationJson.Default.CaseReferred),
        new("case.assigned", 1, ObservationJson.Default.CaseAssigned),
        new("complaint.answered", 1, ObservationJson.Default.ComplaintAnswered),
        new("case.text-erased", 1, ObservationJson.Default.CaseTextErased),
    ];
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ObservationRecorded))]
[JsonSerializable(typeof(ObservationWithdrawn))]
[JsonSerializable(typeof(CaseReferred))]
[JsonSerializable(typeof(CaseAssigned))]
[JsonSerializable(typeof(ComplaintAnswered))]
[JsonSerializable(typeof(CaseTextErased))]
sealed partial class ObservationJson : JsonSerializerContext;
