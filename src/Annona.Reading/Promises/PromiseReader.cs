using Annona.Reading.Attribution;
using Annona.Reading.Dates;
using Annona.Reading.Figures;
using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Promises;

/// <summary>What one passage does; a content may hold several ("are sending, cooperating and rebuilding").</summary>
sealed record Claim(TextSpan Span, StatementKind Kind)
{
    public Force? Force { get; init; }
    public Undertaking? Undertaking { get; init; }
    public bool Negated { get; init; }
    public string? Modal { get; init; }
}

/// <summary>
/// Decides what a content does and how binding it is. Where two readings are possible the weaker one is taken.
/// </summary>
sealed class PromiseReader(
    PlainText text, Lexicon lexicon, IReadOnlyList<Figure> figures, IReadOnlyList<DateMention> dates)
{
    readonly UndertakingReader undertakings = new(text, lexicon, figures, dates);

    /// <param name="content">The passage.</param>
    /// <param name="cue">What the cue does; null for narration.</param>
    /// <param name="cueNegated">Whether the content was said not to be said.</param>
    /// <param name="mayUndertake">Whether the subject of "will", given as a span, may be the speaker's own
    /// side.</param>
    public IReadOnlyList<Claim> Claims(
        TextSpan content, CueClass? cue, bool cueNegated, Func<TextSpan, bool> mayUndertake)
    {
        var verbs = new VerbGroups(text, lexicon, content);
        var plain = Plain(content, cue, verbs);
        if (cue is null && verbs.FutureSubject is { } own && !verbs.IsNegated && !verbs.IsFuturePassive
            && mayUndertake(own))
            return [Promised(content, verbs.HasCondition ? Force.Conditional : Force.Promise, verbs, plain)];
        if (cueNegated || cue is null)
            return [plain];
        return cue switch
        {
            CueClass.Promise or CueClass.Agree when verbs.IsForward && !verbs.IsPast =>
                [Promised(content, verbs.HasCondition ? Force.Conditional : Force.Promise, verbs, plain)],
            CueClass.Offer when !verbs.IsPast => [Promised(content, Force.Offer, verbs, plain)],
            CueClass.Intend when !verbs.IsPast => [Promised(content, Force.Intention, verbs, plain)],
            CueClass.Sign => [Promised(content, Force.Signed, verbs, plain)],
            CueClass.Announce when HasMoney(content) && !verbs.IsPast =>
                [Promised(content, verbs.HasCondition ? Force.Conditional : Force.Promise, verbs, plain)],
            CueClass.Say or CueClass.Add or CueClass.Tell or CueClass.Announce =>
                Said(content, verbs, plain, mayUndertake),
            _ => [plain],
        };
    }

    List<Claim> Said(TextSpan content, VerbGroups verbs, Claim plain, Func<TextSpan, bool> mayUndertake)
    {
        if (verbs.Ongoing is { Count: > 0 } ongoing)
        {
            var claims = ongoing.Select(part => Promised(part, Force.UnderWay, verbs, plain with { Span = part }))
                .ToList();
            if (claims.Any(claim => claim.Kind == StatementKind.Ongoing))
                return claims;
        }
        if (verbs.Permission is { } permission)
        {
            var granted = Promised(permission, Force.Permission, verbs, plain with { Span = permission });
            var rest = verbs.Before(permission);
            return rest is { } before ? [Plain(before, CueClass.Say, new(text, lexicon, before)), granted]
                : [granted];
        }
        if (verbs.Readiness is { } ready)
            return [Promised(content, ready, verbs, plain)];
        if (verbs.FutureSubject is { } subject && !verbs.IsNegated
            && (verbs.IsFuturePassive || mayUndertake(subject)))
            return [Promised(content, verbs.HasCondition ? Force.Conditional : Force.Promise, verbs, plain)];
        return [plain];
    }

    bool HasMoney(TextSpan content) =>
        figures.Any(figure => figure.Class == FigureClass.Money && content.Contains(figure.Span));

    // Words that bind nobody to anything known stay what they are.
    Claim Promised(TextSpan span, Force force, VerbGroups verbs, Claim plain)
    {
        if (undertakings.Read(span, force) is not { } undertaking)
            return plain;
        return plain with
        {
            Kind = force == Force.UnderWay ? StatementKind.Ongoing : StatementKind.Promise,
            Force = force,
            Undertaking = undertaking,
            Modal = verbs.Modal,
        };
    }

    Claim Plain(TextSpan content, CueClass? cue, VerbGroups verbs)
    {
        var negated = verbs.IsNegated || cue == CueClass.Deny;
        var counts = figures.Any(figure => content.Contains(figure.Span)
            && figure.Class is not (FigureClass.Time or FigureClass.Other or FigureClass.Distance));
        var holdsOnly = cue is CueClass.Judge or CueClass.Urge or CueClass.Want or CueClass.Think or CueClass.Label
            or CueClass.Refuse or CueClass.Express or CueClass.Avoid or CueClass.Intend or CueClass.Offer;
        var kind = holdsOnly || (!counts && (verbs.IsStance || (cue is not null && !verbs.IsAssertive)))
            ? StatementKind.Position
            : counts ? StatementKind.Figure
            : StatementKind.Assertion;
        return new(content, kind) { Negated = negated, Modal = verbs.Modal };
    }
}
