using Annona.Values;

namespace Annona.Places;

/// <summary>Why this room says no.</summary>
static class PlaceRefusals
{
    public static Refusal NoName() =>
        new("place.no-name", "A place needs a name.", "Give the name as people there use it.");

    public static Refusal AlreadyThere(string name, string code) => new(
        "place.already-there", $"'{name}' is on record already as {code}.",
        $"Use {code}, or give a name that tells the two apart.");

    public static Refusal Unknown(string place) => new(
        "place.unknown", $"There is no place '{place}'.", "Find places with: annona place list");

    public static Refusal InItself(string code, string parent) => new(
        "place.in-itself", $"{code} would lie in itself: {parent} is it, or lies in it.",
        "Name a place that does not lie in it.");

    public static Refusal GroupNoName() => new(
        "group.no-name", "A population group needs a name.",
        "Say who they are, such as 'people who crossed since Sunday'.");

    public static Refusal GroupAlreadyThere(string name, string code) => new(
        "group.already-there", $"'{name}' is on record already as {code}.", $"Use {code}.");
}
