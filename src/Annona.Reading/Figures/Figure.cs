using Annona.Reading.Text;

namespace Annona.Reading.Figures;

/// <summary>What the words around a number say about its ends.</summary>
public enum Qualifier
{
    /// <summary>As it stands.</summary>
    Exact,

    /// <summary>"about", "nearly": ten percent either way is this reader's convention.</summary>
    About,

    /// <summary>"more than": the number is the low end, excluded.</summary>
    MoreThan,

    /// <summary>"at least": the number is the low end, included.</summary>
    AtLeast,

    /// <summary>"up to": the number is the high end, included.</summary>
    UpTo,

    /// <summary>"fewer than": the number is the high end, excluded.</summary>
    LessThan,

    /// <summary>"between 50 and 60", "50 to 60".</summary>
    Between,

    /// <summary>
    /// "hundreds of": from two of the unit to just below ten ([200, 999]); dozens are [24, 99], scores [40, 199].
    /// </summary>
    Many,
}

/// <summary>What a figure counts.</summary>
public enum FigureClass
{
    /// <summary>Something else, or nothing that could be told.</summary>
    Other,

    /// <summary>People, families, casualties.</summary>
    People,

    /// <summary>An amount of a currency.</summary>
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

/// <summary>A stated number.</summary>
/// <param name="Id">"f1", "f2" … in the order of the text.</param>
/// <param name="Start">First UTF-16 code unit, qualifier included.</param>
/// <param name="End">After the last code unit of the number, its currency and its counted noun.</param>
/// <param name="Exact">The text's slice.</param>
/// <param name="Qualifier">What the words say about the ends.</param>
/// <param name="Value">The number as written, scale included; null for "hundreds".</param>
/// <param name="Low">Low end, or null when open.</param>
/// <param name="High">High end, or null when open.</param>
/// <param name="Class">What is counted.</param>
/// <param name="Currency">ISO 4217 code for money, or null.</param>
/// <param name="Unit">The counted noun phrase as written, or null.</param>
/// <param name="Per">"each", "per person", "monthly" as written, or null.</param>
/// <param name="StatementId">The innermost statement that holds it; null when none does.</param>
public sealed record Figure(
    string Id, int Start, int End, string Exact, Qualifier Qualifier, decimal? Value, decimal? Low, decimal? High,
    FigureClass Class, string? Currency, string? Unit, string? Per, string? StatementId)
{
    /// <summary>Where it stands.</summary>
    public TextSpan Span => new(Start, End);
}
