using Annona.Access;

namespace Annona.People;

/// <summary>The person that somebody means by a code or id; null if there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindPerson(string Typed) : Question<Known<Person>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<Person>? Answer(Registers now, Moment moment) =>
        now.People.FindPerson(Typed) is >= 0 and var at
            ? new(now.People.PersonId(at), PeopleCodes.Person(at), "")
            : null;
}

/// <summary>The household that somebody means by a code or id; null if there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindHousehold(string Typed) : Question<Known<Household>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<Household>? Answer(Registers now, Moment moment) =>
        now.People.FindHousehold(Typed) is >= 0 and var at
            ? new(now.People.HouseholdId(at), PeopleCodes.Household(at), "")
            : null;
}

/// <summary>The list that somebody means; null if there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindList(string Typed) : Question<Known<PeopleList>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<PeopleList>? Answer(Registers now, Moment moment) =>
        now.People.Lists.Find(Typed) is { } row ? new(row.Id, row.Code, row.Name) : null;
}

/// <summary>What officers type for people, from their order of arrival.</summary>
static class PeopleCodes
{
    /// <summary><c>N3</c> for the third person (name) on record, whose ordinal is 2.</summary>
    public static string Person(int ordinal) => $"N{ordinal + 1}";

    /// <summary><c>H3</c> for the third household on record, whose ordinal is 2.</summary>
    public static string Household(int ordinal) => $"H{ordinal + 1}";
}
