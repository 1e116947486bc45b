using System.Collections.Immutable;
using Annona.Aid;
using Annona.Duplicates;
using Annona.Ledger;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>
/// Which figures outsiders see, and when. A week ends on Sunday and is released when the next one is over, from what
/// was on record just before. What was released stays as it is: late papers, merges and corrections show in a later
/// release, in a step of ten people or more.
/// </summary>
public static class Released
{
    /// <summary>The smallest group that is shown, and the step in which counts are shown.</summary>
    public const int GroupMin = 10;

    /// <summary>
    /// Days between a week's end and its release: late papers come in, and nobody can watch a queue and the count.
    /// </summary>
    public const int LagDays = 7;

    /// <summary>The last Sunday whose figures are out on a day.</summary>
    public static DateOnly LastReleaseBefore(DateOnly day)
    {
        var released = day.AddDays(-LagDays);
        return released.AddDays(-(int)released.DayOfWeek);
    }

    /// <summary>The next released count after a new count.</summary>
    /// <param name="last">The last released one.</param>
    /// <param name="count">What is counted now.</param>
    /// <returns>A step up when ten or more came since the count of the last step, else the last one: it never falls,
    /// because a fall of one would name somebody.</returns>
    public static ReleasedCount Next(ReleasedCount last, long count) =>
        count - last.Counted >= GroupMin ? new(count, count - count % GroupMin) : last;
}

/// <summary>A released count.</summary>
/// <param name="Counted">The count at its last step; never shown.</param>
/// <param name="Shown">In tens; 0 while not even "some" is said.</param>
public readonly record struct ReleasedCount(long Counted, long Shown);

/// <summary>What was released of one promise at the end of a week.</summary>
/// <param name="Week">The Sunday on which the week ended.</param>
/// <param name="Households">Different households.</param>
/// <param name="People">Different people, at least.</param>
/// <param name="StepOn">The week of the last step of <paramref name="People"/>; null before the first.</param>
/// <param name="Committed">To the end of the week.</param>
/// <param name="Received">To the end of the week.</param>
/// <param name="Delivered">To <paramref name="StepOn"/>: it moves only when ten people or more were reached; null
/// before that.</param>
public sealed record ReleasedFigures(
    DateOnly Week, ReleasedCount Households, ReleasedCount People, DateOnly? StepOn, Amount? Committed,
    Amount? Received, Amount? Delivered)
{
    internal static ReleasedFigures None { get; } = new(
        DateOnly.MinValue, default, default, StepOn: null, Committed: null, Received: null, Delivered: null);
}

/// <summary>
/// What outsiders were told, week by week. A fold of the whole journal: at the first entry that was recorded after a
/// release was due, the figures are taken from what was on record before it, and stay.
/// </summary>
public sealed record ReleaseRegister
{
    ImmutableDictionary<Id<Promise>, ImmutableList<ReleasedFigures>> byPromise =
        ImmutableDictionary<Id<Promise>, ImmutableList<ReleasedFigures>>.Empty;

    ReleaseRegister()
    {
    }

    /// <summary>Nothing released.</summary>
    public static ReleaseRegister Empty { get; } = new();

    /// <summary>The newest day on which anything was recorded; null before the first entry.</summary>
    public DateOnly? Newest { get; private init; }

    /// <summary>
    /// What was out on a day. Weeks that were due since the newest entry are taken from what is on record.
    /// </summary>
    internal IReadOnlyDictionary<Id<Promise>, ReleasedFigures> OutOn(DateOnly day, Registers now)
    {
        var week = Released.LastReleaseBefore(day);
        return UpTo(week, now).byPromise
            .Select(series => (series.Key, Figures: series.Value.FindLast(figures => figures.Week <= week)))
            .Where(series => series.Figures is not null)
            .ToDictionary(series => series.Key, series => series.Figures!);
    }

    /// <summary>This register after one more entry.</summary>
    /// <param name="recorded">The entry.</param>
    /// <param name="before">All registers before it.</param>
    internal ReleaseRegister After(Recorded recorded, Registers before)
    {
        var day = DateOnly.FromDateTime(recorded.RecordedAt.UtcDateTime);
        if (day <= Newest)
            return this;
        var after = Newest is null ? this : UpTo(Released.LastReleaseBefore(day), before);
        return after with { Newest = day };
    }

    ReleaseRegister UpTo(DateOnly week, Registers on)
    {
        if (Newest is not { } newest)
            return this;
        var after = this;
        // Nothing on record can be dated later than the day after its recording: later weeks say the same again.
        var last = newest.AddDays(1 + Released.LagDays);
        for (var next = Released.LastReleaseBefore(newest).AddDays(7); next <= week && next <= last;
            next = next.AddDays(7))
            after = after.With(next, on);
        return after;
    }

    ReleaseRegister With(DateOnly week, Registers on)
    {
        var reach = new ReachPass(on, new WhoCounts(on), new() { To = week }, ReachBy.Promise);
        var promises = on.PublicRecord.Promises.All.Where(row => row.Terms.Made <= week).ToList();
        var next = byPromise;
        foreach (var shared in Alike(promises, reach))
        {
            var lasts = shared.Select(row => next.GetValueOrDefault(row.Id)?[^1] ?? ReleasedFigures.None).ToList();
            var people = Shared(lasts.Select(last => last.People), shared.Min(row => People(row, reach, on)));
            var homes = Shared(lasts.Select(last => last.Households), shared.Min(row => Homes(row, reach, on)));
            foreach (var (row, last) in shared.Zip(lasts))
            {
                var facts = Figures(on, row, last, week) with { Households = homes, People = people };
                var stepped = people.Shown > last.People.Shown;
                var figures = stepped
                    ? facts with { StepOn = week }
                    : facts with { Delivered = last.Delivered };
                next = next.SetItem(row.Id, next.GetValueOrDefault(row.Id, []).Add(figures));
            }
        }
        return this with { byPromise = next };
    }

    /// <summary>
    /// Promises that reached nearly the same people share one number: the difference of two would be a household.
    /// </summary>
    static ReleasedCount Shared(IEnumerable<ReleasedCount> lasts, long count)
    {
        var last = lasts.MaxBy(each => each.Counted);
        return Released.Next(last, count);
    }

    static long People(PromiseRow row, ReachPass reach, Registers on) =>
        IsRegistered(row, on) ? reach.Of(row.Id).PeopleAtLeast : 0;

    static long Homes(PromiseRow row, ReachPass reach, Registers on) =>
        IsRegistered(row, on) ? reach.Of(row.Id).Households : 0;

    static bool IsRegistered(PromiseRow row, Registers on) =>
        row.Terms.Beneficiary is not { } group || on.Places.Find(group)?.Coverage != Coverage.NotRegistered;

    static ReleasedFigures Figures(Registers on, PromiseRow row, ReleasedFigures last, DateOnly week)
    {
        var kept = PromiseSums.AreCounted(row.Terms.Kind);
        var books = on.Ledger.OfPromise(row.Id, week);
        var sums = kept && (books.Money.Count > 0 || books.Goods.Count > 0)
            ? PromiseSums.Of(books, row.Terms.Promised?.Commodity, reach: null)
            : PromiseSums.NotKnown;
        return last with
        {
            Week = week,
            Committed = sums.Committed,
            Received = sums.Received,
            Delivered = sums.Delivered,
        };
    }

    /// <summary>Groups of promises of which the people reached differ by fewer than ten. Most stand alone.</summary>
    static List<List<PromiseRow>> Alike(List<PromiseRow> promises, ReachPass reach)
    {
        var groups = new List<List<PromiseRow>>();
        foreach (var row in promises)
        {
            var one = reach.Of(row.Id);
            var alike = one.People == 0 ? [] : groups.Where(group => group.Exists(other =>
                reach.Of(other.Id) is { People: > 0 } two && other.Synthetic == row.Synthetic
                && Math.Abs(two.People - one.People) < Released.GroupMin
                && one.IsWithin(Released.GroupMin, two))).ToList();
            foreach (var group in alike)
                groups.Remove(group);
            groups.Add([.. alike.SelectMany(group => group), row]);
        }
        return groups;
    }
}
