using Annona.Access;
using Annona.Parties;
using Annona.Places;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>
/// Asks to put a promise on record, from a confirmed statement or from a source. With a statement, speaker and chain
/// are the statement's own, and an empty verbatim text stands for its exact words.
/// </summary>
public sealed record RecordPromise(PromiseTerms Terms) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var said = Terms.Statement is { } id ? now.PublicRecord.Statements.Find(id) : null;
        var terms = Whole(said);
        var no = PromiseChecks.WhoAndWhere(now, terms)
            ?? PromiseChecks.Words(now, terms, moment)
            ?? PromiseChecks.Amounts(terms)
            ?? (said is null ? null : WordsOfOthers.Fault(now, terms, said));
        return no is not null ? no : new PromiseRecorded(new(Ids.From(Intent, "promise")), terms)
        {
            // What rests on a made-up source is made up, whatever the request says.
            Synthetic = now.PublicRecord.Sources.Find(Terms.Source)!.Synthetic,
        };
    }

    PromiseTerms Whole(StatementRow? said)
    {
        var rules = Terms.Rules.Select((rule, at) => rule with { Version = at + 1, Replaces = null });
        var terms = Terms with { Rules = [.. rules] };
        return said is null ? terms : terms with
        {
            Text = terms is { Verbatim: true, Text: "" } ? said.Content.Passage.Exact : terms.Text,
            Speaker = said.Content.Speaker,
            Chain = said.Content.Chain,
        };
    }
}

/// <summary>Asks to link a promise to another promise, a statement or a source.</summary>
public sealed record LinkPromise(Id<Promise> Promise, PromiseRelation Relation, LinkTarget Target, string? Remark)
    : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var record = now.PublicRecord;
        if (record.Promises.Find(Promise) is not { } row)
            return RecordRefusals.UnknownPromise(Promise.ToString());
        if (Unknown(record) is { } unknown)
            return unknown;
        if (row.Links.Any(link => link.Relation == Relation && link.Target == Target))
            return RecordRefusals.LinkedAlready(row);
        if (Target.Promise is { } other && record.Promises.Reaches(other, Promise, Relation))
            return RecordRefusals.LinkCycle(row, Relation);
        return new PromiseLinked(Promise, Relation, Target, Remark);
    }

    Refusal? Unknown(PublicRecordRegister record) => Target switch
    {
        { Promise: { } promise, Statement: null, Source: null } when record.Promises.Find(promise) is null =>
            RecordRefusals.UnknownPromise(promise.ToString()),
        { Promise: null, Statement: { } statement, Source: null } when record.Statements.Find(statement) is null =>
            RecordRefusals.UnknownStatement(statement.ToString()),
        { Promise: null, Statement: null, Source: { } source } when record.Sources.Find(source) is null =>
            RecordRefusals.UnknownSource(source.ToString()),
        _ => Target.Ends == 1 ? null : RecordRefusals.OneTarget(),
    };
}

/// <summary>Asks to record a new version of an entitlement's rule.</summary>
/// <param name="Promise">Which.</param>
/// <param name="Rule">The rule; its version is given by the register.</param>
/// <param name="Source">Where it was announced.</param>
/// <param name="Reason">What changed.</param>
public sealed record RevisePromise(Id<Promise> Promise, EntitlementRule Rule, Id<Source> Source, string Reason)
    : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.PublicRecord.Promises.Find(Promise) is not { } row)
            return RecordRefusals.UnknownPromise(Promise.ToString());
        if (row.Terms.Kind != PromiseKind.PersonEntitlement)
            return RecordRefusals.NoEntitlement(row.Code);
        if (PromiseChecks.UsableSource(now, Source) is { } no)
            return no;
        if (string.IsNullOrWhiteSpace(Reason))
            return RecordRefusals.NoReason();
        if (PromiseChecks.Fault(Rule) is { } fault)
            return fault;
        if (Rule.Replaces is { } old && row.Rules.All(rule => rule.Version != old))
            return RecordRefusals.UnknownRule(row.Code, old);
        return new PromiseRevised(Promise, Rule with { Version = row.Rules.Length + 1 }, Source, Reason);
    }
}

/// <summary>What requests about promises check.</summary>
static class PromiseChecks
{
    public static Refusal? WhoAndWhere(Registers now, PromiseTerms terms)
    {
        var parties = terms.Parts.Select(part => part.Party).Append(terms.Promiser).Append(terms.Speaker?.Party);
        foreach (var party in parties.OfType<Id<Party>>())
            if (now.Parties.Find(party) is null)
                return PartyRefusals.Unknown(party.ToString());
        if (terms.Beneficiary is { } group && now.Places.Find(group) is null)
            return RecordRefusals.UnknownGroup(group.ToString());
        if (terms.Place is { } place && now.Places.Find(place) is null)
            return PlaceRefusals.Unknown(place.ToString());
        return UsableSource(now, terms.Source);
    }

    public static Refusal? UsableSource(Registers now, Id<Source> source) =>
        now.PublicRecord.Sources.Find(source) is not { } row ? RecordRefusals.UnknownSource(source.ToString())
        : row.Withdrawn is not null ? RecordRefusals.SourceWithdrawn(row)
        : null;

    public static Refusal? Words(Registers now, PromiseTerms terms, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(terms.Text))
            return RecordRefusals.NoText();
        if (terms.Made > moment.Today.AddDays(1))
            return RecordRefusals.MadeInFuture(terms.Made);
        if (terms.Due < terms.Made)
            return RecordRefusals.DueBeforeMade(terms.Made, terms.Due.Value);
        if (terms.Statement is not { } id)
            return terms.Verbatim ? RecordRefusals.VerbatimOfNothing() : ForceFault(now, terms);
        if (now.PublicRecord.Statements.Find(id) is not { } statement)
            return RecordRefusals.UnknownStatement(id.ToString());
        return Words(terms, statement);
    }

    /// <summary>
    /// Above an intention a force needs the words that carry it. A source in our own words has none of anybody's: what
    /// an officer enters from it is shown as entered.
    /// </summary>
    static Refusal? ForceFault(Registers now, PromiseTerms terms) =>
        Forces.Raises(Force.Intention, terms.Force)
            && now.PublicRecord.Sources.Find(terms.Source) is { Archived.About.SummaryOf: null } source
            ? RecordRefusals.ForceNeedsWords(terms.Force, source.Code)
            : null;

    static Refusal? Words(PromiseTerms terms, StatementRow statement) =>
        statement.Source != terms.Source ? RecordRefusals.StatementOfOtherSource(statement.Code)
        : statement.State != StatementState.Confirmed ? RecordRefusals.NotConfirmed(statement.Code)
        : statement.Content.Force is not { } said ? RecordRefusals.NotAnUndertaking(statement.Code)
        : Forces.Raises(said, terms.Force) ? RecordRefusals.ForceRaised(said, terms.Force)
        : terms.Verbatim && terms.Text != statement.Content.Passage.Exact
            ? RecordRefusals.NotTheWords(statement.Content.Passage)
        : null;

    public static Refusal? Amounts(PromiseTerms terms)
    {
        var amounts = terms.Parts.Select(part => part.Amount).Append(terms.Promised).OfType<StatedAmount>().ToList();
        if (amounts.Any(amount => !amount.IsSound))
            return RecordRefusals.UnsoundAmount();
        if (amounts.Select(amount => Fault(amount.Commodity)).FirstOrDefault(fault => fault is not null) is { } unknown)
            return unknown;
        if (terms.Promised is { } whole && terms.Parts.Any(part => !part.Amount.IsLike(whole)))
            return RecordRefusals.PartOfOtherCommodity();
        if (terms.Rules.Count > 0 && terms.Kind != PromiseKind.PersonEntitlement)
            return RecordRefusals.NoEntitlement("This promise");
        foreach (var rule in terms.Rules)
            if (Fault(rule) is { } fault)
                return fault;
        return null;
    }

    /// <summary>Goods have whatever code the books give them, but three capital letters are a currency's.</summary>
    public static Refusal? Fault(Commodity? commodity) =>
        commodity is { } known && Currencies.IsCode(known.Code) && !Currencies.IsKnown(known.Code)
            ? RecordRefusals.UnknownCurrency(known.Code)
            : null;

    public static Refusal? Fault(EntitlementRule rule) =>
        rule.PerPerson.Units <= 0 || !Commodity.IsCode(rule.PerPerson.Commodity.Code ?? "")
            ? RecordRefusals.UnsoundAmount()
        : Fault(rule.PerPerson.Commodity) is { } unknown ? unknown
        : rule.To < rule.From ? RecordRefusals.RuleEndsBeforeItBegins(rule.From, rule.To.Value)
        : string.IsNullOrWhiteSpace(rule.Eligibility) ? RecordRefusals.NoEligibility()
        : null;
}
