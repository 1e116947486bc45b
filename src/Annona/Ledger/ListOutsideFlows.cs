using Annona.Access;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// The sum of what one file reports within one boundary and status. Sums over boundaries mean nothing: money that
/// comes in and is handed on inside would count twice.
/// </summary>
/// <param name="Feed">Who reports it.</param>
/// <param name="File">The file's name, or the beginning of its hash.</param>
/// <param name="Boundary">Incoming, internal or outgoing, relative to what the file is about; null when it does not
/// say.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Amount">Each flow counted once.</param>
/// <param name="Flows">How many.</param>
public sealed record OutsideListed(
    string Feed, string File, string? Boundary, FlowStatus Status, Amount Amount, int Flows)
{
    /// <summary>What part of the amount is of flows that also lie in other boundaries.</summary>
    public required Amount SharedAmount { get; init; }

    /// <summary>How many flows these are.</summary>
    public required int SharedFlows { get; init; }
}

/// <summary>
/// Asks what others report, by file, boundary, status and currency, in order of import. Of several files of one name
/// the newest counts.
/// </summary>
public sealed record ListOutsideFlows : Question<IReadOnlyList<OutsideListed>>
{
    const int HashShown = 12;

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<OutsideListed> Answer(Registers now, Moment moment) =>
    [
        .. now.Outside.Files.Where(file => IsNewest(file, now.Outside)).SelectMany(file => file.Flows
            .GroupBy(flow => (flow.Boundary, flow.Status, flow.Amount.Commodity))
            .OrderBy(group => group.Key.Boundary, StringComparer.Ordinal).ThenBy(group => group.Key.Status)
            .ThenBy(group => group.Key.Commodity.Code, StringComparer.Ordinal)
            .Select(group => new OutsideListed(
                file.Feed, file.Name ?? file.Hash[..Math.Min(HashShown, file.Hash.Length)], group.Key.Boundary,
                group.Key.Status, Sum(group.Key.Commodity, group), group.Count())
            {
                SharedAmount = Sum(group.Key.Commodity, group.Where(flow => flow.Shared)),
                SharedFlows = group.Count(flow => flow.Shared),
            })),
    ];

    static bool IsNewest(OutsideFile file, OutsideRegister outside) => file.Name is null
        || outside.Files.Last(other => other.Feed == file.Feed && other.Name == file.Name) == file;

    static Amount Sum(Commodity commodity, IEnumerable<OutsideFlow> flows) =>
        new(commodity, flows.Sum(flow => flow.Amount.Units));
}
