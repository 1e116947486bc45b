using System.Text.Json.Serialization;
using Annona.Places;
using Annona.Values;

namespace Annona.People;

/// <summary>Sex as stated. <c>default</c> is not stated.</summary>
public enum Sex
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,

    /// <summary>Stated as neither.</summary>
    Other,
}

/// <summary>How somebody stands to the household's representative. <c>default</c> is not stated.</summary>
public enum Relation
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>The representative.</summary>
    Head,

    /// <summary>Wife, husband or partner.</summary>
    Spouse,

    /// <summary>Son or daughter.</summary>
    Child,

    /// <summary>Father or mother.</summary>
    Parent,

    /// <summary>Brother or sister.</summary>
    Sibling,

    /// <summary>Grandson or granddaughter.</summary>
    Grandchild,

    /// <summary>Grandfather or grandmother.</summary>
    Grandparent,

    /// <summary>Any other relative.</summary>
    OtherRelative,

    /// <summary>Not a relative.</summary>
    NotRelated,
}

/// <summary>
/// Groups of specific needs, at the two letters that UNHCR's registration uses. Torture, gender-based violence,
/// ethnicity and religion are not collected for giving aid, so they have no place here.
/// </summary>
[Flags]
public enum Needs
{
    /// <summary>None stated.</summary>
    None = 0,

    /// <summary>CR: child at risk.</summary>
    ChildAtRisk = 1,

    /// <summary>SC: unaccompanied or separated child.</summary>
    SeparatedChild = 2,

    /// <summary>WR, in older lists UW: woman at risk.</summary>
    WomanAtRisk = 4,

    /// <summary>ER: older person at risk.</summary>
    OlderPerson = 8,

    /// <summary>SP: single parent or caregiver.</summary>
    SingleParent = 16,

    /// <summary>DS: disability.</summary>
    Disability = 32,

    /// <summary>SM: serious medical condition.</summary>
    SeriousMedical = 64,

    /// <summary>FU: family unity.</summary>
    FamilyUnity = 128,

    /// <summary>LP: legal and physical protection.</summary>
    LegalProtection = 256,
}

/// <summary>
/// A place on record, or the words of a list where it is not on record (yet). <c>default</c> is not known.
/// </summary>
/// <param name="Place">The place on record.</param>
/// <param name="Text">As it was written, when no place on record has this name.</param>
public readonly record struct PlaceRef(Id<Place>? Place, string? Text)
{
    /// <summary>True for <c>default</c>.</summary>
    [JsonIgnore]
    public bool IsNone => Place is null && Text is null;

    /// <summary>
    /// The place on record that <paramref name="text"/> names, or else the text itself; none for a blank text.
    /// </summary>
    public static PlaceRef Of(string? text, PlaceRegister places) =>
        string.IsNullOrWhiteSpace(text) ? default
        : places.Find(text) is { } known ? new(known.Id, null)
        : new(null, text.Trim());

    /// <summary>The words of a list or of an officer; none for blank text. Decisions look the place up.</summary>
    public static PlaceRef Words(string? text) => string.IsNullOrWhiteSpace(text) ? default : new(null, text.Trim());

    /// <summary>The same place, named by its id if it came on record since.</summary>
    public PlaceRef Resolved(PlaceRegister places) => Place is null ? Of(Text, places) : this;
}

/// <summary>What may be counted of a person: the open part. It holds no name, no exact birth and no contact.</summary>
public sealed record PersonFacts
{
    /// <summary>Nothing known.</summary>
    public static PersonFacts None { get; } = new();

    /// <summary>Sex as stated.</summary>
    public Sex Sex { get; init; }

    /// <summary>Year of birth, 1 to 9999; 0 when not known.</summary>
    public short BirthYear { get; init; }

    /// <summary>Somebody guessed the year.</summary>
    public bool BirthEstimated { get; init; }

    /// <summary>To the household's representative.</summary>
    public Relation Relation { get; init; }

    /// <summary>Groups of specific needs.</summary>
    public Needs Needs { get; init; }

    /// <summary>Where from.</summary>
    public PlaceRef Origin { get; init; }

    /// <summary>Where now.</summary>
    public PlaceRef Present { get; init; }

    /// <summary>Day of arrival, local; null when not known.</summary>
    public DateOnly? Arrived { get; init; }
}

/// <summary>The fields of a person, by name only: what a correction says without telling the values.</summary>
[Flags]
public enum PersonFields
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Name.</summary>
    Name = 1,

    /// <summary>Day and month of birth, as far as known.</summary>
    Born = 2,

    /// <summary>Telephone numbers.</summary>
    Phones = 4,

    /// <summary>Documents.</summary>
    Documents = 8,

    /// <summary>Address.</summary>
    Address = 16,

    /// <summary>Payee.</summary>
    Payee = 32,

    /// <summary>Note.</summary>
    Note = 64,

    /// <summary>Sex.</summary>
    Sex = 128,

    /// <summary>Year of birth and whether it is a guess.</summary>
    BirthYear = 256,

    /// <summary>Relation to the representative.</summary>
    Relation = 512,

    /// <summary>Specific needs.</summary>
    Needs = 1_024,

    /// <summary>Place of origin.</summary>
    Origin = 2_048,

    /// <summary>Present place.</summary>
    Present = 4_096,

    /// <summary>Day of arrival.</summary>
    Arrived = 8_192,

    /// <summary>The household.</summary>
    Household = 16_384,

    /// <summary>Those that only the person's own key opens.</summary>
    Personal = Name | Born | Phones | Documents | Address | Payee | Note,
}

/// <summary>Fields by the words that officers type and read.</summary>
public static class FieldWords
{
    static readonly (PersonFields Field, string Word)[] Known =
    [
        (PersonFields.Name, "name"), (PersonFields.Born, "born"), (PersonFields.BirthYear, "birth-year"),
        (PersonFields.Sex, "sex"), (PersonFields.Relation, "relation"), (PersonFields.Needs, "needs"),
        (PersonFields.Phones, "phones"), (PersonFields.Documents, "documents"), (PersonFields.Address, "address"),
        (PersonFields.Payee, "payee"), (PersonFields.Note, "note"), (PersonFields.Origin, "origin"),
        (PersonFields.Present, "present"), (PersonFields.Arrived, "arrived"), (PersonFields.Household, "household"),
    ];

    /// <summary>All words, in order, with commas.</summary>
    public static string All => string.Join(", ", Known.Select(known => known.Word));

    /// <summary>The words of some fields, in order, with commas; empty for none.</summary>
    public static string Text(PersonFields fields) =>
        string.Join(", ", Known.Where(known => fields.HasFlag(known.Field)).Select(known => known.Word));

    /// <summary>The fields one by one, in the order in which they are shown.</summary>
    public static IEnumerable<PersonFields> Each(PersonFields fields) =>
        Known.Where(known => fields.HasFlag(known.Field)).Select(known => known.Field);

    /// <summary>Reads words with commas between them.</summary>
    public static bool TryParse(string? text, out PersonFields fields)
    {
        fields = PersonFields.None;
        const StringSplitOptions plain = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (var word in (text ?? "").Split(',', plain))
        {
            var at = Array.FindIndex(Known, known => known.Word.Equals(word, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
                return false;
            fields |= Known[at].Field;
        }
        return true;
    }
}

/// <summary>Ages as tables of displaced people give them.</summary>
public enum AgeBand
{
    /// <summary>Year of birth not known.</summary>
    Unknown,

    /// <summary>0 to 4.</summary>
    Under5,

    /// <summary>5 to 11.</summary>
    From5To11,

    /// <summary>12 to 17.</summary>
    From12To17,

    /// <summary>18 to 59.</summary>
    From18To59,

    /// <summary>60 and more.</summary>
    From60,
}

/// <summary>Ages counted from the year of birth.</summary>
public static class AgeBands
{
    /// <summary>
    /// The band of the age that is reached in the year of <paramref name="on"/>. Only the year of birth is used, also
    /// where the day is known, so that a table stays the same when the personal part is erased. A birth after that
    /// year is <see cref="AgeBand.Unknown"/>.
    /// </summary>
    public static AgeBand Of(int birthYear, DateOnly on) => (on.Year - birthYear) switch
    {
        _ when birthYear == 0 => AgeBand.Unknown,
        < 0 => AgeBand.Unknown,
        < 5 => AgeBand.Under5,
        < 12 => AgeBand.From5To11,
        < 18 => AgeBand.From12To17,
        < 60 => AgeBand.From18To59,
        _ => AgeBand.From60,
    };

    /// <summary>As tables print it, such as <c>5-11</c>.</summary>
    public static string Text(AgeBand band) => band switch
    {
        AgeBand.Under5 => "0-4",
        AgeBand.From5To11 => "5-11",
        AgeBand.From12To17 => "12-17",
        AgeBand.From18To59 => "18-59",
        AgeBand.From60 => "60+",
        _ => "not known",
    };
}
