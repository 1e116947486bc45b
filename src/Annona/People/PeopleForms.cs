using System.Text.Json.Serialization;

namespace Annona.People;

/// <summary>Stored forms of this room.</summary>
public static class PeopleForms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<StoredForm> All { get; } =
    [
        new("people.registered", 1, PeopleJson.Default.PersonRegistered),
        new("people.changed", 1, PeopleJson.Default.PersonChanged),
        new("people.left", 1, PeopleJson.Default.PersonLeft),
        new("people.head-count-registered", 1, PeopleJson.Default.HeadCountRegistered),
        new("people.legal-basis-recorded", 1, PeopleJson.Default.LegalBasisRecorded),
        new("people.notice-given", 1, PeopleJson.Default.NoticeGiven),
        new("people.objected", 1, PeopleJson.Default.PersonObjected),
        new("people.sheltered", 1, PeopleJson.Default.HouseholdSheltered),
        new("people.list-opened", 1, PeopleJson.Default.PeopleListOpened),
        new("people.list-closed", 1, PeopleJson.Default.PeopleListClosed),
        new("people.disclosed", 1, PeopleJson.Default.PersonsDisclosed),
        new("people.erased", 1, PeopleJson.Default.PersonErased),
        new("people.erasure-held", 1, PeopleJson.Default.ErasureHeld),
        new("people.erasure-released", 1, PeopleJson.Default.ErasureReleased),
    ];
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PersonRegistered))]
[JsonSerializable(typeof(PersonChanged))]
[JsonSerializable(typeof(PersonLeft))]
[JsonSerializable(typeof(HeadCountRegistered))]
[JsonSerializable(typeof(LegalBasisRecorded))]
[JsonSerializable(typeof(NoticeGiven))]
[JsonSerializable(typeof(PersonObjected))]
[JsonSerializable(typeof(HouseholdSheltered))]
[JsonSerializable(typeof(PeopleListOpened))]
[JsonSerializable(typeof(PeopleListClosed))]
[JsonSerializable(typeof(PersonsDisclosed))]
[JsonSerializable(typeof(PersonErased))]
[JsonSerializable(typeof(ErasureHeld))]
[JsonSerializable(typeof(ErasureReleased))]
[JsonSerializable(typeof(ListedPerson))]
sealed partial class PeopleJson : JsonSerializerContext;
