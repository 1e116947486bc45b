using System.Collections.Immutable;

namespace Annona.PublicRecord;

/// <summary>
/// What of a source, and of everything that rests on it, may be shown under its masks. A name that stands masked in
/// one place is hidden wherever it was resolved to, and wherever an officer wrote it in their own words: "she" must
/// not spell out whom the sentence before hides.
/// </summary>
sealed class Masking(SourceRow source, StatementRegister statements)
{
    const string Hidden = "█████";

    /// <summary>Shorter words would hide half the language with them.</summary>
    const int WordLengthMin = 3;

    readonly ImmutableHashSet<string> hiddenNames = source.Masks.IsEmpty
        ? []
        : [.. statements.Of(source.Id).SelectMany(row => HiddenNames(row.Content, source))];

    readonly ImmutableArray<string> hiddenWords = source.Masks.IsEmpty
        ? []
        : [.. statements.Of(source.Id).SelectMany(row => HiddenWords(row.Content, source)).Distinct()];

    /// <summary>The promise's terms as they may be shown.</summary>
    public PromiseTerms Terms(PromiseTerms terms) => source.Masks.IsEmpty ? terms : terms with
    {
        Text = terms is { Verbatim: true, Statement: { } id } && statements.Find(id) is { } said
            ? source.Masked(terms.Text, said.Content.Passage.Start)
            : Free(terms.Text)!,
        Speaker = Speaker(terms.Speaker),
        OnBehalf = Free(terms.OnBehalf),
        Chain = [.. terms.Chain.Select(Link)],
        DueText = Free(terms.DueText),
        Condition = Free(terms.Condition),
        Occasion = Free(terms.Occasion),
        Parts = [.. terms.Parts.Select(part => part with { Payer = Free(part.Payer)!, Scope = Free(part.Scope) })],
        Rules = [.. terms.Rules.Select(Rule)],
    };

    /// <summary>A rule as it may be shown.</summary>
    public EntitlementRule Rule(EntitlementRule rule) => rule with { Eligibility = Free(rule.Eligibility)! };

    /// <summary>The figure's terms as they may be shown.</summary>
    public FigureTerms Terms(FigureTerms terms) => source.Masks.IsEmpty ? terms : terms with
    {
        Counted = Free(terms.Counted)!,
        Speaker = Speaker(terms.Speaker),
        Occasion = Free(terms.Occasion),
        Definition = Free(terms.Definition),
    };

    public ContestedTerm Term(ContestedTerm term) => term with
    {
        Where = Part(term.Where)!,
        UsedBy = Name(term.UsedBy),
        AvoidedBy = Name(term.AvoidedBy),
        InWordsOf = Name(term.InWordsOf),
    };

    public StatementContent Content(StatementContent said) => source.Masks.IsEmpty ? said : said with
    {
        Passage = Part(said.Passage)!,
        Speaker = Speaker(said.Speaker)!,
        SpeakerWords = Part(said.SpeakerWords),
        Audience = Part(said.Audience),
        Cue = said.Cue is { } cue ? cue with { Where = Part(cue.Where)! } : null,
        Chain = [.. said.Chain.Select(Link)],
        Continued = [.. said.Continued.Select(part => Part(part)!)],
        Quantities = [.. said.Quantities.Select(Quantity)],
        Dates = [.. said.Dates.Select(date => date with { Where = Part(date.Where)! })],
        Place = Part(said.Place),
        Occasion = Part(said.Occasion),
        Happening = Part(said.Happening),
        Undertaking = said.Undertaking is { } undertaking
            ? undertaking with { Beneficiary = Part(undertaking.Beneficiary), DueText = Free(undertaking.DueText) }
            : null,
    };

    /// <summary>An officer's own words with every hidden name as blocks.</summary>
    public string? Free(string? words)
    {
        if (words is null || hiddenWords.IsEmpty)
            return words;
        foreach (var hidden in hiddenWords)
            words = words.Replace(hidden, Hidden, StringComparison.OrdinalIgnoreCase);
        return words;
    }

    static IEnumerable<string> HiddenNames(StatementContent said, SourceRow source) => said.Chain
        .Select(link => (link.Name, link.Where))
        .Append((said.Speaker.Name, said.SpeakerWords))
        .Where(named => named.Item2 is { } words && source.Hides(words.Start, words.End))
        .Select(named => named.Name);

    /// <summary>Hidden names, and the masked words themselves as far as a statement holds them.</summary>
    static IEnumerable<string> HiddenWords(StatementContent said, SourceRow source)
    {
        var words = HiddenNames(said, source).ToList();
        foreach (var part in said.Parts())
            foreach (var mask in source.Masks.Where(mask => mask.Where.Part == MaskedPart.Text))
            {
                var (start, end) = (Math.Max(mask.Where.Start, part.Start), Math.Min(mask.Where.End, part.End));
                if (start < end)
                    words.Add(part.Exact[(start - part.Start)..(end - part.Start)]);
            }
        return words.Select(word => word.Trim()).Where(word => word.Length >= WordLengthMin);
    }

    Speaker? Speaker(Speaker? speaker) =>
        speaker is not null && hiddenNames.Contains(speaker.Name) ? new(Hidden, null, null) : speaker;

    ChainLink Link(ChainLink link) => hiddenNames.Contains(link.Name)
        ? link with { Name = Hidden, Party = null, Where = Part(link.Where) }
        : link with { Where = Part(link.Where) };

    StatedQuantity Quantity(StatedQuantity quantity) => source.Hides(quantity.Where.Start, quantity.Where.End)
        ? quantity with { Where = Part(quantity.Where)!, Unit = null }
        : quantity;

    string? Name(string? name) => name is not null && hiddenNames.Contains(name) ? Hidden : name;

    TextPart? Part(TextPart? part) => part is null ? null : part with { Exact = source.Masked(part)! };
}
