using Annona.Places;
using Annona.Values;

namespace Annona.People;

/// <summary>What differs between a person as recorded and as somebody states it now.</summary>
static class PersonDifference
{
    /// <summary>
    /// The open fields that differ. Places are looked up again: one that came on record since is no change.
    /// </summary>
    public static PersonFields Between(PersonFacts kept, PersonFacts stated, PlaceRegister places) =>
        When(kept.Sex != stated.Sex, PersonFields.Sex)
        | When((kept.BirthYear, kept.BirthEstimated) != (stated.BirthYear, stated.BirthEstimated),
            PersonFields.BirthYear)
        | When(kept.Relation != stated.Relation, PersonFields.Relation)
        | When(kept.Needs != stated.Needs, PersonFields.Needs)
        | When(kept.Origin.Resolved(places) != stated.Origin.Resolved(places), PersonFields.Origin)
        | When(kept.Present.Resolved(places) != stated.Present.Resolved(places), PersonFields.Present)
        | When(kept.Arrived != stated.Arrived, PersonFields.Arrived);

    /// <summary>The personal fields that differ.</summary>
    public static PersonFields Between(PersonalDetails kept, PersonalDetails stated) =>
        When(!kept.Name.SequenceEqual(stated.Name), PersonFields.Name)
        | When(kept.Born != stated.Born, PersonFields.Born)
        | When(!kept.Phones.SequenceEqual(stated.Phones), PersonFields.Phones)
        | When(!kept.Documents.SequenceEqual(stated.Documents), PersonFields.Documents)
        | When(kept.Address != stated.Address, PersonFields.Address)
        | When(kept.Payee != stated.Payee, PersonFields.Payee)
        | When(kept.Note != stated.Note, PersonFields.Note);

    /// <summary>Only the named fields of some facts; the others at their defaults.</summary>
    public static PersonFacts Only(PersonFacts facts, PersonFields fields) => new()
    {
        Sex = fields.HasFlag(PersonFields.Sex) ? facts.Sex : default,
        BirthYear = fields.HasFlag(PersonFields.BirthYear) ? facts.BirthYear : default,
        BirthEstimated = fields.HasFlag(PersonFields.BirthYear) && facts.BirthEstimated,
        Relation = fields.HasFlag(PersonFields.Relation) ? facts.Relation : default,
        Needs = fields.HasFlag(PersonFields.Needs) ? facts.Needs : default,
        Origin = fields.HasFlag(PersonFields.Origin) ? facts.Origin : default,
        Present = fields.HasFlag(PersonFields.Present) ? facts.Present : default,
        Arrived = fields.HasFlag(PersonFields.Arrived) ? facts.Arrived : null,
    };

    /// <summary>The kept facts with one open field taken from <paramref name="stated"/>.</summary>
    public static PersonFacts With(PersonFacts kept, PersonFacts stated, PersonFields field) => field switch
    {
        PersonFields.Sex => kept with { Sex = stated.Sex },
        PersonFields.BirthYear => kept with { BirthYear = stated.BirthYear, BirthEstimated = stated.BirthEstimated },
        PersonFields.Relation => kept with { Relation = stated.Relation },
        PersonFields.Needs => kept with { Needs = stated.Needs },
        PersonFields.Origin => kept with { Origin = stated.Origin },
        PersonFields.Present => kept with { Present = stated.Present },
        PersonFields.Arrived => kept with { Arrived = stated.Arrived },
        _ => kept,
    };

    /// <summary>The kept details with the named fields taken from <paramref name="stated"/>.</summary>
    public static PersonalDetails Merge(PersonalDetails kept, PersonalDetails stated, PersonFields fields) => new()
    {
        Name = fields.HasFlag(PersonFields.Name) ? stated.Name : kept.Name,
        Born = fields.HasFlag(PersonFields.Born) ? stated.Born : kept.Born,
        Phones = fields.HasFlag(PersonFields.Phones) ? stated.Phones : kept.Phones,
        Documents = fields.HasFlag(PersonFields.Documents) ? stated.Documents : kept.Documents,
        Address = fields.HasFlag(PersonFields.Address) ? stated.Address : kept.Address,
        Payee = fields.HasFlag(PersonFields.Payee) ? stated.Payee : kept.Payee,
        Note = fields.HasFlag(PersonFields.Note) ? stated.Note : kept.Note,
    };

    static PersonFields When(bool differs, PersonFields field) => differs ? field : PersonFields.None;
}
