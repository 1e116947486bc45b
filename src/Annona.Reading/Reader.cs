using Annona.Reading.Attribution;
using Annona.Reading.Dates;
using Annona.Reading.Figures;
using Annona.Reading.Happenings;
using Annona.Reading.Lexicons;
using Annona.Reading.Names;
using Annona.Reading.Terms;
using Annona.Reading.Text;

namespace Annona.Reading;

/// <summary>
/// Reads a news text, press release or official note and proposes what stands in it. Rules and word lists, no model:
/// the same text gives the same reading everywhere. Time and memory grow with the length of the text.
/// </summary>
public static class Reader
{
    /// <summary>
    /// Reads a text. Never throws for any text, however broken; an empty text gives an empty reading.
    /// </summary>
    /// <exception cref="ArgumentNullException">The text or the options are null.</exception>
    public static Reading Read(string text, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        var lexicon = Lexicon.English;
        var header = Header.Of(text, lexicon);
        var plain = new PlainText(text, header?.Span, lexicon);
        var publishedOn = options.PublishedOn ?? header?.Day;
        var dates = new DateReader(plain, lexicon, publishedOn).All();
        var figures = new FigureReader(plain, lexicon, [.. dates.Select(date => date.Span)]).All();
        var register = new PartyRegister();
        var names = new PartyFinder(plain, lexicon, register);
        names.Scan();
        var signature = Margins.Signature(plain, lexicon);
        var background = new Background(plain, lexicon, register,
            new(figures.Select(figure => (figure.Span, figure))), new(dates.Select(date => (date.Span, date))))
        {
            PublishedOn = publishedOn,
            Publisher = options.Publisher,
            Wire = signature is { } signed ? register.Add(PartyKind.NewsAgency, signed.In(text), signed) : null,
            WireSpan = signature,
        };
        var captions = Margins.Captions(plain, lexicon, signature);
        var drafts = Drafts(background, captions, signature);
        var places = new PlaceFinder(plain, lexicon, names, register).All();
        return Assembled(background, drafts, (figures, dates)) with
        {
            PublishedOn = publishedOn,
            DateLine = header?.Span,
            Captions = captions,
            Places = places,
        };
    }

    static List<Draft> Drafts(Background background, List<TextSpan> captions, TextSpan? signature)
    {
        var writer = new StatementWriter(background);
        var margin = new SpanIndex<TextSpan>(captions.Select(caption => (caption, caption)));
        var inCaptions = background.Text.Sentences.Select(sentence => sentence.Span)
            .Where(span => margin.Overlapping(span).Count > 0).ToHashSet();
        var findings = new AttributionFinder(background.Text, background.Lexicon).All()
            .Where(finding => !inCaptions.Contains(finding.Sentence.Span)).ToList();
        var drafts = findings.SelectMany(writer.Write).ToList();
        var margins = signature is { } signed ? [.. captions, signed] : captions;
        foreach (var (span, confidence) in Narration.Beside(findings, background.Text, background.Lexicon, margins))
            drafts.Add(writer.Narrate(span, confidence));
        return [.. drafts.OrderBy(draft => draft.Statement.Start).ThenBy(draft => draft.Statement.End)];
    }

    // Ids follow the order of the text, so they are given when everything is known.
    static Reading Assembled(Background background, List<Draft> drafts,
        (List<Figure> Figures, List<DateMention> Dates) found)
    {
        var parties = background.Parties.Numbered();
        string? IdOf(PartyRegister.Entry? entry) => entry is null ? null : entry.Id;
        var statements = drafts.Select((draft, n) => draft.Statement with
        {
            Id = $"s{n + 1}",
            Speaker = draft.Statement.Speaker with { Party = IdOf(draft.Speaker) },
            Audience = draft.Statement.Audience is { } audience
                ? audience with { Party = IdOf(draft.Audience) }
                : null,
            Chain = [.. draft.Statement.Chain.Select(link => link with
            {
                Party = link.Party is { } name ? IdOf(background.Parties.Find(name)) : null,
            })],
        }).ToList();
        var publisher = new Mention(background.Publisher ?? background.Wire?.Name ?? "the publisher",
            background.Publisher is null ? IdOf(background.Wire) : null, null);
        var happenings = new HappeningReader(background.Text, background.Lexicon, found.Dates);
        Mention Resolve(TextSpan span) => background.Parties.NamedIn(span) is { } entry
            ? new(entry.Name, entry.Id, span) : new(span.In(background.Text.Source), null, span);
        var holders = new SpanIndex<Statement>(statements.SelectMany(statement =>
            statement.Continued.Append(statement.Span).Select(span => (span, statement))));
        return new()
        {
            Text = background.Text.Source,
            Publisher = background.Publisher,
            Wire = IdOf(background.Wire),
            Captions = [],
            Parties = parties,
            Groups = GroupFinder.In(background.Text.Source, statements, found.Figures),
            Places = [],
            Events = happenings.Events(),
            Occasions = happenings.Occasions(),
            Statements = statements,
            Figures = found.Figures.ConvertAll(figure =>
                figure with { StatementId = Holder(holders, figure.Span) }),
            Dates = found.Dates,
            Terms = new TermReader(background.Text, background.Lexicon, holders, Resolve).All(publisher),
        };
    }

    static string? Holder(SpanIndex<Statement> statements, TextSpan span) => statements.Overlapping(span)
        .Where(statement => statement.Span.Contains(span) || statement.Continued.Any(part => part.Contains(span)))
        .OrderBy(statement => statement.Span.Length).FirstOrDefault()?.Id;
}
