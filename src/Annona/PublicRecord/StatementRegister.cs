using System.Collections.Immutable;
using Annona.Access;
using Annona.Journal;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>Where a statement stands.</summary>
public enum StatementState
{
    /// <summary>Proposed, not on record.</summary>
    Proposed,

    /// <summary>On record.</summary>
    Confirmed,

    /// <summary>Not what the text says.</summary>
    Rejected,
}

/// <summary>A statement as the register has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Source">Whose words they are.</param>
/// <param name="With">What proposed it.</param>
/// <param name="Proposed">As it was proposed.</param>
/// <param name="Content">As it is after corrections.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record StatementRow(
    Id<Statement> Id, int Number, Id<Source> Source, ProposedWith With, StatementContent Proposed,
    StatementContent Content, bool Synthetic)
{
    /// <summary>What officers type: <c>T3</c> for the third statement on record.</summary>
    public string Code => $"T{Number}";

    /// <summary>Where it stands.</summary>
    public StatementState State { get; init; }

    /// <summary>Who confirmed or rejected it; none before that.</summary>
    public Id<Officer> DecidedBy { get; init; }

    /// <summary>When; null before that.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>A script accepted it with all others: nobody read it by itself.</summary>
    public bool AcceptedAll { get; init; }

    /// <summary>Why it was corrected or rejected, newest; null when it was not.</summary>
    public string? Reason { get; init; }
}

/// <summary>Who said what, as proposed and as confirmed.</summary>
public sealed record StatementRegister : IRegister<StatementRegister>
{
    ImmutableList<StatementRow> rows = [];
    ImmutableDictionary<Id<Statement>, int> byId = ImmutableDictionary<Id<Statement>, int>.Empty;
    ImmutableDictionary<Id<Source>, ImmutableList<int>> bySource =
        ImmutableDictionary<Id<Source>, ImmutableList<int>>.Empty;
    ImmutableDictionary<Id<Source>, ImmutableList<ContestedTerm>> terms =
        ImmutableDictionary<Id<Source>, ImmutableList<ContestedTerm>>.Empty;

    StatementRegister()
    {
    }

    /// <summary>Nothing proposed.</summary>
    public static StatementRegister Empty { get; } = new();

    /// <summary>All statements in order of arrival, rejected ones included.</summary>
    public IReadOnlyList<StatementRow> All => rows;

    /// <summary>The statement with an id, or null.</summary>
    public StatementRow? Find(Id<Statement> statement) => byId.TryGetValue(statement, out var at) ? rows[at] : null;

    /// <summary>The statement with a code (<c>T3</c>) or an id as text, or null.</summary>
    public StatementRow? Find(string text) =>
        Codes.TryNumber(text, "T", rows.Count, out var number) ? rows[number - 1]
        : Id<Statement>.TryParse(text, out var id) ? Find(id)
        : null;

    /// <summary>The statements of a source in order of arrival.</summary>
    public IEnumerable<StatementRow> Of(Id<Source> source) =>
        bySource.TryGetValue(source, out var found) ? found.Select(at => rows[at]) : [];

    /// <summary>The contested terms of a source in order of arrival.</summary>
    public IReadOnlyList<ContestedTerm> TermsOf(Id<Source> source) =>
        terms.TryGetValue(source, out var found) ? found : [];

    /// <inheritdoc/>
    public StatementRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        StatementsProposed proposed => Added(proposed),
        StatementsConfirmed confirmed => confirmed.Statements.Aggregate(this, (register, id) => register.Changed(
            id, row => Decided(row, recorded, StatementState.Confirmed) with { AcceptedAll = confirmed.AcceptedAll })),
        StatementCorrected corrected => Changed(
            corrected.Statement, row => row with { Content = corrected.Content, Reason = corrected.Reason }),
        StatementRejected rejected => Changed(
            rejected.Statement,
            row => Decided(row, recorded, StatementState.Rejected) with { Reason = rejected.Reason }),
        _ => this,
    };

    static StatementRow Decided(StatementRow row, Recorded recorded, StatementState state) =>
        row with { State = state, DecidedBy = new(recorded.Officer), DecidedAt = recorded.RecordedAt };

    StatementRegister Added(StatementsProposed proposed)
    {
        var register = this with
        {
            terms = terms.SetItem(proposed.Source, [.. TermsOf(proposed.Source), .. proposed.Terms]),
        };
        foreach (var (id, content) in proposed.Statements)
            register = register.Added(new StatementRow(
                id, register.rows.Count + 1, proposed.Source, proposed.With, content, content, proposed.Synthetic));
        return register;
    }

    StatementRegister Added(StatementRow row) => byId.ContainsKey(row.Id) ? this
        : this with
        {
            rows = rows.Add(row),
            byId = byId.SetItem(row.Id, rows.Count),
            bySource = bySource.SetItem(row.Source, bySource.GetValueOrDefault(row.Source, []).Add(rows.Count)),
        };

    StatementRegister Changed(Id<Statement> statement, Func<StatementRow, StatementRow> change) =>
        !byId.TryGetValue(statement, out var at) ? this : this with { rows = rows.SetItem(at, change(rows[at])) };
}
