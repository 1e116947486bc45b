using Annona.Parties;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Tests.PublicRecord;

public sealed class PromiseTests
{
    const string Observers = "the country was ready to receive observers";

    readonly RecordDesk desk = new();

    [Fact]
    public void A_promise_keeps_what_was_said_and_gets_the_next_code()
    {
        var row = desk.Promised(desk.Flour(desk.Archive()));

        Assert.Equal("P1", row.Code);
        Assert.Equal(row, desk.Record.Promises.Find("p1"));
        Assert.Equal(desk.Crossed, row.Terms.Beneficiary);
        Assert.Equal(new DateOnly(2026, 3, 6), row.Terms.Due);
    }

    [Theory]
    [InlineData(Force.Promise)]
    [InlineData(Force.Conditional)]
    [InlineData(Force.Signed)]
    [InlineData(Force.UnderWay)]
    public void An_offer_is_never_recorded_as_more(Force taken)
    {
        var source = desk.Archive();
        var offer = desk.Said(source, Observers, StatementKind.Promise, Force.Offer);

        var why = desk.Refused(desk.Flour(source) with { Statement = offer.Id, Force = taken });

        Assert.Equal("record.force-raised", why.Code);
        Assert.StartsWith("The words are of the force 'offer'", why.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Force.Offer)]
    [InlineData(Force.Intention)]
    [InlineData(Force.Permission)]
    public void An_offer_may_be_recorded_as_an_offer_or_less(Force taken)
    {
        var source = desk.Archive();
        var offer = desk.Said(source, Observers, StatementKind.Promise, Force.Offer);

        var row = desk.Promised(desk.Flour(source) with { Statement = offer.Id, Force = taken });

        Assert.Equal(taken, row.Terms.Force);
    }

    [Fact]
    public void What_is_only_proposed_carries_no_promise()
    {
        var source = desk.Archive();
        desk.World.Record(desk.AskPropose(source, RecordDesk.Content(Observers, StatementKind.Promise, Force.Offer)));
        var proposed = desk.Record.Statements.All[0];

        var why = desk.Refused(desk.Flour(source) with { Statement = proposed.Id, Force = Force.Offer });

        Assert.Equal("record.not-confirmed", why.Code);
    }

    [Fact]
    public void Verbatim_words_must_be_the_statements_own_and_hide_with_them()
    {
        var source = desk.Archive();
        var said = desk.Said(source, Observers, StatementKind.Promise, Force.Offer);
        var terms = desk.Flour(source) with { Statement = said.Id, Force = Force.Offer, Verbatim = true };

        Assert.Equal("record.not-the-words", desk.Refused(terms).Code);
        var row = desk.Promised(terms with { Text = Observers });
        var start = said.Content.Passage.Start;
        desk.World.Record(new MaskPassages(source, [new(start + 4, start + 11)], "Test.")
        {
            Intent = desk.World.NextIntent(),
        });

        Assert.Equal("the ███████ was ready to receive observers", desk.Record.TextOf(row));
    }

    [Fact]
    public void A_promise_is_not_due_before_it_is_made() =>
        Assert.Equal("record.due-before-made",
            desk.Refused(desk.Flour(desk.Archive()) with { Due = new(2026, 3, 1) }).Code);

    [Fact]
    public void Every_part_is_in_the_currency_of_the_whole()
    {
        var whole = new StatedAmount(Qualifier.MoreThan, 1_150_000_000, null, new("USD", 2));
        var part = new PayerPart("Aid office", null, StatedAmount.Exactly(new Amount(new("AMD", 2), 100)), null);

        var why = desk.Refused(desk.Flour(desk.Archive()) with
        {
            Kind = PromiseKind.Money,
            Promised = whole,
            Parts = [part],
        });

        Assert.Equal("record.part-of-other-commodity", why.Code);
    }

    [Fact]
    public void Promises_do_not_supersede_themselves_over_others()
    {
        var source = desk.Archive();
        var (first, second) = (desk.Promised(desk.Flour(source)), desk.Promised(desk.Flour(source)));
        Link(second, PromiseRelation.Supersedes, first);

        var why = desk.World.Refused(Ask(first, PromiseRelation.Supersedes, second));

        Assert.Equal("record.link-cycle", why.Code);
        Assert.Equal(second.Id, Assert.Single(desk.Record.Promises.LinksTo(first.Id)).Row.Id);
        Assert.Equal("record.link-cycle", desk.World.Refused(Ask(first, PromiseRelation.Retells, first)).Code);
    }

    [Fact]
    public void A_rule_that_replaces_another_takes_its_place_from_its_first_day()
    {
        var source = desk.Archive();
        var everybody = Rule(40_000, new(2026, 3, 1), "Everybody who crossed.");
        var row = desk.Promised(desk.Flour(source) with { Kind = PromiseKind.PersonEntitlement, Rules = [everybody] });

        desk.World.Record(new RevisePromise(
            row.Id, Rule(40_000, new(2026, 5, 1), "Who has no other home.") with { Replaces = 1 }, source, "Narrowed.")
        {
            Intent = desk.World.NextIntent(),
        });

        var revised = desk.Record.Promises.Find(row.Id)!;
        Assert.Equal([1, 2], revised.Rules.Select(rule => rule.Version));
        Assert.Equal([1], revised.RulesOn(new(2026, 4, 30)).Select(rule => rule.Version));
        Assert.Equal([2], revised.RulesOn(new(2026, 5, 1)).Select(rule => rule.Version));
    }

    [Theory]
    [InlineData(Force.Signed, "record.force-needs-words")]
    [InlineData(Force.Promise, "record.force-needs-words")]
    [InlineData(Force.UnderWay, "record.force-needs-words")]
    [InlineData(Force.Offer, "record.force-needs-words")]
    [InlineData(Force.Intention, null)]
    [InlineData(Force.Permission, null)]
    public void Above_an_intention_a_force_needs_words(Force force, string? refusal)
    {
        var terms = desk.Flour(desk.Archive()) with { Statement = null, Force = force };

        var decision = desk.World.Ask(new RecordPromise(terms) { Intent = desk.World.NextIntent() });

        Assert.Equal(refusal, (decision as Decision.Refused)?.Why.Code);
        if (refusal is null)
            Assert.Equal(ForceBasis.Officer, Assert.Single(desk.World.Answer(new ListPromises())).ForceFrom);
    }

    [Fact]
    public void Our_own_words_may_carry_a_force_and_it_is_shown_as_entered()
    {
        var ask = desk.AskArchive("Somebody signed for flour.");
        desk.World.Record(ask with
        {
            About = ask.About with { SummaryOf = new("Agency", new(2026, 3, 1), null) },
        });
        var terms = desk.Flour(desk.Archive()) with
        {
            Statement = null,
            Source = desk.Record.Sources.All[0].Id,
            Force = Force.Signed,
        };

        desk.Promised(terms);

        Assert.Equal(ForceBasis.Officer, Assert.Single(desk.World.Answer(new ListPromises())).ForceFrom);
    }

    [Theory]
    [InlineData("40 truck", null)]
    [InlineData("up to 40 truck", null)]
    [InlineData("50 truck", "record.amount-raised")]
    [InlineData("more than 40 truck", "record.amount-raised")]
    [InlineData("at least 30 truck", "record.amount-raised")]
    [InlineData("40 USD", "record.amount-not-said")]
    [InlineData("40 XYZ", "record.unknown-currency")]
    public void No_more_is_promised_than_the_words_say(string amount, string? refusal)
    {
        Assert.True(StatedAmountText.TryParse(amount, out var promised));

        var decision = desk.World.Ask(new RecordPromise(desk.Flour(desk.Archive()) with { Promised = promised })
        {
            Intent = desk.World.NextIntent(),
        });

        Assert.Equal(refusal, (decision as Decision.Refused)?.Why.Code);
    }

    [Fact]
    public void Words_are_laid_to_their_speaker_or_to_the_organisation_whose_office_they_held()
    {
        var source = desk.Archive();
        var terms = desk.Flour(source) with { Promiser = desk.Borovia };

        Assert.Equal("record.not-the-speaker", desk.Refused(terms).Code);
        Assert.Equal("For a joint fund.", desk.Promised(terms with { OnBehalf = "For a joint fund." }).Terms.OnBehalf);

        desk.World.Record(new AmendParty(desk.Ardenia, null, new("chair of the joint fund", desk.Borovia, null, null))
        {
            Intent = desk.World.NextIntent(),
        });
        Assert.Null(desk.Promised(terms).Terms.OnBehalf);

        desk.World.Record(new EndOffice(desk.Ardenia, "Chair of the joint fund", new(2026, 3, 1))
        {
            Intent = desk.World.NextIntent(),
        });
        Assert.Equal("record.not-the-speaker", desk.Refused(terms).Code);
    }

    [Fact]
    public void A_promise_is_of_the_kind_that_was_read_and_has_the_speaker_and_chain_of_its_words()
    {
        var source = desk.Archive();
        var said = desk.Said(source, RecordDesk.Content(Observers, StatementKind.Promise, Force.Offer) with
        {
            Undertaking = new(PromiseKind.AccessOrVisit, null, null, null),
            Chain = [new(ChainRank.Publisher, "Lusavan Daily", desk.Publisher, null, Inferred: false)],
        });
        var terms = desk.Flour(source) with
        {
            Statement = said.Id,
            Force = Force.Offer,
            Speaker = new("Somebody else", null, null),
            Text = "",
            Verbatim = true,
        };

        Assert.Equal("record.kind-changed", desk.Refused(terms).Code);
        var row = desk.Promised(terms with { Kind = PromiseKind.AccessOrVisit });

        Assert.Equal("ministry of Ardenia", row.Terms.Speaker!.Name);
        Assert.Equal("Lusavan Daily", Assert.Single(row.Terms.Chain).Name);
        Assert.Equal(Observers, row.Terms.Text);
    }

    [Fact]
    public void Only_entitlements_have_rules()
    {
        var row = desk.Promised(desk.Flour(desk.Archive()));

        var why = desk.World.Refused(new RevisePromise(
            row.Id, Rule(1, new(2026, 3, 1), "Anybody."), row.Terms.Source, "Test.")
        {
            Intent = desk.World.NextIntent(),
        });

        Assert.Equal("record.no-entitlement", why.Code);
    }

    [Fact]
    public void Everything_is_the_same_after_a_restart()
    {
        var source = desk.Archive();
        var first = desk.Promised(desk.Flour(source) with
        {
            Promised = StatedAmount.Exactly(new Amount(new("truck", 0), 40)),
            Parts = [new("Ministry", desk.Ardenia, StatedAmount.Exactly(new Amount(new("truck", 0), 30)), "Lusavan")],
        });
        Link(desk.Promised(desk.Flour(source)), PromiseRelation.Narrows, first);
        desk.World.Record(desk.AskVerdict(first, VerdictState.Disputed));
        var before = desk.Record.Promises;

        desk.World.Reopen();

        var after = desk.Record.Promises.Find("P1")!;
        Assert.Equal(before.Find("P1")!.Terms.Promised, after.Terms.Promised);
        Assert.Equal(before.Find("P1")!.Terms.Parts, after.Terms.Parts);
        Assert.Equal(before.Find("P1")!.OpenVerdict, after.OpenVerdict);
        Assert.Equal(before.Find("P2")!.Links, desk.Record.Promises.Find("P2")!.Links);
    }

    static EntitlementRule Rule(long units, DateOnly from, string who) =>
        new(0, new(new("AMD", 0), units), Frequency.Monthly, from, null, who, null);

    LinkPromise Ask(PromiseRow promise, PromiseRelation relation, PromiseRow target) =>
        new(promise.Id, relation, LinkTarget.To(target.Id), null) { Intent = desk.World.NextIntent() };

    void Link(PromiseRow promise, PromiseRelation relation, PromiseRow target) =>
        desk.World.Record(Ask(promise, relation, target));
}
