using Annona.Access;

namespace Annona.People;

/// <summary>A field of which different values were stated by people who did not know of each other.</summary>
/// <param name="Person">Code of the person, such as <c>N3</c>.</param>
/// <param name="Field">The field, as officers type it.</param>
/// <param name="Stated">Who stated it, the one that counts until somebody decides first.</param>
public sealed record ContestedField(string Person, string Field, IReadOnlyList<ContestedValue> Stated);

/// <summary>One of the values; personal ones are not told here.</summary>
/// <param name="Entry">Position of the entry that states it.</param>
/// <param name="Device">The device that sent it; empty for the desk.</param>
/// <param name="Household">Where the person was moved to, as a code; null for other fields.</param>
public sealed record ContestedValue(long Entry, string Device, string? Household);

/// <summary>
/// Asks which fields are contested: a person corrects them, and that decides. Households are contested when somebody
/// was moved twice.
/// </summary>
/// <param name="Max">At most so many.</param>
public sealed record ListContested(int Max) : Question<IReadOnlyList<ContestedField>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override IReadOnlyList<ContestedField> Answer(Registers now, Moment moment) =>
    [
        .. (from person in now.People.Edits.Persons
           from field in FieldWords.Each(now.People.Edits.ContestedOf(person))
           select new ContestedField(
               PeopleCodes.Person(person), FieldWords.Text(field),
               [.. now.People.Edits.Of(person, field).Select(value => Shown(now, value, field))])).Take(Max),
    ];

    static ContestedValue Shown(Registers now, StatedValue value, PersonFields field) => new(
        value.Position, value.At.Device == Guid.Empty ? "" : value.At.Device.ToString("n"),
        field == PersonFields.Household && value.Household is { } home
            ? PeopleCodes.Household(now.People.Find(home))
            : null);
}
