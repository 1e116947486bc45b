using Annona.Linkage;
using Annona.Linkage.Generate;

namespace Annona.Tests.Linkage;

/// <summary>Synthetic rows as records for linkage; the key is the place in the list.</summary>
static class SyntheticLists
{
    public static IReadOnlyList<LinkageRecord> Records(IReadOnlyList<SyntheticPerson> people)
    {
        var places = people.Select(person => person.Origin).Distinct().Order(StringComparer.Ordinal).ToList();
        return [.. people.Select((person, at) => new LinkageRecord(at)
        {
            Given = person.Given,
            Family = person.Family,
            Father = person.Father,
            Sex = person.Sex,
            Birth = person.Born,
            Phone = person.Phone,
            Document = person.Document,
            Place = places.IndexOf(person.Origin),
            Form = person.FormId,
        })];
    }
}
