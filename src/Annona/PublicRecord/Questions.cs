using Annona.Access;
using Annona.Journal;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>A source as it is shown: masked stretches are blocks.</summary>
/// <param name="Code">Such as <c>S1</c>.</param>
/// <param name="About">What is known about it beside its bytes.</param>
/// <param name="Day">The day it was published; of a text in our own words the day of the original; null when not
/// known.</param>
public sealed record SourceLine(string Code, SourceDescription About, DateOnly? Day)
{
    /// <summary>SHA-256 of the document.</summary>
    public required Hash Bytes { get; init; }

    /// <summary>SHA-256 of its text: under this hash the archive holds it.</summary>
    public required Hash Text { get; init; }

    /// <summary>Such as <c>text/plain</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>How the text was taken from the bytes.</summary>
    public required Normaliser Normaliser { get; init; }

    /// <summary>Statements that wait for an officer.</summary>
    public int Proposed { get; init; }

    /// <summary>Statements on record, those accepted unread among them.</summary>
    public int Confirmed { get; init; }

    /// <summary>Statements on record that no officer read by themselves.</summary>
    public int AcceptedUnread { get; init; }

    /// <summary>Statements that were rejected.</summary>
    public int Rejected { get; init; }

    /// <summary>Stretches that are shown as blocks.</summary>
    public int Masks { get; init; }

    /// <summary>Why it no longer counts; null as long as it does.</summary>
    public string? Withdrawn { get; init; }

    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }
}

/// <summary>Asks which sources there are, withdrawn ones included, in order of arrival.</summary>
/// <param name="Source">One source only; null for all.</param>
public sealed record ListSources(Id<Source>? Source = null) : Question<IReadOnlyList<SourceLine>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<SourceLine> Answer(Registers now, Moment moment) =>
    [
        .. now.PublicRecord.Sources.All.Where(row => (Source ?? row.Id) == row.Id)
            .Select(row => Line(row, now.PublicRecord.Statements)),
    ];

    internal static SourceLine Line(SourceRow row, StatementRegister statements)
    {
        var of = statements.Of(row.Id).ToList();
        return new(row.Code, row.Shown(), row.Day)
        {
            Bytes = row.Archived.Bytes,
            Text = row.Text,
            MediaType = row.Archived.MediaType,
            Normaliser = row.Archived.Normaliser,
            Proposed = of.Count(said => said.State == StatementState.Proposed),
            Confirmed = of.Count(said => said.State == StatementState.Confirmed),
            AcceptedUnread = of.Count(said => said is { State: StatementState.Confirmed, AcceptedAll: true }),
            Rejected = of.Count(said => said.State == StatementState.Rejected),
            Masks = row.Masks.Length,
            Withdrawn = row.Withdrawn,
            Synthetic = row.Synthetic,
        };
    }
}

/// <summary>A statement as it may be shown: whatever a mask of its source touches is blocks.</summary>
/// <param name="Code">Such as <c>T3</c>.</param>
/// <param name="SourceCode">Its source.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Content">What it says, every passage masked; speakers with the party that is on record by now.
/// Offsets are those of the archived text.</param>
public sealed record StatementLine(string Code, string SourceCode, StatementState State, StatementContent Content)
{
    /// <summary>A script accepted it with all others: nobody read it by itself.</summary>
    public bool AcceptedUnread { get; init; }

    /// <summary>In the speaker's own words; never so for a source in our own words.</summary>
    public bool Verbatim { get; init; }

    /// <summary>Its source no longer counts.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Why it was corrected or rejected, newest; null when it was not.</summary>
    public string? Reason { get; init; }

    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }
}

/// <summary>A source with its text and its statements, for reading.</summary>
/// <param name="Source">The source.</param>
/// <param name="Text">Its text, masked.</param>
/// <param name="Statements">In the order of the text, rejected ones included, masked.</param>
/// <param name="Terms">Contested terms, masked.</param>
public sealed record SourceReading(
    SourceLine Source, string Text, IReadOnlyList<StatementLine> Statements, IReadOnlyList<ContestedTerm> Terms);

/// <summary>Asks to read a source. Null: no such source, or the archive does not hold its text.</summary>
/// <param name="Source">Which.</param>
public sealed record ShowSource(Id<Source> Source) : Question<SourceReading?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override SourceReading? Answer(Registers now, Moment moment)
    {
        var record = now.PublicRecord;
        if (record.Sources.Find(Source) is not { } row || moment.Documents.Find(row.Text) is not { } bytes)
            return null;
        var masking = new Masking(row, record.Statements);
        var statements = record.Statements.Of(Source).OrderBy(statement => statement.Content.Passage.Start);
        return new(
            ListSources.Line(row, record.Statements), row.Masked(System.Text.Encoding.UTF8.GetString(bytes), 0),
            [.. statements.Select(said => ListStatements.Line(said, row, masking, now))],
            [.. record.Statements.TermsOf(Source).Select(masking.Term)]);
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
        var record = now.PublicRecord;
        var sources = record.Sources.All.ToDictionary(
            row => row.Id, row => (Row: row, Masking: new Masking(row, record.Statements)));
        return
        [
            .. from row in Source is { } only ? record.Statements.Of(only) : record.Statements.All
               where (State ?? row.State) == row.State && (Kind ?? row.Content.Kind) == row.Content.Kind
               where sources.ContainsKey(row.Source)
               select Line(row, sources[row.Source].Row, sources[row.Source].Masking, now),
        ];
    }

    internal static StatementLine Line(StatementRow row, SourceRow source, Masking masking, Registers now) =>
        new(row.Code, source.Code, row.State, Known(masking.Content(row.Content), now))
        {
            AcceptedUnread = row is { State: StatementState.Confirmed, AcceptedAll: true },
            Verbatim = row.Content.Mode == StatementMode.Direct && source.Archived.About.SummaryOf is null,
            Withdrawn = source.Withdrawn is not null,
            Reason = masking.Free(row.Reason),
            Synthetic = row.Synthetic,
        };

    /// <summary>Parties may come on record after the words that name them.</summary>
    static StatementContent Known(StatementContent said, Registers now) => said with
    {
        Speaker = said.Speaker with { Party = said.Speaker.Party ?? now.Parties.Find(said.Speaker.Name)?.Id },
        Chain = [.. said.Chain.Select(link => link with { Party = link.Party ?? now.Parties.Find(link.Name)?.Id })],
    };
}

/// <summary>Asks for one statement, masked; null if there is none.</summary>
public sealed record ShowStatement(Id<Statement> Statement) : Question<StatementLine?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override StatementLine? Answer(Registers now, Moment moment)
    {
        var record = now.PublicRecord;
        return record.Statements.Find(Statement) is { } row && record.Sources.Find(row.Source) is { } source
            ? ListStatements.Line(row, source, new(source, record.Statements), now)
            : null;
    }
}
