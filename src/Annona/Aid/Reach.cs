using Annona.Access;
using Annona.People;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Aid;

/// <summary>How a delivery is shown.</summary>
/// <param name="Amount">How much was delivered: handed over, credited or collected.</param>
/// <param name="Confirmed">Of it, collected against a signature or token, or collected from a provider.</param>
public sealed record Delivered(Amount Amount, Amount Confirmed);

/// <summary>Whom aid reached. Every number is a count of different ones; a merged record counts once.</summary>
/// <param name="Households">Different households that something was delivered to.</param>
/// <param name="ConfirmedHouseholds">Of them, those with at least one confirmed delivery.</param>
/// <param name="Persons">Different persons on record in them, also those who left the register since.</param>
/// <param name="HeadCountOnly">Further people in them who were only counted so far.</param>
/// <param name="Handovers">How many handovers and payments.</param>
/// <param name="First">Day of the first; null when there is none.</param>
/// <param name="Last">Day of the last; null when there is none.</param>
/// <param name="ByCommodity">What was delivered, by code of the commodity.</param>
public sealed record Reached(
    int Households, int ConfirmedHouseholds, int Persons, int HeadCountOnly, int Handovers, DateOnly? First,
    DateOnly? Last, IReadOnlyList<Delivered> ByCommodity)
{
    /// <summary>Nobody.</summary>
    public static Reached Nobody { get; } = new(0, 0, 0, 0, 0, null, null, []);
}

/// <summary>Which deliveries are meant. All conditions that are set must hold.</summary>
public sealed record ReachFilter
{
    /// <summary>Of programmes that serve this promise.</summary>
    public Id<Promise>? Promise { get; init; }

    /// <summary>Of this programme.</summary>
    public Id<Programme>? Programme { get; init; }

    /// <summary>Of this cycle of the programme.</summary>
    public int? Cycle { get; init; }

    /// <summary>At distributions in this place; leaves out cash through providers.</summary>
    public Id<Place>? Place { get; init; }

    /// <summary>From this day on.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Up to this day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The made-up ones instead of the real ones; they are never counted together.</summary>
    public bool Synthetic { get; init; }
}

/// <summary>Asks whom aid reached. Counted from open parts only: erasing names changes nothing.</summary>
public sealed record CountReached(ReachFilter Filter) : Question<Reached>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Reached Answer(Registers now, Moment moment) => Reach.Of(Filter, now);
}

/// <summary>Counts reached households and people in one pass over handovers and payments.</summary>
public static class Reach
{
    /// <summary>
    /// Whom the deliveries that are meant reached. Cost: one pass over all handovers and payments, then over the
    /// people of the households reached: a few milliseconds for 50,000 people.
    /// </summary>
    public static Reached Of(ReachFilter filter, Registers now) => new Pass(filter, now).Count();

    /// <summary>The ids of the households that the deliveries that are meant reached, in order of their first
    /// entitlement or handover.</summary>
    public static IReadOnlyList<Id<Household>> HouseholdsOf(ReachFilter filter, Registers now) =>
        new Pass(filter, now).Households();

    sealed class Pass(ReachFilter filter, Registers now)
    {
        readonly AidRegister aid = now.Aid;
        readonly byte[] households = new byte[now.Aid.Entitlements.HouseholdCount];
        readonly Dictionary<int, (long Units, long Confirmed)> amounts = [];
        int handovers;
        int first = int.MaxValue;
        int last;

        public Reached Count()
        {
            Deliveries();
            if (handovers == 0)
                return Reached.Nobody;
            var (persons, headCountOnly) = People();
            return new(
                Different(atLeast: 1), Different(atLeast: 2), persons, headCountOnly, handovers,
                DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last),
                [
                    .. amounts.Select(sum => new Delivered(
                            new(aid.Entitlements.CommodityAt(sum.Key), sum.Value.Units),
                            new(aid.Entitlements.CommodityAt(sum.Key), sum.Value.Confirmed)))
                        .OrderBy(sum => sum.Amount.Commodity.Code, StringComparer.Ordinal),
                ]);
        }

        public IReadOnlyList<Id<Household>> Households()
        {
            Deliveries();
            return [.. Marked().Select(aid.Entitlements.HouseholdAt)];
        }

        void Deliveries()
        {
            var distributions = aid.Distributions.Select(IsMeant).ToArray();
            for (var at = 0; at < aid.Handovers.Count; at++)
            {
                ref readonly var row = ref aid.Handovers[at];
                if (!distributions[row.Distribution] || !IsWithin(row.Day) || row.TakenBackOn > 0)
                    continue;
                var confirmed = (row.Flags & (HandoverFlags.Signed | HandoverFlags.Token)) != 0;
                for (var line = row.FirstItem; line < row.FirstItem + row.Items; line++)
                    Add(aid.Handovers.Line(line).Commodity, aid.Handovers.Line(line).Units, confirmed);
                Mark(row.Household, row.Day, confirmed);
            }
            var lists = aid.CashLists.Select(IsMeant).ToArray();
            for (var at = 0; at < aid.Payments.Count; at++)
            {
                ref readonly var row = ref aid.Payments[at];
                if (row.State is not (PaymentState.Credited or PaymentState.Collected) || !lists[row.List]
                    || !IsWithin(row.Day))
                    continue;
                Add(row.Commodity, row.Units, row.State == PaymentState.Collected);
                Mark(row.Household, row.Day, row.State == PaymentState.Collected);
            }
        }

        bool IsMeant(DistributionRow row) =>
            (filter.Place is not { } place || now.Places.LiesIn(row.Plan.Place, place))
            && IsMeant(row.Plan.Programme, row.Plan.Cycle, row.Synthetic);

        bool IsMeant(CashListRow row) => filter.Place is null && IsMeant(row.Programme, row.Cycle, row.Synthetic);

        bool IsMeant(Id<Programme> programme, int cycle, bool synthetic) =>
            synthetic == filter.Synthetic
            && (filter.Programme is not { } only || only == programme)
            && (filter.Cycle is not { } number || number == cycle)
            && (filter.Promise is not { } promise || aid.Find(programme)?.Promises.Contains(promise) == true);

        bool IsWithin(int day) =>
            (filter.From is not { } from || day >= from.DayNumber) && (filter.To is not { } to || day <= to.DayNumber);

        void Add(int commodity, long units, bool confirmed)
        {
            var sum = amounts.GetValueOrDefault(commodity);
            amounts[commodity] = (checked(sum.Units + units), checked(sum.Confirmed + (confirmed ? units : 0)));
        }

        void Mark(int household, int day, bool confirmed)
        {
            handovers++;
            (first, last) = (Math.Min(first, day), Math.Max(last, day));
            households[household] = Math.Max(households[household], confirmed ? (byte)2 : (byte)1);
        }

        IEnumerable<int> Marked() => Enumerable.Range(0, households.Length).Where(at => households[at] > 0);

        /// <summary>Merged households are one.</summary>
        int Different(int atLeast) => Enumerable.Range(0, households.Length)
            .Where(at => households[at] >= atLeast)
            .Select(at => now.Duplicates.CanonicalOf(aid.Entitlements.HouseholdAt(at)))
            .Distinct().Count();

        (int Persons, int HeadCountOnly) People()
        {
            var seen = new bool[now.People.PersonCount];
            var (persons, headCountOnly) = (0, 0);
            foreach (var reached in Marked())
            {
                var home = now.People.Find(aid.Entitlements.HouseholdAt(reached));
                if (home < 0)
                    continue;
                ref readonly var row = ref now.People.HouseholdRowOf(home);
                for (var at = row.FirstMember; at >= 0; at = now.People.Row(at).NextInHousehold)
                {
                    var canonical = now.People.Find(now.Duplicates.CanonicalOf(now.People.PersonId(at)));
                    if (seen[canonical < 0 ? at : canonical])
                        continue;
                    seen[canonical < 0 ? at : canonical] = true;
                    persons++;
                }
                headCountOnly += Math.Max(0, row.Stated - row.Members);
            }
            return (persons, headCountOnly);
        }
    }
}
