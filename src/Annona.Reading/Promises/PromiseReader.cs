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

    /// <summary>The words for who is to act, where narration names them; else null.</summary>
    public TextSpan? Actor { get; init; }
}

/// <summary>
/// Decides what a content does and how binding it is. Where two readings are possible the weaker one is taken.
/// </summary>
sealed class PromiseReader(
    PlainText text, Lexicon lexicon, SpanIndex<Figure> figures, SpanIndex<DateMention> dates,
    DateOnly? publishedOn)
{
    // “I promise you,” is followed by what is promised elsewhere.
    const int PerformedTokensMin = 3;

    readonly UndertakingReader undertakings = new(text, lexicon, figures, dates, publishedOn);

    /// <param name="content">The passage.</param>
    /// <param name="cue">What the cue does; null for narration.</param>
    /// <param name="cueNegated">Whether the content was said not to be said.</param>
    /// <param name="bond">How the subject of "will", given as a span, stands to the speaker.</param>
    public IReadOnlyList<Claim> Claims(TextSpan content, CueClass? cue, bool cueNegated, Func<TextSpan, Bond> bond)
    {
        var verbs = new VerbGroups(text, lexicon, content);
        var plain = Plain(content, cue, verbs);
        if (cue is null)
            return [Narrated(content, verbs, plain, bond)];
        if (cueNegated)
            return [plain];
        return cue switch
        {
            CueClass.Promise when verbs.Leads && !verbs.IsPast =>
                [Promised(content, verbs.HasCondition ? Force.Conditional : Force.Promise, verbs, plain)],
            CueClass.Agree when verbs.IsForward && !verbs.IsPast =>
                [Promised(content, verbs.HasCondition ? Force.Conditional : Force.Promise, verbs, plain)],
            CueClass.Offer when !verbs.IsPast => [Promised(content, Force.Offer, verbs, plain)],
            // "hopes that donors will pay" is about others.
            CueClass.Intend when !verbs.IsPast && verbs.IsInfinitive =>
                [Promised(content, Force.Intention, verbs, plain)],
            CueClass.Sign => [Promised(content, Force.Signed, verbs, plain)],
            CueClass.Announce when HasMoney(content) && !verbs.IsPast =>
                [Promised(content, verbs.HasCondition ? Force.Conditional : Force.Promise, verbs, plain)],
            CueClass.Say or CueClass.Add or CueClass.Tell or CueClass.Announce => Said(content, verbs, plain, bond),
            _ => [plain],
        };
    }

    /// <summary>
    /// "I promise you that …": the speaker's own verb of promising, with the words behind it; the rest is null where
    /// they stand outside the passage.
    /// </summary>
    public (CueClass Cue, TextSpan? Words)? PerformedIn(TextSpan content)
    {
        var first = text.TokenFrom(content.Start);
        var last = text.TokenFrom(content.End);
        for (var i = first; i + 1 < last; i++)
        {
            if (text.Tokens[i].Lower is not ("i" or "we") || !lexicon.Cues[text.Tokens[i + 1].Lower]
                .Any(one => one.Entry.Class == CueClass.Promise && (one.Form & VerbForm.Plain) != 0))
                continue;
            var rest = i + 2;
            while (rest < last && text.Tokens[rest].Lower is "you" or "to" or "all" or "everyone" or "," or "them"
                && !IsInfinitive(rest, last))
                rest++;
            return (CueClass.Promise, last - rest >= PerformedTokensMin ? text.SpanOf(rest, last) : null);
        }
        return null;
    }

    bool IsInfinitive(int i, int last) => text.Tokens[i].Is("to") && i + 1 < last
        && lexicon.Undertakings.ContainsKey(text.Tokens[i + 1].Lower);

    // In narration nobody is quoted: what a body "will" do is a plan as reported, unless the text is its own.
    Claim Narrated(TextSpan content, VerbGroups verbs, Claim plain, Func<TextSpan, Bond> bond)
    {
        if (verbs.FutureSubject is { } subject && !verbs.IsNegated)
        {
            var force = bond(subject) == Bond.Own ? verbs.HasCondition ? Force.Conditional : Force.Promise
                : Force.Intention;
            if (!verbs.IsFuturePassive && bond(subject) is not Bond.Foreign)
                return Promised(content, force, verbs, plain) with { Actor = subject };
            if (undertakings.IsReceived(subject, content))
                return Promised(content, Force.Intention, verbs, plain);
        }
        if (verbs.HeadlineSubject is { } headed && bond(headed) is not Bond.Foreign)
            return Promised(content, Force.Intention, verbs, plain) with { Actor = headed };
        if (verbs.Ongoing is [var first, ..] && !verbs.IsNegated && verbs.SubjectOf(first) is { } acting
            && bond(acting) is not Bond.Foreign)
            return Promised(content, Force.UnderWay, verbs, plain) with { Actor = acting };
        return plain;
    }

    List<Claim> Said(TextSpan content, VerbGroups verbs, Claim plain, Func<TextSpan, Bond> bond)
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
        if (verbs.FutureSubject is { } subject && !verbs.IsNegated)
        {
            // "tents will be provided by the Red Cross" binds nobody but the Red Cross.
            if (verbs.PassiveAgent is { } agent && bond(agent) != Bond.Own)
                return [plain];
            if (verbs.IsFuturePassive || bond(subject) == Bond.Own)
                return [Promised(content, verbs.HasCondition ? Force.Conditional : Force.Promise, verbs, plain)];
            if (bond(subject) == Bond.Reported)
                return [Promised(content, Force.Intention, verbs, plain)];
        }
        // "nobody was hurt, because only the depot was hit": the denial does not reach the reason.
        if (plain.Negated && verbs.Reason is { } reason)
            return [Plain(reason.Main, CueClass.Say, new(text, lexicon, reason.Main)),
                Plain(reason.Why, CueClass.Say, new(text, lexicon, reason.Why))];
        return [plain];
    }

    bool HasMoney(TextSpan content) =>
        figures.Inside(content).Exists(figure => figure.Class == FigureClass.Money);

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
        var negated = verbs.IsNegated || cue is CueClass.Deny or CueClass.Refuse;
        var counts = figures.Inside(content).Exists(figure =>
            figure.Class is not (FigureClass.Time or FigureClass.Other or FigureClass.Distance));
        var holdsOnly = cue is CueClass.Judge or CueClass.Urge or CueClass.Want or CueClass.Think or CueClass.Label
            or CueClass.Refuse or CueClass.Express or CueClass.Avoid or CueClass.Intend or CueClass.Offer;
        var kind = holdsOnly || (!counts && (verbs.IsStance || (cue is not null && !verbs.IsAssertive)))
            ? StatementKind.Position
            : counts ? StatementKind.Figure
            : StatementKind.Assertion;
        return new(content, kind) { Negated = negated, Modal = verbs.Modal };
    }
}
