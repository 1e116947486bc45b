using Annona.Observations;
using Annona.PublicRecord;
using Annona.Values;

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

        var late = Flour.Verdict.Id;
        desk.World.Record(Revoke(late));
        desk.World.Record(Revoke(late), desk.Second);

        Assert.Equal(VerdictState.Disputed, Flour.Verdict!.State);
    }

    [Fact]
    public void What_two_officers_signed_falls_only_when_two_revoke_it()
    {
        Sign(VerdictState.Fulfilled);
        var signed = Flour.Verdict!.Id;

        desk.World.Record(Revoke(signed));
        Assert.Equal(signed, Flour.Verdict!.Id);
        Assert.True(desk.World.Answer(new ListPromises())[0].Verdict!.RevocationProposed);
        Assert.Equal("record.same-officer", desk.World.Refused(Revoke(signed)).Code);
        desk.World.Record(Revoke(signed), desk.Second);

        Assert.Null(Flour.Verdict);
        Assert.Equal("record.verdict-revoked", desk.World.Refused(Revoke(signed)).Code);
    }

    [Fact]
    public void What_is_only_proposed_is_taken_back_by_one()
    {
        desk.World.Record(desk.AskVerdict(flour, VerdictState.Fulfilled));

        desk.World.Record(Revoke(Flour.OpenVerdict!.Id));

        Assert.Null(Flour.OpenVerdict);
    }

    [Fact]
    public void A_verdict_holds_from_the_day_of_its_anchor_whenever_it_is_signed()
    {
        desk.World.Wait(TimeSpan.FromDays(30));
        Sign(VerdictState.Fulfilled);

        Assert.Equal(new DateOnly(2026, 3, 2), Flour.Verdict!.EffectiveOn);
        Assert.Null(Flour.VerdictOn(new(2026, 3, 1)));
        Assert.NotNull(Flour.VerdictOn(new(2026, 3, 2)));
    }

    [Fact]
    public void A_verdict_may_hold_from_another_day_but_not_before_the_promise_and_not_from_tomorrow_week()
    {
        var ask = desk.AskVerdict(flour, VerdictState.Disputed);

        Assert.Equal("record.effective-before-made", desk.World.Refused(
            ask with { EffectiveOn = new(2026, 3, 1) }).Code);
        Assert.Equal("record.effective-in-future", desk.World.Refused(
            ask with { EffectiveOn = new(2026, 3, 10) }).Code);
        desk.World.Wait(TimeSpan.FromDays(20));
        desk.World.Record(ask with { EffectiveOn = new(2026, 3, 10) });

        Assert.Equal(new DateOnly(2026, 3, 10), Flour.OpenVerdict!.EffectiveOn);
    }

    [Fact]
    public void An_observation_is_an_anchor_as_long_as_it_is_there()
    {
        var intent = desk.World.NextIntent();
        var seen = new Id<Observation>(Ids.From(intent, "observation"));
        Assert.Equal("observation.unknown", RefusedOn(new(null, null, seen.Value)));
        desk.World.Wait(TimeSpan.FromDays(3));
        desk.World.Record(new RecordObservation(
            new DeliveredByOthers(null, "40 trucks of flour", null, null, null), new(2026, 3, 4))
        {
            Intent = intent,
        });

        desk.World.Record(
            desk.AskVerdict(flour, VerdictState.Fulfilled) with { Anchor = new(null, null, seen.Value) });

        Assert.Equal(new DateOnly(2026, 3, 4), Flour.OpenVerdict!.EffectiveOn);
        desk.World.Record(Revoke(Flour.OpenVerdict.Id));
        desk.World.Record(new WithdrawObservation(seen, "Seen elsewhere.") { Intent = desk.World.NextIntent() });
        Assert.Equal("observation.unknown", RefusedOn(new(null, null, seen.Value)));
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
        Assert.Equal("record.one-anchor", RefusedOn(new(flour.Terms.Source, null, Guid.Empty)));
        desk.World.Record(new WithdrawSource(flour.Terms.Source, "A hoax.") { Intent = desk.World.NextIntent() });
        Assert.Equal("record.source-withdrawn", RefusedOn(new(flour.Terms.Source, null, null)));
    }

    string RefusedOn(VerdictAnchor anchor) =>
        desk.World.Refused(desk.AskVerdict(flour, VerdictState.Disputed) with { Anchor = anchor }).Code;

    RevokeVerdict Revoke(Id<Verdict> verdict) =>
        new(verdict, "The receipt was another one's.") { Intent = desk.World.NextIntent() };

    ConfirmVerdict Confirm(Id<Verdict> verdict) => new(verdict) { Intent = desk.World.NextIntent() };

    void Sign(VerdictState state)
    {
        desk.World.Record(desk.AskVerdict(flour, state));
        desk.World.Record(Confirm(Flour.OpenVerdict!.Id), desk.Second);
    }
}
