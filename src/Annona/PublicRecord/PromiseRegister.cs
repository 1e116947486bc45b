using System.Collections.Immutable;
using Annona.Access;
using Annona.Journal;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>How a promise stands to something else.</summary>
public sealed record PromiseLink(PromiseRelation Relation, LinkTarget Target, string? Remark);

/// <summary>A verdict as the register has it.</summary>
/// <param name="Proposed">What was proposed.</param>
/// <param name="ProposedBy">By whom.</param>
/// <param name="ProposedAt">When.</param>
public sealed record VerdictRow(VerdictProposed Proposed, Id<Officer> ProposedBy, DateTimeOffset ProposedAt)
{
    /// <summary>Its id.</summary>
    public Id<Verdict> Id => Proposed.Verdict;

    /// <summary>What is said.</summary>
    public VerdictState State => Proposed.State;

    /// <summary>The first day on which it was so: what a board of a day goes by, whenever it was signed.</summary>
    public DateOnly EffectiveOn => Proposed.EffectiveOn;

    /// <summary>The second officer; null until one signs.</summary>
    public Id<Officer>? ConfirmedBy { get; init; }

    /// <summary>When the second officer signed.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Who proposed to revoke it after two had signed; null when nobody did.</summary>
    public Id<Officer>? RevocationProposedBy { get; init; }

    /// <summary>Why it no longer stands; null as long as it does.</summary>
    public string? Revoked { get; init; }

    /// <summary>Signed by two and not revoked.</summary>
    public bool Stands => ConfirmedBy is not null && Revoked is null;
}

/// <summary>A promise as the register has it: everything that states, boards and traces are computed from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Terms">What was promised, as first recorded.</param>
/// <param name="RecordedAt">When it came on record.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record PromiseRow(
    Id<Promise> Id, int Number, PromiseTerms Terms, DateTimeOffset RecordedAt, bool Synthetic)
{
    /// <summary>What officers type: <c>P3</c> for the third promise on record.</summary>
    public string Code => $"P{Number}";

    /// <summary>All rule versions of an entitlement in order, replaced ones included.</summary>
    public ImmutableArray<EntitlementRule> Rules { get; init; } = [.. Terms.Rules];

    /// <summary>How it stands to others, in order of arrival.</summary>
    public ImmutableArray<PromiseLink> Links { get; init; } = [];

    /// <summary>All verdicts in order of proposal, open and revoked ones included.</summary>
    public ImmutableArray<VerdictRow> Verdicts { get; init; } = [];

    /// <summary>The verdict that stands now, or null.</summary>
    public VerdictRow? Verdict => VerdictOn(DateOnly.MaxValue);

    /// <summary>The verdict that waits for a second officer, or null.</summary>
    public VerdictRow? OpenVerdict =>
        Verdicts.FirstOrDefault(verdict => verdict.ConfirmedBy is null && verdict.Revoked is null);

    /// <summary>
    /// The verdict on a day: of those signed, not revoked and effective by then the newest, and of one day the one
    /// signed last; or null.
    /// </summary>
    public VerdictRow? VerdictOn(DateOnly day) => Verdicts
        .Where(verdict => verdict.Stands && verdict.EffectiveOn <= day)
        .MaxBy(verdict => (verdict.EffectiveOn, verdict.ConfirmedAt));

    /// <summary>Whether it has no end at which it is fulfilled.</summary>
    public bool IsStanding => PromiseKinds.StandingKind(Terms.Kind);

    /// <summary>The rules in force on a day: begun, not over, and not replaced by one that has begun.</summary>
    public IEnumerable<EntitlementRule> RulesOn(DateOnly day) => Rules.Where(rule =>
        rule.From <= day && (rule.To is not { } last || last >= day)
        && !Rules.Any(later => later.Replaces == rule.Version && later.From <= day));
}

/// <summary>What was promised, how promises stand to each other, and what two officers signed about them.</summary>
public sealed record PromiseRegister : IRegister<PromiseRegister>
{
    ImmutableList<PromiseRow> rows = [];
    ImmutableDictionary<Id<Promise>, int> byId = ImmutableDictionary<Id<Promise>, int>.Empty;
    ImmutableDictionary<Id<Verdict>, int> byVerdict = ImmutableDictionary<Id<Verdict>, int>.Empty;

    PromiseRegister()
    {
    }

    /// <summary>Nothing promised.</summary>
    public static PromiseRegister Empty { get; } = new();

    /// <summary>All promises in order of arrival.</summary>
    public IReadOnlyList<PromiseRow> All => rows;

    /// <summary>The promise with an id, or null.</summary>
    public PromiseRow? Find(Id<Promise> promise) => byId.TryGetValue(promise, out var at) ? rows[at] : null;

    /// <summary>The promise with a code (<c>P3</c>) or an id as text, or null.</summary>
    public PromiseRow? Find(string text) =>
        Codes.TryNumber(text, "P", rows.Count, out var number) ? rows[number - 1]
        : Id<Promise>.TryParse(text, out var id) ? Find(id)
        : null;

    /// <summary>The verdict with an id, or null.</summary>
    public VerdictRow? FindVerdict(Id<Verdict> verdict) =>
        byVerdict.TryGetValue(verdict, out var at) ? rows[at].Verdicts.First(row => row.Id == verdict) : null;

    /// <summary>The promises that are linked to this one, with how: the other end of their links.</summary>
    public IEnumerable<(PromiseRow Row, PromiseLink Link)> LinksTo(Id<Promise> promise) =>
        from row in rows
        from link in row.Links
        where link.Target.Promise == promise
        select (row, link);

    /// <summary>Whether links of one relation lead from a promise to another; a promise reaches itself.</summary>
    public bool Reaches(Id<Promise> from, Id<Promise> to, PromiseRelation relation)
    {
        var seen = new HashSet<Id<Promise>>();
        var open = new Stack<Id<Promise>>([from]);
        while (open.TryPop(out var at))
        {
            if (at == to)
                return true;
            if (!seen.Add(at) || Find(at) is not { } row)
                continue;
            foreach (var link in row.Links)
                if (link.Relation == relation && link.Target.Promise is { } next)
                    open.Push(next);
        }
        return false;
    }

    /// <inheritdoc/>
    public PromiseRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        PromiseRecorded made => Added(made, recorded.RecordedAt),
        PromiseLinked linked => Changed(linked.Promise, row => row with
        {
            Links = row.Links.Add(new(linked.Relation, linked.Target, linked.Remark)),
        }),
        PromiseRevised revised => Changed(
            revised.Promise, row => row with { Rules = row.Rules.Add(revised.Rule) }),
        VerdictProposed proposed => Proposed(proposed, recorded),
        VerdictConfirmed confirmed => Signed(confirmed.Verdict, row => row with
        {
            ConfirmedBy = new(recorded.Officer),
            ConfirmedAt = recorded.RecordedAt,
        }),
        VerdictRevocationProposed asked => Signed(
            asked.Verdict, row => row with { RevocationProposedBy = new(recorded.Officer) }),
        VerdictRevoked revoked => Signed(revoked.Verdict, row => row with { Revoked = revoked.Reason }),
        _ => this,
    };

    PromiseRegister Added(PromiseRecorded made, DateTimeOffset at) => byId.ContainsKey(made.Promise) ? this
        : this with
        {
            rows = rows.Add(new(made.Promise, rows.Count + 1, made.Terms, at, made.Synthetic)),
            byId = byId.SetItem(made.Promise, rows.Count),
        };

    PromiseRegister Proposed(VerdictProposed proposed, Recorded recorded)
    {
        if (!byId.TryGetValue(proposed.Promise, out var at) || byVerdict.ContainsKey(proposed.Verdict))
            return this;
        var verdict = new VerdictRow(proposed, new(recorded.Officer), recorded.RecordedAt);
        return this with
        {
            rows = rows.SetItem(at, rows[at] with { Verdicts = rows[at].Verdicts.Add(verdict) }),
            byVerdict = byVerdict.SetItem(proposed.Verdict, at),
        };
    }

    PromiseRegister Signed(Id<Verdict> verdict, Func<VerdictRow, VerdictRow> change) =>
        !byVerdict.TryGetValue(verdict, out var at) ? this
        : this with
        {
            rows = rows.SetItem(at, rows[at] with
            {
                Verdicts = [.. rows[at].Verdicts.Select(row => row.Id == verdict ? change(row) : row)],
            }),
        };

    PromiseRegister Changed(Id<Promise> promise, Func<PromiseRow, PromiseRow> change) =>
        !byId.TryGetValue(promise, out var at) ? this : this with { rows = rows.SetItem(at, change(rows[at])) };
}
