using Annona.Values;

namespace Annona.Access;

static class AccessRefusals
{
    const string AskCoordinator = "Ask a coordinator, or work as another officer: --officer NAME.";

    public static Refusal NotYours(Roles mayAsk, Roles yours) => new(
        "access.not-your-role",
        $"This needs {Needed(mayAsk)}; you {(yours == Roles.None ? "have none" : $"are {Listed(yours, "and")}")}.",
        AskCoordinator);

    public static Refusal NotOpened() => new(
        "access.not-recovered",
        "Only who opened the operation with recovery shares may enrol without a coordinator.",
        "Use the shares: annona keys recover, or ask a coordinator: annona officer enrol.");

    public static Refusal FirstIsCoordinator() => new(
        "access.first-coordinator",
        "Nobody is enrolled here yet, so the first to come must be a coordinator who enrols themselves.",
        "Make the operation anew with: annona init DIR.");

    public static Refusal AlreadyEnrolled() => new(
        "access.already-enrolled", "This officer is enrolled already.", "Use another officer's key.");

    public static Refusal UnknownRole() => new(
        "access.unknown-role", "One of the roles is not known to this version.",
        "See the roles with: annona officer enrol --help");

    public static Refusal NoRole() => new(
        "access.no-role", "An officer without a role could do nothing here.",
        "Name one role at least with --roles.");

    public static Refusal NoName() => new(
        "access.no-name", "An officer needs a name that others know them by.", "Give one.");

    public static Refusal NoKey() => new(
        "access.no-key", "An officer needs a key of their own.", "Make one with: annona officer enrol NAME.");

    public static Refusal NotEnrolled() => new(
        "access.not-enrolled", "This officer does not work here.", "See who does with: annona officer list");

    public static Refusal NoReason() => new(
        "access.no-reason", "A reason is missing.", "Say why, without names.");

    public static Refusal LastCoordinator() => new(
        "access.last-coordinator", "This is the last coordinator: nobody could enrol officers any more.",
        "Enrol another coordinator first.");

    public static Refusal DeviceKnown() => new(
        "access.device-known", "This device is enrolled already, or was.",
        "Enrol it under a new id: a device that was reset or restored is a new one.");

    public static Refusal UnknownDevice() => new(
        "access.unknown-device", "No such device works here.", "See which do with the list of devices.");

    public static Refusal DeviceKey() => new(
        "access.device-key", "A device needs an id and a key of its own.", "Let the device make both.");

    public static Refusal DeviceSite() => new(
        "access.device-site", "It is not said where the device is used.", "Name the site.");

    public static Refusal DeviceDays(int most) => new(
        "access.device-days", $"A device is enrolled until today at the least and for {most} days at most.",
        "Give another last day.");

    static string Needed(Roles mayAsk) => mayAsk switch
    {
        Roles.All => "any role",
        Roles.None => "a right that no role gives",
        _ => $"the role of {Listed(mayAsk, "or")}",
    };

    static string Listed(Roles roles, string last)
    {
        var words = RoleWords.Of(roles);
        return words.Count < 2
            ? string.Concat(words)
            : $"{string.Join(", ", words.SkipLast(1))} {last} {words[^1]}";
    }
}
