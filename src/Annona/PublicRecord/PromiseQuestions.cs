using Annona.Access;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>Whence a promise has its force.</summary>
public enum ForceBasis
{
    /// <summary>From the words of a confirmed statement.</summary>
    Words,

    /// <summary>As an officer entered it: no words are named.</summary>
    Officer,
}

/// <summary>A promise as it is shown. Its state is computed where time and books are known.</summary>
/// <param name="Code">Such as <c>P3</c>.</param>
/// <param name="Terms">What was promised, masked as its source is.</param>
/// <param name="ForceFrom">Whence it has its force.</param>
/// <param name="Promiser">Name of the promiser.</param>
/// <param name="PromiserCode">Their code.</param>
/// <param name="SourceCode">Where it is found.</param>
public sealed record PromiseLine(
    string Code, PromiseTerms Terms, ForceBasis ForceFrom, string Promiser, string PromiserCode, string SourceCode)
{
    /// <summary>The statement that makes it, or null.</summary>
    public string? StatementCode { get; init; }

    /// <summary>Nobody read that statement by itself: a script accepted it with all others.</summary>
    public bool AcceptedUnread { get; init; }

    /// <summary>Name of the group it is for; null when the words name nobody.</summary>
    public string? Beneficiary { get; init; }

    /// <summary>The group's code.</summary>
    public string? BeneficiaryCode { get; init; }

    /// <summary>Name of the place where it is to happen; null when not said.</summary>
    public string? Place { get; init; }

    /// <summary>The place's code.</summary>
    public string? PlaceCode { get; init; }

    /// <summary>All rule versions of an entitlement in order, replaced ones included.</summary>
    public IReadOnlyList<EntitlementRule> Rules { get; init; } = [];

    /// <summary>How it stands to others, in order of arrival.</summary>
    public IReadOnlyList<LinkLine> Links { get; init; } = [];

    /// <summary>It has no end at which it is fulfilled.</summary>
    public bool IsStanding { get; init; }

    /// <summary>The verdict that stands, or null.</summary>
    public VerdictLine? Verdict { get; init; }

    /// <summary>The verdict that waits for a second officer, or null.</summary>
    public VerdictLine? OpenVerdict { get; init; }

    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }
}

/// <summary>A link of a promise as it is shown.</summary>
/// <param name="Relation">How it stands to the other end.</param>
/// <param name="To">The other end's code: a promise, a statement or a source.</param>
/// <param name="Remark">What is different; null when nobody said.</param>
public sealed record LinkLine(PromiseRelation Relation, string To, string? Remark);

/// <summary>A verdict as it is shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">What is said.</param>
/// <param name="EffectiveOn">The first day on which it was so.</param>
/// <param name="Scope">What it covers and what it does not, or null.</param>
/// <param name="Reason">Why.</param>
public sealed record VerdictLine(
    Id<Verdict> Id, VerdictState State, DateOnly EffectiveOn, string? Scope, string Reason)
{
    /// <summary>The code of the source or statement it rests on; null when it rests on an observation.</summary>
    public string? AnchorCode { get; init; }

    /// <summary>The id of the observation it rests on, or null.</summary>
    public Guid? AnchorObservation { get; init; }

    /// <summary>When it was proposed, UTC.</summary>
    public DateTimeOffset ProposedAt { get; init; }

    /// <summary>When the second officer signed, UTC; null before that.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>One officer asked to revoke it; it stands until a second one does.</summary>
    public bool RevocationProposed { get; init; }
}

/// <summary>Asks which promises there are, in order of arrival.</summary>
/// <param name="Promise">One promise only; null for all.</param>
public sealed record ListPromises(Id<Promise>? Promise = null) : Question<IReadOnlyList<PromiseLine>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<PromiseLine> Answer(Registers now, Moment moment) =>
    [
        .. now.PublicRecord.Promises.All.Where(row => (Promise ?? row.Id) == row.Id).Select(row => Line(row, now)),
    ];

    static PromiseLine Line(PromiseRow row, Registers now)
    {
        var record = now.PublicRecord;
        var terms = record.TermsOf(row);
        var masking = record.Sources.Find(terms.Source) is { } source ? new Masking(source, record.Statements) : null;
        string? Shown(string? words) => masking is null ? words : masking.Free(words);
        var (promiser, said) = (now.Parties.Find(terms.Promiser), Said(record, terms));
        var group = terms.Beneficiary is { } beneficiary ? now.Places.Find(beneficiary) : null;
        var place = terms.Place is { } at ? now.Places.Find(at) : null;
        return new(
            row.Code, terms, said is null ? ForceBasis.Officer : ForceBasis.Words,
            promiser?.Name ?? terms.Promiser.ToString(), promiser?.Code ?? "",
            record.Sources.Find(terms.Source)?.Code ?? "")
        {
            StatementCode = said?.Code,
            AcceptedUnread = said is { State: StatementState.Confirmed, AcceptedAll: true },
            Beneficiary = group?.Name,
            BeneficiaryCode = group?.Code,
            Place = place?.Name,
            PlaceCode = place?.Code,
            Rules = [.. row.Rules.Select(rule => rule with { Eligibility = Shown(rule.Eligibility)! })],
            Links =
            [
                .. row.Links.Select(link =>
                    new LinkLine(link.Relation, Code(record, link.Target), Shown(link.Remark))),
            ],
            IsStanding = row.IsStanding,
            Verdict = Line(row.Verdict, record, Shown),
            OpenVerdict = Line(row.OpenVerdict, record, Shown),
            Synthetic = row.Synthetic,
        };
    }

    static StatementRow? Said(PublicRecordRegister record, PromiseTerms terms) =>
        terms.Statement is { } id ? record.Statements.Find(id) : null;

    static VerdictLine? Line(VerdictRow? verdict, PublicRecordRegister record, Func<string?, string?> shown)
    {
        if (verdict?.Proposed is not { } said)
            return null;
        return new(verdict.Id, said.State, said.EffectiveOn, shown(said.Scope), shown(said.Reason)!)
        {
            AnchorCode = said.Anchor.Source is { } source ? record.Sources.Find(source)?.Code
                : said.Anchor.Statement is { } statement ? record.Statements.Find(statement)?.Code
                : null,
            AnchorObservation = said.Anchor.Observation,
            ProposedAt = verdict.ProposedAt,
            ConfirmedAt = verdict.ConfirmedAt,
            RevocationProposed = verdict.RevocationProposedBy is not null,
        };
    }

    static string Code(PublicRecordRegister record, LinkTarget target) =>
        (target.Promise is { } promise ? record.Promises.Find(promise)?.Code
            : target.Statement is { } statement ? record.Statements.Find(statement)?.Code
            : target.Source is { } source ? record.Sources.Find(source)?.Code
            : null) ?? "";
}

/// <summary>A figure as it is shown.</summary>
/// <param name="Code">Such as <c>F3</c>.</param>
/// <param name="Terms">What it says, masked as its source is.</param>
/// <param name="SourceCode">Where it is found.</param>
/// <param name="StatementCode">The statement that says it, or null.</param>
/// <param name="Group">Name of the people it is about; null when not on record.</param>
/// <param name="Place">Name of the place; null when not said.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record StatedFigure(
    string Code, FigureTerms Terms, string SourceCode, string? StatementCode, string? Group, string? Place,
    bool Synthetic);

/// <summary>Asks which figures there are, in order of arrival.</summary>
public sealed record ListFigures : Question<IReadOnlyList<StatedFigure>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<StatedFigure> Answer(Registers now, Moment moment) =>
        [.. now.PublicRecord.Figures.All.Select(row => Line(row, now))];

    static StatedFigure Line(FigureRow row, Registers now)
    {
        var terms = now.PublicRecord.TermsOf(row);
        return new(
            row.Code, terms, now.PublicRecord.Sources.Find(terms.Source)?.Code ?? "",
            terms.Statement is { } said ? now.PublicRecord.Statements.Find(said)?.Code : null,
            terms.Group is { } group ? now.Places.Find(group)?.Name : null,
            terms.Place is { } place ? now.Places.Find(place)?.Name : null, row.Synthetic);
    }
}

/// <summary>Asks how two figures stand to each other; null if one of them is not on record.</summary>
public sealed record CompareFigures(Id<Figure> First, Id<Figure> Second) : Question<FigureComparison?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override FigureComparison? Answer(Registers now, Moment moment) =>
        now.PublicRecord.Figures.Find(First) is { } one && now.PublicRecord.Figures.Find(Second) is { } other
            ? FigureComparison.Of(one.Terms, other.Terms, now.Places)
            : null;
}
