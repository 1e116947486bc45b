using Annona.Access;
using Annona.Aid;
using Annona.Ledger;
using Annona.People;
using Annona.Values;

namespace Annona.Cli.Demo;

/// <summary>What a household may collect, for the sheet that the story fills in.</summary>
/// <param name="Household">Its id.</param>
/// <param name="Code">Its code.</param>
/// <param name="Granted">What it was granted.</param>
sealed record Right(Id<Household> Household, string Code, Amount Granted);

/// <summary>Asks for the rights of a cycle, in order of the households' codes.</summary>
sealed record RightsIn(Id<Programme> Programme, int Cycle) : Question<IReadOnlyList<Right>>
{
    public override Roles MayAsk => Roles.Storekeeper | Roles.Planner | Roles.Coordinator;

    public override IReadOnlyList<Right> Answer(Registers now, Moment moment) =>
    [
        .. now.Aid.EntitlementsIn(Programme, Cycle)
            .Select(right => (Home: now.People.Find(right.Household), right.Household, right.Entitlement.Granted))
            .OrderBy(right => right.Home)
            .Select(right => new Right(right.Household, now.People.Household(right.Home).Code, right.Granted)),
    ];
}

/// <summary>Asks what the books say that stands on an account.</summary>
sealed record BalanceAt(AccountName Account, Commodity Commodity) : Question<Amount>
{
    public override Roles MayAsk => Roles.All;

    public override Amount Answer(Registers now, Moment moment) => now.Ledger.BalanceOf(Account, Commodity);
}
