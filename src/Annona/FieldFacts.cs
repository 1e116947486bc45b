using Annona.Access;
using Annona.Aid;
using Annona.Ledger;
using Annona.People;

namespace Annona;

/// <summary>
/// Which facts a device may send without asking the hub, and what nobody can have meant. Money, rights and enrolments
/// are not among them: those are decided where everything is known.
/// </summary>
static class FieldFacts
{
    /// <summary>Any one of these roles may record the fact on a device; null: no device may.</summary>
    public static Roles? RolesFor(Event fact) => fact switch
    {
        AidGiven => Roles.Storekeeper | Roles.Coordinator,
        PersonRegistered or PersonChanged or PersonObjected or HeadCountRegistered => Roles.Registrar,
        _ => null,
    };

    /// <summary>What no worker can have meant, so that no fold has to ask.</summary>
    public static bool IsMalformed(Event fact, Registers now) => fact switch
    {
        AidGiven given => IsMalformed(given, now),
        PersonRegistered registered => registered.Facts is null || registered.From is not null
            || MixesSorts(registered.Household.Value, registered.Synthetic, now.People),
        PersonChanged changed => changed.Facts is null || changed.From is not null || changed.Reason is null
            || changed.Fields == PersonFields.None
            || changed.Fields.HasFlag(PersonFields.Household) != changed.Household is not null
            || (changed.Household is { } home && MixesSorts(home.Value, changed.Synthetic, now.People)),
        HeadCountRegistered counted => counted.People is not { Count: > 0 }
            || counted.People.Any(line => line is not { Count: > 0 and <= RegisterHeadCount.PeopleMax })
            || MixesSorts(counted.Household.Value, counted.Synthetic, now.People),
        // To be left alone is the safer of two wishes: only a desk, which has seen both, takes it back.
        PersonObjected objected => objected.Withdrawn,
        _ => false,
    };

    /// <summary>
    /// Whether the person is not on record. A device names the registration that another device made as a base, so a
    /// fact that only came too early is held before this is asked.
    /// </summary>
    public static bool SpeaksOfNobody(Event fact, PeopleRegister people) => fact switch
    {
        PersonChanged changed => people.Find(changed.Person) < 0,
        PersonObjected objected => people.Find(objected.Person) < 0,
        _ => false,
    };

    /// <summary>
    /// The plan says where goods leave and what they count as; what a count found is not for a device to say.
    /// </summary>
    static bool IsMalformed(AidGiven given, Registers now)
    {
        if (now.Aid.Find(given.Distribution) is not { } row || now.Aid.Find(row.Plan.Programme) is not { } programme)
            return true;
        if (given.Items is null || given.Where != RecordedWhere.Field || given.Synthetic != row.Synthetic
            || given.SharesRights || given.Doubts is not null || given.FoundAgain is not null)
            return true;
        AccountName? to = row.Plan.Stock is null ? null : programme.GivenIn(row.Plan.Cycle);
        return given.From != row.Plan.Stock || given.To != to || given.Earmark != row.Plan.Earmark
            || HandoverRules.IsMalformed(given)
            || MixesSorts(given.Household.Value, given.Synthetic, now.People);
    }

    static bool MixesSorts(Guid household, bool synthetic, PeopleRegister people) =>
        people.Find(new Values.Id<Household>(household)) is >= 0 and var at
        && people.HouseholdRowOf(at).Is(PeopleFlags.Synthetic) != synthetic;
}
