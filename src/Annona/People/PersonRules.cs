using Annona.Values;

namespace Annona.People;

/// <summary>What holds for every person, whether typed at the desk or sent in a list.</summary>
static class PersonRules
{
    /// <summary>Older than anybody who ever lived.</summary>
    public const int AgeMax = 125;

    /// <summary>The longest names on record have some 100 letters; more is another text in the wrong column.</summary>
    public const int NameLengthMax = 200;

    public static bool HasName(PersonalDetails details) =>
        details.Name.Any(part => !string.IsNullOrWhiteSpace(part.Text));

    public static bool IsLater(PartialDate born, DateOnly today) => !born.IsNone && born.Range().First > today;

    /// <summary>Why a person cannot be registered as stated, or null.</summary>
    /// <param name="facts">Open part.</param>
    /// <param name="details">Personal part.</param>
    /// <param name="where">Such as <c>Row 17</c>; never a name.</param>
    /// <param name="today">Births lie before it.</param>
    public static Refusal? Refuse(PersonFacts facts, PersonalDetails details, string where, DateOnly today) =>
        !HasName(details) ? PeopleRefusals.NoName(where) : RefuseValues(facts, details, where, today);

    /// <summary>The same for a person whose name nobody knows.</summary>
    public static Refusal? RefuseValues(
        PersonFacts facts, PersonalDetails details, string where, DateOnly today) =>
        RefuseName(details, where) is { } name ? name
        : IsLater(details.Born, today) || facts.BirthYear > today.Year ? PeopleRefusals.BornLater(where)
        : IsTooEarly(details.Born.Year, today) || IsTooEarly(facts.BirthYear, today)
            ? PeopleRefusals.BornTooEarly(where)
        : facts.Arrived > today ? PeopleRefusals.ArrivedLater(where)
        : null;

    /// <summary>A recorded name after parts of it were stated anew.</summary>
    public static IReadOnlyList<NamePart> NamesAfter(PersonalDetails? kept, IReadOnlyList<NamePart> stated)
    {
        var anew = stated.Select(part => part.Role).ToHashSet();
        var others = kept is null || anew.Contains(NameRole.Whole)
            ? []
            : kept.Name.Where(part => part.Role != NameRole.Whole && !anew.Contains(part.Role));
        return
        [
            .. others.Concat(stated.Where(part => !string.IsNullOrWhiteSpace(part.Text)))
                .OrderBy(part => part.Role),
        ];
    }

    /// <summary>Why the parts of a name cannot be kept as they are, or null.</summary>
    public static Refusal? RefuseName(PersonalDetails details, string where) =>
        details.Name.Any(part => HasHiddenLetters(part.Text)) ? PeopleRefusals.HiddenLetters(where)
        : details.Name.Any(part => part.Text.Length > NameLengthMax) ? PeopleRefusals.NameTooLong(where)
        : null;

    /// <summary>
    /// Control characters, and marks that turn the direction of what stands around them: a name with them is shown as
    /// another one. The joiners that Persian needs are none of these.
    /// </summary>
    public static bool HasHiddenLetters(string text) => text.Any(letter => char.IsControl(letter)
        || letter is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e')
            or (>= '\u2066' and <= '\u2069'));

    public static bool IsTooEarly(int year, DateOnly today) => year > 0 && today.Year - year > AgeMax;

    /// <summary>Whether a household is made up; false for one that is not on record.</summary>
    public static bool IsSynthetic(PeopleRegister people, Id<Household> household) =>
        people.Find(household) is >= 0 and var at && people.Household(at).Synthetic;

    /// <summary>Why a person cannot join a household, or null.</summary>
    public static Refusal? RefuseHousehold(PeopleRegister people, Id<Household> household, bool synthetic)
    {
        var at = people.Find(household);
        return at < 0 ? PeopleRefusals.UnknownHousehold(household.ToString())
            : people.Household(at).Synthetic != synthetic ? PeopleRefusals.SyntheticMixed(PeopleCodes.Household(at))
            : null;
    }

    /// <summary>
    /// Facts whose year of birth is that of the details where they have one, and whose places are looked up.
    /// </summary>
    public static PersonFacts WithYear(PersonFacts facts, PersonalDetails details, Registers now)
    {
        var born = details.Born;
        return facts with
        {
            BirthYear = born.IsNone ? facts.BirthYear : born.Year,
            BirthEstimated = born.IsNone ? facts.BirthEstimated : born.Estimated,
            Origin = facts.Origin.Resolved(now.Places),
            Present = facts.Present.Resolved(now.Places),
        };
    }

    /// <summary>The change from what is recorded to what is stated, or null when nothing differs.</summary>
    /// <param name="now">Recorded so far.</param>
    /// <param name="at">Ordinal of the person.</param>
    /// <param name="stated">What is stated; its places are looked up already.</param>
    /// <param name="reason">Why, as a code.</param>
    public static PersonChanged? Change(Registers now, int at, PersonAsStated stated, string reason)
    {
        var fields = Differences(now, at, stated);
        if (fields == PersonFields.None)
            return null;
        var person = now.People.PersonId(at);
        return new(person, fields, PersonDifference.Only(stated.Facts, fields), reason)
        {
            Household = fields.HasFlag(PersonFields.Household) ? stated.Household : null,
            Personal = (fields & PersonFields.Personal) == 0
                ? []
                : [new(person.Value, PersonDifference.Merge(new(), stated.Details, fields))],
        };
    }

    /// <summary>
    /// The stated fields that differ. Of a person whose personal part is erased or not opened here only the open
    /// fields count: an erased person gets no new key.
    /// </summary>
    public static PersonFields Differences(Registers now, int at, PersonAsStated stated)
    {
        var people = now.People;
        var fields = PersonDifference.Between(people.FactsOf(people.Row(at)), stated.Facts, now.Places);
        if (people.DetailsOf(at) is { } kept)
            fields |= PersonDifference.Between(kept, stated.Details);
        if (stated.Household is { } moved && people.Find(moved) is var to && (to < 0 || to != people.Row(at).Household))
            fields |= PersonFields.Household;
        // To say once more what counts already decides between it and what others stated.
        return (fields | people.Edits.ContestedOf(at)) & stated.Fields;
    }
}

/// <summary>What somebody states about a person on record.</summary>
/// <param name="Fields">Which fields are stated; the values of the others mean nothing.</param>
/// <param name="Facts">Open values.</param>
/// <param name="Details">Personal values.</param>
/// <param name="Household">The household, if it is stated.</param>
sealed record PersonAsStated(
    PersonFields Fields, PersonFacts Facts, PersonalDetails Details, Id<Household>? Household);
