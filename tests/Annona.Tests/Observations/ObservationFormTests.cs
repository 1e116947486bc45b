using System.Text;
using System.Text.Json;
using Annona.Access;
using Annona.Observations;
using Annona.Parties;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Tests.Observations;

/// <summary>
/// The stored forms as they are in journals for ever. If one of these fails, add a new version instead of changing
/// it.
/// </summary>
public sealed class ObservationFormTests
{
    const string A = "00000000000000000000000000000001";
    static readonly Guid One = new("00000000-0000-0000-0000-000000000001");
    static readonly DateOnly Monday = new(2026, 3, 2);

    public static TheoryData<Sighting, string> EveryKind => new()
    {
        { new Visit(new Id<Party>(One), ["Open."]), $$"""{"kind":"visit","by":"{{A}}","findings":["Open."]}""" },
        {
            new Works("school", WorksStage.UnderWay, 40),
            """{"kind":"works","what":"school","stage":"UnderWay","percent":40}"""
        },
        {
            new DeliveredByOthers(
                new Id<Party>(One), "blankets", new(Qualifier.About, 10, 10, new("blanket", 0)),
                StatedAmount.Exactly(10), null),
            $$$"""
            {"kind":"delivered","by":"{{{A}}}","what":"blankets","amount":{"qualifier":"About","low":10,"high":10,"commodity":{"code":"blanket"}},"households":{"low":10,"high":10}}
            """
        },
        {
            new Passage(
                Counting.New, new(Qualifier.MoreThan, 5, null, null), StatedAmount.Exactly(0), null, null),
            """
            {"kind":"passage","counting":"New","crossed":{"qualifier":"MoreThan","low":5},"stopped":{"low":0,"high":0}}
            """
        },
        {
            new ArmsHandedIn(
                ArmsClass.Ammunition, StatedAmount.Exactly(7), Counting.Cumulative, new Id<Party>(One)),
            $$$"""{"kind":"arms","class":"Ammunition","count":{"low":7,"high":7},"witness":"{{{A}}}"}"""
        },
        {
            new Dialogue([new(One)], ["Meet again."]),
            $$"""{"kind":"dialogue","parties":["{{A}}"],"commitments":["Meet again."]}"""
        },
        { new Incident(CaseCategory.Damage), """{"kind":"incident","category":"Damage"}""" },
        {
            new Complaint(CaseCategory.Quality, ComplaintChannel.HelpDesk, Monday),
            """{"kind":"complaint","category":"Quality","channel":"HelpDesk","dueOn":"2026-03-02"}"""
        },
        { new ReferredCase(), """{"kind":"case"}""" },
    };

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void What_was_seen(Sighting seen, string json) => Form(
        new ObservationRecorded(new(One), seen, Monday),
        $$"""{"observation":"{{A}}","seen":{{json.Trim()}},"on":"2026-03-02"}""");

    [Fact]
    public void Everything_around_it() => Form(
        new ObservationRecorded(new(One), new Incident(CaseCategory.Safety), Monday)
        {
            From = Monday.AddDays(-1), At = new(10, 30), Place = new Id<Place>(One),
            Source = new Id<Source>(One), SourceText = "a driver",
            Observer = new Id<Party>(One), Group = new Id<PopulationGroup>(One),
            Audience = Audience.CaseOwner, Promises = [new(new(One), Bearing.Contradicts, "one village")],
            Remark = "Loud.", Referred = new(new(One), Monday),
        },
        $$$"""
        {"observation":"{{{A}}}","seen":{"kind":"incident","category":"Safety"},"on":"2026-03-02","from":"2026-03-01","at":"10:30:00","place":"{{{A}}}","source":"{{{A}}}","sourceText":"a driver","observer":"{{{A}}}","audience":"CaseOwner","promises":[{"promise":"{{{A}}}","bearing":"Contradicts","scope":"one village"}],"group":"{{{A}}}","remark":"Loud.","referred":{"to":"{{{A}}}","on":"2026-03-02"}}
        """);

    [Fact]
    public void What_becomes_of_it()
    {
        Form(new ObservationWithdrawn(new(One), "Twice."), $$"""{"observation":"{{A}}","reason":"Twice."}""");
        Form(new ObservationWithdrawn(new(One), null), $$"""{"observation":"{{A}}"}""");
        Form(new CaseReferred(new(One), new(new(One), Monday)),
            $$$"""{"observation":"{{{A}}}","referral":{"to":"{{{A}}}","on":"2026-03-02"}}""");
        Form(new CaseAssigned(new(One), new Id<Officer>(One)), $$"""{"observation":"{{A}}","owner":"{{A}}"}""");
        Form(
            new ComplaintAnswered(new(One), Monday, ToldComplainant: true),
            $$"""{"observation":"{{A}}","on":"2026-03-02","toldComplainant":true}""");
        Form(
            new CaseTextErased(new(One), "person-erased"), $$"""{"observation":"{{A}}","reason":"person-erased"}""");
    }

    static void Form(Event fact, string json)
    {
        var written = StoredForms.Write(fact, One, One);
        var form = Assert.Single(StoredForms.All, form => form.Json.Type == fact.GetType());

        Assert.Equal(json.Trim(), Encoding.UTF8.GetString(written.Open));
        Assert.Equal(json.Trim(),
            JsonSerializer.Serialize(JsonSerializer.Deserialize(written.Open, form.Json), form.Json));
    }
}
