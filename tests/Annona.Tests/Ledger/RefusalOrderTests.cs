using System.Text.RegularExpressions;
using Annona.Ledger;
using Annona.Tests.Tidy;
using Annona.Values;
using static Annona.Tests.Ledger.BookStory;

namespace Annona.Tests.Ledger;

/// <summary>Whatever else is wrong with a request, it is told the first fault of the order in the guide.</summary>
public sealed partial class RefusalOrderTests
{
    /// <summary>Faults that can be made together, in the order of the checks.</summary>
    static readonly (string Code, Func<Transfer, Transfer> Spoil)[] Faults =
    [
        ("ledger.no-id", transfer => transfer with { Id = default }),
        ("ledger.no-account", transfer => transfer with { From = default }),
        ("ledger.account-without-name", transfer => transfer with { To = At("Bank") }),
        ("ledger.amount-out-of-range", transfer => transfer with { Amount = transfer.Amount with { Units = 0 } }),
        ("ledger.unknown-commodity", transfer =>
            transfer with { Amount = new(new("tent", 0), transfer.Amount.Units) }),
        ("ledger.kind-does-not-fit", transfer => transfer with { Kind = TransferKind.Load }),
        ("ledger.unknown-promise", transfer => transfer with { Earmark = new(Ids.From(TestOperation.Id, "nothing")) }),
        ("ledger.lot-on-money", transfer => transfer with { Lot = new(Ids.From(TestOperation.Id, "no lot")) }),
        ("ledger.pending-named", transfer => transfer with { Pending = new(Ids.From(TestOperation.Id, "none")) }),
        ("ledger.in-the-future", transfer => transfer with { Date = Monday.AddDays(9) }),
        ("ledger.mixed", transfer => transfer with { From = At("Bank:Made up") }),
        ("ledger.not-enough", transfer =>
            transfer with { Amount = transfer.Amount with { Units = transfer.Amount.Units * 1_000 } }),
        ("ledger.not-enough-then", transfer => transfer with { Date = Monday.AddDays(-9) }),
    ];

    readonly BookStory books = new();

    public RefusalOrderTests()
    {
        books.Post(TransferKind.Receive, "Donor:Aster", "Bank:Main", "100.00 USD");
        books.Operation.Record(
            books.Asking(books.Move(TransferKind.Receive, "Donor:Training", "Bank:Made up", "100.00 USD")) with
            {
                Synthetic = true,
            });
    }

    [Fact]
    public void Of_two_faults_the_earlier_is_told()
    {
        for (var first = 0; first < Faults.Length; first++)
        {
            for (var second = Faults.Length - 1; second >= first; second--)
            {
                var spoilt = Faults[first].Spoil(Faults[second].Spoil(Sound()));
                Assert.Equal(
                    (Faults[first].Code, Faults[second].Code), (books.Refused(spoilt).Code, Faults[second].Code));
            }
        }
    }

    [Fact]
    public void Without_a_fault_it_is_posted() => books.Operation.Record(books.Asking(Sound()));

    [Fact]
    public void The_guide_tells_this_order_and_every_refusal_of_a_transfer()
    {
        var guide = Repository.Read("docs/guides/books.md");
        var order = guide[guide.IndexOf("## In which order", StringComparison.Ordinal)..];
        var told = Code.Matches(order).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(Faults.Select(fault => fault.Code), told.Where(code =>
            Array.Exists(Faults, fault => fault.Code == code)));
        var checks = Repository.Read("src/Annona/Ledger/TransferChecks.cs");
        var made = Repository.Read("src/Annona/Ledger/LedgerRefusals.cs");
        foreach (var name in Made.Matches(checks).Select(match => match.Groups[1].Value).Distinct())
        {
            var at = made.IndexOf($" {name}(", StringComparison.Ordinal);
            Assert.Contains(Literal.Match(made, at).Groups[1].Value, told);
        }
    }

    Transfer Sound() => books.Move(TransferKind.Support, "Bank:Main", "Support", "5.00 USD");

    [GeneratedRegex("`(ledger[.][a-z-]+)`")]
    static partial Regex Code { get; }

    [GeneratedRegex(@"LedgerRefusals[.](\w+)\(")]
    static partial Regex Made { get; }

    [GeneratedRegex("\"(ledger[.][a-z-]+)\"")]
    static partial Regex Literal { get; }
}
