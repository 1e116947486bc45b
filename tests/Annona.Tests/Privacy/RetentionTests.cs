using System.Text.Json;
using Annona.Access;
using Annona.Privacy;
using Annona.Values;

namespace Annona.Tests.Privacy;

public sealed class RetentionTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void There_is_a_rule_for_every_kind_before_anybody_decides()
    {
        var rules = operation.Answer(new ListRetention());

        Assert.Equal(
        [
            (RetentionKind.Persons, 730), (RetentionKind.Cases, 730), (RetentionKind.Sources, 365),
            (RetentionKind.Files, 90), (RetentionKind.Epochs, 35), (RetentionKind.Reads, 365),
        ], rules.Select(rule => (rule.Kind, rule.Days)));
        Assert.All(rules, rule => Assert.Null(rule.SetOn));
        Assert.All(rules, rule => Assert.NotEmpty(rule.Ground));
    }

    [Fact]
    public void What_a_coordinator_decided_last_holds_for_that_kind_alone()
    {
        Set(RetentionKind.Persons, 365, "donor-agreement");
        operation.Wait(TimeSpan.FromDays(1));
        Set(RetentionKind.Persons, 400, " data-protection-officer ");

        var rules = operation.Answer(new ListRetention());

        Assert.Equal(
            new(RetentionKind.Persons, 400, "data-protection-officer", TestOperation.Start.AddDays(1)), rules[0]);
        Assert.Equal([730, 365, 90, 35, 365], rules.Skip(1).Select(rule => rule.Days));
    }

    [Theory]
    [InlineData(RetentionKind.Persons, 365, " ", "privacy.no-ground")]
    [InlineData(RetentionKind.Persons, 0, "law", "privacy.retention-days")]
    [InlineData(RetentionKind.Cases, -1, "law", "privacy.retention-days")]
    [InlineData(RetentionKind.Files, 10_951, "law", "privacy.retention-days")]
    [InlineData(RetentionKind.Reads, 365, "law", "privacy.fixed-retention")]
    [InlineData((RetentionKind)99, 365, "law", "privacy.unknown-retention")]
    public void A_rule_without_a_ground_or_out_of_bounds_is_refused_and_changes_nothing(
        RetentionKind kind, int days, string reason, string code)
    {
        Assert.Equal(code, operation.Refused(Asking(kind, days, reason)).Code);

        Assert.All(operation.Answer(new ListRetention()), rule => Assert.Null(rule.SetOn));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10_950)]
    public void A_day_and_thirty_years_are_the_bounds(int days)
    {
        Set(RetentionKind.Epochs, days, "backups");

        Assert.Equal(days, operation.Now.Retention.Of(RetentionKind.Epochs).Days);
    }

    [Fact]
    public void Only_coordinators_set_a_rule_and_everybody_may_know_it()
    {
        var others = Officer("others", Roles.All & ~Roles.Coordinator);
        var reader = Officer("reader", Roles.Reader);

        Assert.Equal("access.not-your-role", operation.Refused(Asking(RetentionKind.Persons, 1, "law"), others).Code);
        Assert.Equal(6, operation.Answer(new ListRetention(), reader).Count);
    }

    [Fact]
    public void A_rule_is_there_after_the_journal_is_folded_again()
    {
        Set(RetentionKind.Sources, 10, "law");

        operation.Reopen(Annona.Journal.Opening.OpenParts);

        Assert.Equal(10, operation.Now.Retention.Of(RetentionKind.Sources).Days);
    }

    [Fact]
    public void The_stored_form_never_changes()
    {
        const string kept = """{"kind":"Persons","days":365,"reason":"donor-agreement"}""";
        var form = StoredForms.All.Single(form => $"{form.Kind}.{form.Version}" == "retention.set.1");

        var written = JsonSerializer.Serialize(
            new RetentionSet(RetentionKind.Persons, 365, "donor-agreement"), form.Json);

        // The first kind must be written, too, although its number is 0.
        Assert.Equal(kept, written);
        Assert.Equal(kept, JsonSerializer.Serialize(JsonSerializer.Deserialize(kept, form.Json), form.Json));
        Assert.Equal(["Persons", "Cases", "Sources", "Files", "Epochs", "Reads"], Enum.GetNames<RetentionKind>());
    }

    void Set(RetentionKind kind, int days, string reason) => operation.Record(Asking(kind, days, reason));

    SetRetention Asking(RetentionKind kind, int days, string reason) =>
        new(kind, days, reason) { Intent = operation.NextIntent() };

    Actor Officer(string name, Roles roles)
    {
        var actor = new Actor(new(Ids.From(TestOperation.Id, name)));
        operation.Record(new EnrolOfficer(actor.Officer, roles, [3], name) { Intent = operation.NextIntent() });
        return actor;
    }
}
