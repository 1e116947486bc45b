using Annona.Reading.Dates;
using Annona.Reading.Figures;
using Annona.Reading.Lexicons;
using Annona.Reading.Names;
using Annona.Reading.Promises;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>What the writer of statements needs to know about the whole text.</summary>
sealed record Background(
    PlainText Text, Lexicon Lexicon, PartyRegister Parties,
    SpanIndex<Figure> Figures, SpanIndex<DateMention> Dates)
{
    public DateOnly? PublishedOn { get; init; }
    public string? Publisher { get; init; }
    public PartyRegister.Entry? Wire { get; init; }
    public TextSpan? WireSpan { get; init; }
}

/// <summary>A statement whose party ids are still to be given.</summary>
sealed record Draft(Statement Statement, PartyRegister.Entry? Speaker, PartyRegister.Entry? Audience);

/// <summary>Turns findings and narration into statements: chain, claims, confidence.</summary>
sealed class StatementWriter(Background background)
{
    readonly PlainText text = background.Text;
    readonly SpeakerResolver speakers = new(background.Text, background.Lexicon, background.Parties);
    readonly PromiseReader promises = new(
        background.Text, background.Lexicon, background.Figures, background.Dates, background.PublishedOn);

    readonly Bonds bonds = new(background);

    const int ThatTokensMin = 4;

    // Nobody is quoted for it.
    const double ReportedUndertaking = 0.6;

    public IEnumerable<Draft> Write(Finding finding)
    {
        var (chain, teller) = Tellers(finding);
        var resolved = speakers.Resolve(finding);
        var inner = resolved.IsDocument ? InnerFinding.In(finding, text, background.Lexicon) : null;
        if (inner is { } relayed)
        {
            resolved = speakers.Phrase(relayed.Source) with { Through = resolved.Through };
            speakers.Relay(resolved);
            finding = finding with { Content = [relayed.Content] };
        }
        var audience = finding.Audience is { } range
            ? speakers.Addressee(text.SpanOf(range.First, range.Last))
            : null;
        // What goes on after "NAME said that OTHER had told them" goes on with NAME.
        if (teller is not null)
            speakers.Relay(teller);
        AddLinks(chain, resolved);
        foreach (var claim in Claims(finding, inner?.Class ?? finding.Class, resolved))
        {
            var statement = Statement(finding, claim, resolved, audience, inner is not null) with { Chain = chain };
            yield return new(statement, resolved.Party, audience?.Party);
        }
    }

    // One link for each cue of "NAME said OTHER had told them", outermost first.
    (List<ChainLink> Chain, Resolved? Teller) Tellers(Finding finding)
    {
        var chain = Outer();
        var outer = new Stack<Finding>();
        for (var within = finding.Within; within is not null; within = within.Within)
            outer.Push(within);
        Resolved? teller = null;
        foreach (var telling in outer)
        {
            var resolved = speakers.Resolve(telling);
            AddLinks(chain, resolved);
            teller ??= resolved;
        }
        return (chain, teller);
    }

    static void AddLinks(List<ChainLink> chain, Resolved resolved)
    {
        chain.AddRange(resolved.Through.Select(via =>
            new ChainLink(via.Kind, via.Name, null, via.Span, via.Inferred)));
        if (!resolved.IsDocument && resolved.Span is { } span && chain.LastOrDefault()?.Name != resolved.Name)
            chain.Add(new(LinkKind.Speaker, resolved.Name, resolved.Party?.Name, span));
    }

    IReadOnlyList<Claim> Claims(Finding finding, CueClass cue, Resolved speaker)
    {
        Bond Judge(TextSpan subject) => bonds.Of(subject, speaker);
        // “I promise you,” NAME said, “that nobody …”: the speaker's own verb of promising says what the words do.
        foreach (var (performed, rest, part) in Performed(finding))
            if (promises.Claims(rest, performed, finding.IsCueNegated, Judge) is [{ Force: not null } promised])
                return [promised with { Span = part }];
        return finding.Content.Count > 1
            ? promises.Claims(finding.Content[0], cue, finding.IsCueNegated, Judge)
            : [.. ThatClauses(finding.Content[0]).SelectMany(part =>
                promises.Claims(part, cue, finding.IsCueNegated, Judge))];
    }

    // "that nobody was hurt and that 20 lorries will be sent" are two things said.
    List<TextSpan> ThatClauses(TextSpan content)
    {
        var (first, last) = (text.TokenFrom(content.Start), text.TokenFrom(content.End));
        var parts = new List<TextSpan>();
        if (!text.IsWordAt(first, "that"))
            return [content];
        for (var i = first + 1; i + ThatTokensMin < last; i++)
            if (text.Tokens[i].Lower is "and" or "but" && text.IsWordAt(i + 1, "that") && !text.IsQuoted(i)
                && i - first >= ThatTokensMin)
            {
                var end = text.Tokens[i - 1].Is(",") ? i - 1 : i;
                parts.Add(text.SpanOf(first, end));
                first = i + 1;
            }
        return parts.Count == 0 ? [content] : [.. parts, new(text.Tokens[first].Start, content.End)];
    }

    IEnumerable<(CueClass Cue, TextSpan Words, TextSpan Part)> Performed(Finding finding)
    {
        for (var part = 0; part < finding.Content.Count; part++)
        {
            if (promises.PerformedIn(finding.Content[part]) is not { } performed)
                continue;
            if (performed.Words is { } rest)
                yield return (performed.Cue, rest, finding.Content[part]);
            else if (part + 1 < finding.Content.Count)
                yield return (performed.Cue, finding.Content[part + 1], finding.Content[part + 1]);
        }
    }

    /// <summary>A sentence or clause of the publisher's own.</summary>
    public Draft Narrate(TextSpan span, double confidence)
    {
        var claim = promises.Claims(span, null, cueNegated: false, bonds.OfNarrated)[0];
        var name = background.Publisher ?? background.Wire?.Name ?? "the publisher";
        var (speaker, actor, chain) = (background.Publisher is null ? background.Wire : null, (TextSpan?)null, Outer());
        var notes = new List<string>();
        // "WFP will deliver": the text tells whose undertaking it is, and not who said so.
        if (claim is { Force: not null, Actor: { } acting } && bonds.OfNarrated(acting) != Bond.Own)
        {
            (speaker, name) = bonds.Body(acting) is { } body ? (body, body.Name) : (null, bonds.Words(acting));
            actor = acting;
            chain.Add(new(LinkKind.Speaker, name, speaker?.Name, acting));
            notes.Add("The text tells this in its own words and does not say who said so.");
        }
        else if (claim.Force is not null && claim.Actor is null)
            notes.Add("The text does not say who undertakes this.");
        var statement = Common(claim, span) with
        {
            Source = actor,
            Speaker = new(name, null, actor),
            Chain = chain,
            Mode = StatementMode.Narrated,
            Confidence = claim.Force is null ? confidence : Math.Min(confidence, ReportedUndertaking),
            Notes = notes,
        };
        return new(statement, speaker, null);
    }

    Statement Statement(Finding finding, Claim claim, Resolved resolved, Resolved? audience, bool isRelayed)
    {
        var isPart = finding.Content.Contains(claim.Span);
        return Common(claim, claim.Span) with
        {
            Source = finding.Source is { } source ? text.SpanOf(source.First, source.Last) : null,
            Speaker = new(resolved.Name, null, resolved.Span, resolved.How),
            Audience = audience is null ? null : new(audience.Name, null, audience.Span, audience.How),
            Cue = new(finding.Lemma, text.SpanOf(finding.Cue.First, finding.Cue.Last).In(text.Source),
                text.SpanOf(finding.Cue.First, finding.Cue.Last), finding.IsCueNegated, finding.CueModal),
            Mode = Mode(finding, claim.Span, isRelayed),
            Continued = isPart ? [.. finding.Content.Where(part => part != claim.Span)] : [],
            Dates = Dates(claim.Span, finding),
            Confidence = Trust(finding, resolved),
            Notes = Notes(finding, resolved, isRelayed),
        };
    }

    Statement Common(Claim claim, TextSpan span) => new()
    {
        Id = "",
        Kind = claim.Kind,
        Force = claim.Force,
        Undertaking = claim.Undertaking,
        Speaker = new("", null, null),
        Chain = [],
        Mode = StatementMode.Narrated,
        Start = span.Start,
        End = span.End,
        Exact = span.In(text.Source),
        Continued = [],
        Negated = claim.Negated,
        Modal = claim.Modal,
        Quantities = [.. background.Figures.Inside(span).Select(figure => figure.Id)],
        Dates = [.. background.Dates.Inside(span).Select(date => date.Id)],
        Confidence = 0,
        Notes = [],
    };

    List<string> Dates(TextSpan content, Finding finding)
    {
        // "Today NAME announced" and "promised this Wednesday that" date the saying: they stand outside every content.
        var cueStart = text.Tokens[finding.Cue.First].Start;
        var sentence = finding.Sentence.Span;
        var beside = content.Start > cueStart
            ? new TextSpan(sentence.Start, content.Start)
            : new(cueStart, sentence.End);
        return [.. background.Dates.Inside(content.Union(beside))
            .Where(date => content.Contains(date.Span) || beside.Contains(date.Span)).Select(date => date.Id)];
    }

    List<ChainLink> Outer()
    {
        var chain = new List<ChainLink>();
        if (background.Publisher is { } publisher)
            chain.Add(new(LinkKind.Publisher, publisher, null, null));
        // The agency's own page: one link is enough.
        if (background.Wire is { } wire && wire.Name != background.Publisher
            && !wire.Aliases.Contains(background.Publisher ?? ""))
            chain.Add(new(LinkKind.Wire, wire.Name, wire.Name, background.WireSpan));
        return chain;
    }

    StatementMode Mode(Finding finding, TextSpan span, bool isRelayed)
    {
        if (isRelayed)
            return StatementMode.Mixed;
        var quoted = text.QuotationsIn(span);
        if (quoted.Count == 0)
            return StatementMode.Indirect;
        var isWhole = quoted.Exists(quotation => quotation.Outer.Contains(span));
        return isWhole ? StatementMode.Direct : StatementMode.Mixed;
    }

    static double Trust(Finding finding, Resolved resolved)
    {
        var frame = finding.Pattern switch
        {
            Pattern.QuotationThenSpeaker => 0.95,
            Pattern.SpeakerThenQuotation => 0.93,
            Pattern.ThatClause => 0.9,
            Pattern.AccordingTo or Pattern.AsReported => 0.88,
            Pattern.ClauseThenSpeaker => 0.86,
            Pattern.BareClause => 0.82,
            Pattern.Infinitive => 0.8,
            Pattern.NounThat or Pattern.Adjective => 0.75,
            Pattern.Continued => 0.7,
            _ => 0.65,
        };
        var speaker = resolved.Party is null && !resolved.IsDocument ? 0.1 : resolved.How is null ? 0 : 0.05;
        return Math.Round(frame - speaker, 2);
    }

    static List<string> Notes(Finding finding, Resolved resolved, bool isRelayed)
    {
        var notes = new List<string>();
        if (resolved.PronounMisfits)
            notes.Add("The pronoun does not fit the source; it may come from a translation.");
        if (isRelayed)
            notes.Add("A document is quoted that retells the speaker: the quoted words are the document's.");
        if (resolved.Through.Any(via => via.Inferred))
            notes.Add("A link of the chain is carried over from a statement nearby.");
        if (finding.Within is not null)
            notes.Add("The words come through another speaker.");
        if (finding.IsCueNegated)
            notes.Add("The text says that this was not said.");
        if (finding.Pattern == Pattern.Continued)
            notes.Add("The paragraph has no cue of its own; the speaker before is taken to go on.");
        return notes;
    }
}
