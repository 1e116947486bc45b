using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>A promise takes no more from a statement than it says, and lays it to nobody else.</summary>
static class WordsOfOthers
{
    public static Refusal? Fault(Registers now, PromiseTerms terms, StatementRow said) =>
        KindFault(terms, said) ?? PromiserFault(now, terms, said) ?? AmountFault(terms, said);

    static Refusal? KindFault(PromiseTerms terms, StatementRow said) =>
        said.Content.Undertaking is { } undertaking && undertaking.Kind != terms.Kind
            ? RecordRefusals.KindChanged(said.Code, undertaking.Kind, terms.Kind)
            : null;

    static Refusal? PromiserFault(Registers now, PromiseTerms terms, StatementRow said)
    {
        if (!string.IsNullOrWhiteSpace(terms.OnBehalf))
            return null;
        var speaker = SpeakerOf(now, said.Content.Speaker);
        return speaker is not null && speaker.SpeaksFor(terms.Promiser, terms.Made)
            ? null
            : RecordRefusals.NotTheSpeaker(said.Code, now.Parties.Find(terms.Promiser)!.Name);
    }

    /// <summary>The party of a speaker, also when it came on record after the statement; null when unknown.</summary>
    public static Parties.PartyRow? SpeakerOf(Registers now, Speaker speaker) =>
        speaker.Party is { } party ? now.Parties.Find(party) : now.Parties.Find(speaker.Name);

    static Refusal? AmountFault(PromiseTerms terms, StatementRow said)
    {
        if (terms.Promised is not { } promised)
            return null;
        var stated = said.Content.Quantities.Select(quantity => AsCounted(quantity, promised)).OfType<StatedAmount>()
            .ToList();
        return stated.Count == 0 ? RecordRefusals.AmountNotSaid(said.Code, promised)
            : stated.All(promised.ClaimsMoreThan) ? RecordRefusals.AmountRaised(said.Code, promised, stated)
            : null;
    }

    /// <summary>
    /// The number as it was said, in what the promise counts; null when it counts something else. Goods are written
    /// out in a text ("40 trucks of flour") and have a code in the books, so their numbers alone are compared.
    /// </summary>
    static StatedAmount? AsCounted(StatedQuantity quantity, StatedAmount promised)
    {
        if (quantity.Amount is not { } amount)
            return null;
        if (amount.IsLike(promised))
            return amount;
        return amount.Commodity is null && promised.Commodity is { } goods && !Currencies.IsCode(goods.Code)
            ? (amount with { Commodity = new(goods.Code, 0) }).At(goods.Scale)
            : null;
    }
}
