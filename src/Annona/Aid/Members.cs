using Annona.People;
using Annona.Places;
using Annona.Values;

namespace Annona.Aid;

/// <summary>
/// Who belongs to a household for the purpose of aid. Somebody who left is not there; somebody whose record was
/// merged counts where the canonical record lives, so that two records of one person are not two rations. Suspicion
/// alone changes nothing.
/// </summary>
/// <param name="Count">How many.</param>
/// <param name="Needs">All their needs.</param>
/// <param name="Arrived">Of the household, or of the first member to arrive; null when not known.</param>
/// <param name="Lists">Ordinals of the lists that brought any of them, also those who left.</param>
sealed record Members(int Count, Needs Needs, DateOnly? Arrived, IReadOnlySet<int> Lists)
{
    /// <summary>
    /// Counts the members of a household by its ordinal. Merged households count together, under the canonical one.
    /// </summary>
    public static Members Of(int household, Registers now)
    {
        var id = now.People.HouseholdId(household).Value;
        var group = now.Duplicates.Households.GroupOf(id);
        var counting = new Counting(now);
        if (group.Count == 1)
            counting.Add(household);
        else if (now.Duplicates.Households.CanonicalOf(id) == id)
            foreach (var each in group)
                if (now.People.Find(new Id<Household>(each)) is >= 0 and var at)
                    counting.Add(at);
        return counting.Members;
    }

    /// <summary>The place on record where a household is now, or null.</summary>
    public static Id<Place>? PlaceOf(int household, Registers now) =>
        now.People.PlaceOf(now.People.HouseholdRowOf(household).Present).Resolved(now.Places).Place;

    /// <summary>
    /// So many people a household has on record as it stands, also those who left and those who were only counted so
    /// far; 0 when it is not on record.
    /// </summary>
    public static int OnRecord(Id<Household> household, Registers now)
    {
        var home = now.People.Find(household);
        if (home < 0)
            return 0;
        ref readonly var row = ref now.People.HouseholdRowOf(home);
        return Math.Max(row.Stated, row.Members);
    }

    sealed class Counting(Registers now)
    {
        readonly HashSet<int> lists = [];
        int count;
        int arrived;
        Needs needs;

        public Members Members => new(
            count, needs, arrived == 0 ? null : DateOnly.FromDayNumber(arrived - 1), lists);

        /// <summary>
        /// The size is what the head count stated or how many were registered, whichever is more, without those who
        /// left or count elsewhere: registration one by one is often still under way.
        /// </summary>
        public void Add(int household)
        {
            ref readonly var home = ref now.People.HouseholdRowOf(household);
            var gone = 0;
            for (var at = home.FirstMember; at >= 0; at = now.People.Row(at).NextInHousehold)
            {
                ref readonly var person = ref now.People.Row(at);
                lists.Add(person.List);
                var id = now.People.PersonId(at);
                if (person.Is(PeopleFlags.Left) || now.Duplicates.CanonicalOf(id) != id)
                    gone++;
                else
                {
                    needs |= person.Needs;
                    Arrive(person.Arrived);
                }
            }
            Arrive(home.Arrived);
            count += Math.Max(home.Stated, home.Members) - gone;
        }

        void Arrive(int day) => arrived = arrived == 0 || (day != 0 && day < arrived) ? day : arrived;
    }
}
