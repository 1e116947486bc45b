using Annona.Access;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>
/// Asks to propose statements for a source. Every passage must be the archived text's own words; passages that are
/// proposed already by the same means are left out.
/// </summary>
/// <param name="Source">Whose words they are.</param>
/// <param name="Text">The archived text, checked against its hash.</param>
/// <param name="With">What proposes them.</param>
/// <param name="Statements">In the order of the text.</param>
/// <param name="Terms">Contested terms.</param>
public sealed record ProposeStatements(
    Id<Source> Source, string Text, ProposedWith With, IReadOnlyList<StatementContent> Statements,
    IReadOnlyList<ContestedTerm> Terms) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.PublicRecord.Sources.Find(Source) is not { } row)
            return RecordRefusals.UnknownSource(Source.ToString());
        if (row.Withdrawn is not null)
            return RecordRefusals.SourceWithdrawn(row);
        if (PlainTextDocument.HashOf(Text) != row.Text)
            return RecordRefusals.OtherText(row);
        foreach (var content in Statements)
            if (Fault(content) is { } fault)
                return fault;
        if (Terms.FirstOrDefault(term => !term.Where.HoldsIn(Text)) is { } wrong)
            return RecordRefusals.NotTheWords(wrong.Where);
        // What an officer rejected is not proposed again by a program, but an officer may read it anew.
        var known = now.PublicRecord.Statements.Of(Source)
            .Where(statement => statement.State != StatementState.Rejected || With != ProposedWith.Hand)
            .Select(statement => statement.Proposed.Passage)
            .ToHashSet();
        var fresh = Statements.Where(content => !known.Contains(content.Passage))
            .Select((content, at) => new ProposedStatement(new(Ids.From(Intent, "statement", at)), content));
        return Proposed(now, [.. fresh], row);
    }

    Decision Proposed(Registers now, IReadOnlyList<ProposedStatement> fresh, SourceRow row)
    {
        var terms = Terms.Except(now.PublicRecord.Statements.TermsOf(Source)).ToList();
        return fresh.Count + terms.Count == 0
            ? RecordRefusals.NothingNew(row)
            : new StatementsProposed(Source, With, fresh, terms) { Synthetic = row.Synthetic };
    }

    Refusal? Fault(StatementContent content) => StatementChecks.Fault(content)
        ?? (content.Parts().FirstOrDefault(part => !part.HoldsIn(Text)) is { } wrong
            ? RecordRefusals.NotTheWords(wrong)
            : null);
}

/// <summary>Asks to take proposed statements on record. Those read already are left as they are.</summary>
/// <param name="Statements">Which.</param>
public sealed record ConfirmStatements(IReadOnlyList<Id<Statement>> Statements) : Request
{
    /// <summary>With this force instead of the proposed one. It may be weaker, never stronger.</summary>
    public Force? As { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var events = new List<Event>();
        var confirmed = new List<Id<Statement>>();
        foreach (var id in Statements.Distinct())
        {
            if (StatementChecks.Open(now, id, out var row) is { } no)
                return no;
            if (As is { } force && row!.Content.Force is not { } said)
                return RecordRefusals.NotAnUndertaking(row.Code);
            if (As is { } lower && lower != row!.Content.Force)
            {
                if (Forces.Raises(row.Content.Force!.Value, lower))
                    return RecordRefusals.ForceRaised(row.Content.Force.Value, lower);
                var content = row.Content with { Force = lower };
                events.Add(new StatementCorrected(id, content, "Confirmed with a weaker force."));
            }
            // What a script accepted unread may still be read by a person.
            if (row!.State != StatementState.Confirmed || row.AcceptedAll)
                confirmed.Add(id);
        }
        if (confirmed.Count > 0)
            events.Add(new StatementsConfirmed(confirmed, AcceptedAll: false));
        return new Decision.Accepted(events);
    }
}

/// <summary>
/// Asks, for a script, to take on record everything that is proposed for a source. It is marked as such.
/// </summary>
public sealed record AcceptAllStatements(Id<Source> Source) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.PublicRecord.Sources.Find(Source) is not { } source)
            return RecordRefusals.UnknownSource(Source.ToString());
        if (source.Withdrawn is not null)
            return RecordRefusals.SourceWithdrawn(source);
        var open = now.PublicRecord.Statements.Of(Source).Where(row => row.State == StatementState.Proposed);
        var ids = open.Select(row => row.Id).ToList();
        return ids.Count == 0 ? new Decision.Accepted() : new StatementsConfirmed(ids, AcceptedAll: true);
    }
}

/// <summary>Asks to correct how a statement was read. Its force may become weaker, never stronger.</summary>
/// <param name="Statement">Which.</param>
/// <param name="Text">The archived text, checked against its hash.</param>
/// <param name="Change">What is to be read otherwise.</param>
/// <param name="Reason">What was wrong.</param>
public sealed record CorrectStatement(
    Id<Statement> Statement, string Text, StatementCorrection Change, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (StatementChecks.Open(now, Statement, out var row) is { } no)
            return no;
        var source = now.PublicRecord.Sources.Find(row!.Source)!;
        if (PlainTextDocument.HashOf(Text) != source.Text)
            return RecordRefusals.OtherText(source);
        // Words that were read as no undertaking at all cannot become one by a correction: the passage is added anew.
        var content = Change.Of(row.Content);
        if (row.Content.Force is null
            && (Change.Force is not null || content.Kind is StatementKind.Promise or StatementKind.Ongoing))
            return RecordRefusals.NotAnUndertaking(row.Code);
        if (StatementChecks.Fault(content) is { } fault)
            return fault;
        if (content.Parts().FirstOrDefault(part => !part.HoldsIn(Text)) is { } wrong)
            return RecordRefusals.NotTheWords(wrong);
        if (row.Content.Force is { } said && content.Force is { } taken && Forces.Raises(said, taken))
            return RecordRefusals.ForceRaised(said, taken);
        return string.IsNullOrWhiteSpace(Reason)
            ? RecordRefusals.NoReason()
            : new StatementCorrected(Statement, content, Reason);
    }
}

/// <summary>Asks to reject a statement: the text does not say this.</summary>
public sealed record RejectStatement(Id<Statement> Statement, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        now.PublicRecord.Statements.Find(Statement) is not { } row
            ? RecordRefusals.UnknownStatement(Statement.ToString())
        : row.State == StatementState.Rejected ? RecordRefusals.StatementRejected(row)
        : string.IsNullOrWhiteSpace(Reason) ? RecordRefusals.NoReason()
        : new StatementRejected(Statement, Reason);
}

/// <summary>What every request about statements checks.</summary>
static class StatementChecks
{
    /// <summary>Why a statement cannot be worked on; null and the row if it can.</summary>
    public static Refusal? Open(Registers now, Id<Statement> id, out StatementRow? row)
    {
        row = now.PublicRecord.Statements.Find(id);
        if (row is null)
            return RecordRefusals.UnknownStatement(id.ToString());
        if (row.State == StatementState.Rejected)
            return RecordRefusals.StatementRejected(row);
        return now.PublicRecord.Sources.Find(row.Source) is { Withdrawn: not null } source
            ? RecordRefusals.SourceWithdrawn(source)
            : null;
    }

    public static Refusal? Fault(StatementContent content)
    {
        if (string.IsNullOrWhiteSpace(content.Speaker.Name))
            return RecordRefusals.NoSpeaker();
        if (PlainTextDocument.HashOf(content.Passage.Exact) != content.Sha256)
            return RecordRefusals.NotTheWords(content.Passage);
        var undertakes = content.Kind is StatementKind.Promise or StatementKind.Ongoing;
        if (undertakes != content.Force is not null)
            return RecordRefusals.ForceAndKind();
        var unsound = content.Quantities.Any(quantity => quantity.Amount is { IsSound: false });
        return unsound ? RecordRefusals.UnsoundAmount() : null;
    }
}
