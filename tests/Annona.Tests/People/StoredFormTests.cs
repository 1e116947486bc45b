using System.Text;
using Annona.Duplicates;
using Annona.People;
using Annona.Values;

namespace Annona.Tests.People;

/// <summary>Stored forms never change: journals that exist must be readable for ever.</summary>
public sealed class StoredFormTests
{
    static readonly Guid One = new("11111111-1111-8111-8111-111111111111");
    static readonly Guid Two = new("22222222-2222-8222-8222-222222222222");
    const string OneText = "11111111111181118111111111111111";
    const string TwoText = "22222222222282228222222222222222";
    const string PairText =
        """{"low":"11111111-1111-8111-8111-111111111111","high":"22222222-2222-8222-8222-222222222222"}""";

    static readonly DateOnly Day = new(2026, 2, 1);

    public static TheoryData<string, string, Event> PersonForms => new()
    {
        {
            "people.registered.1",
            $$$"""
                {"person":"{{{OneText}}}","household":"{{{TwoText}}}","facts":{"sex":"Female","birthYear":1986,
                "birthEstimated":true,"relation":"Head","needs":"SingleParent, Disability",
                "origin":{"text":"Potso"},"present":{"place":"{{{OneText}}}"},"arrived":"2026-02-01"},
                "form":"F1","from":{"list":"{{{TwoText}}}","version":1,"row":17},"synthetic":true}
                """,
            new PersonRegistered(new(One), new(Two), new()
            {
                Sex = Sex.Female, BirthYear = 1986, BirthEstimated = true, Relation = Relation.Head,
                Needs = Needs.SingleParent | Needs.Disability, Origin = new(null, "Potso"),
                Present = new(new(One), null),
                Arrived = Day,
            })
            {
                Form = "F1", From = new(new(Two), 1, 17), Synthetic = true,
            }
        },
        {
            "people.changed.1",
            $$$"""
                {"person":"{{{OneText}}}","fields":"Name, Household","facts":{},"reason":"list-version",
                "household":"{{{TwoText}}}"}
                """,
            new PersonChanged(new(One), PersonFields.Name | PersonFields.Household, PersonFacts.None, "list-version")
            {
                Household = new(Two),
            }
        },
        {
            "people.left.1",
            $$$"""{"person":"{{{OneText}}}","on":"2026-02-01","reason":"Departed"}""",
            new PersonLeft(new(One), Day, LeaveReason.Departed)
        },
    };

    public static TheoryData<string, string, Event> HouseholdForms => new()
    {
        {
            "people.head-count-registered.1",
            $$$"""
                {"household":"{{{OneText}}}","people":[{"sex":"Male","band":"From5To11","count":2}],
                "card":"22222222-2222-8222-8222-222222222222","arrived":"2026-02-01"}
                """,
            new HeadCountRegistered(new(One), [new(Sex.Male, AgeBand.From5To11, 2)]) { Card = Two, Arrived = Day }
        },
        {
            "people.legal-basis-recorded.1",
            $$$"""{"household":"{{{OneText}}}","purpose":"aid","basis":"vital-interest","on":"2026-02-01"}""",
            new LegalBasisRecorded(new(One), "aid", "vital-interest", Day)
        },
        {
            "people.notice-given.1",
            $$$"""{"household":"{{{OneText}}}","language":"hy","on":"2026-02-01"}""",
            new NoticeGiven(new(One), "hy", Day)
        },
        {
            "people.objected.1",
            $$$"""{"person":"{{{OneText}}}","on":"2026-02-01"}""",
            new PersonObjected(new(One), Day, Withdrawn: false)
        },
        {
            "people.sheltered.1",
            $$$"""{"household":"{{{OneText}}}","site":"{{{TwoText}}}","since":"2026-02-01"}""",
            new HouseholdSheltered(new(One), new(Two), Day)
        },
    };

    public static TheoryData<string, string, Event> ListForms => new()
    {
        {
            "people.list-opened.1",
            $$$"""
                {"list":"{{{OneText}}}","version":1,"owner":"{{{TwoText}}}","name":"Arrivals",
                "asOf":"2026-02-01","basis":"agreement","purpose":"aid","fileHash":"ab",
                "space":"11111111-1111-8111-8111-111111111111",
                "reading":{"how":"full-name=1","rows":9,"bad":1,"byPlace":true}}
                """,
            new PeopleListOpened(new(One), 1, new(Two), "Arrivals", Day, "agreement", "aid", "ab", One)
            {
                Reading = new("full-name=1", 9, 1, ByPlace: true),
            }
        },
        {
            "people.list-closed.1",
            $$$"""
                {"list":"{{{OneText}}}","version":2,"counts":{"rows":9,"added":1,"changed":2,"gone":3,"bad":4,
                "undecided":5}}
                """,
            new PeopleListClosed(new(One), 2, new(9, 1, 2, 3, 4, 5))
        },
        {
            "people.disclosed.1",
            $$$"""
                {"disclosure":"{{{OneText}}}","recipient":"clinic","purpose":"vaccination","basis":"consent",
                "fields":"Name, Phones","filter":{"household":"{{{TwoText}}}","persons":[]},"count":3}
                """,
            new PersonsDisclosed(new(One), "clinic", "vaccination", "consent", PersonFields.Name | PersonFields.Phones,
                new() { Household = new(Two) }, 3)
        },
    };

    public static TheoryData<string, string, Event> ErasureForms => new()
    {
        {
            "people.erased.1",
            $$$"""{"person":"{{{OneText}}}","ground":"ConsentWithdrawn","reason":"asked-at-desk"}""",
            new PersonErased(new(One), ErasureGround.ConsentWithdrawn, "asked-at-desk") { Erased = [One] }
        },
        {
            "people.erasure-held.1",
            $$$"""{"person":"{{{OneText}}}","reason":"fraud-case","until":"2026-02-01"}""",
            new ErasureHeld(new(One), "fraud-case", Day)
        },
        {
            "people.erasure-released.1",
            $$$"""{"person":"{{{OneText}}}","reason":"case-closed"}""",
            new ErasureReleased(new(One), "case-closed")
        },
    };

    public static TheoryData<string, string, Event> PairForms => new()
    {
        {
            "duplicates.review-opened.1",
            $$$"""{"pair":{{{PairText}}},"score":9876,"zone":"Likely","reasons":"given:near birth:exact"}""",
            new ReviewOpened(Persons, 9_876, ReviewZone.Likely, "given:near birth:exact")
        },
        {
            "duplicates.decided.1",
            $$$"""
                {"pair":{"kind":"Households","low":"11111111-1111-8111-8111-111111111111",
                "high":"22222222-2222-8222-8222-222222222222"},"verdict":"Same","reason":"asked-both",
                "bulk":"{{{OneText}}}"}
                """,
            new PairDecided(Persons with { Kind = PairKind.Households }, Verdict.Same, "asked-both", new(One))
        },
        {
            "duplicates.merged.1",
            $$$"""{"pair":{{{PairText}}},"reason":"x"}""",
            new RecordsMerged(Persons, "x")
        },
        {
            "duplicates.unmerged.1",
            $$$"""{"pair":{{{PairText}}},"reason":"x"}""",
            new RecordsUnmerged(Persons, "x")
        },
        {
            "duplicates.review-withdrawn.1",
            $$$"""{"pair":{{{PairText}}}}""",
            new ReviewWithdrawn(Persons)
        },
        {
            "duplicates.bulk-proposed.1",
            $$$"""{"bulk":"{{{OneText}}}","pairs":[{{{PairText}}}],"reason":"x"}""",
            new BulkProposed(new(One), [Persons], "x")
        },
    };

    static Pair Persons => Pair.Of(new Id<Person>(One), new Id<Person>(Two));

    [Theory]
    [MemberData(nameof(PersonForms))]
    [MemberData(nameof(HouseholdForms))]
    [MemberData(nameof(ListForms))]
    [MemberData(nameof(PairForms))]
    [MemberData(nameof(ErasureForms))]
    public void The_stored_form_of_an_event_never_changes(string kind, string json, Event fact)
    {
        json = json.ReplaceLineEndings("");
        var written = StoredForms.Write(fact, One, Two);

        Assert.Equal(kind, $"{written.Kind}.{written.KindVersion}");
        Assert.Equal(json, Encoding.UTF8.GetString(written.Open));
        var form = StoredForms.All.Single(each => each.Kind == written.Kind && each.Version == written.KindVersion);
        var read = (Event)System.Text.Json.JsonSerializer.Deserialize(json, form.Json)!;
        Assert.Equal(json, Encoding.UTF8.GetString(StoredForms.Write(read, One, Two).Open));
    }

    [Fact]
    public void The_stored_form_of_a_name_has_the_script_of_each_part()
    {
        var fact = new PersonRegistered(new(One), new(Two), PersonFacts.None)
        {
            Personal =
            [
                new(One, new()
                {
                    Name =
                    [
                        new(NameRole.Given, "Աննա"),
                        new(NameRole.Family, "Sarg") { Script = NameScript.Armenian },
                    ],
                }),
            ],
        };
        const string json =
            """{"name":[{"role":"Given","text":"\u0531\u0576\u0576\u0561","script":"Armenian"},"""
            + """{"role":"Family","text":"Sarg","script":"Armenian"}],"phones":[],"documents":[]}""";

        var written = Assert.Single(StoredForms.Write(fact, One, Two).Personal).Plain!;

        Assert.Equal(json, Encoding.UTF8.GetString(written));
    }

    [Fact]
    public void Every_form_of_people_and_duplicates_has_its_test() => Assert.Equal(
        [.. StoredForms.All.Where(form => form.Kind.StartsWith("people.", StringComparison.Ordinal)
            || form.Kind.StartsWith("duplicates.", StringComparison.Ordinal))
            .Select(form => $"{form.Kind}.{form.Version}").Order(StringComparer.Ordinal)],
        [.. PersonForms.Concat(HouseholdForms).Concat(ListForms).Concat(ErasureForms).Concat(PairForms)
            .Select(row => row.Data.Item1).Order(StringComparer.Ordinal)]);
}
