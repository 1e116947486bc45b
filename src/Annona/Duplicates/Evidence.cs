using Annona.Linkage;

namespace Annona.Duplicates;

/// <summary>
/// The evidence of a pair as codes, such as <c>given:near birth:exact</c>. Codes hold no personal data, and the same
/// codes mean the same evidence: scores drift as a register grows, codes do not.
/// </summary>
public static class Evidence
{
    /// <summary>Persons of the two households turned out to be one.</summary>
    public const string SharedPerson = "shared-person";

    /// <summary>
    /// The codes of a pair, in the order of the fields; fields of which nothing is known are left out.
    /// </summary>
    public static string CodesOf(CandidatePair pair) => string.Join(' ', pair.Reasons
        .Where(reason => reason.Agreement != Agreement.Missing)
        .Select(reason => $"{Code($"{reason.Field}")}:{Code($"{reason.Agreement}")}"));

    /// <summary>The codes of two members of one form who are the same in everything that is known.</summary>
    public const string SameForm = "same-form";

    /// <summary>The codes as a clerk would say them, such as <c>given name close; birth the same</c>.</summary>
    public static string Text(string codes) =>
        codes.Length == 0 ? "joined by hand" : string.Join("; ", codes.Split(' ').Select(Word));

    static string Word(string code)
    {
        if (code == SharedPerson)
            return "a person of one household is a person of the other";
        if (code == SameForm)
            return "two rows of one household with the same name, birth and sex";
        var parts = code.Split(':');
        var field = parts[0] switch
        {
            "given" => "given name",
            "family" => "family name",
            "father" => "father's name",
            "household" => "other members",
            var other => other,
        };
        return $"{field} {Said(parts[^1])}";
    }

    static string Said(string agreement) => agreement switch
    {
        "exact" => "the same",
        "acrossscripts" => "the same in another script",
        "samesound" => "the same in another spelling",
        "near" => "close",
        "different" => "different",
        var other => other,
    };

    static string Code(string name) => name.ToLowerInvariant();
}
