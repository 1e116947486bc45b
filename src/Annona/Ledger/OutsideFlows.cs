using Annona.Access;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// How far an outside flow has come, as its feed says. Paid means paid to an agency, not to a person.
/// </summary>
public enum FlowStatus
{
    /// <summary>Announced, not binding.</summary>
    Pledge,

    /// <summary>Agreed in writing.</summary>
    Commitment,

    /// <summary>Paid to the agency.</summary>
    Paid,
}

/// <summary>
/// A flow of aid that a feed such as FTS or IATI reports. It is somebody else's statement, kept apart: no balance of
/// ours ever contains it.
/// </summary>
/// <param name="FlowId">The feed's own id; the same id from the same feed is the same flow.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Amount">In the feed's currency of comparison, exact to the cent.</param>
/// <param name="From">The organisation it comes from, as the feed names it.</param>
/// <param name="To">The organisation it goes to.</param>
public sealed record OutsideFlow(string FlowId, FlowStatus Status, Amount Amount, string From, string To)
{
    /// <summary>The feed's date; null when it has none.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>
    /// Incoming, internal or outgoing, relative to what the file is about; null when it does not say.
    /// </summary>
    public string? Boundary { get; init; }

    /// <summary>It lies in several boundaries, so sums over files would count it twice.</summary>
    public bool Shared { get; init; }

    /// <summary>What the feed says it is for; null when it does not say.</summary>
    public string? Description { get; init; }
}

/// <summary>
/// Flows that a file of a feed reports. The same flow in a later report is its newest state; what each file said is
/// kept, so that the sums of a file can be shown as they stand in it.
/// </summary>
/// <param name="Feed">Such as <c>FTS</c>.</param>
/// <param name="File">SHA-256 of the file, as 64 hexadecimal digits.</param>
/// <param name="Flows">In order of the file.</param>
public sealed record OutsideFlowsReported(string Feed, string File, IReadOnlyList<OutsideFlow> Flows) : Event
{
    /// <summary>
    /// The file's name; a later file of the same name takes its place in lists. Null when it has none.
    /// </summary>
    public string? Name { get; init; }
}

/// <summary>A person holds an outside flow to be part of a promise.</summary>
public sealed record OutsideFlowLinked(string Feed, string FlowId, Id<Promise> Promise, string Reason) : Event;

/// <summary>Asks to keep what a file of a feed reports. What this very file has said before is left out.</summary>
/// <param name="Feed">Such as <c>FTS</c>.</param>
/// <param name="File">SHA-256 of the file, as 64 hexadecimal digits.</param>
/// <param name="Flows">A chunk of the file, at most <see cref="ChunkMax"/>.</param>
public sealed record ImportOutsideFlows(string Feed, string File, IReadOnlyList<OutsideFlow> Flows) : Request
{
    /// <summary>Flows in one request: keeps an entry small enough to send to a tablet.</summary>
    public const int ChunkMax = 500;

    /// <summary>The file's name, without its folder; null when it has none.</summary>
    public string? Name { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Feed))
            return OutsideRefusals.NoFeed();
        if (Flows.Count is 0 or > ChunkMax)
            return OutsideRefusals.ChunkSize(Flows.Count);
        foreach (var flow in Flows)
        {
            if (string.IsNullOrWhiteSpace(flow.FlowId) || flow.Amount.Units < 0
                || !Commodity.IsCode(flow.Amount.Commodity.Code ?? ""))
                return OutsideRefusals.NotAFlow(flow.FlowId);
        }
        var said = now.Outside.FindFile(Feed, File, Name);
        var changed = Flows.Where(flow => said?.Find(flow.FlowId) != flow).ToList();
        return changed.Count == 0
            ? new Decision.Accepted()
            : new OutsideFlowsReported(Feed, File, changed) { Name = Name };
    }
}

/// <summary>Asks to link an outside flow to a promise, with a reason that others can judge.</summary>
public sealed record LinkOutsideFlow(string Feed, string FlowId, Id<Promise> Promise, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Outside.Find(Feed, FlowId) is not { } row)
            return OutsideRefusals.UnknownFlow(Feed, FlowId);
        if (now.PublicRecord.Promises.Find(Promise) is null)
            return LedgerRefusals.UnknownPromise(Promise.ToString());
        if (string.IsNullOrWhiteSpace(Reason))
            return LedgerRefusals.NoReason();
        return row.Links.Any(link => link.Promise == Promise)
            ? new Decision.Accepted()
            : new OutsideFlowLinked(Feed, FlowId, Promise, Reason);
    }
}

/// <summary>Why outside flows are not taken in.</summary>
static class OutsideRefusals
{
    public static Refusal NoFeed() => new("outside.no-feed", "The feed has no name.", "Name it, such as FTS or IATI.");

    public static Refusal ChunkSize(int count) => new(
        "outside.chunk-size",
        $"{count} flows cannot be taken in at once.", $"Send 1 to {ImportOutsideFlows.ChunkMax} at a time.");

    public static Refusal NotAFlow(string? flow) => new(
        "outside.not-a-flow", $"Flow '{flow}' has no id, or an amount below 0 or without a currency.",
        "Correct the file or leave the row out.");

    public static Refusal UnknownFlow(string feed, string flow) => new(
        "outside.unknown-flow",
        $"No flow '{flow}' of {feed} has been imported.", "Import the file first: annona book outside import FILE");
}
