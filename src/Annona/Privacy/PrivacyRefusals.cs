using Annona.Values;

namespace Annona.Privacy;

static class PrivacyRefusals
{
    public static Refusal NoPurpose() => new(
        "privacy.no-purpose", "What is kept of somebody is shown for a purpose only.",
        "Say what for, such as asked-by-person, without a name; it is kept in the read log.");

    public static Refusal NoGround() => new(
        "privacy.no-ground", "It is not said on what ground it is kept so long.",
        "Give a reason such as donor-agreement; it stands in the journal, so never a name.");

    public static Refusal UnknownRetention() => new(
        "privacy.unknown-retention", "There is no rule for that kind of data.",
        "See which kinds there are with: annona retention list");

    public static Refusal FixedRetention(int days) => new(
        "privacy.fixed-retention", $"Reads are kept for {days} days, whatever else is decided.",
        "Set another kind; see: annona retention list");

    public static Refusal RetentionDays(int most) => new(
        "privacy.retention-days", $"A rule keeps for 1 to {most} days.",
        "Give the days, such as 730 for two years.");

    public static Refusal NamesNeeded() => new(
        "privacy.names-needed", "Names are not opened here, so what is kept of somebody cannot be told whole.",
        "Open the operation with names.");

    public static Refusal UnknownOfficer(string officer) => new(
        "privacy.unknown-officer", $"There is no officer '{officer}'.", "Find officers with: annona officer list");
}
