using Annona.Cli.PublicRecord;
using Annona.PublicRecord;
using Annona.Trace;

namespace Annona.Cli.Trace;

/// <summary>A line of the board as JSON. Outsiders get the same names; what is not for them is null.</summary>
static class BoardJson
{
    public static object Of(BoardLine row) => new
    {
        id = row.Code,
        kind = row.Terms.Kind,
        force = row.Terms.Force,
        text = row.Terms.Text,
        promiser = row.Promiser,
        beneficiaryGroup = row.BeneficiaryGroup,
        made = row.Terms.Made,
        due = row.Terms.Due,
        dueText = row.Terms.DueText,
        place = row.Place,
        occasion = row.Terms.Occasion,
        source = row.Source,
        chain = TraceJson.Chain(row.Terms.Chain),
        promised = TraceJson.Stated(row.Terms.Promised),
        per = Per(row.Terms),
        parts = row.Terms.Parts.Select(PartJson.Of),
        rules = row.Terms.Rules.Select(Rule),
        expected = TraceJson.Number(row.Expected),
        committed = TraceJson.Number(row.Sums.Committed),
        received = TraceJson.Number(row.Sums.Received),
        bought = TraceJson.Number(row.Sums.Bought),
        stocked = TraceJson.Number(row.Sums.Stocked),
        inTransit = TraceJson.Number(row.Sums.InTransit),
        lost = TraceJson.Number(row.Sums.Lost),
        returned = TraceJson.Number(row.Sums.Returned),
        delivered = TraceJson.Number(row.Sums.Delivered),
        confirmed = TraceJson.Number(row.Sums.Confirmed),
        converted = TraceJson.Number(row.Sums.Converted),
        commodity = row.Sums.Received?.Commodity.Code,
        households = row.Households,
        people = row.People,
        peopleAtLeast = row.PeopleAtLeast,
        state = row.State,
        mark = row.Mark,
        reasons = row.Reasons,
        contradictions = row.Contradictions,
        evidence = row.Evidence.Select(TraceJson.Piece),
        asOf = row.AsOf,
        releasedTo = (DateOnly?)null,
        synthetic = row.Synthetic,
    };

    public static object Of(OutsiderLine line) => new
    {
        id = line.Code,
        kind = line.Terms.Kind,
        force = line.Terms.Force,
        text = line.Terms.Text,
        promiser = line.Promiser,
        beneficiaryGroup = line.BeneficiaryGroup,
        made = line.Terms.Made,
        due = line.Terms.Due,
        dueText = line.Terms.DueText,
        place = line.Place,
        occasion = line.Terms.Occasion,
        source = line.Source,
        chain = TraceJson.Chain(line.Terms.Chain),
        promised = TraceJson.Stated(line.Terms.Promised),
        per = Per(line.Terms),
        parts = line.Terms.Parts.Select(PartJson.Of),
        rules = line.Terms.Rules.Select(Rule),
        expected = (decimal?)null,
        committed = TraceJson.Number(line.Committed),
        received = TraceJson.Number(line.Received),
        bought = (decimal?)null,
        stocked = (decimal?)null,
        inTransit = (decimal?)null,
        lost = (decimal?)null,
        returned = (decimal?)null,
        delivered = TraceJson.Number(line.Delivered),
        confirmed = (decimal?)null,
        converted = (decimal?)null,
        commodity = line.Received?.Commodity.Code,
        households = line.Households,
        people = line.People,
        peopleAtLeast = line.People,
        state = line.State,
        mark = (string?)null,
        reasons = line.Reasons,
        contradictions = line.Contradictions,
        evidence = line.Evidence.Select(TraceJson.Piece),
        asOf = line.AsOf,
        releasedTo = line.ReleasedTo,
        synthetic = line.Synthetic,
    };

    /// <summary>One version of the rule by which people are entitled.</summary>
    static object Rule(EntitlementRule rule) => new
    {
        version = rule.Version,
        perPerson = TraceJson.Number(rule.PerPerson),
        commodity = rule.PerPerson.Commodity.Code,
        frequency = rule.Frequency,
        from = rule.From,
        to = rule.To,
        eligibility = rule.Eligibility,
        replaces = rule.Replaces,
    };

    /// <summary>For whom the promised amount is; null when it is for all together.</summary>
    static string? Per(PromiseTerms terms) => terms.Kind == PromiseKind.PersonEntitlement ? "person" : null;
}
