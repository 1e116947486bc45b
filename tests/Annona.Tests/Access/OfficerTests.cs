using System.Text;
using System.Text.Json;
using Annona.Access;
using Annona.Values;

namespace Annona.Tests.Access;

public sealed class OfficerTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void All_is_every_role_and_no_other() => Assert.Equal(
        Roles.All,
        Enum.GetValues<Roles>().Where(role => int.PopCount((int)role) == 1).Aggregate((one, other) => one | other));

    [Fact]
    public void Every_role_has_a_word() => Assert.Equal(
        Enum.GetValues<Roles>().Count(role => int.PopCount((int)role) == 1), RoleWords.Of(Roles.All).Count);

    [Theory]
    [InlineData(Roles.None, "Davit", "key", "access.no-role")]
    [InlineData((Roles)512, "Davit", "key", "access.unknown-role")]
    [InlineData(Roles.Reader, " ", "key", "access.no-name")]
    [InlineData(Roles.Reader, "Davit", "", "access.no-key")]
    public void What_an_officer_lacks_is_said(Roles roles, string name, string key, string code)
    {
        var ask = Enrol("davit", roles) with { Name = name, PublicKey = Encoding.UTF8.GetBytes(key) };

        Assert.Equal(code, operation.Refused(ask).Code);
    }

    [Fact]
    public void Before_the_first_officer_only_a_coordinator_who_enrols_themselves_is_let_in()
    {
        using var empty = new Annona.Journal.MemoryStore();
        var fresh = Operation.Open(
            TestOperation.Id, operation.Parts with { Store = empty }, Annona.Journal.Opening.PersonalParts);
        var (davit, other) = (Actor("davit"), Actor("other"));

        Assert.Equal("access.first-coordinator", Refused(fresh, Enrol("davit", Roles.Reader), davit));
        Assert.Equal("access.first-coordinator", Refused(fresh, Enrol("davit", Roles.Coordinator), other));
        Assert.Equal("access.first-coordinator", Refused(
            fresh, new Annona.Parties.AddParty(Annona.Parties.PartyKind.Other, "A", [], []) { Intent = Guid.NewGuid() },
            davit));
        Assert.Throws<RefusedException>(() => fresh.Answer(new ListOfficers(), davit, CancellationToken.None));
        Assert.Null(Refused(fresh, Enrol("davit", Roles.Coordinator), davit));
    }

    [Fact]
    public void An_officer_who_left_may_do_nothing_and_the_last_coordinator_stays()
    {
        operation.Record(Enrol("davit", Roles.Reader | Roles.Coordinator));
        var davit = Actor("davit");

        operation.Record(Leave(davit));

        Assert.Equal("This needs any role; you have none.",
            Assert.Throws<RefusedException>(() => operation.Answer(new ListOfficers(), davit)).Why.Message);
        Assert.Equal(Standing.Left, operation.Now.Access.StandingOf(davit.Officer, [7]));
        Assert.NotNull(operation.Answer(new ListOfficers()).Single(listed => listed.LeftOn is not null).Name);
        Assert.Equal("access.not-enrolled", operation.Refused(Leave(davit)).Code);
        Assert.Equal("access.last-coordinator", operation.Refused(Leave(operation.Coordinator)).Code);
        Assert.Equal("access.no-reason", operation.Refused(Leave(operation.Coordinator) with { Reason = " " }).Code);
        Assert.Equal(1, operation.Now.Access.Count);
    }

    [Fact]
    public void Names_of_officers_are_for_coordinators_auditors_and_oneself()
    {
        operation.Record(Enrol("davit", Roles.Reader));
        operation.Record(Enrol("ani", Roles.Auditor));

        var asReader = operation.Answer(new ListOfficers(), Actor("davit"));
        var asAuditor = operation.Answer(new ListOfficers(), Actor("ani"));

        Assert.Equal(["davit"], asReader.Select(listed => listed.Name).OfType<string>());
        Assert.Equal(3, asReader.Count);
        Assert.DoesNotContain(null, asAuditor.Select(listed => listed.Name));
    }

    [Fact]
    public void A_refusal_says_which_roles_would_do_and_which_one_has()
    {
        operation.Record(Enrol("davit", Roles.Reader));

        Assert.Equal("This needs the role of coordinator; you are reader.",
            operation.Refused(Enrol("other", Roles.Reader), Actor("davit")).Message);
    }

    [Fact]
    public void A_key_stands_for_its_officer_only_when_it_is_the_one_enrolled()
    {
        operation.Record(Enrol("davit", Roles.Reader));

        Assert.Equal(Standing.Enrolled, operation.Now.Access.StandingOf(Actor("davit").Officer, [7]));
        Assert.Equal(Standing.OtherKey, operation.Now.Access.StandingOf(Actor("davit").Officer, [8]));
        Assert.Equal(Standing.Unknown, operation.Now.Access.StandingOf(Actor("ani").Officer, [7]));
    }

    public static TheoryData<string, string, Event> Forms => new()
    {
        {
            "access.officer-enrolled.1",
            """{"officer":"11111111111181118111111111111111","roles":"Reader, Auditor","publicKey":"BwgJ"}""",
            new OfficerEnrolled(One, Roles.Reader | Roles.Auditor, [7, 8, 9])
        },
        {
            "access.officer-recovered.1",
            """{"officer":"11111111111181118111111111111111","publicKey":"BwgJ","shares":[1,3]}""",
            new OfficerRecovered(One, [7, 8, 9], [1, 3])
        },
        {
            "access.officer-left.1",
            """{"officer":"11111111111181118111111111111111","reason":"moved on"}""",
            new OfficerLeft(One, "moved on")
        },
        {
            "access.device-enrolled.1",
            """{"device":"11111111111181118111111111111111","publicKey":"BwgJ","site":"Goris","until":"2026-04-01"}""",
            new DeviceEnrolled(new(One.Value), [7, 8, 9], "Goris", new(2026, 4, 1))
        },
        {
            "access.device-revoked.1",
            """{"device":"11111111111181118111111111111111","reason":"stolen"}""",
            new DeviceRevoked(new(One.Value), "stolen")
        },
        {
            "access.keys-turned.1", """{"epoch":4,"rewrapped":53000,"destroyed":[1,2]}""",
            new KeysTurned(4, 53_000, [1, 2])
        },
        {
            "access.shares-printed.1", """{"set":"0BADCAFE","threshold":2,"count":3}""",
            new SharesPrinted("0BADCAFE", 2, 3)
        },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_stored_form_never_changes(string name, string json, Event fact)
    {
        var form = StoredForms.All.Single(form => $"{form.Kind}.{form.Version}" == name);

        Assert.Equal(json, JsonSerializer.Serialize(fact, form.Json));
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, form.Json), form.Json));
    }

    static Id<Officer> One => new(new("11111111-1111-8111-8111-111111111111"));

    static Actor Actor(string name) => new(new(Ids.From(TestOperation.Id, name)));

    EnrolOfficer Enrol(string name, Roles roles) => new(Actor(name).Officer, roles, [7], name)
    {
        Intent = operation.NextIntent(),
    };

    RemoveOfficer Leave(Actor actor) => new(actor.Officer, "moved on") { Intent = operation.NextIntent() };

    static string? Refused(Operation operation, Request ask, Actor actor)
    {
        var decided = operation.Record(ask, actor, CancellationToken.None);
        operation.DecideWaiting();
        return (decided.GetAwaiter().GetResult() as Decision.Refused)?.Why.Code;
    }
}
