using Annona.Parties;
using Annona.PublicRecord;
using Annona.Reading.Text;
using Annona.Values;

namespace Annona.Cli.PublicRecord;

/// <summary>Statements as JSON. Offsets count code points, amounts are in whole units, null is "not known".</summary>
/// <param name="text">The text that the offsets belong to.</param>
/// <param name="partyCode">The code of a party by its name or its id on record; null when there is none.</param>
sealed class StatementJson(string text, Func<string, Id<Party>?, string?> partyCode)
{
    readonly CodePoints points = new(text);

    /// <summary>A statement that was only read: nothing of it is on record.</summary>
    public object Of(string id, string source, StatementContent content, bool confirmed) =>
        Of(new StatementLine(id, source, confirmed ? StatementState.Confirmed : StatementState.Proposed, content));

    /// <summary>A statement with where it stands.</summary>
    public object Of(StatementLine line) => Of(line, line.Content);

    object Of(StatementLine line, StatementContent content) => new
    {
        id = line.Code,
        source = line.SourceCode,
        kind = content.Kind,
        force = content.Force,
        speaker = content.Speaker.Name,
        speakerWords = new
        {
            role = content.Speaker.Role,
            party = partyCode(content.Speaker.Name, content.Speaker.Party),
            start = content.SpeakerWords is { } words ? points.At(words.Start) : (int?)null,
            end = content.SpeakerWords is { } same ? points.At(same.End) : (int?)null,
        },
        chain = content.Chain.Select(Link),
        audience = content.Audience?.Exact,
        audienceWords = Part(content.Audience),
        cue = content.Cue?.Where.Exact,
        cueWords = content.Cue is { } cue
            ? new
            {
                start = points.At(cue.Where.Start),
                end = points.At(cue.Where.End),
                lemma = cue.Lemma,
                negated = cue.Negated,
                modal = cue.Modal,
            }
            : null,
        mode = content.Mode,
        negated = content.Negated,
        modal = content.Modal,
        start = points.At(content.Passage.Start),
        end = points.At(content.Passage.End),
        exact = content.Passage.Exact,
        continued = content.Continued.Select(Part),
        quantities = content.Quantities.Select(Quantity),
        dates = content.Dates.Select(Date),
        place = Part(content.Place),
        occasion = Part(content.Occasion),
        @event = Part(content.Happening),
        undertaking = Undertaking(content),
        confidence = content.ConfidencePercent / 100m,
        confirmed = line.State == StatementState.Confirmed,
        state = line.State,
        acceptedUnread = line.AcceptedUnread,
        withdrawn = line.Withdrawn,
        reason = line.Reason,
        synthetic = line.Synthetic,
    };

    /// <summary>What somebody undertakes or says is under way; null for other statements.</summary>
    public object? Promise(string id, StatementContent content) => content.Undertaking is null ? null : new
    {
        statement = id,
        kind = content.Undertaking.Kind,
        force = content.Force,
        promiser = content.Speaker.Name,
        beneficiary = Part(content.Undertaking.Beneficiary),
        due = content.Undertaking.Due,
        dueText = content.Undertaking.DueText,
        quantities = content.Quantities.Select(Quantity),
        start = points.At(content.Passage.Start),
        end = points.At(content.Passage.End),
        exact = content.Passage.Exact,
    };

    /// <summary>Words of the text with their offsets.</summary>
    public object? Part(TextPart? part) => part is null ? null : new
    {
        text = part.Exact,
        start = points.At(part.Start),
        end = points.At(part.End),
    };

    /// <summary>An offset in code points.</summary>
    public int At(int offset) => points.At(offset);

    public object Span(TextSpan span) => new { start = points.At(span.Start), end = points.At(span.End) };

    /// <summary>A figure of its own: a quantity with its id and the statement that holds it.</summary>
    public object Figure(string id, StatedQuantity quantity, string? statement) => new
    {
        id,
        start = points.At(quantity.Where.Start),
        end = points.At(quantity.Where.End),
        exact = quantity.Where.Exact,
        qualifier = quantity.Amount?.Qualifier,
        low = quantity.Amount is { } low ? AmountJson.Whole(low.Low, low.Commodity) : null,
        high = quantity.Amount is { } high ? AmountJson.Whole(high.High, high.Commodity) : null,
        @class = quantity.Subject,
        currency = quantity.Amount?.Commodity?.Code,
        unit = quantity.Unit,
        per = quantity.Per,
        statement,
    };

    object Quantity(StatedQuantity quantity) => new
    {
        start = points.At(quantity.Where.Start),
        end = points.At(quantity.Where.End),
        exact = quantity.Where.Exact,
        qualifier = quantity.Amount?.Qualifier,
        low = quantity.Amount is { } low ? AmountJson.Whole(low.Low, low.Commodity) : null,
        high = quantity.Amount is { } high ? AmountJson.Whole(high.High, high.Commodity) : null,
        @class = quantity.Subject,
        currency = quantity.Amount?.Commodity?.Code,
        unit = quantity.Unit,
        per = quantity.Per,
    };

    public object Term(ContestedTerm term) => new
    {
        term = term.Term,
        start = points.At(term.Where.Start),
        end = points.At(term.Where.End),
        exact = term.Where.Exact,
        usedBy = term.UsedBy,
        avoidedBy = term.AvoidedBy,
        inWordsOf = term.InWordsOf,
    };

    object? Undertaking(StatementContent content) => content.Undertaking is not { } undertaking ? null : new
    {
        kind = undertaking.Kind,
        beneficiary = Part(undertaking.Beneficiary),
        due = undertaking.Due,
        dueText = undertaking.DueText,
    };

    object Link(ChainLink link) => ChainJson.Link(link, partyCode, () => points);

    object Date(StatedDate date) => new
    {
        start = points.At(date.Where.Start),
        end = points.At(date.Where.End),
        exact = date.Where.Exact,
        from = date.From,
        to = date.To,
        how = date.How,
    };
}

/// <summary>Stated amounts as JSON.</summary>
static class AmountJson
{
    public static object? Of(StatedAmount? amount) => amount is null ? null : new
    {
        text = amount.ToString(),
        qualifier = amount.Qualifier,
        low = Whole(amount.Low, amount.Commodity),
        high = Whole(amount.High, amount.Commodity),
        commodity = amount.Commodity?.Code,
    };

    /// <summary>Smallest units as whole ones: 1,150 cents are 11.5 dollars.</summary>
    public static decimal? Whole(long? units, Commodity? commodity) =>
        units / (decimal)(commodity?.UnitsPerWhole ?? 1);
}

/// <summary>Who pays which part, as JSON.</summary>
static class PartJson
{
    public static object Of(PayerPart part) => new
    {
        payer = part.Payer, amount = AmountJson.Of(part.Amount), scope = part.Scope,
    };
}
