using Annona.Journal;
using Annona.Parties;
using Annona.Values;

namespace Annona.Tests.Parties;

public sealed class PartyTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void A_party_is_found_by_every_name_it_gets_and_a_name_belongs_to_one()
    {
        var un = Add("United Nations", new OtherName("Nations Unies", "fr", NameKind.Official));

        Amend(un, new OtherName("UN", null, NameKind.Short));

        Assert.All(
            ["A1", "un", "nations unies"], typed => Assert.Equal(un, operation.Answer(new FindParty(typed))!.Id));
        Assert.Equal("party.already-there", operation.Refused(
            new AddParty(PartyKind.Other, "UN", [], []) { Intent = operation.NextIntent() }).Code);
        Assert.Equal("party.no-name", operation.Refused(
            new AmendParty(un, " ", null) { Intent = operation.NextIntent() }).Code);
        Assert.Equal(
            [("Nations Unies", "fr", NameKind.Official), ("UN", null, NameKind.Short)],
            operation.Answer(new ShowParty(un))!.Aliases.Select(name => (name.Text, name.Language, name.Kind)));
    }

    [Fact]
    public void An_office_has_an_organisation_and_days_and_comes_to_an_end()
    {
        var (agency, head) = (Add("Aid Agency"), Add("Ani Office"));
        Amend(head, null, new("Head", agency, new(2026, 1, 1), null));

        Assert.Equal("party.office-ends-before-it-begins", operation.Refused(End(head, new(2025, 12, 31))).Code);
        operation.Record(End(head, new(2026, 2, 28)));
        Assert.Equal("party.no-such-office", operation.Refused(End(head, new(2026, 2, 28))).Code);

        Assert.Equal(
            new OfficeLine("Head", "A1", "Aid Agency", new(2026, 1, 1), new(2026, 2, 28)),
            Assert.Single(operation.Answer(new ListParties())[1].Offices));
        var row = operation.Now.Parties.Find(head)!;
        Assert.True(row.SpeaksFor(agency, new(2026, 2, 28)));
        Assert.False(row.SpeaksFor(agency, new(2026, 3, 1)));
        Assert.False(row.SpeaksFor(agency, new(2025, 12, 31)));
    }

    [Fact]
    public void The_same_fact_twice_is_one_party()
    {
        var fact = new PartyAdded(new(Guid.NewGuid()), PartyKind.Other, "Twice", []);
        var recorded = new Recorded(1, TestOperation.Start, Guid.Empty, Guid.Empty, fact);

        var register = PartyRegister.Empty.After(recorded, new()).After(recorded, new());

        Assert.Single(register.All);
    }

    Id<Party> Add(string name, params OtherName[] aliases)
    {
        var intent = operation.NextIntent();
        operation.Record(new AddParty(PartyKind.Other, name, aliases, []) { Intent = intent });
        return new(Ids.From(intent, "party"));
    }

    void Amend(Id<Party> party, OtherName? alias, Office? office = null) =>
        operation.Record(new AmendParty(party, alias, office) { Intent = operation.NextIntent() });

    EndOffice End(Id<Party> party, DateOnly to) => new(party, "head", to) { Intent = operation.NextIntent() };
}
