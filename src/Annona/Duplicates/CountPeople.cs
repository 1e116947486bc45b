using Annona.Access;
using Annona.People;
using Annona.Values;

namespace Annona.Duplicates;

/// <summary>By what people are counted.</summary>
[Flags]
public enum CountBy
{
    /// <summary>One row for all.</summary>
    None = 0,

    /// <summary>Present place.</summary>
    Place = 1,

    /// <summary>Sex.</summary>
    Sex = 2,

    /// <summary>Age band.</summary>
    AgeBand = 4,

    /// <summary>The list that brought the person.</summary>
    List = 8,

    /// <summary>Place of origin.</summary>
    Origin = 16,
}

/// <summary>
/// One row of a count. A column by which it was not counted is null, and so is a place that is not known.
/// </summary>
/// <param name="Place">Present place.</param>
/// <param name="Origin">Place of origin.</param>
/// <param name="Sex">Sex as stated.</param>
/// <param name="Band">Age band on the day of the count.</param>
/// <param name="List">Code of the list.</param>
/// <param name="Registered">Different persons registered.</param>
/// <param name="Sheltered">Of them, those whose household lives in a shelter.</param>
/// <param name="HeadCountOnly">Further people of households that were only counted so far.</param>
public sealed record CountLine(
    string? Place, string? Origin, Sex? Sex, AgeBand? Band, string? List, int Registered, int Sheltered,
    int HeadCountOnly);

/// <summary>
/// How many people. Those who crossed a border are counted elsewhere: by observers, not by this register.
/// </summary>
/// <param name="Registered">
/// Different persons: records that a person decided to be one count once, those who left not at all.
/// </param>
/// <param name="Records">Records of persons who did not leave.</param>
/// <param name="Sheltered">Of the registered, those whose household lives in a shelter.</param>
/// <param name="HeadCountOnly">Further people of households that were only counted so far.</param>
/// <param name="Households">Different households with anybody in them.</param>
/// <param name="Undecided">Open reviews of persons: so many pairs may still turn out to be one.</param>
/// <param name="Rows">Largest first.</param>
public sealed record PeopleCounts(
    int Registered, int Records, int Sheltered, int HeadCountOnly, int Households, int Undecided,
    IReadOnlyList<CountLine> Rows);

/// <summary>
/// Asks how many different people there are. Every column is counted from open parts, so the answer stays the same when
/// names are erased. Real and made-up people are never counted together.
/// </summary>
/// <param name="By">By what.</param>
/// <param name="On">The day on which ages are counted.</param>
/// <param name="Synthetic">Count the made-up people instead of the real ones.</param>
public sealed record CountPeople(CountBy By, DateOnly On, bool Synthetic) : Question<PeopleCounts>
{
    /// <summary>Only persons whom this list brought; null for all.</summary>
    public Id<PeopleList>? List { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override PeopleCounts Answer(Registers now, Moment moment) => new Tally(now, this).Counts();

    /// <summary>Open reviews of persons in one layer.</summary>
    internal static int Undecided(Registers now, bool synthetic)
    {
        var open = 0;
        for (var at = 0; at < now.Duplicates.Count; at++)
            if (now.Duplicates[at] is { IsOpen: true, Pair.Kind: PairKind.Persons } pair
                && ReviewRules.IsSynthetic(now, pair.Pair) == synthetic)
                open++;
        return open;
    }

    /// <summary>One pass over the register.</summary>
    sealed class Tally(Registers now, CountPeople ask)
    {
        readonly Dictionary<Key, Sums> rows = [];
        readonly Dictionary<PlaceRef, string?> names = [];
        readonly HashSet<int> homes = [];

        // Under the record that stands for the person: any record of theirs may say that they are sheltered.
        readonly HashSet<int> sheltered = [];
        readonly WhoCounts who = new(now);
        readonly PeopleRegister people = now.People;
        readonly int list = ask.List is { } only ? now.People.Lists.OrdinalOf(only) : -1;
        Sums all;
        int records;

        public PeopleCounts Counts()
        {
            for (var at = 0; at < people.PersonCount; at++)
                if (MayCount(at))
                {
                    records++;
                    if (people.IsSheltered(at))
                        sheltered.Add(who.Person(at));
                    if (people.Row(at).Household is >= 0 and var home)
                        homes.Add(who.Household(home));
                }
            foreach (var at in who.Persons(MayCount))
                CountPerson(at);
            if (ask.List is null)
                for (var at = 0; at < people.HouseholdCount; at++)
                    CountHeads(at);
            var sorted = rows
                .OrderByDescending(row => row.Value.Registered + row.Value.HeadCountOnly)
                .ThenBy(row => row.Key.Place, StringComparer.Ordinal)
                .ThenBy(row => row.Key.Origin, StringComparer.Ordinal)
                .ThenBy(row => (row.Key.Sex, row.Key.Band, row.Key.List));
            return new(
                all.Registered, records, all.Sheltered, all.HeadCountOnly, homes.Count, Undecided(now, ask.Synthetic),
                [.. sorted.Select(row => RowOf(row.Key, row.Value))]);
        }

        bool MayCount(int at) =>
            who.IsHere(at, ask.Synthetic) && (ask.List is null || (people.Row(at).List == list && list >= 0));

        void CountPerson(int at)
        {
            ref readonly var row = ref people.Row(at);
            var key = new Key(
                Place(CountBy.Place, people.PresentPlaceOf(at)),
                Place(CountBy.Origin, people.PlaceOf(row.Origin)),
                ask.By.HasFlag(CountBy.Sex) ? row.Sex : null,
                ask.By.HasFlag(CountBy.AgeBand) ? AgeBands.Of(row.BirthYear, ask.On) : null,
                ask.By.HasFlag(CountBy.List) ? row.List : null);
            Add(key, new(1, sheltered.Contains(who.Person(at)) ? 1 : 0, 0));
        }

        /// <summary>
        /// The people of a household who were counted and are not registered one by one. Whoever is registered is
        /// taken off the line with their sex and age band first.
        /// </summary>
        void CountHeads(int at)
        {
            ref readonly var row = ref people.HouseholdRowOf(at);
            if (who.Household(at) != at || row.Is(PeopleFlags.Synthetic) != ask.Synthetic
                || who.UnnamedHere(at) is not (> 0 and var unnamed))
                return;
            homes.Add(at);
            foreach (var (line, count) in LinesOf(at, unnamed))
            {
                var key = new Key(
                    Place(CountBy.Place, people.PlaceOf(row.Present)),
                    Place(CountBy.Origin, people.PlaceOf(row.Origin)),
                    ask.By.HasFlag(CountBy.Sex) ? line.Sex : null,
                    ask.By.HasFlag(CountBy.AgeBand) ? line.Band : null,
                    ask.By.HasFlag(CountBy.List) ? -1 : null);
                Add(key, new(0, 0, count));
            }
        }

        IEnumerable<(HeadCount Line, int Count)> LinesOf(int household, int unnamed)
        {
            var counted = who.RecordsOf(household).MaxBy(record => people.HouseholdRowOf(record).Stated);
            var lines = people.Household(counted).HeadCounts;
            var left = lines.Select(line => line.Count).ToArray();
            foreach (var member in who.Members(household))
            {
                ref readonly var row = ref people.Row(member);
                var band = AgeBands.Of(row.BirthYear, ask.On);
                for (var i = 0; i < left.Length; i++)
                    if (left[i] > 0 && lines[i].Sex == row.Sex && lines[i].Band == band)
                    {
                        left[i]--;
                        break;
                    }
            }
            var over = left.Sum() - unnamed;
            for (var i = left.Length - 1; i >= 0; i--)
            {
                var taken = Math.Min(left[i], Math.Max(0, over));
                (left[i], over) = (left[i] - taken, over - taken);
            }
            return lines.Zip(left).Where(line => line.Second > 0);
        }

        void Add(Key key, Sums more)
        {
            rows[key] = rows.GetValueOrDefault(key).Plus(more);
            all = all.Plus(more);
        }

        string? Place(CountBy by, PlaceRef place)
        {
            if (!ask.By.HasFlag(by))
                return null;
            if (!names.TryGetValue(place, out var name))
                names[place] = name = PeopleListings.NameOf(now, place);
            return name;
        }

        CountLine RowOf(Key key, Sums sums) => new(
            key.Place, key.Origin, key.Sex, key.Band,
            key.List is >= 0 and var brought ? people.Lists.All[brought].Code : null,
            sums.Registered, sums.Sheltered, sums.HeadCountOnly);

        readonly record struct Key(string? Place, string? Origin, Sex? Sex, AgeBand? Band, int? List);

        readonly record struct Sums(int Registered, int Sheltered, int HeadCountOnly)
        {
            public Sums Plus(Sums more) => new(
                Registered + more.Registered, Sheltered + more.Sheltered, HeadCountOnly + more.HeadCountOnly);
        }
    }
}
