using Annona.Access;
using Annona.Parties;
using Annona.Places;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>What sort of thing a number is about.</summary>
public enum FigureSubject
{
    /// <summary>Something else.</summary>
    Other,

    /// <summary>People, families, casualties.</summary>
    People,

    /// <summary>Money.</summary>
    Money,

    /// <summary>Weapons, ammunition, military vehicles.</summary>
    Arms,

    /// <summary>Houses, villages, hectares.</summary>
    Damage,

    /// <summary>Relief goods and transport.</summary>
    Goods,

    /// <summary>A duration.</summary>
    Time,

    /// <summary>A distance.</summary>
    Distance,

    /// <summary>A share in percent.</summary>
    Share,
}

/// <summary>In what a figure counts.</summary>
public enum CountedIn
{
    /// <summary>Not said.</summary>
    NotSaid,

    /// <summary>Persons.</summary>
    Persons,

    /// <summary>Households or families.</summary>
    Households,

    /// <summary>Pieces, sums, anything that is not people.</summary>
    Items,
}

/// <summary>Over what time a figure counts.</summary>
public enum CountedOver
{
    /// <summary>How many there are at the end of the period.</summary>
    AsOf,

    /// <summary>How many were added in the period.</summary>
    New,

    /// <summary>How many there have been from the beginning until the end of the period.</summary>
    Cumulative,
}

/// <summary>What a figure says.</summary>
/// <param name="Subject">What sort of thing.</param>
/// <param name="Counted">What is counted, in a few words that tell it from other counts: <c>injured
/// civilians</c>.</param>
/// <param name="Value">The number as said, with its currency or goods.</param>
/// <param name="Unit">Persons, households or pieces.</param>
/// <param name="Over">As of a day, new in a period, or cumulative.</param>
/// <param name="Source">Where it is found.</param>
public sealed record FigureTerms(
    FigureSubject Subject, string Counted, StatedAmount Value, CountedIn Unit, CountedOver Over, Id<Source> Source)
{
    /// <summary>The statement that says it, or null.</summary>
    public Id<Statement>? Statement { get; init; }

    /// <summary>Who says it, or null.</summary>
    public Speaker? Speaker { get; init; }

    /// <summary>
    /// The post, briefing or release where it was said; null when not known. With the speaker it names an
    /// utterance.
    /// </summary>
    public string? Occasion { get; init; }

    /// <summary>The people it is about, if they are on record.</summary>
    public Id<PopulationGroup>? Group { get; init; }

    /// <summary>Where; null when not said.</summary>
    public Id<Place>? Place { get; init; }

    /// <summary>First day of the period; null when not said.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of the period, or the day it is as of; null when not said.</summary>
    public DateOnly? To { get; init; }

    /// <summary>What the speaker counts and leaves out, in words; null when not said.</summary>
    public string? Definition { get; init; }
}

/// <summary>A figure is on record.</summary>
public sealed record FigureRecorded(Id<Figure> Figure, FigureTerms Terms) : Event;

/// <summary>Asks to put a figure on record.</summary>
public sealed record RecordFigure(FigureTerms Terms) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) => Fault(now) is { } no
        ? no
        : new FigureRecorded(new(Ids.From(Intent, "figure")), Terms with
        {
            Speaker = Terms.Speaker
                ?? (Terms.Statement is { } said ? now.PublicRecord.Statements.Find(said)!.Content.Speaker : null),
        })
        {
            Synthetic = now.PublicRecord.Sources.Find(Terms.Source)!.Synthetic,
        };

    Refusal? Fault(Registers now)
    {
        if (PromiseChecks.UsableSource(now, Terms.Source) is { } no)
            return no;
        if (string.IsNullOrWhiteSpace(Terms.Counted))
            return RecordRefusals.NothingCounted();
        if (!Terms.Value.IsSound)
            return RecordRefusals.UnsoundAmount();
        if (PromiseChecks.Fault(Terms.Value.Commodity) is { } unknown)
            return unknown;
        if (Terms.Subject == FigureSubject.Money && Terms.Value.Commodity is null)
            return RecordRefusals.NoCurrency();
        if (Terms.To < Terms.From)
            return RecordRefusals.PeriodEndsBeforeItBegins(Terms.From.Value, Terms.To.Value);
        if (Terms.Group is { } group && now.Places.Find(group) is null)
            return RecordRefusals.UnknownGroup(group.ToString());
        if (Terms.Place is { } place && now.Places.Find(place) is null)
            return PlaceRefusals.Unknown(place.ToString());
        if (Terms.Speaker?.Party is { } party && now.Parties.Find(party) is null)
            return PartyRefusals.Unknown(party.ToString());
        return StatementFault(now);
    }

    Refusal? StatementFault(Registers now) =>
        Terms.Statement is not { } id ? null
        : now.PublicRecord.Statements.Find(id) is not { } row ? RecordRefusals.UnknownStatement(id.ToString())
        : row.Source != Terms.Source ? RecordRefusals.StatementOfOtherSource(row.Code)
        : row.State != StatementState.Confirmed ? RecordRefusals.NotConfirmed(row.Code)
        : null;
}
