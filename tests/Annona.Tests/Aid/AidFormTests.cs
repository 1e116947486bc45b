using System.Text;
using Annona.Access;
using Annona.Aid;
using Annona.Ledger;
using Annona.Parties;
using Annona.People;
using Annona.Places;
using Annona.Values;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Aid;

/// <summary>
/// The stored forms as they are in journals for ever. If one of these fails, add a new version instead of changing
/// it.
/// </summary>
public sealed class AidFormTests
{
    static readonly Guid One = new("00000000-0000-0000-0000-000000000001");
    static readonly Guid Two = new("00000000-0000-0000-0000-000000000002");
    static readonly CashRoute Route = new(
        new(AccountKind.Bank, "Main"), new(AccountKind.CashSent, "Ararat Bank"), new(AccountKind.Bank, "Main"),
        new(Two));

    static readonly string A = new Id<Programme>(One).ToString();
    static readonly string B = new Id<Programme>(Two).ToString();

    [Fact]
    public void A_planned_programme() => Form(
        new ProgrammePlanned(
            new(One), "Winter food", Modality.InKind, [new(1, new(2026, 3, 1), new(2026, 3, 31))],
            new(new() { Place = new(Two), ArrivedFrom = new(2026, 2, 1), SizeMin = 2, Needs = Needs.Disability },
                [new(Of("2.500 rice-kg"), RationPer.Person), new(Of("1 food-parcel"), RationPer.Household)]))
        {
            Promises = [new(Two)],
        },
        $$"""
        {"programme":"{{A}}","name":"Winter food","cycles":[{"number":1,"from":"2026-03-01","to":"2026-03-31"}],"rule":{"who":{"place":"{{B}}","arrivedFrom":"2026-02-01","sizeMin":2,"needs":"Disability"},"rations":[{"amount":"2.500 rice-kg","per":"Person"},{"amount":"1 food-parcel"}]},"promises":["{{B}}"]}
        """);

    [Fact]
    public void A_changed_rule() => Form(
        new RuleChanged(new(One), 2, Rule(("1 food-parcel", RationPer.Household)), "Less came."),
        $$"""{"programme":"{{A}}","version":2,"rule":{"who":{},"rations":[{"amount":"1 food-parcel"}]},"reason":"Less came."}""");

    [Fact]
    public void A_granted_cycle() => Form(
        new CycleGranted(new(One), 1, 1, [new(4, [new(Two)])]),
        $$"""{"programme":"{{A}}","cycle":1,"ruleVersion":1,"granted":[{"people":4,"households":["{{B}}"]}]}""");

    [Fact]
    public void A_planned_distribution() => Form(
        new DistributionPlanned(new(One), new(Two), 1, new Id<Place>(Two), Monday) { Stock = Point },
        $$"""{"distribution":"{{A}}","programme":"{{B}}","cycle":1,"place":"{{B}}","date":"2026-03-02","stock":"Site:Goris point"}""");

    [Fact]
    public void A_handover() => Form(
        new AidGiven(new(One), new(Two), new(Two), [new(Of("3.000 rice-kg"), new(Two), Of("1 food-parcel"))], Monday)
        {
            From = Point, To = new(AccountKind.Given, "Winter food, cycle 1"), CollectedBy = new(One),
            Proof = Proof.Signature,
            Where = RecordedWhere.Field,
        },
        $$"""
        {"handover":"{{A}}","distribution":"{{B}}","household":"{{B}}","items":[{"amount":"3.000 rice-kg","lot":"{{B}}","insteadOf":"1 food-parcel"}],"givenOn":"2026-03-02","from":"Site:Goris point","to":"Given:Winter food, cycle 1","collectedBy":"{{A}}","proof":"Signature","where":"Field"}
        """);

    [Fact]
    public void A_late_handover_with_doubts() => Form(
        new AidGiven(new(One), new(Two), new(Two), [new(Of("3 kit"))], Monday)
        {
            Where = RecordedWhere.Field, PeopleThen = 5, SharesRights = true,
            Doubts = [new(AidDiscrepancyKind.AfterCount, Of("1 kit"))],
            FoundAgain = [new(Of("2 kit"), new(Two), Monday)],
        },
        $$"""
        {"handover":"{{A}}","distribution":"{{B}}","household":"{{B}}","items":[{"amount":"3 kit"}],"givenOn":"2026-03-02","where":"Field","peopleThen":5,"sharesRights":true,"doubts":[{"kind":"AfterCount","amount":"1 kit"}],"foundAgain":[{"amount":"2 kit","lot":"{{B}}","countedOn":"2026-03-02"}]}
        """);

    [Fact]
    public void A_handover_taken_back() => Form(
        new AidTakenBack(
            new(One), "Wrong family.", Monday,
            [new(new(AccountKind.Given, "Food, cycle 1"), Point, Of("3 kit"), new(Two), Earmark: null)])
        {
            Wrong = [new(Two)],
            AfterCount = true,
        },
        $$"""
        {"handover":"{{A}}","reason":"Wrong family.","on":"2026-03-02","lines":[{"from":"Given:Food, cycle 1","to":"Site:Goris point","amount":"3 kit","lot":"{{B}}"}],"wrong":["{{B}}"],"afterCount":true}
        """);

    [Fact]
    public void A_closed_day() => Form(
        new DayClosed(new(One), [new(Of("5 kit"), Of("1 kit"), Of("2 kit"), Of("0 kit"), Of("4 kit"))], 2),
        $$"""{"distribution":"{{A}}","lines":[{"opening":"5 kit","received":"1 kit","handed":"2 kit","other":"0 kit","counted":"4 kit"}],"households":2}""");

    [Fact]
    public void A_sent_cash_list() => Form(
        new CashListSent(new(One), 1, new(Two), 1, [new(new(Two), Of("50.00 USD")) { PeopleThen = 3 }])
        {
            Provider = new Id<Party>(Two), Route = Route, SentOn = Monday,
        },
        $$"""
        {"list":"{{A}}","part":1,"programme":"{{B}}","cycle":1,"payments":[{"household":"{{B}}","amount":"50.00 USD","peopleThen":3}],"provider":"{{B}}","route":{"from":"Bank:Main","sent":"CashSent:Ararat Bank","bank":"Bank:Main","earmark":"{{B}}"},"sentOn":"2026-03-02"}
        """);

    [Fact]
    public void A_reconciled_payment() => Form(
        new CashReconciled(new(One), new(Two), PaymentState.Collected, [new(Two)], Of("50.00 USD"), Monday)
        {
            Route = Route with { Earmark = null }, WereCredited = true, Reference = "R-17",
        },
        $$"""
        {"step":"{{A}}","list":"{{B}}","outcome":"Collected","households":["{{B}}"],"total":"50.00 USD","on":"2026-03-02","route":{"from":"Bank:Main","sent":"CashSent:Ararat Bank","bank":"Bank:Main"},"wereCredited":true,"reference":"R-17"}
        """);

    [Fact]
    public void A_discrepancy_assigned_and_resolved()
    {
        Form(new AidDiscrepancyAssigned(new(One), new Id<Officer>(Two)),
            $$"""{"discrepancy":"{{A}}","owner":"{{B}}"}""");
        Form(new AidDiscrepancyResolved(new(One), "Counted."), $$"""{"discrepancy":"{{A}}","reason":"Counted."}""");
    }

    static void Form(Event fact, string json)
    {
        var written = StoredForms.Write(fact, One, Two);
        var form = Assert.Single(StoredForms.All, form => form.Json.Type == fact.GetType());

        Assert.Equal(json.Trim(), Encoding.UTF8.GetString(written.Open));
        var read = System.Text.Json.JsonSerializer.Deserialize(written.Open, form.Json);
        Assert.Equal(json.Trim(), System.Text.Json.JsonSerializer.Serialize(read, form.Json));
    }
}
