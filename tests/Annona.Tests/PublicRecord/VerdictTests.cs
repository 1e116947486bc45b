using Annona.PublicRecord;

namespace Annona.Tests.PublicRecord;

public sealed class VerdictTests
{
    readonly RecordDesk desk = new();
    readonly PromiseRow flour;

    public VerdictTests() => flour = desk.Promised(desk.Flour(desk.Archive()));

    PromiseRow Flour => desk.Record.Promises.Find(flour.Id)!;

    [Fact]
    public void A_verdict_says_nothing_until_a_second_officer_signs_it()
    {
        desk.World.Record(desk.AskVerdict(flour, VerdictState.Fulfilled));
        Assert.Null(Flour.Verdict);
        var open = Flour.OpenVerdict!.Id;

        Assert.Equal("record.same-officer", desk.World.Refused(Confirm(open)).Code);
        Assert.Null(Flour.Verdict);
        desk.World.Record(Confirm(open), desk.Second);

        Assert.Equal(VerdictState.Fulfilled, Flour.Verdict!.State);
        Assert.Equal(desk.Second.Officer, Flour.Verdict.ConfirmedBy);
        Assert.Null(Flour.OpenVerdict);
        Assert.Equal("record.verdict-signed", desk.World.Refused(Confirm(open), desk.Second).Code);
    }

    [Fact]
    public void The_verdict_signed_last_stands_and_revoking_it_brings_back_the_one_before()
    {
        Sign(VerdictState.Disputed);
        desk.World.Wait(TimeSpan.FromDays(1));
        Sign(VerdictState.FulfilledLate);
        Assert.Equal(VerdictState.FulfilledLate, Flour.Verdict!.State);

        desk.World.Record(new RevokeVerdict(Flour.Verdict.Id, "The receipt was another one's.")
        {
            Intent = desk.World.NextIntent(),
        });

        Assert.Equal(VerdictState.Disputed, Flour.Verdict!.State);
    }

    [Fact]
    public void One_verdict_at_a_time_waits()
    {
        desk.World.Record(desk.AskVerdict(flour, VerdictState.Fulfilled));

        Assert.Equal("record.verdict-open", desk.World.Refused(desk.AskVerdict(flour, VerdictState.Disputed)).Code);
    }

    [Fact]
    public void Limits_are_named() => Assert.Equal(
        "record.no-scope", desk.World.Refused(desk.AskVerdict(flour, VerdictState.FulfilledWithLimits)).Code);

    [Theory]
    [InlineData(PromiseKind.Rights, VerdictState.Fulfilled, false)]
    [InlineData(PromiseKind.Rights, VerdictState.Holding, true)]
    [InlineData(PromiseKind.SafePassage, VerdictState.BreachReported, true)]
    [InlineData(PromiseKind.SafePassage, VerdictState.FulfilledLate, false)]
    [InlineData(PromiseKind.Goods, VerdictState.Holding, false)]
    [InlineData(PromiseKind.AccessOrVisit, VerdictState.BreachVerified, false)]
    [InlineData(PromiseKind.Money, VerdictState.EvidenceAgainst, true)]
    [InlineData(PromiseKind.Rights, VerdictState.Unverifiable, true)]
    public void Standing_promises_hold_or_are_breached_and_others_are_fulfilled_or_not(
        PromiseKind kind, VerdictState state, bool possible)
    {
        var row = desk.Promised(desk.Flour(flour.Terms.Source) with { Kind = kind });

        var decision = desk.World.Ask(desk.AskVerdict(row, state));

        Assert.Equal(possible, decision is Decision.Accepted);
        if (decision is Decision.Refused refused)
            Assert.Equal("record.state-not-of-kind", refused.Why.Code);
    }

    [Fact]
    public void A_verdict_rests_on_exactly_one_thing_that_counts()
    {
        Assert.Equal("record.one-anchor", RefusedOn(new(null, null, null)));
        Assert.Equal("record.one-anchor", RefusedOn(new(flour.Terms.Source, null, "O1")));
        Assert.Equal("record.not-an-observation", RefusedOn(new(null, null, "Friday")));
        desk.World.Record(new WithdrawSource(flour.Terms.Source, "A hoax.") { Intent = desk.World.NextIntent() });
        Assert.Equal("record.source-withdrawn", RefusedOn(new(flour.Terms.Source, null, null)));
    }

    string RefusedOn(VerdictAnchor anchor) =>
        desk.World.Refused(desk.AskVerdict(flour, VerdictState.Disputed) with { Anchor = anchor }).Code;

    ConfirmVerdict Confirm(Annona.Values.Id<Verdict> verdict) => new(verdict) { Intent = desk.World.NextIntent() };

    void Sign(VerdictState state)
    {
        desk.World.Record(desk.AskVerdict(flour, state));
        desk.World.Record(Confirm(Flour.OpenVerdict!.Id), desk.Second);
    }
}
