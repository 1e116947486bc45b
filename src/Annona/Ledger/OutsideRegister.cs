using System.Collections.Immutable;
using Annona.Journal;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>That a flow belongs to a promise, and why somebody thinks so.</summary>
public sealed record OutsideLink(Id<Promise> Promise, string Reason, long Position);

/// <summary>An outside flow as the register has it.</summary>
/// <param name="Feed">Who reports it.</param>
/// <param name="Flow">Its newest state.</param>
/// <param name="Position">Of the entry that reported it last.</param>
/// <param name="Links">The promises that somebody linked it to.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record OutsideFlowRow(
    string Feed, OutsideFlow Flow, long Position, ImmutableArray<OutsideLink> Links, bool Synthetic);

/// <summary>What a feed reports in one status and currency.</summary>
/// <param name="Feed">Who reports it.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Amount">Sum over the flows, each counted once.</param>
/// <param name="Flows">How many.</param>
public sealed record OutsideTotal(string Feed, FlowStatus Status, Amount Amount, int Flows);

/// <summary>What others report about aid flows: beside our books, never in them.</summary>
public sealed record OutsideRegister : IRegister<OutsideRegister>
{
    ImmutableList<OutsideFlowRow> rows = [];
    ImmutableDictionary<(string Feed, string FlowId), int> byId = ImmutableDictionary<(string, string), int>.Empty;

    OutsideRegister()
    {
    }

    /// <summary>Nothing reported.</summary>
    public static OutsideRegister Empty { get; } = new();

    /// <summary>All flows in order of arrival, each in its newest state.</summary>
    public IReadOnlyList<OutsideFlowRow> All => rows;

    /// <summary>A flow of a feed, or null.</summary>
    public OutsideFlowRow? Find(string feed, string flowId) =>
        byId.TryGetValue((feed, flowId), out var at) ? rows[at] : null;

    /// <summary>Flows that somebody linked to a promise. Their basis is <see cref="Basis.Reported"/>.</summary>
    public IEnumerable<OutsideFlowRow> OfPromise(Id<Promise> promise) =>
        rows.Where(row => row.Links.Any(link => link.Promise == promise));

    /// <summary>
    /// Sums by feed, status and currency: a pledge that became a commitment counts as a commitment only. Sums over
    /// boundaries mean nothing, so a boundary may be named.
    /// </summary>
    public IReadOnlyList<OutsideTotal> Totals(string? boundary = null) =>
    [
        .. rows.Where(row =>
            boundary is null || string.Equals(row.Flow.Boundary, boundary, StringComparison.OrdinalIgnoreCase))
            .GroupBy(row => (row.Feed, row.Flow.Status, row.Flow.Amount.Commodity))
            .OrderBy(group => group.Key.Feed, StringComparer.Ordinal).ThenBy(group => group.Key.Status)
            .Select(group => new OutsideTotal(
                group.Key.Feed, group.Key.Status,
                group.Select(row => row.Flow.Amount).Aggregate((sum, more) => sum + more), group.Count())),
    ];

    /// <inheritdoc/>
    public OutsideRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        OutsideFlowsReported reported => reported.Flows.Aggregate(
            this, (after, flow) => after.Reported(reported, flow, recorded.Position)),
        OutsideFlowLinked linked => Linked(linked, recorded.Position),
        _ => this,
    };

    OutsideRegister Reported(OutsideFlowsReported reported, OutsideFlow flow, long position)
    {
        if (byId.TryGetValue((reported.Feed, flow.FlowId), out var at))
            return this with { rows = rows.SetItem(at, rows[at] with { Flow = flow, Position = position }) };
        return this with
        {
            rows = rows.Add(new(reported.Feed, flow, position, [], reported.Synthetic)),
            byId = byId.Add((reported.Feed, flow.FlowId), rows.Count),
        };
    }

    OutsideRegister Linked(OutsideFlowLinked linked, long position) =>
        !byId.TryGetValue((linked.Feed, linked.FlowId), out var at) ? this
        : this with
        {
            rows = rows.SetItem(at, rows[at] with
            {
                Links = rows[at].Links.Add(new(linked.Promise, linked.Reason, position)),
            }),
        };
}
