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
    IReadOnlyList<Figure> Figures, IReadOnlyList<DateMention> Dates)
{
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
    readonly PromiseReader promises = new(background.Text, background.Lexicon, background.Figures, background.Dates);

    public IEnumerable<Draft> Write(Finding finding)
    {
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
        var content = finding.Content[0];
        var cueClass = inner?.Class ?? finding.Class;
        var claims = promises.Claims(content, cueClass, finding.IsCueNegated, subject =>
            MayUndertake(subject, resolved));
        foreach (var claim in claims)
        {
            var statement = Statement(finding, claim, resolved, audience, inner is not null);
            yield return new(statement, resolved.Party, audience?.Party);
        }
    }

    /// <summary>A sentence or clause of the publisher's own.</summary>
    public Draft Narrate(TextSpan span, double confidence)
    {
        var claim = promises.Claims(span, null, cueNegated: false, IsPublisher)[0];
        var name = background.Publisher ?? background.Wire?.Name ?? "the publisher";
        var statement = Common(claim, span) with
        {
            Speaker = new(name, null, null),
            Chain = Outer(),
            Mode = StatementMode.Narrated,
            Confidence = confidence,
        };
        return new(statement, background.Publisher is null ? background.Wire : null, null);
    }

    // A release that says "the agency will send" binds the agency when it is the agency's release.
    bool IsPublisher(TextSpan subject)
    {
        if (background.Publisher is not { } publisher)
            return false;
        var named = background.Parties.NamedIn(subject);
        return named is not null && named == background.Parties.Find(publisher)
            || text.IsWordAt(text.TokenFrom(subject.Start), "we");
    }

    Statement Statement(Finding finding, Claim claim, Resolved resolved, Resolved? audience, bool isRelayed)
    {
        var isWhole = claim.Span == finding.Content[0];
        return Common(claim, claim.Span) with
        {
            Source = finding.Source is { } source ? text.SpanOf(source.First, source.Last) : null,
            Speaker = new(resolved.Name, null, resolved.Span, resolved.How),
            Chain = Chain(resolved),
            Audience = audience is null ? null : new(audience.Name, null, audience.Span, audience.How),
            Cue = new(finding.Lemma, text.SpanOf(finding.Cue.First, finding.Cue.Last).In(text.Source),
                text.SpanOf(finding.Cue.First, finding.Cue.Last), finding.IsCueNegated, finding.CueModal),
            Mode = Mode(finding, claim.Span, isRelayed),
            Continued = isWhole ? [.. finding.Content.Skip(1)] : [],
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
        Quantities = [.. background.Figures.Where(figure => span.Contains(figure.Span)).Select(figure => figure.Id)],
        Dates = [.. background.Dates.Where(date => span.Contains(date.Span)).Select(date => date.Id)],
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
        return [.. background.Dates.Where(date => content.Contains(date.Span) || beside.Contains(date.Span))
            .Select(date => date.Id)];
    }

    List<ChainLink> Outer()
    {
        var chain = new List<ChainLink>();
        if (background.Publisher is { } publisher)
            chain.Add(new(LinkKind.Publisher, publisher, null, null));
        if (background.Wire is { } wire)
            chain.Add(new(LinkKind.Wire, wire.Name, wire.Name, background.WireSpan));
        return chain;
    }

    List<ChainLink> Chain(Resolved resolved)
    {
        var chain = Outer();
        chain.AddRange(resolved.Through.Select(via =>
            new ChainLink(via.Kind, via.Name, null, via.Span, via.Inferred)));
        if (!resolved.IsDocument && resolved.Span is { } span)
            chain.Add(new(LinkKind.Speaker, resolved.Name, resolved.Party?.Name, span));
        return chain;
    }

    StatementMode Mode(Finding finding, TextSpan span, bool isRelayed)
    {
        if (isRelayed)
            return StatementMode.Mixed;
        var quoted = text.Quotations.Where(quotation => quotation.Outer.Overlaps(span)).ToList();
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
        if (finding.IsCueNegated)
            notes.Add("The text says that this was not said.");
        if (finding.Pattern == Pattern.Continued)
            notes.Add("The paragraph has no cue of its own; the speaker before is taken to go on.");
        return notes;
    }

    // "will" binds the speaker only where the subject can be the speaker's own side.
    bool MayUndertake(TextSpan subject, Resolved speaker)
    {
        var words = subject.In(text.Source).TrimEnd(' ', ',');
        var first = text.TokenFrom(subject.Start);
        if (text.Tokens[first].Lower is "you" or "he" or "she" or "they")
            return false;
        var named = background.Parties.NamedIn(subject);
        if (named is { Kind: PartyKind.Person })
            return named == speaker.Party;
        var through = string.Join(' ', speaker.Through.Select(via => via.Name));
        var affiliation = $"{speaker.Party?.Role} {speaker.Party?.Name} {through}";
        foreach (var country in background.Lexicon.Countries)
            if (words.EndsWith(country.Name, StringComparison.Ordinal)
                || words.EndsWith(country.Capital, StringComparison.Ordinal))
                return country.Demonyms.Append(country.Name)
                    .Any(name => affiliation.Contains(name, StringComparison.Ordinal));
        return named is null || named == speaker.Party
            || named.Aliases.Append(named.Name).Any(name => affiliation.Contains(name, StringComparison.Ordinal));
    }
}
