using Annona.Values;

namespace Annona.Privacy;

static class PrivacyRefusals
{
    public static Refusal NoPurpose() => new(
        "privacy.no-purpose", "What is kept of somebody is shown for a purpose only.",
        "Say what for, such as asked-by-person, without a name; it is kept in the read log.");

    public static Refusal NamesNeeded() => new(
        "privacy.names-needed", "Names are not opened here, so what is kept of somebody cannot be told whole.",
        "Open the operation with names.");

    public static Refusal UnknownOfficer(string officer) => new(
        "privacy.unknown-officer", $"There is no officer '{officer}'.", "Find officers with: annona officer list");
}
