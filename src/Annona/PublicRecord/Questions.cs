using Annona.Access;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>A source in a list.</summary>
/// <param name="Row">The source.</param>
/// <param name="Proposed">Statements that wait for an officer.</param>
/// <param name="Confirmed">Statements on record.</param>
/// <param name="Rejected">Statements that were rejected.</param>
public sealed record SourceLine(SourceRow Row, int Proposed, int Confirmed, int Rejected);

/// <summary>Asks which sources there are, withdrawn ones included.</summary>
public sealed record ListSources : Question<IReadOnlyList<SourceLine>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<SourceLine> Answer(Registers now, Moment moment) =>
        [.. now.PublicRecord.Sources.All.Select(row => Line(row, now.PublicRecord.Statements))];

    static SourceLine Line(SourceRow row, StatementRegister statements)
    {
        var count = statements.Of(row.Id).CountBy(statement => statement.State).ToDictionary();
        return new(
            row, count.GetValueOrDefault(StatementState.Proposed), count.GetValueOrDefault(StatementState.Confirmed),
            count.GetValueOrDefault(StatementState.Rejected));
    }
}

/// <summary>A statement as it may be shown: whatever a mask of its source touches is blocks.</summary>
/// <param name="Row">The statement, with every passage masked. Offsets are those of the archived text.</param>
/// <param name="SourceCode">Its source.</param>
/// <param name="Verbatim">In the speaker's own words; never so for a source in our own words.</param>
/// <param name="Withdrawn">Its source no longer counts.</param>
public sealed record StatementLine(StatementRow Row, string SourceCode, bool Verbatim, bool Withdrawn);

/// <summary>A source with its text and its statements, for reading.</summary>
/// <param name="Row">The source.</param>
/// <param name="Text">Its text, masked.</param>
/// <param name="Statements">In the order of the text, rejected ones included, masked.</param>
/// <param name="Terms">Contested terms, masked.</param>
public sealed record SourceReading(
    SourceRow Row, string Text, IReadOnlyList<StatementLine> Statements, IReadOnlyList<ContestedTerm> Terms);

/// <summary>Asks to read a source. Null: no such source, or the text is not the archived one.</summary>
/// <param name="Source">Which.</param>
/// <param name="Text">The archived text, which the host takes from the archive by its hash.</param>
public sealed record ShowSource(Id<Source> Source, string Text) : Question<SourceReading?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override SourceReading? Answer(Registers now, Moment moment)
    {
        var record = now.PublicRecord;
        if (record.Sources.Find(Source) is not { } row || PlainTextDocument.HashOf(Text) != row.Archived.Text)
            return null;
        var statements = record.Statements.Of(Source).OrderBy(statement => statement.Content.Passage.Start);
        return new(
            row, row.Masked(Text, 0), [.. statements.Select(statement => Masking.Line(statement, row))],
            [.. record.Statements.TermsOf(Source).Select(term => Masking.Term(term, row))]);
    }
}

/// <summary>Asks which statements there are, masked. Each filter narrows; null does not.</summary>
/// <param name="Source">Of one source.</param>
/// <param name="State">In one state.</param>
/// <param name="Kind">Of one kind.</param>
public sealed record ListStatements(Id<Source>? Source, StatementState? State, StatementKind? Kind)
    : Question<IReadOnlyList<StatementLine>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<StatementLine> Answer(Registers now, Moment moment)
    {
        var statements = now.PublicRecord.Statements;
        return
        [
            .. from row in Source is { } only ? statements.Of(only) : statements.All
               where (State ?? row.State) == row.State && (Kind ?? row.Content.Kind) == row.Content.Kind
               let source = now.PublicRecord.Sources.Find(row.Source)
               where source is not null
               select Masking.Line(row, source),
        ];
    }
}

/// <summary>A promise in a list.</summary>
/// <param name="Row">The promise.</param>
/// <param name="Text">Its words as they may be shown.</param>
/// <param name="Promiser">Name of the promiser.</param>
/// <param name="Beneficiary">Name of the group, or null.</param>
/// <param name="SourceCode">Where it is found.</param>
/// <param name="StatementCode">The statement that makes it, or null.</param>
public sealed record PromiseLine(
    PromiseRow Row, string Text, string Promiser, string? Beneficiary, string SourceCode, string? StatementCode);

/// <summary>Asks which promises there are. Their states are computed where time and books are known.</summary>
public sealed record ListPromises : Question<IReadOnlyList<PromiseLine>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<PromiseLine> Answer(Registers now, Moment moment) =>
        [.. now.PublicRecord.Promises.All.Select(row => Line(row, now))];

    static PromiseLine Line(PromiseRow row, Registers now) => new(
        row,
        now.PublicRecord.TextOf(row),
        now.Parties.Find(row.Terms.Promiser)?.Name ?? row.Terms.Promiser.ToString(),
        row.Terms.Beneficiary is { } group ? now.Places.Find(group)?.Name : null,
        now.PublicRecord.Sources.Find(row.Terms.Source)?.Code ?? row.Terms.Source.ToString(),
        row.Terms.Statement is { } statement ? now.PublicRecord.Statements.Find(statement)?.Code : null);
}

/// <summary>What of a statement may be shown under the masks of its source.</summary>
static class Masking
{
    public static StatementLine Line(StatementRow row, SourceRow source) => new(
        row with { Content = Content(row.Content, source), Proposed = Content(row.Proposed, source) },
        source.Code,
        row.Content.Mode == StatementMode.Direct && source.Archived.About.SummaryOf is null,
        source.Withdrawn is not null);

    public static ContestedTerm Term(ContestedTerm term, SourceRow source) =>
        term with { Where = Part(term.Where, source)! };

    static StatementContent Content(StatementContent said, SourceRow source) => source.Masks.IsEmpty ? said : said with
    {
        Passage = Part(said.Passage, source)!,
        // A name that is resolved from elsewhere in the text may be spelled out: it goes with the words that name it.
        Speaker = Hides(said.SpeakerWords, source) ? said.Speaker with { Name = Hidden, Role = null } : said.Speaker,
        SpeakerWords = Part(said.SpeakerWords, source),
        Cue = said.Cue is { } cue ? cue with { Where = Part(cue.Where, source)! } : null,
        Chain = [.. said.Chain.Select(link => Link(link, source))],
        Audience = Part(said.Audience, source),
        Continued = [.. said.Continued.Select(part => Part(part, source)!)],
        Quantities = [.. said.Quantities.Select(quantity => Quantity(quantity, source))],
        Dates = [.. said.Dates.Select(date => date with { Where = Part(date.Where, source)! })],
        Place = Part(said.Place, source),
        Occasion = Part(said.Occasion, source),
        Happening = Part(said.Happening, source),
        Undertaking = said.Undertaking is { } undertaking
            ? undertaking with { Beneficiary = Part(undertaking.Beneficiary, source) }
            : null,
    };

    static ChainLink Link(ChainLink link, SourceRow source) =>
        Hides(link.Where, source) ? link with { Where = Part(link.Where, source), Name = Hidden } : link;

    static StatedQuantity Quantity(StatedQuantity quantity, SourceRow source) => Hides(quantity.Where, source)
        ? quantity with { Where = Part(quantity.Where, source)!, Unit = null }
        : quantity;

    static bool Hides(TextPart? part, SourceRow source) => part is not null && source.Hides(part.Start, part.End);

    static TextPart? Part(TextPart? part, SourceRow source) =>
        part is null ? null : part with { Exact = source.Masked(part)! };

    const string Hidden = "█████";
}
