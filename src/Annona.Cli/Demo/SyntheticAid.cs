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

    /// <summary>One in so many that the bank credited is not collected yet.</summary>
    const int WaitingOf = 9;

    /// <summary>So many parcels fewer than the books say are counted in the sports hall.</summary>
    public const int Missing = 7;

    /// <summary>Code of a household that came, to look at; null when nobody came.</summary>
    public string? Served { get; private set; }

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
        var (first, served) = Distribute(new(food, 1, 20, "hall", SyntheticBooks.Hall));
        Distribute(new(food, 2, 35, "market", SyntheticBooks.Market));
        Distribute(new(blankets, 1, 22, "school", SyntheticBooks.School));
        if (served is { } home)
            TooMuchInTheField(first, home);
        Miscount();
        Pay(cash);
        CountTheBank();
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

    /// <summary>
    /// Hands out until the stock is gone; answers the distribution and the first household that came.
    /// </summary>
    (Id<Distribution> Distribution, Id<Household>? Served) Distribute(Round round)
    {
        var ask = new PlanDistribution(round.Programme, round.Cycle, layer.Place(round.Place), story.Day(round.Day))
        {
            Intent = Desk.NewIntent(), Stock = round.Stock,
        };
        layer.Recorded(ask);
        var distribution = new Id<Distribution>(Ids.From(ask.Intent, "distribution"));
        var rights = story.Desk.Answer(new RightsIn(round.Programme, round.Cycle));
        var left = rights.Count == 0
            ? 0
            : story.Desk.Answer(new BalanceAt(round.Stock, rights[0].Granted.Commodity)).Units;
        var lines = new List<HandoverLine>();
        Id<Household>? served = null;
        foreach (var (at, right) in rights.Index())
        {
            if (at % AbsentOf == round.Cycle || right.Granted.Units > left)
                continue;
            left -= right.Granted.Units;
            Served ??= right.Code;
            served ??= right.Household;
            var row = lines.Count + 1;
            lines.Add(new(row, right.Code, new(right.Granted)) { Signed = row % 50 != 0 });
        }
        foreach (var sheet in lines.Chunk(GiveMany.LinesMax))
            layer.Recorded(new GiveMany(distribution, sheet) { Intent = Desk.NewIntent() });
        return (distribution, served);
    }

    /// <summary>
    /// Food that was handed over was handed over: it is recorded, and a discrepancy waits for its owner.
    /// </summary>
    void TooMuchInTheField(Id<Distribution> distribution, Id<Household> household) =>
        layer.Recorded(new GiveAid(distribution, household, [new(new(SyntheticBooks.Parcel, 1))])
        {
            Intent = Desk.NewIntent(), Where = RecordedWhere.Field, GivenOn = story.Day(20),
        });

    /// <summary>Counted once, some fewer than the books say.</summary>
    void Miscount()
    {
        var balance = story.Desk.Answer(new BalanceAt(SyntheticBooks.Hall, SyntheticBooks.Parcel));
        var found = balance with { Units = Math.Max(0, balance.Units - Missing) };
        layer.Recorded(new CountStock(SyntheticBooks.Hall, found, story.Day(21))
        {
            Intent = Desk.NewIntent(), Reference = "made-up count sheet 4",
        });
    }

    /// <summary>The bank's statement says what our books say: the trace has evidence that is not our own.</summary>
    void CountTheBank()
    {
        var balance = story.Desk.Answer(new BalanceAt(SyntheticBooks.Bank, SyntheticBooks.Usd));
        layer.Recorded(new CountStock(SyntheticBooks.Bank, balance, story.Day(55))
        {
            Intent = Desk.NewIntent(), Reference = "made-up bank statement 9",
        });
    }

    void Pay(Id<Programme> programme)
    {
        var ask = new SendCashList(programme, 1, layer.Party("bank"), SyntheticBooks.Bank)
        {
            Intent = Desk.NewIntent(), Earmark = layer.Promise("cash"), SentOn = story.Day(30),
        };
        layer.Recorded(ask);
        var list = new Id<CashList>(Ids.From(ask.Intent, "cash-list"));
        var paid = story.Desk.Answer(new RightsIn(programme, 1)).Index().ToList();
        var credited = paid.Where(payment => payment.Index % FailedOf != 0).ToList();
        Reconcile(list, PaymentState.Failed, 32, paid.Where(payment => payment.Index % FailedOf == 0));
        Reconcile(list, PaymentState.Credited, 33, credited);
        Reconcile(list, PaymentState.Collected, 38, credited.Where(payment => payment.Index % WaitingOf != 0));
    }

    void Reconcile(Id<CashList> list, PaymentState outcome, int day, IEnumerable<(int Index, Right Right)> paid)
    {
        foreach (var chunk in paid.Select(payment => payment.Right.Household).Chunk(1_000))
            layer.Recorded(new ReconcileCash(list, outcome, chunk, story.Day(day)) { Intent = Desk.NewIntent() });
    }

    /// <summary>One distribution.</summary>
    sealed record Round(Id<Programme> Programme, int Cycle, int Day, string Place, AccountName Stock);
}
