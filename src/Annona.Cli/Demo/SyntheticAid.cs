using Annona.Aid;
using Annona.Cli.Shell;
using Annona.Ledger;
using Annona.People;
using Annona.Values;

namespace Annona.Cli.Demo;

/// <summary>
/// The made-up giving: food in two rounds, blankets, cash through a bank; most come, some do not, one is given too
/// much in the field, and a count finds parcels missing.
/// </summary>
sealed class SyntheticAid(Story story, RecordLayer layer)
{
    /// <summary>One household in so many does not come.</summary>
    const int AbsentOf = 13;

    /// <summary>One payment in so many fails.</summary>
    const int FailedOf = 31;

    Registers Now => story.Desk.Now;

    public void Record()
    {
        var food = Plan("Food at Lusavan", Modality.InKind, new(new(SyntheticBooks.Parcel, 1), RationPer.Household),
            ["parcels", "blankets"], rounds: 2);
        var blankets =
            Plan("Blankets at Lusavan", Modality.InKind, new(new(SyntheticBooks.Blanket, 1), RationPer.Person),
            ["blankets"], rounds: 1);
        var cash =
            Plan("Cash at Lusavan", Modality.Cash, new(SyntheticBooks.CashPerPerson, RationPer.Person), ["cash"],
            rounds: 1);
        var first = Distribute(food, cycle: 1, day: 20, "hall", SyntheticBooks.Hall);
        Distribute(food, cycle: 2, day: 35, "market", SyntheticBooks.Market);
        Distribute(blankets, cycle: 1, day: 22, "school", SyntheticBooks.School);
        TooMuchInTheField(first);
        Miscount();
        Pay(cash);
    }

    Id<Programme> Plan(string name, Modality modality, Ration ration, IReadOnlyList<string> promises, int rounds)
    {
        var ask = new PlanProgramme(name, modality, new(Eligibility.Everybody, [ration]))
        {
            Intent = Desk.NewIntent(),
            Cycles = [.. Enumerable.Range(0, rounds).Select(
                round => new CycleDates(round + 1, story.Day(20 + 15 * round), story.Day(34 + 15 * round)))],
            Promises = [.. promises.Select(layer.Promise)],
            Group = layer.Group("arrived"),
        };
        layer.Recorded(ask);
        var programme = new Id<Programme>(Ids.From(ask.Intent, "programme"));
        for (var cycle = 1; cycle <= rounds; cycle++)
            layer.Recorded(new GrantCycle(programme, cycle) { Intent = Desk.NewIntent() });
        return programme;
    }

    Id<Distribution> Distribute(Id<Programme> programme, int cycle, int day, string place, AccountName stock)
    {
        var ask = new PlanDistribution(programme, cycle, layer.Place(place), story.Day(day))
        {
            Intent = Desk.NewIntent(), Stock = stock,
        };
        layer.Recorded(ask);
        var distribution = new Id<Distribution>(Ids.From(ask.Intent, "distribution"));
        var left =
            Now.Ledger.BalanceOf(stock,
            Now.Aid.EntitlementsIn(programme, cycle).First().Entitlement.Granted.Commodity).Units;
        var lines = new List<HandoverLine>();
        foreach (var (household, right) in Now.Aid.EntitlementsIn(programme, cycle))
        {
            var row = lines.Count + 1;
            if (Now.People.Find(household) % AbsentOf == cycle || right.Granted.Units > left)
                continue;
            left -= right.Granted.Units;
            lines.Add(new(row, $"H{Now.People.Find(household) + 1}", new(right.Granted)) { Signed = row % 50 != 0 });
        }
        foreach (var sheet in lines.Chunk(GiveMany.LinesMax))
            layer.Recorded(new GiveMany(distribution, sheet) { Intent = Desk.NewIntent() });
        return distribution;
    }

    /// <summary>Food that was handed over was handed over: it is recorded, and a discrepancy waits for its
    /// owner.</summary>
    void TooMuchInTheField(Id<Distribution> distribution)
    {
        var household = Now.Aid.HandoversAt(distribution).First().Household;
        layer.Recorded(new GiveAid(distribution, household, [new(new(SyntheticBooks.Parcel, 1))])
        {
            Intent = Desk.NewIntent(), Where = RecordedWhere.Field, GivenOn = story.Day(20),
        });
    }

    /// <summary>Counted once, seven fewer than the books say.</summary>
    void Miscount()
    {
        var balance = Now.Ledger.BalanceOf(SyntheticBooks.Hall, SyntheticBooks.Parcel);
        var found = balance with { Units = Math.Max(0, balance.Units - 7) };
        layer.Recorded(new CountStock(SyntheticBooks.Hall, found, story.Day(21)) { Intent = Desk.NewIntent() });
    }

    void Pay(Id<Programme> programme)
    {
        var ask = new SendCashList(programme, 1, layer.Party("bank"), SyntheticBooks.Bank)
        {
            Intent = Desk.NewIntent(), Earmark = layer.Promise("cash"), SentOn = story.Day(30),
        };
        layer.Recorded(ask);
        var list = new Id<CashList>(Ids.From(ask.Intent, "cash-list"));
        var paid = Now.Aid.PaymentsOn(list).Select((payment, at) => (payment.Household, At: at)).ToList();
        Reconcile(list, PaymentState.Failed, 32,
            paid.Where(payment => payment.At % FailedOf == 0).Select(payment => payment.Household));
        Reconcile(list, PaymentState.Credited, 33,
            paid.Where(payment => payment.At % FailedOf != 0).Select(payment => payment.Household));
        Reconcile(list, PaymentState.Collected, 38,
            paid.Where(payment => payment.At % FailedOf != 0 && payment.At % 9 != 0).Select(payment =>
                payment.Household));
    }

    void Reconcile(Id<CashList> list, PaymentState outcome, int day, IEnumerable<Id<Household>> households)
    {
        foreach (var chunk in households.Chunk(1_000))
            layer.Recorded(new ReconcileCash(list, outcome, chunk, story.Day(day)) { Intent = Desk.NewIntent() });
    }
}
