using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>What a desk that knows what is left may not record.</summary>
static class DeskRules
{
    /// <summary>The first reason in the order in which an officer would ask; null for none.</summary>
    public static Refusal? Refuses(
        AidGiven given, DistributionRow row, ProgrammeRow programme, Registers now, Moment moment)
    {
        if (now.People.Find(given.Household) < 0)
            return AidRefusals.UnknownHousehold(given.Household.ToString());
        if (given.GivenOn != row.Plan.Date)
            return AidRefusals.WrongDay(row.Code, row.Plan.Date, given.GivenOn);
        if (row.Closed is not null)
            return AidRefusals.DayIsClosed(row.Code, row.Plan.Date);
        if (given.CollectedBy is { } person && !Collectors.Belongs(person, given.Household, now))
            return AidRefusals.NotAMember();
        return OfRights(given, programme, row.Plan.Cycle, now)
            ?? PostingChecks.Refuses([given], now, moment, row.Synthetic);
    }

    static Refusal? OfRights(AidGiven given, ProgrammeRow programme, int cycle, Registers now)
    {
        var code = PeopleCodes.Household(now.People.Find(given.Household));
        var rights = SharedRights.Of(given.Household, programme, cycle, now);
        if (rights.All(right => right.Granted.Units == 0))
            return AidRefusals.NotEntitled(code, programme.Code, cycle);
        if (rights.All(right => right.Left.Units <= 0))
            return AidRefusals.AlreadyCollected(
                code, SharedRights.LastDayOf(given.Household, programme, cycle, now));
        foreach (var asked in given.Items.GroupBy(item => item.Uses.Commodity))
        {
            var total = new Amount(asked.Key, asked.Sum(item => item.Uses.Units));
            var right = rights.FirstOrDefault(right => right.Granted.Commodity == asked.Key);
            var left = right.Granted.Units > 0 ? right.Left : total with { Units = 0 };
            if (total.Units > left.Units)
                return AidRefusals.OverEntitlement(total, left with { Units = Math.Max(0, left.Units) });
        }
        return null;
    }
}
