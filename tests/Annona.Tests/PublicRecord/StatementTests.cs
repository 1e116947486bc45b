using Annona.Parties;
using Annona.PublicRecord;

namespace Annona.Tests.PublicRecord;

public sealed class StatementTests
{
    const string Observers = "the country was ready to receive observers";
    const string Convoys = "Convoys are on their way";

    static readonly TextPart Trucks = RecordDesk.Content("40 trucks").Passage;

    readonly RecordDesk desk = new();

    [Fact]
    public void Nothing_is_on_record_until_an_officer_confirms_it()
    {
        var source = desk.Archive();
        desk.World.Record(desk.AskPropose(
            source, RecordDesk.Content(Observers, StatementKind.Promise, Force.Offer), RecordDesk.Content(Convoys)));
        Assert.All(desk.Record.Statements.All, row => Assert.Equal(StatementState.Proposed, row.State));

        desk.World.Record(new ConfirmStatements([desk.Record.Statements.Find("T2")!.Id])
        {
            Intent = desk.World.NextIntent(),
        });

        Assert.Equal(StatementState.Proposed, desk.Record.Statements.Find("T1")!.State);
        var confirmed = desk.Record.Statements.Find("T2")!;
        Assert.Equal((StatementState.Confirmed, false), (confirmed.State, confirmed.AcceptedAll));
        Assert.Equal(desk.World.Coordinator.Officer, confirmed.DecidedBy);
    }

    [Fact]
    public void What_a_script_accepts_is_marked()
    {
        var source = desk.Archive();
        desk.World.Record(desk.AskPropose(source, RecordDesk.Content(Convoys)));

        desk.World.Record(new AcceptAllStatements(source) { Intent = desk.World.NextIntent() });

        Assert.True(Assert.Single(desk.Record.Statements.All).AcceptedAll);
    }

    [Fact]
    public void Words_that_the_text_does_not_have_there_are_refused()
    {
        var source = desk.Archive();
        var content = RecordDesk.Content(Convoys);
        var moved = content with { Passage = content.Passage with { Start = 1, End = 1 + Convoys.Length } };
        var changed = content with { Passage = content.Passage with { Exact = "Convoys are on thEir way" } };
        var cue = content with { Cue = new(new(0, 4, "said"), "say", Negated: false, null) };

        foreach (var wrong in new[] { moved, changed, cue })
            Assert.Equal("record.not-the-words", desk.World.Refused(desk.AskPropose(source, wrong)).Code);
        Assert.Equal("record.other-text", desk.World.Refused(
            desk.AskPropose(source, content) with { Text = RecordDesk.Text + " " }).Code);
    }

    [Fact]
    public void A_stored_passage_carries_its_own_hash()
    {
        var content = RecordDesk.Content(Convoys) with { Sha256 = PlainTextDocument.HashOf("Other words.") };

        Assert.Equal("record.not-the-words", desk.World.Refused(desk.AskPropose(desk.Archive(), content)).Code);
    }

    [Fact]
    public void The_same_passage_is_proposed_once()
    {
        var source = desk.Archive();
        desk.World.Record(desk.AskPropose(source, RecordDesk.Content(Convoys)));

        Assert.Equal(
            "record.nothing-new", desk.World.Refused(desk.AskPropose(source, RecordDesk.Content(Convoys))).Code);
        desk.World.Record(desk.AskPropose(source, RecordDesk.Content(Convoys), RecordDesk.Content(Observers)));

        Assert.Equal(2, desk.Record.Statements.All.Count);
    }

    [Fact]
    public void A_rejected_passage_comes_back_only_by_hand()
    {
        var source = desk.Archive();
        desk.World.Record(desk.AskPropose(source, RecordDesk.Content(Convoys)));
        desk.World.Record(new RejectStatement(desk.Record.Statements.All[0].Id, "It is no assertion.")
        {
            Intent = desk.World.NextIntent(),
        });
        var again = desk.AskPropose(source, RecordDesk.Content(Convoys, StatementKind.Ongoing, Force.UnderWay));

        Assert.Equal("record.nothing-new", desk.World.Refused(again).Code);
        desk.World.Record(again with { With = ProposedWith.Hand });

        Assert.Equal(Force.UnderWay, desk.Record.Statements.Find("T2")!.Content.Force);
    }

    [Fact]
    public void Confirming_may_weaken_the_force_and_never_raise_it()
    {
        var source = desk.Archive();
        desk.World.Record(desk.AskPropose(source, RecordDesk.Content(Observers, StatementKind.Promise, Force.Offer)));
        var ask = new ConfirmStatements([desk.Record.Statements.All[0].Id]) { Intent = desk.World.NextIntent() };

        Assert.Equal("record.force-raised", desk.World.Refused(ask with { As = Force.Promise }).Code);
        desk.World.Record(ask with { As = Force.Intention });

        var row = desk.Record.Statements.All[0];
        Assert.Equal((StatementState.Confirmed, Force.Intention), (row.State, row.Content.Force));
        Assert.Equal(Force.Offer, row.Proposed.Force);
    }

    [Fact]
    public void A_correction_may_weaken_the_force_and_never_raise_it()
    {
        var source = desk.Archive();
        desk.World.Record(desk.AskPropose(source, RecordDesk.Content(Observers, StatementKind.Promise, Force.Offer)));
        var row = desk.Record.Statements.All[0];
        CorrectStatement With(Force force) => Correct(row, new() { Force = force });

        Assert.Equal("record.force-raised", desk.World.Refused(With(Force.Signed)).Code);
        desk.World.Record(With(Force.Permission));

        Assert.Equal(Force.Permission, desk.Record.Statements.All[0].Content.Force);
    }

    [Fact]
    public void A_correction_changes_what_it_names_and_leaves_the_rest()
    {
        var source = desk.Archive();
        desk.World.Record(desk.AskPropose(source, RecordDesk.Content(Observers, StatementKind.Promise, Force.Offer)));
        var row = desk.Record.Statements.All[0];

        desk.World.Record(Correct(row, new()
        {
            Speaker = new("Government of Borovia", null, desk.Borovia), Undertaken = PromiseKind.AccessOrVisit,
            Negated = true,
        }));

        var content = desk.Record.Statements.All[0].Content;
        Assert.Equal((desk.Borovia, true, Force.Offer), (content.Speaker.Party, content.Negated, content.Force));
        Assert.Equal(PromiseKind.AccessOrVisit, content.Undertaking!.Kind);
        Assert.Equal(Observers, content.Passage.Exact);

        desk.World.Record(Correct(row, new() { Kind = StatementKind.Position }));

        Assert.Null(desk.Record.Statements.All[0].Content.Force);
        Assert.Equal(
            "record.not-an-undertaking",
            desk.World.Refused(Correct(row, new() { Kind = StatementKind.Promise, Force = Force.Offer })).Code);
    }

    [Fact]
    public void A_speaker_who_comes_on_record_later_is_known_from_then_on()
    {
        var source = desk.Archive();
        var content = RecordDesk.Content(Convoys) with { Speaker = new("Relief Office", null, null) };
        desk.World.Record(desk.AskPropose(source, content));
        Assert.Null(desk.World.Answer(new ListStatements(null, null, null))[0].Content.Speaker.Party);

        desk.World.Record(new AddParty(PartyKind.Other, "Relief Office", [], []) { Intent = desk.World.NextIntent() });

        Assert.Equal(
            desk.Now.Parties.Find("Relief Office")!.Id,
            desk.World.Answer(new ListStatements(null, null, null))[0].Content.Speaker.Party);
    }

    [Fact]
    public void What_a_script_accepted_unread_may_be_read_by_a_person_later()
    {
        var source = desk.Archive();
        desk.World.Record(desk.AskPropose(source, RecordDesk.Content(Convoys)));
        desk.World.Record(new AcceptAllStatements(source) { Intent = desk.World.NextIntent() });
        var line = Assert.Single(desk.World.Answer(new ListStatements(null, null, null)));
        Assert.True(line.AcceptedUnread);

        desk.World.Record(new ConfirmStatements([desk.Record.Statements.All[0].Id])
        {
            Intent = desk.World.NextIntent(),
        });

        Assert.False(Assert.Single(desk.World.Answer(new ListStatements(null, null, null))).AcceptedUnread);
    }

    [Fact]
    public void The_day_it_was_said_is_the_one_beside_the_words_and_not_the_one_inside()
    {
        var content = RecordDesk.Content(RecordDesk.Trucks) with
        {
            Dates =
            [
                new(RecordDesk.Content("3 March").Passage, new(2026, 3, 3), new(2026, 3, 3), "as written"),
                new(RecordDesk.Content("Friday").Passage, new(2026, 3, 6), new(2026, 3, 6), "the next Friday"),
            ],
        };

        Assert.Equal(new DateOnly(2026, 3, 3), content.SaidOn);
        Assert.Null((content with { Dates = [content.Dates[1]] }).SaidOn);
    }

    CorrectStatement Correct(StatementRow row, StatementCorrection change) =>
        new(row.Id, RecordDesk.Text, change, "Read again.") { Intent = desk.World.NextIntent() };

    /// <summary>
    /// The scale, and beside it "under way", which says more than any undertaking and carries little.
    /// </summary>
    [Fact]
    public void Force_is_raised_only_upwards_or_into_action()
    {
        Force[] scale =
            [Force.Permission, Force.Intention, Force.Offer, Force.Conditional, Force.Promise, Force.Signed];
        for (var said = 0; said < scale.Length; said++)
        {
            for (var taken = 0; taken < scale.Length; taken++)
                Assert.Equal(taken > said, Forces.Raises(scale[said], scale[taken]));
            Assert.True(Forces.Raises(scale[said], Force.UnderWay));
            Assert.Equal(said > 1, Forces.Raises(Force.UnderWay, scale[said]));
        }
        Assert.False(Forces.Raises(Force.UnderWay, Force.UnderWay));
    }

    [Fact]
    public void A_withdrawn_source_takes_no_more_statements()
    {
        var source = desk.Archive();
        desk.World.Record(desk.AskPropose(source, RecordDesk.Content(Convoys)));
        desk.World.Record(new WithdrawSource(source, "A hoax.") { Intent = desk.World.NextIntent() });

        Assert.Equal("record.source-withdrawn", desk.World.Refused(
            desk.AskPropose(source, RecordDesk.Content(Observers))).Code);
        Assert.Equal("record.source-withdrawn", desk.World.Refused(
            new ConfirmStatements([desk.Record.Statements.All[0].Id]) { Intent = desk.World.NextIntent() }).Code);
        Assert.True(Assert.Single(desk.World.Answer(new ListStatements(null, null, null))).Withdrawn);
    }

    [Fact]
    public void Statements_and_terms_are_the_same_after_a_restart()
    {
        var source = desk.Archive();
        var content = RecordDesk.Content(Convoys) with
        {
            Chain = [new(ChainRank.Publisher, "Lusavan Daily", desk.Publisher, null, Inferred: true)],
            Quantities = [new(Trucks, StatedAmount.Exactly(40), FigureSubject.Goods, "trucks", null)],
            ConfidencePercent = 80,
        };
        var term = new ContestedTerm(RecordDesk.Content("fled").Passage, "flee", "Lusavan Daily", null, null);
        desk.World.Record(desk.AskPropose(source, content) with { Terms = [term] });

        desk.World.Reopen();

        var read = desk.Record.Statements.Find("T1")!.Content;
        Assert.Equal(content.Chain, read.Chain);
        Assert.Equal(content.Quantities, read.Quantities);
        Assert.Equal(80, read.ConfidencePercent);
        Assert.Equal(content.Passage, read.Passage);
        Assert.Equal([term], desk.Record.Statements.TermsOf(source));
    }
}
