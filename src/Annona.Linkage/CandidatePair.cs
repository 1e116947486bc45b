namespace Annona.Linkage;

/// <summary>The field of a record that a reason speaks about.</summary>
public enum LinkageField
{
    /// <summary>Given name.</summary>
    Given,

    /// <summary>Family name.</summary>
    Family,

    /// <summary>Father's name.</summary>
    Father,

    /// <summary>Date of birth.</summary>
    Birth,

    /// <summary>Sex.</summary>
    Sex,

    /// <summary>Phone number or e-mail address.</summary>
    Phone,

    /// <summary>Identity document.</summary>
    Document,

    /// <summary>Place.</summary>
    Place,

    /// <summary>The other members of the two registrations.</summary>
    Household,
}

/// <summary>How far two values of one field agree.</summary>
public enum Agreement
{
    /// <summary>One side, or both, say nothing.</summary>
    Missing,

    /// <summary>The same, as written.</summary>
    Exact,

    /// <summary>The same name, read from two scripts.</summary>
    AcrossScripts,

    /// <summary>The same name to the ear, spelled in two ways of one script.</summary>
    SameSound,

    /// <summary>Close: a spelling, a swapped day and month, one digit.</summary>
    Near,

    /// <summary>They do not agree.</summary>
    Different,
}

/// <summary>What a person should do with a pair.</summary>
public enum Zone
{
    /// <summary>Probably two people; shown only when asked for by search.</summary>
    Leave,

    /// <summary>May be one person: somebody has to look.</summary>
    Ask,

    /// <summary>Very likely one person; still decided by a person.</summary>
    Likely,
}

/// <summary>One line of the explanation of a pair.</summary>
/// <param name="Field">The field compared.</param>
/// <param name="Agreement">How far the two values agree.</param>
/// <param name="Text">A plain English sentence for the clerk; it holds no name, number or date.</param>
public sealed record Reason(LinkageField Field, Agreement Agreement, string Text);

/// <summary>Two records that may be one person.</summary>
/// <param name="LeftKey">In lists the smaller of the two keys; in searches the key of the record asked about.</param>
/// <param name="RightKey">The other key.</param>
/// <param name="Score">
/// 0..1, rounded to four digits: an estimate of the chance that this is one person. Its weights are fixed, not
/// learned, so read it as an order with two thresholds, not as a calibrated probability.
/// </param>
/// <param name="Zone">What to do with it.</param>
/// <param name="Reasons">One reason for each field, in the order of <see cref="LinkageField"/>.</param>
public sealed record CandidatePair(int LeftKey, int RightKey, double Score, Zone Zone, IReadOnlyList<Reason> Reasons);

/// <summary>The thresholds of linkage. The defaults were chosen on public and synthetic registers.</summary>
public sealed record LinkageOptions
{
    /// <summary>The defaults.</summary>
    public static LinkageOptions Default { get; } = new();

    /// <summary>Pairs at or above this score, 0..1, are <see cref="Zone.Likely"/>.</summary>
    public double LikelyFrom { get; init; } = 0.97;

    /// <summary>
    /// Pairs at or above this score, 0..1, are <see cref="Zone.Ask"/>; pairs below are not returned.
    /// </summary>
    public double AskFrom { get; init; } = 0.50;

    /// <summary>
    /// A block of more records than this is refined by further fields, and its rows are also compared with their
    /// neighbours in name order; nothing is dropped. At least 2.
    /// </summary>
    public int BlockMax { get; init; } = 40;
}
