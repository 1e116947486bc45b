using Annona.Reading.Text;

namespace Annona.Reading.Names;

/// <summary>What a party is.</summary>
public enum PartyKind
{
    /// <summary>Could not be told.</summary>
    Unknown,

    /// <summary>A person, in the office that <see cref="Party.Role"/> names.</summary>
    Person,

    /// <summary>An organisation or authority.</summary>
    Organisation,

    /// <summary>A news agency.</summary>
    NewsAgency,

    /// <summary>A state, or its government named by its capital.</summary>
    State,
}

/// <summary>Somebody or something that acts or speaks in the text.</summary>
/// <param name="Id">"p1", "p2" … in the order of first mention.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The fullest name.</param>
/// <param name="Role">Office as written ("head of the … agency"), or null.</param>
/// <param name="Aliases">Other names: acronym, expansion, surname.</param>
/// <param name="Mentions">Where it is named, described or meant by a pronoun of attribution; in order.</param>
public sealed record Party(
    string Id, PartyKind Kind, string Name, string? Role, IReadOnlyList<string> Aliases,
        IReadOnlyList<TextSpan> Mentions);

/// <summary>People whom the text counts or promises something to; who they are is the reader's to judge.</summary>
/// <param name="Id">"g1", "g2" … in the order of first mention.</param>
/// <param name="Words">As first written.</param>
/// <param name="Mentions">Where; in order.</param>
public sealed record PopulationGroup(string Id, string Words, IReadOnlyList<TextSpan> Mentions);

/// <summary>A place named in the text.</summary>
/// <param name="Id">"l1", "l2" … in the order of first mention.</param>
/// <param name="Name">As first written.</param>
/// <param name="Country">The state it is, or whose capital it is; null when the lexicon does not know.</param>
/// <param name="Mentions">Where; in order.</param>
public sealed record Place(string Id, string Name, string? Country, IReadOnlyList<TextSpan> Mentions);
