using Annona.Linkage.Names;

namespace Annona.Linkage.Generate;

/// <summary>What register to make. The same plan always gives the same rows.</summary>
/// <param name="Seed">Any number; another seed gives other people.</param>
/// <param name="People">How many different people, 0 or more; the last household may be cut short to meet it.</param>
public sealed record SyntheticPlan(ulong Seed, int People)
{
    /// <summary>How many partners keep a list, 1 or more.</summary>
    public int Lists { get; init; } = 3;

    /// <summary>The share of people, 0..0.9, whom a second partner registers again, with mistakes.</summary>
    public double TwiceShare { get; init; } = 0.2;

    /// <summary>The share of forms written in Armenian script, 0..1.</summary>
    public double ArmenianShare { get; init; } = 0.5;

    /// <summary>
    /// The share of forms written in Cyrillic, 0..1; what is left is written in Latin letters.
    /// </summary>
    public double CyrillicShare { get; init; } = 0.2;

    /// <summary>The first day of arrival.</summary>
    public DateOnly FirstArrival { get; init; } = new(2030, 9, 24);

    /// <summary>Over how many days people arrive, 1 or more; most come early.</summary>
    public int ArrivalDays { get; init; } = 9;
}

/// <summary>What a person is to the head of the household.</summary>
public enum Relation
{
    /// <summary>The head of the household.</summary>
    Head,

    /// <summary>Husband or wife.</summary>
    Spouse,

    /// <summary>Son or daughter.</summary>
    Child,

    /// <summary>Father or mother.</summary>
    Parent,
}

/// <summary>One row of a synthetic list.</summary>
/// <param name="List">The partner's list, 1..Lists.</param>
/// <param name="Row">The row in that list, from 1 without gaps.</param>
/// <param name="TruthId">The person, from 1: rows with the same number are the same person.</param>
/// <param name="FormId">The registration form, from 1, unique over all lists.</param>
/// <param name="Given">Given name in the script of the form.</param>
/// <param name="Family">Family name in the script of the form.</param>
/// <param name="Father">Father's given name in the script of the form; empty when not stated.</param>
/// <param name="Script">The script of the form.</param>
/// <param name="Sex">Female or male.</param>
/// <param name="Born">Date of birth; sometimes the year only, sometimes 1 January for "the year only".</param>
/// <param name="Phone">The household's phone, with an invented prefix; empty when not stated.</param>
/// <param name="Document">Document number; empty when not stated.</param>
/// <param name="Origin">Where the household came from: an invented place name in Latin letters.</param>
/// <param name="Present">Where it stays now: an invented place name in Latin letters.</param>
/// <param name="Arrived">The day of arrival.</param>
/// <param name="Relation">Relation to the head.</param>
/// <param name="Needs">
/// Codes of specific needs as UNHCR writes them, parted by blanks: DS disability, SM serious medical condition,
/// ER older person at risk; empty for none.
/// </param>
public sealed record SyntheticPerson(
    int List, int Row, int TruthId, int FormId, string Given, string Family, string Father, WritingScript Script,
    Sex Sex, Birth Born, string Phone, string Document, string Origin, string Present, DateOnly Arrived,
    Relation Relation, string Needs);
