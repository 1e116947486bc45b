using Annona.Access;
using Annona.Values;

namespace Annona.Aid;

/// <summary>A cycle of a programme, with what was granted in it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="From">First day, local.</param>
/// <param name="To">Last day, local.</param>
/// <param name="Households">Households granted it.</param>
/// <param name="People">People in them when it was granted.</param>
public sealed record ListedCycle(int Number, DateOnly From, DateOnly To, int Households, long People);

/// <summary>A programme in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">What officers type, such as <c>B3</c>.</param>
/// <param name="Name">What officers call it.</param>
/// <param name="Modality">How aid reaches people.</param>
/// <param name="Rule">The newest rule in words.</param>
/// <param name="RuleVersion">Its version, from 1.</param>
/// <param name="Cycles">In order.</param>
/// <param name="Promises">Codes of the promises that it serves.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record ListedProgramme(
    Id<Programme> Id, string Code, string Name, Modality Modality, string Rule, int RuleVersion,
    IReadOnlyList<ListedCycle> Cycles, IReadOnlyList<string> Promises, bool Synthetic);

/// <summary>Asks for all programmes in order of arrival.</summary>
public sealed record ListProgrammes : Question<IReadOnlyList<ListedProgramme>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<ListedProgramme> Answer(Registers now, Moment moment) =>
        [.. now.Aid.Programmes.Select(row => Listed(row, now))];

    static ListedProgramme Listed(ProgrammeRow row, Registers now) => new(
        row.Id, row.Code, row.Name, row.Modality, AidWords.Of(row.Rules[^1], now), row.Rules.Length,
        [.. row.Cycles.Select(cycle => Listed(row, cycle, now))],
        [.. row.Promises.Select(promise => now.PublicRecord.Promises.Find(promise)?.Code ?? promise.ToString())],
        row.Synthetic);

    static ListedCycle Listed(ProgrammeRow row, CycleDates cycle, Registers now)
    {
        var granted = now.Aid.GrantedIn(row.Id, cycle.Number);
        return new(cycle.Number, cycle.From, cycle.To, granted.Households, granted.People);
    }
}

/// <summary>A distribution in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">What officers type, such as <c>D3</c>.</param>
/// <param name="Programme">Code of the programme.</param>
/// <param name="ProgrammeName">Its name.</param>
/// <param name="Cycle">The cycle's number.</param>
/// <param name="Date">The day, local.</param>
/// <param name="Place">Name of the place.</param>
/// <param name="Stock">The account that goods leave; null for a service.</param>
/// <param name="Closed">The day is closed.</param>
public sealed record ListedDistribution(
    Id<Distribution> Id, string Code, string Programme, string ProgrammeName, int Cycle, DateOnly Date, string Place,
    string? Stock, bool Closed)
{
    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }

    internal static ListedDistribution Of(DistributionRow row, Registers now)
    {
        var programme = now.Aid.Find(row.Plan.Programme);
        return new(
            row.Id, row.Code, programme?.Code ?? "", programme?.Name ?? "", row.Plan.Cycle, row.Plan.Date,
            now.Places.Find(row.Plan.Place)?.Name ?? "", row.Plan.Stock?.ToString(), row.Closed is not null)
        {
            Synthetic = row.Synthetic,
        };
    }
}

/// <summary>Asks for all distributions in order of arrival.</summary>
/// <param name="Programme">Of this programme only; null for all.</param>
public sealed record ListDistributions(Id<Programme>? Programme = null) : Question<IReadOnlyList<ListedDistribution>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<ListedDistribution> Answer(Registers now, Moment moment) =>
    [
        .. now.Aid.Distributions.Where(row => Programme is not { } only || row.Plan.Programme == only)
            .Select(row => ListedDistribution.Of(row, now)),
    ];
}

/// <summary>Asks which commodities the books know, for reading amounts on lists of handovers.</summary>
public sealed record ListCommoditiesGiven : Question<IReadOnlyList<Commodity>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<Commodity> Answer(Registers now, Moment moment) =>
        [.. now.Ledger.Commodities.Select(row => row.Commodity)];
}
