using Annona.Access;
using Annona.People;
using Annona.Values;

namespace Annona.Privacy;

/// <summary>A read as it is listed.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Officer">Who looked: a name, or an id where no name is known.</param>
/// <param name="Kind">What was asked, such as <c>subject</c>.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Persons">How many persons were shown.</param>
/// <param name="Codes">The first of them.</param>
public sealed record ReadListed(
    DateTimeOffset At, string Officer, string Kind, string Purpose, int Persons, IReadOnlyList<string> Codes)
{
    const int CodesMax = 5;

    internal static ReadListed Of(PersonsRead read, Registers now) => new(
        read.At, NameOf(now, read.Officer), read.Kind, read.Purpose, read.Persons.Count,
        [.. read.Persons.Persons.Take(CodesMax).Select(PeopleCodes.Person)]);

    internal static string NameOf(Registers now, Id<Officer> officer) => now.Access.NameOf(officer) ?? $"{officer}";
}

/// <summary>Asks who looked at whom, oldest first, as far as reads are kept.</summary>
/// <param name="Person">Only at this person: a code or an id as text; null for anybody.</param>
/// <param name="Officer">Only this officer: a name or an id as text; null for anybody.</param>
public sealed record ListReads(string? Person, string? Officer) : Question<IReadOnlyList<ReadListed>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    /// <exception cref="RefusedException">No such person or officer.</exception>
    public override IReadOnlyList<ReadListed> Answer(Registers now, Moment moment)
    {
        var at = Person is null ? -1 : now.People.FindPerson(Person);
        if (Person is not null && at < 0)
            throw new RefusedException(PeopleRefusals.UnknownPerson(Person));
        var officers = now.Access.All.Where(known => $"{known.Officer}" == Officer
            || string.Equals(known.Row.Name, Officer, StringComparison.OrdinalIgnoreCase))
            .Select(known => known.Officer).ToList();
        if (Officer is not null && officers.Count == 0)
            throw new RefusedException(PrivacyRefusals.UnknownOfficer(Officer));
        return
        [
            .. (moment.Reads?.All() ?? [])
                .Where(read => at < 0 || read.Persons.Has(at))
                .Where(read => Officer is null || officers.Contains(read.Officer))
                .Select(read => ReadListed.Of(read, now)),
        ];
    }
}
