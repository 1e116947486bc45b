using System.Collections.Immutable;

namespace Annona.PublicRecord;

/// <summary>
/// What of a source's statements may be shown under its masks. A name that stands masked in one place is hidden
/// wherever it was resolved to: "she" must not spell out whom the sentence before hides.
/// </summary>
sealed class Masking(SourceRow source, StatementRegister statements)
{
    const string Hidden = "█████";

    readonly ImmutableHashSet<string> hiddenNames = source.Masks.IsEmpty
        ? []
        : [.. statements.Of(source.Id).SelectMany(row => HiddenNames(row.Content, source))];

    public StatementLine Line(StatementRow row) => new(
        row with { Content = Content(row.Content), Proposed = Content(row.Proposed) },
        source.Code,
        row.Content.Mode == StatementMode.Direct && source.Archived.About.SummaryOf is null,
        source.Withdrawn is not null);

    public ContestedTerm Term(ContestedTerm term) => term with
    {
        Where = Part(term.Where)!,
        UsedBy = Name(term.UsedBy),
        AvoidedBy = Name(term.AvoidedBy),
        InWordsOf = Name(term.InWordsOf),
    };

    static IEnumerable<string> HiddenNames(StatementContent said, SourceRow source) => said.Chain
        .Select(link => (link.Name, link.Where))
        .Append((said.Speaker.Name, said.SpeakerWords))
        .Where(named => named.Item2 is { } words && source.Hides(words.Start, words.End))
        .Select(named => named.Name);

    StatementContent Content(StatementContent said) => source.Masks.IsEmpty ? said : said with
    {
        Passage = Part(said.Passage)!,
        Speaker = hiddenNames.Contains(said.Speaker.Name) ? new(Hidden, null, null) : said.Speaker,
        SpeakerWords = Part(said.SpeakerWords),
        Audience = Part(said.Audience),
        Cue = said.Cue is { } cue ? cue with { Where = Part(cue.Where)! } : null,
        Chain = [.. said.Chain.Select(link => link with { Name = Name(link.Name)!, Where = Part(link.Where) })],
        Continued = [.. said.Continued.Select(part => Part(part)!)],
        Quantities = [.. said.Quantities.Select(Quantity)],
        Dates = [.. said.Dates.Select(date => date with { Where = Part(date.Where)! })],
        Place = Part(said.Place),
        Occasion = Part(said.Occasion),
        Happening = Part(said.Happening),
        Undertaking = said.Undertaking is { } undertaking
            ? undertaking with { Beneficiary = Part(undertaking.Beneficiary) }
            : null,
    };

    StatedQuantity Quantity(StatedQuantity quantity) => source.Hides(quantity.Where.Start, quantity.Where.End)
        ? quantity with { Where = Part(quantity.Where)!, Unit = null }
        : quantity;

    string? Name(string? name) => name is not null && hiddenNames.Contains(name) ? Hidden : name;

    TextPart? Part(TextPart? part) => part is null ? null : part with { Exact = source.Masked(part)! };
}
