using Annona.Reading;
using Annona.Reading.Attribution;
using Annona.Reading.Promises;

namespace Annona.Tests.Reading;

/// <summary>The force of words is never raised. Speakers and places are invented.</summary>
public sealed class ForceTest
{
    static IReadOnlyList<Statement> Read(string text) =>
        [.. Reader.Read(text, new() { PublishedOn = new(2031, 5, 14) })
            .Statements.Where(one => one.Mode != StatementMode.Narrated)];

    [Theory]
    [InlineData("Mayor Ada Orvel promised to send 20 trucks of flour to the villages.", Force.Promise,
        PromiseKind.Goods)]
    [InlineData("“We will rebuild the bridge,” Mayor Ada Orvel said.", Force.Promise, PromiseKind.Reconstruction)]
    [InlineData("Mayor Ada Orvel said that the city would protect the rights of newcomers.", Force.Promise,
        PromiseKind.Rights)]
    [InlineData("Mayor Ada Orvel announced 2 million euros in aid for the refugees.", Force.Promise,
        PromiseKind.Money)]
    [InlineData("Mayor Ada Orvel agreed to open a corridor for the wounded.", Force.Promise, PromiseKind.SafePassage)]
    [InlineData("Mayor Ada Orvel offered to host 300 families.", Force.Offer, PromiseKind.Service)]
    [InlineData("Mayor Ada Orvel expressed her readiness to receive a mission of observers.", Force.Offer,
        PromiseKind.AccessOrVisit)]
    [InlineData("Mayor Ada Orvel is ready to share the lists of missing persons.", Force.Offer,
        PromiseKind.Information)]
    [InlineData("Mayor Ada Orvel plans to repair the water mains.", Force.Intention, PromiseKind.Reconstruction)]
    [InlineData("Mayor Ada Orvel said the city would provide tents if the road is cleared.", Force.Conditional,
        PromiseKind.Goods)]
    [InlineData("“If the road is open, we will send 20 trucks of flour,” Mayor Ada Orvel said.", Force.Conditional,
        PromiseKind.Goods)]
    [InlineData("“We will send flour as soon as the road is open,” Mayor Ada Orvel said.", Force.Conditional,
        PromiseKind.Goods)]
    [InlineData("Mayor Ada Orvel promised to send flour in exchange for prisoners.", Force.Conditional,
        PromiseKind.Goods)]
    [InlineData("Mayor Ada Orvel said that the city is distributing blankets to families.", Force.UnderWay,
        PromiseKind.Goods)]
    [InlineData("Mayor Ada Orvel said that residents can freely leave the town.", Force.Permission,
        PromiseKind.SafePassage)]
    [InlineData("Mayor Ada Orvel signed an agreement to supply fuel to the hospital.", Force.Signed,
        PromiseKind.Goods)]
    public void Words_bind_as_far_as_they_go(string text, Force force, PromiseKind kind)
    {
        var statement = Assert.Single(Read(text));

        Assert.Equal((force, kind), (statement.Force, statement.Undertaking?.Kind));
        Assert.Equal("Ada Orvel", statement.Speaker.Name);
    }

    [Theory]
    [InlineData("Mayor Ada Orvel said that no civilian was harmed.")]
    [InlineData("Mayor Ada Orvel said that the city sent 20 trucks of flour last week.")]
    [InlineData("Mayor Ada Orvel assured reporters that the hospital was not hit.")]
    [InlineData("Mayor Ada Orvel urged the council to protect the rights of newcomers.")]
    [InlineData("Mayor Ada Orvel denied that the city would provide tents.")]
    [InlineData("Mayor Ada Orvel said that the council must rebuild the bridge.")]
    [InlineData("Mayor Ada Orvel criticised the promise to protect the rights of newcomers.")]
    [InlineData("Mayor Ada Orvel said that the city will not provide tents.")]
    [InlineData("Mayor Ada Orvel did not promise to send flour.")]
    [InlineData("Mayor Ada Orvel refused to guarantee the rights of residents.")]
    [InlineData("Mayor Ada Orvel hopes that donors will pay 5 million dollars.")]
    [InlineData("Mayor Ada Orvel said that tents would be provided to families by the Red Cross.")]
    [InlineData("Mayor Ada Orvel threatened to send troops.")]
    public void An_assertion_a_demand_and_a_denial_are_no_promises(string text) =>
        Assert.DoesNotContain(Read(text), statement => statement.Force is not null);

    [Theory]
    [InlineData("WFP will deliver 21,000 food parcels to the displaced.", "WFP", Force.Intention, PromiseKind.Goods)]
    [InlineData("UNHCR to distribute 3,000 blankets.", "UNHCR", Force.Intention, PromiseKind.Goods)]
    [InlineData("The Government will cover 40,000 AMD per person per month.", "The Government", Force.Intention,
        PromiseKind.PersonEntitlement)]
    [InlineData("Each displaced person will get 100,000 AMD.", "the publisher", Force.Intention,
        PromiseKind.PersonEntitlement)]
    [InlineData("UNICEF is currently trucking water to Goris.", "UNICEF", Force.UnderWay, PromiseKind.Goods)]
    [InlineData("UNICEF will open four child-friendly spaces.", "UNICEF", Force.Intention, PromiseKind.Service)]
    public void What_a_report_tells_in_its_own_words_is_no_more_than_a_plan(
        string text, string who, Force force, PromiseKind kind)
    {
        var told = Assert.Single(Reader.Read(text, new() { PublishedOn = new(2031, 5, 14) }).Statements);

        Assert.Equal((who, force, kind), (told.Speaker.Name, told.Force, told.Undertaking?.Kind));
        Assert.Equal(StatementMode.Narrated, told.Mode);
    }

    [Theory]
    [InlineData("The lorries came for $11.5M pledged by USAID.", Force.Promise, PromiseKind.Money)]
    [InlineData("UNICEF commits $12.6 million to the response.", Force.Promise, PromiseKind.Money)]
    [InlineData("\"Given the need, the United States will provide $11.5 million,\" she said.", Force.Intention,
        PromiseKind.Money)]
    [InlineData("The ministry signed a memorandum under which schools shall admit all children.", Force.Signed,
        PromiseKind.Service)]
    [InlineData("\"I promise you,\" the minister, Ada Orvel, told parliament, \"that no refugee will be left without "
        + "shelter.\"", Force.Promise, PromiseKind.Service)]
    [InlineData("Mayor Ada Orvel guaranteed safe passage to civilians.", Force.Promise, PromiseKind.SafePassage)]
    [InlineData("Mayor Ada Orvel reiterated his offer to host talks.", Force.Offer, PromiseKind.Service)]
    [InlineData("Mayor Ada Orvel pledged an amnesty if the war ends.", Force.Conditional, PromiseKind.Rights)]
    public void Promises_come_in_many_forms(string text, Force force, PromiseKind kind)
    {
        var said = Assert.Single(Read(text), one => one.Force is not null);

        Assert.Equal((force, kind), (said.Force, said.Undertaking?.Kind));
    }

    [Theory]
    [InlineData("Tensions will ease, experts say, but the EU will not pay.")]
    [InlineData("WFP will not deliver food parcels until the road is safe.")]
    [InlineData("The president will visit the town.")]
    [InlineData("The government will have to house 5,000 people.")]
    [InlineData("Peskov, asked whether Russia would send more peacekeepers, declined to comment.")]
    public void What_will_not_be_done_or_is_told_of_persons_is_no_plan(string text) => Assert.DoesNotContain(
        Reader.Read(text, new()).Statements, one => one.Force is not null);

    [Fact]
    public void She_would_is_a_plan_as_reported_because_she_may_be_another() =>
        Assert.Equal(Force.Intention, Assert.Single(Read("Ada Orvel said she would rebuild the school.")).Force);

    [Fact]
    public void Two_halves_of_what_is_said_are_judged_apart() => Assert.Equal(
        [(true, null), (false, Force.Promise)],
        Read("Mayor Ada Orvel said that no villager was harmed and that 20 trucks will be sent to the town.")
            .Select(one => (one.Negated, one.Force)));

    [Fact]
    public void A_promise_not_to_do_something_keeps_its_not()
    {
        var said = Read("The depot was hit, Orvek said, and promised not to shell civilians.")[^1];

        Assert.Equal(("not to shell civilians", true), (said.Exact, said.Negated));
    }

    [Fact]
    public void Crimes_are_committed_and_not_promised() =>
        Assert.DoesNotContain(Read("He spoke of the crimes committed by the army."), one => one.Force is not null);

    [Fact]
    public void Within_two_weeks_is_a_day()
    {
        var reading = Reader.Read("Mayor Ada Orvel promised to open a school within two weeks.",
            new() { PublishedOn = new(2031, 5, 14) });

        var undertaking = Assert.Single(reading.Statements).Undertaking;

        Assert.Equal("within two weeks", undertaking?.Due);
        Assert.Equal(new DateOnly(2031, 5, 28), reading.Dates.Single(date => date.Id == undertaking?.DueDate).To);
    }

    [Fact]
    public void What_is_promised_by_Friday_is_due_on_the_next_one()
    {
        var reading = Reader.Read("Mayor Ada Orvel promised 300 tents to the families by Friday.",
            new() { PublishedOn = new(2031, 5, 14) });

        Assert.Equal(new DateOnly(2031, 5, 16), Assert.Single(reading.Dates).To);
        Assert.Equal("Friday", Assert.Single(reading.Statements).Undertaking?.Due);
    }

    [Theory]
    [InlineData("Mayor Ada Orvel promised to compensate families who lost their homes on 6 May.")]
    [InlineData("Mayor Ada Orvel promised to pay 40 euros a month starting on 1 June.")]
    [InlineData("Mayor Ada Orvel pledged 9 million euros for the town on Monday.")]
    public void Not_every_date_is_a_day_by_which_something_is_due(string text) =>
        Assert.Null(Assert.Single(Read(text)).Undertaking?.Due);

    [Fact]
    public void Somebody_elses_will_is_a_prediction_and_no_promise()
    {
        const string text = "Mayor Ada Orvel met Governor Tom Hale on Monday. "
            + "Mayor Ada Orvel said that Governor Tom Hale will provide tents.";

        Assert.DoesNotContain(Read(text), statement => statement.Force is not null);
    }

    [Fact]
    public void Soon_stays_without_a_date()
    {
        var statement = Assert.Single(Read("Mayor Ada Orvel promised to soon open a school for the children."));

        Assert.Equal("soon", statement.Undertaking?.Due);
        Assert.Null(statement.Undertaking?.DueDate);
    }
}
