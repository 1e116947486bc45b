using System.Text.Json.Serialization;

namespace Annona.Values;

/// <summary>What part of a name a word is.</summary>
public enum NameRole
{
    /// <summary>Not known: a whole name as it was written.</summary>
    Whole,

    /// <summary>Given name.</summary>
    Given,

    /// <summary>Family name.</summary>
    Family,

    /// <summary>Father's name or patronymic.</summary>
    Father,

    /// <summary>Mother's name.</summary>
    Mother,
}

/// <summary>One part of a name, kept as it was written, in its own script.</summary>
/// <param name="Role">What part it is.</param>
/// <param name="Text">As it was written.</param>
public sealed record NamePart(NameRole Role, string Text)
{
    readonly NameScript? stated;

    /// <summary>The script: that of the letters, unless somebody stated another.</summary>
    public NameScript Script
    {
        get => stated ?? NameScripts.Of(Text);
        // What the letters say anyway is not kept a second time, so that equal parts are equal.
        init => stated = value == NameScript.Unknown || value == NameScripts.Of(Text) ? null : value;
    }
}

/// <summary>A document somebody showed.</summary>
/// <param name="Kind">Such as <c>passport</c> or <c>birth certificate</c>.</param>
/// <param name="Number">As printed.</param>
public sealed record Document(string Kind, string Number);

/// <summary>
/// What an entry says that only a person's own key may open: names, exact birth, contacts, documents, notes.
/// Everything counted by (sex, year of birth, place) stands in the open part, so books and counts stay the same when
/// this is gone.
/// </summary>
public sealed record PersonalDetails
{
    /// <summary>Parts of the name in the order in which they were written.</summary>
    public IReadOnlyList<NamePart> Name { get; init; } = [];

    /// <summary>Birth, as exactly as it is known.</summary>
    public PartialDate Born { get; init; }

    /// <summary>Telephone numbers as given.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];

    /// <summary>Documents shown.</summary>
    public IReadOnlyList<Document> Documents { get; init; } = [];

    /// <summary>Street or shelter, as given.</summary>
    public string? Address { get; init; }

    /// <summary>Who may collect, or where money is sent to, as given.</summary>
    public string? Payee { get; init; }

    /// <summary>Free text about this person only.</summary>
    public string? Note { get; init; }

    /// <summary>The name's parts joined by spaces.</summary>
    [JsonIgnore]
    public string FullName => string.Join(' ', Name.Select(part => part.Text));
}

/// <summary>The personal part of an event: one a person, sealed with that person's key.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Details">Null when it was erased, or is not opened here.</param>
public sealed record PersonalPart(Guid Subject, PersonalDetails? Details);

/// <summary>Stored form of personal parts.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PersonalDetails))]
sealed partial class ValuesJson : JsonSerializerContext;
