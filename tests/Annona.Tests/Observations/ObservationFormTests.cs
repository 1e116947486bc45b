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
            new DeliveredByOthers(new Id<Party>(One), "blankets", null, 10, 45),
            $$"""{"kind":"deliveredByOthers","by":"{{A}}","what":"blankets","households":10,"people":45}"""
        },
        {
            new Passage(Counting.New, 5, 0, null, null),
            """{"kind":"passage","counting":"New","crossed":5,"stopped":0}"""
        },
        {
            new ArmsHandedIn(ArmsClass.Ammunition, 7, Counting.Cumulative, new Id<Party>(One)),
            $$"""{"kind":"armsHandedIn","class":"Ammunition","count":7,"witness":"{{A}}"}"""
        },
        {
            new Dialogue([new(One)], ["Meet again."]),
            $$"""{"kind":"dialogue","parties":["{{A}}"],"commitments":["Meet again."]}"""
        },
        { new Incident(CaseCategory.Damage, Sensitive: false), """{"kind":"incident","category":"Damage"}""" },
        {
            new Complaint(CaseCategory.Quality, Sensitive: true, "desk", Monday),
            """{"kind":"complaint","category":"Quality","sensitive":true,"channel":"desk","dueOn":"2026-03-02"}"""
        },
    };

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void What_was_seen(Sighting seen, string json) => Form(
        new ObservationRecorded(new(One), seen, Monday),
        $$"""{"observation":"{{A}}","seen":{{json}},"on":"2026-03-02"}""");

    [Fact]
    public void Everything_around_it() => Form(
        new ObservationRecorded(new(One), new Incident(CaseCategory.Safety, Sensitive: false), Monday)
        {
            At = new(10, 30), Place = new Id<Place>(One), Source = new Id<Source>(One), SourceText = "a driver",
            Observer = new Id<Party>(One), Group = new Id<PopulationGroup>(One),
            Audience = Audience.CaseOwner, Promises = [new(new(One), Bearing.Contradicts, "one village")],
            Remark = "Loud.", Referred = new(new(One), Monday),
        },
        $$$"""
        {"observation":"{{{A}}}","seen":{"kind":"incident","category":"Safety"},"on":"2026-03-02","at":"10:30:00","place":"{{{A}}}","source":"{{{A}}}","sourceText":"a driver","observer":"{{{A}}}","audience":"CaseOwner","promises":[{"promise":"{{{A}}}","bearing":"Contradicts","scope":"one village"}],"group":"{{{A}}}","remark":"Loud.","referred":{"to":"{{{A}}}","on":"2026-03-02"}}
        """);

    [Fact]
    public void What_becomes_of_it()
    {
        Form(new ObservationWithdrawn(new(One), "Twice."), $$"""{"observation":"{{A}}","reason":"Twice."}""");
        Form(new CaseReferred(new(One), new(new(One), Monday)),
            $$$"""{"observation":"{{{A}}}","referral":{"to":"{{{A}}}","on":"2026-03-02"}}""");
        Form(new CaseAssigned(new(One), new Id<Officer>(One)), $$"""{"observation":"{{A}}","owner":"{{A}}"}""");
        Form(
            new ComplaintAnswered(new(One), Monday, ToldComplainant: true),
            $$"""{"observation":"{{A}}","on":"2026-03-02","toldComplainant":true}""");
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
