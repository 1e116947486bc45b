using Annona.Parties;
using Annona.PublicRecord;
using Annona.Values;
using Read = Annona.Reading;

namespace Annona.Cli.PublicRecord;

/// <summary>What the reader found, as the record's own values. Nothing is added and no force is changed.</summary>
sealed class Proposals(Read.Reading reading, PartyRegister parties)
{
    readonly Dictionary<string, Read.Figures.Figure> figures = reading.Figures.ToDictionary(figure => figure.Id);
    readonly Dictionary<string, Read.Dates.DateMention> dates = reading.Dates.ToDictionary(date => date.Id);
    readonly Dictionary<string, Read.Names.Party> named = reading.Parties.ToDictionary(party => party.Id);

    /// <summary>The reader and its version, kept with every proposal.</summary>
    public static ProposedWith With { get; } =
        new("annona-reading", typeof(Read.Reader).Assembly.GetName().Version!.ToString(3));

    /// <summary>One content a statement of the reading, in its order.</summary>
    public IReadOnlyList<StatementContent> Statements() => [.. reading.Statements.Select(Content)];

    public IReadOnlyList<ContestedTerm> Terms() => [.. reading.Terms.Select(Term)];

    /// <summary>A figure as the record keeps it; the amount is null when its words give no sound number.</summary>
    public StatedQuantity Quantity(Read.Figures.Figure figure) => new(
        Part(figure.Span)!, Amount(figure), Same<FigureSubject>(figure.Class), figure.Unit, figure.Per);

    StatementContent Content(Read.Attribution.Statement said)
    {
        var around = Around(said);
        return new(
            Same<StatementKind>(said.Kind), SpeakerOf(said.Speaker), Same<StatementMode>(said.Mode),
            Part(said.Span)!, PlainTextDocument.HashOf(said.Exact))
        {
            Force = said.Force is { } force ? Same<Force>(force) : null,
            Undertaking = said.Undertaking is { } undertaking ? Undertaking(undertaking) : null,
            Chain = [.. said.Chain.Select(Link)],
            Audience = Part(said.Audience?.Span),
            Cue = said.Cue is { } cue && Part(cue.Span) is { } words
                ? new(words, cue.Lemma, cue.Negated, cue.Modal)
                : null,
            SpeakerWords = Part(said.Source),
            Continued = [.. said.Continued.Select(span => Part(span)).OfType<TextPart>()],
            Negated = said.Negated,
            Modal = said.Modal,
            Quantities = [.. said.Quantities.Select(id => Quantity(figures[id]))],
            Dates = [.. said.Dates.Select(id => Date(dates[id]))],
            Place = First(reading.Places.SelectMany(place => place.Mentions), said.Span),
            Occasion = First(reading.Occasions.Select(occasion => occasion.Span), around),
            Happening = First(reading.Events.SelectMany(happening => happening.Mentions), said.Span),
            ConfidencePercent = (int)Math.Round(said.Confidence * 100),
        };
    }

    /// <summary>The statement with its cue and the words for its speaker: where an occasion is named.</summary>
    static Read.Text.TextSpan Around(Read.Attribution.Statement said)
    {
        var span = said.Span;
        if (said.Cue is { } cue)
            span = span.Union(cue.Span);
        return said.Source is { } source ? span.Union(source) : span;
    }

    Speaker SpeakerOf(Read.Attribution.Mention mention) => new(
        mention.Name,
        mention.Party is { } id && named.TryGetValue(id, out var party) ? party.Role : null,
        parties.Find(mention.Name)?.Id);

    ChainLink Link(Read.Attribution.ChainLink link) => new(
        Same<ChainRank>(link.Kind), link.Name, parties.Find(link.Name)?.Id, Part(link.Span), link.Inferred);

    Undertaking Undertaking(Read.Promises.Undertaking undertaking) => new(
        Same<PromiseKind>(undertaking.Kind), Part(undertaking.Beneficiary), undertaking.Due,
        undertaking.DueDate is { } id ? dates[id].To : null);

    StatedDate Date(Read.Dates.DateMention date) => new(Part(date.Span)!, date.From, date.To, date.How);

    ContestedTerm Term(Read.Terms.TermUse use) => new(
        Part(use.Span)!, use.Term,
        use.Stance == Read.Terms.Stance.Uses ? use.By.Name : null,
        use.Stance == Read.Terms.Stance.Avoids ? use.By.Name : null,
        use.WordsOf?.Name);

    static StatedAmount? Amount(Read.Figures.Figure figure)
    {
        Commodity? commodity = figure.Currency is { } code ? new(code, Currencies.ScaleOf(code)) : null;
        var (low, high) = (Units(figure.Low, commodity), Units(figure.High, commodity));
        var value = Units(figure.Value, commodity);
        var amount = figure.Qualifier switch
        {
            Read.Figures.Qualifier.Exact => new StatedAmount(Qualifier.Exact, value, value, commodity),
            // "nearly 300" has its upper end at the number, which "about" of the record has not.
            Read.Figures.Qualifier.About when figure.High == figure.Value =>
                new(Qualifier.Between, low, high, commodity),
            Read.Figures.Qualifier.About => new(Qualifier.About, value, value, commodity),
            Read.Figures.Qualifier.MoreThan => new(Qualifier.MoreThan, value ?? low, null, commodity),
            Read.Figures.Qualifier.AtLeast => new(Qualifier.AtLeast, value ?? low, null, commodity),
            Read.Figures.Qualifier.UpTo => new(Qualifier.UpTo, null, value ?? high, commodity),
            Read.Figures.Qualifier.LessThan => new(Qualifier.LessThan, null, value ?? high, commodity),
            _ => new(Qualifier.Between, low, high, commodity),
        };
        return amount.IsSound ? amount : null;
    }

    /// <summary>Whole smallest units; null where the number is not whole in them or does not fit.</summary>
    static long? Units(decimal? number, Commodity? commodity)
    {
        if (number is not { } known || known >= long.MaxValue / 1_000_000)
            return null;
        var units = known * (commodity?.UnitsPerWhole ?? 1);
        return units == decimal.Truncate(units) ? (long)units : null;
    }

    TextPart? First(IEnumerable<Read.Text.TextSpan> spans, Read.Text.TextSpan within) =>
        spans.Where(within.Contains).OrderBy(span => span.Start).Select(span => Part(span)).FirstOrDefault();

    TextPart? Part(Read.Text.TextSpan? span) =>
        span is { Length: > 0 } known ? TextPart.Of(reading.Text, known.Start, known.End) : null;

    /// <summary>The reader and the record name the same things with the same words; a test holds them so.</summary>
    public static T Same<T>(Enum from)
        where T : struct, Enum => Enum.Parse<T>(from.ToString());
}
