using Annona.Aid;
using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Tests.Aid;
using Annona.Tests.Ledger;
using Annona.Trace;
using CsCheck;
using static Annona.Tests.Ledger.BookStory;

namespace Annona.Tests.Trace;

public sealed class SumTests
{
    readonly BookStory books = new();

    [Fact]
    public void Money_that_was_changed_is_not_in_the_bank_and_the_other_currency_is_told()
    {
        books.Post(TransferKind.Receive, "Donor:Aster", "Bank:Main", "100.00 USD", books.Aster);
        books.Post(TransferKind.Convert, "Bank:Main", "Conversion", "60.00 USD", books.Aster);
        books.Post(TransferKind.Convert, "Conversion", "Bank:Drams", "24000 AMD", books.Aster);
        Assert.Equal(Of("0.00 USD"), Line().Sums.Delivered);

        books.Post(TransferKind.Work, "Bank:Drams", "Works", "9000 AMD", books.Aster);

        var (line, trace) = (Line(), Trace());
        Assert.Equal((Of("40.00 USD"), Of("60.00 USD")), (line.Sums.Bank!.Value, line.Sums.Converted!.Value));
        Assert.Null(line.Sums.Delivered);
        Assert.Contains(
            "60 USD was changed into other currencies and is counted there: 9,000 AMD handed over.", line.Reasons);
        Assert.Equal(["AMD", "USD"], trace.Equations.Select(equation => equation.Commodity));
        Assert.All(trace.Equations, equation => Assert.Equal(0, equation.Sums.Gap!.Value.Units));
        Assert.Contains(trace.Links, link => link.Amount?.Commodity == Amd);
    }

    [Fact]
    public void The_arithmetic_says_what_shows_each_term_and_when_a_place_was_counted()
    {
        books.Post(TransferKind.Receive, "Donor:Aster", "Bank:Main", "100.00 USD", books.Aster);
        Assert.Contains("Bank:Main has not been counted.", Assert.Single(Trace().Equations).Counts);

        books.Operation.Record(new CountStock(At("Bank:Main"), Of("92.50 USD"), Monday)
        {
            Intent = books.Operation.NextIntent(),
        });

        var equation = Assert.Single(Trace().Equations);
        Assert.Contains(
            "Bank:Main last counted 2026-03-02: 7.50 USD less than the books, a shortage of the whole account.",
            equation.Counts);
        Assert.Equal("1 receipt, none with a paper", equation.Received.ShownBy);
        Assert.DoesNotContain(equation.Became, term => term.Amount.Units == 0);
    }

    [Fact]
    public void Movements_basis_and_amounts_are_those_of_the_day()
    {
        books.Post(TransferKind.Receive, "Donor:Aster", "Bank:Main", "100.00 USD", books.Aster);
        var later = books.Move(TransferKind.Receive, "Donor:Aster", "Bank:Main", "50.00 USD", books.Aster) with
        {
            Date = Monday.AddDays(1),
        };
        books.Operation.Record(books.Asking(later));

        var (first, second) = (
            books.Ledger.OfPromise(books.Aster, Monday).Money[0].ReceivedMoney,
            books.Ledger.OfPromise(books.Aster, Monday.AddDays(1)).Money[0].ReceivedMoney);

        Assert.Equal((1, 2), (first.Movements, second.Movements));
        Assert.Equal((Monday, Monday.AddDays(1)), (first.Newest, second.Newest));
        Assert.Equal(Of("50.00 USD"), second.Evidence.First().Amount);
    }

    [Fact]
    public void What_lies_alone_in_a_place_is_that_very_batch_and_what_carries_one_promise_carries_it()
    {
        books.Post(TransferKind.Receive, "Donor:Aster", "Bank:Main", "100.00 USD", books.Aster);
        books.Buy("10 food-parcel", "Stock:North", ("Bank:Main", "20.00 USD", books.Aster));
        Assert.Equal(Basis.Physical, Left().Basis);
        books.Buy("10 food-parcel", "Stock:North", ("Bank:Main", "20.00 USD", books.Aster));
        Assert.Equal(Basis.Earmarked, Left().Basis);
        books.Post(TransferKind.Receive, "Donor:Linden", "Bank:Main", "100.00 USD", books.Linden);
        books.Buy("10 food-parcel", "Stock:North", ("Bank:Main", "20.00 USD", books.Linden));
        Assert.Equal(Basis.Convention, Left().Basis);
    }

    [Fact]
    public void Of_shared_lots_no_more_is_confirmed_than_delivered_and_no_more_delivered_than_received() =>
        Gen.Select(Gen.Long[1, 7].Array[2, 4], Gen.Int[1, 6].Array[1, 15], Gen.Int[0, 3]).Sample((parts, given, lost) =>
        {
            var story = new AidStory(parcels: 0);
            var terms = story.Operation.Now.PublicRecord.Promises.Find(AidStory.Promised)!.Terms;
            for (var i = 1; i < parts.Length; i++)
                story.Record(new RecordPromise(terms) { Intent = story.Next() });
            var promises = story.Operation.Now.PublicRecord.Promises.All.Select(row => row.Id).ToList();
            story.Record(new ReceiveLot(AidStory.Point, AidStory.Of("97 food-parcel"), Monday)
            {
                Intent = story.Next(),
                Donor = new(AccountKind.Donor, "Aster"),
                GiftShares = [.. promises.Zip(parts, (promise, part) => new LotShare(promise, part))],
            });
            var day = story.Day(story.Plan());
            var family = story.Family(people: 1);
            foreach (var (amount, at) in given.Select((amount, at) => (amount, at)))
                story.Record(story.Giving(day, family, $"{amount} food-parcel") with
                {
                    Where = RecordedWhere.Field,
                    Proof = at % 3 == 0 ? Proof.None : Proof.Signature,
                    Collector = at % 3 == 0 ? null : "N1",
                });
            if (lost > 0)
            {
                var loss = new Transfer(
                    new(story.Next()), AidStory.Point, new(AccountKind.Loss, ""),
                    AidStory.Of($"{lost} food-parcel"), Monday, TransferKind.Lose);
                story.Record(new PostTransfers([loss]) { Intent = story.Next() });
            }

            var sums = story.Operation.Answer(new PromiseBoard(Monday.AddDays(1))).Select(line => line.Sums).ToList();

            Assert.Equal(97, sums.Sum(sum => sum.Received!.Value.Units));
            foreach (var sum in sums)
            {
                Assert.InRange(sum.Confirmed!.Value.Units, 0, sum.Delivered!.Value.Units);
                Assert.InRange(sum.Delivered.Value.Units, 0, sum.Received!.Value.Units);
                Assert.Equal(0, sum.Gap!.Value.Units);
            }
        }, iter: 60, threads: 1);

    /// <summary>First in, first out holds for whatever leaves; a handover asks for a household besides.</summary>
    BookFigure Left()
    {
        books.Post(TransferKind.Lose, "Stock:North", "Loss", "1 food-parcel");
        return books.Parcels(books.Aster).Lost;
    }

    BoardLine Line() => books.Operation.Answer(new PromiseBoard(Monday))[0];

    PromiseTrace Trace() => books.Operation.Answer(new TraceOfPromise(books.Aster, Monday));
}
