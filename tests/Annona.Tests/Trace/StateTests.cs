using Annona.Observations;
using Annona.PublicRecord;
using Annona.Tests.PublicRecord;
using Annona.Trace;
using Annona.Values;

namespace Annona.Tests.Trace;

public sealed class StateTests
{
    static readonly DateOnly Monday = new(2026, 3, 2);

    readonly RecordDesk desk = new();
    readonly Id<Source> source;

    public StateTests() => source = desk.Archive();

    TestOperation World => desk.World;

    [Fact]
    public void A_verdict_falls_with_its_anchor()
    {
        var promise = Promised();
        var seen = See(promise.Id, Bearing.Supports);
        Sign(promise, VerdictState.Fulfilled, new(null, null, World.Now.Observations.Find("O1")!.Id.Value));
        var signed = Line();
        Assert.Equal(PromiseState.Fulfilled, signed.State);
        Assert.Contains(
            "First Officer and Second Officer, as of 2026-03-02", signed.Reasons[0], StringComparison.Ordinal);
        Assert.Contains("O1", signed.Reasons[0], StringComparison.Ordinal);

        World.Record(new WithdrawObservation(seen, "Another place.") { Intent = World.NextIntent() });

        var line = Line();
        Assert.Equal(PromiseState.NoEvidenceYet, line.State);
        Assert.Contains(
            "The two officers' verdict of 2026-03-02 rests on O1, which was withdrawn: Another place.", line.Reasons);
    }

    [Fact]
    public void A_promise_whose_source_was_withdrawn_says_so_first_and_is_not_called_late()
    {
        Promised();
        World.Record(new WithdrawSource(source, "A forgery.") { Intent = World.NextIntent() });

        var line = Line(Monday.AddDays(300));

        Assert.Equal(PromiseState.Unverifiable, line.State);
        Assert.Equal("Its source S1 was withdrawn: A forgery.", line.Reasons[0]);
        Assert.Equal("source withdrawn", line.Mark);
    }

    [Fact]
    public void Rights_and_permissions_never_get_words_of_progress()
    {
        var promise = Promised(terms => terms with { Kind = PromiseKind.Rights, Due = null });
        Assert.Equal(PromiseState.NotWatched, Line().State);

        See(promise.Id, Bearing.Supports);
        Assert.Equal(PromiseState.Watched, Line().State);
        Assert.Equal(PromiseState.Watched, Line(Monday.AddDays(400)).State);

        See(promise.Id, Bearing.Contradicts);
        Assert.Equal(PromiseState.BreachReported, Line().State);
        Assert.Contains("For it: O1", Assert.Single(Line().Contradictions), StringComparison.Ordinal);
    }

    [Fact]
    public void The_period_of_a_standing_promise_ends_without_being_late()
    {
        Promised(terms => terms with { Kind = PromiseKind.SafePassage });

        Assert.Equal(PromiseState.PeriodEnded, Line(Monday.AddDays(30)).State);
    }

    [Fact]
    public void What_speaks_against_a_promise_is_no_progress()
    {
        var promise = Promised();
        See(promise.Id, Bearing.Contradicts);

        var line = Line();

        Assert.Equal(PromiseState.NoEvidenceYet, line.State);
        Assert.Contains("1 piece of evidence speaks against it.", line.Reasons);
        Assert.Contains("Nothing on record speaks for it.", line.Contradictions[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_overdue_promise_says_where_was_searched()
    {
        var promise = Promised();
        See(promise.Id, Bearing.Supports);

        var line = Line(Monday.AddDays(30));

        Assert.Equal(PromiseState.Overdue, line.State);
        Assert.Contains(line.Reasons, reason => reason.StartsWith(
            "Nothing new for 30 days. Searched: our books to 2026-04-01", StringComparison.Ordinal));
        Assert.Contains(line.Reasons, reason => reason.Contains("1 observation,", StringComparison.Ordinal));
    }

    [Fact]
    public void A_retelling_is_followed_where_it_was_said_first_and_a_superseded_promise_is_not_late()
    {
        var first = Promised();
        var second = Promised();
        var third = Promised();
        World.Record(new LinkPromise(second.Id, PromiseRelation.Retells, LinkTarget.To(first.Id), null)
        {
            Intent = World.NextIntent(),
        });
        World.Record(new LinkPromise(third.Id, PromiseRelation.Supersedes, LinkTarget.To(first.Id), null)
        {
            Intent = World.NextIntent(),
        });

        var lines = World.Answer(new PromiseBoard(Monday.AddDays(300)));

        Assert.Equal((PromiseState.Superseded, PromiseState.Retelling), (lines[0].State, lines[1].State));
        Assert.Contains("It retells P1: see there.", lines[1].Reasons);
        Assert.Contains("P3 of 2026-03-02 took its place.", lines[0].Reasons);
    }

    [Fact]
    public void Evidence_of_one_day_stands_in_the_order_of_its_numbers()
    {
        var promise = Promised();
        for (var i = 0; i < 11; i++)
            See(promise.Id, Bearing.Supports);

        var codes = Line().Evidence.Select(piece => piece.Code).ToList();

        Assert.Equal(Enumerable.Range(1, 11).Select(number => $"O{number}"), codes);
        Assert.Contains("11 pieces of evidence for it, the newest of 2026-03-02.", Line().Reasons);
    }

    [Fact]
    public void A_trace_of_a_day_before_the_promise_was_made_is_refused()
    {
        var promise = Promised();

        var refused = Assert.Throws<RefusedException>(
            () => World.Answer(new TraceOfPromise(promise.Id, Monday.AddDays(-1))));

        Assert.Equal("trace.not-made-yet", refused.Why.Code);
    }

    [Fact]
    public void Works_go_from_contract_to_inspection()
    {
        var promise = Promised(terms => terms with { Kind = PromiseKind.Reconstruction });
        foreach (var (stage, percent) in new[]
        {
            (WorksStage.Contracted, (int?)null), (WorksStage.UnderWay, 60), (WorksStage.Finished, null),
        })
            See(promise.Id, Bearing.Supports, new Works("roof", stage, percent));

        var trace = World.Answer(new TraceOfPromise(promise.Id, null));

        Assert.Equal(TracePath.Works, trace.Path);
        Assert.Equal(
            [("contracted", "contracted"), ("progress", "under way, 60 %"), ("finished", "said to be finished")],
            trace.Links.Where(link => link.Step != "observed").Select(link => (link.Step, link.Name)));
    }

    PromiseRow Promised(Func<PromiseTerms, PromiseTerms>? change = null) =>
        desk.Promised(change is null ? desk.Flour(source) : change(desk.Flour(source)));

    BoardLine Line(DateOnly? on = null) => World.Answer(new PromiseBoard(on))[0];

    Id<Observation> See(Id<Promise> promise, Bearing bearing, Sighting? seen = null) =>
        Assert.IsType<ObservationRecorded>(World.Record(
            new RecordObservation(seen ?? new Visit(null, ["Seen."]), Monday)
            {
                Intent = World.NextIntent(), Promises = [new(promise, bearing, null)],
            })[0]).Observation;

    void Sign(PromiseRow promise, VerdictState state, VerdictAnchor anchor)
    {
        World.Record(desk.AskVerdict(promise, state) with { Anchor = anchor });
        var verdict = desk.Record.Promises.Find(promise.Id)!.OpenVerdict!.Id;
        World.Record(new ConfirmVerdict(verdict) { Intent = World.NextIntent() }, desk.Second);
    }
}
