using Annona.Journal;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>A handover put together for one answer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Distribution">At which distribution.</param>
/// <param name="Household">Who got it.</param>
/// <param name="Items">Its lines.</param>
/// <param name="On">The day on the sheet.</param>
public sealed record HandoverRecord(
    Id<Handover> Id, Id<Distribution> Distribution, Id<Household> Household, IReadOnlyList<GivenItem> Items,
    DateOnly On)
{
    /// <summary>The person who collected; null when not noted.</summary>
    public Id<Person>? CollectedBy { get; init; }

    /// <summary>Somebody from outside the household collected.</summary>
    public bool Alternate { get; init; }

    /// <summary>What officers type: <c>HO3</c> for the third handover on record.</summary>
    public string Code { get; init; } = "";

    /// <summary>
    /// So many people were in the household when it was recorded, also those only counted so far. Later members were
    /// not reached by it.
    /// </summary>
    public int PeopleThen { get; init; }

    /// <summary>The day on which it was taken back as wrong; null while it stands.</summary>
    public DateOnly? TakenBackOn { get; init; }

    /// <summary>How it is shown.</summary>
    public Proof Proof { get; init; }

    /// <summary>Desk or field.</summary>
    public RecordedWhere Where { get; init; }

    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }

    /// <summary>Whether a fact says the same as this one; the batch and who collected may differ.</summary>
    internal bool IsSame(AidGiven given) =>
        given.Distribution == Distribution && given.Household == Household && given.GivenOn == On
        && given.Items.Select(item => new GivenItem(item.Amount, item.Uses)).SequenceEqual(Items);
}

/// <summary>All handovers and their lines. A value is one version.</summary>
sealed record HandoverTable
{
    readonly KeyMap<Guid> collectors = new();
    Table<HandoverRow> rows = Table<HandoverRow>.New();
    Rows<ItemRow> items;
    Rows<int> newestOfDistribution;
    Rows<Effective> stamps;

    public int Count => rows.Count;

    public ref readonly HandoverRow this[int ordinal] => ref rows[ordinal];

    public int Find(Id<Handover> handover) => rows.Find(handover.Value);

    public Id<Handover> IdOf(int ordinal) => new(rows.IdOf(ordinal));

    public Id<Person>? CollectorOf(int ordinal) =>
        rows[ordinal].Collector is >= 0 and var at ? new(collectors[at]) : null;

    public ref readonly ItemRow Line(int ordinal) => ref items[ordinal];

    /// <summary>Where a handover stands among those that compete with it.</summary>
    public Effective EffectiveOf(int ordinal) => rows[ordinal].Stamp is >= 0 and var stamp
        ? stamps[stamp]
        : new(rows[ordinal].Clock, Guid.Empty, ordinal, Guid.Empty);

    /// <summary>The handovers of a distribution that stand, newest first.</summary>
    public IEnumerable<int> At(int distribution) => EveryAt(distribution).Where(at => rows[at].TakenBackOn == 0);

    /// <summary>The handovers of a distribution, newest first, also those taken back since.</summary>
    public IEnumerable<int> EveryAt(int distribution)
    {
        var at = distribution < newestOfDistribution.Count ? newestOfDistribution[distribution] : -1;
        for (; at >= 0; at = rows[at].BeforeOfDistribution)
            yield return at;
    }

    /// <summary>The handovers of a household, newest first, also those taken back since.</summary>
    /// <param name="newest">Its newest one, or -1.</param>
    public IEnumerable<int> EveryFrom(int newest)
    {
        for (var at = newest; at >= 0; at = rows[at].BeforeOfHousehold)
            yield return at;
    }

    /// <summary>With one more.</summary>
    /// <param name="given">The fact.</param>
    /// <param name="effective">Where it stands among competing ones.</param>
    /// <param name="row">Its household, distribution and what came before; the rest is filled in.</param>
    /// <param name="commodity">The ordinal of a commodity.</param>
    /// <param name="edit">The draft.</param>
    public HandoverTable After(
        AidGiven given, Effective effective, HandoverRow row, Func<Commodity, int> commodity, Edit edit)
    {
        var next = this with { };
        var isOfDesk = effective.Device == Guid.Empty;
        if (!isOfDesk)
            next.stamps = stamps.Add(effective, edit);
        row = row with
        {
            Clock = effective.Clock,
            Stamp = isOfDesk ? -1 : stamps.Count,
            FirstItem = items.Count,
            Items = given.Items.Count,
            Day = given.GivenOn.DayNumber,
            Collector = given.CollectedBy is { } person ? collectors.FindOrAdd(person.Value, edit) : -1,
            Flags = FlagsOf(given),
            PeopleThen = given.PeopleThen,
        };
        foreach (var item in given.Items)
        {
            var (what, used) = (commodity(item.Amount.Commodity), commodity(item.Uses.Commodity));
            next.items = next.items.Add(new(item.Amount.Units, item.Uses.Units, what, used), edit);
        }
        while (next.newestOfDistribution.Count <= row.Distribution)
            next.newestOfDistribution = next.newestOfDistribution.Add(-1, edit);
        row = row with { BeforeOfDistribution = next.newestOfDistribution[row.Distribution] };
        next.newestOfDistribution = next.newestOfDistribution.Set(row.Distribution, rows.Count, edit);
        next.rows = next.rows.Add(given.Handover.Value, row, edit);
        return next;
    }

    /// <summary>With one that was taken back as wrong on a day.</summary>
    public HandoverTable TakenBack(int ordinal, DateOnly on, Edit edit) =>
        this with { rows = rows.Set(ordinal, rows[ordinal] with { TakenBackOn = on.DayNumber }, edit) };

    static HandoverFlags FlagsOf(AidGiven given) =>
        (given.Where == RecordedWhere.Field ? HandoverFlags.Field : HandoverFlags.None)
        | (given.Alternate ? HandoverFlags.Alternate : HandoverFlags.None)
        | (given.Synthetic ? HandoverFlags.Synthetic : HandoverFlags.None)
        | (given.SharesRights ? HandoverFlags.SharesRights : HandoverFlags.None)
        | given.Proof switch
        {
            Proof.Signature => HandoverFlags.Signed,
            Proof.Token => HandoverFlags.Token,
            _ => HandoverFlags.None,
        };
}
