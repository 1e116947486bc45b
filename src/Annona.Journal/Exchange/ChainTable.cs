namespace Annona.Journal;

/// <summary>How an entry stands to what is known of its device's chain.</summary>
public enum Link
{
    /// <summary>It follows the last one.</summary>
    Next,

    /// <summary>It is known already.</summary>
    Known,

    /// <summary>One that comes before it is missing.</summary>
    Early,

    /// <summary>
    /// The chain has another entry for this number, or had such a thing before: two devices, or one that was restored
    /// from an old image, go by one name.
    /// </summary>
    Fork,
}

/// <summary>An entry of a device in its place.</summary>
/// <param name="Device">Whose chain.</param>
/// <param name="Sequence">Number in it.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Position">Place in the journal.</param>
public readonly record struct Linked(Guid Device, long Sequence, Hash Id, long Position);

/// <summary>What the hub knows of a device's chain.</summary>
/// <param name="Sequence">The last number that follows without a gap.</param>
/// <param name="Last">Id of that entry; all zeroes when there is none.</param>
/// <param name="IsForked">Two entries claimed one number.</param>
/// <param name="WrongClocks">Entries whose clock could not be right by more than five minutes.</param>
public readonly record struct ChainEnd(long Sequence, Hash Last, bool IsForked, int WrongClocks);

/// <summary>
/// The chains of all devices as far as they are in the journal, and when its entries were recorded. A fold: the same
/// entries give the same table. 60 bytes an entry of a device, 16 a moment at which something was recorded.
/// </summary>
public sealed record ChainTable
{
    /// <summary>A clock that is off by more is told to somebody.</summary>
    static readonly TimeSpan SkewMax = TimeSpan.FromMinutes(5);

    Table<ChainEnd> chains = Table<ChainEnd>.New();
    Table<LinkRow> links = Table<LinkRow>.New();
    Rows<MomentRow> moments;

    ChainTable()
    {
    }

    /// <summary>How many entries of devices there are.</summary>
    public int Count => links.Count;

    /// <summary>Before the first entry. Each call makes maps of its own.</summary>
    public static ChainTable New() => new();

    /// <summary>All chains, in order of their first entry.</summary>
    public IEnumerable<(Guid Device, ChainEnd End)> All =>
        Enumerable.Range(0, chains.Count).Select(at => (chains.IdOf(at), chains[at]));

    /// <summary>The end of a device's chain; <c>default</c> when it has sent nothing yet.</summary>
    public ChainEnd EndOf(Guid device) => chains.Find(device) is >= 0 and var at ? chains[at] : default;

    /// <summary>Where an entry of a device is, by the short form of its id; 0 when it is not there.</summary>
    public long Find(Guid shortId) => links.Find(shortId) is >= 0 and var at ? links[at].Position : 0;

    /// <summary>When the entry at a position was recorded, or the newest before it that was later.</summary>
    /// <remarks>It never runs back, also where the hub's clock was set back in between.</remarks>
    public DateTimeOffset RecordedAt(long position)
    {
        var (low, high) = (0, moments.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (moments[middle].Position <= position)
                low = middle + 1;
            else
                high = middle;
        }
        return low == 0 ? DateTimeOffset.UnixEpoch : DateTimeOffset.FromUnixTimeMilliseconds(moments[low - 1].Time);
    }

    /// <summary>How an entry stands to the chain of its device.</summary>
    public Link Judge(Envelope envelope, Hash id)
    {
        if (links.Has(SignedEnvelope.ShortOf(id)))
            return Link.Known;
        var end = EndOf(envelope.Device);
        return end.IsForked || envelope.Sequence <= end.Sequence ? Link.Fork
            : envelope.Sequence > end.Sequence + 1 ? Link.Early
            : envelope.Previous == end.Last ? Link.Next
            : Link.Fork;
    }

    /// <summary>Where a device's fact stands among competing facts.</summary>
    /// <param name="envelope">As it was signed.</param>
    /// <param name="id">Its id.</param>
    /// <param name="received">When the hub took it in.</param>
    public Effective EffectiveOf(Envelope envelope, Hash id, DateTimeOffset received) => new(
        Effective.Clamp(envelope.Clock, RecordedAt(envelope.Seen.Size), received), envelope.Device, envelope.Sequence,
        SignedEnvelope.ShortOf(id));

    /// <summary>After an entry that the hub decided itself.</summary>
    public ChainTable After(long position, DateTimeOffset recordedAt, Edit edit)
    {
        var time = recordedAt.ToUnixTimeMilliseconds();
        return moments.Count > 0 && moments[moments.Count - 1].Time >= time
            ? this
            : this with { moments = moments.Add(new(position, time), edit) };
    }

    /// <summary>After an entry of a device, folded or not.</summary>
    /// <param name="link">The entry in its place.</param>
    /// <param name="clock">Its clock as it was signed.</param>
    /// <param name="effective">Where it stands.</param>
    /// <param name="isFork">It was kept as a branch.</param>
    /// <param name="edit">The draft.</param>
    public ChainTable After(Linked link, long clock, Effective effective, bool isFork, Edit edit)
    {
        var id = SignedEnvelope.ShortOf(link.Id);
        if (links.Has(id))
            return this;
        var at = chains.Find(link.Device);
        var end = at < 0 ? default : chains[at];
        end = isFork
            ? end with { IsForked = true }
            : end with { Sequence = link.Sequence, Last = link.Id };
        if (Math.Abs((clock >> 16) - (effective.Clock >> 16)) > SkewMax.TotalMilliseconds)
            end = end with { WrongClocks = end.WrongClocks + 1 };
        return this with
        {
            chains = at < 0 ? chains.Add(link.Device, end, edit) : chains.Set(at, end, edit),
            links = links.Add(id, new(link.Position), edit),
        };
    }

    readonly record struct LinkRow(long Position);

    readonly record struct MomentRow(long Position, long Time);
}
