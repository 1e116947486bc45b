using System.Text;
using System.Text.Json;
using Annona.Journal;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Tests.PublicRecord;

/// <summary>The exact bytes of each stored form. A change here is a new version of the form, never an edit.</summary>
public sealed class StoredFormTests
{
    const string One = "00000000000000000000000000000001";
    const string Two = "00000000000000000000000000000002";
    const string HashOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    static readonly Guid First = new("00000000-0000-0000-0000-000000000001");
    static readonly Guid Second = new("00000000-0000-0000-0000-000000000002");

    public static TheoryData<string, Event, string> OfSources => new()
    {
        {
            "source.archived.1",
            new SourceArchived(
                new(First), Hash.Of("abc"u8), Hash.Of("abc"u8), 3, "text/plain", new("plain-text", "1"),
                new(new("Daily", new(Second)))
                {
                    PublishedOn = new(2026, 3, 2),
                    RetrievedAt = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero),
                    Addresses = ["https://daily.example/1"],
                    SummaryOf = new("Agency", new(2026, 3, 1), null),
                }),
            $$$"""
            {"source":"{{{One}}}","bytes":"{{{HashOfAbc}}}","text":"{{{HashOfAbc}}}","textLength":3,
            "mediaType":"text/plain","normaliser":{"name":"plain-text","version":"1"},
            "about":{"publisher":{"name":"Daily","party":"{{{Two}}}"},"publishedOn":"2026-03-02",
            "retrievedAt":"2026-03-02T08:00:00+00:00","addresses":["https://daily.example/1"],
            "summaryOf":{"publisher":"Agency","publishedOn":"2026-03-01"}
            }}
            """
        },
        {
            "source.withdrawn.1", new SourceWithdrawn(new(First), "A hoax."),
            $$$"""{"source":"{{{One}}}","reason":"A hoax."}"""
        },
        {
            "source.passage-masked.1",
            new PassageMasked(new(First), new(2, 5, MaskedPart.Address, 1), "A private person."),
            $$$"""
            {"source":"{{{One}}}","where":{"start":2,"end":5,"part":"Address","index":1},
            "reason":"A private person."}
            """
        },
        {
            "statement.proposed.1",
            new StatementsProposed(
                new(First), new("reader", "1"), [new(new(Second), Content())],
                [new(new(0, 3, "abc"), "abc", "Daily", null, null)]),
            $$$"""
            {"source":"{{{One}}}","with":{"name":"reader","version":"1"},
            "statements":[{"statement":"{{{Two}}}","content":{{{ContentJson}}}}],
            "terms":[{"where":{"end":3,"exact":"abc"},"term":"abc","usedBy":"Daily"}]}
            """
        },
        {
            "statement.confirmed.1", new StatementsConfirmed([new(First), new(Second)], AcceptedAll: true),
            $$$"""{"statements":["{{{One}}}","{{{Two}}}"],"acceptedAll":true}"""
        },
        {
            "statement.corrected.1", new StatementCorrected(new(First), Content(), "Misread."),
            $$$"""{"statement":"{{{One}}}","content":{{{ContentJson}}},"reason":"Misread."}"""
        },
        {
            "statement.rejected.1", new StatementRejected(new(First), "Nobody said so."),
            $$$"""{"statement":"{{{One}}}","reason":"Nobody said so."}"""
        },
    };

    public static TheoryData<string, Event, string> OfErasures => new()
    {
        {
            "source.passages-erased.1",
            new PassagesErased(new(First), Hash.Of([]), [new(2, 5)], [Hash.Of([])], "person-erased"),
            $$$"""
            {"source":"{{{One}}}","text":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "where":[{"start":2,"end":5}],
            "gone":["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],"reason":"person-erased"}
            """
        },
    };

    public static TheoryData<string, Event, string> OfPromises => new()
    {
        {
            "promise.recorded.1",
            new PromiseRecorded(new(First), new(
                PromiseKind.PersonEntitlement, Force.Promise, "Aid.", new(Second), new(2026, 3, 2), new(First))
            {
                Verbatim = true,
                Statement = new(Second),
                OnBehalf = "As the minister said.",
                Speaker = new("Minister", "minister of aid", null),
                Beneficiary = new(First),
                Due = new(2026, 4, 1),
                DueText = "by April",
                Promised = new(Qualifier.MoreThan, 1_150_000_000, null, new("USD", 2)),
                Parts = [new("Office", null, StatedAmount.Exactly(new Amount(new("USD", 2), 100)), "Region")],
                Rules = [Rule(1)],
            }),
            $$$"""
            {"promise":"{{{One}}}","terms":{"kind":"PersonEntitlement","force":"Promise","text":"Aid.",
            "promiser":"{{{Two}}}","made":"2026-03-02","source":"{{{One}}}","verbatim":true,"statement":"{{{Two}}}",
            "onBehalf":"As the minister said.","speaker":{"name":"Minister","role":"minister of aid"},"chain":[],
            "beneficiary":"{{{One}}}","due":"2026-04-01","dueText":"by April",
            "promised":{"qualifier":"MoreThan","low":1150000000,"commodity":{"code":"USD","scale":2}},
            "parts":[{"payer":"Office","amount":{"low":100,"high":100,"commodity":{"code":"USD","scale":2}},
            "scope":"Region"}],"rules":[{{{RuleJson(1)}}}]}}
            """
        },
        {
            "promise.linked.1",
            new PromiseLinked(new(First), PromiseRelation.Retells, LinkTarget.To(new Id<Promise>(Second)), "Same sum."),
            $$$"""{"promise":"{{{One}}}","relation":"Retells","target":{"promise":"{{{Two}}}"},"remark":"Same sum."}"""
        },
        {
            "promise.revised.1", new PromiseRevised(new(First), Rule(2), new(Second), "Narrowed."),
            $$$"""{"promise":"{{{One}}}","rule":{{{RuleJson(2)}}},"source":"{{{Two}}}","reason":"Narrowed."}"""
        },
    };

    public static TheoryData<string, Event, string> OfVerdictsAndFigures => new()
    {
        {
            "promise.verdict-proposed.1",
            new VerdictProposed(
                new(First), new(Second), VerdictState.FulfilledWithLimits, new(2026, 3, 4), new(null, null, First),
                "Seen.")
            {
                Scope = "City only.",
            },
            $$$"""
            {"verdict":"{{{One}}}","promise":"{{{Two}}}","state":"FulfilledWithLimits","effectiveOn":"2026-03-04",
            "anchor":{"observation":"{{{First}}}"},"reason":"Seen.","scope":"City only."}
            """
        },
        { "promise.verdict-confirmed.1", new VerdictConfirmed(new(First)), $$$"""{"verdict":"{{{One}}}"}""" },
        {
            "promise.verdict-revocation-proposed.1", new VerdictRevocationProposed(new(First), "Mistaken."),
            $$$"""{"verdict":"{{{One}}}","reason":"Mistaken."}"""
        },
        {
            "promise.verdict-revoked.1", new VerdictRevoked(new(First), "Mistaken."),
            $$$"""{"verdict":"{{{One}}}","reason":"Mistaken."}"""
        },
        {
            "figure.recorded.1",
            new FigureRecorded(new(First), new(
                FigureSubject.People, "arrivals", new(Qualifier.AtLeast, 53_000, null, null), CountedIn.Persons,
                CountedOver.Cumulative, new(Second))
            {
                Speaker = new("City", null, new(First)),
                Place = new(Second),
                To = new(2026, 3, 2),
                Definition = "crossed at the bridge",
            }),
            $$$"""
            {"figure":"{{{One}}}","terms":{"subject":"People","counted":"arrivals",
            "value":{"qualifier":"AtLeast","low":53000},"unit":"Persons","over":"Cumulative","source":"{{{Two}}}",
            "speaker":{"name":"City","party":"{{{One}}}"},"place":"{{{Two}}}","to":"2026-03-02",
            "definition":"crossed at the bridge"}}
            """
        },
    };

    [Theory]
    [MemberData(nameof(OfSources), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(OfErasures), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(OfPromises), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(OfVerdictsAndFigures), DisableDiscoveryEnumeration = true)]
    public void A_stored_form_never_changes(string name, Event fact, string json)
    {
        var form = StoredForms.All.Single(form => $"{form.Kind}.{form.Version}" == name);
        var written = Encoding.UTF8.GetString(StoredForms.Write(fact, First, Second).Open);

        Assert.Equal(json.ReplaceLineEndings(""), written);
        Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize(written, form.Json), form.Json));
    }

    [Fact]
    public void Every_form_of_the_room_has_a_golden_test() => Assert.Equal(
        PublicRecordForms.All.Select(form => $"{form.Kind}.{form.Version}").Order(),
        new[] { OfSources, OfErasures, OfPromises, OfVerdictsAndFigures }.SelectMany(forms => forms)
            .Select(row => row.Data.Item1).Order());

    const string ContentJson =
        """
        {"kind":"Promise","speaker":{"name":"Minister"},"mode":"Indirect","passage":{"end":3,"exact":"abc"},
        """
        + $$$"""
        "sha256":"{{{HashOfAbc}}}","force":"Offer","undertaking":{"kind":"Goods","dueText":"soon"},
        """
        + """
        "chain":[{"name":"Daily","inferred":true}],
        "cue":{"where":{"end":3,"exact":"abc"},"lemma":"say","negated":true},"continued":[],
        "quantities":[{"where":{"end":3,"exact":"abc"},"amount":{"low":3,"high":3},"subject":"Goods"}],
        "dates":[{"where":{"end":3,"exact":"abc"},"from":"2026-03-01","to":"2026-03-02","how":"as written"}],
        "confidencePercent":80}
        """;

    static StatementContent Content() => new(
        StatementKind.Promise, new("Minister", null, null), StatementMode.Indirect, new(0, 3, "abc"),
        PlainTextDocument.HashOf("abc"))
    {
        Force = Force.Offer,
        Undertaking = new(PromiseKind.Goods, null, "soon", null),
        Chain = [new(ChainRank.Publisher, "Daily", null, null, Inferred: true)],
        Cue = new(new(0, 3, "abc"), "say", Negated: true, null),
        Quantities = [new(new(0, 3, "abc"), StatedAmount.Exactly(3), FigureSubject.Goods, null, null)],
        Dates = [new(new(0, 3, "abc"), new(2026, 3, 1), new(2026, 3, 2), "as written")],
        ConfidencePercent = 80,
    };

    static EntitlementRule Rule(int version) => new(
        version, new(new("AMD", 0), 100_000), Frequency.Once, new(2026, 3, 1), null, "Everybody.", null);

    static string RuleJson(int version) =>
        $$$"""
        {"version":{{{version}}},"perPerson":"100000 AMD","from":"2026-03-01","eligibility":"Everybody."}
        """;
}
