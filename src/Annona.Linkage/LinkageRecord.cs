namespace Annona.Linkage;

/// <summary>What a register says about a person's sex; the default is <see cref="Unknown"/>.</summary>
public enum Sex
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,
}

/// <summary>
/// A date of birth as registers have it: often only a year, often a guess. <c>default</c> means not known.
/// </summary>
/// <param name="Year">The year, 1..9999; 0 when nothing is known.</param>
/// <param name="Month">1..12, or 0 when only the year is known.</param>
/// <param name="Day">1..31, or 0 when the day is not known.</param>
/// <param name="Estimated">The person or the clerk said that this is a guess.</param>
public readonly record struct Birth(int Year, int Month = 0, int Day = 0, bool Estimated = false)
{
    /// <summary>Is at least the year known?</summary>
    public bool IsKnown => Year > 0;

    /// <summary>
    /// Is this an exact day that tells people apart? 1 January is what clerks write for "the year only",
    /// so it never counts as a day.
    /// </summary>
    public bool IsDay => Year > 0 && Month > 0 && Day > 0 && !Estimated && !(Month == 1 && Day == 1);
}

/// <summary>
/// One row of a list or register, as far as linkage needs it. Names stay as they were written, in any script.
/// Give the name parts where they are known; otherwise give <see cref="WholeName"/> alone and its parts are guessed.
/// Null and blank text mean "not stated".
/// </summary>
/// <param name="Key">The caller's number of this record; unique within one list or index.</param>
public sealed record LinkageRecord(int Key)
{
    /// <summary>Given name, as written.</summary>
    public string? Given { get; init; }

    /// <summary>Family name, as written.</summary>
    public string? Family { get; init; }

    /// <summary>Father's name, or the patronymic, as written.</summary>
    public string? Father { get; init; }

    /// <summary>The name in one piece; read only when neither given nor family name is stated.</summary>
    public string? WholeName { get; init; }

    /// <summary>Date of birth; default when not known.</summary>
    public Birth Birth { get; init; }

    /// <summary>Sex as stated.</summary>
    public Sex Sex { get; init; }

    /// <summary>A phone number or an e-mail address; households often share it.</summary>
    public string? Phone { get; init; }

    /// <summary>The number of an identity document.</summary>
    public string? Document { get; init; }

    /// <summary>
    /// Further phone numbers and e-mail addresses; at most <see cref="MoreMax"/> of them are compared.
    /// </summary>
    public IReadOnlyList<string> MorePhones { get; init; } = [];

    /// <summary>Numbers of further documents; at most <see cref="MoreMax"/> of them are compared.</summary>
    public IReadOnlyList<string> MoreDocuments { get; init; } = [];

    /// <summary>Few people show more papers; a cell with a hundred numbers must not cost a hundred keys.</summary>
    public const int MoreMax = 4;

    /// <summary>The caller's key of the place of origin or residence; null when not known.</summary>
    public int? Place { get; init; }

    /// <summary>
    /// The registration form or household this person stands on; null when not known.
    /// Two members of one form are never proposed as one person.
    /// </summary>
    public int? Form { get; init; }
}
