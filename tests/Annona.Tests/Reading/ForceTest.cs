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
    public void An_assertion_a_demand_and_a_denial_are_no_promises(string text) =>
        Assert.DoesNotContain(Read(text), statement => statement.Force is not null);

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
