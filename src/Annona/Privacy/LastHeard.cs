using Annona.Aid;
using Annona.Duplicates;
using Annona.Observations;
using Annona.People;
using Annona.Values;

namespace Annona.Privacy;

/// <summary>
/// The day on which something was last heard of each person and case, and which hidden words of sources are in the
/// archive still. It is found by going through the journal when somebody asks: a few bytes a person for that long, and
/// no register that grows with them.
/// </summary>
/// <remarks>
/// Somebody is heard of when they come, call or are seen, when an officer works on their record, and when the owner of
/// their list sends it again. What is done by rule to many at once (an entitlement, a cash list, a disclosure, a pair
/// that a machine found) tells nothing of them: else nobody would be forgotten as long as a programme runs.
/// </remarks>
sealed class LastHeard
{
    readonly Registers now;
    readonly int[] persons;
    readonly int[] households;
    readonly Dictionary<Id<PeopleList>, int> lists = [];
    readonly Dictionary<Id<Observation>, int> cases = [];
    readonly HashSet<Id<Observation>> worded = [];

    LastHeard(Registers now)
    {
        this.now = now;
        (persons, households) = (new int[now.People.PersonCount], new int[now.People.HouseholdCount]);
    }

    /// <summary>Words of sources that are hidden and not destroyed.</summary>
    public HiddenWords Hidden { get; } = new();

    /// <summary>Goes through the whole journal.</summary>
    public static LastHeard Of(Registers now, IHistory history)
    {
        var heard = new LastHeard(now);
        foreach (var past in history.Facts())
            heard.Take(past, DateOnly.FromDateTime(past.At.UtcDateTime).DayNumber);
        heard.Join();
        return heard;
    }

    /// <summary>
    /// The last day on which something was heard of a person, of any record that is one with theirs, of their
    /// household as long as they belong to it, or of the list that has them.
    /// </summary>
    public DateOnly OfPerson(int at) => DateOnly.FromDayNumber(persons[at]);

    /// <summary>The day of the last entry about a case.</summary>
    public DateOnly OfCase(Id<Observation> observation) =>
        DateOnly.FromDayNumber(cases.GetValueOrDefault(observation));

    /// <summary>Whether words of a case were ever kept.</summary>
    public bool HasWords(Id<Observation> observation) => worded.Contains(observation);

    void Take(PastFact past, int day)
    {
        TakePeople(past.Fact, day);
        Hidden.Take(past.Fact, day);
        if (CaseOf(past.Fact) is not { } found)
            return;
        cases[found] = day;
        if (past.HasDetails)
            worded.Add(found);
    }

    void TakePeople(Event fact, int day)
    {
        switch (fact)
        {
            case PersonRegistered registered:
                Person(registered.Person, day);
                Household(registered.Household, day);
                break;
            case PersonChanged changed:
                Person(changed.Person, day);
                break;
            case PersonLeft left:
                Person(left.Person, day);
                break;
            case PersonObjected objected:
                Person(objected.Person, day);
                break;
            case HeadCountRegistered counted:
                Household(counted.Household, day);
                break;
            case HouseholdSheltered sheltered:
                Household(sheltered.Household, day);
                break;
            case LegalBasisRecorded basis:
                Household(basis.Household, day);
                break;
            case NoticeGiven notice:
                Household(notice.Household, day);
                break;
            case PeopleListOpened opened:
                lists[opened.List] = day;
                break;
            default:
                TakeAid(fact, day);
                break;
        }
    }

    void TakeAid(Event fact, int day)
    {
        switch (fact)
        {
            case AidGiven given:
                Household(given.Household, day);
                break;
            // Only who took the money was there.
            case CashReconciled { Outcome: PaymentState.Collected } paid:
                foreach (var household in paid.Households)
                    Household(household, day);
                break;
            case PairDecided decided:
                Both(decided.Pair, day);
                break;
            case RecordsMerged merged:
                Both(merged.Pair, day);
                break;
            case RecordsUnmerged parted:
                Both(parted.Pair, day);
                break;
        }
    }

    static Id<Observation>? CaseOf(Event fact) => fact switch
    {
        ObservationRecorded seen when Cases.IsCase(seen.Seen) => seen.Observation,
        ObservationWithdrawn withdrawn => withdrawn.Observation,
        CaseReferred referred => referred.Observation,
        CaseAssigned assigned => assigned.Observation,
        ComplaintAnswered answered => answered.Observation,
        _ => null,
    };

    void Both(Pair pair, int day)
    {
        foreach (var id in new[] { pair.Low, pair.High })
            if (pair.Kind == PairKind.Persons)
                Person(new(id), day);
            else
                Household(new(id), day);
    }

    /// <summary>
    /// The journal may have gone on since these registers were published; whom they do not know is passed over.
    /// </summary>
    void Person(Id<Person> person, int day)
    {
        if (now.People.Find(person) is >= 0 and var at && at < persons.Length)
            persons[at] = Math.Max(persons[at], day);
    }

    void Household(Id<Household> household, int day)
    {
        if (now.People.Find(household) is >= 0 and var at && at < households.Length)
            households[at] = Math.Max(households[at], day);
    }

    /// <summary>What was heard of households and lists is heard of their people, and records that are one share it.
    /// </summary>
    void Join()
    {
        foreach (var group in now.Duplicates.Households.Groups())
            Share(households, group.Select(id => now.People.Find(new Id<Household>(id))));
        for (var at = 0; at < persons.Length; at++)
        {
            ref readonly var row = ref now.People.Row(at);
            // Of who left, nothing is heard through a household that goes on without them.
            if (row.Is(PeopleFlags.Left))
                continue;
            if (row.Household >= 0)
                persons[at] = Math.Max(persons[at], households[row.Household]);
            // A row that a newer version repeats makes no entry: who did not leave stands in it.
            if (row.List >= 0)
                persons[at] = Math.Max(persons[at], lists.GetValueOrDefault(now.People.Lists.All[row.List].Id));
        }
        foreach (var group in now.Duplicates.Persons.Groups())
            Share(persons, group.Select(id => now.People.Find(new Id<Person>(id))));
    }

    static void Share(int[] days, IEnumerable<int> group)
    {
        var known = group.Where(at => at >= 0).ToList();
        var last = known.Select(at => days[at]).DefaultIfEmpty().Max();
        foreach (var at in known)
            days[at] = last;
    }
}
