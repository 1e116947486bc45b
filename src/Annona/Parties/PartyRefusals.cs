using Annona.Values;

namespace Annona.Parties;

/// <summary>Why this room says no.</summary>
static class PartyRefusals
{
    public static Refusal NoName() =>
        new("party.no-name", "A party needs a name.", "Give the name as it is published.");

    public static Refusal AlreadyThere(string name, string code) => new(
        "party.already-there", $"'{name}' is on record already as {code}.",
        $"Use {code}, or give a name that tells the two apart.");

    public static Refusal Unknown(string party) => new(
        "party.unknown", $"There is no party '{party}'.", "Find parties with: annona party list");

    public static Refusal NoTitle() => new(
        "party.no-title", "An office needs a title.", "Give it as it is published, such as 'head of the aid agency'.");

    public static Refusal OfficeEndsBeforeItBegins(DateOnly from, DateOnly to) => new(
        "party.office-ends-before-it-begins", $"The office would end on {to:yyyy-MM-dd}, before {from:yyyy-MM-dd}.",
        "Check both dates.");

    public static Refusal NoSuchOffice(string code, string title) => new(
        "party.no-such-office", $"{code} holds no office '{title}' that is not over.",
        $"See its offices with: annona party show {code}");
}
