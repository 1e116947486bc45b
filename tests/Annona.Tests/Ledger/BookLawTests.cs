using Annona.Ledger;
using CsCheck;

namespace Annona.Tests.Ledger;

public sealed class BookLawTests
{
    const int Runs = 600;

    /// <summary>A step: what, where, how much.</summary>
    static readonly Gen<(int What, int Where, int Units)[]> Life =
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 23], Gen.Int[1, 90]).Array[1, 80];

    readonly BookStory story = new();

    [Fact]
    public void Whatever_happens_the_books_agree_with_a_plain_list_of_what_stands_where() =>
        Life.Sample(
            life =>
            {
                using var run = new BookRun(story);
                foreach (var (what, where, units) in life)
                    run.Step(what, where, units);
                foreach (var ((account, commodity, tag), units) in run.Naive.All)
                    Assert.Equal((account, tag, units), (account, tag, Held(run, account, commodity, tag)));
                Assert.Empty(run.Now.Ledger.CheckInvariants());
                AgreeOnCost(run);
                AgreeOnDays(run);
            },
            iter: Runs, threads: 1);

    [Fact]
    public void What_is_below_zero_is_always_an_open_discrepancy() =>
        Life.Sample(
            life =>
            {
                using var run = new BookRun(story);
                foreach (var (what, where, units) in life)
                    run.Step(what, where, units);
                var ledger = run.Now.Ledger;
                var missing = ledger.Balances().Where(row => row.Balance.Units < 0
                    && AccountRules.Of(row.Account.Kind).Limit == BalanceLimit.CreditsWithinDebits);
                foreach (var row in missing)
                    Assert.Contains(ledger.Discrepancies.Open, open =>
                        open.Kind == DiscrepancyKind.NegativeBalance && open.Account == row.Account);
            },
            iter: Runs, threads: 1);

    [Fact]
    public void Each_refusal_comes_for_its_own_reason_and_changes_nothing()
    {
        var (runs, hits) = (0, new Dictionary<string, int>());

        Gen.Select(Life, Gen.Shuffle(Defect.All.ToArray())).Sample(
            (life, defects) =>
            {
                using var run = new BookRun(story);
                foreach (var (what, where, units) in life)
                    run.Step(what, where, units);
                foreach (var defect in defects.Take(8))
                {
                    var request = defect.Request(run);
                    var before = run.Now.Ledger.TransferCount;
                    Assert.Equal(defect.Code, run.Ask(request)?.Code);
                    Assert.Equal(before, run.Now.Ledger.TransferCount);
                }
                runs++;
                foreach (var code in run.Refusals.Keys)
                    hits[code] = hits.GetValueOrDefault(code) + 1;
            },
            iter: Runs, threads: 1);

        foreach (var (code, count) in hits.OrderBy(hit => hit.Value))
            TestContext.Current.TestOutputHelper?.WriteLine($"{code}: {count} of {runs} runs");
        foreach (var code in Defect.All.Select(defect => defect.Code).Append("ledger.not-enough"))
            Assert.True(hits.GetValueOrDefault(code) * 100 >= runs, $"{code} was hit in under 1 % of {runs} runs.");
    }

    static void AgreeOnCost(BookRun run)
    {
        foreach (var promise in new[] { run.Aster, run.Linden })
        {
            if (run.Now.Ledger.OfPromise(promise).Money.FirstOrDefault(money => money.Commodity == BookStory.Usd)
                is not { } dollars)
                continue;
            Assert.Equal(
                [
                    run.Naive.Cost(promise, AccountKind.Stock, AccountKind.Site),
                    run.Naive.Cost(promise, AccountKind.Transit), run.Naive.Cost(promise, AccountKind.Given),
                    run.Naive.Cost(promise, AccountKind.Loss), run.Naive.Cost(promise, AccountKind.Returned),
                    run.Naive.Cost(promise, AccountKind.Variance), -run.Naive.Cost(promise, AccountKind.Exchange),
                ],
                new BookFigure[]
                {
                    dollars.StockAtCost, dollars.GoodsInTransit, dollars.GoodsGiven, dollars.Lost, dollars.Returned,
                    dollars.Variance, dollars.BoughtAtCost,
                }.Select(figure => (System.Numerics.BigInteger)figure.Amount.Units));
        }
    }

    static void AgreeOnDays(BookRun run)
    {
        foreach (var bank in new[] { BookStory.At("Bank:0"), BookStory.At("Bank:1"), BookStory.At("Support") })
            for (var day = BookRun.Day.AddDays(-4); day <= BookRun.Day; day = day.AddDays(1))
                Assert.Equal(
                    run.Naive.HeldOn(bank, "USD", day),
                    run.Now.Ledger.BalanceOn(bank, BookStory.Usd, day).Units);
    }

    static long Held(BookRun run, AccountName account, string commodity, Guid tag) =>
        run.Now.Ledger.BalancesIn(account)
            .Where(row => row.Balance.Commodity.Code == commodity)
            .Where(row => (row.Earmark?.Value ?? row.Lot?.Value ?? Guid.Empty) == tag)
            .Sum(row => AccountRules.Of(account.Kind).Normal == NormalSide.Debit
                ? row.Balance.Units
                : -row.Balance.Units);
}
