using Annona.Access;
using Annona.Values;

namespace Annona.People;

/// <summary>
/// Asks to note for many households at once on what ground their data are kept, or that they were told. Households of
/// which the same is recorded already are passed over, so asking again adds nothing.
/// </summary>
/// <param name="Households">At most <see cref="ImportRows.RowsMax"/>.</param>
/// <param name="Basis">The legal basis; null to note none.</param>
/// <param name="Notice">The notice; null to note none.</param>
public sealed record GroundHouseholds(
    IReadOnlyList<Id<Household>> Households, LegalGround? Basis, NoticeTold? Notice) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (Households.Count > ImportRows.RowsMax)
            return PeopleRefusals.TooManyRows(Households.Count, ImportRows.RowsMax);
        if (Basis is { } ground && (ground.Basis.Trim().Length == 0 || ground.Purpose.Trim().Length == 0))
            return PeopleRefusals.NoText("legal basis");
        if (Notice is { } told && told.Language.Trim().Length == 0)
            return PeopleRefusals.NoText("language");
        if (Basis?.On > moment.Today || Notice?.On > moment.Today)
            return PeopleRefusals.DayInFuture(Basis?.On > moment.Today ? "legal basis" : "notice");
        var events = new List<Event>();
        foreach (var household in Households.Distinct())
        {
            var at = now.People.Find(household);
            if (at < 0)
                return PeopleRefusals.UnknownHousehold(household.ToString());
            events.AddRange(Missing(now, household, at));
        }
        return new Decision.Accepted(events);
    }

    IEnumerable<Event> Missing(Registers now, Id<Household> household, int at)
    {
        var (bases, notices) = now.People.GroundsOf(at);
        var synthetic = now.People.Household(at).Synthetic;
        if (Basis is { } ground && !bases.Contains(ground))
            yield return new LegalBasisRecorded(household, ground.Purpose, ground.Basis, ground.On)
            {
                Synthetic = synthetic,
            };
        if (Notice is { } told && !notices.Contains(told))
            yield return new NoticeGiven(household, told.Language, told.On) { Synthetic = synthetic };
    }
}

/// <summary>Asks for the households of the persons whom a list brought and who did not leave.</summary>
/// <param name="List">The list.</param>
public sealed record HouseholdsOfList(Id<PeopleList> List) : Question<IReadOnlyList<Id<Household>>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator;

    /// <inheritdoc/>
    public override IReadOnlyList<Id<Household>> Answer(Registers now, Moment moment) =>
    [
        .. new PeopleFilter { List = List }.Matches(now).Select(at => now.People.Row(at).Household)
            .Where(home => home >= 0).Distinct().Order().Select(now.People.HouseholdId),
    ];
}
