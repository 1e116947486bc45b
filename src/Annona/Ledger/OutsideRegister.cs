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

/// <summary>What one file of a feed said. A value is one version.</summary>
/// <param name="Feed">Who reports it.</param>
/// <param name="Hash">SHA-256 of the file, as 64 hexadecimal digits.</param>
/// <param name="Name">The file's name; null when it has none.</param>
/// <param name="Position">Of the entry that began it.</param>
public sealed record OutsideFile(string Feed, string Hash, string? Name, long Position)
{
    ImmutableDictionary<string, OutsideFlow> flows = ImmutableDictionary<string, OutsideFlow>.Empty;

    /// <summary>Each flow once, in no order.</summary>
    public IEnumerable<OutsideFlow> Flows => flows.Values;

    /// <summary>A flow as the file has it, or null.</summary>
    public OutsideFlow? Find(string flowId) => flows.GetValueOrDefault(flowId);

    internal OutsideFile With(IEnumerable<OutsideFlow> more) =>
        this with { flows = flows.SetItems(more.Select(flow => KeyValuePair.Create(flow.FlowId, flow))) };
}

/// <summary>What others report about aid flows: beside our books, never in them.</summary>
public sealed record OutsideRegister : IRegister<OutsideRegister>
{
    ImmutableList<OutsideFlowRow> rows = [];
    ImmutableDictionary<(string Feed, string FlowId), int> byId = ImmutableDictionary<(string, string), int>.Empty;

    ImmutableList<OutsideFile> files = [];

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

    /// <summary>The files that were imported, in order of arrival.</summary>
    public IReadOnlyList<OutsideFile> Files => files;

    /// <summary>A file by its hash and name, or null: two files of a feed may say the same.</summary>
    public OutsideFile? FindFile(string feed, string hash, string? name) =>
        files.Find(file => file.Feed == feed && file.Hash == hash && file.Name == name);

    /// <inheritdoc/>
    public OutsideRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        OutsideFlowsReported reported => reported.Flows.Aggregate(
            InFile(reported, recorded.Position),
            (after, flow) => after.Reported(reported, flow, recorded.Position)),
        OutsideFlowLinked linked => Linked(linked, recorded.Position),
        _ => this,
    };

    OutsideRegister InFile(OutsideFlowsReported reported, long position)
    {
        var at = files.FindIndex(file =>
            (file.Feed, file.Hash, file.Name) == (reported.Feed, reported.File, reported.Name));
        var before = at < 0 ? new(reported.Feed, reported.File, reported.Name, position) : files[at];
        var after = before.With(reported.Flows);
        return this with { files = at < 0 ? files.Add(after) : files.SetItem(at, after) };
    }

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
